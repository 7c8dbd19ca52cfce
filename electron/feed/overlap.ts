import type { RawEvent } from '../model/event.ts'
import { limits } from '../model/limits.ts'

/** Finds the events that came on two streams that were open at the same time. */
export interface Overlap {
  /** An event of the old stream was stored. */
  readonly add: (event: RawEvent) => void
  /** Whether this event of the new stream came on the old one; each is found once, in the order in which they came. */
  readonly take: (event: RawEvent) => boolean
  /** Forgets the events so far. */
  readonly clear: () => void
}

const { overlapEvents: mostEvents, overlapText: mostCharacters } = limits.arriving

/**
 * The store recognizes what comes twice by its id. Events without one would be stored twice, and so would those whose id
 * differs on each connection: many servers count from 1 again, or send the time. So only the content is compared here.
 *
 * Equal content alone does not make two events the same, so one is left out only for one that came on the old stream, and
 * only in its place. Both streams bring the same events in the same order, the new one from some event of the old one on:
 * once an event is found, those before it were sent before the new stream began, and no longer count.
 */
export function createOverlap(): Overlap {
  let texts: string[] = []
  let characters = 0
  let next = 0
  return {
    add: (event) => {
      const text = textOf(event)
      if (text === null) return
      texts.push(text)
      characters += text.length
      // The oldest ones are the least likely to be sent again.
      while (texts.length > mostEvents.max || characters > mostCharacters.max) {
        characters -= texts.shift()?.length ?? 0
      }
    },
    take: (event) => {
      const text = textOf(event)
      const at = text === null ? -1 : texts.indexOf(text, next)
      if (at === -1) return false
      next = at + 1
      return true
    },
    clear: () => {
      texts = []
      characters = 0
      next = 0
    },
  }
}

/** Null: the data was too large to be read, so that nothing is known of it. */
function textOf({ type, data, tooLarge }: RawEvent): string | null {
  return tooLarge === true ? null : `${type}\n${data}`
}
