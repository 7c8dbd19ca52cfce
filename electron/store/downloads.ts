import type { Item } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import type { Database } from './database.ts'
import type { StoredDownload } from './history-reader.ts'
import type { Write } from './notification-queue.ts'
import type { Written } from './open-store.ts'

export type StoredDownloads = ReturnType<typeof openStoredDownloads>

/** What became of downloads. */
export function openStoredDownloads(database: Database, write: Write) {
  const select = database.prepare('SELECT facts, file, validator FROM transfer WHERE item = ?')
  const put = database.prepare(`
    INSERT INTO transfer (item, facts, file, validator)
    SELECT key, :facts, :file, :validator FROM item WHERE key = :item
    ON CONFLICT (item) DO UPDATE SET facts = excluded.facts, file = excluded.file, validator = excluded.validator`)
  const forget = database.prepare('DELETE FROM transfer WHERE item = ?')
  const running = database.prepare(
    `SELECT item FROM transfer WHERE json_extract(facts, '$.kind') = 'running'`,
  )

  const server = database.prepare(
    'SELECT name FROM source WHERE key = (SELECT source FROM item WHERE key = ? AND hidden IS NULL)',
  )

  return {
    /** The address of the server that the item came from. */
    serverOf: (item: Item['key']): SourceId | null => server.get(item)?.name ?? null,

    find(item: Item['key']): StoredDownload | null {
      const row: TransferRow | undefined = select.get(item)
      return row === undefined ? null : { ...row, download: JSON.parse(row.facts) }
    },

    put: (item: Item['key'], { download, file, validator }: StoredDownload): Written =>
      write(() => put.run({ item, facts: JSON.stringify(download), file, validator }).changes),

    forget: (item: Item['key']): Written => write(() => forget.run(item).changes),

    running: (): Item['key'][] => running.all().map((row: { item: number }) => row.item),
  }
}

interface TransferRow {
  readonly facts: string
  readonly file: string | null
  readonly validator: string | null
}
