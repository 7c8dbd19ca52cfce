import type { ProgressEnd, ProgressView } from '../../tray/progress-views.ts'
import type { JobViewHandle, JobViewServer } from './kde-job-view-server.ts'

export type JobView = ReturnType<typeof openJobView>

/**
 * Requests a view: one job or download in KDE's list. A change is sent when the one before is answered, so that a desktop that hangs is not flooded; of
 * several changes meanwhile only the last is sent.
 */
export function openJobView(
  server: JobViewServer,
  first: ProgressView,
  onCancel: (key: ProgressView['key']) => void,
) {
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
    /** What it is to show. */
    current: (): ProgressView => wanted,
    update: (view: ProgressView): void => {
      wanted = view
      void send()
    },
    /** Resolves when the server has answered. */
    end: async (end: ProgressEnd): Promise<void> => {
      finish()
      // At once when possible: the app may be about to quit.
      if (handle === null) await opening
      await handle?.end(end)
    },
    /** The server is gone, and the view with it. */
    forget: finish,
  }
}
