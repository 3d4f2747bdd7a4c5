"""Copies: what a mask carries, what it hides, and what it says about the rest."""

from __future__ import annotations

import pytest

from eolplan.record import Log, Reading, Standing, mask, references
from eolplan.record.rules_in_force import Rules
from tests.record.laptops import (
    ATTORNEY,
    CPR,
    GROUP,
    NAME,
    PHONE,
    PLACE,
    Laptop,
    allows,
    laptop,
    needs,
)
from tests.record.pages import disagreeing, with_contact

PRIVATE = "do_not_share"


@pytest.mark.parametrize(("rule", "shown"), [(True, 0), (False, 1)])
def test_a_question_that_became_private_is_not_shown_as_it_was(rule, shown):
    """Hole 27: home (shared), then hospital (private): the family copy prints neither."""
    a = laptop("A", Rules(mask_by_key=rule))
    a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospital_acute", sharing=PRIVATE)
    assert len(a.export("family").entries) == shown


def test_if_one_side_of_a_conflict_is_private_both_are_withheld():
    """Hole 27: else a copy would show a conflict as settled."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    b.answer(PLACE, "hospital_acute", sharing=PRIVATE)
    a.receive(b.export())
    assert not a.export("family").entries
    assert len(a.export().entries) == 2


def test_a_mask_that_looks_at_one_answer_only_is_asked_about_every_head():
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    b.answer(PLACE, "hospital_acute", sharing=PRIVATE)
    a.receive(b.export())

    def careless(reading: Reading) -> bool:
        return len(reading.answers) > 1 or reading.answers[0].sharing != PRIVATE

    assert not mask(a.log, careless).entries


def test_what_was_private_before_is_not_carried_as_history():
    a = laptop("A")
    a.answer(PLACE, "own_home", sharing=PRIVATE)
    now = a.answer(PLACE, "hospice")
    parcel = a.export("family")
    assert set(parcel.entries) == {now.digest}
    assert set(parcel.husks) == set(now.supersedes)


@pytest.mark.parametrize(("rule", "reads"), [(True, "answered"), (False, "conflict")])
def test_what_is_left_out_below_travels_as_links(rule, reads):
    """Hole 26: without husks, a replaced answer stands again at whoever holds it."""
    a, b = laptop("A", Rules(husks=rule)), laptop("B")
    a.answer(CPR, "attempt")
    b.receive(a.export())
    a.answer(CPR, "undecided")
    a.answer(CPR, "not_for_CPR")
    b.receive(a.export("team", history=False))
    assert b.log.reading(CPR).state == reads


def test_identity_is_never_masked_by_sharing():
    """Hole 29."""
    a = laptop("A")
    a.answer("person.family", "Pryce", sharing=PRIVATE)
    a.answer(PLACE, "own_home", sharing=PRIVATE)
    parcel = mask(a.log, allows("family"), always=("person.family",))
    assert [e.question for e in parcel.entries.values()] == ["person.family"]


def test_a_copy_says_which_questions_its_audience_never_gets():
    """Hole 29: "not in this copy" is not "not talked about yet"."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    a.answer("prog.estimate", "weeks")
    a.answer(CPR, "not_for_CPR", sharing=PRIVATE)
    parcel = mask(a.log, allows("family"), never=("prog.estimate",), safety=(CPR,))
    copy = parcel.log()
    assert parcel.withheld == {"prog.estimate", CPR}
    assert (copy.reading("prog.estimate").state, copy.reading(CPR).state) == ("elsewhere",) * 2
    assert copy.reading("prog.estimate").standing is None
    assert copy.reading("pet.name").state == "silent"


