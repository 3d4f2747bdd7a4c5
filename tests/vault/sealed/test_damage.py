"""A box that was changed is damage in words; everything else can be read."""

from __future__ import annotations

from contextlib import closing
from typing import Final

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.vault import PlanAltered
from eolplan.vault.db import Database
from eolplan.vault.guard import allows
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from tests.vault.sealed.conftest import CANARY, CARYS, DEV, RISK, keep_draft, make_row, tamper

ALTERED: Final = {
    "other bytes": "UPDATE sealed SET box = zeroblob(length(box)) WHERE person_id = 'gwen'",
    "cut short": "UPDATE sealed SET box = x'00' WHERE person_id = 'gwen'",
    "the box of another": "UPDATE sealed SET box ="
    " (SELECT box FROM sealed WHERE person_id = 'ivor') WHERE person_id = 'gwen'",
    "another question": "UPDATE sealed SET question_id = 'cpr.status' WHERE person_id = 'gwen'",
    "other links": "UPDATE sealed SET supersedes = json_array(printf('%064d', 1))"
    " WHERE person_id = 'gwen'",
}


@pytest.mark.parametrize("sql", ALTERED.values(), ids=ALTERED)
def test_a_changed_box_is_damage_in_words_and_others_can_be_read(
    as_, write, clock, vault_folder, team, sql
):
    """Whoever cannot open it learns of it as well, by the chain."""
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        write(session, RISK, "of another", person="ivor")
        write(session, "val.matters", "my dog", person="ines")
    tamper(vault_folder, team, sql)
    with as_(CARYS) as session:
        with pytest.raises(PlanAltered, match="changed outside eolplan") as caught:
            session.store.log("gwen")
        assert caught.value.person == "gwen"
        assert session.store.log("ivor").reading(RISK).own_words == "of another"
        assert session.store.log("ines").reading("val.matters").own_words == "my dog"
        assert not session.store.verify().ok
    with as_(DEV) as session:
        assert session.store.log("ines").reading("val.matters").own_words == "my dog"
        assert session.store.log("gwen").entries == {}
        assert "What is kept for chosen staff was changed outside eolplan." in (
            session.store.verify().problems
        )


@pytest.mark.parametrize(
    "sql",
    ["UPDATE seal SET box = 'AAAA'", "UPDATE seal SET box = '!'",
     "UPDATE seal SET box = replace(box, substr(box, 70, 4), 'AAAA')"],
    ids=["short", "not base64", "other bytes"],
)  # fmt: skip
def test_a_changed_seal_is_damage_in_words(as_, write, clock, vault_folder, team, sql):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        write(session, "val.matters", "my dog", person="ines")
    tamper(vault_folder, team, sql)
    with as_(CARYS) as session:
        with pytest.raises(PlanAltered):
            session.store.log("gwen")
        assert session.store.log("ines").reading("val.matters").own_words == "my dog"
        write(session, RISK, "new", person="ivor")  # in a compartment that opens
        assert session.store.log("ivor").reading(RISK).own_words == "new"
        assert not session.store.verify().ok
    with as_(DEV) as session:
        assert not session.store.verify().ok


def test_a_changed_draft_is_damage_in_words(as_, write, clock, vault_folder, team):
    with as_(CARYS) as session:
        keep_draft(session, "half", clock)
    tamper(vault_folder, team, "UPDATE sealed_draft SET question_id = 'conv.note'")
    with as_(CARYS) as session, pytest.raises(PlanAltered):
        session.store.drafts("gwen")


@pytest.mark.parametrize(("sql", "words"), [
    ("DELETE FROM sealed WHERE person_id = 'gwen'", "was taken out"),
    ("DELETE FROM seal", "staff, settings or services"),
    ("UPDATE compartment SET shut = 1", "staff, settings or services"),
    ("UPDATE sealed SET nth = nth + 1", "did not come in as it says"),
])  # fmt: skip
@pytest.mark.parametrize("who", [CARYS, DEV], ids=["chosen", "not chosen"])
def test_what_is_taken_out_or_moved_is_found(
    as_, write, clock, vault_folder, team, sql, words, who
):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        write(session, RISK, "of another", person="ivor")
    tamper(vault_folder, team, sql)
    with as_(who) as session:
        assert any(words in problem for problem in session.store.verify().problems)


