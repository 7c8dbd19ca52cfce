import { z } from 'zod'
import type { JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'
import type { Rectangle } from '../model/window-bounds.ts'

const pixels = z.int().min(-100_000).max(100_000)

/** The content of `window.json`. */
export const windowFileSchema = z.object({
  version: z.literal(1),
  place: z.object({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) }),
})

/** Where the window was, stored across runs. */
export interface SavedBounds {
  /** Null: it was never open. */
  readonly current: () => Rectangle | null
  readonly save: (bounds: Rectangle) => void
}

/** A file that can't be read or written is only worth a line in the log. */
export function createSavedBounds(
  file: JsonFile<z.infer<typeof windowFileSchema>>,
  log: Pick<Log, 'warn'>,
): SavedBounds {
  const content = file.read()
  let saved: Rectangle | null = content.kind === 'read' ? content.value.place : null
  return {
    current: () => saved,
    save: (bounds) => {
      if (JSON.stringify(bounds) === JSON.stringify(saved)) return
      saved = bounds
      try {
        file.write({ version: 1, place: bounds })
      } catch {
        log.warn('The position of the window could not be saved.')
      }
    },
  }
}
