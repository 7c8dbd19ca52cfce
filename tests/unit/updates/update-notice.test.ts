import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import { createUpdateNotice, updateFileSchema } from '../../../electron/updates/update-notice.ts'

let folder = ''
const silent = { error: () => {} }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-update-notice-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (path = join(folder, 'update.json'), log: Parameters<typeof createUpdateNotice>[1] = silent) =>
  createUpdateNotice(createJsonFile(path, updateFileSchema, Date.now), log)

test('at first the user was notified of no update', () => {
  expect(open().version()).toBeNull()
})

test('the version that the user was notified of is still known at the next start', () => {
  open().save('1.0.1')
  expect(open().version()).toBe('1.0.1')
})

test('a damaged file counts as none', () => {
  writeFileSync(join(folder, 'update.json'), '{"notifiedVersion": 7')
  expect(open().version()).toBeNull()
})

test('when nothing can be written it is known until the app quits', () => {
  const failures: string[] = []
  const notice = open(join(folder, 'not-there', 'update.json'), { error: (text) => failures.push(text) })
  notice.save('1.0.1')
  expect(notice.version()).toBe('1.0.1')
  expect(failures).toHaveLength(1)
})
