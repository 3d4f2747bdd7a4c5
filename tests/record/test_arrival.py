"""Taking in a copy: all or nothing, and nothing held disappears."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.guide import digest as guide_digest
from eolplan.record import (
    EntryAltered,
    Husk,
    LinksDisagree,
    Log,
    Parcel,
    WrongPerson,
    canonical,
    receive,
    to_confirm,
)
from tests.record.laptops import CPR, PLACE, SAFETY, Laptop, laptop


def never(_digest: str) -> bool:
    return False


def sent() -> tuple[Laptop, Parcel]:
    a = laptop("A")
    a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospice")
    a.sign()
    return a, a.export()


def test_everything_new_is_named_for_one_transaction():
    a, parcel = sent()
    got = receive(Log(), parcel, never)
    assert got.new_entries == tuple(a.log.entries.values())
    assert got.new_versions == tuple(a.log.versions.values())
    assert (got.new_husks, got.skipped) == ((), ())
    assert got.log.received == set(a.log.entries)
    again = receive(got.log, parcel, never)
    assert (again.new_entries, again.new_husks, again.new_versions) == ((), (), ())


def test_an_altered_entry_is_refused():
    a, parcel = sent()
    (first, second) = parcel.entries.values()
    forged = replace(first, body=canonical({**first.members, "value": "hospital_acute"}))
    for entries in ({first.digest: second}, {first.digest: forged}):
        with pytest.raises(EntryAltered):
            receive(Log(), replace(parcel, entries=entries), never)
    assert len(a.log.entries) == 2


def test_an_altered_version_is_refused():
    a, parcel = sent()
    (version,) = parcel.versions.values()
    with pytest.raises(EntryAltered):
        receive(a.log, replace(parcel, versions={"0" * 64: version}), never)


def test_an_altered_husk_is_refused():
    _, parcel = sent()
    with pytest.raises(EntryAltered):
        receive(Log(), replace(parcel, husks={"0" * 64: Husk("1" * 64, ())}), never)


def test_a_guide_is_hashed_again():
    """Hole 37: the words asked are what the digest says, or nothing is taken in."""
    a = laptop("A")
    named = guide_digest("Do you want CPR?", "en")
    pen = replace(a.pen, guide=named)
    a.keep(pen.answer(a.log, CPR, sent()[0].log.heads(PLACE)[0].answer))
    parcel = a.export()
    good = replace(parcel, guides={named: "Do you want CPR?", "0" * 64: "named by nobody"})
    assert receive(Log(), good, never).new_entries
    with pytest.raises(EntryAltered):
        receive(Log(), replace(parcel, guides={named: "Do you refuse CPR?"}), never)


def test_links_that_disagree_are_refused():
    """A husk cannot claim other links than the entry of its digest."""
    a, parcel = sent()
    first, second = a.log.entries
    lie = Husk(second, ("a" * 64,))
    for log, husks, entries in (
        (a.log, {second: lie}, {}),
        (Log(), {second: lie}, parcel.entries),
        (Log(husks={second: lie}), {}, parcel.entries),
        (Log(husks={second: lie}), {second: Husk(second, (first,))}, {}),
    ):
        with pytest.raises(LinksDisagree):
            receive(log, Parcel(entries, husks, persons=parcel.persons), never)


def test_a_bare_digest_claims_nothing_and_learns():
    a, parcel = sent()
    first, second = a.log.entries
    bare, linked = Husk(second, (), "tip"), Husk(second, (first,))
    log = receive(
        Log(members=frozenset("P")), Parcel(husks={second: bare}, persons=frozenset("P")), never
    ).log
    assert log.husks[second].supersedes == ()
    got = receive(log, Parcel(husks={second: linked}, persons=frozenset("P")), never)
    assert [h.supersedes for h in got.new_husks] == [(first,)]
    assert (
        receive(got.log, Parcel(husks={second: bare}, persons=frozenset("P")), never).new_husks
        == ()
    )
    assert receive(got.log, parcel, never).log.husks == {}


def test_a_husk_is_told_apart_by_where_it_lies():
    a, _ = sent()
    parcel = a.export("team", history=False)
    (below,) = receive(Log(), parcel, never).new_husks
    assert (below.why, below.person, below.question) == ("below", "P", "")
    alone = Parcel(husks=parcel.husks, persons=parcel.persons)
    (tip,) = receive(Log(), alone, never).new_husks
    assert tip.why == "tip"


def test_entries_of_somebody_else_are_refused():
    a, parcel = sent()
    with pytest.raises(WrongPerson):
        receive(Log(), replace(parcel, persons=frozenset("Q")), never)
    with pytest.raises(WrongPerson):
        receive(Log(members=frozenset("Q")), parcel, never)
    assert receive(a.log, parcel, never).new_entries == ()


def test_what_came_by_a_copy_waits_to_be_confirmed():
    """Hole 38: safety question, received, not confirmed here."""
    a, b = laptop("A"), laptop("B")
    a.answer(CPR, "attempt")
    a.answer(PLACE, "own_home")
    b.receive(a.export())
    assert [e.question for e in to_confirm(b.log, SAFETY)] == [CPR]
    assert to_confirm(a.log, SAFETY) == ()
    b.answer(CPR, "not_for_CPR")
    assert to_confirm(b.log, SAFETY) == ()


def test_entries_without_a_conversation_travel():
    """Hole 40."""
    a, b = laptop("A"), laptop("B")
    a.keep(
        replace(a.pen, conversation="").answer(a.log, PLACE, sent()[0].log.heads(PLACE)[0].answer)
    )
    b.receive(a.export())
    assert b.log.reading(PLACE).value == "hospice"