def test_what_an_audience_never_gets_reads_the_same_whether_or_not_it_stands():
    """Hole 29: the list is constant, or the difference would tell."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    parcel = mask(a.log, allows("family"), never=("prog.estimate",))
    assert not parcel.subset
    assert parcel.log().reading("prog.estimate").state == "elsewhere"
    b = laptop("B")
    b.receive(parcel)
    assert b.log.reading("prog.estimate").state == "silent"  # B knows that it holds everything


def test_the_maker_of_a_copy_knows_what_was_received():
    a, b = laptop("A"), laptop("B")
    a.answer(CPR, "attempt")
    b.receive(a.export())
    b.answer(PLACE, "own_home", sharing=PRIVATE)
    assert b.export("family").log(b.log.received).received == set(a.log.entries)


def test_a_mask_that_hides_nothing_of_safety_says_nothing_of_it():
    a = laptop("A")
    a.answer(CPR, "not_for_CPR")
    assert mask(a.log, allows("family"), safety=(CPR,)).withheld == frozenset()


def test_part_of_a_record_stays_part_of_a_record():
    """Hole 29: B's "full" copy of what it got masked says so, and all of it heals the mark."""
    a, b, c = laptop("A"), laptop("B"), laptop("C")
    a.answer(PLACE, "own_home")
    a.answer("prog.hasten", "yes", sharing=PRIVATE)
    b.receive(mask(a.log, allows("family"), never=("prog.hasten",)))
    relayed = b.export()
    assert relayed.subset
    assert relayed.withheld == {"prog.hasten"}
    c.receive(relayed)
    assert c.log.subset
    assert c.log.reading("prog.hasten").state == "elsewhere"
    c.receive(a.export())
    assert not c.log.subset
    assert not c.export().subset
    assert c.export().withheld == frozenset()


