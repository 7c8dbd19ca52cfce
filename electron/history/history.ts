import { explainDetail } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { HistoryFilter, HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Log } from '../model/log.ts'
import type { Settings } from '../model/settings.ts'
import { createFieldCipher } from '../store/field-cipher.ts'
import { startHistoryWriter } from '../store/writer-client.ts'
import { csvSeparatorOf } from './csv.ts'
import { saveHistory, type WriteFile } from './export-history.ts'
import { type ArchiveHistory, openHistory } from './open-history.ts'

export interface HistoryOptions {
  readonly file: string
  /** The name under which the file before this one was archived, because it was damaged; null: it was not. */
  readonly archivedAs: string | null
  /** The built writer-worker.ts. */
  readonly writerProgram: string
  readonly retention: () => Settings['retention']
  /** Of a history that is encrypted; null or absent: there is none. */
  readonly key?: Uint8Array | null
  readonly archive: ArchiveHistory
  /** Asks the user where to save a file; null: the user cancelled. */
  readonly chooseFile: (proposal: {
    readonly title: string
    readonly name: string
    /** Without a dot. */
    readonly extension: string
  }) => Promise<string | null>
  readonly writeFile: WriteFile
  readonly i18n: () => I18n
  readonly clock: Clock
  readonly log: Log
  /** The history, or its notice, has changed. */
  readonly onChange: () => void
  /** The file turned out to be damaged while it was in use. It has to be closed and archived. */
  readonly onDamaged: () => void
  /** Nothing can be written any more. */
  readonly onFailed: (error: Error) => void
}

/** Opens the history; it is read in this thread and written in a worker. */
export function createHistory(options: HistoryOptions) {
  const { file, clock, log, i18n } = options
  // Damage that is found while the file is opened is handled by that.
  let reportsDamage = false
  const onDamaged = () => {
    if (!reportsDamage) return
    reportsDamage = false
    // Not in the middle of the read or write that met the damage.
    clock.after(0, options.onDamaged)
  }
  let cipher = options.key == null ? null : createFieldCipher(options.key)
  const opened = openHistory(file, { now: clock.now, onDamaged, cipher: () => cipher }, options.archive)
  if (opened.kind !== 'open') return opened
  reportsDamage = true
  const { store } = opened
  const archivedAs = opened.archivedAs ?? options.archivedAs
  const writer = startHistoryWriter({
    ...{ file, clock, onDamaged },
    program: options.writerProgram,
    retention: options.retention(),
    key: options.key ?? null,
    onChange: options.onChange,
    onMaintenanceFailed: (reason) => log.warn(`The maintenance of the history failed: ${reason}`),
    onRestarted: (error) => log.error('The history’s worker failed and was started again', error),
    onFailed: options.onFailed,
  })
  let notice: string | null = null
  const setNotice = (text: string) => {
    notice = text
    options.onChange()
  }
  if (archivedAs !== null) {
    log.error(`The history was damaged and archived as ${archivedAs}`)
    notice = i18n().t('notice.history-damaged', { file: archivedAs })
  }

  return {
    kind: 'open' as const,
    reader: store,
    writer,
    /** From now on this key encrypts and decrypts. */
    setKey: (key: Uint8Array): void => {
      cipher = createFieldCipher(key)
      writer.setKey(key)
    },
    /** Increments on every change. */
    revision: writer.revision,
    /** Searches for a page without blocking the event loop. */
    page: (query: HistoryQuery): Promise<HistoryPage> => runInSlices(store.pageInSteps(query)),
    /** Asks the user where to, and saves there what the filter matches; null: the whole history. */
    save: async (format: 'csv' | 'jsonl', filter: HistoryFilter | null = null): Promise<void> => {
      const day = localDay(clock.now())
      const target = await options.chooseFile({
        title: i18n().t('dialog.save-history-title'),
        name: `tidings-${day}.${format}`,
        extension: format,
      })
      if (target === null) return
      const separator = csvSeparatorOf(i18n().locale)
      const saved = await saveHistory(file, target, options.writeFile, {
        cipher: () => cipher,
        ...{ separator, format: format === 'csv' ? 'csv' : 'json' },
        filter: filter ?? undefined,
      })
      if (saved.kind === 'saved') setNotice(i18n().t('notice.saved', { count: saved.items, file: target }))
      else setNotice(i18n().t('notice.not-saved', { reason: explainDetail(saved.reason, i18n()) }))
    },
    /** What the user should know, in the user's language, until it is dismissed; null: nothing. */
    notice: () => notice,
    showNotice: setNotice,
    dismissNotice: () => {
      notice = null
    },
    /** The name under which a damaged file was archived; null: it was sound. */
    archivedAs,
    onSettingsChanged: () => writer.setRetention(options.retention()),
    /** Blocks until everything that was requested is in the file. */
    stop: () => {
      writer.stop()
      store.close()
    },
  }
}

/** Runs work in slices and lets the event loop turn between them. */
export async function runInSlices<T>(slices: Iterator<unknown, T>): Promise<T> {
  for (;;) {
    const slice = slices.next()
    if (slice.done === true) return slice.value
    await new Promise((next) => setImmediate(next))
  }
}

/** The date at the user's place, as in `2026-11-22`. */
export function localDay(at: number): string {
  const date = new Date(at)
  const padded = (number: number, digits: number) => String(number).padStart(digits, '0')
  return `${padded(date.getFullYear(), 4)}-${padded(date.getMonth() + 1, 2)}-${padded(date.getDate(), 2)}`
}
