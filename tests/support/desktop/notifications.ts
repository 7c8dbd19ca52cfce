import { type WaitForOptions, waitFor } from '../wait-for.ts'
import { type BusClient, type BusMessage, connectBus } from './bus-client.ts'
import { type ButtonChooser, notificationStyle } from './dunst-settings.ts'
import type { Position, Screen } from './screen.ts'

/** One `Notify` call, as the notification daemon received it (Desktop Notifications Specification 1.2). */
export interface ReceivedNotification {
  /** The number that the daemon gave it; undefined until it has. */
  readonly id: number | undefined
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  readonly appName: string
  /** 0, or the id of the notification that it replaces. */
  readonly replacesId: number
  readonly icon: string
  readonly summary: string
  readonly body: string
  /** Pairs of key and label. */
  readonly actions: readonly string[]
  /** Pictures (`image-data`) come as the array of the specification, their bytes as a Buffer. */
  readonly hints: Readonly<Record<string, unknown>>
  /** -1: the daemon decides; 0: never. */
  readonly timeoutMs: number
  readonly closed: boolean
}

export interface ReceivedNotifications {
  /** Every notification since the start of the desktop, oldest first, shown and closed ones alike. */
  all(): readonly ReceivedNotification[]
  /** Those of them that replace no other one in its place. */
  raised(): readonly ReceivedNotification[]
  /** The first notification, past or future, that satisfies `predicate`. */
  waitFor(
    predicate: (notification: ReceivedNotification) => boolean,
    options?: WaitForOptions,
  ): Promise<ReceivedNotification>
  /** Clicks a notification that is on the screen with the mouse: its default action runs, then it closes. */
  click(notification: ReceivedNotification): Promise<void>
  /** Presses a button of a notification that is on the screen; it stays there. The daemon shows buttons in a menu. */
  press(notification: ReceivedNotification, label: string): Promise<void>
  closeAll(): Promise<void>
}

const notifications = 'org.freedesktop.Notifications'
const daemon = { service: notifications, path: '/org/freedesktop/Notifications' }
const dunst = { ...daemon, interface: 'org.dunstproject.cmd0' }

interface Recorded extends Omit<ReceivedNotification, 'id' | 'closed'> {
  readonly call: string
  id: number | undefined
  closed: boolean
}

/**
 * Records what is sent to the notification daemon from now on; the daemon still shows everything.
 *
 * @param isRecording false: nothing is recorded
 */
export async function recordNotifications(
  address: string,
  bus: BusClient,
  screen: Screen,
  chooser: ButtonChooser,
  isRecording: boolean,
): Promise<ReceivedNotifications & { stop(): void }> {
  const recorded: Recorded[] = []
  const monitor = await connectBus(address)
  if (isRecording) await monitor.monitor((message) => record(recorded, message))

  const all = (): readonly ReceivedNotification[] =>
    recorded.map(({ call: _, ...notification }) => notification)
  const shown = () => recorded.filter((notification) => notification.id !== undefined && !notification.closed)
  const isShown = (id: number | undefined) => shown().some((notification) => notification.id === id)
  const positionOf = ({ id, summary }: ReceivedNotification): Promise<Position> => {
    if (id === undefined || !isShown(id))
      throw new Error(`The notification "${summary}" is not on the screen`)
    // Oldest on top; one that is replaced keeps its id and its position.
    const ids = [...new Set(shown().map((notification) => notification.id))].sort(
      (a, b) => Number(a) - Number(b),
    )
    return waitFor(`the notification "${summary}" on the screen`, async () => {
      const positions = await screen.notificationPositions()
      return (
        positions.length === Math.min(ids.length, notificationStyle.maxShown) && positions[ids.indexOf(id)]
      )
    })
  }

  return {
    all,
    raised: () => all().filter(({ replacesId }) => replacesId === 0),
    waitFor: (predicate, options) =>
      waitFor('a notification', () => all().find(predicate) ?? missing(all()), options),
    click: async (notification) => {
      await screen.click(await positionOf(notification))
      await waitFor(`the notification "${notification.summary}" to close`, () => !isShown(notification.id))
    },
    press: async (notification, label) => {
      await chooser.choose(label)
      await screen.click(await positionOf(notification), 'middle')
    },
    closeAll: async () => {
      await bus.call(dunst, 'NotificationCloseAll')
      await waitFor('all notifications to close', () => shown().length === 0)
    },
    stop: () => monitor.close(),
  }
}

function record(recorded: Recorded[], message: BusMessage): void {
  const { kind, interface: name, member, body } = message
  if (kind === 'call' && name === notifications && member === 'Notify') recorded.push(decode(message))
  if (kind === 'reply') {
    const answered = recorded.find(
      (notification) =>
        notification.id === undefined &&
        notification.call === callOf(message.destination, message.replySerial),
    )
    if (answered === undefined) return
    const id = Number(body[0])
    // The notification that it replaced can no longer be clicked.
    for (const earlier of recorded) if (earlier.id === id) earlier.closed = true
    answered.id = id
  }
  if (kind === 'signal' && name === notifications && member === 'NotificationClosed') {
    for (const notification of recorded) if (notification.id === body[0]) notification.closed = true
  }
}

function decode(message: BusMessage): Recorded {
  const [appName, replacesId, icon, summary, body, actions, hints, timeoutMs] = message.body
  return {
    call: callOf(message.sender, message.serial),
    id: undefined,
    closed: false,
    receivedAt: Date.now(),
    appName: String(appName),
    replacesId: Number(replacesId),
    icon: String(icon),
    summary: String(summary),
    body: String(body),
    actions: actions as readonly string[],
    hints: hints as Readonly<Record<string, unknown>>,
    timeoutMs: Number(timeoutMs),
  }
}

function callOf(sender: string, serial: number | undefined): string {
  return `${sender} ${serial}`
}

function missing(notifications: readonly ReceivedNotification[]): never {
  throw new Error(
    notifications.length === 0
      ? 'no notification at all'
      : notifications.map((notification) => notification.summary).join(' | '),
  )
}
