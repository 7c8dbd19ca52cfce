import type { I18n } from '../i18n/i18n.ts'
import { type Clock, throttle } from '../model/clock.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { JobMonitor } from './job-monitor.ts'
import { type Taskbar, taskbarProgress } from './taskbar.ts'
import { maxSnoozed } from './tray-entries.ts'
import { createTrayModel, type Tray, type TrayState } from './tray-model.ts'

/** Updates the tray, and the app's icon in the taskbar. */
export interface TrayController {
  /** Something that is shown may have changed; redraws at most twice a second. */
  readonly onChange: () => void
  /** The position of the tray icon on the screen; null where the platform does not report it. */
  readonly bounds: Tray['bounds']
  /** Removes the tray icon, and what is drawn on the taskbar. */
  readonly stop: () => void
}

export interface TrayControllerOptions {
  readonly tray: Tray
  readonly taskbar: Taskbar
  readonly reader: Pick<HistoryReader, 'unread' | 'unreadFailed' | 'jobCounts' | 'snoozed' | 'page'>
  readonly servers: () => TrayState['servers']
  readonly silence: () => TrayState['silence']
  /** Null: they apply, or that time is over. */
  readonly quietHoursOffUntil: () => number | null
  readonly hideContent: () => boolean
  readonly jobs: Pick<JobMonitor, 'progress'>
  readonly downloads: { readonly active: () => TrayState['downloads'] }
  readonly i18n: () => I18n
  readonly localTime: ReadLocalTime
  readonly clock: Clock
}

const redrawMs = 500

// The menu shows five of them, without those that are still running.
const maxLatestItems = 20

export function createTrayController(options: TrayControllerOptions): TrayController {
  const { tray, taskbar, reader, jobs, downloads } = options

  const drawTray = () =>
    tray.draw(
      createTrayModel(
        {
          servers: options.servers(),
          unread: reader.unread(),
          silence: options.silence(),
          quietHoursOffUntil: options.quietHoursOffUntil(),
          hideContent: options.hideContent(),
          unreadFailed: reader.unreadFailed(),
          jobs: jobs.progress(),
          jobCounts: reader.jobCounts(),
          downloads: downloads.active(),
          snoozed: reader.snoozed(maxSnoozed),
          latest: reader.page({ before: null, limit: maxLatestItems, unreadOnly: false }).items,
          now: options.clock.now(),
          localTime: options.localTime(options.clock.now()),
        },
        options.i18n(),
      ),
    )
  const redraw = throttle(redrawMs, options.clock, () => {
    drawTray()
    taskbar.draw({
      progress: taskbarProgress(
        jobs.progress(),
        downloads.active().map(({ download }) => download),
      ),
      unread: reader.unread(),
    })
  })

  drawTray()
  return {
    onChange: redraw.call,
    bounds: tray.bounds,
    stop: () => {
      redraw.stop()
      taskbar.stop()
      tray.close()
    },
  }
}
