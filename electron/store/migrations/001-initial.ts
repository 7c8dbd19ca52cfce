/**
 * The history file. Times are milliseconds since the epoch; keys are internal and never reused.
 *
 * - `meta`: one row. `position` is the last one that was given to an item. An item is unread while its own `read_epoch` is
 *   not below the one here, which new items get: a higher one makes all items read in one small write, however many there
 *   are, and the former one makes them unread again. `last_epoch` is the highest that an item may have; it is above
 *   `read_epoch` only until the items between them are lifted to it. Those that were marked read by a filter get a negative
 *   epoch of their own, below the last one, `filter_epoch`. `undo_epoch` is where the last "mark as read" can be undone: the
 *   epoch before it, or the negative one; `undo_count` items were marked at `undo_at`.
 *   Notifications up to `notifications_settled_position` are no longer pending, unless they are snoozed: "mark all read"
 *   sets it, and maintenance clears the rows later. `stale_entries` counts the
 *   deleted entries of the search index, which `is_compacting` while maintenance clears them away.
 *   `notification_problem` is why the desktop can show no notification; null: it can. `shown_notifications` is what a
 *   restart of the app has to know of those on the screen. `fold_version` is how the indexed texts were folded; while
 *   that is outdated, all items up to `refolded_position` are queued again.
 *   `is_sealed`: what is written is encrypted, with the key that opens `key_check`; `conversion` is how far the rows that
 *   were there before are converted, one way or the other; null: all of them are.
 * - `source`: a server; `name` is its address, and `label` what the user calls it. `listed` is its place among the servers
 *   in use; null: it is not in use. One that is `deleted` is gone for every reader, and so are its items, while maintenance
 *   removes their rows. The counters are maintained by the triggers, so that counting is a look-up: `items` are all but
 *   the deleted ones; the others count those that are not hidden.
 * - `unread_count`: how many items of a source that are not hidden have which `read_epoch`, and how many of them failed.
 * - `read_task`: what is done in short steps because it may be about any number of items. `mark`: those below `before` that
 *   the `filter` matches get this `epoch`; `lift`: those of this `epoch` become unread.
 * - `item`: a notification or a job. `named_by` says where its `id` comes from. Servers reuse SSE ids, so an item that is
 *   named by one is the same only if its `content_digest` is the same, too; otherwise that is empty. `hidden` is why it is
 *   not visible: the server withdrew it, or the user deleted it at `hidden_at`. `pinned_at` is when the user pinned it.
 *   `notification` is what became of its desktop notification, for `notification_reason`, and
 *   `notification_outcome` is how it ended, see NotificationOutcome; it is held until `held_until`, as far as that is
 *   known, or pending again at `snoozed_until`; that `is_snoozed_for` a span of time which stays as long when the clock is set
 *   back, or for a time of day. A critical one that was shown comes again at `repeat_at`, after `repeat_count` times; null: it
 *   does not. `attempt` and `revision` are the highest that were received. `reminded`:
 *   the reminder that its result expires was shown. `offer` is the result of a job as JSON. `shown_at` is the time that its
 *   row shows: for a job that has ended its end, otherwise when it came. Unless the clock is set, it is in the order of
 *   the positions.
 *   Where it is `sealed`, that is its content as a whole (contents.ts): `category` is a pseudonym then, and `offer` holds
 *   only when it expires.
 * - `period`: of each thousand positions (`block`) the first and the last `shown_at` that an item there ever had. So a
 *   range of dates leads to a few ranges of positions.
 * - `job_course`: how a job went, see job-course.ts. A job of a single event has none.
 * - `tombstone`: what the server reported about an id before the item came, and what must not come back with a replay.
 * - `rejected_event`: events that could not be understood; equal ones (`digest`) are one row with a `count`.
 * - `download`: of an item's result; `state` as JSON is what is shown of it, the other columns are needed to resume it.
 * - `trigram`: the search index, made by trigrams.ts. Its row ids are positions, the order in which matches are wanted.
 *   Items that are new or have changed wait in `index_queue`, so that an arriving event costs nothing for it. FTS5 would
 *   clear away deleted entries in steps of any length, so `deletemerge` is off and search-index.ts does it in short ones.
 *   Small pages (`pgsz`) keep its other steps short.
 */
