import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../support/tidings.ts'

const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8')

const excerpts = [
  ...read('resources/docs/backend.md').matchAll(/^From `([^`]+)`:\n\n```\w+\n([\s\S]*?)```/gm),
].map(([, path = '', code = '']) => ({ path, code }))

test('the documentation has excerpts', () => {
  expect(excerpts.length).toBeGreaterThan(0)
})

test.each(excerpts)('the excerpt from $path is what is tested', ({ path, code }) => {
  expect(read(path)).toContain(code)
})
