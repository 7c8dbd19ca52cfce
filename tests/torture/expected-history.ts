import { readFileSync } from 'node:fs'
import type { WireEvent } from '../backend/wire-event.ts'

/** A line of the history, as far as it follows from what was sent. */
export interface ExpectedLine {
  readonly id: string
  readonly type: string
  readonly title: string | null
  readonly message: string | null
  readonly state: string | null
}

interface Entry extends ExpectedLine {
  readonly place: number
}

/** What the server has in its log, in the order in which it sent it. */
export function readLog(path: string): readonly { readonly id: string; readonly event: WireEvent }[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line)]
      } catch {
        // Cut off by a kill: it was never sent.
        return []
      }
    })
}

/** The history, newest first, that follows from the log: worked out anew, with nothing of the app's own code. */
export function expectedHistory(log: ReturnType<typeof readLog>): readonly ExpectedLine[] {
  const things = new Map<string, Entry>()
  for (const [place, { id: eventId, event }] of log.entries()) {
    if (event.type === 'notification') {
      const id = event.id ?? eventId
      const { title = null, message } = event
      const key = `notification ${id}`
      if (!things.has(key)) things.set(key, { id, type: 'notification', title, message, state: null, place })
    }
    if (event.type === 'job') {
      const key = `job ${event.id}`
      const known = things.get(key)
      if (isFinal(known?.state)) continue
      things.set(key, {
        id: event.id,
        type: 'job',
        title: event.title,
        message: event.message ?? known?.message ?? null,
        state: event.state,
        place: isFinal(event.state) ? place : (known?.place ?? place),
      })
    }
  }
  return [...things.values()].sort((a, b) => b.place - a.place).map(({ place: _, ...line }) => line)
}

function isFinal(state: string | null | undefined): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
