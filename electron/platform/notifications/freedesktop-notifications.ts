import { z } from 'zod'
import type { MonotonicClock } from '../../model/clock.ts'
import type {
  DesktopNotification,
  DesktopNotifications,
  NotificationHandlers,
  NotificationResult,
} from '../../notifications/desktop-notification.ts'
import type { BusMessage, BusResult } from '../dbus/bus-connection.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { needSendingAgain } from './dunst.ts'
import {
  identifyServer,
  inTime,
  noAnswerReason,
  notificationServer,
  queryServer,
  resultOf,
  type ServerQuery,
  serverTimeoutMs,
} from './notification-server.ts'
import { clickAction, type NotifyParts, notifyArguments, notifySignature } from './notify-arguments.ts'
import { notificationOf, parseRemembered, remember } from './remembered-notifications.ts'
import {
  closeWhere,
  handleOf,
  leaveScreen,
  type TrackedNotification,
  type TrackedNotifications,
  track,
} from './shown-notifications.ts'

export interface FreedesktopNotificationsOptions
  extends Pick<NotifyParts, 'pictureFile' | 'soundFile' | 'processId'> {
  readonly bus: SessionBus
  /** A word for what a click on a notification does, for desktops that show it as a button. */
  readonly clickLabel: () => string
  readonly clock: MonotonicClock
  /** The program that shows notifications on this desktop, for the user who has to install it. */
  readonly program: string
  /** Where to store which notifications are shown, so that they can be clicked after a restart of the app. */
  readonly memory: {
    /** Null: nothing is stored. */
    readonly read: () => string | null
    readonly write: (text: string) => void
  }
  /** The result of `playsSounds` has changed. */
  readonly onChange: () => void
}

interface State {
  /** By the id from the server. All belong to one server, because another one numbers from 1 again. */
  readonly shown: TrackedNotifications<number>
  /** The unique bus name of that server; empty before the first notification. */
  serverName: string
  /** Resolves when the notifications of the run before are known; what is shown waits for it. */
  adoption: Promise<unknown>
  /** How many calls of `Notify` wait for an answer. */
  unanswered: number
  /** Signals that arrived before the answer with the id of their notification. */
  earlySignals: readonly BusMessage[]
  playsSounds: boolean
  /** When the server was last queried, as `MonotonicClock.elapsed`. */
  queriedAt: number
  /** What it answered, or will; null: it could not be reached, or is another one by now. */
  query: Promise<ServerQuery> | null
}

/** A server that hangs may show a notification late, and then a click on it still counts. */
const notifyTimeoutMs = 60_000
/** How long an answer of the server is used: a notification that is planned and shown needs one query. */
const queryValidMs = 900
/** How long the answer to `playsSounds` is used without a new query. */
const soundsValidMs = 5_000

/** Answers and signals of a server begin with the id of a notification. */
const bodySchema = z.tuple([z.number()]).rest(z.unknown())

