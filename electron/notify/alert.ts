import { assertNever } from '../model/assert-never.ts'
import type { Item } from '../model/item.ts'

/** A toast as it was decided, before any desktop draws it. Texts are plain, never markup. */
export interface Alert {
  readonly title: string
  readonly body: string
  readonly urgency: 'low' | 'normal' | 'critical'
  /** The items it stands for: exactly one, or those of a digest. Never empty. */
  readonly keys: readonly Item['key'][]
}

// Desktops cut long texts each in their own way; ours ends in an ellipsis and leaves room for the rest.
const titleLength = 80
const bodyLength = 240

/** The toast of one item. */
export function alertFor(item: Item): Alert {
  const title = titleOf(item)
  return {
    title: cut(title, titleLength),
    body: cut(item.message === title ? '' : (item.message ?? ''), bodyLength),
    urgency: item.priority === 'critical' ? 'critical' : item.priority === 'low' ? 'low' : 'normal',
    keys: [item.key],
  }
}

/** What to call an item in one line; a failure says so before all else. */
export function titleOf(item: Item): string {
  switch (item.state) {
    case null:
      return item.title ?? 'Tidings'
    case 'failed':
      return `Failed: ${item.title ?? 'a job'}`
    case 'cancelled':
      return `Cancelled: ${item.title ?? 'a job'}`
    case 'queued':
    case 'running':
    case 'succeeded':
      return item.title ?? 'Job finished'
    default:
      return assertNever(item.state)
  }
}

/** Shortens a text to at most `length` characters as people count them, the last an ellipsis. */
export function cut(text: string, length: number): string {
  let count = 0
  let end = 0
  for (const { index } of new Intl.Segmenter().segment(text)) {
    count += 1
    if (count === length) end = index
    if (count > length) return `${text.slice(0, end)}…`
  }
  return text
}
