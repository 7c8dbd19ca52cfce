import type { Item } from '../model/item.ts'
import { iso, itemFields } from './item-fields.ts'

/** One JSON object, for other programs. */
export function itemAsJson(item: Item): string {
  return JSON.stringify(itemFields(item))
}

/** One line for people: when, whether unread, what. Control characters never reach the terminal. */
export function itemAsLine(item: Item): string {
  const parts = [item.state ?? item.category, item.title, item.message].filter((part) => part !== null)
  return `${iso(item.receivedAt)} ${item.read ? ' ' : '*'} ${parts.join(' | ')}`.replace(/\p{Cc}+/gu, ' ')
}
