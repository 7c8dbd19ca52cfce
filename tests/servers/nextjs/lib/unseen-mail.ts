import type { Pool } from 'pg'
import type { NotificationEvent } from '../../../../resources/backend-kit/events.ts'
import type { MailConfiguration } from './mail-configuration.ts'
import { createMailer, type Mailer } from './mailer.ts'
import { receiptTables } from './postgres-receipts.ts'

export interface UnseenMail {
  /** A notification is about to be published; if it is critical, it is mailed unless it is seen in time. */
  readonly watch: (user: string, event: NotificationEvent) => Promise<void>
  /** Mails what is due. Resolves with how many were mailed. */
  readonly mailDue: () => Promise<number>
  /** Ends what `mailDue` holds open. */
  readonly close: () => void
}

const maxTries = 8
/** What is older is of no use as a mail, for example after a long outage. */
const maxAgeHours = 24

// The row is locked until the mail is sent, and other processes skip it: so it is sent by one of them. If that process
// dies, the lock goes with its connection, and another one sends it.
const selectDue = `
select channel, item_id, title, message, url, tries from dashboard_critical c
where mailed_at is null and due_at <= clock_timestamp() and tries < ${maxTries}
  and created_at > now() - make_interval(hours => ${maxAgeHours})
  and not exists (
    select 1 from dashboard_receipts r
    where r.channel = c.channel and r.item_id = c.item_id and r.what in ('clicked', 'read'))
order by due_at limit 1 for update skip locked`

interface DueRow {
  readonly channel: string
  readonly item_id: string
  readonly title: string | null
  readonly message: string
  readonly url: string | null
  readonly tries: number
}

/** Mails critical notifications that were neither clicked nor read anywhere in time, each once. */
export function createUnseenMail(
  pool: Pool,
  configuration: MailConfiguration,
  mailer: Mailer = createMailer(configuration),
): UnseenMail {
  const { addresses, afterSeconds } = configuration
  const tables = receiptTables(pool)

  async function mailNext(): Promise<'mailed' | 'failed' | 'nothing'> {
    const client = await pool.connect()
    // A connection that breaks while a mail is sent; the next query fails then. Unheard, it would end the process.
    const onLost = (error: Error) => console.error(`PostgreSQL: ${error.message}`)
    client.on('error', onLost)
    let isUsable = false
    try {
      await client.query('begin')
      const [row] = (await client.query<DueRow>(selectDue)).rows
      const to = row && addresses.get(row.channel)
      if (row === undefined) {
        await client.query('commit')
        isUsable = true
        return 'nothing'
      }
      const key = [row.channel, row.item_id]
      try {
        if (to === undefined) throw new Error(`${row.channel} has no address.`)
        await mailer.send({ ...row, to, id: key.join(' ') })
      } catch (error) {
        console.error('A mail could not be sent:', error instanceof Error ? error.message : error)
        await client.query(
          `update dashboard_critical set tries = tries + 1,
             due_at = clock_timestamp() + make_interval(mins => $3)
           where channel = $1 and item_id = $2`,
          [...key, 2 ** row.tries],
        )
        await client.query('commit')
        isUsable = true
        return 'failed'
      }
      await client.query(
        'update dashboard_critical set mailed_at = clock_timestamp() where channel = $1 and item_id = $2',
        key,
      )
      await client.query('commit')
      isUsable = true
      return 'mailed'
    } finally {
      client.off('error', onLost)
      // Closing the connection rolls back what was begun on it.
      client.release(!isUsable)
    }
  }

  return {
    watch: async (user, { id, title, message, url, priority }) => {
      if (priority !== 'critical' || id === undefined || !addresses.has(user)) return
      await tables()
      await pool.query(
        `insert into dashboard_critical (channel, item_id, title, message, url, due_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6)) on conflict do nothing`,
        [user, String(id), title ?? null, message, url ?? null, afterSeconds],
      )
    },

    mailDue: async () => {
      await tables()
      let mailed = 0
      for (;;) {
        const result = await mailNext()
        if (result === 'nothing') return mailed
        if (result === 'mailed') mailed += 1
      }
    },

    close: mailer.close,
  }
}
