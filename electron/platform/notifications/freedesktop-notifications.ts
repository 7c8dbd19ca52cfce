import { z } from 'zod'
import type { Clock } from '../../model/clock.ts'
import type { DesktopNotifications, NotificationResult } from '../../notifications/desktop-notification.ts'
import type { BusMessage, BusResult } from '../dbus/bus-connection.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import {
  noAnswerReason,
  notificationServer,
  queryServer,
  reasonOf,
  type ServerQuery,
  serverTimeoutMs,
} from './notification-server.ts'
import { clickAction, type NotifyParts, notifyArguments, notifySignature } from './notify-arguments.ts'
import { closeWhere, type ShownNotification, type ShownNotifications, track } from './shown-notifications.ts'

export interface FreedesktopNotificationsOptions
  extends Pick<NotifyParts, 'iconFile' | 'soundFile' | 'processId'> {
  readonly bus: SessionBus
  /** A word for what a click on a notification does, for desktops that show it as a button. */
  readonly clickLabel: () => string
  readonly clock: Clock
  /** The result of `playsSounds` has changed. */
  readonly onChange: () => void
}

interface State {
  /** By the id from the server. All belong to one server, because another one numbers from 1 again. */
  readonly shown: ShownNotifications<number>
  /** The unique bus name of that server; empty before the first notification. */
  serverName: string
  /** How many calls of `Notify` wait for an answer. */
  unanswered: number
  /** Signals that arrived before the answer with the id of their notification. */
  earlySignals: readonly BusMessage[]
  playsSounds: boolean
  /** When the server was last queried. */
  queriedAt: number
}

/** A server that hangs may show a notification late, and then a click on it still counts. */
const notifyTimeoutMs = 60_000
/** How long the answer to `playsSounds` is used without a new query. */
const soundsValidMs = 5_000

/** Answers and signals of a server begin with the id of a notification. */
const bodySchema = z.tuple([z.number()]).rest(z.unknown())

/**
 * Notifications on Linux, by `org.freedesktop.Notifications` on the session bus. Electron's own have no buttons and no
 * sound there, replace nothing, and block the main process while they call the notification server
 * (shell/browser/notifications/linux).
 *
 * The price: on Wayland a click on one of Electron's notifications carries the permission to raise a window
 * (electron#50568), and there is no way to pass on the server's `ActivationToken` (electron#50269). So on Wayland the
 * window is hidden and shown again instead of being raised.
 */
export function createFreedesktopNotifications(
  options: FreedesktopNotificationsOptions,
): DesktopNotifications {
  const { bus, clock, iconFile, processId, clickLabel, soundFile } = options
  const state: State = {
    shown: new Map(),
    serverName: '',
    unanswered: 0,
    earlySignals: [],
    playsSounds: true,
    queriedAt: Number.NEGATIVE_INFINITY,
  }

  const queryCapabilities = async (): Promise<ServerQuery> => {
    state.queriedAt = clock.now()
    const query = await queryServer(bus)
    if (query.kind === 'found' && query.capabilities.has('sound') !== state.playsSounds) {
      state.playsSounds = !state.playsSounds
      options.onChange()
    }
    return query
  }

  /** Returns false when the signal is not about a known notification; it may become known later. */
  const handleSignal = (signal: BusMessage): boolean => {
    const [id, detail] = bodySchema.safeParse(signal.body).data ?? []
    const notification =
      id === undefined || signal.sender !== state.serverName ? undefined : state.shown.get(id)
    if (id === undefined || notification === undefined) return false
    if (signal.member === 'NotificationClosed') state.shown.delete(id)
    if (signal.member === 'ActionInvoked') invokeAction(notification, detail)
    return true
  }
  const stopWatchingSignals = bus.watchSignals(notificationServer, (signal) => {
    if (!handleSignal(signal) && state.unanswered > 0) state.earlySignals = [...state.earlySignals, signal]
  })
  // On another bus the same names and ids stand for something else.
  const stopWatchingDisconnect = bus.watchDisconnect(() => {
    state.serverName = ''
    state.shown.clear()
  })

  const handleAnswer = (answer: BusResult, notification: ShownNotification): NotificationResult => {
    state.unanswered -= 1
    const id = answer.kind === 'answered' ? bodySchema.safeParse(answer.body).data?.[0] : undefined
    if (answer.kind === 'answered' && id !== undefined) {
      if (answer.sender !== state.serverName) state.shown.clear()
      state.serverName = answer.sender
      track(state.shown, id, notification)
    }
    const unhandled = state.earlySignals.filter((signal) => !handleSignal(signal))
    state.earlySignals = state.unanswered > 0 ? unhandled : []
    if (answer.kind !== 'answered') return { kind: 'failed', reason: reasonOf(answer) }
    return id === undefined
      ? { kind: 'failed', reason: 'the notification service answered without an id' }
      : { kind: 'shown' }
  }

  const notify = async (
    shown: ShownNotification,
    hasTimedOut: () => boolean,
  ): Promise<NotificationResult> => {
    const query = await queryCapabilities()
    if (query.kind === 'failed') return query
    // It was reported as failed, so it must not be shown after all.
    if (hasTimedOut()) return { kind: 'failed', reason: noAnswerReason }
    const { name, capabilities } = query
    const replacesId = name === state.serverName ? idOf(shown.notification.id, state.shown) : 0
    const parts = { capabilities, replacesId, iconFile, processId, soundFile, clickLabel: clickLabel() }
    const args = notifyArguments(shown.notification, parts)
    const call = { signature: notifySignature, args, timeoutMs: notifyTimeoutMs }
    state.unanswered += 1
    return handleAnswer(await bus.call(notificationServer, 'Notify', call), shown)
  }

  return {
    show: (notification, handlers) =>
      new Promise((resolve) => {
        let hasTimedOut = false
        const cancelTimeout = clock.after(serverTimeoutMs, () => {
          hasTimedOut = true
          resolve({ kind: 'failed', reason: noAnswerReason })
        })
        void notify({ notification, handlers }, () => hasTimedOut).then((result) => {
          cancelTimeout()
          resolve(result)
        })
      }),
    // The last known answer. When it is old it is queried again, and `onChange` is called if it has changed.
    playsSounds: () => {
      if (clock.now() - state.queriedAt > soundsValidMs) void queryCapabilities()
      return state.playsSounds
    },
    close: (shouldClose) =>
      closeWhere(
        state.shown,
        shouldClose,
        (id) => void bus.call(notificationServer, 'CloseNotification', { signature: 'u', args: [id] }),
      ),
    stop: () => {
      stopWatchingSignals()
      stopWatchingDisconnect()
      state.shown.clear()
      state.earlySignals = []
    },
  }
}

function invokeAction({ notification, handlers }: ShownNotification, key: unknown): void {
  if (key === clickAction) handlers.onClick()
  const button = notification.actions.find(({ type }) => type === key)
  if (button !== undefined) handlers.onAction(button.type)
}

/** The server's id of the latest notification with this id of ours; 0: there is none. */
function idOf(ownId: string, shown: ShownNotifications<number>): number {
  return [...shown].findLast(([, { notification }]) => notification.id === ownId)?.[0] ?? 0
}
