import type { Download } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { Contents } from './contents.ts'
import type { Database } from './database.ts'
import { isKept, isVisible } from './deleted-sources.ts'
import type { HistoryReader, StoredDownload } from './history-reader.ts'

export type DownloadRecords = ReturnType<typeof createDownloadRecords>

/** The downloads of items' results. Writes return how many rows changed. */
export function createDownloadRecords(database: Database, contents: Contents) {
  const select = database.prepare('SELECT state, file, validator, sealed FROM download WHERE item = ?')
  const put = database.prepare(`
    INSERT INTO download (item, state, file, validator, sealed)
    SELECT key, :state, :file, :validator, :sealed FROM item WHERE key = :item
    ON CONFLICT (item) DO UPDATE SET state = excluded.state, file = excluded.file, validator = excluded.validator,
      sealed = excluded.sealed`)
  const remove = database.prepare('DELETE FROM download WHERE item = ?')
  const unfinished = database.prepare(`
    SELECT item FROM download CROSS JOIN item ON item.key = download.item
    WHERE json_extract(download.state, '$.kind') IN ('queued', 'running') AND ${isKept}`)
  const server = database.prepare(
    `SELECT name FROM source WHERE key = (SELECT source FROM item WHERE key = ? AND ${isVisible})`,
  )

  function columnsOf(item: Item['key'], stored: StoredDownload): Record<string, string | Uint8Array | null> {
    const { download, file, validator, startedBy } = stored
    if (!contents.isSealing())
      return { state: JSON.stringify({ ...download, startedBy }), file, validator, sealed: null }
    const state = JSON.stringify({ kind: download.kind })
    return { state, file: null, validator: null, sealed: contents.sealDownload(item, stored) }
  }

  const reader: HistoryReader['downloads'] = {
    serverOf: (item) => server.get(item)?.name ?? null,
    find: (item) => {
      const row: DownloadRow | undefined = select.get(item)
      if (row === undefined) return null
      if (row.sealed !== null) return contents.openDownload(item, row.sealed)
      const { startedBy, ...download }: StoredState = JSON.parse(row.state)
      const { file, validator } = row
      return { download, file, validator, ...(startedBy !== undefined && { startedBy }) }
    },
    unfinished: () => unfinished.all().map((row: { readonly item: Item['key'] }) => row.item),
  }

  return {
    reader,

    /** Of an item that is gone, nothing is stored. */
    put: (item: Item['key'], stored: StoredDownload): number =>
      put.run({ item, ...columnsOf(item, stored) }).changes,

    /** The columns of a download: in clear text, or sealed but for its kind, by which it is looked for. */
    columnsOf,

    delete: (item: Item['key']): number => remove.run(item).changes,
  }
}

type StoredState = Download & Pick<StoredDownload, 'startedBy'>

interface DownloadRow {
  readonly sealed: Uint8Array | null
  /** A `StoredState` as JSON. */
  readonly state: string
  readonly file: string | null
  readonly validator: string | null
}
