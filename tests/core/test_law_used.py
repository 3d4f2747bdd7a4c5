"""A doubt is looked at under the law of that day: it is written down, not asked, and stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import law_used, to_assess
from eolplan.identity import READER
from eolplan.record import Answer, Standing

DECISION = "cap.decision"
GOING_IN = Answer(value="Going into hospital")


def write(talk, question: str, answer: Answer, instance: str) -> None:
    beside = law_used(talk, question, answer, instance)
    talk.answer(question, answer, instance, beside=beside)


@pytest.mark.parametrize(
    ("nation", "law"),
    [("ENG", "MCA_EW"), ("WAL", "MCA_EW"), ("SCT", "AWI_Scotland"),
     ("NIR", "NI_common_law_MCANI"), ("OTH", "other")],
)  # fmt: skip
def test_the_first_thing_written_of_a_doubt_brings_the_law_of_the_nation(talk, nation, law):
    talk.answer("plan.jurisdiction", Answer(value=nation))
    one = talk.add("cap")
    write(talk, DECISION, GOING_IN, one)
    assert talk.reading("cap.law", one).value == law
    talk.undo()
    assert (talk.known(DECISION, one), talk.known("cap.law", one)) == (None, None)


def test_it_keeps_its_law_when_the_plan_comes_under_another(talk):
    talk.answer("plan.jurisdiction", Answer(value="ENG"))
    old, bare = talk.add("cap"), talk.add("cap")
    write(talk, DECISION, GOING_IN, old)
    talk.answer(DECISION, Answer(value="Resuscitation"), bare)  # from before laws were written
    talk.answer("plan.jurisdiction", Answer(value="SCT"))
    for one in (old, bare):
        write(talk, "cap.outcome", Answer(value="has"), one)
    assert talk.reading("cap.law", old).value == "MCA_EW"
    assert talk.known("cap.law", bare) is None
    new = talk.add("cap")
    write(talk, "cap.outcome", Answer(value="has"), new)
    assert talk.reading("cap.law", new).value == "AWI_Scotland"


def test_a_law_that_was_chosen_or_is_half_typed_stays_as_it_is(talk):
    one, other = talk.add("cap"), talk.add("cap")
    write(talk, "cap.law", Answer(value="under16_competence"), one)
    write(talk, DECISION, GOING_IN, one)
    assert talk.reading("cap.law", one).value == "under16_competence"
    talk.draft("cap.law", Answer(value="other"), other)
    assert law_used(talk, DECISION, GOING_IN, other) == ()


def test_what_is_no_part_of_a_doubt_or_was_taken_off_again_brings_none(talk):
    one = talk.add("cap")
    assert law_used(talk, "val.matters", GOING_IN, "") == ()
    assert law_used(talk, DECISION, Answer(Standing.NOT_ASKED), one) == ()


def test_it_is_not_offered_to_who_records_nothing(talk, desk):
    one = talk.add("cap")
    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=READER)):
        desk.session.store.put_user(staff, at=desk.now())
    assert law_used(talk, DECISION, GOING_IN, one) == ()


def test_a_doubt_that_was_met_at_the_opening_has_it_too(talk):
    talk.record([("conv.doubt", "", Answer(value="doubt")),
                 ("conv.doubt.decision", "", Answer(value="Where to live"))])  # fmt: skip
    assert talk.reading("cap.law", to_assess(talk)).value == "MCA_EW"
