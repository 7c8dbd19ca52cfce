/**
 * The first version of the file. Times are milliseconds since the epoch.
 *
 * `item.round` makes "mark all read" one small write however long the history is: a row is unread while its
 * round is the ledger's, so that a new round leaves all of them read. `source.unread` is kept by triggers:
 * counting is a look-up.
 */
export const firstSchema = `
CREATE TABLE ledger (
  key INTEGER PRIMARY KEY CHECK (key = 1),
  position INTEGER NOT NULL,
  round INTEGER NOT NULL
) STRICT;
INSERT INTO ledger VALUES (1, 0, 1);

CREATE TABLE source (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  cursor TEXT,
  received_at INTEGER,
  rhythm_ms INTEGER,
  unread INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE item (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  type TEXT NOT NULL CHECK (type IN ('notification', 'job')),
  named_by TEXT NOT NULL CHECK (named_by IN ('thing', 'event', 'store')),
  id TEXT NOT NULL,
  position INTEGER NOT NULL UNIQUE,
  title TEXT,
  message TEXT,
  category TEXT,
  priority TEXT NOT NULL,
  state TEXT,
  progress REAL,
  url TEXT,
  download TEXT,
  created_at INTEGER,
  received_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  round INTEGER,
  hidden TEXT,
  toast TEXT NOT NULL,
  UNIQUE (id, source, type, named_by)
) STRICT;
CREATE INDEX item_visible ON item (position) WHERE hidden IS NULL;
CREATE INDEX item_unread ON item (round, position) WHERE hidden IS NULL AND round IS NOT NULL;
CREATE INDEX item_pending ON item (position) WHERE toast = 'pending';
CREATE INDEX item_running ON item (position) WHERE hidden IS NULL AND state IN ('queued', 'running');

CREATE TRIGGER item_inserted AFTER INSERT ON item
WHEN NEW.hidden IS NULL AND NEW.round IS (SELECT round FROM ledger)
BEGIN
  UPDATE source SET unread = unread + 1 WHERE key = NEW.source;
END;
CREATE TRIGGER item_updated AFTER UPDATE OF round, hidden ON item
BEGIN
  UPDATE source SET unread = unread
    + (NEW.hidden IS NULL AND NEW.round IS (SELECT round FROM ledger))
    - (OLD.hidden IS NULL AND OLD.round IS (SELECT round FROM ledger))
  WHERE key = NEW.source;
END;
CREATE TRIGGER item_deleted AFTER DELETE ON item
WHEN OLD.hidden IS NULL AND OLD.round IS (SELECT round FROM ledger)
BEGIN
  UPDATE source SET unread = unread - 1 WHERE key = OLD.source;
END;

CREATE TABLE tombstone (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('read', 'withdrawn')),
  at INTEGER NOT NULL,
  UNIQUE (source, id)
) STRICT;
CREATE INDEX tombstone_source ON tombstone (source);

CREATE TABLE quarantine (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  at INTEGER NOT NULL,
  event_type TEXT NOT NULL,
  event_id TEXT,
  data TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_source ON quarantine (source);

CREATE TABLE connection_change (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (key),
  at INTEGER NOT NULL,
  connection TEXT NOT NULL,
  gap TEXT
) STRICT;
CREATE INDEX connection_change_source ON connection_change (source);
`
