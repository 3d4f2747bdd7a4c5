"""Versions: only sign-off makes one, and it is named by digests alone."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.record import EntryAltered, EntryUnreadable, Log, NothingToSign, Version, canonical
from eolplan.record.canonical import parsed
from eolplan.record.rules_in_force import Rules
from tests.record.laptops import CPR, PLACE, Laptop, laptop

NOON = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)


def signed() -> tuple[Laptop, Version]:
    a = laptop("A")
    a.answer(PLACE, "own_home")
    a.sign()
    version = a.log.latest_version()
    assert version is not None
    return a, version


def test_a_version_names_the_whole_record_by_its_frontier():
    a, version = signed()
    assert (version.number, version.parents, version.subset) == (1, (), False)
    assert version.frontier == tuple(a.log.entries)
    assert version.signer == a.pen.author


def test_a_version_reads_back_and_carries_its_signature():
    _, version = signed()
    again = Version.read(version.body, version.digest, "c2ln", "a2V5")
    assert again == version
    assert hash(again) == hash(version)
    assert (again.signature, again.signer_key) == ("c2ln", "a2V5")
    assert version != version.body


@pytest.mark.parametrize(
    "member", ["number", "parents", "frontier", "facts", "signed_at", "person"]
)
def test_an_edit_of_any_member_is_another_version(member):
    _, version = signed()
    members = parsed(version.body)
    assert isinstance(members, dict)
    new = {
        "number": 2, "parents": ["a" * 64], "frontier": [], "facts": {"x": 1},
        "signed_at": "2026-11-13T00:00:00+00:00", "person": "Q",
    }[member]  # fmt: skip
    with pytest.raises(EntryAltered):
        Version.read(canonical({**members, member: new}), version.digest)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("number", 0), ("number", True), ("number", "1"), ("parents", ["x"]), ("frontier", None),
        ("facts", []), ("signer", {}), ("signed_at", "noon"), ("signed_at", 1), ("subset", 1),
        ("format", 2), ("person", None),
    ],
)  # fmt: skip
def test_what_has_not_the_form_of_a_version_is_refused(member, value):
    members = parsed(signed()[1].body)
    assert isinstance(members, dict)
    with pytest.raises(EntryUnreadable):
        Version.read(canonical({**members, member: value}))


def test_a_list_is_no_version():
    with pytest.raises(EntryUnreadable):
        Version.read("[]")


def test_the_same_frontier_is_signed_once():
    """Hole 31: "Finish" on both sides made version 5 with the same frontier for ever."""
    a, version = signed()
    with pytest.raises(NothingToSign, match="version 1"):
        a.sign()
    a.log = Log(a.log.entries, versions=a.log.versions, rules=Rules(version_frontier=False))
    a.sign()
    assert a.log.version_heads()[0].frontier == version.frontier


def test_two_papers_of_one_number_differ_by_digest_and_the_next_has_both_for_parents():
    """Hole 31: receiving never makes a version."""
    a, _ = signed()
    b = laptop("B")
    b.receive(a.export())
    a.answer(PLACE, "hospice")
    b.answer(CPR, "attempt")
    a.sign()
    b.sign()
    a.receive(b.export())
    two, other = a.log.version_heads()
    assert (two.number, other.number) == (2, 2)
    assert two.digest < other.digest
    assert a.log.latest_version() == other
    a.sign()
    latest = a.log.latest_version()
    assert latest is not None
    assert (latest.number, latest.parents) == (3, (two.digest, other.digest))


def test_the_state_at_a_version_is_read_from_its_closure():
    """Hole 32: a copy of version 1 holds nothing that came later."""
    a, version = signed()
    a.answer(PLACE, "hospice")
    a.answer(CPR, "attempt")
    then = a.log.at(version)
    assert (then.reading(PLACE).value, then.reading(CPR).state) == ("own_home", "silent")
    assert dict(then.versions) == {version.digest: version}
    assert not then.subset


def test_changes_since_the_newest_version_are_known():
    """Hole 32."""
    a, version = signed()
    assert a.log.unsigned() == ()
    entry = a.answer(CPR, "attempt")
    a.keep(a.pen.confirm(a.log, entry))
    assert a.log.unsigned() == (entry,)
    assert Log(a.log.entries).unsigned() != ()
    assert Log().latest_version() is None
    assert a.log.latest_version() == version


def test_a_version_on_part_of_a_record_says_so():
    """Hole 30: and what was not held is known to be missing when it is read again."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    a.answer("prog.hasten", "yes", sharing="do_not_share")
    a.sign()
    b.receive(a.export("family"))
    (version,) = b.log.versions.values()
    assert b.log.at(version).subset
    b.answer(CPR, "attempt")
    b.sign()
    latest = b.log.latest_version()
    assert latest is not None
    assert latest.subset
    assert latest.parents == (version.digest,)


def test_a_parent_that_is_not_held_does_not_matter():
    a, version = signed()
    entry = a.answer(CPR, "attempt")
    child = Version.write(
        person="P", number=3, parents=["a" * 64, version.digest], frontier=[entry.digest],
        subset=False, signer=a.pen.author, signed_at=NOON, facts={},
    )  # fmt: skip
    log = a.log.plus(versions=[child])
    assert log.version_heads() == (child,)
    assert set(log.at(child).versions) == {child.digest, version.digest}


def test_a_frontier_may_name_what_nobody_here_knows():
    a, _ = signed()
    version = Version.write(
        person="P", number=9, parents=[], frontier=["a" * 64], subset=False,
        signer=a.pen.author, signed_at=NOON, facts={},
    )  # fmt: skip
    assert a.log.at(version).subset


def test_marks_are_part_of_the_frontier():
    a, _ = signed()
    entry = a.log.heads(PLACE)[0]
    a.keep(a.pen.confirm(a.log, entry))
    assert len(a.log.frontier()) == 2


def test_giving_somebody_a_copy_makes_no_signed_plan_old():
    """Who holds a copy is no part of what was signed; the next sign-off covers it all the same."""
    a, _ = signed()
    a.answer("copy.item.to", "the district nurses", instance="c1")
    a.answer("hand.flag.sent", "yes")
    assert a.log.unsigned() == ()
    a.answer(PLACE, "hospice")
    assert [entry.question for entry in a.log.unsigned()] == [PLACE]


@pytest.mark.parametrize("question", ["plan.status", "plan.status.on", "plan.status.why"])
def test_how_a_plan_stands_makes_no_signed_plan_old(question):
    a, _ = signed()
    a.answer(question, "suspended")
    assert a.log.unsigned() == ()
