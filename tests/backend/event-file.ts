import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { z } from 'zod'
import type { LogEntry } from './event-bus.ts'

/** The event log on disk: JSON Lines, one `{"id":"1042","event":{…}}` an event. */
export interface EventFile {
  /** What was in the file when it was opened, oldest first. */
  readonly entries: readonly LogEntry[]
  append(entry: LogEntry): void
  close(): void
}

const lineSchema = z.object({
  id: z.string().regex(/^\d{1,15}$/),
  user: z.string().optional(),
  event: z.record(z.string(), z.unknown()),
})

/** Opens or creates the file and cuts it to its last `limit` events, now and whenever it has twice as many. */
export function openEventFile(path: string, limit: number): EventFile {
  const entries = existsSync(path)
    ? newestRun(readFileSync(path, 'utf8').split('\n').flatMap(parse), limit)
    : []
  let kept = [...entries]
  let handle = rewrite(path, kept)

  return {
    entries,
    append(entry) {
      writeSync(handle, line(entry))
      kept.push(entry)
      if (kept.length < 2 * limit) return
      kept = kept.slice(-limit)
      closeSync(handle)
      handle = rewrite(path, kept)
    },
    close: () => closeSync(handle),
  }
}

/** Writes a new file beside the old one and swaps them, so that a kill in the middle loses nothing. */
function rewrite(path: string, entries: readonly LogEntry[]): number {
  const next = `${path}.new`
  writeFileSync(next, entries.map(line).join(''))
  renameSync(next, path)
  return openSync(path, 'a')
}

function line({ id, data, user }: LogEntry): string {
  return `{"id":"${id}",${user === undefined ? '' : `"user":${JSON.stringify(user)},`}"event":${data}}\n`
}

/** A line that was cut off by a kill was never sent to anyone: it is left out. */
function parse(text: string): LogEntry[] {
  try {
    const { id, user, event } = lineSchema.parse(JSON.parse(text))
    return [{ id, data: JSON.stringify(event), ...(user !== undefined && { user }) }]
  } catch {
    return []
  }
}

/** The last entries whose ids follow each other: behind a damaged line nothing can be promised. */
function newestRun(entries: readonly LogEntry[], limit: number): LogEntry[] {
  const lastBreak = entries.findLastIndex((entry, at) => {
    const before = entries[at - 1]
    return before !== undefined && Number(entry.id) !== Number(before.id) + 1
  })
  return entries.slice(Math.max(lastBreak, 0)).slice(-limit)
}
