import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEnvelope } from '../../../electron/platform/updates/envelope.ts'
import { maxMetadataBytes } from '../../../electron/updates/fetch-metadata.ts'
import type { RememberedUpdates, UpdateResult } from '../../../electron/updates/update-scheduler.ts'
import { statementFileName, type UpdateStatement } from '../../../electron/updates/update-statement.ts'
import { createUpdater, type SignedUpdate, type UpdatePlatform } from '../../../electron/updates/updater.ts'
import { createStatement, createTestKey, signWith } from '../../support/signed-updates.ts'
import {
  redirectTo,
  sendForEver,
  serveUpdateFiles,
  type UpdateAnswer,
  type UpdateFiles,
} from '../../support/update-files.ts'

const key = createTestKey()
const spare = createTestKey()
const thief = createTestKey()
const content = 'version 1.0.1'
const target = { platform: 'linux', arch: process.arch, fileEnding: '.AppImage' }
const name = statementFileName(target)

let server: UpdateFiles
let remembered: RememberedUpdates | null
let downloads: SignedUpdate[]

beforeEach(async () => {
  server = await serveUpdateFiles()
  remembered = null
  downloads = []
})
afterEach(() => server.stop())

/** One check of an app that accepts `key` and `spare`. */
function check(changes: Partial<UpdatePlatform> = {}): Promise<UpdateResult> {
  const updater = createUpdater({
    platform: {
      source: () => ({ server: new URL(server.url), publicKeys: [key.publicKey, spare.publicKey] }),
      target: async () => target,
      openEnvelope,
      download: async (update) => {
        downloads.push(update)
        return { kind: 'ready', version: update.version }
      },
      discard: () => {},
      ...changes,
    },
    fetch: (url, init) => fetch(url, { ...init, redirect: 'manual' }),
    remembered: {
      current: () => remembered,
      save: (value) => {
        remembered = value
      },
    },
    now: Date.now,
  })
  return updater.downloadNewer(new AbortController().signal)
}

/** Why what the server offers is refused. Nothing may have been downloaded then. */
async function refusal(answer: UpdateAnswer): Promise<string> {
  server.offer({ [name]: answer })
  const result = await check()
  expect(downloads).toEqual([])
  return result.kind === 'failed' ? result.reason : result.kind
}

/** A signed statement, as the server offers it. */
function signed(changes: Partial<UpdateStatement> = {}): string {
  return signWith(createStatement(content, changes), key)
}

/** A signed statement whose envelope was changed afterwards. */
function forged(
  change: (envelope: { payload: string; payloadType: string; signatures: unknown[] }) => object,
): string {
  const envelope = JSON.parse(signed())
  return JSON.stringify({ ...envelope, ...change(envelope) })
}

test('a signed version is downloaded, after one request for its metadata', async () => {
  server.offer({ [name]: signed() })
  expect(await check()).toEqual({ kind: 'ready', version: '1.0.1' })
  expect(downloads).toMatchObject([{ version: '1.0.1', file: { name: 'Tidings-1.0.1.AppImage' } }])
  expect(server.requests()).toEqual([name])
})

test.each([
  ['the spare key alone', [spare]],
  ['both keys', [key, spare]],
  ['a key that the app does not know, and one that it knows', [thief, spare]],
])('a version that is signed with %s is downloaded', async (_, keys) => {
  server.offer({ [name]: signWith(createStatement(content), ...keys) })
  expect(await check()).toMatchObject({ kind: 'ready' })
})

test('what is signed with another key is refused', async () => {
  expect(await refusal(signWith(createStatement(content), thief))).toMatch(
    /not signed with a key of this app/,
  )
})

test('another statement with the signature of a right one is refused', async () => {
  const payload = Buffer.from(JSON.stringify(createStatement('malware'))).toString('base64')
  expect(await refusal(forged(() => ({ payload })))).toMatch(/not signed with a key of this app/)
})

