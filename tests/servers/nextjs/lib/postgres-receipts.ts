import type { Pool } from 'pg'
import { identityOf, type Receipt } from '../../../../resources/backend-kit/receipts.ts'
import type { ReceiptStore } from './receipt-store.ts'

// -1 stands for none: a column that may be null can't be in the key.
const schema = `
create table if not exists dashboard_receipts (
  channel text not null,
  item_id text not null,
  what text not null check (what in ('shown', 'clicked', 'read', 'failed')),
  attempt bigint not null,
  revision bigint not null,
  reason text,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (channel, item_id, what, attempt, revision)
);
create index if not exists dashboard_receipts_received_at on dashboard_receipts (received_at);
create table if not exists dashboard_critical (
  channel text not null,
  item_id text not null,
  title text,
  message text not null,
  url text,
  created_at timestamptz not null default now(),
  due_at timestamptz not null,
  tries integer not null default 0,
  mailed_at timestamptz,
  primary key (channel, item_id)
);
create index if not exists dashboard_critical_due_at on dashboard_critical (due_at) where mailed_at is null;
`

const keepDays = 30
const deleteEveryMs = 60 * 60_000
const maxListed = 200

/** Creates the tables of receipts and of what may be mailed, unless they are there. */
async function createReceiptTables(pool: Pool): Promise<void> {
  // Several processes may start at once. Several statements in one query are one transaction.
  await pool.query(`select pg_advisory_xact_lock(hashtext('dashboard_receipts')); ${schema}`)
}

/** Returns a function that creates the tables once, but again after a failure, and resolves when they are there. */
export function receiptTables(pool: Pool): () => Promise<void> {
  let created: Promise<void> | undefined
  return () => {
    created ??= createReceiptTables(pool).catch((error) => {
      created = undefined
      throw error
    })
    return created
  }
}

/** In a table that all processes share. */
export function createPostgresReceipts(pool: Pool): ReceiptStore {
  const tables = receiptTables(pool)
  const deleting = setInterval(() => {
    deleteOld(pool).catch((error) => console.error('Old receipts could not be deleted:', error))
  }, deleteEveryMs)
  deleting.unref()

  return {
    newOf: async (user, receipts) => {
      await tables()
      const { rows } = await pool.query<ReceiptRow>(
        `select ${columns} from dashboard_receipts where channel = $1 and item_id = any($2)`,
        [user, receipts.map(({ id }) => id)],
      )
      const known = new Set(rows.map((row) => identityOf(receiptOf(row))))
      return receipts.filter((receipt) => !known.has(identityOf(receipt)))
    },

    add: async (user, receipts) => {
      await tables()
      const column = <T>(read: (receipt: Receipt) => T) => receipts.map(read)
      await pool.query(
        `insert into dashboard_receipts (channel, item_id, what, attempt, revision, reason, at)
         select $1, * from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::timestamptz[])
         on conflict do nothing`,
        [
          user,
          column(({ id }) => id),
          column(({ what }) => what),
          column(({ attempt }) => attempt ?? -1),
          column(({ revision }) => revision ?? -1),
          column(({ reason }) => reason ?? null),
          column(({ at }) => at),
        ],
      )
    },

    of: async (user) => {
      await tables()
      const { rows } = await pool.query<ReceiptRow>(
        `select ${columns} from dashboard_receipts where channel = $1
         order by received_at desc, at desc limit ${maxListed}`,
        [user],
      )
      return rows.map(receiptOf)
    },
  }
}

const columns = 'item_id, what, attempt, revision, reason, at'

interface ReceiptRow {
  readonly item_id: string
  readonly what: Receipt['what']
  // A bigint comes as text.
  readonly attempt: string
  readonly revision: string
  readonly reason: string | null
  readonly at: Date
}

function receiptOf({ item_id, what, attempt, revision, reason, at }: ReceiptRow): Receipt {
  return {
    ...{ id: item_id, what, at: at.toISOString() },
    ...(attempt !== '-1' && { attempt: Number(attempt) }),
    ...(revision !== '-1' && { revision: Number(revision) }),
    ...(reason !== null && { reason }),
  }
}

async function deleteOld(pool: Pool): Promise<void> {
  const old = `now() - make_interval(days => ${keepDays})`
  await pool.query(`delete from dashboard_receipts where received_at < ${old}`)
  await pool.query(`delete from dashboard_critical where created_at < ${old}`)
}
