import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'

const project = fileURLToPath(new URL('../../..', import.meta.url))

/** What has to be compiled to know the places of an item's fields. */
const sources = [
  'electron/model',
  'electron/store',
  'electron/history/csv.ts',
  'electron/history/item-fields.ts',
]

/** Compiles a copy of these sources after a change in one of them; returns the files that have errors. */
async function filesWithErrors(changed: string, from: string, to: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-new-field-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  for (const source of sources) {
    mkdirSync(dirname(join(folder, source)), { recursive: true })
    cpSync(join(project, source), join(folder, source), { recursive: true })
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const text = readFileSync(join(folder, changed), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(folder, changed), text.replace(from, to))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(project, 'tsconfig.json'),
      compilerOptions: {
        composite: false,
        declaration: false,
        emitDeclarationOnly: false,
        noEmit: true,
        types: ['node'],
      },
      include: ['electron'],
      files: [],
      references: [],
    }),
  )
  const tsc = join(project, 'node_modules/typescript/bin/tsc')
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, '-p', folder], { cwd: folder }, (_error, stdout) => resolve(stdout))
  })
  const names = output.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)
  return [...new Set([...names].map(([, name = '']) => name.replaceAll('\\', '/')))].sort()
}

describe('the compiler asks for', { timeout: 60_000 }, () => {
  test('nothing as long as no field is added', async () => {
    expect(
      await filesWithErrors('electron/model/item.ts', 'export interface Item {', 'export interface Item {'),
    ).toEqual([])
  })

  test('the column and the printed form of a new field of an item', async () => {
    const added = 'export interface Item {\n  readonly tags: readonly string[]'
    expect(await filesWithErrors('electron/model/item.ts', 'export interface Item {', added)).toEqual([
      'electron/history/item-fields.ts',
      'electron/store/item-columns.ts',
    ])
  })

  test('the value of a new column that events write', async () => {
    const added = `const columns = {\n  tags: { column: 'tags', written: 'always' },`
    expect(await filesWithErrors('electron/store/item-columns.ts', 'const columns = {', added)).toEqual([
      'electron/store/item-columns.ts',
      'electron/store/item-writer.ts',
    ])
  })

  test('a decision whether a new printed field is a column of the CSV', async () => {
    const added = 'return {\n    tags: item.title,\n    id: item.id,'
    expect(
      await filesWithErrors('electron/history/item-fields.ts', 'return {\n    id: item.id,', added),
    ).toEqual(['electron/history/csv.ts'])
  })
})