test.each([
  ['no signatures', forged(() => ({ signatures: [] }))],
  [
    'an empty signature',
    forged(({ signatures: [first] }) => ({ signatures: [{ ...Object(first), sig: '' }] })),
  ],
  ['another type', forged(() => ({ payloadType: 'application/json' }))],
  ['a statement without an envelope', JSON.stringify(createStatement(content))],
  ['metadata of electron-builder', 'version: 1.0.1\nfiles: []\n'],
  ['nothing', ''],
])('%s: refused', async (_, answer) => {
  expect(await refusal(answer)).toMatch(
    /refused: it (is not|was) signed|refused: it is not a signed envelope/,
  )
})

test('what was signed as something else with the same key is refused', async () => {
  const other = JSON.parse(signed())
  const answer = JSON.stringify({ ...other, payloadType: 'application/vnd.other+json' })
  expect(await refusal(answer)).toMatch(/was signed as application\/vnd.other/)
})

test('an old statement is refused once a newer one was accepted, also by an app that was started again', async () => {
  const old = signed({ version: '1.0.0', issuedAt: new Date(Date.now() - 2 * 86_400_000).toISOString() })
  server.offer({ [name]: signed() })
  await check()
  downloads = []
  expect(await refusal(old)).toMatch(/before one that was accepted earlier/)
})

test('a statement is refused when it has expired', async () => {
  const expires = new Date(Date.now() - 1_000).toISOString()
  expect(await refusal(signed({ expires }))).toMatch(/expired/)
})

test('the statement of another processor in the place of ours is refused', async () => {
  expect(await refusal(signed({ arch: 'riscv64' }))).toMatch(/it is for latest, linux, riscv64/)
})

test('a refused statement is not remembered: it can’t lock out the right one', async () => {
  await refusal(signWith(createStatement(content, { issuedAt: '2099-01-01T00:00:00Z' }), thief))
  expect(remembered).toBeNull()
  await refusal(signed({ arch: 'riscv64', issuedAt: '2099-01-01T00:00:00Z' }))
  expect(remembered).toBeNull()
})

test('metadata of more than 64 KiB is refused, whether or not the server says how large it is', async () => {
  expect(await refusal(signed().padEnd(maxMetadataBytes + 1))).toMatch(/larger than/)
  expect(await refusal(sendForEver)).toMatch(/larger than/)
})

test('a redirect is followed, to http on loopback only because the server is there itself', async () => {
  server.offer({ [name]: redirectTo('/elsewhere.json'), 'elsewhere.json': signed() })
  expect(await check()).toMatchObject({ kind: 'ready' })
})

test.each([
  'http://updates.example/x.json',
  'file:///etc/passwd',
  'data:application/json,{}',
  'ftp://127.0.0.1/',
])('a redirect to %s is refused', async (location) => {
  expect(await refusal(redirectTo(location))).toMatch(/it is not https/)
})

test('redirects in a circle end', async () => {
  expect(await refusal(redirectTo(`/${name}`))).toMatch(/in circles/)
})

test('a server at http that is not on loopback is never asked', async () => {
  const asked: string[] = []
  const source = () => ({ server: new URL('http://updates.example/'), publicKeys: [key.publicKey] })
  const target = async () => {
    asked.push('target')
    return null
  }
  expect(await check({ source, target })).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/https/),
  })
  expect(asked).toEqual([])
})

test.each([
  ['without a key', { source: () => null }],
  ['that was unpacked from an archive', { target: async () => null }],
])('an app %s asks nobody', async (_, changes) => {
  expect(await check(changes)).toEqual({ kind: 'none' })
  expect(server.requests()).toEqual([])
})

test('a server that fails is a failed check', async () => {
  expect(await refusal((response) => response.writeHead(500).end())).toMatch(/status 500/)
  expect(await refusal((response) => response.destroy())).toMatch(/fetch failed/)
})

test('nothing in the request tells one installation from another', async () => {
  server.offer({ [name]: signed() })
  await check()
  expect(Object.keys(server.headers()[0] ?? {})).not.toContain('x-user-staging-id')
})
