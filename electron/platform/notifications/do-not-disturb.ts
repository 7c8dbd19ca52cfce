import { execFile } from 'node:child_process'
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
 */
export function createDoNotDisturbQuery(
  platform: string,
  bus: SessionBus,
  env: Environment,
): (() => Promise<boolean>) | null {
  if (platform !== 'linux') return null
  const desktops = currentDesktops(env)
  return async () => {
    const answers = await Promise.all([
      bus.property(notificationServer, 'Inhibited', queryTimeoutMs),
      bus.property({ ...notificationServer, interface: 'org.dunstproject.cmd0' }, 'paused', queryTimeoutMs),
      desktops.includes('XFCE') && isXfceQuiet(bus),
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

async function isXfceQuiet(bus: SessionBus): Promise<boolean> {
  const name = 'org.xfce.Xfconf'
  const target = { service: name, path: '/org/xfce/Xfconf', interface: name }
  const args = ['xfce4-notifyd', '/do-not-disturb']
  const result = await bus.call(target, 'GetProperty', { signature: 'ss', args, timeoutMs: queryTimeoutMs })
  return result.kind === 'answered' && result.body[0] === true
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
