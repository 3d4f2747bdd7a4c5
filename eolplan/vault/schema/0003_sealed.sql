-- Answers that only chosen members of staff may read lie here closed: the columns say where
-- one stands, the box what it says. A box opens with the key of its compartment, and that key
-- is sealed to the public halves of those who may read, of the recovery sheet and of the
-- organisation.

CREATE TABLE compartment (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
  owner TEXT NOT NULL, -- of somebody who writes without being chosen; empty: of the chosen
  made INTEGER NOT NULL REFERENCES audit (seq),
  shut INTEGER NOT NULL DEFAULT 0 CHECK (shut IN (0, 1)) -- one who knows its key may not any more
) STRICT, WITHOUT ROWID;

CREATE TRIGGER compartment_once BEFORE INSERT ON compartment
WHEN EXISTS (SELECT 1 FROM compartment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: compartment'); END;
CREATE TRIGGER compartment_only_shuts BEFORE UPDATE ON compartment
WHEN (NEW.id, NEW.owner, NEW.made, NEW.shut) IS NOT (OLD.id, OLD.owner, OLD.made, 1)
BEGIN SELECT RAISE(ABORT, 'append-only: compartment'); END;
CREATE TRIGGER compartment_no_delete BEFORE DELETE ON compartment
BEGIN SELECT RAISE(ABORT, 'append-only: compartment'); END;

CREATE TABLE seal (
  compartment TEXT NOT NULL REFERENCES compartment (id),
  public TEXT NOT NULL,
  box TEXT NOT NULL,
  PRIMARY KEY (compartment, public)
) STRICT, WITHOUT ROWID;

CREATE INDEX seal_of_public ON seal (public);

CREATE TRIGGER seal_once BEFORE INSERT ON seal
WHEN EXISTS (
  SELECT 1 FROM seal WHERE compartment = NEW.compartment AND public = NEW.public
)
BEGIN SELECT RAISE(ABORT, 'append-only: seal'); END;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'append-only: seal'); END;

CREATE TABLE sealed (
  digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  person_id TEXT NOT NULL REFERENCES person (id),
  question_id TEXT NOT NULL CHECK (question_id <> ''),
  instance TEXT NOT NULL,
  supersedes TEXT NOT NULL CHECK (json_type(supersedes) = 'array'),
  compartment TEXT NOT NULL REFERENCES compartment (id),
  box BLOB NOT NULL,
  arrived INTEGER NOT NULL REFERENCES audit (seq),
  nth INTEGER NOT NULL CHECK (nth >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX sealed_of_person ON sealed (person_id, arrived, nth);

CREATE TRIGGER sealed_once BEFORE INSERT ON sealed
WHEN EXISTS (SELECT 1 FROM sealed WHERE digest = NEW.digest)
  OR EXISTS (SELECT 1 FROM entry WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: sealed'); END;
CREATE TRIGGER entry_not_sealed BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM sealed WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: sealed'); END;
-- One that is moved here from the entries keeps the place at which it came.
CREATE TRIGGER sealed_with_audit BEFORE INSERT ON sealed
WHEN NEW.arrived IS NOT (SELECT max(seq) FROM audit)
  AND NOT EXISTS (SELECT 1 FROM erasing WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'an entry arrives with the newest audit row'); END;
CREATE TRIGGER sealed_links_in_form BEFORE INSERT ON sealed
WHEN EXISTS (
    SELECT 1 FROM json_each(NEW.supersedes)
    WHERE type <> 'text' OR length(value) <> 64 OR value GLOB '*[^0-9a-f]*' OR value = NEW.digest
  )
  OR NEW.supersedes IS NOT (
    SELECT json_group_array(value) FROM (
      SELECT DISTINCT value FROM json_each(NEW.supersedes) ORDER BY value
    )
  )
BEGIN SELECT RAISE(ABORT, 'links: other digests, sorted, each once'); END;
CREATE TRIGGER sealed_no_update BEFORE UPDATE ON sealed
BEGIN SELECT RAISE(ABORT, 'append-only: sealed'); END;
CREATE TRIGGER sealed_no_delete BEFORE DELETE ON sealed
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE digest = OLD.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: sealed'); END;
CREATE TRIGGER sealed_links AFTER INSERT ON sealed
BEGIN
  INSERT INTO link (parent, child)
  SELECT value, NEW.digest FROM json_each(NEW.supersedes);
END;
CREATE TRIGGER sealed_unlinks AFTER DELETE ON sealed
BEGIN DELETE FROM link WHERE child = OLD.digest; END;

-- Half-typed answers of the same kind. One of another compartment is somebody else's.
CREATE TABLE sealed_draft (
  person_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  instance TEXT NOT NULL,
  compartment TEXT NOT NULL REFERENCES compartment (id),
  box BLOB NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (person_id, question_id, instance, compartment)
) STRICT, WITHOUT ROWID;
