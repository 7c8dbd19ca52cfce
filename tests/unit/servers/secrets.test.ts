import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import { createSecrets, type Keychain, secretsFileSchema } from '../../../electron/servers/secrets.ts'

const onNotSaved = vi.fn()
const log = { warn: () => {}, error: () => {} }
const origin = 'https://app.example.com'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** No real cipher, but the clear text can't be found in it. */
const keychain: Keychain = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`locked:${[...text].reverse().join('')}`),
  decryptString: (bytes) => [...bytes.toString().slice('locked:'.length)].reverse().join(''),
}
const noKeychain: Keychain = {
  isEncryptionAvailable: () => false,
  encryptString: () => {
    throw new Error('there is no keychain')
  },
  decryptString: () => {
    throw new Error('there is no keychain')
  },
}

/** The secrets of a new run of the app. */
const open = (usedKeychain: Keychain) =>
  createSecrets({
    file: createJsonFile(join(folder, 'secrets.json'), secretsFileSchema, Date.now),
    keychain: usedKeychain,
    memory: new Map(),
    onNotSaved,
    log,
  })
const written = () => readFileSync(join(folder, 'secrets.json'), 'utf8')

test('a token is still known in the next run, for its origin only', () => {
  open(keychain).save(origin, 'abc-123')
  const next = open(keychain)
  expect(next.read(origin)).toBe('abc-123')
  expect(next.read('https://app.example.com:8443')).toBeNull()
  expect(next.keptIn()).toBe('keychain')
  expect(written()).not.toContain('abc-123')
})

test('each origin has its own token, which is forgotten without the others', () => {
  const secrets = open(keychain)
  secrets.save(origin, 'first')
  secrets.save('https://other.example', 'second')
  secrets.forget(origin)
  expect(open(keychain).read(origin)).toBeNull()
  expect(open(keychain).read('https://other.example')).toBe('second')
})

test('without a keychain a token is known until the app quits, and nothing is written', () => {
  const secrets = open(noKeychain)
  secrets.save(origin, 'abc-123')
  expect(secrets.read(origin)).toBe('abc-123')
  expect(secrets.keptIn()).toBe('memory')
  expect(written).toThrow()
  expect(open(noKeychain).read(origin)).toBeNull()
})

test('a keychain that stores the clear text counts as none', () => {
  const plain = { ...keychain, getSelectedStorageBackend: () => 'basic_text' }
  expect(open(plain).keptIn()).toBe('memory')
  expect(open({ ...keychain, getSelectedStorageBackend: () => 'gnome_libsecret' }).keptIn()).toBe('keychain')
})

test('a token that can’t be decrypted is none', () => {
  open(keychain).save(origin, 'abc-123')
  const strange = {
    ...keychain,
    decryptString: () => {
      throw new Error('another key')
    },
  }
  expect(open(strange).read(origin)).toBeNull()
})

test('a damaged file holds no token, and a new one can be saved', () => {
  writeFileSync(join(folder, 'secrets.json'), '{"version":1,"tokens":[')
  const secrets = open(keychain)
  expect(secrets.read(origin)).toBeNull()
  secrets.save(origin, 'new')
  expect(open(keychain).read(origin)).toBe('new')
})

test('a token that was replaced while there was no keychain does not come back', () => {
  open(keychain).save(origin, 'old')
  open(noKeychain).save(origin, 'new')
  expect(open(keychain).read(origin)).toBeNull()
})

test('the keychain is not used before there is a token to read or to save', () => {
  const untouched = {
    ...noKeychain,
    isEncryptionAvailable: () => {
      throw new Error('asked too early')
    },
  }
  expect(open(untouched).read(origin)).toBeNull()
})

test('a token that only the memory holds survives a restart within the process', () => {
  const memory = new Map<string, string | null>()
  const file = createJsonFile(join(folder, 'secrets.json'), secretsFileSchema, Date.now)
  createSecrets({ file, keychain: noKeychain, memory, log, onNotSaved }).save(origin, 'abc-123')
  expect(createSecrets({ file, keychain: noKeychain, memory, log, onNotSaved }).read(origin)).toBe('abc-123')
})

test('a token that can’t be written is reported, and not said to be in the keychain', () => {
  const secrets = open(keychain)
  mkdirSync(join(folder, 'secrets.json'))
  secrets.save(origin, 'abc-123')
  expect(onNotSaved).toHaveBeenCalledWith(expect.objectContaining({ file: join(folder, 'secrets.json') }))
  expect(secrets.read(origin)).toBe('abc-123')
  expect(secrets.keptIn()).toBe('memory')
  rmSync(join(folder, 'secrets.json'), { recursive: true })
  secrets.save(origin, 'abc-123')
  expect(secrets.keptIn()).toBe('keychain')
})
