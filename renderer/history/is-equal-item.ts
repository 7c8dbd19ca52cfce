import type { Item } from '../../electron/model/item.ts'

/**
 * Whether two items say the same, so that one row may stand for both. What has something of its own to show or to do
 * stays by itself: a job that has not ended, a file, a pin, a reminder.
 */
export function isEqualItem(a: Item, b: Item): boolean {
  return (
    a.title === b.title &&
    a.message === b.message &&
    a.read === b.read &&
    a.category === b.category &&
    a.source === b.source &&
    a.type === b.type &&
    a.state === b.state &&
    a.priority === b.priority &&
    isPlain(a) &&
    isPlain(b)
  )
}

function isPlain({ state, offer, pinned, heldUntil }: Item): boolean {
  return state !== 'queued' && state !== 'running' && offer === null && !pinned && heldUntil === null
}
