import type { Download, DownloadError, DownloadOffer, SkipReason } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { HistoryReader, StoredDownload } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { ResumePoint } from './resume.ts'

/** What an interrupted download left on the disk. */
export interface Remainder {
  /** The path of the partial file. */
  readonly path: string
  readonly point: ResumePoint
}

/** Null: there is nothing to resume. */
export function remainderOf(stored: StoredDownload | null): Remainder | null {
  if (stored === null || stored.file === null) return null
  if (stored.download.kind !== 'interrupted' && stored.download.kind !== 'queued') return null
  const { received } = stored.download
  return { path: stored.file, point: { received, validator: stored.validator } }
}

export interface StoredProgress extends StoredDownload {
  readonly download: Progress | QueuedDownload
}

export type Progress = Extract<Download, { kind: 'running' }>
export type QueuedDownload = Extract<Download, { kind: 'queued' }>

/** The download as it waits for its turn. @param stored what was stored of it before; null: nothing */
export function queued(
  stored: StoredDownload | null,
  offer: DownloadOffer,
): StoredDownload & { readonly download: QueuedDownload } {
  const remainder = remainderOf(stored)
  const received = remainder?.point.received ?? 0
  return {
    download: { kind: 'queued', received, total: offer.size },
    file: remainder?.path ?? null,
    validator: remainder?.point.validator ?? null,
  }
}

/** The same download, neither running nor queued any more; it can be resumed. */
export function interrupted(running: StoredProgress, reason: DownloadError): StoredDownload {
  const { received, total } = running.download
  return { ...running, download: { kind: 'interrupted', received, total, reason } }
}

export function skipped(reason: SkipReason): StoredDownload {
  return { download: { kind: 'skipped', reason }, file: null, validator: null }
}

export function failed(reason: DownloadError): StoredDownload {
  return { download: { kind: 'failed', reason }, file: null, validator: null }
}

/** Downloads that are stored as unfinished were interrupted by the end of the last run, which may have been a crash. */
export function interruptLastRun(
  { downloads }: Pick<HistoryReader, 'downloads'>,
  writer: HistoryWriter,
): void {
  for (const key of downloads.unfinished()) {
    const stored = downloads.find(key)
    if (stored?.download.kind !== 'running' && stored?.download.kind !== 'queued') continue
    void storeDownload(writer, key, interrupted({ ...stored, download: stored.download }, { kind: 'ended' }))
  }
}

export async function storeDownload(
  writer: HistoryWriter,
  key: Item['key'],
  stored: StoredDownload,
): Promise<void> {
  await writer.write({ type: 'put-download', key, stored })
}
