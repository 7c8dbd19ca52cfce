import { isDeepStrictEqual } from 'node:util'
import type { Connection } from '../../electron/model/connection.ts'
import type { RawEvent } from '../../electron/model/event.ts'
import type { SeenRequest } from '../support/scripted-sse-server.ts'
import type { CaseState, Expectations, Range } from './sse-case.ts'

/** All that was seen when the time of a case was up. */
export interface Seen {
  readonly events: readonly RawEvent[]
  readonly delivered: readonly RawEvent[]
  readonly quarantined: readonly string[]
  readonly requests: readonly SeenRequest[]
  readonly otherRequests: readonly SeenRequest[]
  readonly connection: Connection
  readonly opens: number
  readonly errors: number
  readonly maxConcurrent: number
  readonly tokenRefreshes: number
  readonly firstRequestClosedByClient: boolean
}

interface Check {
  readonly actual: unknown
  readonly fits: boolean
}

type Expected = Required<Expectations>
type Checks = { readonly [Name in keyof Expected]: (wanted: Expected[Name], seen: Seen) => Check }

const equal = (actual: unknown, wanted: unknown): Check => ({
  actual,
  fits: isDeepStrictEqual(actual, wanted),
})

const checks: Checks = {
  events: (wanted, { events }) =>
    equal(
      events.map(({ type, data, lastEventId }) => ({ type, data, lastEventId })),
      wanted,
    ),
  eventDataLengths: (wanted, { events }) =>
    equal(
      events.map(({ data }) => data.length),
      wanted,
    ),
  delivered: (wanted, { delivered }) =>
    equal(
      delivered.map(({ eventId }) => eventId),
      wanted,
    ),
  deliveredData: (wanted, { delivered }) =>
    equal(
      delivered.map(({ data }) => data),
      wanted,
    ),
  quarantined: (wanted, { quarantined }) => equal(quarantined, wanted),
  state: (wanted, { connection }) => ({ actual: connection, fits: isInState(connection, wanted) }),
  opens: (wanted, { opens }) => equal(opens, wanted),
  errors: (wanted, { errors }) => ({ actual: errors, fits: isInRange(errors, wanted) }),
  connections: (wanted, { requests }) => ({
    actual: requests.length,
    fits: isInRange(requests.length, wanted),
  }),
  maxConnections: (wanted, { requests }) => ({ actual: requests.length, fits: requests.length <= wanted }),
  maxConcurrent: (wanted, { maxConcurrent }) => ({ actual: maxConcurrent, fits: maxConcurrent <= wanted }),
  paths: (wanted, { requests }) =>
    equal(
      requests.map(({ path }) => path),
      wanted,
    ),
  requests: (wanted, seen) => {
    const requests = seen.requests.map(({ method, headers }) => ({ method, ...headers }))
    return { actual: requests, fits: wanted.every((one, index) => isLike(requests[index], one)) }
  },
  requestsNotContaining: (unwanted, { requests }) => {
    // The first request is made before the server could have said anything.
    const later = requests.slice(1).map(({ headers }) => headers)
    const fits = Object.entries(unwanted).every(([name, value]) => later.every((one) => one[name] !== value))
    return { actual: later, fits }
  },
  otherOriginRequestLacks: (names, { otherRequests }) => {
    const all = otherRequests.map(({ headers }) => headers)
    return {
      actual: all,
      fits: all.every((headers) => names.every((name) => headers[name] === undefined)),
    }
  },
  gapsMs: (ranges, { requests }) => {
    const gaps = gapsBetween(requests)
    return {
      actual: gaps,
      fits: ranges.every((range, index) => isInRange(gaps[index] ?? Number.NaN, range)),
    }
  },
  firstGapMs: (range, { requests }) => {
    const [first = Number.NaN] = gapsBetween(requests)
    return { actual: first, fits: isInRange(first, range) }
  },
  gapsGrowTo: (wanted, { requests }) => {
    const gaps = gapsBetween(requests)
    return { actual: gaps, fits: growTo(gaps, wanted) }
  },
  tokenRefreshes: (wanted, { tokenRefreshes }) => equal(tokenRefreshes, wanted),
  firstRequestClosedByClient: (wanted, seen) => equal(seen.firstRequestClosedByClient, wanted),
}

/** Compares what was seen with what a case expects. Returns the differences in words. */
export function checkExpectations(expectations: Expectations, seen: Seen): readonly string[] {
  const names = Object.keys(checks).filter((name) => isExpectation(name))
  return names.flatMap((name) => checkOne(name, expectations, seen))
}

function checkOne<Name extends keyof Expected>(
  name: Name,
  expectations: Partial<Expected>,
  seen: Seen,
): readonly string[] {
  const wanted = expectations[name]
  if (wanted === undefined) return []
  const { actual, fits } = checks[name](wanted, seen)
  return fits ? [] : [`${name}: wanted ${shortText(wanted)}, saw ${shortText(actual)}`]
}

function isExpectation(name: string): name is keyof Expected {
  return Object.hasOwn(checks, name)
}

/** The states of a case in the words of the feed. */
function isInState(connection: Connection, wanted: CaseState): boolean {
  const { kind } = connection
  switch (wanted) {
    case 'closed':
      // Ours tries again later where that can help. How often it did is checked by `connections`.
      return kind !== 'open' && kind !== 'connecting'
    case 'auth-required':
      return kind === 'signed-out'
    case 'stopped-by-server':
      return kind === 'stopped' && connection.error !== null
    case 'waiting-or-connecting':
      return kind === 'waiting' || kind === 'connecting'
    default:
      return kind === wanted
  }
}

function gapsBetween(requests: readonly SeenRequest[]): readonly number[] {
  return requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? at))
}

function isInRange(value: number, wanted: number | Range): boolean {
  return typeof wanted === 'number' ? value === wanted : value >= wanted.min && value <= wanted.max
}

/**
 * Whether the gaps grew up to the wanted one and no further. A gap of nothing is not ours: Chromium sends a request
 * again at once when it was sent over a kept-alive connection that turned out to be dead.
 */
function growTo(gaps: readonly number[], wanted: number): boolean {
  const ours = gaps.filter((gap) => gap > 0)
  const neverShrinks = ours.slice(1).every((gap, index) => gap >= (ours[index] ?? 0))
  return neverShrinks && gaps.length - ours.length <= 1 && ours.at(-1) === wanted
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

function shortText(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}
