import type { I18n } from '../i18n/i18n.ts'
import { type Clock, throttle } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { JobMonitor, MonitoredJob } from './job-monitor.ts'
import { createProgressViews, type ProgressView, type ProgressViews } from './progress-views.ts'
import { type Taskbar, taskbarProgress } from './taskbar.ts'
import { maxSnoozed } from './tray-entries.ts'
import { createTrayModel, type Tray, type TrayState } from './tray-model.ts'

export interface TrayControllerOptions {
  readonly tray: Tray
  readonly taskbar: Taskbar
  /** Null: no desktop of this system has a place for them. */
  readonly progressViews: ProgressViews | null
  readonly reader: Pick<HistoryReader, 'item' | 'unread' | 'unreadFailed' | 'jobCounts' | 'snoozed' | 'page'>
  readonly servers: () => TrayState['servers']
  readonly silence: () => TrayState['silence']
  /** Null: they apply, or that time is over. */
  readonly quietHoursOffUntil: () => number | null
  readonly hideContent: () => boolean
  /** Returns whether an item would raise a notification now. */
  readonly announceCheck: () => (item: Item) => boolean
  readonly jobs: Pick<JobMonitor, 'progress'>
  readonly downloads: { readonly active: () => TrayState['downloads'] }
  readonly i18n: () => I18n
  readonly localTime: ReadLocalTime
  readonly clock: Clock
}

const redrawMs = 500

// The menu shows five of them, without those that are still running.
const maxLatestItems = 20

/** Updates the tray, the app's icon in the taskbar, and what the desktop shows of running jobs and downloads. */
export function createTrayController(options: TrayControllerOptions) {
  const { tray, taskbar, progressViews, reader, jobs, downloads } = options
  /** The last critical item that arrived; null: none, or it was read. */
  let urgentKey: Item['key'] | null = null
  let shownViews: ReadonlySet<ProgressView['id']> = new Set()

  const isUrgent = (): boolean => {
    const item = urgentKey === null ? null : reader.item(urgentKey)
    if (item === null || item.read) urgentKey = null
    return urgentKey !== null
  }
  const drawProgressViews = (
    running: readonly MonitoredJob[],
    active: ReturnType<typeof downloads.active>,
  ): void => {
    if (running.length + active.length + shownViews.size === 0 || !progressViews?.isAvailable()) return
    const check = options.announceCheck()
    const isAnnounced = (key: Item['key']) => {
      const item = reader.item(key)
      return item !== null && check(item)
    }
    const views = createProgressViews(
      {
        ...{ jobs: running, downloads: active, shown: shownViews, isAnnounced },
        hideContent: options.hideContent(),
      },
      options.i18n(),
    )
    shownViews = new Set(views.map(({ id }) => id))
    progressViews.draw(views)
  }
  const drawTray = (running: readonly MonitoredJob[], active: ReturnType<typeof downloads.active>): void =>
    tray.draw(
      createTrayModel(
        {
          servers: options.servers(),
          unread: reader.unread(),
          silence: options.silence(),
          quietHoursOffUntil: options.quietHoursOffUntil(),
          hideContent: options.hideContent(),
          unreadFailed: reader.unreadFailed(),
          jobs: running,
          jobCounts: reader.jobCounts(),
          downloads: active,
          snoozed: reader.snoozed(maxSnoozed),
          latest: reader.page({ before: null, limit: maxLatestItems, unreadOnly: false }).items,
          now: options.clock.now(),
          localTime: options.localTime(options.clock.now()),
        },
        options.i18n(),
      ),
    )
  const redraw = throttle(redrawMs, options.clock, () => {
    const running = jobs.progress()
    const active = downloads.active()
    drawTray(running, active)
    drawProgressViews(running, active)
    taskbar.draw({
      progress: taskbarProgress(
        running,
        active.map(({ download }) => download),
      ),
      unread: reader.unread(),
      isUrgent: isUrgent(),
    })
  })

  drawTray(jobs.progress(), downloads.active())
  return {
    /** Something that is shown may have changed; redraws at most twice a second. */
    onChange: redraw.call,
    /** An item was stored for which a notification is due. */
    arrived: (item: Item): void => {
      // It is drawn when the change of the history is reported: the item's notification comes first.
      if (item.priority === 'critical' && options.announceCheck()(item)) urgentKey = item.key
    },
    /** The position of the tray icon on the screen; null where the platform does not report it. */
    bounds: tray.bounds,
    /** Removes the tray icon, and what is drawn elsewhere. */
    stop: (): void => {
      redraw.stop()
      progressViews?.stop()
      taskbar.stop()
      tray.close()
    },
  }
}
