import type { Item } from '../../electron/model/item.ts'

/**
 * Whether two items say the same, so that one row may stand for both. What has something of its own to show or to do
 * stays by itself: a job that has not ended, a file, a pin, a reminder.
 */
export function isEqualItem(a: Item, b: Item): boolean {
  return equalFields.every((field) => a[field] === b[field]) && isPlain(a) && isPlain(b)
}

const equalFields = ['title', 'message', 'read', 'category', 'source', 'type', 'state', 'priority'] as const

function isPlain({ state, offer, pinned, heldUntil }: Item): boolean {
  return state !== 'queued' && state !== 'running' && offer === null && !pinned && heldUntil === null
}
