import { join } from 'node:path'
import { nativeImage } from 'electron'
import type { Downloads } from '../downloads/downloads.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Connection } from '../model/connection.ts'
import type { Silence } from '../model/quiet-hours.ts'
import { throttle } from '../model/throttle.ts'
import type { Rectangle } from '../model/window-bounds.ts'
import { createTaskbar } from '../platform/tray/taskbar.ts'
import { createTray } from '../platform/tray/tray.ts'
import { trayIconFile } from '../platform/tray/tray-icon-file.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { JobMonitor } from './job-monitor.ts'
import { taskbarProgress } from './taskbar-progress.ts'
import { createTrayModel, type TrayAction } from './tray-model.ts'

/** What is to be seen of the app outside its window: the tray, and what taskbar or dock show on its icon. */
export interface TrayController {
  /** Something that is shown may have changed. It is drawn at most twice a second. */
  readonly changed: () => void
  /** Where the tray's icon is on the screen; null where the platform does not tell. */
  readonly trayPlace: () => Rectangle | null
  readonly close: () => void
}

export interface TrayControllerOptions {
  readonly reader: Pick<HistoryReader, 'unread' | 'page'>
  /** Null while no server is known. */
  readonly connection: () => Connection | null
  readonly silence: () => Silence
  readonly jobs: Pick<JobMonitor, 'progress'>
  readonly downloads: Pick<Downloads, 'running'>
  readonly onAction: (action: TrayAction) => void
  readonly i18n: () => I18n
  /** The folder of the tray's icons. */
  readonly icons: string
  readonly clock: Clock
}

const redrawMs = 500

// Enough to find the news between jobs that run.
const latestItems = 20

export function createTrayController(options: TrayControllerOptions): TrayController {
  const { reader, clock, icons } = options
  const iconPath = (icon: Parameters<typeof trayIconFile>[2]) => trayIconFile(icons, process.platform, icon)

  const face = () =>
    createTrayModel(
      {
        connection: options.connection(),
        unread: reader.unread(),
        silence: options.silence(),
        jobs: options.jobs.progress(),
        latest: reader.page({ before: null, limit: latestItems, unreadOnly: false }).items,
      },
      options.i18n(),
    )
  const tray = createTray(face(), { iconPath, onAction: options.onAction, now: clock.now })
  const taskbar = createTaskbar(nativeImage.createFromPath(join(icons, 'unread.png')))
  const redraw = throttle(redrawMs, clock, () => {
    tray.draw(face())
    taskbar.draw({
      progress: taskbarProgress(options.jobs.progress(), options.downloads.running()),
      unread: reader.unread(),
    })
  })

  return {
    changed: redraw.ask,
    trayPlace: tray.place,
    close: () => {
      redraw.stop()
      taskbar.stop()
      tray.close()
    },
  }
}
