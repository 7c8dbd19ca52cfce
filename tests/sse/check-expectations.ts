import { isDeepStrictEqual } from 'node:util'
import type { Connection } from '../../electron/model/connection.ts'
import type { RawEvent } from '../../electron/model/event.ts'
import type { SeenRequest } from '../support/scripted-sse-server.ts'
import type { Expectations, Range } from './sse-case.ts'

/** All that was seen when the time of a case was up. */
export interface Seen {
  readonly events: readonly RawEvent[]
  readonly delivered: readonly RawEvent[]
  readonly quarantined: readonly string[]
  readonly requests: readonly SeenRequest[]
  readonly otherRequests: readonly SeenRequest[]
  readonly connection: Connection
  readonly opens: number
  readonly tokenRefreshes: number
  readonly firstRequestClosedByClient: boolean
}

/** Holds what was seen against what a case expects: the differences in words. An unknown expectation is one. */
export function checkExpectations(expect: Expectations, seen: Seen): readonly string[] {
  const problems: string[] = []
  const unchecked = new Set(Object.keys(expect))
  const { requests, otherRequests } = seen
  const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? at))

  function check<K extends keyof Expectations, A>(
    name: K,
    actual: A,
    fits: (actual: A, wanted: Required<Expectations>[K]) => boolean = isDeepStrictEqual,
  ): void {
    unchecked.delete(name)
    const wanted = expect[name]
    if (wanted === undefined || fits(actual, wanted as Required<Expectations>[K])) return
    problems.push(`${name}: wanted ${brief(wanted)}, saw ${brief(actual)}`)
  }

  check(
    'events',
    seen.events.map(({ type, data, lastEventId }) => ({ type, data, lastEventId })),
  )
  check(
    'eventDataLengths',
    seen.events.map(({ data }) => data.length),
  )
  check(
    'delivered',
    seen.delivered.map(({ eventId }) => eventId),
  )
  check(
    'deliveredData',
    seen.delivered.map(({ data }) => data),
  )
  check('quarantined', seen.quarantined)
  check('state', seen.connection, inState)
  check('opens', seen.opens)
  check('connections', requests.length, inRange)
  check('maxConnections', requests.length, (count, most) => count <= most)
  check(
    'paths',
    requests.map(({ path }) => path),
  )
  check(
    'requests',
    requests.map(({ method, headers }) => ({ method, ...headers })),
    (all, wanted) => wanted.every((one, index) => isLike(all[index], one)),
  )
  // The first request is made before the server could have said anything.
  check(
    'requestsNotContaining',
    requests.slice(1).map(({ headers }) => headers),
    (all, unwanted) =>
      Object.entries(unwanted).every(([name, value]) => all.every((one) => one[name] !== value)),
  )
  check(
    'otherOriginRequestLacks',
    otherRequests.map(({ headers }) => headers),
    (all, names) => all.every((headers) => names.every((name) => headers[name] === undefined)),
  )
  check('gapsMs', gaps, (all, ranges) =>
    ranges.every((range, index) => inRange(all[index] ?? Number.NaN, range)),
  )
  check('firstGapMs', gaps[0] ?? Number.NaN, inRange)
  check('gapsGrowTo', gaps, growTo)
  check('tokenRefreshes', seen.tokenRefreshes)
  check('firstRequestClosedByClient', seen.firstRequestClosedByClient)
  return [...problems, ...Array.from(unchecked, (name) => `${name}: this expectation is not known`)]
}

/**
 * `closed` is what a browser does for good; ours is closed too, with the reason, but tries again later where that
 * can help. How often it did is for `connections` to say.
 */
function inState({ kind }: Connection, wanted: string): boolean {
  switch (wanted) {
    case 'closed':
      return kind !== 'open' && kind !== 'connecting'
    case 'auth-required':
      return kind === 'signed-out'
    default:
      return kind === wanted
  }
}

function inRange(value: number, wanted: number | Range): boolean {
  return typeof wanted === 'number' ? value === wanted : value >= wanted.min && value <= wanted.max
}

/**
 * Whether the gaps grew up to the wanted one. Timers are late at times, on a busy machine more so. One tiny gap is
 * the network stack's own: Chromium sends a request again at once when a connection that it had kept was dead.
 */
function growTo(gaps: readonly number[], wanted: number): boolean {
  const ours = gaps.filter((gap) => gap > 15)
  const neverShrinks = ours.slice(1).every((gap, index) => gap >= 0.75 * (ours[index] ?? 0))
  const last = ours.at(-1) ?? 0
  return neverShrinks && gaps.length - ours.length <= 1 && last >= 0.9 * wanted && last <= 2 * wanted
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

function isLike(request: Headers | undefined, wanted: Readonly<Record<string, string | null>>): boolean {
  if (request === undefined) return false
  return Object.entries(wanted).every(([name, value]) => {
    if (!name.endsWith('-utf8')) return (request[name] ?? null) === value
    const raw = request[name.slice(0, -'-utf8'.length)]
    return typeof raw === 'string' && Buffer.from(raw, 'latin1').toString() === value
  })
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}
