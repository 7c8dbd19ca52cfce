import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { pack } from '../../../resources/packaging/pack.ts'
import {
  checkFiles,
  readStatements,
  renewFolder,
  signFolder,
  validFor,
} from '../../../resources/packaging/sign-updates.ts'
import { makeUpdateKeys, readUpdateKeys } from '../../../resources/packaging/update-keys.ts'
import { createTestKey, sha512Of } from '../../support/signed-updates.ts'
import { projectFolder } from '../../support/tidings.ts'

const key = createTestKey()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-release-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Packages with these names, and the metadata that electron-builder writes about them. */
function release(metadata: string, names: readonly string[], version = '1.0.1'): void {
  const files = names.map((name) => ({ url: name, sha512: sha512Of(name), size: name.length }))
  for (const name of names) writeFileSync(join(folder, name), name)
  writeFileSync(
    join(folder, metadata),
    stringify({ version, files, path: names[0], releaseDate: '2026-12-01' }),
  )
}

const signNow = () => signFolder(folder, [key.privateKey], validFor(60))

/** Which files each statement names. */
async function signedFiles(): Promise<Record<string, readonly string[]>> {
  const found = await readStatements(folder, [key.publicKey])
  return Object.fromEntries(
    found.map(({ name, statement }) => [name, statement.files.map((file) => file.name)]),
  )
}

test('the metadata of each system is signed, for each processor that it has packages for', async () => {
  release('latest-linux.yml', ['Tidings-1.0.1.AppImage', 'tidings_1.0.1_amd64.deb'])
  release('latest-linux-arm64.yml', ['Tidings-1.0.1-arm64.AppImage'])
  release('latest.yml', ['Tidings-1.0.1-x64-setup.exe', 'Tidings-1.0.1-arm64-setup.exe'])
  release('latest-mac.yml', ['Tidings-1.0.1-universal-mac.zip'])
  await signNow()
  expect(await signedFiles()).toEqual({
    'latest-linux-x64.json': ['Tidings-1.0.1.AppImage', 'tidings_1.0.1_amd64.deb'],
    'latest-linux-arm64.json': ['Tidings-1.0.1-arm64.AppImage'],
    'latest-win32-x64.json': ['Tidings-1.0.1-x64-setup.exe'],
    'latest-win32-arm64.json': ['Tidings-1.0.1-arm64-setup.exe'],
    'latest-darwin-x64.json': ['Tidings-1.0.1-universal-mac.zip'],
    'latest-darwin-arm64.json': ['Tidings-1.0.1-universal-mac.zip'],
  })
})

test('a package that is not the one of the metadata, or missing, is not signed', async () => {
  release('latest-linux.yml', ['Tidings-1.0.1.AppImage'])
  writeFileSync(join(folder, 'Tidings-1.0.1.AppImage'), 'another')
  await expect(signNow()).rejects.toThrow('Tidings-1.0.1.AppImage is another file: nothing was signed.')
  rmSync(join(folder, 'Tidings-1.0.1.AppImage'))
  await expect(signNow()).rejects.toThrow('Tidings-1.0.1.AppImage is missing: nothing was signed.')
})

test('two versions in one folder are not signed', async () => {
  release('latest-linux.yml', ['Tidings-1.0.1.AppImage'])
  release('latest.yml', ['Tidings-1.0.0-setup.exe'], '1.0.0')
  await expect(signNow()).rejects.toThrow(/more than one version/)
})

test('a folder without metadata is not signed', async () => {
  await expect(signNow()).rejects.toThrow(/no metadata/)
})

