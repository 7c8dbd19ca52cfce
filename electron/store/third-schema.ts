/**
 * The third version: why a toast was held back, "remind me later", one reminder before a download expires, and what
 * became of downloads.
 *
 * `item.toast_after` is when the toast of a snoozed item is due again. `transfer.facts` is what is shown of a download,
 * as JSON; the other columns are what it takes to go on with it.
 */
export const thirdSchema = `
ALTER TABLE item ADD COLUMN toast_reason TEXT;
ALTER TABLE item ADD COLUMN toast_after INTEGER;
ALTER TABLE item ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN expires_at INTEGER
  AS (CAST(json_extract(download, '$.expiresAt') AS INTEGER)) VIRTUAL;

CREATE INDEX item_held ON item (position) WHERE toast_reason IN ('paused', 'quiet-hours', 'do-not-disturb');
CREATE INDEX item_snoozed ON item (toast_after) WHERE toast_after IS NOT NULL;
CREATE INDEX item_expiring ON item (expires_at) WHERE expires_at IS NOT NULL AND reminded = 0;

CREATE TABLE transfer (
  item INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  facts TEXT NOT NULL,
  file TEXT,
  validator TEXT
) STRICT;
`
