import type { EventOutcome, ReceivedEvent, WriteResult } from '../store/history-writer.ts'

/** Whether an event is stored, and what it has changed. */
export type AppendResult =
  | ({ readonly kind: 'stored' } & EventOutcome)
  | { readonly kind: 'failed'; readonly reason: string }

/** Stores the events of one server, in their order. */
export interface EventQueue {
  /** Resolves when the event is stored. If it could not be, none that was appended after it is stored either. */
  readonly append: (event: ReceivedEvent) => Promise<AppendResult>
  /** Resolves when all events that were appended so far are stored; to the result of the last one. */
  readonly settled: () => Promise<AppendResult>
  /** Whether there are events that are not stored yet. */
  readonly isWriting: () => boolean
  /** Nothing is written any more. */
  readonly stop: () => void
}

interface Waiting {
  readonly event: ReceivedEvent
  readonly settle: (result: AppendResult | Promise<never>) => void
}

const nothingChanged: AppendResult = { kind: 'stored', arrived: null, revised: null }

/**
 * Commits in groups: while one write is on its way the next events are collected, and then written together. Of events that
 * come one by one each is written at once. How many there may be is up to the feed.
 */
export function createEventQueue(
  write: (events: readonly ReceivedEvent[]) => Promise<WriteResult>,
): EventQueue {
  let waiting: readonly Waiting[] = []
  let isWriting = false
  let isStopped = false
  let last: Promise<AppendResult> = Promise.resolve(nothingChanged)

  async function writeAll(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      try {
        const written = await write(group.map(({ event }) => event))
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

  return {
    append: (event) => {
      if (isStopped) return Promise.resolve({ kind: 'failed', reason: 'history-closed' })
      last = new Promise<AppendResult>((settle) => {
        waiting = [...waiting, { event, settle }]
      })
      if (!isWriting) void writeAll()
      return last
    },
    settled: () => last,
    isWriting: () => isWriting,
    stop: () => {
      isStopped = true
      fail([], { kind: 'failed', reason: 'history-closed' })
    },
  }
}
