import { execFile } from 'node:child_process'
import type { SessionBus } from '../dbus/session-bus.ts'
import { notificationServer } from './freedesktop-notifications.ts'

type Environment = Readonly<Record<string, string | undefined>>

const answerWithinMs = 500

/** Desktops that keep it among GLib's settings: the schema, the key, and what that says while nothing is to be shown. */
const keptAsSetting: Readonly<Record<string, readonly [schema: string, key: string, whenQuiet: string]>> = {
  GNOME: ['org.gnome.desktop.notifications', 'show-banners', 'false'],
  MATE: ['org.mate.NotificationDaemon', 'do-not-disturb', 'true'],
}

/**
 * Asks whether the desktop is holding toasts back by itself; null where it can't be asked.
 *
 * On Linux the notification server says so, by the property `Inhibited` of the specification or by one of its own
 * (dunst), or the desktop has a setting for it. It would keep the toasts and show all of them at the end, or none of them
 * ever; we tell them in one instead. Windows and macOS offer no such question to ordinary programs; there the system itself
 * keeps toasts quietly in its notification centre.
 */
export function createDoNotDisturbQuery(
  platform: string,
  bus: SessionBus,
  env: Environment,
): (() => Promise<boolean>) | null {
  if (platform !== 'linux') return null
  // As in `ubuntu:GNOME` (desktop entry specification, "OnlyShowIn").
  const desktops = env.XDG_CURRENT_DESKTOP?.split(':') ?? []
  return async () => {
    const answers = await Promise.all([
      bus.property(notificationServer, 'Inhibited', answerWithinMs),
      bus.property({ ...notificationServer, interface: 'org.dunstproject.cmd0' }, 'paused', answerWithinMs),
      desktops.includes('XFCE') && xfceSetting(bus),
      ...desktops.map((desktop) => setting(desktop, env)),
    ])
    return answers.includes(true)
  }
}

async function xfceSetting(bus: SessionBus): Promise<boolean> {
  const name = 'org.xfce.Xfconf'
  const question = {
    signature: 'ss',
    args: ['xfce4-notifyd', '/do-not-disturb'],
    timeoutMs: answerWithinMs,
  }
  const answer = await bus.call(
    { service: name, path: '/org/xfce/Xfconf', interface: name },
    'GetProperty',
    question,
  )
  return answer.kind === 'answered' && answer.body[0] === true
}

/** Only GLib's own tool reads these settings wherever they are kept. */
function setting(desktop: string, env: Environment): Promise<boolean> {
  const [schema, key, whenQuiet] = keptAsSetting[desktop] ?? []
  if (schema === undefined || key === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    execFile('gsettings', ['get', schema, key], { timeout: answerWithinMs, env }, (error, output) =>
      resolve(error === null && output.trim() === whenQuiet),
    )
  })
}
