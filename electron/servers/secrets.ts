import { z } from 'zod'
import { FileError, type JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'

/** What secrets need from the system's keychain. */
export interface Keychain {
  /** False: there is none, or one that encrypts with a key that everybody knows. */
  readonly isAvailable: () => Promise<boolean>
  /** Rejects with the system's error. */
  readonly encrypt: (text: string) => Promise<Buffer>
  /** Rejects when it was encrypted by another key. `isOutdated`: it should be encrypted again. */
  readonly decrypt: (encrypted: Buffer) => Promise<{ readonly text: string; readonly isOutdated: boolean }>
}

export type Secrets = ReturnType<typeof createSecrets>

/** The content of `secrets.json`: encrypted secrets by name. */
export const secretsFileSchema = z.object({ version: z.literal(1), tokens: z.record(z.string(), z.base64()) })

export interface SecretsOptions {
  readonly file: JsonFile<z.infer<typeof secretsFileSchema>>
  readonly keychain: Keychain
  /** Decrypted secrets by name, until the app quits; null: the keychain did not decrypt this one. */
  readonly memory: Map<string, string | null>
  readonly log: Pick<Log, 'warn' | 'error'>
  /** A secret was not saved, or not removed from the file. */
  readonly onNotSaved: (error: FileError) => void
  /** Where secrets are kept has become known. */
  readonly onChange: () => void
}

/**
 * Stored secrets, by the address that each was given for: access tokens by origin, queries by the rest of the address,
 * logins by their proxy. The keychain is not used before a secret is loaded or saved.
 */
export function createSecrets({ file, keychain, memory, log, onNotSaved, onChange }: SecretsOptions) {
  const content = file.read()
  if (content.kind === 'damaged') log.warn('The stored access tokens could not be understood.')
  let encrypted = content.kind === 'read' ? content.value.tokens : {}
  let finding: Promise<'keychain' | 'memory'> | null = null
  let storage: 'not-known-yet' | 'keychain' | 'memory' = 'not-known-yet'
  let isFileUpToDate = true

  const setStorage = (kept: 'keychain' | 'memory') => {
    storage = kept
    onChange()
    return kept
  }
  const findStorage = () => {
    finding ??= keychain.isAvailable().then(
      (isAvailable) => setStorage(isAvailable ? 'keychain' : 'memory'),
      () => setStorage('memory'),
    )
    return finding
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
  const removeFromFile = (name: string) => {
    if (!(name in encrypted)) return
    const { [name]: _, ...others } = encrypted
    write(others)
  }
  const encrypt = async (name: string, secret: string) => {
    const bytes = await keychain.encrypt(secret)
    // It may have been replaced or removed meanwhile.
    if (memory.get(name) === secret) write({ ...encrypted, [name]: bytes.toString('base64') })
  }

  const decrypt = async (name: string, text: string): Promise<string | null> => {
    if ((await findStorage()) === 'memory') return null
    try {
      const { text: secret, isOutdated } = await keychain.decrypt(Buffer.from(text, 'base64'))
      if (isOutdated) memory.set(name, secret)
      if (isOutdated) await encrypt(name, secret).catch(() => log.warn('A secret was not encrypted again.'))
      return secret
    } catch {
      log.warn('The keychain did not return the access token.')
      return null
    }
  }

  return {
    /** Whether `read` knows this secret, if there is one. */
    isLoaded: (name: string): boolean => memory.has(name) || !(name in encrypted),
    /** Decrypts this secret, so that it can be read. Never rejects. */
    load: async (name: string): Promise<void> => {
      const text = encrypted[name]
      if (text === undefined || memory.has(name)) return
      const secret = await decrypt(name, text)
      if (!memory.has(name) && encrypted[name] === text) memory.set(name, secret)
    },
    /** Null: there is none, or it is not loaded, or the keychain does not decrypt it. */
    read: (name: string): string | null => memory.get(name) ?? null,
    /** Whether there is one, as far as is known before it is decrypted. */
    has: (name: string): boolean => (memory.has(name) ? memory.get(name) !== null : name in encrypted),
    /** It can be read at once. Resolves when it is in the file, as far as that is possible. */
    save: async (name: string, secret: string): Promise<void> => {
      memory.set(name, secret)
      if ((await findStorage()) === 'memory') {
        // One that was stored while there was a keychain is out of date now.
        if (memory.get(name) === secret) removeFromFile(name)
        return
      }
      try {
        await encrypt(name, secret)
      } catch (error) {
        log.error('The keychain did not store the access token; it is kept until Tidings quits', error)
        finding = Promise.resolve(setStorage('memory'))
      }
    },
    /** Keeps it until the app quits, and nowhere else. */
    hold: (name: string, secret: string): void => {
      memory.set(name, secret)
      removeFromFile(name)
    },
    forget: (name: string): void => {
      memory.delete(name)
      removeFromFile(name)
    },
    /** Of all that there are. */
    names: (): readonly string[] => {
      const held = [...memory].filter(([, secret]) => secret !== null).map(([name]) => name)
      return [...new Set([...Object.keys(encrypted), ...held])]
    },
    /** `memory`: there is no keychain or no writing to the file, so the token is lost when the app quits. */
    keptIn: (): 'keychain' | 'memory' => {
      // Until it is known the usual place is named, for some milliseconds.
      if (storage === 'not-known-yet') void findStorage()
      return isFileUpToDate && storage !== 'memory' ? 'keychain' : 'memory'
    },
  }
}
