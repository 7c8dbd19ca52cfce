import { z } from 'zod'
import type { Rectangle } from '../model/window-bounds.ts'
import { readJsonFile, writeJsonFile } from '../platform/files/json-file.ts'
import type { Log } from '../platform/system/log.ts'

export interface WindowBoundsFile {
  /** Where the window was last; null: it never was. */
  readonly current: () => Rectangle | null
  readonly change: (place: Rectangle) => void
}

const pixels = z.int().min(-100_000).max(100_000)
const schema = z.object({
  version: z.literal(1),
  place: z.object({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) }),
})

/** Remembers across runs where the window was. What can't be read or written is not worth more than a line. */
export function createWindowBoundsFile(
  path: string,
  now: () => number,
  log: Pick<Log, 'warn'>,
): WindowBoundsFile {
  const file = readJsonFile(path, schema, now())
  let place: Rectangle | null = file.kind === 'read' ? file.value.place : null
  return {
    current: () => place,
    change: (next) => {
      if (JSON.stringify(next) === JSON.stringify(place)) return
      place = next
      try {
        writeJsonFile(path, { version: 1, place })
      } catch {
        log.warn('The place of the window could not be saved.')
      }
    },
  }
}
