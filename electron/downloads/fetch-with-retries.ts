import type { Clock } from '../model/clock.ts'
import { type Fetched, type FetchFileOptions, fetchFile } from './fetch-file.ts'

const pausesMs = [1_000, 3_000, 10_000, 30_000]

/** Fetches with pauses between attempts; every attempt that gets on gives courage for more. */
export async function fetchWithRetries(options: FetchFileOptions): Promise<Fetched> {
  const { clock, signal } = options
  let { half } = options
  for (let attempt = 0; ; attempt += 1) {
    const fetched = await fetchFile({ ...options, half })
    if (fetched.kind !== 'broken' || signal.aborted) return fetched
    if (fetched.half.received > half.received) attempt = 0
    half = fetched.half
    const pauseMs = pausesMs[attempt]
    if (pauseMs === undefined) return fetched
    await pause(clock, pauseMs, signal)
    if (signal.aborted) return fetched
  }
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve)
    const end = () => {
      cancel()
      resolve()
    }
    signal.addEventListener('abort', end, { once: true })
  })
}
