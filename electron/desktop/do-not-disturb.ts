import { execFile } from 'node:child_process'

const answerWithinMs = 500

/**
 * Asks whether the desktop is holding toasts back by itself; null where it can't be asked.
 *
 * On Linux the notification server says so, by the property `Inhibited` of the specification or by one of its own
 * (dunst). It would keep the toasts and show all of them at the end; we tell them in one instead. Windows and macOS
 * offer no such question to ordinary programs; there the system itself keeps toasts quietly in its notification centre.
 */
export function doNotDisturbOf(platform: string): (() => Promise<boolean>) | null {
  if (platform !== 'linux') return null
  return async () => {
    const answers = await Promise.all([
      property('org.freedesktop.Notifications', 'Inhibited'),
      property('org.dunstproject.cmd0', 'paused'),
    ])
    return answers.includes(true)
  }
}

/** Null: there is no such property, or nobody to ask. GLib's own tool asks, so that no D-Bus library is needed. */
function property(name: string, member: string): Promise<boolean | null> {
  const args = [
    ...['call', '--session', '--timeout', '1', '--dest', 'org.freedesktop.Notifications'],
    ...['--object-path', '/org/freedesktop/Notifications'],
    ...['--method', 'org.freedesktop.DBus.Properties.Get', name, member],
  ]
  return new Promise((resolve) => {
    execFile('gdbus', args, { timeout: answerWithinMs }, (error, output) => {
      if (error !== null) resolve(null)
      else resolve(output.includes('<true>'))
    })
  })
}
