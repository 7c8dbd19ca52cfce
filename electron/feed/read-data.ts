import type { RawEvent, SignOfLife } from '../model/event.ts'
import { oversizeOf } from './json-size.ts'
import { hasLargeInteger, quoteLargeIntegers } from './large-integers.ts'
import { isSignOfLife } from './sign-of-life.ts'

export type Rejected = { readonly kind: 'rejected'; readonly reason: string }

/** What an event's data is, before a format says what it means. */
export type EventData =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | SignOfLife
  | Rejected

/** Reads the data of an event, which every format does in the same way. */
export function readData({ type, data, tooLarge }: Pick<RawEvent, 'type' | 'data' | 'tooLarge'>): EventData {
  if (tooLarge) return rejected('The event is larger than 1 MiB.')
  const oversize = oversizeOf(data)
  const value = oversize === null ? parseJson(data) : undefined
  if (isSignOfLife(type, data, value)) return { kind: 'sign-of-life' }
  if (oversize !== null) return rejected(oversize)
  return value === undefined ? { kind: 'text', text: data } : { kind: 'json', value }
}

export function rejected(reason: string): Rejected {
  return { kind: 'rejected', reason }
}

function parseJson(data: string): unknown {
  try {
    const json: unknown = JSON.parse(data)
    return hasLargeInteger(data) ? JSON.parse(quoteLargeIntegers(data)) : json
  } catch {
    return undefined
  }
}
