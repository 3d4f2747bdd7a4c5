-- What earlier keys of the store left behind: rows of the audit chain up to `until` are sealed by
-- `chain`, and whatever was ever erased is known again by `erasure`, which every epoch hands on.
CREATE TABLE former_key (
  epoch INTEGER PRIMARY KEY CHECK (epoch > 0),
  until INTEGER NOT NULL UNIQUE REFERENCES audit (seq),
  chain BLOB NOT NULL CHECK (length(chain) = 32),
  erasure BLOB NOT NULL CHECK (length(erasure) = 32)
) STRICT;

CREATE TRIGGER former_key_once BEFORE INSERT ON former_key
WHEN EXISTS (SELECT 1 FROM former_key WHERE epoch >= NEW.epoch)
BEGIN SELECT RAISE(ABORT, 'append-only: former_key'); END;
CREATE TRIGGER former_key_no_update BEFORE UPDATE ON former_key
BEGIN SELECT RAISE(ABORT, 'append-only: former_key'); END;
CREATE TRIGGER former_key_no_delete BEFORE DELETE ON former_key
BEGIN SELECT RAISE(ABORT, 'append-only: former_key'); END;