def test_a_withheld_answer_leaves_a_bare_digest_without_links():
    """Links would tell which question was answered again."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    secret = a.answer(PLACE, "hospice", sharing=PRIVATE)
    (husk,) = a.export("family").husks.values()
    assert (husk.digest, husk.supersedes, husk.question) == (secret.digest, (), "")


def test_marks_travel_with_what_they_mark():
    a = laptop("A")
    secret = a.answer(PLACE, "own_home", sharing=PRIVATE)
    open_ = a.answer(CPR, "attempt")
    for entry in (secret, open_):
        a.keep(a.pen.confirm(a.log, entry))
    carried = a.export("family").entries.values()
    assert [(e.question, e.instance) for e in carried] == [
        (CPR, ""), ("entry.confirmed", open_.digest),
    ]  # fmt: skip


def with_attorney(**how: str) -> Laptop:
    a = laptop("A")
    a.answer(GROUP, True, "c1", **how)
    a.answer(NAME, "Sian", "c1", **how)
    a.answer(PHONE, "07700 900001", "c1", **how)
    a.answer(ATTORNEY, {"ref": GROUP, "instance": "c1"})
    return a


@pytest.mark.parametrize(("rule", "name"), [(True, "Sian"), (False, None)])
def test_an_attorney_is_carried_with_a_name(rule, name):
    """Hole 25: the row points at a contact whom the copy would not carry."""
    a = with_attorney(sharing=PRIVATE)
    a.log = Log(a.log.entries, rules=Rules(ref_closure=rule))
    copy = a.export("family").log()
    assert copy.reading(NAME, "c1").value == name
    assert copy.reading(PHONE, "c1").state == "silent"
    assert copy.subset


def test_a_removed_attorney_still_has_a_name():
    """Hole 25: and is not shown as present."""
    a = with_attorney(sharing=PRIVATE)
    a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    copy = a.export("family").log()
    last = copy.last_said(NAME, "c1")
    assert last is not None
    assert last.answer.value == "Sian"
    assert copy.instances(GROUP) == ()
    assert copy.last_said(PHONE, "c1") is None


def test_a_removed_attorney_has_a_name_without_history_too():
    a = with_attorney()
    a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    copy = a.export(history=False).log()
    last = copy.last_said(NAME, "c1")
    assert last is not None
    assert copy.instances(GROUP) == ()


def test_a_reference_that_is_not_needed_dangles():
    """Hole 25: it prints "not in this copy"."""
    a = with_attorney(sharing=PRIVATE)
    parcel = mask(a.log, allows("family"))
    assert [e.question for e in parcel.entries.values()] == [ATTORNEY]


def test_references_are_found_wherever_they_stand():
    a = laptop("A")
    entry = a.answer(
        "conv.present",
        [{"ref": "contact", "instance": "c1"}, {"who": {"ref": "doc", "instance": "d1"}}, "Jo"],
        said_by="family_or_friend",
        said_by_contact="c2",
    )
    assert list(references(entry)) == [("contact", "c2"), ("contact", "c1"), ("doc", "d1")]
    half = a.answer("x", {"ref": "contact"})
    assert list(references(half)) == []


def test_who_said_it_is_a_reference():
    a = with_contact()
    secret = a.log.heads(NAME, "c1")[0]
    a.keep(a.pen.answer(a.log, NAME, secret.answer.stricter(secret.answer), "c1"))
    a.answer(NAME, "Sian", "c1", sharing=PRIVATE)
    a.answer(PLACE, "own_home", said_by="family_or_friend", said_by_contact="c1")
    named = mask(
        a.log,
        allows("family"),
        needs=lambda one, other: (one.question, other.question) == (PLACE, NAME),
    )
    assert named.log().reading(NAME, "c1").value == "Sian"


def test_two_who_point_at_each_other_are_carried_once():
    a = laptop("A")
    for one, other in (("c1", "c2"), ("c2", "c1")):
        a.answer(GROUP, True, one)
        a.answer(NAME, {"ref": GROUP, "instance": other}, one, sharing=PRIVATE)
    a.answer(ATTORNEY, {"ref": GROUP, "instance": "c1"})
    parcel = mask(a.log, allows("family"), needs=lambda _one, other: other.question == NAME)
    assert sum(e.question == NAME for e in parcel.entries.values()) == 2


def test_a_withheld_removal_brings_nobody_back():
    """Its fields have no heads of their own, and what it took off must not stand."""
    a = with_contact()
    a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    parcel = mask(a.log, lambda reading: reading.state != "removed")
    assert not parcel.entries


def test_the_private_telephone_of_a_removed_contact_is_no_history():
    a = with_contact()
    a.answer(PHONE, "07700 900001", "c1", sharing=PRIVATE)
    a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    parcel = a.export("family")
    assert PHONE not in {e.question for e in parcel.entries.values()}
    assert parcel.log().reading(GROUP, "c1").state == "removed"


def test_only_guides_that_are_named_travel():
    """Hole 37."""
    a = laptop("A")
    a.keep(
        a.pen.__class__("P", a.pen.author, a.now, guide="a" * 64).answer(
            a.log, PLACE, disagreeing().log.heads(PLACE)[0].answer
        )
    )
    texts = {"a" * 64: "asked", "b" * 64: "not asked"}
    assert mask(a.log, allows("family"), guides=texts).guides == {"a" * 64: "asked"}


def test_a_full_copy_without_history_carries_what_stands():
    a = laptop("A")
    a.answer(PLACE, "own_home", sharing=PRIVATE)
    a.answer(PLACE, None, standing=Standing.UNDECIDED, sharing=PRIVATE)
    parcel = a.export(history=False)
    assert [e.answer.standing for e in parcel.entries.values()] == [Standing.UNDECIDED]
    assert parcel.subset
    assert parcel.persons == {"P"}


def test_an_earlier_answer_can_be_carried_where_no_history_is():
    a = laptop("A")
    old = a.answer(PLACE, "hospital")
    a.answer(PLACE, "own_home")
    parcel = mask(a.log, lambda _reading: True, history=False, also={old.digest})
    assert [e.answer.value for e in parcel.entries.values()] == ["hospital", "own_home"]
    assert parcel.log().reading(PLACE).value == "own_home"


def test_a_mark_of_something_later_is_passed_on():
    """Hole 28: C learns from B's copy that A knows of a later answer."""
    a, b, c = laptop("A"), laptop("B"), laptop("C")
    a.answer(PLACE, "own_home")
    b.receive(a.export())
    later = a.answer(PLACE, "hospice")
    a.erase(later.digest)
    b.receive(a.export("team"))
    assert b.log.reading(PLACE).later
    c.receive(b.export("family"))
    assert (c.log.reading(PLACE).value, c.log.reading(PLACE).later) == ("own_home", True)


def test_needs_of_the_world_are_those_of_an_attorney():
    reading = Reading(ATTORNEY, "", "silent")
    assert needs(reading, Reading(NAME, "c1", "silent"))
    assert not needs(reading, Reading(PHONE, "c1", "silent"))
