import type { JobEvent, NotificationEvent, WireEvent } from '../../../../resources/backend-kit/events.ts'

/** What the list shows: a notification or a job, newest first. */
export type ReceivedItem = { readonly key: string } & (NotificationEvent | JobEvent)

const maxItems = 50

/** The list after an event. The same id again is the same item: a job is updated in place. */
export function withEvent(items: readonly ReceivedItem[], event: WireEvent, eventId: string) {
  switch (event.type) {
    case 'notification':
    case 'job': {
      const key = event.id === undefined ? eventId : `${event.type} ${event.id}`
      const before = items.find((item) => item.key === key)
      if (before !== undefined && isRepeated(before, event)) return items
      const item = { ...before, ...event, key }
      if (before !== undefined) return items.map((other) => (other === before ? item : other))
      return [item, ...items].slice(0, maxItems)
    }
    case 'withdraw':
      return items.filter(({ id }) => !event.ids.some((withdrawn) => String(withdrawn) === String(id)))
    default:
      return items
  }
}

/** A notification that comes again changes nothing, unless it is a later revision of itself. */
function isRepeated(before: ReceivedItem, event: NotificationEvent | JobEvent): boolean {
  if (before.type !== 'notification' || event.type !== 'notification') return false
  return (event.revision ?? 0) <= (before.revision ?? 0)
}
