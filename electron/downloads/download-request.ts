import type { DownloadOffer } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { HistoryReader } from '../store/history-reader.ts'

export interface DownloadRequest {
  readonly item: Item
  readonly offer: DownloadOffer
  /** The address of the stream by which the offer came. */
  readonly server: string
  readonly name: string | null
}

/** Null: the item is gone, or offers no file. */
export function requestOf(
  { item: find, downloads }: Pick<HistoryReader, 'item' | 'downloads'>,
  key: Item['key'],
): DownloadRequest | null {
  const item = find(key)
  const server = downloads.serverOf(key)
  if (item === null || item.offer === null || server === null) return null
  return { item, offer: item.offer, server, name: item.offer.filename ?? item.title }
}
