import { defaultLimits } from '../feed/limits.ts'
import { retryOutcome } from '../feed/retry-outcome.ts'
import type { Finding } from '../model/finding.ts'
import type { DoctorLimits } from './limits.ts'
import type { Mark, Observation, StreamObservation } from './observation.ts'

const seconds = (ms: number) => Math.max(1, Math.round(ms / 1000))

export function judgeDelivery(observation: Observation, limits: DoctorLimits): readonly Finding[] {
  const { streams, testEvent } = observation
  const [first] = streams
  if (first === undefined) return []
  const found: readonly (Finding | null)[] = [
    streams.some(({ longestUnendedMs }) => longestUnendedMs > limits.lateEventMs)
      ? { code: 'event-not-ended' }
      : null,
    streams.some((stream) => hasBursts(stream, limits)) ? { code: 'bursts' } : null,
    testEvent.kind === 'refused' ? { code: 'test-event-refused' } : null,
  ]
  const problems = found.filter((finding) => finding !== null)
  if (testEvent.kind === 'sent') {
    const ms = testEvent.arrivedMs
    // An event that lacks its end can't arrive, and the reason is known already.
    if (ms !== null && ms <= limits.lateEventMs) return [...problems, { code: 'delivery-ok', values: { ms } }]
    if (problems.length > 0) return problems
    return [{ code: 'buffered', values: { seconds: seconds(ms ?? testEvent.waitedMs) } }]
  }
  if (problems.length > 0) return problems
  // An end brings everything that was held back.
  if (first.firstBytesMs === null && streams.length === 1) {
    return [{ code: 'silent', values: { seconds: seconds(first.openMs) } }]
  }
  return streams.some((stream) => beatsOf(stream).length > 1)
    ? [{ code: 'delivery-ok', values: { ms: first.firstBytesMs ?? 0 } }]
    : [{ code: 'delivery-unknown' }]
}

export function judgeHeartbeat({ streams }: Observation, limits: DoctorLimits): readonly Finding[] {
  const [longest] = streams.toSorted((a, b) => b.openMs - a.openMs)
  // Where each stream ends soon, its end is the sign of life.
  if (longest === undefined || longest.end !== null) return []
  const { greeting, longestSilenceMs, openMs } = longest
  const beats = beatsOf(longest)
  const declaredMs = (greeting?.heartbeat ?? Number.POSITIVE_INFINITY) * 1000
  const silence = { seconds: seconds(longestSilenceMs) }
  if (longestSilenceMs > 2 * declaredMs) {
    return [{ code: 'heartbeat-late', values: { ...silence, declared: declaredMs / 1000 } }]
  }
  if (longestSilenceMs > limits.missingHeartbeatMs) return [{ code: 'heartbeat-missing', values: silence }]
  const last = beats.at(-1)
  if (last === undefined) return [{ code: 'heartbeat-unknown', values: { seconds: seconds(openMs) } }]
  return [{ code: 'heartbeat-ok', values: { seconds: seconds(last / beats.length) } }]
}

export function judgeEvents({ streams }: Observation): readonly Finding[] {
  const marks = streams.flatMap((stream) => stream.marks)
  if (marks.length === 0) return []
  const rejected = marks.filter(({ kind }) => kind === 'rejected')
  const field = marks.find(({ invalidField }) => invalidField !== null)?.invalidField
  const reasons = [...new Set(rejected.map(({ reason }) => reason ?? ''))]
  const found: readonly (Finding | null)[] = [
    rejected.length > 0
      ? {
          code: 'event-rejected',
          values: { count: rejected.length, reason: reasons.slice(0, maxReasons).join(' ') },
        }
      : null,
    marks.some(({ kind }) => kind === 'too-large') ? { code: 'event-too-large' } : null,
    field == null ? null : { code: 'event-field-invalid', values: { field } },
  ]
  const problems = found.filter((finding) => finding !== null)
  if (problems.length > 0) return problems
  const count = marks.filter(({ kind }) => kind === 'item' || kind === 'greeting').length
  return [count === 0 ? { code: 'events-unknown' } : { code: 'events-ok', values: { count } }]
}

const maxReasons = 3

export function judgeEnds({ streams }: Observation): readonly Finding[] {
  if (streams.length === 0) return []
  const ended = streams.filter(({ end }) => end !== null)
  const broken = ended.find((stream) => !isPlannedEnd(stream))
  const retry = streams.map(({ retryMs }) => retryMs).find((ms) => ms !== null && !isObeyed(ms))
  const openMs = Math.max(...(ended.length > 0 ? ended : streams).map((stream) => stream.openMs))
  const values = { seconds: seconds(openMs) }
  return [
    broken?.end != null
      ? { code: 'ends-early', error: broken.end, values: { seconds: seconds(broken.openMs) } }
      : { code: ended.length > 0 ? 'planned-ends' : 'stays-open', values },
    ...(retry == null ? [] : [{ code: 'retry-out-of-range', values: { ms: String(retry) } } as const]),
  ]
}

function isObeyed(retryMs: number): boolean {
  return retryMs >= defaultLimits.minRetryMs && retryMs <= defaultLimits.maxRetryMs
}

/** As the feed judges it. */
function isPlannedEnd({ end, marks, firstBytesMs, retryMs, openMs }: StreamObservation): boolean {
  if (end === null) return true
  const hasEvents = marks.some(({ kind }) => kind === 'item' || kind === 'rejected' || kind === 'too-large')
  const connectionEnd = {
    failure: { kind: 'failed', error: end, retryAfterMs: 0 },
    brought: hasEvents ? 'events' : firstBytesMs === null ? 'nothing' : 'life',
    hasSetRetry: retryMs !== null,
    openMs,
    wereHeadersInTime: true,
    wasCursorSent: false,
    hasTokenWorked: true,
  } as const
  return retryOutcome(connectionEnd, defaultLimits) === 'planned-end'
}

/** When signs of life came; what came with the beginning of the stream is none. */
function beatsOf({ marks, firstBytesMs }: StreamObservation): readonly number[] {
  const times = marks.filter(isSignOfLife).map(({ atMs }) => atMs)
  return [...new Set(times)].filter((atMs) => atMs !== firstBytesMs || atMs > beginningMs)
}

const beginningMs = 500

function isSignOfLife({ kind }: Mark): boolean {
  return kind === 'comment' || kind === 'sign-of-life'
}

/** Whether several signs of life came at the same moment, twice, or many did once: nobody sends them like that. */
function hasBursts({ marks }: StreamObservation, limits: DoctorLimits): boolean {
  const sizes = new Map<number, number>()
  for (const { atMs } of marks.filter(isSignOfLife)) sizes.set(atMs, (sizes.get(atMs) ?? 0) + 1)
  let before = 0
  let bursts = 0
  for (const [atMs, size] of sizes) {
    const cameLate = atMs - before > limits.burstSilenceMs
    if (cameLate && size > 1) bursts += size > 2 ? 2 : 1
    before = atMs
  }
  return bursts > 1
}