test('renewing needs no packages, and changes nothing but the times', async () => {
  release('latest-linux.yml', ['Tidings-1.0.1.AppImage'])
  await signFolder(folder, [key.privateKey], validFor(60, new Date('2026-10-01T00:00:00Z')))
  rmSync(join(folder, 'Tidings-1.0.1.AppImage'))
  await renewFolder(folder, [key.privateKey], validFor(60, new Date('2026-11-01T00:00:00Z')))
  const [renewed] = await readStatements(folder, [key.publicKey])
  expect(renewed?.statement).toMatchObject({
    version: '1.0.1',
    issuedAt: '2026-11-01T00:00:00.000Z',
    expires: '2026-12-31T00:00:00.000Z',
    files: [{ name: 'Tidings-1.0.1.AppImage', sha512: sha512Of('Tidings-1.0.1.AppImage') }],
  })
  expect(await checkFiles(folder, renewed?.statement ?? expect.fail())).toEqual([
    { name: 'Tidings-1.0.1.AppImage', state: 'missing' },
  ])
})

test('what another key has signed is not renewed, nor said to be right', async () => {
  release('latest-linux.yml', ['Tidings-1.0.1.AppImage'])
  await signNow()
  const other = createTestKey()
  await expect(readStatements(folder, [other.publicKey])).rejects.toThrow(/not signed with a key/)
  await expect(renewFolder(folder, [other.privateKey], validFor(60))).rejects.toThrow(/not signed with a key/)
})

test('a clock that is behind renews nothing: apps would refuse it', async () => {
  release('latest-linux.yml', ['Tidings-1.0.1.AppImage'])
  await signNow()
  const past = validFor(60, new Date('2020-01-01T00:00:00Z'))
  await expect(renewFolder(folder, [key.privateKey], past)).rejects.toThrow(/clock/)
})

test('two keys are made for this user alone, never over others, never in the project', () => {
  const keys = join(folder, 'keys')
  const publicKeys = makeUpdateKeys(keys)
  expect(readdirSync(keys).sort()).toEqual(['spare-update-key.pem', 'update-key.pem'])
  if (process.platform !== 'win32')
    for (const name of readdirSync(keys)) expect(statSync(join(keys, name)).mode & 0o077).toBe(0)
  expect(() => makeUpdateKeys(keys)).toThrow(/exists already/)
  expect(() => makeUpdateKeys(join(projectFolder, 'keys'))).toThrow(/must not lie in the project/)
  const read = readUpdateKeys({
    TIDINGS_UPDATE_KEY_FILE: join(keys, 'update-key.pem'),
    TIDINGS_UPDATE_PUBLIC_KEYS: publicKeys.join(' '),
  })
  expect(read.privateKeys).toHaveLength(1)
  expect(read.publicKeys).toEqual(publicKeys)
})

test('several private keys, one below the other, all sign', () => {
  const keys = join(folder, 'keys')
  const publicKeys = makeUpdateKeys(keys)
  const pem = readdirSync(keys)
    .toReversed()
    .map((name) => readFileSync(join(keys, name), 'utf8'))
  expect(readUpdateKeys({ TIDINGS_UPDATE_KEY: pem.join('\n') }).publicKeys).toEqual(publicKeys)
})

test('a key that is none is refused in words that don’t repeat it', () => {
  const secret = 'c2VjcmV0'
  const pem = `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`
  expect(() => readUpdateKeys({ TIDINGS_UPDATE_KEY: pem })).toThrow(
    'A key for updates is not an Ed25519 private key.',
  )
  expect(() => readUpdateKeys({ TIDINGS_UPDATE_KEY: secret })).toThrow(
    'The key for updates is not a private key in PEM.',
  )
  expect(() => readUpdateKeys({ TIDINGS_UPDATE_PUBLIC_KEYS: 'abc' })).toThrow(/not an Ed25519 public key/)
})

test.each(['http://updates.example.com', 'ftp://updates.example.com', 'updates.example.com'])(
  'nothing is packed that would ask for updates at %s',
  async (updatesUrl) => {
    const options = { request: { linux: ['dir'] }, output: folder, updateKeys: [], report: () => {} }
    await expect(pack({ ...options, updatesUrl })).rejects.toThrow(/must begin with https/)
    expect(readdirSync(folder)).toEqual([])
  },
)
