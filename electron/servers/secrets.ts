import { z } from 'zod'
import { FileError, type JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'

/** What secrets need from the system's keychain; Electron's `safeStorage` fits. */
export interface Keychain {
  readonly isEncryptionAvailable: () => boolean
  readonly encryptString: (text: string) => Buffer
  readonly decryptString: (encrypted: Buffer) => string
  /** Linux only. */
  readonly getSelectedStorageBackend?: () => string
}

export type Secrets = ReturnType<typeof createSecrets>

/** The content of `secrets.json`: encrypted tokens by origin. */
export const secretsFileSchema = z.object({ version: z.literal(1), tokens: z.record(z.string(), z.base64()) })

export interface SecretsOptions {
  readonly file: JsonFile<z.infer<typeof secretsFileSchema>>
  readonly keychain: Keychain
  /** Decrypted tokens by origin, until the app quits; null: the keychain did not decrypt this one. */
  readonly memory: Map<string, string | null>
  readonly log: Pick<Log, 'warn' | 'error'>
  /** A token was not saved, or not removed from the file. */
  readonly onNotSaved: (error: FileError) => void
}

/** Stored access tokens, by the origin that each was given for. The keychain is not used before a token is read or saved. */
export function createSecrets({ file, keychain, memory, log, onNotSaved }: SecretsOptions) {
  const content = file.read()
  if (content.kind === 'damaged') log.warn('The stored access tokens could not be understood.')
  let encrypted = content.kind === 'read' ? content.value.tokens : {}
  let keptIn: 'keychain' | 'memory' | null = null
  let isFileUpToDate = true

  const storage = () => {
    keptIn ??= hasKeychain(keychain) ? 'keychain' : 'memory'
    return keptIn
  }

  const write = (tokens: Readonly<Record<string, string>>) => {
    encrypted = tokens
    try {
      file.write({ version: 1, tokens })
      isFileUpToDate = true
    } catch (error) {
      log.error('The access token could not be saved; it is kept until Tidings quits', error)
      isFileUpToDate = false
      if (error instanceof FileError) onNotSaved(error)
    }
  }
  const removeFromFile = (origin: string) => {
    if (!(origin in encrypted)) return
    const { [origin]: _, ...others } = encrypted
    write(others)
  }

  const decrypt = (origin: string): string | null => {
    const text = encrypted[origin]
    if (text === undefined || storage() === 'memory') return null
    try {
      return keychain.decryptString(Buffer.from(text, 'base64'))
    } catch {
      log.warn('The keychain did not return the access token.')
      return null
    }
  }

  return {
    /** Null: there is none, or the keychain does not decrypt it. */
    read: (origin: string): string | null => {
      const inMemory = memory.get(origin)
      if (inMemory !== undefined) return inMemory
      const found = decrypt(origin)
      memory.set(origin, found)
      return found
    },
    save: (origin: string, token: string): void => {
      memory.set(origin, token)
      if (storage() === 'memory') {
        // A token that was stored while there was a keychain is out of date now.
        removeFromFile(origin)
        return
      }
      try {
        write({ ...encrypted, [origin]: keychain.encryptString(token).toString('base64') })
      } catch (error) {
        log.error('The keychain did not store the access token; it is kept until Tidings quits', error)
        keptIn = 'memory'
      }
    },
    forget: (origin: string): void => {
      memory.delete(origin)
      removeFromFile(origin)
    },
    /** `memory`: there is no keychain or no writing to the file, so the token is lost when the app quits. */
    keptIn: () => (isFileUpToDate ? storage() : 'memory'),
  }
}

// Chromium's `basic_text` encrypts with a key that is the same everywhere: no better than clear text.
function hasKeychain(keychain: Keychain): boolean {
  return keychain.isEncryptionAvailable() && keychain.getSelectedStorageBackend?.() !== 'basic_text'
}
