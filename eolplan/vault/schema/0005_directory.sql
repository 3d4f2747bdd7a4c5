-- Local services that the team can point people to. None is ever taken out, because plans name
-- them: what is gone is out of use. The chain notes the digest of what was kept last.

CREATE TABLE service (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER service_no_delete BEFORE DELETE ON service
BEGIN SELECT RAISE(ABORT, 'kept: service'); END;
CREATE TRIGGER service_same_id BEFORE UPDATE ON service
WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'kept: service'); END;
