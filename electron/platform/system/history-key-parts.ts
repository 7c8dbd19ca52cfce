import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import type { z } from 'zod'
import { createJsonFile } from '../files/json-file.ts'
import { createKeychain } from './keychain.ts'

/** The file of the history's key, in the folder of the history. */
export const historyKeyFile = 'history-key.json'

/** What the history's key needs of the system, once the app is ready. */
export const historyKeyParts = <Value>(folder: string, schema: z.ZodType<Value>) => ({
  file: createJsonFile<Value>(join(folder, historyKeyFile), schema, Date.now),
  keychain: createKeychain(safeStorage, process.platform),
  newKey: (): Uint8Array => randomBytes(32),
})
