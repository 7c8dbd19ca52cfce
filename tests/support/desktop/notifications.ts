import { waitFor } from '../wait-for.ts'
import { type BusClient, type BusMessage, connectBus } from './bus-client.ts'
import { type ButtonChooser, toastLook } from './dunst-settings.ts'
import type { Place, Screen } from './screen.ts'

/** One `Notify` call, as the notification daemon received it (Desktop Notifications Specification 1.2). */
export interface Toast {
  /** What the daemon answered; undefined until it has. */
  readonly id: number | undefined
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  readonly appName: string
  /** 0, or the id of the toast it takes the place of. */
  readonly replacesId: number
  readonly icon: string
  readonly summary: string
  readonly body: string
  /** Pairs of key and label. */
  readonly actions: readonly string[]
  /** Pictures (`image-data`) come as the array of the specification, their bytes as a Buffer. */
  readonly hints: Readonly<Record<string, unknown>>
  /** -1 leaves it to the daemon, 0 is for ever. */
  readonly timeoutMs: number
  readonly closed: boolean
}

export interface Toasts {
  /** Every toast since the start of the desktop, oldest first, shown and closed ones alike. */
  all(): readonly Toast[]
  /** The first toast, past or to come within `timeoutMs` (10 s), that satisfies `predicate`. */
  waitFor(predicate: (toast: Toast) => boolean, timeoutMs?: number): Promise<Toast>
  /** Clicks a toast that is on the screen with the mouse: its default action runs, then it closes. */
  click(toast: Toast): Promise<void>
  /** Presses a button of a toast that is on the screen; the daemon has them in a menu. The toast stays. */
  press(toast: Toast, label: string): Promise<void>
  closeAll(): Promise<void>
}

const notifications = 'org.freedesktop.Notifications'
const daemon = { service: notifications, path: '/org/freedesktop/Notifications' }
const dunst = { ...daemon, interface: 'org.dunstproject.cmd0' }

interface Recorded extends Omit<Toast, 'id' | 'closed'> {
  readonly call: string
  id: number | undefined
  closed: boolean
}

/** Overhears the bus from here on; the daemon goes on drawing. */
export async function recordToasts(
  address: string,
  bus: BusClient,
  screen: Screen,
  chooser: ButtonChooser,
): Promise<Toasts & { stop(): void }> {
  const recorded: Recorded[] = []
  const ear = await connectBus(address)
  await ear.monitor((message) => record(recorded, message))

  const all = (): readonly Toast[] => recorded.map(({ call: _, ...toast }) => toast)
  const shown = () => recorded.filter((toast) => toast.id !== undefined && !toast.closed)
  const isShown = (id: number | undefined) => shown().some((toast) => toast.id === id)
  const placeOf = ({ id, summary }: Toast): Promise<Place> => {
    if (id === undefined || !isShown(id)) throw new Error(`The toast "${summary}" is not on the screen`)
    // Oldest on top; a replaced toast keeps its id and its place.
    const ids = [...new Set(shown().map((toast) => toast.id))].sort((a, b) => Number(a) - Number(b))
    return waitFor(`the toast "${summary}" on the screen`, async () => {
      const places = await screen.toastPlaces()
      return places.length === Math.min(ids.length, toastLook.atOnce) && places[ids.indexOf(id)]
    })
  }

  return {
    all,
    waitFor: (predicate, timeoutMs = 10_000) =>
      waitFor('a toast', () => all().find(predicate) ?? missing(all()), { timeoutMs }),
    click: async (toast) => {
      await screen.click(await placeOf(toast))
      await waitFor(`the toast "${toast.summary}" to close`, () => !isShown(toast.id))
    },
    press: async (toast, label) => {
      await chooser.choose(label)
      await screen.click(await placeOf(toast), 'middle')
    },
    closeAll: async () => {
      await bus.call(dunst, 'NotificationCloseAll')
      await waitFor('all toasts to close', () => shown().length === 0)
    },
    stop: () => ear.close(),
  }
}

function record(recorded: Recorded[], message: BusMessage): void {
  const { kind, interface: name, member, body } = message
  if (kind === 'call' && name === notifications && member === 'Notify') recorded.push(decode(message))
  if (kind === 'reply') {
    const answered = recorded.find(
      (toast) => toast.id === undefined && toast.call === callOf(message.destination, message.replySerial),
    )
    if (answered === undefined) return
    const id = Number(body[0])
    // The toast it replaced is no longer there to be clicked.
    for (const earlier of recorded) if (earlier.id === id) earlier.closed = true
    answered.id = id
  }
  if (kind === 'signal' && name === notifications && member === 'NotificationClosed') {
    for (const toast of recorded) if (toast.id === body[0]) toast.closed = true
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

function missing(toasts: readonly Toast[]): never {
  throw new Error(toasts.length === 0 ? 'no toast at all' : toasts.map((toast) => toast.summary).join(' | '))
}
