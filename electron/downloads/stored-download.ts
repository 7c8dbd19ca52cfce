import type { DownloadError } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { StoredDownload } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { Progress } from './progress.ts'
import type { ResumePoint } from './resume.ts'

/** What an interrupted download left on the disk. */
export interface Remainder {
  /** The path of the partial file. */
  readonly path: string
  readonly point: ResumePoint
}

/** Null: there is nothing to resume. */
export function remainderOf(stored: StoredDownload | null): Remainder | null {
  if (stored?.download.kind !== 'interrupted' || stored.file === null) return null
  const { received } = stored.download
  return { path: stored.file, point: { received, validator: stored.validator } }
}

export interface StoredProgress extends StoredDownload {
  readonly download: Progress
}

/** The same download, no longer running; it can be resumed. */
export function interrupted(running: StoredProgress, reason: DownloadError): StoredDownload {
  const { received, total } = running.download
  return { ...running, download: { kind: 'interrupted', received, total, reason } }
}

export function failed(reason: DownloadError): StoredDownload {
  return { download: { kind: 'failed', reason }, file: null, validator: null }
}

export async function storeDownload(
  writer: HistoryWriter,
  key: Item['key'],
  stored: StoredDownload,
): Promise<void> {
  await writer.write({ type: 'put-download', key, stored })
}
