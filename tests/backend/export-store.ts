import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ExportJob, exportJobSchema } from './export-job.ts'

/** The exports in the data folder: one JSON file that lists them, and one CSV file each. */
export interface ExportStore {
  /** The exports that were stored when it was opened, oldest first. */
  readonly jobs: readonly ExportJob[]
  /** Where the CSV of this export belongs. */
  pathOf(id: string): string
  save(jobs: readonly ExportJob[]): Promise<void>
  removeFile(id: string): Promise<void>
}

/** @throws Error in words for the user when the list can't be read */
export function openExportStore(dataDir: string): ExportStore {
  const index = join(dataDir, 'exports.json')
  const stored = existsSync(index) ? read(index) : []
  const pathOf = (id: string) => join(dataDir, `${id}.csv`)
  let saving: Promise<void> = Promise.resolve()

  async function write(jobs: readonly ExportJob[]): Promise<void> {
    await writeFile(`${index}.new`, JSON.stringify(jobs, undefined, 2))
    await rename(`${index}.new`, index)
  }

  return {
    jobs: stored,
    pathOf,
    // One after the other: two writers of the same file would mix.
    save(jobs) {
      saving = saving.catch(() => {}).then(() => write(jobs))
      return saving
    },
    removeFile: (id) => rm(pathOf(id), { force: true }),
  }
}

function read(index: string): ExportJob[] {
  try {
    return z.array(exportJobSchema).parse(JSON.parse(readFileSync(index, 'utf8')))
  } catch (error) {
    throw new Error(`The list of exports ${index} is damaged. Move it away to start with an empty one.`, {
      cause: error,
    })
  }
}
