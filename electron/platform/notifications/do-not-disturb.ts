import { execFile } from 'node:child_process'
import { type FollowedValue, followProperty, followValue } from '../dbus/followed-value.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { notificationServer } from './notification-server.ts'

type Environment = Readonly<Record<string, string | undefined>>

const queryTimeoutMs = 500

/** Desktops that store Do Not Disturb in GSettings: schema, key, and the value while no notifications are shown. */
const desktopsWithGSettings: Readonly<
  Record<string, readonly [schema: string, key: string, valueWhenQuiet: string]>
> = {
  GNOME: ['org.gnome.desktop.notifications', 'show-banners', 'false'],
  MATE: ['org.mate.NotificationDaemon', 'do-not-disturb', 'true'],
}

/**
 * Returns a query of whether Do Not Disturb is on in the desktop; null where it can't be queried.
 *
 * On Linux the notification server has a property for it: `Inhibited` of the specification, or one of its own (dunst).
 * Some desktops have a setting instead. They would show all notifications at the end, or none of them ever; we raise one
 * digest. Windows and macOS do not let ordinary programs query it, and collect notifications in their
 * notification centre by themselves.
 *
 * Properties, and the setting of Xfce, are followed from the first query on, so that no notification waits for them.
 */
export function createDoNotDisturbQuery(
  platform: string,
  bus: SessionBus,
  env: Environment,
): (() => Promise<boolean>) | null {
  if (platform !== 'linux') return null
  const desktops = currentDesktops(env)
  const followed = [
    followProperty(bus, notificationServer, 'Inhibited', queryTimeoutMs),
    followProperty(
      bus,
      { ...notificationServer, interface: 'org.dunstproject.cmd0' },
      'paused',
      queryTimeoutMs,
    ),
    ...(desktops.includes('XFCE') ? [followXfceSetting(bus)] : []),
  ]
  return async () => {
    const answers = await Promise.all([
      ...followed.map((value) => value.current()),
      ...desktops.map((desktop) => isQuietByGSettings(desktop, env)),
    ])
    return answers.includes(true)
  }
}

/** The names of the desktop, as in `ubuntu:GNOME` (desktop entry specification, "OnlyShowIn"). */
export function currentDesktops(env: Environment): readonly string[] {
  // On Ubuntu and Pop!_OS Electron replaces the one by `Unity` and keeps the original in the other (electron#45129).
  return (env.ORIGINAL_XDG_CURRENT_DESKTOP ?? env.XDG_CURRENT_DESKTOP)?.split(':') ?? []
}

function followXfceSetting(bus: SessionBus): FollowedValue {
  const name = 'org.xfce.Xfconf'
  const xfconf = { service: name, path: '/org/xfce/Xfconf', interface: name }
  const setting = ['xfce4-notifyd', '/do-not-disturb']
  const call = { signature: 'ss', args: setting, timeoutMs: queryTimeoutMs }
  return followValue(bus, {
    from: xfconf,
    read: () => bus.call(xfconf, 'GetProperty', call),
    changed: (member, [channel, property, value]) => {
      if (channel !== setting[0] || property !== setting[1]) return undefined
      return member === 'PropertyRemoved' ? false : value
    },
  })
}

/** Only GLib's own tool finds these settings whatever backend they are stored in. */
function isQuietByGSettings(desktop: string, env: Environment): Promise<boolean> {
  const [schema, key, valueWhenQuiet] = desktopsWithGSettings[desktop] ?? []
  if (schema === undefined || key === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    execFile('gsettings', ['get', schema, key], { timeout: queryTimeoutMs, env }, (error, output) =>
      resolve(error === null && output.trim() === valueWhenQuiet),
    )
  })
}
