import type { Item } from '../model/item.ts'
import { printable } from '../model/printable.ts'

/** An item as other programs read it. Times are ISO 8601, in UTC. */
export type ItemFields = ReturnType<typeof itemFields>

/** What other programs do not read, or under another name. Every other field of an item must be printed. */
type NotPrinted = 'key' | 'position' | 'offer' | 'notificationReason' | 'notificationOutcome' | 'download'

export function itemFields(item: Item) {
  return {
    id: item.id,
    source: item.source,
    type: item.type,
    title: item.title,
    message: item.message,
    category: item.category,
    priority: item.priority,
    revision: item.revision,
    attempt: item.attempt,
    state: item.state,
    progress: item.progress,
    read: item.read,
    pinned: item.pinned,
    url: item.url,
    createdAt: iso(item.createdAt),
    receivedAt: iso(item.receivedAt),
    updatedAt: iso(item.updatedAt),
    notification: item.notification,
    // The old name of the same; scripts may still read it.
    toast: item.notification,
    reason: item.notificationReason,
    outcome: item.notificationOutcome,
    heldUntil: iso(item.heldUntil),
    snoozedUntil: iso(item.notification === 'pending' ? item.heldUntil : null),
    downloadUrl: item.offer?.url ?? null,
  } satisfies Readonly<Record<Exclude<keyof Item, NotPrinted>, unknown>> & Readonly<Record<string, unknown>>
}

/** A time as ISO 8601, in UTC; null where there is none, or one that no calendar has. */
export function iso(at: number): string
export function iso(at: number | null): string | null
export function iso(at: number | null): string | null {
  if (at === null || Number.isNaN(new Date(at).getTime())) return null
  return new Date(at).toISOString()
}

/** One JSON object, for other programs. */
export function itemAsJson(item: Item): string {
  return JSON.stringify(itemFields(item))
}

/**
 * One line for people: when, whether unread, what. Control characters never reach the terminal.
 *
 * @param server what to call its server; null: that is clear
 */
export function itemAsLine(item: Item, server: string | null = null): string {
  const parts = [server, item.state ?? item.category, item.title, item.message]
  const said = parts.filter((part) => part !== null).join(' | ')
  return printable(`${iso(item.receivedAt)} ${item.read ? ' ' : '*'} ${said}`)
}
