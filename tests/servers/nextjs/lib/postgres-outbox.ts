import type { ClientBase, Pool } from 'pg'

/** What `NOTIFY` is sent on; its payload is the channel of the event. */
export const wakeName = 'tidings_events'

// A number from a sequence is taken when a row is inserted and seen when its transaction commits: number 6 can be seen
// before number 5, and a reader that has gone on to 6 never gets 5. So each channel counts for itself, in a row that
// stays locked until the transaction ends: the next event of the channel waits, and a roll-back takes the number back.
// Numbers without holes also tell exactly whether the log still has everything after one.
//
// `log` makes the ids of one log differ from those of another: of another channel, or of this one before the tables
// were dropped. After going back to a backup change it: UPDATE tidings_channels SET log = DEFAULT.
const schema = `
create table tidings_channels (
  channel text primary key check (octet_length(channel) <= 1000),
  log integer not null default floor(random() * 2147483647),
  last_id bigint not null default 0
);
create table tidings_events (
  channel text not null,
  id bigint not null,
  log integer not null,
  data text not null,
  created_at timestamptz not null,
  primary key (channel, id)
);
create index tidings_events_created_at on tidings_events (created_at);

create function tidings_number_event() returns trigger language plpgsql as $$
begin
  insert into tidings_channels (channel, last_id) values (new.channel, 1)
  on conflict (channel) do update set last_id = tidings_channels.last_id + 1
  returning last_id, log into new.id, new.log;
  -- Not now(), which is when the transaction began: old events are deleted by this time, and in the order of the log.
  new.created_at := clock_timestamp();
  return new;
end $$;

create function tidings_wake() returns trigger language plpgsql as $$
begin
  perform pg_notify('${wakeName}', new.channel);
  return null;
end $$;

create trigger tidings_number_event before insert on tidings_events
  for each row execute function tidings_number_event();
create trigger tidings_wake after insert on tidings_events
  for each row execute function tidings_wake();
`

/** Creates the tables and triggers, unless they are there. For PostgreSQL 13 and later. */
export async function createOutbox(pool: Pool): Promise<void> {
  // Several processes may start at once. Several statements in one query are one transaction.
  await pool.query(`
    select pg_advisory_xact_lock(hashtext('${wakeName}'));
    do $do$ begin
      if to_regclass('tidings_events') is null then ${schema} end if;
    end $do$`)
}

/**
 * Adds an event in the transaction that `client` is in: it is sent when that commits, and only then. Let it be the last
 * statement, since other events of the channel wait from here to the end of the transaction.
 *
 * From any other language: `insert into tidings_events (channel, data) values (…, …)`.
 */
export async function addEvent(
  client: Pick<ClientBase, 'query'>,
  channel: string,
  data: string,
): Promise<void> {
  await client.query('insert into tidings_events (channel, data) values ($1, $2)', [channel, data])
}

const maxDeletedAtOnce = 10_000

/** Deletes events older than this, oldest first. */
export async function deleteOldEvents(pool: Pool, keepSeconds: number): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `delete from tidings_events where (channel, id) in (
         select channel, id from tidings_events where created_at < now() - make_interval(secs => $1)
         order by created_at limit ${maxDeletedAtOnce})`,
      [keepSeconds],
    )
    if ((rowCount ?? 0) < maxDeletedAtOnce) return
  }
}
