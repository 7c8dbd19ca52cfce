import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import {
  createSecrets,
  type Keychain,
  type Secrets,
  secretsFileSchema,
} from '../../../electron/servers/secrets.ts'

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
  isAvailable: async () => true,
  encrypt: async (text) => Buffer.from(`locked:${[...text].reverse().join('')}`),
  decrypt: async (bytes) => ({
    text: [...bytes.toString().slice('locked:'.length)].reverse().join(''),
    isOutdated: false,
  }),
}
const noKeychain: Keychain = {
  isAvailable: async () => false,
  encrypt: () => Promise.reject(new Error('there is no keychain')),
  decrypt: () => Promise.reject(new Error('there is no keychain')),
}

/** The secrets of a new run of the app. */
const open = (usedKeychain: Keychain) =>
  createSecrets({
    file: createJsonFile(join(folder, 'secrets.json'), secretsFileSchema, Date.now),
    keychain: usedKeychain,
    memory: new Map(),
    onChange: () => {},
    onNotSaved,
    log,
  })
/** Reads it as the app does before it connects. */
async function load(secrets: Secrets, name: string): Promise<string | null> {
  await secrets.load(name)
  return secrets.read(name)
}
const written = () => readFileSync(join(folder, 'secrets.json'), 'utf8')

test('a token is still known in the next run, for its origin only', async () => {
  await open(keychain).save(origin, 'abc-123')
  const next = open(keychain)
  expect(next.has(origin)).toBe(true)
  expect(next.isLoaded(origin)).toBe(false)
  expect(await load(next, origin)).toBe('abc-123')
  expect(next.isLoaded(origin)).toBe(true)
  expect(await load(next, 'https://app.example.com:8443')).toBeNull()
  expect(next.keptIn()).toBe('keychain')
  expect(written()).not.toContain('abc-123')
})

test('each origin has its own token, which is forgotten without the others', async () => {
  const secrets = open(keychain)
  await secrets.save(origin, 'first')
  await secrets.save('https://other.example', 'second')
  secrets.forget(origin)
  expect(await load(open(keychain), origin)).toBeNull()
  expect(await load(open(keychain), 'https://other.example')).toBe('second')
})

test('without a keychain a token is known until the app quits, and nothing is written', async () => {
  const secrets = open(noKeychain)
  await secrets.save(origin, 'abc-123')
  expect(secrets.read(origin)).toBe('abc-123')
  expect(secrets.keptIn()).toBe('memory')
  expect(written).toThrow()
  expect(await load(open(noKeychain), origin)).toBeNull()
})

test('a token can be used while the keychain still thinks', async () => {
  const secrets = open({ ...keychain, encrypt: () => new Promise(() => {}) })
  void secrets.save(origin, 'abc-123')
  expect(secrets.read(origin)).toBe('abc-123')
})

test('a token that was removed while the keychain encrypts it is not written', async () => {
  const secrets: Secrets = open({
    ...keychain,
    encrypt: (text) => {
      secrets.forget(origin)
      return keychain.encrypt(text)
    },
  })
  await secrets.save(origin, 'abc-123')
  expect(written).toThrow()
})

test('a keychain that fails when it is asked for counts as none', async () => {
  const secrets = open({ ...keychain, isAvailable: () => Promise.reject(new Error('locked')) })
  await secrets.save(origin, 'abc-123')
  expect(secrets.keptIn()).toBe('memory')
})

test('a token that can’t be decrypted is none', async () => {
  await open(keychain).save(origin, 'abc-123')
  const strange = { ...keychain, decrypt: () => Promise.reject(new Error('another key')) }
  const secrets = open(strange)
  expect(await load(secrets, origin)).toBeNull()
  expect(secrets.has(origin)).toBe(false)
})

test('a token whose key is out of date is encrypted again', async () => {
  await open(keychain).save(origin, 'abc-123')
  const renewed: Keychain = {
    ...keychain,
    encrypt: async () => Buffer.from('by the new key'),
    decrypt: async (bytes) => ({ ...(await keychain.decrypt(bytes)), isOutdated: true }),
  }
  expect(await load(open(renewed), origin)).toBe('abc-123')
  expect(written()).toContain(Buffer.from('by the new key').toString('base64'))
})

test('a damaged file holds no token, and a new one can be saved', async () => {
  writeFileSync(join(folder, 'secrets.json'), '{"version":1,"tokens":[')
  const secrets = open(keychain)
  expect(await load(secrets, origin)).toBeNull()
  await secrets.save(origin, 'new')
  expect(await load(open(keychain), origin)).toBe('new')
})

test('a token that was replaced while there was no keychain does not come back', async () => {
  await open(keychain).save(origin, 'old')
  await open(noKeychain).save(origin, 'new')
  expect(await load(open(keychain), origin)).toBeNull()
})

test('the keychain is not used before there is a token to load or to save', async () => {
  const untouched = {
    ...noKeychain,
    isAvailable: () => {
      throw new Error('asked too early')
    },
  }
  expect(await load(open(untouched), origin)).toBeNull()
})

test('a token that only the memory holds survives a restart within the process', async () => {
  const memory = new Map<string, string | null>()
  const file = createJsonFile(join(folder, 'secrets.json'), secretsFileSchema, Date.now)
  const options = { file, keychain: noKeychain, memory, log, onNotSaved, onChange: () => {} }
  await createSecrets(options).save(origin, 'abc-123')
  expect(createSecrets(options).read(origin)).toBe('abc-123')
})

test('a token that can’t be written is reported, and not said to be in the keychain', async () => {
  const secrets = open(keychain)
  mkdirSync(join(folder, 'secrets.json'))
  await secrets.save(origin, 'abc-123')
  expect(onNotSaved).toHaveBeenCalledWith(expect.objectContaining({ file: join(folder, 'secrets.json') }))
  expect(secrets.read(origin)).toBe('abc-123')
  expect(secrets.keptIn()).toBe('memory')
  rmSync(join(folder, 'secrets.json'), { recursive: true })
  await secrets.save(origin, 'abc-123')
  expect(secrets.keptIn()).toBe('keychain')
})

test('a secret that is held is known by its name, never written, and takes the place of a stored one', async () => {
  const secrets = open(keychain)
  await secrets.save('proxy a:1', 'stored')
  expect(open(keychain).names()).toEqual(['proxy a:1'])
  secrets.hold('proxy a:1', 'held')
  expect([secrets.read('proxy a:1'), secrets.names()]).toEqual(['held', ['proxy a:1']])
  expect(open(keychain).names()).toEqual([])
  secrets.forget('proxy a:1')
  expect(secrets.names()).toEqual([])
})
