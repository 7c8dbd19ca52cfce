import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../platform/files/json-file.ts'
import type { Log } from '../platform/system/log.ts'

/** What is asked of the system's keychain; Electron's `safeStorage` fits. */
export interface Keychain {
  readonly isEncryptionAvailable: () => boolean
  readonly encryptString: (text: string) => Buffer
  readonly decryptString: (encrypted: Buffer) => string
  /** Linux only. */
  readonly getSelectedStorageBackend?: () => string
}

/** Access tokens, each kept for the one origin it was given for. */
export interface Secrets {
  /** Null: there is none, or the keychain does not give it out. */
  readonly read: (origin: string) => string | null
  readonly keep: (origin: string, token: string) => void
  readonly forget: (origin: string) => void
  /** `memory`: this system has no keychain, so a token is kept until the app quits and never written. */
  readonly keptIn: () => 'keychain' | 'memory'
}

const schema = z.object({ version: z.literal(1), tokens: z.record(z.string(), z.base64()) })

/** Opens the file of encrypted tokens. The keychain is first asked when a token is read or kept. */
export function createSecrets(path: string, keychain: Keychain, log: Pick<Log, 'warn' | 'error'>): Secrets {
  const file = readJsonFile(path, schema, Date.now())
  if (file.kind === 'damaged') log.warn('The stored access tokens could not be understood.')
  let encrypted = file.kind === 'read' ? file.value.tokens : {}
  // Also what could not be read: the keychain is not asked again and again.
  const clear = new Map<string, string | null>()
  let keptIn: 'keychain' | 'memory' | null = null

  const place = () => {
    keptIn ??= hasKeychain(keychain) ? 'keychain' : 'memory'
    return keptIn
  }

  const write = (tokens: Readonly<Record<string, string>>) => {
    encrypted = tokens
    try {
      writeJsonFile(path, { version: 1, tokens })
    } catch (error) {
      log.error('The access token could not be saved; it is kept until Tidings quits', error)
    }
  }
  const drop = (origin: string) => {
    if (!(origin in encrypted)) return
    const { [origin]: _, ...others } = encrypted
    write(others)
  }

  const decrypt = (origin: string): string | null => {
    const text = encrypted[origin]
    if (text === undefined || place() === 'memory') return null
    try {
      return keychain.decryptString(Buffer.from(text, 'base64'))
    } catch {
      log.warn('The keychain did not give the access token out.')
      return null
    }
  }

  return {
    read: (origin) => {
      const known = clear.get(origin)
      if (known !== undefined) return known
      const found = decrypt(origin)
      clear.set(origin, found)
      return found
    },
    keep: (origin, token) => {
      clear.set(origin, token)
      if (place() === 'memory') {
        // One from a time with a keychain is out of date now.
        drop(origin)
        return
      }
      try {
        write({ ...encrypted, [origin]: keychain.encryptString(token).toString('base64') })
      } catch (error) {
        log.error('The keychain did not take the access token; it is kept until Tidings quits', error)
        keptIn = 'memory'
      }
    },
    forget: (origin) => {
      clear.delete(origin)
      drop(origin)
    },
    keptIn: place,
  }
}

// Chromium's `basic_text` is a fixed key that everyone knows: no better than the clear text.
function hasKeychain(keychain: Keychain): boolean {
  return keychain.isEncryptionAvailable() && keychain.getSelectedStorageBackend?.() !== 'basic_text'
}
