import type { MonotonicClock } from '../model/clock.ts'
import type { FormatName } from '../model/source.ts'
import type { DoctorNetwork, PostRequest } from './doctor-network.ts'
import type { DoctorLimits } from './limits.ts'
import type { ObservedStream } from './observe-stream.ts'
import { type OpenedStream, openStream } from './open-stream.ts'

export interface VisitorOptions {
  readonly url: URL
  /** The format that the address names; null: it is recognized. */
  readonly format: FormatName | null
  /** Sent to the origin of `url` only; null: none. */
  readonly token: string | null
  readonly network: DoctorNetwork
  readonly clock: MonotonicClock
  readonly limits: DoctorLimits
  /** A text that nobody else sends, to recognize the test events by. */
  readonly mark: string
  /** Aborting it ends everything soon; what was observed must then be ignored. */
  readonly signal: AbortSignal
}

/** Makes the doctor's requests, each of which ends with the signal. */
export interface Visitor {
  /** The streams that were opened to be observed, in order. */
  readonly streams: ObservedStream[]
  /** The messages of the test events. */
  readonly messages: readonly [string, string, string]
  readonly isAborted: () => boolean
  /** Until the observation is over, milliseconds. */
  readonly remainingMs: () => number
  readonly pause: (ms: number) => Promise<void>
  /** Resolves to null when the work fails, or takes longer than a trial may. */
  readonly within: <T>(work: Promise<T>) => Promise<T | null>
  readonly open: (cursor: string | null, timeoutMs: number, token?: string | null) => Promise<OpenedStream>
  /** Has a test event sent; resolves to the status, null: there was no answer. */
  readonly sendTestEvent: (address: string, message: string) => Promise<number | null>
  /** Posts a batch of receipts with nothing in it; resolves to the status, null: there was no answer. */
  readonly sendNoReceipts: (address: string) => Promise<number | null>
  readonly stop: () => void
}

export function createVisitor(options: VisitorOptions): Visitor {
  const { url, format, token: ownToken, network, clock, limits, mark, signal } = options
  const messages = [`${mark}-1`, `${mark}-2`, `${mark}-3`] as const
  const until = clock.elapsed() + limits.observeMs
  const streams: ObservedStream[] = []
  const abortTasks = new Set<() => void>()
  const abort = () => {
    for (const task of [...abortTasks]) task()
  }
  signal.addEventListener('abort', abort)

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        cancel()
        abortTasks.delete(done)
        resolve()
      }
      const cancel = clock.after(ms, done)
      abortTasks.add(done)
      if (signal.aborted) done()
    })

  const within = <T>(work: Promise<T>): Promise<T | null> =>
    Promise.race([work.catch(() => null), pause(limits.trialMs).then(() => null)])

  const post = (address: string, json: object, extra: PostRequest['headers'] = {}) => {
    const headers = {
      ...{ 'Content-Type': 'application/json', ...extra },
      ...(ownToken !== null && { Authorization: `Bearer ${ownToken}` }),
    }
    return within(network.post(address, { headers, body: JSON.stringify(json), signal }))
  }

  return {
    streams,
    messages,
    isAborted: () => signal.aborted,
    remainingMs: () => Math.max(0, until - clock.elapsed()),
    pause,
    within,
    open: async (cursor, timeoutMs, token = ownToken) => {
      const controller = new AbortController()
      const abortRequest = () => controller.abort()
      abortTasks.add(abortRequest)
      if (signal.aborted) abortRequest()
      const opened = await openStream({
        ...{ url, format, token, cursor, timeoutMs, clock, fetch: network.fetch, wanted: messages },
        signal: controller.signal,
      })
      abortTasks.delete(abortRequest)
      if (opened.kind === 'open') {
        abortTasks.add(opened.stream.close)
        if (signal.aborted) opened.stream.close()
      }
      return opened
    },
    sendTestEvent: (address, message) => post(address, { message }),
    sendNoReceipts: (address) => post(address, { receipts: [] }, { 'Idempotency-Key': mark }),
    stop: () => {
      signal.removeEventListener('abort', abort)
      abort()
    },
  }
}
