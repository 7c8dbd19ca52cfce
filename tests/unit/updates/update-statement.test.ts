import { expect, test } from 'vitest'
import {
  judgeStatement,
  rememberIssuedAt,
  statementFileName,
  type UpdateStatement,
} from '../../../electron/updates/update-statement.ts'

const now = Date.parse('2026-12-01T12:00:00Z')
const target = { platform: 'linux', arch: 'x64', fileEnding: '.deb' }
const sha512 = `${'A'.repeat(86)}==`
const file = { name: 'tidings_1.0.1_amd64.deb', size: 1_000, sha512 }
const right: UpdateStatement = {
  channel: 'latest',
  platform: 'linux',
  arch: 'x64',
  version: '1.0.1',
  issuedAt: '2026-11-20T12:00:00.000Z',
  expires: '2027-01-19T12:00:00.000Z',
  files: [{ name: 'Tidings-1.0.1.AppImage', size: 2_000, sha512, blockMapSize: 100 }, file],
}

function judge(changes: object, newestSeen: number | null = null) {
  return judgeStatement(JSON.stringify({ ...right, ...changes }), { target, now, newestSeen })
}

/** Why it is refused. */
function refusal(...args: Parameters<typeof judge>): string {
  const judgement = judge(...args)
  return judgement.kind === 'failed' ? judgement.reason : 'it is accepted'
}

test('the file that fits the kind of installation is taken', () => {
  expect(judge({})).toEqual({ kind: 'accepted', statement: right, file })
})

test('of two files of the right kind the one for this processor is taken', () => {
  const other = { ...file, name: 'tidings-arm64.deb' }
  const own = { ...file, name: 'tidings-x64.deb' }
  expect(judge({ files: [other, own] })).toMatchObject({ file: { name: own.name } })
})

test('a field of a later version is ignored', () => {
  expect(judge({ more: true })).toMatchObject({ kind: 'accepted' })
})

test.each([
  ['another channel', { channel: 'beta' }],
  ['another system', { platform: 'win32' }],
  ['another processor', { arch: 'arm64' }],
])('metadata of %s is refused', (_, changes) => {
  expect(refusal(changes)).toMatch(/^it is for /)
})

test('metadata is refused from the moment it expires', () => {
  expect(refusal({ expires: new Date(now + 1).toISOString() })).toBe('it is accepted')
  expect(refusal({ expires: new Date(now).toISOString() })).toMatch(/^it expired at 2026-12-01T12:00:00/)
})

test('metadata that was issued before one that was accepted is refused; the same once more is not', () => {
  const issuedAt = Date.parse(right.issuedAt)
  expect(refusal({}, issuedAt + 1)).toMatch(/before one that was accepted earlier/)
  expect(refusal({}, issuedAt)).toBe('it is accepted')
})

test('metadata without a file for this kind of installation is refused', () => {
  expect(refusal({ files: [{ ...file, name: 'Tidings.rpm' }] })).toBe('it names no .deb file')
})

test.each(['../tidings.deb', 'a/b.deb', '.deb', 'a\\b.deb', '-x.deb', 'ä.deb', 'https://evil.example/x.deb'])(
  'a file named %s is refused',
  (name) => {
    expect(refusal({ files: [{ ...file, name }] })).toMatch(/is not understood/)
  },
)

test.each([
  ['a version that is none', { version: 'newest' }],
  ['a version with a path in it', { version: '1.0.1-../x' }],
  ['a time that is none', { issuedAt: 'yesterday' }],
  ['no expiry', { expires: undefined }],
  ['no files', { files: [] }],
  ['a size that no package has', { files: [{ ...file, size: 1e12 }] }],
  ['a checksum of another kind', { files: [{ ...file, sha512: 'abc' }] }],
])('%s is refused', (_, changes) => {
  expect(refusal(changes)).toMatch(/is not understood/)
})

test('what is not JSON is refused', () => {
  expect(judgeStatement('no', { target, now, newestSeen: null })).toMatchObject({ kind: 'failed' })
})

test('an app that was off for a year accepts what is valid now', () => {
  const seenAYearAgo = now - 365 * 24 * 60 * 60_000
  expect(refusal({}, seenAYearAgo)).toBe('it is accepted')
})

test('metadata from the future does not lock out what is issued from tomorrow on', () => {
  const day = 24 * 60 * 60_000
  expect(rememberIssuedAt({ issuedAt: '2100-01-01T00:00:00Z' }, now)).toBe(now + day)
  expect(rememberIssuedAt(right, now)).toBe(Date.parse(right.issuedAt))
})

test('the metadata of each system and processor has a name of its own', () => {
  expect(statementFileName({ platform: 'win32', arch: 'arm64' })).toBe('latest-win32-arm64.json')
})
