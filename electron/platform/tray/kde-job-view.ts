import type { ProgressEnd, ProgressView } from '../../tray/progress-views.ts'
import type { JobViewHandle, JobViewServer } from './kde-job-view-server.ts'

/** One job or download in KDE's list. */
export interface JobView {
  /** What it is to show. */
  readonly current: () => ProgressView
  readonly update: (view: ProgressView) => void
  /** Resolves when the server has answered. */
  readonly end: (end: ProgressEnd) => Promise<void>
  /** The server is gone, and the view with it. */
  readonly forget: () => void
}

/**
 * Requests a view. A change is sent when the one before is answered, so that a desktop that hangs is not flooded; of
 * several changes meanwhile only the last is sent.
 */
export function openJobView(
  server: JobViewServer,
  first: ProgressView,
  onCancel: (key: ProgressView['key']) => void,
): JobView {
  let wanted = first
  let sent: ProgressView | null = null
  let isSending = false
  let isOver = false
  let handle: JobViewHandle | null = null
  let stopWatching = () => {}

  const send = async (): Promise<void> => {
    if (isSending || handle === null) return
    isSending = true
    while (!isOver && wanted !== sent) {
      const before = sent
      sent = wanted
      await handle.update(before, sent)
    }
    isSending = false
  }
  const opening = server.open(first).then((opened) => {
    handle = opened
    if (opened === null || isOver) return
    stopWatching = opened.watchCancel(() => onCancel(first.key))
    void send()
  })
  const finish = () => {
    isOver = true
    stopWatching()
  }

  return {
    current: () => wanted,
    update: (view) => {
      wanted = view
      void send()
    },
    end: async (end) => {
      finish()
      // At once when possible: the app may be about to quit.
      if (handle === null) await opening
      await handle?.end(end)
    },
    forget: finish,
  }
}
