import type { FormatChoice } from '../feed/formats/format.ts'
import { formats } from '../feed/formats/formats.ts'
import { quoteLargeIntegers } from '../feed/large-integers.ts'
import type { SseBlock } from '../feed/sse-parser.ts'
import { wireFormat } from '../feed/wire-format.ts'
import type { ConnectedEvent } from '../model/event.ts'
import type { Mark } from './observation.ts'

export interface ReadBlock {
  readonly mark: Mark
  readonly greeting: ConnectedEvent | null
}

/** Reads one event as the app would, and compares one in Tidings' own format with what is documented. */
export function readBlock(block: SseBlock, atMs: number, formatOf: FormatChoice): ReadBlock {
  const { type, data } = contentOf(block.bytes)
  const mark = { atMs, id: block.id, fingerprint: fingerprintOf(data), reason: null, invalidField: null }
  if (block.isTooLarge) return { mark: { ...mark, kind: 'too-large' }, greeting: null }
  if (!block.hasData) return { mark: { ...mark, kind: 'sign-of-life' }, greeting: null }
  const event = { type, data, eventId: block.id }
  const format = formatOf.of(event)
  const result = format.decode({ ...event, lastEventId: block.id ?? '' })
  if (result.kind === 'sign-of-life') return { mark: { ...mark, kind: 'sign-of-life' }, greeting: null }
  if (result.kind === 'rejected') {
    return { mark: { ...mark, kind: 'rejected', reason: result.reason }, greeting: null }
  }
  const { event: decoded } = result
  const isLinkDropped = 'url' in decoded && decoded.url === null
  const invalidField = format === formats.tidings ? findInvalidField(data, isLinkDropped) : null
  if (decoded.type === 'connected') {
    return { mark: { ...mark, kind: 'greeting', invalidField }, greeting: decoded }
  }
  return { mark: { ...mark, kind: 'item', invalidField }, greeting: null }
}

/** The event's name, and its data as the standard joins it. */
function contentOf(bytes: Uint8Array): { readonly type: string; readonly data: string } {
  const lines = new TextDecoder().decode(bytes).split('\n')
  const valuesOf = (field: string) =>
    lines.flatMap((line) => {
      if (line === field) return ['']
      return line.startsWith(`${field}:`) ? [line.slice(field.length + 1).replace(/^ /, '')] : []
    })
  return { type: valuesOf('event').at(-1) || 'message', data: valuesOf('data').join('\n') }
}

/** Checking a long list of ids would hold the app for seconds. */
const maxCheckedLength = 64 * 1024

function findInvalidField(data: string, isLinkDropped: boolean): string | null {
  if (data.length > maxCheckedLength) return null
  // For the app null is the same as absent.
  const json: unknown = JSON.parse(quoteLargeIntegers(data), (_, value) => value ?? undefined)
  const path = wireFormat.safeParse(json).error?.issues[0]?.path
  if (path !== undefined) return path.join('.').slice(0, 60)
  const hasLink = typeof json === 'object' && json !== null && 'url' in json
  return isLinkDropped && hasLink ? 'url' : null
}

/** FNV-1a, of what may be 1 MiB: its length, beginning and end tell enough. */
function fingerprintOf(data: string): string {
  let hash = 0x811c9dc5
  for (const character of `${data.length} ${data.slice(0, 2_000)} ${data.slice(-2_000)}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0).toString(16)
}