/** Why a notification was closed (desktop notifications specification, "NotificationClosed"). */
const closeReasons = { expired: 1, dismissed: 2, closedByCall: 3 } as const

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
  const { bus, clock, pictureFile, processId, clickLabel, soundFile, program, memory } = options
  const state: State = {
    shown: new Map(),
    serverName: '',
    adoption: Promise.resolve(),
    unanswered: 0,
    earlySignals: [],
    playsSounds: true,
    queriedAt: Number.NEGATIVE_INFINITY,
    query: null,
  }

  const queryAgain = async (): Promise<ServerQuery> => {
    state.queriedAt = clock.elapsed()
    const query = await queryServer(bus, program)
    if (query.kind === 'unavailable') state.query = null
    if (query.kind === 'found' && query.capabilities.has('sound') !== state.playsSounds) {
      state.playsSounds = !state.playsSounds
      options.onChange()
    }
    return query
  }

  const queryCapabilities = (): Promise<ServerQuery> => {
    if (state.query === null || clock.elapsed() - state.queriedAt > queryValidMs) state.query = queryAgain()
    return inTime(state.query, clock, program)
  }

  /** Written at once: the app may be killed at any moment. */
  const store = async (): Promise<void> => {
    if (state.shown.size === 0) return memory.write('')
    const identity = await identifyServer(bus)
    if (identity?.server !== state.serverName) return
    memory.write(JSON.stringify(remember(state.shown, identity)))
  }

  /** The server is gone, and what it has shown with it. */
  const forgetServer = (): void => {
    state.serverName = ''
    state.shown.clear()
  }

  const handleClosed = (id: number, { handlers }: TrackedNotification, reason: unknown): void => {
    // An expired one is still in the list of many desktops, and others report the click on it only after its end.
    if (reason === closeReasons.dismissed || reason === closeReasons.closedByCall) state.shown.delete(id)
    else leaveScreen(state.shown, id)
    if (reason === closeReasons.dismissed) handlers.onOutcome('closed')
    if (reason === closeReasons.expired) handlers.onOutcome('expired')
    void store()
  }

  /** Returns false when the signal is not about a known notification; it may become known later. */
  const handleSignal = (signal: BusMessage): boolean => {
    const [id, detail] = bodySchema.safeParse(signal.body).data ?? []
    const notification =
      id === undefined || signal.sender !== state.serverName ? undefined : state.shown.get(id)
    if (id === undefined || notification === undefined) return false
    if (signal.member === 'NotificationClosed') handleClosed(id, notification, detail)
    if (signal.member === 'ActionInvoked') invokeAction(notification, detail)
    return true
  }
  const stopWatchingSignals = bus.watchSignals(notificationServer, (signal) => {
    if (!handleSignal(signal) && state.unanswered > 0) state.earlySignals = [...state.earlySignals, signal]
  })
  // On another bus the same names and ids stand for something else.
  const stopWatchingDisconnect = bus.watchDisconnect(() => {
    forgetServer()
    state.query = null
  })
  const stopWatchingOwner = bus.watchOwner(notificationServer.service, (owner) => {
    if (owner !== state.serverName) forgetServer()
    state.query = null
  })

  const handleAnswer = (answer: BusResult, notification: TrackedNotification): NotificationResult => {
    state.unanswered -= 1
    const id = answer.kind === 'answered' ? bodySchema.safeParse(answer.body).data?.[0] : undefined
    if (answer.kind === 'answered' && id !== undefined) {
      if (answer.sender !== state.serverName) state.shown.clear()
      state.serverName = answer.sender
      track(state.shown, id, notification)
      void store()
    }
    const unhandled = state.earlySignals.filter((signal) => !handleSignal(signal))
    state.earlySignals = state.unanswered > 0 ? unhandled : []
    if (answer.kind !== 'answered') return resultOf(answer, program)
    return id === undefined
      ? { kind: 'unknown', reason: 'the notification service answered without an id' }
      : { kind: 'shown' }
  }

  const argumentsOf = (
    notification: DesktopNotification,
    replacesId: number,
    capabilities: ReadonlySet<string>,
  ): readonly unknown[] => {
    const parts = { capabilities, replacesId, pictureFile, processId, soundFile, clickLabel: clickLabel() }
    return notifyArguments(notification, parts)
  }

  /** Writes the call of `Notify`. Without an answer nothing is handed over, so that it may be shown later. */
  const prepare = async (notification: DesktopNotification) => {
    await state.adoption
    const query = await queryCapabilities()
    if (query.kind !== 'found') return query
    const replacesId = query.name === state.serverName ? (handleOf(state.shown, notification.id) ?? 0) : 0
    const args = argumentsOf(notification, replacesId, query.capabilities)
    const call = { signature: notifySignature, args, timeoutMs: notifyTimeoutMs }
    const send = bus.prepareCall(notificationServer, 'Notify', call)
    return { kind: 'prepared', at: clock.elapsed(), send } as const
  }

  /** Calls `Notify`. When the answer takes too long the result is `unknown`; what it says then is an outcome. */
  const handOver = (
    notification: DesktopNotification,
    handlers: NotificationHandlers,
    send: () => Promise<BusResult>,
  ): Promise<NotificationResult> => {
    state.unanswered += 1
    return new Promise((resolve) => {
      let isLate = false
      const cancelTimeout = clock.after(serverTimeoutMs, () => {
        isLate = true
        resolve({ kind: 'unknown', reason: noAnswerReason })
      })
      void send().then((answer) => {
        cancelTimeout()
        const result = handleAnswer(answer, { notification, handlers, isOnScreen: true })
        if (isLate && result.kind === 'shown') handlers.onOutcome('shown')
        resolve(result)
      })
    })
  }

  const availability: DesktopNotifications['availability'] = async () => {
    const query = await queryCapabilities()
    return query.kind === 'found' ? { kind: 'available' } : query
  }

  const adopt: DesktopNotifications['adopt'] = async (handlersOf) => {
    const left = parseRemembered(memory.read())
    const current = left === null ? null : await identifyServer(bus)
    if (left === null || current?.bus !== left.bus || current.server !== left.server) return []
    state.serverName = left.server
    for (const each of left.notifications) {
      const notification = notificationOf(each)
      const handlers = handlersOf(notification)
      track(state.shown, each.number, { notification, handlers, isOnScreen: each.isOnScreen })
    }
    await sendAgain(left.notifications.filter(({ isOnScreen }) => isOnScreen).map(({ number }) => number))
    return left.notifications.map(notificationOf)
  }

  /** Replaces notifications by themselves, where the server would otherwise report nothing about them. */
  const sendAgain = async (numbers: readonly number[]): Promise<void> => {
    const needed = await needSendingAgain(bus, numbers)
    const query = needed.length === 0 ? null : await queryCapabilities()
    if (query?.kind !== 'found') return
    for (const number of needed) {
      const tracked = state.shown.get(number)
      if (tracked === undefined) continue
      const args = argumentsOf(tracked.notification, number, query.capabilities)
      await bus.call(notificationServer, 'Notify', {
        signature: notifySignature,
        args,
        timeoutMs: serverTimeoutMs,
      })
    }
  }

  return {
    prepare: (notification, handlers) => {
      const preparing = prepare(notification)
      return async () => {
        const prepared = await preparing
        if (prepared.kind !== 'prepared') return prepared
        // On a slow disk it may have waited long. Another server has other notifications, and this one may hang by now.
        const isOutdated = state.query === null || clock.elapsed() - prepared.at > queryValidMs
        const call = isOutdated ? await prepare(notification) : prepared
        return call.kind === 'prepared' ? handOver(notification, handlers, call.send) : call
      }
    },
    availability,
    watchAvailability: (listener) => {
      const unwatch = [bus.watchOwner(notificationServer.service, listener), bus.watchDisconnect(listener)]
      return () => {
        for (const stop of unwatch) stop()
      }
    },
    adopt: (handlersOf) => {
      const adopted = adopt(handlersOf)
      state.adoption = adopted
      return adopted
    },
    isOnScreen: (id) => handleOf(state.shown, id) !== null,
    // The last known answer. When it is old it is queried again, and `onChange` is called if it has changed.
    playsSounds: () => {
      if (clock.elapsed() - state.queriedAt > soundsValidMs) void queryCapabilities()
      return state.playsSounds
    },
    close: (shouldClose) => {
      const before = state.shown.size
      closeWhere(
        state.shown,
        shouldClose,
        (id) => void bus.call(notificationServer, 'CloseNotification', { signature: 'u', args: [id] }),
      )
      if (state.shown.size < before) void store()
    },
    stop: () => {
      stopWatchingSignals()
      stopWatchingDisconnect()
      stopWatchingOwner()
      state.shown.clear()
      state.earlySignals = []
    },
  }
}

function invokeAction({ notification, handlers }: TrackedNotification, key: unknown): void {
  if (key === clickAction) handlers.onClick()
  const button = notification.actions.find(({ type }) => type === key)
  if (button !== undefined) handlers.onAction(button.type)
}
