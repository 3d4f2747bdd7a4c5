-- Who recorded something of a plan, for the list of one's own people. A row of before is worked
-- out again when the store is next opened; the index finds such rows, and holds no other.

ALTER TABLE caseload ADD COLUMN staff TEXT NOT NULL DEFAULT '';

CREATE INDEX caseload_unfilled ON caseload (person) WHERE staff = '';
