import { z } from 'zod'
import type { SessionBus } from '../dbus/session-bus.ts'
import { notificationServer } from './notification-server.ts'

const dunst = { ...notificationServer, interface: 'org.dunstproject.cmd0' }
const timeoutMs = 1_000

const historySchema = z.tuple([z.array(z.object({ id: z.number() }))])

/**
 * Dunst reports clicks only to the connection that has sent the notification (dunst, src/dbus.c), so that a later one
 * has to send it again, in its place. Returns which of these notifications are surely on the screen, where nobody would
 * notice that; none for any other server.
 *
 * @param numbers the numbers that the server gave them
 */
export async function needSendingAgain(
  bus: SessionBus,
  numbers: readonly number[],
): Promise<readonly number[]> {
  if (numbers.length === 0) return []
  const [listed, displayed, waiting] = await Promise.all([
    bus.call(dunst, 'NotificationListHistory', { timeoutMs }),
    bus.property(dunst, 'displayedLength', timeoutMs),
    bus.property(dunst, 'waitingLength', timeoutMs),
  ])
  const closed = listed.kind === 'answered' ? historySchema.safeParse(listed.body).data?.[0] : undefined
  if (closed === undefined) return []
  const open = numbers.filter((number) => closed.every(({ id }) => id !== number))
  // Its list of closed ones has an end: what is in neither of them may be closed for long.
  return open.length <= Number(displayed) + Number(waiting) ? open : []
}
