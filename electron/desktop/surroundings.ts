import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const answerWithinMs = 3_000

/** What of a Linux desktop is not there, each with what comes of that, in words for the log. */
export async function missingSurroundings(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  if (platform !== 'linux') return []
  if (!hasSessionBus(env)) {
    return [
      'There is no session bus: toasts and the tray icon can not be shown. The window shows everything.',
    ]
  }
  const [tray, notifications] = await Promise.all([
    isOwned('org.kde.StatusNotifierWatcher'),
    isOwned('org.freedesktop.Notifications'),
  ])
  return [
    ...(tray === false
      ? ['This desktop has no tray, or one for older icons only. Start Tidings again to open its window.']
      : []),
    ...(notifications === false
      ? ['No notification service is running: unless one is started on demand, no toast is shown.']
      : []),
  ]
}

function hasSessionBus(env: Readonly<Record<string, string | undefined>>): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env
  // Where there is none, Chromium says so in this way, lest a library start one.
  if (address === 'disabled:') return false
  if (address !== undefined && address !== '') return true
  return runtime !== undefined && runtime !== '' && existsSync(join(runtime, 'bus'))
}

/** Whether somebody on the session bus goes by this name; null: that could not be found out. */
function isOwned(name: string): Promise<boolean | null> {
  const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  const question = [...bus, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`]
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: answerWithinMs }, (error, answer) =>
      resolve(error === null ? answer.includes('boolean true') : null),
    )
  })
}
