import { type MonotonicClock, pause } from '../model/clock.ts'
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

export type Visitor = ReturnType<typeof createVisitor>

/** Makes the doctor's requests, each of which ends with the signal. */
export function createVisitor(options: VisitorOptions) {
  const { url, format, token: ownToken, network, clock, limits, mark } = options
  const messages = [`${mark}-1`, `${mark}-2`, `${mark}-3`] as const
  const until = clock.elapsed() + limits.observeMs
  const streams: ObservedStream[] = []
  const visit = new AbortController()
  const signal = AbortSignal.any([options.signal, visit.signal])

  const within = <T>(work: Promise<T>): Promise<T | null> =>
    Promise.race([work.catch(() => null), pause(limits.trialMs, clock, signal).then(() => null)])

  const post = (address: string, json: object, extra: PostRequest['headers'] = {}) => {
    const headers = {
      ...{ 'Content-Type': 'application/json', ...extra },
      ...(ownToken !== null && { Authorization: `Bearer ${ownToken}` }),
    }
    return within(network.post(address, { headers, body: JSON.stringify(json), signal }))
  }

  return {
    /** The streams that were opened to be observed, in order. */
    streams,
    /** The messages of the test events. */
    messages,
    /** How long a trial may take. */
    trialMs: limits.trialMs,
    isAborted: (): boolean => options.signal.aborted,
    /** Until the observation is over, milliseconds. */
    remainingMs: (): number => Math.max(0, until - clock.elapsed()),
    pause: (ms: number): Promise<void> => pause(ms, clock, signal),
    /** Resolves to null when the work fails, or takes longer than a trial may. */
    within,
    open: async (
      cursor: string | null,
      timeoutMs: number,
      token: string | null = ownToken,
    ): Promise<OpenedStream> => {
      const opened = await openStream({
        ...{ url, format, token, cursor, timeoutMs, clock, signal, fetch: network.fetch, wanted: messages },
      })
      if (opened.kind === 'open') {
        signal.addEventListener('abort', opened.stream.close)
        if (signal.aborted) opened.stream.close()
      }
      return opened
    },
    /** Has a test event sent; resolves to the status, null: there was no answer. */
    sendTestEvent: (address: string, message: string): Promise<number | null> => post(address, { message }),
    /** Posts a batch of receipts with nothing in it; resolves to the status, null: there was no answer. */
    sendNoReceipts: (address: string): Promise<number | null> =>
      post(address, { receipts: [] }, { 'Idempotency-Key': mark }),
    stop: (): void => visit.abort(),
  }
}
