/**
 * The second version: search, filters, counts, delete with undo.
 *
 * `item.placed_at` is when an item came to its position: when it arrived or, of a job, when it ended. `day` knows
 * which positions a day has, so that a range of dates is a range of positions even where the clock once jumped.
 * `ledger.settled` takes every toast up to that position off the due ones in one small write.
 *
 * `gram` is the search index: runs of three characters, made in grams.ts, by position, which is the order in which
 * matches are wanted. What is new or has changed waits in `unindexed`, so that an arriving event pays nothing for it.
 * FTS5 would clear away deleted entries in steps of any length: it is told not to (`deletemerge`), and
 * `ledger.stale` counts them until search-index.ts does it, in short ones. Small pages make its other steps short.
 */
export const secondSchema = `
ALTER TABLE ledger ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN compacting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN hidden_at INTEGER;
ALTER TABLE item ADD COLUMN placed_at INTEGER
  AS (iif(state IN ('succeeded', 'failed', 'cancelled'), updated_at, received_at)) VIRTUAL;

CREATE INDEX item_placed ON item (placed_at);
CREATE INDEX item_job ON item (position) WHERE hidden IS NULL AND type = 'job';
CREATE INDEX item_failed ON item (position) WHERE hidden IS NULL AND state = 'failed';
CREATE INDEX item_category ON item (category, position) WHERE hidden IS NULL AND category IS NOT NULL;
CREATE INDEX item_priority ON item (priority, position) WHERE hidden IS NULL AND priority <> 'normal';
CREATE INDEX item_deleted ON item (hidden_at) WHERE hidden = 'deleted';

CREATE TABLE day (
  number INTEGER PRIMARY KEY,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL
) STRICT;
INSERT INTO day SELECT placed_at / 86400000, min(position), max(position) FROM item GROUP BY 1;

ALTER TABLE source ADD COLUMN visible INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN jobs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
UPDATE source SET
  visible = (SELECT count(*) FROM item WHERE source = source.key AND hidden IS NULL),
  jobs = (SELECT count(*) FROM item WHERE source = source.key AND hidden IS NULL AND type = 'job'),
  failed = (SELECT count(*) FROM item WHERE source = source.key AND hidden IS NULL AND state = 'failed');

CREATE TABLE unindexed (position INTEGER PRIMARY KEY) STRICT;
INSERT INTO unindexed SELECT position FROM item;
CREATE VIRTUAL TABLE gram USING fts5 (
  grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2'
);
INSERT INTO gram (gram, rank) VALUES ('pgsz', 1000);
INSERT INTO gram (gram, rank) VALUES ('deletemerge', 0);

CREATE TRIGGER item_came AFTER INSERT ON item
BEGIN
  INSERT INTO unindexed VALUES (NEW.position);
  INSERT INTO day VALUES (NEW.placed_at / 86400000, NEW.position, NEW.position)
    ON CONFLICT (number) DO UPDATE SET low = min(low, excluded.low), high = max(high, excluded.high);
  UPDATE source SET
    visible = visible + (NEW.hidden IS NULL),
    jobs = jobs + (NEW.hidden IS NULL AND NEW.type = 'job'),
    failed = failed + (NEW.hidden IS NULL AND NEW.state IS 'failed')
  WHERE key = NEW.source;
END;
CREATE TRIGGER item_moved AFTER UPDATE OF position ON item
BEGIN
  INSERT INTO unindexed VALUES (OLD.position) ON CONFLICT DO NOTHING;
  INSERT INTO unindexed VALUES (NEW.position) ON CONFLICT DO NOTHING;
  INSERT INTO day VALUES (NEW.placed_at / 86400000, NEW.position, NEW.position)
    ON CONFLICT (number) DO UPDATE SET low = min(low, excluded.low), high = max(high, excluded.high);
END;
CREATE TRIGGER item_reworded AFTER UPDATE OF title, message, category ON item
WHEN (NEW.title, NEW.message, NEW.category) IS NOT (OLD.title, OLD.message, OLD.category)
BEGIN
  INSERT INTO unindexed VALUES (NEW.position) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER item_recounted AFTER UPDATE OF hidden, state ON item
WHEN (NEW.hidden, NEW.state) IS NOT (OLD.hidden, OLD.state)
BEGIN
  UPDATE source SET
    visible = visible + (NEW.hidden IS NULL) - (OLD.hidden IS NULL),
    jobs = jobs + (NEW.type = 'job') * ((NEW.hidden IS NULL) - (OLD.hidden IS NULL)),
    failed = failed + (NEW.hidden IS NULL AND NEW.state IS 'failed')
      - (OLD.hidden IS NULL AND OLD.state IS 'failed')
  WHERE key = NEW.source;
END;
CREATE TRIGGER item_gone AFTER DELETE ON item
BEGIN
  INSERT INTO unindexed VALUES (OLD.position) ON CONFLICT DO NOTHING;
  UPDATE source SET
    visible = visible - (OLD.hidden IS NULL),
    jobs = jobs - (OLD.hidden IS NULL AND OLD.type = 'job'),
    failed = failed - (OLD.hidden IS NULL AND OLD.state IS 'failed')
  WHERE key = OLD.source;
END;
`
