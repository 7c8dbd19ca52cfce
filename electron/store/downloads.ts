import type { Item } from '../model/item.ts'
import type { Database } from './database.ts'
import type { HistoryReader, StoredDownload } from './history-reader.ts'

export type DownloadRecords = ReturnType<typeof createDownloadRecords>

/** The downloads of items' results. Writes return how many rows changed. */
export function createDownloadRecords(database: Database) {
  const select = database.prepare('SELECT facts, file, validator FROM transfer WHERE item = ?')
  const put = database.prepare(`
    INSERT INTO transfer (item, facts, file, validator)
    SELECT key, :facts, :file, :validator FROM item WHERE key = :item
    ON CONFLICT (item) DO UPDATE SET facts = excluded.facts, file = excluded.file, validator = excluded.validator`)
  const remove = database.prepare('DELETE FROM transfer WHERE item = ?')
  const running = database.prepare(
    `SELECT item FROM transfer WHERE json_extract(facts, '$.kind') = 'running'`,
  )
  const server = database.prepare(
    'SELECT name FROM source WHERE key = (SELECT source FROM item WHERE key = ? AND hidden IS NULL)',
  )

  const reader: HistoryReader['downloads'] = {
    serverOf: (item) => server.get(item)?.name ?? null,
    find: (item) => {
      const row: DownloadRow | undefined = select.get(item)
      if (row === undefined) return null
      return { download: JSON.parse(row.facts), file: row.file, validator: row.validator }
    },
    running: () => running.all().map((row: { readonly item: Item['key'] }) => row.item),
  }

  return {
    reader,

    /** Of an item that is gone, nothing is stored. */
    put: (item: Item['key'], { download, file, validator }: StoredDownload): number =>
      put.run({ item, facts: JSON.stringify(download), file, validator }).changes,

    delete: (item: Item['key']): number => remove.run(item).changes,
  }
}

interface DownloadRow {
  /** JSON. */
  readonly facts: string
  readonly file: string | null
  readonly validator: string | null
}
