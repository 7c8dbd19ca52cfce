import { z } from 'zod'
import type { JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'
import { isKeyOf } from '../store/conversion.ts'
import { createFieldCipher } from '../store/field-cipher.ts'

/** The content of `history-key.json`: the key, encrypted by the system's keychain. */
export const historyKeySchema = z.object({ version: z.literal(1), key: z.base64() })

export interface HistoryKeysOptions {
  readonly file: JsonFile<z.infer<typeof historyKeySchema>>
  readonly keychain: {
    readonly isAvailable: () => Promise<boolean>
    readonly encrypt: (text: string) => Promise<Buffer>
    readonly decrypt: (encrypted: Buffer) => Promise<{ readonly text: string }>
  }
  /** 32 random bytes. */
  readonly newKey: () => Uint8Array
  readonly log: Pick<Log, 'warn' | 'error'>
}

export type HistoryKeys = ReturnType<typeof createHistoryKeys>

/** The key of the history: it is in a file beside it, and only the system's keychain can decrypt that. */
export function createHistoryKeys({ file, keychain, newKey, log }: HistoryKeysOptions) {
  const isAvailable = () => keychain.isAvailable().catch(() => false)

  /** Null: there is none, or the keychain does not decrypt it. */
  async function load(): Promise<Uint8Array | null> {
    try {
      const content = file.read()
      if (content.kind !== 'read' || !(await isAvailable())) return null
      const { text } = await keychain.decrypt(Buffer.from(content.value.key, 'base64'))
      return Buffer.from(text, 'base64')
    } catch (error) {
      log.error('The keychain did not return the key of the history', error)
      return null
    }
  }

  async function create(): Promise<Uint8Array | null> {
    if (!(await isAvailable())) return null
    try {
      const key = newKey()
      const encrypted = await keychain.encrypt(Buffer.from(key).toString('base64'))
      file.write({ version: 1, key: encrypted.toString('base64') })
      return key
    } catch (error) {
      log.error('The key of the history could not be stored', error)
      return null
    }
  }

  return {
    isAvailable,
    load,
    /** The key of a history that is in clear text: one that there is, or a new one. Null: it can't be stored. */
    ensure: async (): Promise<Uint8Array | null> => (await load()) ?? create(),
  }
}

/** The key that opens this file, if it is encrypted (see `readKeyCheck`). */
export async function unlock(keyCheck: Uint8Array, keys: HistoryKeys): Promise<Uint8Array | null> {
  const key = await keys.load()
  return key !== null && isKeyOf(keyCheck, createFieldCipher(key)) ? key : null
}
