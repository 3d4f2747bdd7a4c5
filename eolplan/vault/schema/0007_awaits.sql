-- Whose second signature a plan waits for. When somebody last talked with the person is worked out
-- from what they were asked and said, and no longer from what only staff wrote down: rows of before
-- are worked out again when the store is next opened.

ALTER TABLE caseload ADD COLUMN awaits TEXT NOT NULL DEFAULT '';

UPDATE caseload SET staff = '';
