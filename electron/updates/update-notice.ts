import { z } from 'zod'
import type { JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'

/** The content of `update.json`. */
export const updateFileSchema = z.object({ notifiedVersion: z.string() })

/** The version of the last update notification, stored across runs: the user is notified once of each version. */
export interface UpdateNotice {
  /** Null: the user was notified of none yet. */
  readonly version: () => string | null
  readonly save: (version: string) => void
}

export function createUpdateNotice(
  file: JsonFile<z.infer<typeof updateFileSchema>>,
  log: Pick<Log, 'error'>,
): UpdateNotice {
  let version = load(file, log)
  return {
    version: () => version,
    save: (next) => {
      version = next
      try {
        file.write({ notifiedVersion: next })
      } catch (error) {
        log.error('The version of the last update notification could not be saved', error)
      }
    },
  }
}

function load(file: JsonFile<z.infer<typeof updateFileSchema>>, log: Pick<Log, 'error'>): string | null {
  try {
    const content = file.read()
    return content.kind === 'read' ? content.value.notifiedVersion : null
  } catch (error) {
    log.error('The version of the last update notification could not be read', error)
    return null
  }
}
