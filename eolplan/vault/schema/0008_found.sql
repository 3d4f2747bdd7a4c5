-- Whoever fits what was typed is put in the order of names. A row of the list is long, and some
-- thousands of them were read for nothing but that order: the index holds it, and no more.
-- When to come back to somebody, and where they want to be, is worked out from more than before:
-- rows of before are worked out again when the store is next opened.

CREATE INDEX caseload_in_order ON caseload (person, sorted);

UPDATE caseload SET staff = '';
