import type { SourceId } from '../model/source.ts'
import type { EventOutcome, HistoryChange, ReceivedEvent, WriteResult } from '../store/history-writer.ts'

/** Whether an event is stored, and what it has changed. */
export type AppendResult =
  | ({ readonly kind: 'stored' } & EventOutcome)
  | { readonly kind: 'failed'; readonly reason: string }

/** Stores the events and cursors of one server, in their order. If one can't be stored, none that follows it is either. */
export interface EventQueue {
  /** Resolves when the event is stored. */
  readonly append: (event: ReceivedEvent) => Promise<AppendResult>
  /** Resolves when the cursor is this id, which came without an event; an empty one resets it. */
  readonly moveCursor: (lastEventId: string) => Promise<AppendResult>
  /** Resolves when everything so far is stored; to the result of the last one. */
  readonly settled: () => Promise<AppendResult>
  /** Whether there is something that is not stored yet. */
  readonly isWriting: () => boolean
  /** Nothing is written any more. */
  readonly stop: () => void
}

interface Waiting {
  readonly entry: ReceivedEvent | { readonly lastEventId: string }
  readonly settle: (result: AppendResult | Promise<never>) => void
}

const nothingChanged: AppendResult = { kind: 'stored', arrived: null, revised: null }

/**
 * Commits in groups: while one write is on its way the next events are collected, and then written together. Of events that
 * come one by one each is written at once. How many there may be is up to the feed.
 */
export function createEventQueue(
  source: SourceId,
  write: (change: HistoryChange) => Promise<WriteResult>,
): EventQueue {
  let waiting: readonly Waiting[] = []
  let isWriting = false
  let isStopped = false
  let last: Promise<AppendResult> = Promise.resolve(nothingChanged)

  async function writeAll(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      const { change, count } = nextChange(source, waiting)
      const group = waiting.slice(0, count)
      waiting = waiting.slice(count)
      try {
        const written = await write(change)
        if (written.kind === 'failed') fail(group, written)
        else {
          for (const [index, { settle }] of group.entries()) {
            settle({ ...nothingChanged, ...written.outcomes[index] })
          }
        }
      } catch (error) {
        fail(group, Promise.reject(error))
      }
    }
    isWriting = false
  }

  /** A later event that was stored would move the cursor past those that were not. */
  function fail(group: readonly Waiting[], result: AppendResult | Promise<never>): void {
    const all = [...group, ...waiting]
    waiting = []
    for (const { settle } of all) settle(result)
  }

  function add(entry: Waiting['entry']): Promise<AppendResult> {
    if (isStopped) return Promise.resolve({ kind: 'failed', reason: 'history-closed' })
    last = new Promise<AppendResult>((settle) => {
      waiting = [...waiting, { entry, settle }]
    })
    if (!isWriting) void writeAll()
    return last
  }

  return {
    append: add,
    moveCursor: (lastEventId) => add({ lastEventId }),
    settled: () => last,
    isWriting: () => isWriting,
    stop: () => {
      isStopped = true
      fail([], { kind: 'failed', reason: 'history-closed' })
    },
  }
}

/** A cursor, or the events before the next cursor. `count`: how many of those that wait it stores. */
function nextChange(source: SourceId, waiting: readonly Waiting[]) {
  const entries = waiting.map(({ entry }) => entry)
  const [first] = entries
  if (first !== undefined && 'lastEventId' in first) {
    return { change: { type: 'set-cursor', source, lastEventId: first.lastEventId }, count: 1 } as const
  }
  const next = entries.findIndex((entry) => 'lastEventId' in entry)
  const events = entries.slice(0, next === -1 ? entries.length : next).filter((entry) => 'event' in entry)
  return { change: { type: 'append-events', source, events }, count: events.length } as const
}
