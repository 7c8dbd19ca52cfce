import type { BusTarget } from '../dbus/bus-connection.ts'
import type { SessionBus } from '../dbus/session-bus.ts'

/** The program by which tray icons and panels find each other on Linux (StatusNotifierItem specification). */
const watcher: BusTarget = {
  service: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
}

const timeoutMs = 5_000

/**
 * Calls back when a program that shows tray icons has come, as at login, where it may start after the app, or when it was
 * restarted: Electron offers an icon only once, when it is created. Returns an unsubscribe function.
 */
export function watchTrayHost(
  bus: Pick<SessionBus, 'watchOwner' | 'watchSignals' | 'property'>,
  onHost: () => void,
): () => void {
  let offeredTo: string | null = null
  const offer = async (owner: string) => {
    if (owner === offeredTo) return
    // The watcher may be there before a panel that draws the icons; a signal follows then.
    const hasHost = await bus.property(watcher, 'IsStatusNotifierHostRegistered', timeoutMs)
    if (hasHost !== true || owner === offeredTo) return
    offeredTo = owner
    onHost()
  }
  const subscriptions = [
    bus.watchOwner(watcher.service, (owner) => {
      if (owner !== '') void offer(owner)
    }),
    bus.watchSignals(watcher, ({ member, sender }) => {
      if (member === 'StatusNotifierHostRegistered') void offer(sender)
    }),
  ]
  return () => {
    for (const unsubscribe of subscriptions) unsubscribe()
  }
}
