import { assertNever } from '../model/assert-never.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { Finding } from '../model/finding.ts'
import type { Mark, Observation } from './observation.ts'

export function judgeIds({ streams }: Observation): readonly Finding[] {
  const unusable = streams.some(({ unusableIds }) => unusableIds > 0)
  const items = streams.map(({ marks }) => marks.filter(({ kind }) => kind === 'item'))
  const all = items.flat()
  if (unusable) return [{ code: 'id-unusable' }]
  if (all.length === 0) return streams.length === 0 ? [] : [{ code: 'ids-unknown' }]
  const withId = all.filter(({ id }) => id !== null)
  if (withId.length === 0) return [{ code: 'ids-missing' }]
  const found: readonly (Finding | null)[] = [
    withId.length < all.length ? { code: 'ids-partial' } : null,
    items.some(hasRepeatedId) ? { code: 'ids-repeated' } : null,
    !items.some(hasRepeatedId) && hasRepeatedId(all) ? { code: 'ids-restart' } : null,
    items.some(isUnordered) ? { code: 'ids-unordered' } : null,
  ]
  const problems = found.filter((finding) => finding !== null)
  return problems.length > 0 ? problems : [{ code: 'ids-ok', values: { count: withId.length } }]
}

/** The same id with other content. The same content again is the same event, sent again. */
function hasRepeatedId(marks: readonly Mark[]): boolean {
  const fingerprints = new Map<string, string>()
  return marks.some(({ id, fingerprint }) => {
    if (id === null) return false
    const before = fingerprints.get(id)
    fingerprints.set(id, fingerprint)
    return before !== undefined && before !== fingerprint
  })
}

/** Whether numbers fall. Ids of other kinds have no order. */
function isUnordered(marks: readonly Mark[]): boolean {
  const numbers = marks.flatMap(({ id }) => (id !== null && /^\d{1,30}$/.test(id) ? [BigInt(id)] : []))
  return numbers.some((number, index) => number < (numbers[index - 1] ?? 0n))
}

export function judgeReplay({ streams, replay, unknownId }: Observation): readonly Finding[] {
  if (streams.length === 0) return []
  const promises = streams.some(({ greeting }) => greeting?.replay === true)
  const status = unknownId.kind === 'failed' ? refusalOf(unknownId.error) : null
  const refusal: readonly Finding[] =
    status === null ? [] : [{ code: 'unknown-id-refused', values: { status } }]
  switch (replay.kind) {
    case 'replayed':
      return [{ code: 'replay-ok' }, ...refusal]
    case 'not-replayed':
      return [{ code: promises ? 'replay-broken' : 'replay-missing' }, ...refusal]
    case 'failed': {
      const own = refusalOf(replay.error)
      // A server that refuses its own ids refuses others too.
      return own === null
        ? [{ code: 'replay-unknown' }]
        : [{ code: 'own-id-refused', values: { status: own } }]
    }
    case 'not-tried': {
      const marks = streams.flatMap((stream) => stream.marks)
      const hasItems = marks.some(({ kind }) => kind === 'item')
      const hasIds = marks.some(({ kind, id }) => kind === 'item' && id !== null)
      // Without ids nothing can be replayed, and that was said.
      return hasItems && !hasIds ? [] : [{ code: 'replay-unknown' }, ...refusal]
    }
    default:
      return assertNever(replay)
  }
}

/** What a request with an id was answered with instead of a stream; null: nothing that the id would be the reason of. */
function refusalOf(error: ConnectionError): string | null {
  switch (error.kind) {
    case 'status':
      return String(error.status)
    case 'no-content':
      return '204'
    case 'not-a-stream':
    case 'redirected':
      return error.kind
    default:
      return null
  }
}
