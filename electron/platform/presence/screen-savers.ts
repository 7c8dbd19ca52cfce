import type { BusTarget } from '../dbus/bus-connection.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import type { LockWatch } from './logind-lock.ts'

function screenSaver(service: string, path: string): BusTarget {
  return { service, path, interface: service }
}

/** They all have `GetActive` and `ActiveChanged`. KDE has the first one, of earlier versions under the second path. */
const screenSavers: readonly BusTarget[] = [
  screenSaver('org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver'),
  screenSaver('org.freedesktop.ScreenSaver', '/ScreenSaver'),
  screenSaver('org.gnome.ScreenSaver', '/org/gnome/ScreenSaver'),
  screenSaver('org.xfce.ScreenSaver', '/org/xfce/ScreenSaver'),
  screenSaver('org.mate.ScreenSaver', '/org/mate/ScreenSaver'),
  screenSaver('org.cinnamon.ScreenSaver', '/org/cinnamon/ScreenSaver'),
]

const timeoutMs = 2_000

/**
 * Follows whether the screen saver of the desktop is active, which means in most of them that the screen is locked; in any
 * case nobody sees what is on it. Not every screen locker tells logind. Whatever is missing, hangs or answers nonsense
 * counts as not active.
 */
export function watchScreenSavers(bus: SessionBus, onChange: () => void): LockWatch {
  const active = new Set<BusTarget>()
  const watched = screenSavers.map((target) => watchScreenSaver(bus, target, active, onChange))
  const stopWatchingDisconnect = bus.watchDisconnect(() => {
    if (active.size === 0) return
    active.clear()
    onChange()
  })
  return {
    isLocked: () => active.size > 0,
    stop: () => {
      stopWatchingDisconnect()
      for (const stop of watched) stop()
    },
  }
}

/** Returns a function that stops it. */
function watchScreenSaver(
  bus: SessionBus,
  target: BusTarget,
  active: Set<BusTarget>,
  onChange: () => void,
): () => void {
  /** Increments whenever what is being queried is out of date. */
  let generation = 0
  const set = (isActive: boolean): void => {
    generation += 1
    if (isActive === active.has(target)) return
    if (isActive) active.add(target)
    else active.delete(target)
    onChange()
  }
  const query = async (): Promise<void> => {
    const asked = ++generation
    // A query alone must not start it.
    if ((await bus.isOwned(target.service)) !== true) return
    const result = await bus.call(target, 'GetActive', { timeoutMs })
    if (asked === generation) set(result.kind === 'answered' && result.body[0] === true)
  }
  const stops = [
    bus.watchSignals(target, ({ member, body }) => {
      if (member === 'ActiveChanged') set(body[0] === true)
    }),
    bus.watchOwner(target.service, (owner) => {
      set(false)
      if (owner !== '') void query()
    }),
  ]
  void query()
  return () => {
    generation += 1
    for (const stop of stops) stop()
  }
}
