import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type NotificationServer,
  startNotificationServer,
} from '../../support/desktop/notification-server.ts'
import { prepare } from '../../support/prepare.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../../support/virtual-desktop.ts'

export interface RecordingDesktop {
  /** Of Electron. */
  readonly executable: string
  readonly desktop: VirtualDesktop
  /** Draws nothing, and runs in this process. */
  readonly notifications: NotificationServer
  /** For profiles; it is removed at the end. */
  readonly folder: string
}

/** Builds the app, and runs a task on a desktop on which nothing else happens. */
export async function withRecordingDesktop<Result>(
  task: (place: RecordingDesktop) => Promise<Result>,
): Promise<Result> {
  const { electron } = await prepare({ virtualDesktop: true })
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'))
  const desktop = await startVirtualDesktop({ notifications: false, monitor: false })
  const notifications = await startNotificationServer(desktop.env.DBUS_SESSION_BUS_ADDRESS ?? '', {
    capabilities: ['actions', 'body', 'body-markup', 'icon-static'],
    information: ['recorder', 'Tidings', '1', '1.2'],
  })
  try {
    return await task({ executable: electron.executable, desktop, notifications, folder })
  } finally {
    notifications.stop()
    await desktop.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}
