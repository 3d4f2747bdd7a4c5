# ruff: noqa: S608  attacking with SQL is what these tests do
"""The tables guard themselves, and steps from one layout to the next are whole or nothing."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.vault import NotWritten, VaultDamaged, VaultTooNew, layout
from eolplan.vault.db import Database
from eolplan.vault.disk import make_private_file
from eolplan.vault.guard import allows
from eolplan.vault.layout import Step

KEY = bytes(range(32))
HEX = "a" * 64

# Statements against the log, without the authorizer: the tables alone must refuse them.
ATTACKS = {
    "update": "UPDATE entry SET body = '{}'",
    "update or replace": "UPDATE OR REPLACE entry SET digest = (SELECT max(digest) FROM entry)",
    "delete": "DELETE FROM entry",
    "replace by key": "INSERT OR REPLACE INTO entry (digest, body, arrived, nth)"
    " SELECT digest, json_set(body, '$.value', 'x'), (SELECT max(seq) FROM audit), 0 FROM entry",
    "upsert": "INSERT INTO entry (digest, body, arrived, nth)"
    " SELECT digest, body, (SELECT max(seq) FROM audit), 0 FROM entry WHERE true"
    " ON CONFLICT (digest) DO UPDATE SET body = '{}'",
    "ignore": "INSERT OR IGNORE INTO entry (digest, body, arrived, nth)"
    " SELECT digest, body, (SELECT max(seq) FROM audit), 0 FROM entry",
    "a generated column": "UPDATE entry SET person_id = 'other'",
    "without an audit row of its own": "INSERT INTO entry (digest, body, arrived, nth)"
    f" SELECT '{HEX}', body, 1, 0 FROM entry LIMIT 1",
    "a person with entries": "DELETE FROM person",
    "audit update": "UPDATE audit SET object = '{}'",
    "audit delete": "DELETE FROM audit",
    "audit replace": "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    "audit gap": "INSERT INTO audit"
    " SELECT max(seq) + 2, at, staff, action, object, h, h FROM audit",
    "audit with another prev": "INSERT INTO audit"
    " SELECT max(seq) + 1, at, staff, action, object, prev, h FROM audit",
    "version update": "UPDATE version SET signature = 'x'",
    "version delete": "DELETE FROM version",
    "version replace": "REPLACE INTO version (digest, body, signature, signer_key, arrived)"
    " SELECT digest, body, 'x', 'x', (SELECT max(seq) FROM audit) FROM version",
    "guide update": "UPDATE guide SET text = 'x'",
    "guide delete": "DELETE FROM guide",
    "guide replace": "REPLACE INTO guide SELECT digest, 'x' FROM guide",
    "husk update": "UPDATE husk SET supersedes = '[]'",
    "husk delete": "DELETE FROM husk",
    "husk replace": "REPLACE INTO husk SELECT * FROM husk",
    "erasure update": "UPDATE erasure SET reason = 'x'",
    "erasure delete": "DELETE FROM erasure",
    "erasure replace": "REPLACE INTO erasure SELECT mac, at, staff, 'x' FROM erasure",
    "signer delete": "DELETE FROM signer",
    "signer update": "UPDATE signer SET user_id = user_id",
    "signer replace": "REPLACE INTO signer SELECT * FROM signer",
    "installation update": "UPDATE installation SET private = 'x'",
    "installation delete": "DELETE FROM installation",
    "installation replace": "REPLACE INTO installation SELECT * FROM installation",
}
# Besides, only the authorizer knows these.
GUARDED = {
    "drop trigger": "DROP TRIGGER entry_no_delete",
    "drop table": "DROP TABLE draft",
    "temporary trigger": "CREATE TEMP TRIGGER t BEFORE INSERT ON entry"
    " BEGIN SELECT RAISE(IGNORE); END",
    "alter": "ALTER TABLE entry RENAME TO old",
    "attach": "ATTACH ':memory:' AS other",
    "writable schema": "PRAGMA writable_schema = ON",
    "schema": "DELETE FROM sqlite_master",
    "no keys": "PRAGMA foreign_keys = OFF",
    "no recursion": "PRAGMA recursive_triggers = OFF",
    "no barrier": "PRAGMA synchronous = OFF",
    "a layout": "PRAGMA user_version = 9",
    "another key": "PRAGMA rekey = 'x'",
    "extension": "SELECT load_extension('x')",
    "opening an erasure": "INSERT INTO erasing SELECT digest FROM entry",
    "a link": f"INSERT INTO link VALUES ('{HEX}', '{HEX}')",
    "links": "DELETE FROM link",
    "compact": "VACUUM",
    "analyze": "ANALYZE",
}
LOG = ("entry", "link", "husk", "version", "guide", "audit", "erasure", "signer", "installation")


@pytest.fixture
def session(full_session):
    return full_session


def everything(db):
    return {table: db.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in LOG}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_tables_themselves_refuse_to_rewrite_history(bare, attack):
    before = everything(bare)
    assert all(before.values()), "an empty table would refuse nothing"
    with pytest.raises((sqlcipher.IntegrityError, sqlcipher.OperationalError)):
        bare.run(ATTACKS[attack])
    assert everything(bare) == before


@pytest.mark.parametrize("attack", ATTACKS | GUARDED)
def test_an_open_vault_refuses_it_too(bare, attack):
    before = everything(bare)
    bare.guard()
    with pytest.raises(sqlcipher.Error):
        bare.run((ATTACKS | GUARDED)[attack])
    assert everything(bare) == before


def test_deleting_opens_only_for_what_an_erasure_names_and_closes_behind_it(bare):
    digests = [row[0] for row in bare.rows("SELECT digest FROM entry ORDER BY digest")]
    bare.guard()
    with bare.erasure():
        bare.run("INSERT INTO erasing VALUES (?)", digests[0])
        bare.run("DELETE FROM entry WHERE digest = ?", digests[0])
        with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
            bare.run("DELETE FROM entry WHERE digest = ?", digests[1])
    assert bare.rows("SELECT * FROM erasing") == []
    assert bare.rows("SELECT * FROM link WHERE child = ?", digests[0]) == []
    with pytest.raises(sqlcipher.DatabaseError, match="not authorized"):
        bare.run("DELETE FROM entry WHERE digest = ?", digests[1])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("json_set(body, '$.salt', 'short')", "CHECK"),
        ("json_set(body, '$.said_on', '')", "CHECK"),
        ("json_set(body, '$.said_by', '')", "CHECK"),
        ("json_set(body, '$.value', json('null'), '$.own_words', '')", "CHECK"),
        ("json_set(body, '$.standing', 'undecided')", "CHECK"),
        ("json_set(body, '$.supersedes', 'x')", "links"),
        ("json_set(body, '$.supersedes', json_array('x'))", "links"),
        (f"json_set(body, '$.supersedes', json_array('{HEX}'))", "links"),
        (f"json_set(body, '$.supersedes', json_array('{'c' * 64}', '{'b' * 64}'))", "links"),
        (f"json_set(body, '$.supersedes', json_array('{'b' * 64}', '{'b' * 64}'))", "links"),
        ("json_set(body, '$.person', 'nobody')", "FOREIGN KEY"),
        ("json_set(body, '$.question', '')", "CHECK"),
        ("'not json'", "malformed|CHECK"),
    ],
)  # fmt: skip
def test_an_entry_of_another_form_is_refused(bare, change, why):
    with pytest.raises(sqlcipher.Error, match=why):
        bare.run(
            "INSERT INTO entry (digest, body, arrived, nth)"
            f" SELECT '{HEX}', {change}, (SELECT max(seq) FROM audit), 0 FROM entry LIMIT 1"
        )


def test_a_standing_of_a_later_eolplan_is_kept(bare):
    """It is judged by form only: an older laptop in the chain must not lose it."""
    bare.run(
        "INSERT INTO entry (digest, body, arrived, nth)"
        f" SELECT '{HEX}', json_set(body, '$.standing', 'said_in_song'),"
        " (SELECT max(seq) FROM audit), 0 FROM entry LIMIT 1"
    )


def test_the_guard_lets_nothing_pass_that_it_does_not_know():
    assert not allows(999, "", "", "", erasing=True)


# ---- steps


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "eolplan.db"
    make_private_file(path)
    return path


def opened(path, steps):
    db = Database.open(path, KEY)
    try:
        layout.upgrade(db, steps, KEY)
    except BaseException:
        db.close()
        raise
    return closing(db)


FIRST = layout.shipped()[:1]
MORE = Step(2, "CREATE TABLE more (a TEXT) STRICT;\n-- and\nCREATE INDEX more_a ON more (a);\n")


def test_the_shipped_steps_make_the_shipped_schema(path):
    steps = layout.shipped()
    with opened(path, steps) as db:
        assert layout.layout_of(db) == len(steps)
        assert layout.schema_of(db) == layout.expected_schema(steps)


def test_an_older_file_steps_up_and_leaves_a_copy_that_opens(path):
    first = FIRST
    with opened(path, first) as db:
        db.run("INSERT INTO setting VALUES ('a', '1')")
    with opened(path, (*first, MORE)) as db:
        assert layout.layout_of(db) == 2
        assert layout.schema_of(db) == layout.expected_schema((*first, MORE))
        assert db.rows("SELECT * FROM setting") == [("a", "1")]
    copy = path.with_name("eolplan.db.layout-1")
    assert not copy.read_bytes().startswith(b"SQLite")
    with opened(copy, first) as db:
        assert db.rows("SELECT * FROM setting") == [("a", "1")]


def test_a_step_that_stops_half_way_leaves_the_layout_as_it_was(path):
    first = FIRST
    with opened(path, first):
        pass
    broken = Step(2, "CREATE TABLE more (a TEXT) STRICT;\nCREATE TABLE more (a TEXT) STRICT;\n")
    for _ in range(2):
        with pytest.raises(sqlcipher.OperationalError):
            opened(path, (*first, broken))
    with opened(path, first) as db:
        assert layout.layout_of(db) == 1
        assert layout.schema_of(db) == layout.expected_schema(first)


def test_a_newer_layout_is_refused_in_words(path):
    with opened(path, (*FIRST, MORE)):
        pass
    with pytest.raises(VaultTooNew, match="uses layout 2; this eolplan knows up to 1"):
        opened(path, FIRST)


@pytest.mark.parametrize("empty", [True, False])
def test_no_step_is_taken_when_the_copy_cannot_be_read_back(path, monkeypatch, empty):
    first = FIRST
    with opened(path, first):
        pass

    def spoilt(self: Database, copy) -> None:
        if empty:
            make_private_file(copy)
            Database.open(copy, KEY).close()
        else:
            copy.write_bytes(b"\x01" * 8192)

    monkeypatch.setattr(Database, "copy_to", spoilt)
    with pytest.raises(VaultDamaged):
        opened(path, (*first, MORE))
    with opened(path, first) as db:
        assert layout.layout_of(db) == 1


def test_a_full_disk_stops_a_step_in_words(path):
    steps = layout.shipped()
    with closing(Database.open(path, KEY)) as db:
        db.run("PRAGMA max_page_count = 5")
        with pytest.raises(NotWritten, match="the disk is full"):
            layout.upgrade(db, steps, KEY)
        assert layout.layout_of(db) == 0
