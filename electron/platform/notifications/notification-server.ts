import { z } from 'zod'
import type { BusResult, BusTarget } from '../dbus/bus-connection.ts'
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
  | { readonly kind: 'failed'; readonly reason: string }

const capabilitiesSchema = z.tuple([z.array(z.string())])

/** Queries what the notification server can do. Desktops start it on demand. */
export async function queryServer(bus: SessionBus): Promise<ServerQuery> {
  const result = await bus.call(notificationServer, 'GetCapabilities', { timeoutMs: serverTimeoutMs })
  if (result.kind !== 'answered') return { kind: 'failed', reason: reasonOf(result) }
  const capabilities = new Set(capabilitiesSchema.safeParse(result.body).data?.[0])
  return { kind: 'found', name: result.sender, capabilities }
}

/** Why a call to the notification server failed. */
export function reasonOf(result: Exclude<BusResult, { readonly kind: 'answered' }>): string {
  if (result.kind === 'failed') return result.reason
  const isMissing = ['ServiceUnknown', 'NameHasNoOwner'].some((name) => result.errorName.endsWith(`.${name}`))
  return isMissing
    ? 'this desktop has no notification service'
    : `the notification service said: ${result.reason}`
}
