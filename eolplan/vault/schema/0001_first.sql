-- Layout 1. The log (audit, entry, husk, version, guide) only grows; everything else is
-- either worked out from it (link, person, caseload, people_search) or belongs to this
-- laptop alone. An entry's body is the truth and its digest its name; the other columns
-- are generated from the body, so that no second copy can disagree.

-- Who did what, when. One row for one transaction; h is chained over all rows before it.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-*T*'),
  staff TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action <> ''),
  object TEXT NOT NULL CHECK (json_valid(object)),
  prev TEXT NOT NULL,
  h TEXT NOT NULL CHECK (length(h) = 64 AND h NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR NEW.prev IS NOT coalesce((SELECT h FROM audit ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'append-only: audit'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'append-only: audit'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'append-only: audit'); END;

CREATE TABLE person (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  practice INTEGER NOT NULL DEFAULT 0 CHECK (practice IN (0, 1)),
  withheld TEXT NOT NULL DEFAULT '[]' -- question ids that the copies received never carry
    CHECK (json_type(withheld) = 'array')
) STRICT;

-- What an erasure is taking away right now. A row opens DELETE for the row of that digest
-- and is gone when the transaction ends; one that stands is a finding of verify().
CREATE TABLE erasing (
  digest TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  body TEXT NOT NULL CHECK (json_valid(body)),
  arrived INTEGER NOT NULL REFERENCES audit (seq),
  nth INTEGER NOT NULL CHECK (nth >= 0), -- its place among the entries of that transaction
  person_id TEXT NOT NULL REFERENCES person (id)
    GENERATED ALWAYS AS (json_extract(body, '$.person')) STORED,
  question_id TEXT NOT NULL CHECK (question_id <> '')
    GENERATED ALWAYS AS (json_extract(body, '$.question')) STORED,
  instance TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.instance')) STORED,
  CHECK (
    length(json_extract(body, '$.salt')) = 32
    AND json_extract(body, '$.salt') NOT GLOB '*[^0-9a-f]*'
  ),
  CHECK (
    json_extract(body, '$.standing') <> 'answered'
    OR (
      (json_type(body, '$.value') <> 'null' OR json_extract(body, '$.own_words') <> '')
      AND json_extract(body, '$.said_by') <> ''
      AND json_extract(body, '$.said_on') <> ''
    )
  ),
  CHECK (
    json_extract(body, '$.standing') NOT IN (
      'not_asked', 'asked_not_ready', 'asked_declined', 'undecided', 'does_not_know',
      'unable_to_express', 'not_appropriate_now', 'leaves_to_other', 'not_applicable',
      'see_document', 'come_back_later', 'withdrawn', 'removed'
    )
    OR (json_type(body, '$.value') = 'null' AND json_extract(body, '$.own_words') = '')
  ),
  CHECK (json_type(body, '$.supersedes') = 'array')
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_of_person ON entry (person_id, arrived, nth);
CREATE INDEX entry_of_question ON entry (question_id);

CREATE TRIGGER entry_once BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
CREATE TRIGGER entry_with_audit BEFORE INSERT ON entry
WHEN NEW.arrived IS NOT (SELECT max(seq) FROM audit)
BEGIN SELECT RAISE(ABORT, 'an entry arrives with the newest audit row'); END;
CREATE TRIGGER entry_links_in_form BEFORE INSERT ON entry
WHEN EXISTS (
    SELECT 1 FROM json_each(NEW.body, '$.supersedes')
    WHERE type <> 'text' OR length(value) <> 64 OR value GLOB '*[^0-9a-f]*' OR value = NEW.digest
  )
  OR json_extract(NEW.body, '$.supersedes') IS NOT (
    SELECT json_group_array(value) FROM (
      SELECT DISTINCT value FROM json_each(NEW.body, '$.supersedes') ORDER BY value
    )
  )
BEGIN SELECT RAISE(ABORT, 'links: other digests, sorted, each once'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE digest = OLD.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;

CREATE TABLE link (
  parent TEXT NOT NULL,
  child TEXT NOT NULL,
  PRIMARY KEY (parent, child)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_links AFTER INSERT ON entry
BEGIN
  INSERT INTO link (parent, child)
  SELECT value, NEW.digest FROM json_each(NEW.body, '$.supersedes');
END;
CREATE TRIGGER entry_unlinks AFTER DELETE ON entry
BEGIN DELETE FROM link WHERE child = OLD.digest; END;
CREATE INDEX link_of_child ON link (child);

-- An entry that is known to exist but is not held. A copy may know more of its links than
-- the one before it, so there can be several rows; readers join them.
CREATE TABLE husk (
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  person_id TEXT NOT NULL REFERENCES person (id),
  supersedes TEXT NOT NULL CHECK (json_type(supersedes) = 'array'),
  question_id TEXT NOT NULL DEFAULT '',
  instance TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL CHECK (why IN ('below', 'tip', 'erased')),
  arrived INTEGER NOT NULL REFERENCES audit (seq),
  PRIMARY KEY (digest, arrived)
) STRICT, WITHOUT ROWID;

CREATE INDEX husk_of_person ON husk (person_id);

CREATE TRIGGER husk_once BEFORE INSERT ON husk
WHEN EXISTS (SELECT 1 FROM husk WHERE digest = NEW.digest AND arrived = NEW.arrived)
BEGIN SELECT RAISE(ABORT, 'append-only: husk'); END;
CREATE TRIGGER husk_no_update BEFORE UPDATE ON husk
BEGIN SELECT RAISE(ABORT, 'append-only: husk'); END;
CREATE TRIGGER husk_no_delete BEFORE DELETE ON husk
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE digest = OLD.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: husk'); END;

CREATE TABLE version (
  digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  body TEXT NOT NULL CHECK (json_valid(body)),
  signature TEXT NOT NULL,
  signer_key TEXT NOT NULL,
  arrived INTEGER NOT NULL REFERENCES audit (seq),
  person_id TEXT NOT NULL REFERENCES person (id)
    GENERATED ALWAYS AS (json_extract(body, '$.person')) STORED
) STRICT, WITHOUT ROWID;

CREATE INDEX version_of_person ON version (person_id);

CREATE TRIGGER version_once BEFORE INSERT ON version
WHEN EXISTS (SELECT 1 FROM version WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: version'); END;
CREATE TRIGGER version_with_audit BEFORE INSERT ON version
WHEN NEW.arrived IS NOT (SELECT max(seq) FROM audit)
BEGIN SELECT RAISE(ABORT, 'a version arrives with the newest audit row'); END;
CREATE TRIGGER version_no_update BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'append-only: version'); END;
CREATE TRIGGER version_no_delete BEFORE DELETE ON version
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE digest = OLD.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: version'); END;

-- The words asked, kept once under their digest.
CREATE TABLE guide (
  digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER guide_once BEFORE INSERT ON guide
WHEN EXISTS (SELECT 1 FROM guide WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'append-only: guide'); END;
CREATE TRIGGER guide_no_update BEFORE UPDATE ON guide
BEGIN SELECT RAISE(ABORT, 'append-only: guide'); END;
CREATE TRIGGER guide_no_delete BEFORE DELETE ON guide
BEGIN SELECT RAISE(ABORT, 'append-only: guide'); END;

-- By this an erased entry (or person) is known again, without keeping what it was.
CREATE TABLE erasure (
  mac TEXT NOT NULL PRIMARY KEY CHECK (length(mac) = 64),
  at TEXT NOT NULL,
  staff TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER erasure_once BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE mac = NEW.mac)
BEGIN SELECT RAISE(ABORT, 'append-only: erasure'); END;
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'append-only: erasure'); END;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'append-only: erasure'); END;

-- Half-typed answers: overwritten freely, never part of the log.
CREATE TABLE draft (
  person_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  instance TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (json_valid(answer)),
  seen TEXT NOT NULL CHECK (json_type(seen) = 'array'),
  at TEXT NOT NULL,
  PRIMARY KEY (person_id, question_id, instance)
) STRICT, WITHOUT ROWID;

-- Copies received and not yet taken in.
CREATE TABLE receipt (
  seq INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  sender_key TEXT NOT NULL,
  package BLOB NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- Members of staff, and the public keys with which they have signed.
CREATE TABLE user (
  id TEXT NOT NULL PRIMARY KEY,
  facts TEXT NOT NULL CHECK (json_type(facts) = 'object')
) STRICT, WITHOUT ROWID;

CREATE TABLE signer (
  spki TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER signer_once BEFORE INSERT ON signer
WHEN EXISTS (SELECT 1 FROM signer WHERE spki = NEW.spki)
BEGIN SELECT RAISE(ABORT, 'append-only: signer'); END;
CREATE TRIGGER signer_no_update BEFORE UPDATE ON signer
BEGIN SELECT RAISE(ABORT, 'append-only: signer'); END;
CREATE TRIGGER signer_no_delete BEFORE DELETE ON signer
BEGIN SELECT RAISE(ABORT, 'append-only: signer'); END;

-- This laptop's own pair (P-256), which seals exports.
CREATE TABLE installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  spki TEXT NOT NULL,
  private TEXT NOT NULL
) STRICT;

CREATE TRIGGER installation_once BEFORE INSERT ON installation
WHEN EXISTS (SELECT 1 FROM installation)
BEGIN SELECT RAISE(ABORT, 'append-only: installation'); END;
CREATE TRIGGER installation_no_update BEFORE UPDATE ON installation
BEGIN SELECT RAISE(ABORT, 'append-only: installation'); END;
CREATE TRIGGER installation_no_delete BEFORE DELETE ON installation
BEGIN SELECT RAISE(ABORT, 'append-only: installation'); END;

-- The list of people: a pure function of the heads, rebuilt at will.
CREATE TABLE caseload (
  person TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  name TEXT NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  preferred TEXT NOT NULL,
  born TEXT NOT NULL,
  nhs TEXT NOT NULL,
  chi TEXT NOT NULL,
  hcn TEXT NOT NULL,
  postcode TEXT NOT NULL,
  place_first TEXT NOT NULL,
  place_words TEXT NOT NULL,
  review_due TEXT NOT NULL,
  last_talked TEXT NOT NULL,
  come_back TEXT NOT NULL,
  changing TEXT NOT NULL,
  planned TEXT NOT NULL,
  practice TEXT NOT NULL,
  conflict TEXT NOT NULL,
  text TEXT NOT NULL,
  sorted TEXT NOT NULL, -- family and given name without accents, to order by
  words TEXT NOT NULL -- exactly what people_search holds for this person
) STRICT, WITHOUT ROWID;

CREATE INDEX caseload_by_name ON caseload (sorted);
CREATE INDEX caseload_by_nhs ON caseload (nhs) WHERE nhs <> '';

-- rowid is person.n. The words come folded already; nothing is kept but the index.
CREATE VIRTUAL TABLE people_search USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0',
  prefix = '2 3'
);

-- Where a conversation stands on this laptop.
CREATE TABLE place (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  conversation TEXT NOT NULL,
  section TEXT NOT NULL,
  question TEXT NOT NULL,
  instance TEXT NOT NULL,
  scroll INTEGER NOT NULL,
  note TEXT NOT NULL,
  paused_at TEXT NOT NULL,
  began_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
