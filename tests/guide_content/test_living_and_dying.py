"""Day to day, carers, children, the last days, after death, copies: what each must never do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest

from eolplan.guide import AUDIENCES, Guide, Question
from tests.conftest import shipped_once

TOPICS: Final = ("function", "carers", "dependants", "dying", "after", "copies")
LEFT_IN_THE_HOUSE: Final = ("own", "family", "bedside", "ambulance")
"""Copies that somebody in the house may read."""

ORDER: Final = [
    "communication", "people", "team", "matters", "health", "worries", "care_places", "papers",
    "treatment", "places", "cpr", "legal", "identity", "dying", "dependants", "after", "sharing",
]  # fmt: skip
"""The order that hurts least, whole, as the clinical decisions have it (section 5).

Permission and comfort come before it and the reading back after it: both are of each talk.
"""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_once()


def of(guide: Guide, *prefixes: str) -> Iterator[Question]:
    return (q for q in guide if q.id.startswith(prefixes) and q.kind != "statement")


def readers(question: Question) -> set[str]:
    return {audience for audience in AUDIENCES if question.on_copy(audience)}


def test_topics_come_in_the_order_that_hurts_least(guide: Guide) -> None:
    assert [s.id for s in guide.sections if s.id in ORDER] == ORDER
    assert (guide.paths["first_visit"].steps[0].pages, guide.section("conversation").pages[0].id,
            guide.section("conversation").pages[2].id) == (
        ("conv.opening",), "conv.opening", "conv.closing")  # fmt: skip


def test_a_topic_that_is_asked_in_two_parts_is_one_in_the_record(guide: Guide) -> None:
    """What was held back, or could not be decided, before it was parted means the same now."""
    parts = {s.id: s.whole for s in guide.sections if s.part_of}
    assert parts == {"worries": "matters", "care_places": "places", "papers": "legal"}


def test_the_hardest_topics_are_followed_by_a_breathing_page(guide: Guide) -> None:
    assert {"dying", "dependants", "after"} <= {s.id for s in guide.sections if s.heavy}


def test_a_carer_is_asked_alone_at_any_time(guide: Guide) -> None:
    """Nobody is walked from the person's questions into the carer's, or the other way round."""
    assert guide.section("carers").aside
    asked = [q for q in guide if q.asks == "carer"]
    assert {q.section for q in asked} == {"carers"}
    assert [q.id for q in asked if not q.you] == []


@pytest.mark.parametrize("audience", LEFT_IN_THE_HOUSE)
def test_what_a_carer_says_is_on_no_paper_in_the_house(guide: Guide, audience: str) -> None:
    """But for who takes over if the carer falls ill: that is what the folder is for."""
    here = [q.id for q in guide if q.asks == "carer" and q.on_copy(audience)]
    assert here == ["carer.emergency"]


def test_the_carers_own_words_are_for_chosen_staff(guide: Guide) -> None:
    assert guide.question("carer.feel").restricted


def test_wanting_to_die_is_written_down_and_is_never_a_wish(guide: Guide) -> None:
    """No copy tells of it, no code stands for it, and nothing offers it."""
    found = list(of(guide, "hasten"))
    assert [q.id for q in found if not q.restricted or q.asks != "staff"] == []
    assert [(q.id, o.code) for q in found for o in q.options if o.codings] == []
    said = " ".join(o.words for s in guide.value_sets.values() for o in s.options).lower()
    assert not re.search(r"assisted|euthanasia|help to die|end (?:her|his|their|my) life", said)
    assert "Follow your organisation's policy." in guide.question("hasten").note


def test_a_plan_to_die_is_asked_about_and_help_comes_today(guide: Guide) -> None:
    page = guide.question("hasten")
    assert any("made a plan" in text for text in page.deeper)
    assert "get help today" in page.note


@pytest.mark.parametrize("audience", LEFT_IN_THE_HOUSE)
def test_how_it_goes_is_on_no_paper_in_the_house(guide: Guide, audience: str) -> None:
    """A number, a phase, a register: each tells how long somebody has."""
    told = ("fn.trend", "fn.phase", "fn.scale", "fn.akps", "fn.cfs", "fn.who", "fn.ipos",
            "fn.other", "fn.on", "plan.on_register", "plan.framework", "plan.form_set",
            "dep.person.told", "dep.person.school", "dep.children", "dep.child", "carer.able",
            "carer.bereave")  # fmt: skip
    found = list(of(guide, *told))
    assert len(found) >= len(told)
    assert [q.id for q in found if q.on_copy(audience)] == []


def test_registers_and_tools_are_for_the_gp_and_the_hospice(guide: Guide) -> None:
    for name in ("plan.on_register", "plan.framework", "fn.phase", "fn.trend"):
        assert readers(guide.question(name)) == {"gp", "hospice", "full"}


def test_scales_are_results_and_none_of_their_wording(guide: Guide) -> None:
    """A published scale belongs to whoever published it: a number and a name are facts."""
    assert {guide.question(i).kind for i in ("fn.cfs", "fn.who")} == {"scale"}
    assert guide.question("fn.ipos.total").kind == "number"
    labels = [o.words for o in guide.question("fn.akps").options]
    assert max(len(words) for words in labels) <= 40
    assert [o.code for o in guide.question("fn.akps").options] == [
        str(point) for point in range(100, 0, -10)
    ]


def test_a_result_is_one_of_a_series_and_the_phase_is_what_stands_now(guide: Guide) -> None:
    series = guide.question("fn")
    assert series.repeats
    assert {"fn.akps", "fn.cfs", "fn.who", "fn.on", "fn.by"} <= {*series.fields}
    assert guide.group_of("fn.phase") is guide.question("fn.now")


def test_no_phase_and_no_score_says_that_somebody_died(guide: Guide) -> None:
    """That is the state of the plan, with who told us: nobody is closed by a scale.

    What another system wrote down so is read all the same.
    """
    for name, code in (("fn.phase", "deceased"), ("fn.akps", "0")):
        asked = guide.question(name)
        assert code not in {o.code for o in asked.options}
        assert asked.option(code) is not None


def test_a_crew_finds_the_rite_that_cannot_wait(guide: Guide) -> None:
    for name in ("dying.rites.what", "dying.rites.when", "dying.rites.name", "dying.rites.phone"):
        assert readers(guide.question(name)) >= {"own", "bedside", "ambulance", "hospice"}


@pytest.mark.parametrize("audience", ["family", "bedside", "ambulance"])
def test_funeral_and_what_is_left_are_nobodys_business_in_the_house(
    guide: Guide, audience: str
) -> None:
    found = list(of(guide, "funeral.", "legacy.", "after.pm"))
    assert [q.id for q in found if q.on_copy(audience)] == []


def test_nobody_writes_a_password_down(guide: Guide) -> None:
    assert "Never a password" in guide.question("legacy.digital.list").hint
    assert "No passwords here." in guide.question("legacy.digital").hint
    assert "Never write a password" in guide.question("legacy.digital.page").note


def test_giving_is_told_with_its_number_and_its_own_form(guide: Guide) -> None:
    """Eyes wait a day at most; a body needs the person's own form."""
    assert readers(guide.question("donate.phone")) == {*AUDIENCES}
    assert "own form, signed and witnessed" in guide.question("donate").note


def test_a_child_does_not_read_on_the_fridge_who_will_have_them(guide: Guide) -> None:
    for name in ("dep.person", "dep.person.name", "dep.person.later", "dep.person.told"):
        assert not guide.question(name).on_copy("bedside")
    assert guide.question("dep.person.now").on_copy("ambulance")


def test_a_pet_may_be_told_of_and_its_teeth_only_to_staff(guide: Guide) -> None:
    assert guide.question("pet.item.now").on_copy("bedside")
    danger = guide.question("pet.item.danger")
    assert not any(danger.on_copy(audience) for audience in ("own", "family", "bedside"))
    assert danger.on_copy("ambulance")


def test_who_holds_a_copy_is_told_to_no_copy_that_lies_about(guide: Guide) -> None:
    for q in of(guide, "copy.", "hand."):
        assert not any(q.on_copy(audience) for audience in ("family", "bedside", "ambulance"))


@pytest.mark.parametrize("topic", TOPICS)
def test_staff_who_fill_in_alone_are_helped_too(guide: Guide, topic: str) -> None:
    section = guide.section(topic)
    assert section.about
    assert [p.id for p in section.pages if p.kind == "group" and not p.note] == []
