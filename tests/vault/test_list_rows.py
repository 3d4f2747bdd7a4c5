"""The list of people: a row for each, and the index to find them by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.vault import CaseloadRow, Place


def test_the_list_is_by_name_whatever_the_letters(store, say, clock):
    for person, family in (("1", "Ŵynne"), ("2", "Abel"), ("3", "wyn"), ("4", "O'Brien")):
        store.append(
            [say("a.b", 1, person=person)], at=clock(),
            caseload=CaseloadRow(person, name=family, family=family),
        )  # fmt: skip
    assert [r.family for r in store.caseload()] == ["Abel", "O'Brien", "wyn", "Ŵynne"]


def test_a_row_carries_when_the_conversation_was_paused(store, told):
    told("person.family", "Pryce")
    assert store.caseload_row("gwen").paused_at == ""
    store.remember("gwen", Place("c1", paused_at="2026-11-12T10:42:00.000+00:00"))
    assert store.caseload_row("gwen").paused_at == "2026-11-12T10:42:00.000+00:00"
    assert store.caseload()[0] == store.caseload_row("gwen")
    assert store.caseload_row("nobody") is None


def test_the_index_is_rewritten_only_when_something_to_find_by_changed(store, told, bare):
    told("person.family", "Pryce")
    shadow = "SELECT count(*), max(id) FROM people_search_data"
    before = bare.rows(shadow)
    told("pod.first", "own_home")
    assert bare.rows(shadow) == before
    assert store.caseload_row("gwen").place_first == "own_home"
    told("person.given", "Gwen")
    assert bare.rows(shadow) != before
    assert store.search("gwen") == ["gwen"]


def test_a_practice_person_is_known_as_one(store, say, clock, bare):
    store.append([say("a.b", 1)], at=clock(), caseload=CaseloadRow("gwen", practice="yes"))
    assert bare.rows("SELECT id, practice FROM person") == [("gwen", 1)]


def test_the_list_can_be_worked_out_again(store, told, bare, make_row, clock):
    told("person.family", "Pryce")
    bare.run("DELETE FROM caseload")
    bare.run("INSERT INTO people_search (people_search) VALUES ('delete-all')")
    assert store.search("pryce") == []
    store.rebuild_caseload(make_row, at=clock())
    assert store.search("pryce") == ["gwen"]
    assert store.verify(make_row=make_row).ok


def test_an_answer_that_changes_nothing_in_the_list_writes_no_row_of_it(store, say, clock, bare):
    """A row is long, and each of its indexes is written with it."""
    bare.run("CREATE TRIGGER told BEFORE UPDATE ON caseload BEGIN SELECT RAISE(ABORT, 'told'); END")
    row = CaseloadRow("gwen", family="Pryce")
    store.append([say("a.b", 1)], at=clock(), caseload=row)
    store.append([say("a.c", 1)], at=clock(), caseload=row)
    with pytest.raises(sqlcipher.Error, match="told"):
        store.append([say("a.d", 1)], at=clock(), caseload=replace(row, given="Gwen"))
