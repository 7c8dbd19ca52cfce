import { expect, test } from 'vitest'
import { createKeychain, type SafeStorage } from '../../../electron/platform/system/keychain.ts'

/** As Electron 33 has it. */
const blocking = (backend: string | null, isAvailable = true): SafeStorage => ({
  isEncryptionAvailable: () => isAvailable,
  encryptString: (text) => Buffer.from(`v11${text}`),
  decryptString: (bytes) => bytes.toString().slice(3),
  ...(backend !== null && { getSelectedStorageBackend: () => backend }),
})

/** As Electron 45 has it; the blocking calls must not be used. */
const nonBlocking = (prefix: 'v10' | 'v11', isAvailable = true): SafeStorage => ({
  isAsyncEncryptionAvailable: async () => isAvailable,
  encryptStringAsync: async (text) => Buffer.from(`${prefix}${text}`),
  decryptStringAsync: async (bytes) => ({ result: bytes.toString().slice(3), shouldReEncrypt: true }),
  isEncryptionAvailable: () => {
    throw new Error('this blocks')
  },
  encryptString: () => {
    throw new Error('this blocks')
  },
  decryptString: () => {
    throw new Error('this blocks')
  },
})

test('an Electron that can only block is asked that way', async () => {
  const keychain = createKeychain(blocking('gnome_libsecret'), 'linux')
  expect(await keychain.isAvailable()).toBe(true)
  const encrypted = await keychain.encrypt('secret')
  expect(await keychain.decrypt(encrypted)).toEqual({ text: 'secret', isOutdated: false })
})

test('one that need not block is asked without blocking', async () => {
  const keychain = createKeychain(nonBlocking('v11'), 'linux')
  expect(await keychain.isAvailable()).toBe(true)
  const encrypted = await keychain.encrypt('secret')
  expect(await keychain.decrypt(encrypted)).toEqual({ text: 'secret', isOutdated: true })
})

test('so is one that can’t block any more', async () => {
  const { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } = nonBlocking('v11')
  const newer = { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } as SafeStorage
  expect(await createKeychain(newer, 'linux').isAvailable()).toBe(true)
})

test.each([
  ['there is no keychain', blocking(null, false), 'linux'],
  ['the text is encrypted by a key that everybody knows', blocking('basic_text'), 'linux'],
  ['there is no keychain', nonBlocking('v11', false), 'linux'],
  ['the text is encrypted by a key that everybody knows', nonBlocking('v10'), 'linux'],
] as const)('it is no keychain where %s', async (_, storage, platform) => {
  expect(await createKeychain(storage, platform).isAvailable()).toBe(false)
})

test('elsewhere than on Linux the same mark means the system’s own keychain', async () => {
  expect(await createKeychain(nonBlocking('v10'), 'darwin').isAvailable()).toBe(true)
  expect(await createKeychain(blocking(null), 'win32').isAvailable()).toBe(true)
})
