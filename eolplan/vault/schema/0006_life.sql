-- Of several persons who are one, only one stands in the list: the rows of the others name it.
-- A plan that has ended leaves the list but for those who look for it. Rows of before are worked
-- out again when the store is next opened.

ALTER TABLE caseload ADD COLUMN one_with TEXT NOT NULL DEFAULT '';
ALTER TABLE caseload ADD COLUMN ended TEXT NOT NULL DEFAULT '';
ALTER TABLE caseload ADD COLUMN planned_with TEXT NOT NULL DEFAULT '';

CREATE INDEX caseload_one_with ON caseload (one_with) WHERE one_with <> '';

UPDATE caseload SET staff = '';
