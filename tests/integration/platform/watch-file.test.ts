import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchFile } from '../../../electron/platform/files/watch-file.ts'
import { waitFor } from '../../support/wait-for.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-watch-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a file that is written, replaced or made is noticed, once for each change', async () => {
  let changes = 0
  const path = join(folder, 'token')
  const stop = watchFile(path, () => {
    changes += 1
  })
  writeFileSync(path, 'one')
  await waitFor('the new file', () => changes === 1)
  writeFileSync(join(folder, 'token.new'), 'two')
  renameSync(join(folder, 'token.new'), path)
  await waitFor('the replaced file', () => changes === 2)
  stop()
})

test('a folder that does not exist is no error', () => {
  expect(() => watchFile(join(folder, 'missing', 'token'), () => {})()).not.toThrow()
})
