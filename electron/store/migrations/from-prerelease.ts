import type { Database } from '../database.ts'
import { initialSchema } from './001-initial.ts'

/** The version of the files that were written before the first release, under other names. */
export const prereleaseVersion = 3

const asideTables = ['source', 'item', 'tombstone']

/**
 * Converts a file from before the first release: moves the old tables aside, creates the present ones, copies
 * everything and drops the old ones. The triggers count again and queue all items for the search index, which is not
 * copied: maintenance fills it.
 */
export function convertPrerelease(database: Database): void {
  const old = database.prepare(`
    SELECT type, name FROM sqlite_schema WHERE type = 'trigger' OR type = 'index' AND sql IS NOT NULL`)
  for (const { type, name } of old.all()) database.exec(`DROP ${type} "${name}"`)
  database.exec('DROP TABLE gram; DROP TABLE unindexed; DROP TABLE day')
  for (const table of asideTables) database.exec(`ALTER TABLE ${table} RENAME TO old_${table}`)
  database.exec(initialSchema)
  database.exec(copy)
}

const copy = `
UPDATE meta SET (position, read_epoch, last_epoch, notifications_settled_position) =
  (SELECT position, round, round, settled FROM ledger);

INSERT INTO source (key, name, cursor, received_at, usual_pause_ms)
SELECT key, name, cursor, received_at, rhythm_ms FROM old_source;

INSERT INTO item (key, source, type, named_by, id, position, title, message, category, priority, attempt, state,
  progress, url, offer, created_at, received_at, updated_at, read_epoch, hidden, hidden_at, notification, notification_reason,
  snoozed_until, is_snoozed_for, reminded)
SELECT key, source, type, iif(named_by = 'thing', 'item', named_by), id, position, title, message, category, priority,
  iif(type = 'job', 1, NULL), state, progress, url, download, created_at, received_at, updated_at, round, hidden, hidden_at, toast, toast_reason,
  iif(toast = 'pending', toast_after, NULL), 1, reminded
FROM old_item ORDER BY key;

INSERT INTO download (item, state, file, validator)
SELECT item, facts, file, validator FROM transfer;

INSERT INTO tombstone (key, source, id, verdict, at)
SELECT key, source, id, verdict, at FROM old_tombstone;

INSERT INTO rejected_event (key, source, at, event_type, event_id, data, reason, digest)
SELECT key, source, at, event_type, event_id, data, reason, 'prerelease-' || key FROM quarantine;

INSERT INTO connection_log (key, source, at, connection, gap)
SELECT key, source, at,
  CASE WHEN json_type(connection, '$.cause') IS NULL THEN connection
    ELSE json_remove(json_set(connection, '$.error', connection -> '$.cause'), '$.cause') END,
  gap
FROM connection_change;

-- Keys of rows that are gone are not used again.
DELETE FROM sqlite_sequence WHERE name IN ('item', 'tombstone', 'rejected_event', 'connection_log');
UPDATE sqlite_sequence SET name = CASE name
  WHEN 'old_item' THEN 'item'
  WHEN 'old_tombstone' THEN 'tombstone'
  WHEN 'quarantine' THEN 'rejected_event'
  WHEN 'connection_change' THEN 'connection_log'
END WHERE name IN ('old_item', 'old_tombstone', 'quarantine', 'connection_change');

DROP TABLE ledger;
DROP TABLE transfer;
DROP TABLE quarantine;
DROP TABLE connection_change;
DROP TABLE old_tombstone;
DROP TABLE old_item;
DROP TABLE old_source;
`
