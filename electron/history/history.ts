import { app } from 'electron'
import { explainDetail } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Settings } from '../model/settings.ts'
import { askForFile } from '../platform/files/save-dialog.ts'
import type { Log } from '../platform/system/log.ts'
import type { NotOpened } from '../store/open-database.ts'
import { startWriter } from '../store/writer.ts'
import { lastingStore } from './lasting-store.ts'
import { openHistory, startNewHistory } from './open-history.ts'
import { runInSlices } from './run-in-slices.ts'
import { saveHistory } from './save-history.ts'

export interface HistoryOptions {
  readonly file: string
  /** The built writer-worker.ts. */
  readonly writerProgram: string
  readonly retention: () => Settings['retention']
  readonly i18n: () => I18n
  readonly clock: Clock
  readonly log: Log
  /** The history, or what there is to tell of it, has changed by itself. */
  readonly onChange: () => void
  /** The history was damaged: it lies beside the new one under this name, and nothing is known of the past any more. */
  readonly onDamaged: (name: string) => void
}

/** The history of a running app: opened, kept tidy, and replaced when its file is damaged. */
export interface History {
  readonly kind: 'kept'
  readonly store: Reads
  readonly writes: Writes
  /** Another number whenever there is something new to see. */
  readonly revision: () => number
  /** Looks for a page without holding up anything else. */
  readonly page: (query: HistoryQuery) => Promise<HistoryPage>
  /** Asks where to, and saves the history there. */
  readonly save: (format: 'csv' | 'jsonl') => Promise<void>
  /** What there is to tell the user, until it is dismissed; null: nothing. */
  readonly notice: () => string | null
  readonly dismissNotice: () => void
  readonly settingsChanged: () => void
  readonly stop: () => void
}

export function createHistory(options: HistoryOptions): History | NotOpened {
  const { file, clock, log, i18n } = options
  const opened = openHistory(file, clock.now)
  if (opened.kind !== 'open') return opened
  let notice: string | null = null

  const tell = (text: string) => {
    notice = text
    options.onChange()
  }
  const wasDamaged = (name: string) => {
    log.error(`The history was damaged and set aside as ${name}`)
    notice = i18n().t('notice.history-damaged', { file: name })
    options.onDamaged(name)
  }

  // Read in this thread, written in another.
  const { store, replace, inspect } = lastingStore(opened.store, () => void startAnew())
  let isStartingAnew = false
  const startAnew = async () => {
    if (isStartingAnew) return
    isStartingAnew = true
    await writer.release()
    store.close()
    const again = startNewHistory(file, clock.now)
    if (again.kind !== 'open') {
      log.error(`The history was damaged, and no new one could be begun: ${again.reason}`)
      app.exit(1)
      return
    }
    replace(again.store)
    writer.resume()
    isStartingAnew = false
    if (again.setAside !== null) wasDamaged(again.setAside)
    options.onChange()
  }
  const writer = startWriter({
    ...{ file, store, clock },
    program: options.writerProgram,
    retention: options.retention,
    onChange: options.onChange,
    onDamaged: () => void startAnew(),
    onTidyingFailed: (reason) => log.warn(`The history could not be tidied: ${reason}`),
    onThreadLost: (error) => log.error('The history is written by the main process from now on', error),
  })
  if (opened.setAside !== null) {
    const name = opened.setAside
    clock.after(0, () => wasDamaged(name))
  }

  return {
    kind: 'kept',
    store,
    writes: writer.writes,
    revision: writer.revision,
    page: (query) =>
      runInSlices(store.pageInSteps(query)).catch((error) => {
        inspect(error)
        throw error
      }),
    save: async (format) => {
      const day = new Date(clock.now()).toISOString().slice(0, 10)
      const target = await askForFile({
        title: i18n().t('dialog.save-history-title'),
        name: `tidings-${day}.${format}`,
        extension: format,
      })
      if (target === null) return
      const saved = await saveHistory(file, target, format === 'csv' ? 'csv' : 'json')
      if (saved.kind === 'failed')
        tell(i18n().t('notice.not-saved', { reason: explainDetail(saved.reason, i18n()) }))
      else tell(i18n().t('notice.saved', { count: saved.items, file: target }))
    },
    notice: () => notice,
    dismissNotice: () => {
      notice = null
    },
    settingsChanged: writer.settingsChanged,
    stop: () => {
      writer.stop()
      store.close()
    },
  }
}