export const initialSchema = `
CREATE TABLE meta (
  key INTEGER PRIMARY KEY CHECK (key = 1),
  position INTEGER NOT NULL,
  read_epoch INTEGER NOT NULL,
  last_epoch INTEGER NOT NULL,
  filter_epoch INTEGER NOT NULL DEFAULT 0,
  undo_epoch INTEGER,
  undo_count INTEGER,
  undo_at INTEGER,
  notifications_settled_position INTEGER NOT NULL,
  stale_entries INTEGER NOT NULL,
  is_compacting INTEGER NOT NULL,
  notification_problem TEXT,
  shown_notifications ANY,
  fold_version INTEGER NOT NULL DEFAULT 0,
  refolded_position INTEGER NOT NULL DEFAULT 0,
  is_sealed INTEGER NOT NULL DEFAULT 0,
  key_check BLOB,
  conversion TEXT
) STRICT;
INSERT INTO meta (key, position, read_epoch, last_epoch, notifications_settled_position, stale_entries, is_compacting)
VALUES (1, 0, 1, 1, 0, 0, 0);

CREATE TABLE source (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  label TEXT,
  listed INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0,
  cursor TEXT,
  received_at INTEGER,
  usual_pause_ms INTEGER,
  wants_receipts INTEGER NOT NULL DEFAULT 0,
  receipt_problem TEXT,
  dropped_receipts INTEGER NOT NULL DEFAULT 0,
  visible INTEGER NOT NULL DEFAULT 0,
  jobs INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  pinned INTEGER NOT NULL DEFAULT 0,
  snoozed INTEGER NOT NULL DEFAULT 0,
  items INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE unread_count (
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  epoch INTEGER NOT NULL,
  items INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  PRIMARY KEY (source, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_task (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('mark', 'lift')),
  epoch INTEGER NOT NULL,
  filter ANY,
  before INTEGER
) STRICT;

CREATE TABLE item (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  type TEXT NOT NULL CHECK (type IN ('notification', 'job')),
  named_by TEXT NOT NULL CHECK (named_by IN ('item', 'event', 'store')),
  id TEXT NOT NULL,
  content_digest TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL UNIQUE,
  title TEXT,
  message TEXT,
  category TEXT,
  priority TEXT NOT NULL,
  revision INTEGER,
  attempt INTEGER,
  state TEXT,
  progress REAL,
  url TEXT,
  offer TEXT,
  sealed BLOB,
  created_at INTEGER,
  received_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  read_epoch INTEGER,
  hidden TEXT,
  hidden_at INTEGER,
  pinned_at INTEGER,
  notification TEXT NOT NULL,
  notification_reason TEXT,
  notification_outcome TEXT,
  held_until INTEGER,
  snoozed_until INTEGER CHECK (snoozed_until IS NULL OR notification = 'pending'),
  is_snoozed_for INTEGER NOT NULL DEFAULT 0,
  repeat_count INTEGER NOT NULL DEFAULT 0,
  repeat_at INTEGER,
  reminded INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER AS (CAST(json_extract(offer, '$.expiresAt') AS INTEGER)) VIRTUAL,
  shown_at INTEGER AS (iif(state IN ('succeeded', 'failed', 'cancelled'), updated_at, received_at)) VIRTUAL,
  UNIQUE (id, source, type, named_by, content_digest)
) STRICT;

-- Lists and filters of the window. Their conditions are repeated word by word in filters.ts. Where the items of a server
-- that was deleted may have to be passed over, the index has the source, so that this needs no look at the rows.
CREATE INDEX item_visible ON item (position, source) WHERE hidden IS NULL;
CREATE INDEX item_unread ON item (read_epoch, position) WHERE hidden IS NULL AND read_epoch IS NOT NULL;
CREATE INDEX item_job ON item (position) WHERE hidden IS NULL AND type = 'job';
CREATE INDEX item_state ON item (state, position) WHERE hidden IS NULL AND state IS NOT NULL;
CREATE INDEX item_important ON item (position) WHERE hidden IS NULL AND priority IN ('high', 'critical');
CREATE INDEX item_pinned ON item (position) WHERE hidden IS NULL AND pinned_at IS NOT NULL;
CREATE INDEX item_snoozed ON item (position) WHERE hidden IS NULL AND snoozed_until IS NOT NULL;
CREATE INDEX item_category ON item (category, position) WHERE hidden IS NULL AND category IS NOT NULL;
CREATE INDEX item_event_id ON item (id, position) WHERE hidden IS NULL AND named_by <> 'item';
-- Hidden items too: the rows of a source that was deleted are found by it.
CREATE INDEX item_source ON item (source, hidden, position);
CREATE INDEX item_running ON item (position) WHERE hidden IS NULL AND state IN ('queued', 'running');
CREATE INDEX item_unfinished ON item (state, source) WHERE hidden IS NULL AND state IN ('queued', 'running');
-- The notification queue.
CREATE INDEX item_pending ON item (position, source, pinned_at) WHERE notification = 'pending';
CREATE INDEX item_pending_critical ON item (position, source) WHERE notification = 'pending' AND priority = 'critical';
CREATE INDEX item_held ON item (read_epoch, position) WHERE notification = 'suppressed'
  AND notification_reason IN ('paused', 'quiet-hours', 'do-not-disturb', 'away') AND hidden IS NULL AND read_epoch IS NOT NULL;
CREATE INDEX item_due ON item (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX item_repeating ON item (repeat_at) WHERE repeat_at IS NOT NULL;
CREATE INDEX item_expiring ON item (expires_at, source) WHERE expires_at IS NOT NULL AND reminded = 0;
-- Maintenance. Their conditions are repeated word by word in retention.ts.
CREATE INDEX item_aged ON item (updated_at) WHERE notification <> 'pending' AND pinned_at IS NULL;
CREATE INDEX item_removable ON item (position) WHERE hidden IS NOT 'deleted' AND notification <> 'pending'
  AND pinned_at IS NULL AND (state IS NULL OR state NOT IN ('queued', 'running'));
CREATE INDEX item_open ON item (updated_at) WHERE state IN ('queued', 'running') AND pinned_at IS NULL;
CREATE INDEX item_deleted ON item (hidden_at) WHERE hidden = 'deleted';

CREATE TABLE period (block INTEGER PRIMARY KEY, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT;

CREATE TABLE job_course (
  item INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  points TEXT NOT NULL
) STRICT;

CREATE TABLE download (
  item INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  state TEXT NOT NULL,
  file TEXT,
  validator TEXT,
  sealed BLOB
) STRICT;

CREATE TABLE tombstone (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  id TEXT NOT NULL,
  content_digest TEXT NOT NULL DEFAULT '',
  verdict TEXT NOT NULL CHECK (verdict IN ('read', 'withdrawn')),
  at INTEGER NOT NULL,
  UNIQUE (source, id, content_digest)
) STRICT;
CREATE INDEX tombstone_source ON tombstone (source);

CREATE TABLE rejected_event (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  at INTEGER NOT NULL,
  event_type TEXT NOT NULL,
  event_id TEXT,
  data TEXT NOT NULL,
  reason TEXT NOT NULL,
  sealed BLOB,
  digest TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 1,
  UNIQUE (source, digest)
) STRICT;
-- They are counted by the index alone: the rows are large.
CREATE INDEX rejected_event_source ON rejected_event (source, count);

CREATE TABLE connection_log (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  at INTEGER NOT NULL,
  connection TEXT NOT NULL,
  gap TEXT,
  completeness TEXT
) STRICT;
CREATE INDEX connection_log_source ON connection_log (source);

CREATE TABLE receipt (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  id TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('shown', 'clicked', 'read', 'failed')),
  attempt INTEGER,
  revision INTEGER,
  reason TEXT,
  at INTEGER NOT NULL,
  batch TEXT
) STRICT;
CREATE UNIQUE INDEX receipt_once ON receipt (source, id, what, coalesce(attempt, 0), coalesce(revision, 0));
CREATE INDEX receipt_source ON receipt (source, batch);

CREATE TABLE index_queue (position INTEGER PRIMARY KEY) STRICT;
CREATE VIRTUAL TABLE trigram USING fts5 (
  trigrams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2'
);
INSERT INTO trigram (trigram, rank) VALUES ('pgsz', 1000);
INSERT INTO trigram (trigram, rank) VALUES ('deletemerge', 0);

CREATE TRIGGER item_inserted AFTER INSERT ON item
BEGIN
  INSERT INTO index_queue VALUES (NEW.position);
  UPDATE source SET
    visible = visible + (NEW.hidden IS NULL),
    jobs = jobs + (NEW.hidden IS NULL AND NEW.type = 'job'),
    failed = failed + (NEW.hidden IS NULL AND NEW.state IS 'failed'),
    pinned = pinned + (NEW.hidden IS NULL AND NEW.pinned_at IS NOT NULL),
    snoozed = snoozed + (NEW.hidden IS NULL AND NEW.snoozed_until IS NOT NULL),
    items = items + (NEW.hidden IS NOT 'deleted')
  WHERE key = NEW.source;
END;

CREATE TRIGGER item_recounted AFTER UPDATE OF hidden, state, pinned_at, snoozed_until ON item
WHEN (NEW.hidden, NEW.state, NEW.pinned_at, NEW.snoozed_until)
  IS NOT (OLD.hidden, OLD.state, OLD.pinned_at, OLD.snoozed_until)
BEGIN
  UPDATE source SET
    visible = visible + (NEW.hidden IS NULL) - (OLD.hidden IS NULL),
    jobs = jobs + (NEW.type = 'job') * ((NEW.hidden IS NULL) - (OLD.hidden IS NULL)),
    failed = failed
      + (NEW.hidden IS NULL AND NEW.state IS 'failed')
      - (OLD.hidden IS NULL AND OLD.state IS 'failed'),
    pinned = pinned
      + (NEW.hidden IS NULL AND NEW.pinned_at IS NOT NULL)
      - (OLD.hidden IS NULL AND OLD.pinned_at IS NOT NULL),
    snoozed = snoozed
      + (NEW.hidden IS NULL AND NEW.snoozed_until IS NOT NULL)
      - (OLD.hidden IS NULL AND OLD.snoozed_until IS NOT NULL),
    items = items + (NEW.hidden IS NOT 'deleted') - (OLD.hidden IS NOT 'deleted')
  WHERE key = NEW.source;
END;

CREATE TRIGGER item_removed AFTER DELETE ON item
BEGIN
  INSERT INTO index_queue VALUES (OLD.position) ON CONFLICT DO NOTHING;
  UPDATE source SET
    visible = visible - (OLD.hidden IS NULL),
    jobs = jobs - (OLD.hidden IS NULL AND OLD.type = 'job'),
    failed = failed - (OLD.hidden IS NULL AND OLD.state IS 'failed'),
    pinned = pinned - (OLD.hidden IS NULL AND OLD.pinned_at IS NOT NULL),
    snoozed = snoozed - (OLD.hidden IS NULL AND OLD.snoozed_until IS NOT NULL),
    items = items - (OLD.hidden IS NOT 'deleted')
  WHERE key = OLD.source;
END;

CREATE TRIGGER unread_inserted AFTER INSERT ON item WHEN NEW.hidden IS NULL AND NEW.read_epoch IS NOT NULL
BEGIN
  INSERT INTO unread_count VALUES (NEW.source, NEW.read_epoch, 1, NEW.state IS 'failed')
  ON CONFLICT DO UPDATE SET items = items + 1, failed = failed + excluded.failed;
END;

-- Epochs that can't become unread again are counted no more: nothing is inserted for what leaves them.
CREATE TRIGGER unread_recounted AFTER UPDATE OF read_epoch, hidden, state ON item
WHEN (NEW.read_epoch, NEW.hidden, NEW.state) IS NOT (OLD.read_epoch, OLD.hidden, OLD.state)
BEGIN
  UPDATE unread_count SET items = items - 1, failed = failed - (OLD.state IS 'failed')
  WHERE source = OLD.source AND epoch = OLD.read_epoch AND OLD.hidden IS NULL;
  INSERT INTO unread_count
  SELECT NEW.source, NEW.read_epoch, 1, NEW.state IS 'failed' WHERE NEW.hidden IS NULL AND NEW.read_epoch IS NOT NULL
  ON CONFLICT DO UPDATE SET items = items + 1, failed = failed + excluded.failed;
END;

CREATE TRIGGER unread_removed AFTER DELETE ON item WHEN OLD.hidden IS NULL AND OLD.read_epoch IS NOT NULL
BEGIN
  UPDATE unread_count SET items = items - 1, failed = failed - (OLD.state IS 'failed')
  WHERE source = OLD.source AND epoch = OLD.read_epoch;
END;

CREATE TRIGGER period_inserted AFTER INSERT ON item
BEGIN
  INSERT INTO period VALUES (NEW.position / 1000, NEW.shown_at, NEW.shown_at)
  ON CONFLICT DO UPDATE SET first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
  WHERE first_at > excluded.first_at OR last_at < excluded.last_at;
END;

CREATE TRIGGER period_changed AFTER UPDATE OF position, state, updated_at ON item
WHEN (NEW.position, NEW.shown_at) IS NOT (OLD.position, OLD.shown_at)
BEGIN
  INSERT INTO period VALUES (NEW.position / 1000, NEW.shown_at, NEW.shown_at)
  ON CONFLICT DO UPDATE SET first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
  WHERE first_at > excluded.first_at OR last_at < excluded.last_at;
END;

CREATE TRIGGER item_moved AFTER UPDATE OF position ON item
BEGIN
  INSERT INTO index_queue VALUES (OLD.position) ON CONFLICT DO NOTHING;
  INSERT INTO index_queue VALUES (NEW.position) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER item_reworded AFTER UPDATE OF title, message, category ON item
WHEN (NEW.title, NEW.message, NEW.category) IS NOT (OLD.title, OLD.message, OLD.category)
BEGIN
  INSERT INTO index_queue VALUES (NEW.position) ON CONFLICT DO NOTHING;
END;
`
