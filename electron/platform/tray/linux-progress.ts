import type { ProgressViews, ProgressViewsOptions } from '../../tray/progress-views.ts'
import type { Taskbar } from '../../tray/taskbar.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { createKdeJobViews } from './kde-job-views.ts'
import { createLauncherEntry, type LauncherEntryOptions } from './launcher-entry.ts'

/** Where the desktop shows progress outside the app's window. */
export interface DesktopProgress {
  readonly taskbar: Taskbar
  /** Null: no desktop of this system shows single jobs and downloads. */
  readonly progressViews: ProgressViews | null
}

export interface LinuxProgressOptions
  extends ProgressViewsOptions,
    Pick<LauncherEntryOptions, 'clock' | 'watchWindows'> {
  readonly bus: SessionBus
}

/**
 * Docks show one progress for the whole app, KDE each job and download. KDE also draws their average on the app's icon,
 * with their number in place of ours; so meanwhile it gets no progress from us, and afterwards our number again.
 */
export function createLinuxProgress(options: LinuxProgressOptions): DesktopProgress {
  const { bus, clock, watchWindows } = options
  const views = createKdeJobViews({ ...options, onEnded: () => launcherEntry.sendAgain() })
  const launcherEntry = createLauncherEntry({ bus, clock, watchWindows, isProgressShown: views.isShowing })
  return { taskbar: launcherEntry, progressViews: views }
}
