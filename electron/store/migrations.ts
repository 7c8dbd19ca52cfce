import type { Database } from './database.ts'
import { firstSchema } from './schema.ts'
import { secondSchema } from './second-schema.ts'
import { thirdSchema } from './third-schema.ts'

/**
 * Step n takes a file from version n to n + 1. Steps are only ever added: files of every age are out there.
 */
const steps: readonly string[] = [firstSchema, secondSchema, thirdSchema]

/** The version this program reads and writes. */
export const currentVersion = steps.length

/** The version a file is at; 0: empty. */
export function fileVersion(database: Database): number {
  return database.prepare('PRAGMA user_version').get().user_version
}

/** Brings the file up to date, within the caller's transaction. */
export function migrate(database: Database): void {
  for (const step of steps.slice(fileVersion(database))) database.exec(step)
  database.exec(`PRAGMA user_version = ${currentVersion}`)
}
