import type { FormatChoice } from '../feed/formats/format.ts'
import { defaultLimits } from '../feed/limits.ts'
import { networkError } from '../feed/network-error.ts'
import { createSseParser } from '../feed/sse-parser.ts'
import type { MonotonicClock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { ConnectedEvent } from '../model/event.ts'
import { maxMarks } from './limits.ts'
import { createLineScanner } from './line-scanner.ts'
import type { Mark, ResponseFacts, StreamObservation } from './observation.ts'
import { readBlock } from './read-block.ts'

/** A stream that is being observed. */
export type ObservedStream = ReturnType<typeof observeStream>

export interface ObserveOptions {
  readonly body: ReadableStream<Uint8Array> | null
  readonly response: ResponseFacts
  readonly format: FormatChoice
  readonly headersMs: number
  readonly clock: MonotonicClock
  /** Texts to look for in the data of events, which itself is not kept. */
  readonly wanted: readonly string[]
  readonly discard: () => void
}

const comment = { kind: 'comment', id: null, fingerprint: '', reason: null, invalidField: null } as const

/** Reads a stream, notes what comes and when, and keeps nothing else of it. */
export function observeStream(options: ObserveOptions) {
  const { clock, response, headersMs, discard } = options
  const openedAt = clock.elapsed()
  const elapsedMs = () => clock.elapsed() - openedAt
  const marks: Mark[] = []
  const found = new Map<string, number>()
  const waiting = new Set<() => void>()
  let firstBytesMs: number | null = null
  let lastBytesMs = 0
  let longestSilenceMs = 0
  let unendedSince: number | null = null
  let longestUnendedMs = 0
  let unusableIds = 0
  let lastId: string | null = null
  let greeting: ConnectedEvent | null = null
  let retryMs: number | null = null
  let closedMs: number | null = null
  let end: ConnectionError | null = null

  const decoder = new TextDecoder()
  const scan = createLineScanner()
  const parser = createSseParser(
    { maxBytes: defaultLimits.maxEventBytes, maxDroppedBytes: defaultLimits.maxDroppedBytes },
    (ms) => {
      retryMs = ms
    },
  )
  const note = (mark: Mark) => {
    if (marks.length < maxMarks) marks.push(mark)
  }
  const finish = (error: ConnectionError | null) => {
    if (closedMs !== null) return
    closedMs = elapsedMs()
    end = error
    discard()
    for (const check of [...waiting]) check()
  }

  const take = (chunk: Uint8Array, atMs: number): void => {
    firstBytesMs ??= atMs
    longestSilenceMs = Math.max(longestSilenceMs, atMs - lastBytesMs)
    lastBytesMs = atMs
    if (unendedSince !== null) longestUnendedMs = Math.max(longestUnendedMs, atMs - unendedSince)
    const scanned = scan(chunk)
    unendedSince = scanned.isEventUnended ? atMs : null
    unusableIds += scanned.unusableIds
    for (let count = Math.min(scanned.comments, maxMarks); count > 0; count -= 1) note({ ...comment, atMs })
    for (const block of parser.parse(chunk)) {
      if (block === 'endless') {
        finish({ kind: 'event-too-large', limitBytes: defaultLimits.maxDroppedBytes })
        return
      }
      lastId = block.id ?? lastId
      if (marks.length < maxMarks) {
        const read = readBlock(block, atMs, options.format)
        note(read.mark)
        greeting ??= read.greeting
      }
      const missing = options.wanted.filter((text) => !found.has(text))
      const data = missing.length === 0 ? '' : decoder.decode(block.bytes)
      for (const text of missing) if (data.includes(text)) found.set(text, atMs)
    }
  }

  const readAll = async (): Promise<void> => {
    const reader = options.body?.getReader()
    for (;;) {
      const chunk = await reader?.read()
      if (closedMs !== null) return
      if (chunk === undefined || chunk.done) return finish({ kind: 'ended' })
      take(chunk.value, elapsedMs())
      for (const check of [...waiting]) check()
    }
  }
  readAll().catch((error: unknown) => finish(networkError(error)))

  return {
    elapsedMs,
    /** The last id that came, which is the cursor; null: none came. */
    lastId: (): string | null => lastId,
    /** When an event with this text in its data came, since the headers; null: not yet. */
    whenCame: (text: string): number | null => found.get(text) ?? null,
    observation: (): StreamObservation => {
      const openMs = closedMs ?? elapsedMs()
      return {
        ...{ response, headersMs, marks, firstBytesMs, unusableIds, greeting, retryMs, openMs, end },
        longestSilenceMs: Math.max(longestSilenceMs, openMs - lastBytesMs),
        longestUnendedMs: Math.max(longestUnendedMs, unendedSince === null ? 0 : openMs - unendedSince),
      }
    },
    /** Resolves as soon as the condition holds, or the time is over, or the stream has ended. */
    until: (condition: () => boolean, ms: number): Promise<void> =>
      new Promise((resolve) => {
        const done = () => {
          cancel()
          waiting.delete(check)
          resolve()
        }
        const check = () => {
          if (closedMs !== null || condition()) done()
        }
        const cancel = clock.after(ms, done)
        waiting.add(check)
        check()
      }),
    close: (): void => finish(null),
  }
}
