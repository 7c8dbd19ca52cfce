import { sessionBusAddress } from '../dbus/bus-address.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { notificationServer } from '../notifications/freedesktop-notifications.ts'

/** What of a Linux desktop is not there, each with what comes of that, in words for the log. */
export async function missingDesktopSupport(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  bus: SessionBus,
): Promise<readonly string[]> {
  if (platform !== 'linux') return []
  if (sessionBusAddress(env) === null) {
    return [
      'There is no session bus: toasts and the tray icon can not be shown. The window shows everything.',
    ]
  }
  const [tray, notifications] = await Promise.all([
    bus.isOwned('org.kde.StatusNotifierWatcher'),
    bus.isOwned(notificationServer.service),
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
