import { z } from 'zod'
import type { Clock } from '../../model/clock.ts'
import type { NotificationProblem } from '../../model/notification-problem.ts'
import type { NotificationResult } from '../../notifications/desktop-notification.ts'
import { type BusResult, type BusTarget, causeOfBus, messageBus } from '../dbus/bus-connection.ts'
import type { SessionBus } from '../dbus/session-bus.ts'

/** The program that draws the notifications of a Linux desktop (desktop notifications specification). */
export const notificationServer: BusTarget = {
  service: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
}

export const serverTimeoutMs = 5_000
export const noAnswerReason = `${notificationServer.service} did not answer within ${serverTimeoutMs / 1_000} s`

export type ServerQuery =
  /** `name` is the unique bus name: another server has another one. */
  | { readonly kind: 'found'; readonly name: string; readonly capabilities: ReadonlySet<string> }
  | { readonly kind: 'unavailable'; readonly problem: NotificationProblem }

const capabilitiesSchema = z.tuple([z.array(z.string())])
const textSchema = z.tuple([z.string()])

/** Queries what the notification server can do. Desktops start it on demand. */
export async function queryServer(bus: SessionBus, program: string): Promise<ServerQuery> {
  const result = await bus.call(notificationServer, 'GetCapabilities', { timeoutMs: serverTimeoutMs })
  if (result.kind !== 'answered') return { kind: 'unavailable', problem: problemOf(result, program) }
  const capabilities = new Set(capabilitiesSchema.safeParse(result.body).data?.[0])
  return { kind: 'found', name: result.sender, capabilities }
}

/** The answer to a query, or that there was none in time. */
export function inTime(query: Promise<ServerQuery>, clock: Clock, program: string): Promise<ServerQuery> {
  return new Promise((resolve) => {
    const cancelTimeout = clock.after(serverTimeoutMs, () =>
      resolve({ kind: 'unavailable', problem: { kind: 'no-answer', reason: noAnswerReason, program } }),
    )
    void query.then((answer) => {
      cancelTimeout()
      resolve(answer)
    })
  })
}

/** The id of the bus and the unique name of the server, which together never come again; null: there is no server. */
export async function identifyServer(
  bus: SessionBus,
): Promise<{ readonly bus: string; readonly server: string } | null> {
  const [id, owner] = await Promise.all([
    bus.call(messageBus, 'GetId'),
    bus.call(messageBus, 'GetNameOwner', { signature: 's', args: [notificationServer.service] }),
  ])
  const [busId] = (id.kind === 'answered' && textSchema.safeParse(id.body).data) || []
  const [server] = (owner.kind === 'answered' && textSchema.safeParse(owner.body).data) || []
  return busId === undefined || server === undefined ? null : { bus: busId, server }
}

type Failure = Exclude<BusResult, { readonly kind: 'answered' }>

/** Why the server can't be called at all. */
function problemOf(result: Failure, program: string): NotificationProblem {
  const reason = reasonOf(result)
  if (result.kind === 'failed') return { kind: result.wasSent ? 'no-answer' : 'no-bus', reason, program }
  return { kind: causeOfBus(result) === 'missing' ? 'no-service' : 'no-answer', reason, program }
}

/** What became of a notification whose `Notify` failed. */
export function resultOf(result: Failure, program: string): NotificationResult {
  const reason = reasonOf(result)
  if (result.kind === 'failed') {
    return result.wasSent ? { kind: 'unknown', reason } : { kind: 'refused', reason }
  }
  switch (causeOfBus(result)) {
    case 'missing':
      return { kind: 'unavailable', problem: problemOf(result, program) }
    // Nobody knows what it has shown before.
    case 'lost':
      return { kind: 'unknown', reason }
    case null:
      return { kind: 'refused', reason }
  }
}

function reasonOf(result: Failure): string {
  if (result.kind === 'failed') return result.reason
  return causeOfBus(result) === 'missing'
    ? 'this desktop has no notification service'
    : `the notification service said: ${result.reason}`
}

/** The program that shows notifications on a desktop, by the name that the desktop has in `XDG_CURRENT_DESKTOP`. */
const programs: readonly (readonly [desktop: string, program: string])[] = [
  ['GNOME', 'GNOME Shell'],
  ['KDE', 'plasma-workspace'],
  ['XFCE', 'xfce4-notifyd'],
  ['MATE', 'mate-notification-daemon'],
  ['LXQt', 'lxqt-notificationd'],
  ['X-Cinnamon', 'Cinnamon'],
  ['sway', 'mako'],
  ['Hyprland', 'mako'],
]

export function notificationProgram(desktops: string | undefined): string {
  const names = (desktops ?? '').split(':').map((name) => name.toLowerCase())
  return programs.find(([desktop]) => names.includes(desktop.toLowerCase()))?.[1] ?? 'dunst'
}
