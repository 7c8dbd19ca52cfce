import { isDataFile } from '../model/data-files.ts'
import type { Item } from '../model/item.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'

export interface FinishedFilesOptions {
  readonly reader: Pick<HistoryReader, 'downloads'>
  readonly writer: Pick<HistoryWriter, 'write'>
  /** Shows a file in its folder; false when it is no longer there. */
  readonly showFile: (path: string) => boolean
  /** Opens a file in the program for it; resolves to false when that failed. */
  readonly openFile: (path: string) => Promise<boolean>
  /** Lets the user drag a file out of the window; false when it is no longer there. */
  readonly dragFile: (path: string) => boolean
}

/** What can be done with the files of downloads that are done. @param onMissing this one is no longer there */
export function createFinishedFiles(options: FinishedFilesOptions, onMissing: (key: Item['key']) => void) {
  const { reader, writer } = options
  const fileOf = (key: Item['key']): string | null => {
    const stored = reader.downloads.find(key)
    return stored?.download.kind === 'done' ? stored.file : null
  }
  const use = (key: Item['key'], act: (path: string) => boolean): void => {
    const file = fileOf(key)
    if (file === null) return
    if (act(file)) void writer.write({ type: 'mark-read', keys: [key] })
    else onMissing(key)
  }
  const show = (key: Item['key']): void => use(key, options.showFile)

  return {
    /** Shows a finished file in its folder. */
    show,
    /** Opens a finished file in the program for it. One that is no data, or has no program, is shown in its folder. */
    open: (key: Item['key']): void => {
      const file = fileOf(key)
      if (file === null) return
      if (!isDataFile(file)) {
        show(key)
        return
      }
      void options.openFile(file).then((isOpen) => {
        if (isOpen) void writer.write({ type: 'mark-read', keys: [key] })
        else show(key)
      })
    },
    /** Begins to drag a finished file out of the window, while the mouse button is pressed. */
    drag: (key: Item['key']): void => use(key, options.dragFile),
  }
}
