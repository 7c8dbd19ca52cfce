import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../platform/files/json-file.ts'
import type { Log } from '../platform/system/log.ts'

/** Which update the user was told of, kept across runs: nobody is told twice. */
export interface UpdateNotice {
  readonly version: () => string | null
  readonly remember: (version: string) => void
}

const schema = z.object({ toldOf: z.string() })

export function createUpdateNotice(folder: string, log: Pick<Log, 'error'>): UpdateNotice {
  const file = join(folder, 'update.json')
  let version = load(file, log)
  return {
    version: () => version,
    remember: (next) => {
      version = next
      try {
        writeJsonFile(file, { toldOf: next })
      } catch (error) {
        log.error('It could not be noted that the user was told of an update', error)
      }
    },
  }
}

function load(file: string, log: Pick<Log, 'error'>): string | null {
  try {
    const read = readJsonFile(file, schema, Date.now())
    return read.kind === 'read' ? read.value.toldOf : null
  } catch (error) {
    log.error('The note of the last update could not be read', error)
    return null
  }
}
