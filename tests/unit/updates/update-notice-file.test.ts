import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUpdateNotice } from '../../../electron/updates/update-notice-file.ts'

let folder = ''
const silent = { error: () => {} }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-told-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('at first the user was told of nothing', () => {
  expect(createUpdateNotice(folder, silent).version()).toBeNull()
})

test('what the user was told of is still known at the next start', () => {
  createUpdateNotice(folder, silent).remember('1.0.1')
  expect(createUpdateNotice(folder, silent).version()).toBe('1.0.1')
})

test('a note that can not be understood counts as none', () => {
  writeFileSync(join(folder, 'update.json'), '{"toldOf": 7')
  expect(createUpdateNotice(folder, silent).version()).toBeNull()
})

test('where nothing can be written it holds until the app ends', () => {
  const failures: string[] = []
  const told = createUpdateNotice(join(folder, 'not-there'), { error: (text) => failures.push(text) })
  told.remember('1.0.1')
  expect(told.version()).toBe('1.0.1')
  expect(failures).toHaveLength(1)
})
