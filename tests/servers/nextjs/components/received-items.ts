import type { JobEvent, NotificationEvent, WireEvent } from '../../../../resources/backend-kit/events.ts'

/** What the list shows: a notification or a job, newest first. */
export type ReceivedItem = { readonly key: string; readonly isRead: boolean } & (NotificationEvent | JobEvent)

const maxItems = 50

/** The list after an event. The same id again is the same item: a job is updated in place. */
export function withEvent(
  items: readonly ReceivedItem[],
  event: WireEvent,
  eventId: string,
): readonly ReceivedItem[] {
  switch (event.type) {
    case 'notification':
    case 'job': {
      const key = event.id === undefined ? eventId : `${event.type} ${event.id}`
      const before = items.find((item) => item.key === key)
      if (before === undefined) return [{ ...event, key, isRead: false }, ...items].slice(0, maxItems)
      if (isRepeated(before, event)) return items
      const item = { ...before, ...event, key, isRead: before.isRead && !isNews(before, event) }
      return items.map((other) => (other === before ? item : other))
    }
    case 'read':
      return items.map((item) => (isAmong(event.ids, item) ? { ...item, isRead: true } : item))
    case 'withdraw':
      return items.filter((item) => !isAmong(event.ids, item))
    default:
      return items
  }
}

/** Whether there is something to read: a job only when it has ended. */
export function isReadable(item: ReceivedItem): boolean {
  return item.id !== undefined && (item.type === 'notification' || isFinal(item.state))
}

/** An id is compared by its digits. */
function isAmong(ids: readonly (string | number)[], { id }: ReceivedItem): boolean {
  return ids.some((other) => String(other) === String(id))
}

/** A notification that comes again changes nothing, unless it is a later revision of itself. */
function isRepeated(before: ReceivedItem, event: NotificationEvent | JobEvent): boolean {
  if (before.type !== 'notification' || event.type !== 'notification') return false
  return (event.revision ?? 0) <= (before.revision ?? 0)
}

/** A job that was read while it ran, or in an attempt before, is unread when it ends. */
function isNews(before: ReceivedItem, event: NotificationEvent | JobEvent): boolean {
  if (before.type !== 'job' || event.type !== 'job') return false
  return event.state !== before.state || (event.attempt ?? 1) !== (before.attempt ?? 1)
}

function isFinal(state: JobEvent['state']): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
