import type { EventBus, LogEntry } from './event-bus.ts'
import { type EventFile, openEventFile } from './event-file.ts'

export interface EventLogOptions {
  /** How many events are stored; the oldest are dropped first. */
  readonly limit: number
  /** The file of the log; undefined: it exists in memory only. */
  readonly path: string | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface EventLog extends EventBus {
  /** How many subscribers there are. */
  listeners(): number
  close(): void
}

/** The embedded event bus: a bounded log whose ids count up by one, over restarts too. */
export function createEventLog({ limit, path, now }: EventLogOptions): EventLog {
  const file: EventFile | undefined = path === undefined ? undefined : openEventFile(path, limit)
  const entries: LogEntry[] = file === undefined ? [] : [...file.entries]
  const listeners = new Set<() => void>()

  // A new log begins at the time of day: even when the data folder was thrown away, an id of the old log is
  // not mistaken for one of the new log, and the client learns of the gap.
  let newest = Number(entries.at(-1)?.id ?? now())
  const beforeOldest = () => newest - entries.length

  return {
    async publish(event, user) {
      const entry = {
        id: String(newest + 1),
        data: JSON.stringify(event),
        ...(user !== undefined && { user }),
      }
      // Written before anyone sees it: an id that a client holds is never given to another event.
      file?.append(entry)
      newest += 1
      entries.push(entry)
      if (entries.length > limit) entries.shift()
      for (const listener of [...listeners]) listener()
    },

    subscribe(onPublished) {
      // Wrapped, so that the same function can subscribe twice and each unsubscribe removes its own.
      const listener = () => onPublished()
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },

    async since(id) {
      if (id === undefined) return { from: String(newest), entries: [] }
      const asked = /^\d{1,15}$/.test(id) ? Number(id) : Number.NaN
      const isKnown = asked >= beforeOldest() && asked <= newest
      const from = isKnown ? asked : beforeOldest()
      return { from: String(from), entries: entries.slice(from - beforeOldest()) }
    },

    listeners: () => listeners.size,
    close: () => file?.close(),
  }
}
