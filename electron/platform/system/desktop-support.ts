import { sessionBusAddress } from '../dbus/bus-address.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { notificationServer } from '../notifications/notification-server.ts'

const noSessionBus =
  'There is no session bus: notifications and the tray icon cannot be shown. The window shows everything.'
const noTray =
  'This desktop has no tray, or one for older icons only. Start Tidings again to open its window.'
const noNotifications =
  'No notification service is running: unless the desktop starts one on demand, no notifications are shown.'

/** What this Linux desktop lacks, each as a message for the log that says what follows from it. */
export async function missingDesktopSupport(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  bus: SessionBus,
): Promise<readonly string[]> {
  if (platform !== 'linux') return []
  if (sessionBusAddress(env) === null) return [noSessionBus]
  const [hasTray, hasNotifications] = await Promise.all([
    bus.isOwned('org.kde.StatusNotifierWatcher'),
    bus.isOwned(notificationServer.service),
  ])
  return [...(hasTray === false ? [noTray] : []), ...(hasNotifications === false ? [noNotifications] : [])]
}
