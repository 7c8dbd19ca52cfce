import type { FeedEvent } from '../model/event.ts'

/**
 * Whether this event may lead to a notification, as far as it shows by itself. To be wrong costs little: the desktop is
 * asked in vain, or later.
 */
export function mayBeAnnounced(event: FeedEvent): boolean {
  switch (event.type) {
    case 'notification':
      return event.priority !== 'low'
    case 'job':
      return event.state !== 'queued' && event.state !== 'running'
    case 'connected':
    case 'read':
    case 'withdraw':
      return false
  }
}