def test_one_that_is_not_what_was_written_stays_open_and_is_told_of(
    as_, write, clock, vault_folder, team
):
    with as_(CARYS) as session:
        session.store.restrict(())
        bad = write(session, RISK, "bad")
        write(session, RISK, "good", person="ivor")
    tamper(vault_folder, team, "UPDATE entry SET body = replace(body, 'bad', 'BAD')")
    with as_(CARYS) as session:
        write(session, "conv.note", "the first", person="ivor")
        assert session.store.log("ivor").reading(RISK).own_words == "good"
        with pytest.raises(PlanAltered):
            session.store.log("gwen")
        told = [p for p in session.store.verify().problems if bad.digest[:8] in p]
        assert len(told) == 1


ATTACKS: Final = {
    "update": "UPDATE sealed SET box = x'00'",
    "update or replace": "UPDATE OR REPLACE sealed SET digest = (SELECT max(digest) FROM sealed)",
    "delete": "DELETE FROM sealed",
    "replace": "REPLACE INTO sealed SELECT digest, person_id, question_id, instance, supersedes,"
    " compartment, x'00', (SELECT max(seq) FROM audit), 0 FROM sealed",
    "moved without being taken away": "INSERT INTO sealed SELECT printf('%064d', 1), person_id,"
    " question_id, instance, supersedes, compartment, box, arrived - 1, nth FROM sealed",
    "links out of order": "INSERT INTO sealed SELECT printf('%064d', 1), person_id, question_id,"
    " instance, json_array(printf('%064d', 3), printf('%064d', 2)), compartment, box,"
    " (SELECT max(seq) FROM audit), 0 FROM sealed",
    "another seal": "REPLACE INTO seal SELECT compartment, public, 'AAAA' FROM seal",
    "a seal changed": "UPDATE seal SET box = 'AAAA'",
    "opened again": "UPDATE compartment SET shut = 0",
    "another owner": "UPDATE compartment SET owner = 'x'",
    "replaced": "REPLACE INTO compartment SELECT id, 'x', made, shut FROM compartment",
    "a compartment deleted": "DELETE FROM compartment",
}


@pytest.mark.parametrize("sql", ATTACKS.values(), ids=ATTACKS)
def test_the_tables_refuse_it_even_without_a_guard(as_, write, vault_folder, team, sql):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        db = Database.open(Folder(vault_folder).database, Keys(bytearray(team[1][CARYS].vmk)).db)
        with closing(db), pytest.raises(sqlcipher.IntegrityError):
            db.run(sql)
        assert session.store.verify(make_row=make_row).ok


def test_one_digest_is_never_both_open_and_shut(as_, write, vault_folder, team, clock):
    with as_(CARYS) as session:
        told = write(session, RISK, CANARY)
        session.store.restrict(())
        session.store.append([told], at=clock())  # a retry does no harm
        assert session.store.counts()["entries"] == 1
        db = Database.open(Folder(vault_folder).database, Keys(bytearray(team[1][CARYS].vmk)).db)
        sql = "INSERT INTO entry (digest, body, arrived, nth) SELECT ?, ?, max(seq), 9 FROM audit"
        with closing(db), pytest.raises(sqlcipher.IntegrityError):
            db.run(sql, told.digest, told.body)


def test_the_guard_lets_nobody_change_what_is_shut():
    update, delete, insert = (
        sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE, sqlcipher.SQLITE_INSERT,
    )  # fmt: skip
    assert not allows(update, "sealed", "box", "", erasing=True)
    assert not allows(delete, "sealed", "", "", erasing=False)
    assert allows(delete, "sealed", "", "", erasing=True)
    assert allows(insert, "link", "", "sealed_links", erasing=False)
    assert not allows(insert, "link", "", "", erasing=False)
