import type { Item } from '../model/item.ts'
import { type Alert, cut, titleOf } from './alert.ts'

const namedInBody = 3

/** One toast for many items: counts by outcome in the title, failures first; the first few by name in the body. */
export function digestOf(items: readonly Item[]): Alert {
  const ordered = byImportance(items)
  const named = ordered.slice(0, namedInBody).map((item) => cut(nameOf(item), 60))
  const rest = ordered.length - named.length
  return {
    title: headline(items),
    body: [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'),
    urgency: items.some((item) => item.priority === 'critical') ? 'critical' : 'normal',
    keys: items.map((item) => item.key),
  }
}

/** The most important first: critical, then failures, then high priority; the newest first among equals. */
export function byImportance(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => weight(b) - weight(a) || b.position - a.position)
}

function weight(item: Item): number {
  return (
    (item.priority === 'critical' ? 4 : 0) +
    (item.state === 'failed' ? 2 : 0) +
    (item.priority === 'high' ? 1 : 0)
  )
}

function headline(items: readonly Item[]): string {
  const count = (state: Item['state']) => items.filter((item) => item.state === state).length
  const plain = count(null)
  return [
    [count('failed'), 'failed'],
    [count('succeeded'), 'ready'],
    [count('cancelled'), 'cancelled'],
    [plain, plain === 1 ? 'notification' : 'notifications'],
  ]
    .filter(([number]) => number !== 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ')
}

function nameOf(item: Item): string {
  return item.title === null && item.state === null ? (item.message ?? titleOf(item)) : titleOf(item)
}
