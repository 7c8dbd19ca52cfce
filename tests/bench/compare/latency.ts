import { setTimeout as delay } from 'node:timers/promises'
import type { NotificationServer } from '../../support/desktop/notification-server.ts'
import { waitFor } from '../../support/wait-for.ts'
import type { EventServer } from './event-server.ts'

const warmUps = 5

/**
 * From the server's write to the arrival of `Notify` at the notification server, in milliseconds, one event after the
 * other. Both are in this process and read one clock, `performance.now()`.
 *
 * Each event waits for more than a second after the notification before, since what comes sooner Tidings gathers into
 * one, on purpose.
 */
export async function measureLatency(
  server: EventServer,
  notifications: NotificationServer,
  count: number,
): Promise<readonly number[]> {
  const latencies: number[] = []
  for (let number = 1; number <= warmUps + count; number += 1) {
    await delay(1_050 + Math.random() * 100)
    const title = `Export ${number} of ${Date.now()} is ready`
    const sentAt = server.notify(title)
    const notified = await waitFor('the notification', () =>
      notifications.notified.findLast(({ summary }) => summary === title),
    )
    if (number > warmUps) latencies.push(notifications.receivedAt(notified) - sentAt)
    // As on a desktop where they expire.
    notifications.close(notified.id, 1)
  }
  return latencies
}
