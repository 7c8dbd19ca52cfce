import { type HistoryKeys, unlock } from '../history/history-key.ts'
import { createFieldCipher, type FieldCipher } from '../store/field-cipher.ts'
import { readKeyCheck } from '../store/key-check.ts'
import { type CommandResult, encryptedProblem, failure } from './run-command.ts'

/** What decrypts the history for a command; null: it is not encrypted. */
export type CommandCipher =
  | { readonly kind: 'ready'; readonly cipher: FieldCipher | null }
  | { readonly kind: 'failed'; readonly result: CommandResult }

/** Whether a command that reads what items say needs the key. */
export function isEncrypted(file: string): boolean {
  return readKeyCheck(file) !== null
}

/** Gets the key of a history that is encrypted, and nothing otherwise. @param keys of the file's folder */
export async function commandCipher(file: string, keys: () => Promise<HistoryKeys>): Promise<CommandCipher> {
  const keyCheck = readKeyCheck(file)
  if (keyCheck === null) return { kind: 'ready', cipher: null }
  const key = await unlock(keyCheck, await keys())
  return key === null
    ? { kind: 'failed', result: failure(1, encryptedProblem) }
    : { kind: 'ready', cipher: createFieldCipher(key) }
}
