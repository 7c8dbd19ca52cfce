import type { Item } from '../../electron/model/item.ts'

/** An item: an unread notification that is still to be shown, unless `parts` say otherwise. */
export function buildItem(parts: Partial<Item> = {}): Item {
  const key = parts.key ?? 1
  return {
    key,
    position: key,
    id: `n-${key}`,
    source: 'https://app.example.com/api/notifications',
    type: parts.state === undefined || parts.state === null ? 'notification' : 'job',
    title: null,
    message: 'Your export is ready!',
    category: null,
    priority: 'normal',
    revision: null,
    attempt: null,
    state: null,
    progress: null,
    url: null,
    offer: null,
    createdAt: null,
    receivedAt: 1_000,
    updatedAt: 1_000,
    read: false,
    pinned: false,
    notification: 'pending',
    notificationReason: null,
    notificationOutcome: null,
    heldUntil: null,
    download: null,
    ...parts,
  }
}

/** So many items, with the keys 1, 2, 3 … */
export function buildItems(count: number, parts: Partial<Item> = {}): readonly Item[] {
  return Array.from({ length: count }, (_, index) => buildItem({ ...parts, key: index + 1 }))
}
