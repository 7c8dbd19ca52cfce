import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStoredValue } from '../../../electron/model/json-file.ts'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import { updateFileSchema } from '../../../electron/updates/update-scheduler.ts'

let folder = ''
const silent = { error: () => {} }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-stored-value-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (path = join(folder, 'update.json'), log: Parameters<typeof createStoredValue>[1] = silent) =>
  createStoredValue(createJsonFile(path, updateFileSchema, Date.now), log)

test('at first nothing is stored', () => {
  expect(open().current()).toBeNull()
})

test('a value that was saved is there at the next start', () => {
  open().save({ notifiedVersion: '1.0.1' })
  expect(open().current()).toEqual({ notifiedVersion: '1.0.1' })
})

test('a damaged file counts as empty', () => {
  writeFileSync(join(folder, 'update.json'), '{"notifiedVersion": 7')
  expect(open().current()).toBeNull()
})

test('a value that can not be written applies until the app quits', () => {
  const failures: string[] = []
  const stored = open(join(folder, 'not-there', 'update.json'), { error: (text) => failures.push(text) })
  stored.save({ notifiedVersion: '1.0.1' })
  expect(stored.current()).toEqual({ notifiedVersion: '1.0.1' })
  expect(failures).toHaveLength(1)
})
