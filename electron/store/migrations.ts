import type { Database } from './database.ts'
import { initialSchema } from './migrations/001-initial.ts'
import { convertPrerelease, prereleaseVersion } from './migrations/from-prerelease.ts'

interface Migration {
  readonly from: number
  readonly to: number
  readonly run: (database: Database) => void
}

/** Migrations are only ever added: users have files of every version. A file without tables has version 0. */
const migrations: readonly Migration[] = [
  { from: 0, to: 4, run: (database) => database.exec(initialSchema) },
  { from: prereleaseVersion, to: 4, run: convertPrerelease },
]

/** The version that this program reads and writes. */
export const currentVersion = Math.max(...migrations.map(({ to }) => to))

export function fileVersion(database: Database): number {
  return database.prepare('PRAGMA user_version').get().user_version
}

/** Whether there is a way from this version to the current one. */
export function canMigrate(version: number): boolean {
  return version === currentVersion || migrations.some(({ from }) => from === version)
}

/** Brings the file up to date, inside the caller's transaction. Its version must be one that can be migrated. */
export function migrate(database: Database): void {
  for (let version = fileVersion(database); version !== currentVersion; ) {
    const migration = migrations.find(({ from }) => from === version)
    if (migration === undefined) throw new Error(`No migration leads on from version ${version}`)
    migration.run(database)
    version = migration.to
  }
  database.exec(`PRAGMA user_version = ${currentVersion}`)
}
