import type { Keychain } from '../../servers/secrets.ts'

/** Electron's `safeStorage` as any version has it: from 42 on without blocking, up to 45 blocking. */
export interface SafeStorage {
  readonly isAsyncEncryptionAvailable?: () => Promise<boolean>
  readonly encryptStringAsync?: (text: string) => Promise<Buffer>
  readonly decryptStringAsync?: (
    encrypted: Buffer,
  ) => Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>
  readonly isEncryptionAvailable?: () => boolean
  readonly encryptString?: (text: string) => Buffer
  readonly decryptString?: (encrypted: Buffer) => string
  /** Linux only. */
  readonly getSelectedStorageBackend?: () => string
}

type AsyncStorage = SafeStorage &
  Required<Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>>
type SyncStorage = SafeStorage &
  Required<Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>>

/** The system's keychain, asked without blocking where Electron can do that. */
export function createKeychain(storage: SafeStorage, platform: NodeJS.Platform): Keychain {
  if (isAsync(storage)) return asyncKeychain(storage, platform)
  if (isSync(storage)) return syncKeychain(storage)
  throw new Error('This Electron has no safeStorage')
}

function asyncKeychain(storage: AsyncStorage, platform: NodeJS.Platform): Keychain {
  return {
    isAvailable: async () => {
      if (!(await storage.isAsyncEncryptionAvailable())) return false
      // It is available without a keychain too, and then encrypts with a key that is the same everywhere. On Linux, and
      // only there, Chromium marks what it has encrypted so.
      return platform !== 'linux' || !hasFixedKey(await storage.encryptStringAsync('probe'))
    },
    encrypt: (text) => storage.encryptStringAsync(text),
    decrypt: async (encrypted) => {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(encrypted)
      return { text: result, isOutdated: shouldReEncrypt }
    },
  }
}

function hasFixedKey(encrypted: Buffer): boolean {
  return encrypted.subarray(0, 3).toString('latin1') === 'v10'
}

function syncKeychain(storage: SyncStorage): Keychain {
  return {
    // `basic_text` encrypts with a key that is the same everywhere: no better than clear text.
    isAvailable: async () =>
      storage.isEncryptionAvailable() && storage.getSelectedStorageBackend?.() !== 'basic_text',
    encrypt: async (text) => storage.encryptString(text),
    decrypt: async (encrypted) => ({ text: storage.decryptString(encrypted), isOutdated: false }),
  }
}

function isAsync(storage: SafeStorage): storage is AsyncStorage {
  const { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } = storage
  return [isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync].every(isFunction)
}

function isSync(storage: SafeStorage): storage is SyncStorage {
  const { isEncryptionAvailable, encryptString, decryptString } = storage
  return [isEncryptionAvailable, encryptString, decryptString].every(isFunction)
}

const isFunction = (value: unknown) => typeof value === 'function'
