import { z } from 'zod'
import type { Clock } from '../../model/clock.ts'
import type { DesktopNotification } from '../../notifications/desktop-notification.ts'
import {
  type DesktopNotifications,
  maxTracked,
  type NotificationHandlers,
  type NotificationResult,
} from '../../notifications/desktop-notifications.ts'
import type { BusMessage, BusResult } from '../dbus/bus-connection.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { clickAction, type NotifyParts, notifyArguments, notifySignature } from './notify-arguments.ts'

export interface FreedesktopNotificationsOptions {
  readonly bus: SessionBus
  readonly iconFile: string
  readonly clickLabel: () => string
  readonly soundFile: NotifyParts['soundFile']
  readonly processId: number
  readonly clock: Clock
  /** Whether the server plays sounds has become known, or has changed. */
  readonly onChange: () => void
}

export const notificationServer = {
  service: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
}

const answerWithinMs = 5_000
/** A server that was stuck may show a toast late, and a click on it counts all the same. */
const heardOutMs = 60_000
/** How long what the server can do is taken for granted where nothing depends on it. */
const knownForMs = 5_000

const capabilitiesSchema = z.tuple([z.array(z.string())])
const idSchema = z.tuple([z.number()])
/** What the server's signals begin with: the number of a toast. */
const aboutSchema = z.tuple([z.number()]).rest(z.unknown())

/** A toast on the screen. */
interface Held {
  readonly alert: DesktopNotification
  readonly calls: NotificationHandlers
}

/** What a notification server can do, and the unique name by which this one is known. */
interface Server {
  readonly name: string
  readonly capabilities: ReadonlySet<string>
}

/** Toasts by `org.freedesktop.Notifications` on the session bus. */
export function createFreedesktopNotifications(
  options: FreedesktopNotificationsOptions,
): DesktopNotifications {
  const { bus, clock, iconFile, processId, clickLabel, soundFile } = options
  /** By the number the server gave it, the oldest first. All are of one server: another one counts anew. */
  const held = new Map<number, Held>()
  let heldBy = ''
  /** What a server says of a toast may arrive before the answer that says which of ours it is. */
  let early: BusMessage[] = []
  let unanswered = 0
  let hasSound = true
  let askedAt = Number.NEGATIVE_INFINITY

  const ask = async (): Promise<Server | string> => {
    askedAt = clock.now()
    const answer = await bus.call(notificationServer, 'GetCapabilities', { timeoutMs: answerWithinMs })
    if (answer.kind !== 'answered') return reasonOf(answer)
    const read = capabilitiesSchema.safeParse(answer.body)
    const capabilities = new Set(read.success ? read.data[0] : [])
    if (capabilities.has('sound') !== hasSound) {
      hasSound = !hasSound
      options.onChange()
    }
    return { name: answer.sender, capabilities }
  }

  const toastOf = ({ sender, body }: BusMessage): [id: number, toast: Held] | null => {
    const id = aboutSchema.safeParse(body).data?.[0]
    const toast = id === undefined || sender !== heldBy ? undefined : held.get(id)
    return id === undefined || toast === undefined ? null : [id, toast]
  }
  /** False: it is of no toast that we know (yet). */
  const follow = (signal: BusMessage): boolean => {
    const [id, toast] = toastOf(signal) ?? []
    if (id === undefined || toast === undefined) return false
    const [, key] = signal.body
    if (signal.member === 'NotificationClosed') held.delete(id)
    if (signal.member === 'ActionInvoked') press(toast, key)
    return true
  }
  const stopListening = bus.watchSignals(notificationServer, (signal) => {
    if (!follow(signal) && unanswered > 0) early.push(signal)
  })

  // Another bus gives the same names anew.
  const stopWatching = bus.watchDisconnect(() => {
    heldBy = ''
    held.clear()
  })

  const take = (answer: BusResult, toast: Held): NotificationResult => {
    unanswered -= 1
    const id = answer.kind === 'answered' ? idSchema.safeParse(answer.body).data?.[0] : undefined
    if (answer.kind === 'answered' && id !== undefined) {
      if (answer.sender !== heldBy) held.clear()
      heldBy = answer.sender
      held.set(id, toast)
      const [oldest] = held.keys()
      if (held.size > maxTracked && oldest !== undefined) held.delete(oldest)
    }
    const heard = early.filter((signal) => !follow(signal))
    early = unanswered > 0 ? heard : []
    if (answer.kind !== 'answered') return { kind: 'failed', reason: reasonOf(answer) }
    return id === undefined
      ? { kind: 'failed', reason: 'the notification service answered without a number' }
      : { kind: 'shown' }
  }

  const raise = async (toast: Held, isGivenUp: () => boolean): Promise<NotificationResult> => {
    const server = await ask()
    if (typeof server === 'string') return { kind: 'failed', reason: server }
    // It was told as not shown, so it must not come all the same.
    if (isGivenUp()) return { kind: 'failed', reason: noAnswer }
    const { capabilities } = server
    const replaces = server.name === heldBy ? numberOf(toast.alert.id, held) : 0
    const parts = { capabilities, replaces, iconFile, processId, soundFile, clickLabel: clickLabel() }
    const args = notifyArguments(toast.alert, parts)
    unanswered += 1
    const call = { signature: notifySignature, args, timeoutMs: heardOutMs }
    return take(await bus.call(notificationServer, 'Notify', call), toast)
  }
  const show = (alert: DesktopNotification, calls: NotificationHandlers): Promise<NotificationResult> =>
    new Promise((resolve) => {
      let isGivenUp = false
      const cancel = clock.after(answerWithinMs, () => {
        isGivenUp = true
        resolve({ kind: 'failed', reason: noAnswer })
      })
      void raise({ alert, calls }, () => isGivenUp).then((result) => {
        cancel()
        resolve(result)
      })
    })

  return {
    show,
    playsSounds: () => {
      if (clock.now() - askedAt > knownForMs) void ask()
      return hasSound
    },
    withdraw: (isOver) => {
      for (const [id, { alert }] of [...held]) {
        if (!isOver(alert)) continue
        held.delete(id)
        void bus.call(notificationServer, 'CloseNotification', { signature: 'u', args: [id] })
      }
    },
    stop: () => {
      stopListening()
      stopWatching()
      held.clear()
      early = []
    },
  }
}

const noAnswer = `${notificationServer.service} did not answer within ${answerWithinMs / 1_000} s`

function press({ alert, calls }: Held, key: unknown): void {
  if (key === clickAction) calls.onClick()
  const button = alert.actions.find(({ type }) => type === key)
  if (button !== undefined) calls.onAction(button.type)
}

/** The number of the toast with this id, the latest if there are several; 0: there is none. */
function numberOf(id: DesktopNotification['id'], held: ReadonlyMap<number, Held>): number {
  return [...held].findLast(([, { alert }]) => alert.id === id)?.[0] ?? 0
}

function reasonOf(answer: Exclude<BusResult, { readonly kind: 'answered' }>): string {
  if (answer.kind === 'failed') return answer.reason
  const nobody = ['ServiceUnknown', 'NameHasNoOwner'].some((name) => answer.errorName.endsWith(`.${name}`))
  return nobody
    ? 'this desktop has no notification service'
    : `the notification service said: ${answer.reason}`
}
