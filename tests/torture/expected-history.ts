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
  readonly position: number
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

/** The history, newest first, that follows from the log; computed without any of the app's own code. */
export function expectedHistory(log: ReturnType<typeof readLog>): readonly ExpectedLine[] {
  const items = new Map<string, Entry>()
  for (const [position, { id: eventId, event }] of log.entries()) {
    if (event.type === 'notification') {
      const id = event.id ?? eventId
      const { title = null, message } = event
      const key = `notification ${id}`
      if (!items.has(key)) items.set(key, { id, type: 'notification', title, message, state: null, position })
    }
    if (event.type === 'job') {
      const key = `job ${event.id}`
      const known = items.get(key)
      if (isFinal(known?.state)) continue
      items.set(key, {
        id: event.id,
        type: 'job',
        title: event.title,
        message: event.message ?? known?.message ?? null,
        state: event.state,
        position: isFinal(event.state) ? position : (known?.position ?? position),
      })
    }
  }
  return [...items.values()].sort((a, b) => b.position - a.position).map(({ position: _, ...line }) => line)
}

function isFinal(state: string | null | undefined): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
