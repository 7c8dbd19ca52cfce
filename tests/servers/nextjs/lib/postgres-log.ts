import type { Pool } from 'pg'
import type { LogPage, SharedLog } from './shared-log.ts'

const pageSize = 500

/** The tables of `postgres-outbox.ts` as a log. Ids are `<log>-<number>`. */
export function readOutbox(pool: Pool): Pick<SharedLog, 'append' | 'end' | 'read' | 'isBefore'> {
  return {
    append: async (channel, data) => {
      const { rows } = await pool.query<{ log: number; id: string }>(
        'insert into tidings_events (channel, data) values ($1, $2) returning log, id',
        [channel, data],
      )
      const [row] = rows
      if (row === undefined) throw new Error('A trigger of the database keeps events from the outbox.')
      return idOf(row.log, Number(row.id))
    },

    end: async (channel) => {
      await pool.query('insert into tidings_channels (channel) values ($1) on conflict do nothing', [channel])
      const { rows } = await pool.query<ChannelRow>(
        'select log, last_id from tidings_channels where channel = $1',
        [channel],
      )
      const [row] = rows
      if (row === undefined) throw new Error(`The channel ${channel} was deleted.`)
      return idOf(row.log, Number(row.last_id))
    },

    read: async (channel, after): Promise<LogPage> => {
      const { log, number } = parseId(after)
      const { rows } = await pool.query<PageRow>(pageQuery, [channel, log, number])
      const [first] = rows
      if (first === undefined) return { events: [], position: after, hasMore: false, isContinuous: false }
      const lastId = Number(first.last_id)
      const isKnown = first.log === log && number <= lastId
      const events = rows.flatMap(({ id, data }) =>
        id === null || data === null ? [] : [{ number: Number(id), data }],
      )
      const start = isKnown ? number : 0
      const page = events.slice(0, pageSize)
      const end = page.at(-1)?.number ?? lastId
      return {
        events: page.map((event) => ({ id: idOf(first.log, event.number), data: event.data })),
        position: idOf(first.log, end),
        hasMore: events.length > pageSize,
        // The numbers have no holes but where events were deleted.
        isContinuous: isKnown && end - start === page.length,
      }
    },

    isBefore: (a, b) => parseId(a).number < parseId(b).number,
  }
}

interface ChannelRow {
  readonly log: number
  readonly last_id: string
}

interface PageRow extends ChannelRow {
  readonly id: string | null
  readonly data: string | null
}

// One statement, so that the channel's last number belongs to the events that are seen.
const pageQuery = `
select c.log, c.last_id, e.id, e.data from tidings_channels c
left join lateral (
  select id, data from tidings_events
  where channel = c.channel and id > case when c.log = $2::bigint and $3 <= c.last_id then $3::bigint else 0 end
  order by id limit ${pageSize + 1}
) e on true
where c.channel = $1 order by e.id`

const idOf = (log: number, number: number) => `${log}-${number}`

/** An id of another kind belongs to no log: -1. */
function parseId(id: string): { readonly log: number; readonly number: number } {
  const [, log, number] = /^(\d{1,10})-(\d{1,15})$/.exec(id) ?? []
  return log === undefined ? { log: -1, number: 0 } : { log: Number(log), number: Number(number) }
}
