import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSecrets, type Keychain } from '../../../electron/servers/secrets.ts'

const log = { warn: () => {}, error: () => {} }
const origin = 'https://app.example.com'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Not a cipher, but nothing that can be read over either. */
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

const open = (chain: Keychain) => createSecrets(join(folder, 'secrets.json'), chain, log)
const written = () => readFileSync(join(folder, 'secrets.json'), 'utf8')

test('a token is found again by the next run, and only for its origin', () => {
  open(keychain).keep(origin, 'abc-123')
  const next = open(keychain)
  expect(next.read(origin)).toBe('abc-123')
  expect(next.read('https://app.example.com:8443')).toBeNull()
  expect(next.keptIn()).toBe('keychain')
  expect(written()).not.toContain('abc-123')
})

test('each origin has its own, and one is forgotten without the others', () => {
  const secrets = open(keychain)
  secrets.keep(origin, 'first')
  secrets.keep('https://other.example', 'second')
  secrets.forget(origin)
  expect(open(keychain).read(origin)).toBeNull()
  expect(open(keychain).read('https://other.example')).toBe('second')
})

test('without a keychain a token is there until the end of the run, and nothing is written', () => {
  const secrets = open(noKeychain)
  secrets.keep(origin, 'abc-123')
  expect(secrets.read(origin)).toBe('abc-123')
  expect(secrets.keptIn()).toBe('memory')
  expect(written).toThrow()
  expect(open(noKeychain).read(origin)).toBeNull()
})

test('a backend that keeps the clear text counts as none', () => {
  const plain = { ...keychain, getSelectedStorageBackend: () => 'basic_text' }
  expect(open(plain).keptIn()).toBe('memory')
  expect(open({ ...keychain, getSelectedStorageBackend: () => 'gnome_libsecret' }).keptIn()).toBe('keychain')
})

test('a token that was encrypted elsewhere is none', () => {
  open(keychain).keep(origin, 'abc-123')
  const strange = {
    ...keychain,
    decryptString: () => {
      throw new Error('another key')
    },
  }
  expect(open(strange).read(origin)).toBeNull()
})

test('a damaged file is none, and a new token can be kept', () => {
  writeFileSync(join(folder, 'secrets.json'), '{"version":1,"tokens":[')
  const secrets = open(keychain)
  expect(secrets.read(origin)).toBeNull()
  secrets.keep(origin, 'new')
  expect(open(keychain).read(origin)).toBe('new')
})

test('a token from a time with a keychain does not outlive the one that replaced it', () => {
  open(keychain).keep(origin, 'old')
  open(noKeychain).keep(origin, 'new')
  expect(open(keychain).read(origin)).toBeNull()
})

test('the keychain is left alone until there is something to keep or to read', () => {
  const untouched = {
    ...noKeychain,
    isEncryptionAvailable: () => {
      throw new Error('asked too early')
    },
  }
  expect(open(untouched).read(origin)).toBeNull()
})
