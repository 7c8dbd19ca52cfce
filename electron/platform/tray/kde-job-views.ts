import type { ProgressView, ProgressViewsOptions } from '../../tray/progress-views.ts'
import { followOwner } from '../dbus/follow-owner.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { type JobView, openJobView } from './kde-job-view.ts'
import { createJobViewServer, type JobViewServer } from './kde-job-view-server.ts'

export interface KdeJobViewsOptions extends ProgressViewsOptions {
  readonly bus: Pick<SessionBus, 'call' | 'ownerOf' | 'watchOwner' | 'watchSignals' | 'watchDisconnect'>
  /** A view has ended that may have been on the screen. */
  readonly onEnded: () => void
}

/**
 * Jobs and downloads in KDE's list of running work (plasmashell, formerly kuiserver), by the interfaces of KJobWidgets.
 * Nothing depends on it: what it refuses or leaves unanswered is not shown there, and everywhere else as always.
 */
export function createKdeJobViews(options: KdeJobViewsOptions) {
  const { bus, endOf } = options
  const views = new Map<ProgressView['id'], JobView>()
  let server: JobViewServer | null = null

  const endAll = () => {
    for (const view of views.values()) void view.end({ kind: 'hidden' })
    views.clear()
    server = null
  }
  const startUsing = (owner: string) => {
    const next: JobViewServer = createJobViewServer(bus, owner, () => {
      if (server !== next) return
      endAll()
      options.onAvailability()
    })
    server = next
  }
  // The views of a program that is gone are gone with it; its successor gets new ones.
  const service = followOwner(bus, 'org.kde.JobViewServer', (owner) => {
    for (const view of views.values()) view.forget()
    views.clear()
    server = null
    if (owner !== null) startUsing(owner)
    options.onAvailability()
  })

  return {
    isAvailable: (): boolean => service.current() !== null && server !== null,
    /** Whether a view is on the screen, or about to be. */
    isShowing: (): boolean => views.size > 0,
    draw: (wanted: readonly ProgressView[]): void => {
      if (server === null) return
      const ids = new Set(wanted.map(({ id }) => id))
      for (const [id, view] of views) {
        if (ids.has(id)) continue
        views.delete(id)
        void view.end(endOf(view.current())).then(options.onEnded)
      }
      for (const view of wanted) {
        const shown = views.get(view.id)
        if (shown !== undefined) shown.update(view)
        else views.set(view.id, openJobView(server, view, options.onCancel))
      }
    },
    stop: (): void => {
      endAll()
      service.stop()
    },
  }
}
