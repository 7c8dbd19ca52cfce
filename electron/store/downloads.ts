import type { Download } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'
import { isKept, isVisible } from './deleted-sources.ts'
import type { HistoryReader, StoredDownload } from './history-reader.ts'

export type DownloadRecords = ReturnType<typeof createDownloadRecords>

/** The downloads of items' results. Writes return how many rows changed. */
export function createDownloadRecords(database: Database) {
  const select = database.prepare('SELECT state, file, validator FROM download WHERE item = ?')
  const put = database.prepare(`
    INSERT INTO download (item, state, file, validator)
    SELECT key, :state, :file, :validator FROM item WHERE key = :item
    ON CONFLICT (item) DO UPDATE SET state = excluded.state, file = excluded.file, validator = excluded.validator`)
  const remove = database.prepare('DELETE FROM download WHERE item = ?')
  const unfinished = database.prepare(`
    SELECT item FROM download CROSS JOIN item ON item.key = download.item
    WHERE json_extract(download.state, '$.kind') IN ('queued', 'running') AND ${isKept}`)
  const server = database.prepare(
    `SELECT name FROM source WHERE key = (SELECT source FROM item WHERE key = ? AND ${isVisible})`,
  )

  const reader: HistoryReader['downloads'] = {
    serverOf: (item) => server.get(item)?.name ?? null,
    find: (item) => {
      const row: DownloadRow | undefined = select.get(item)
      if (row === undefined) return null
      const { startedBy, ...download }: StoredState = JSON.parse(row.state)
      const { file, validator } = row
      return { download, file, validator, ...(startedBy !== undefined && { startedBy }) }
    },
    unfinished: () => unfinished.all().map((row: { readonly item: Item['key'] }) => row.item),
  }

  return {
    reader,

    /** Of an item that is gone, nothing is stored. */
    put: (item: Item['key'], { download, file, validator, startedBy }: StoredDownload): number =>
      put.run({ item, state: JSON.stringify({ ...download, startedBy }), file, validator }).changes,

    delete: (item: Item['key']): number => remove.run(item).changes,
  }
}

type StoredState = Download & Pick<StoredDownload, 'startedBy'>

interface DownloadRow {
  /** A `StoredState` as JSON. */
  readonly state: string
  readonly file: string | null
  readonly validator: string | null
}
