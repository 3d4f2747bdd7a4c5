"""The words to start with for a problem: plain, without doses, and deciding nothing."""

from __future__ import annotations

import re
from typing import Final

import pytest

from eolplan.guide import Guide, Names, fill
from tests.conftest import shipped_once
from tests.guide_content.plain_english import american_in, banned_in, grade, sentences, words

DOSE: Final = re.compile(
    r"\d\s?(?:mg|mcg|micrograms?|ml|g|units?|puffs?|drops?|tablets?|litres?)\b|\b(?:subcut|stat|prn)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_once()


@pytest.fixture(scope="module")
def plans(guide: Guide) -> dict[str, dict[str, str]]:
    problems = guide.question("tx.scenario.problem").options
    return {o.code: dict(guide.ready("tx.scenario", o.code)) for o in problems}


def test_every_problem_has_words_to_start_with(plans: dict[str, dict[str, str]]) -> None:
    assert len(plans) == 26
    parts = {f"tx.scenario.{p}" for p in ("signs", "do", "ring", "staff", "where", "not")}
    assert all(set(words_of) == parts for words_of in plans.values())


def test_no_plan_holds_a_dose(plans: dict[str, dict[str, str]]) -> None:
    """The signed chart has them; a plan that had them too would age beside it."""
    assert [t for plan in plans.values() for t in plan.values() if DOSE.search(t)] == []


def test_medicines_are_as_on_the_signed_chart(plans: dict[str, dict[str, str]]) -> None:
    for plan in plans.values():
        for text in plan.values():
            given = [s for s in sentences(text) if re.match(r"(?:Crisis m|M)edicines?\b", s)]
            assert all("as on the signed chart" in s for s in given)


def test_plans_read_like_everything_else(plans: dict[str, dict[str, str]]) -> None:
    every = [text for plan in plans.values() for text in plan.values()]
    assert [(t, w) for t in every for w in (*banned_in(t), *american_in(t))] == []
    assert [s for t in every for s in sentences(t) if len(words(s)) > 20] == []
    assert grade(every) <= 5
    assert max(len(words(plan["tx.scenario.do"])) for plan in plans.values()) <= 35


def test_plans_speak_of_the_person_by_name(plans: dict[str, dict[str, str]]) -> None:
    gwen, alex = Names.of("Gwen", "she/her"), Names.of("Alex")
    for plan in plans.values():
        for text in plan.values():
            assert "{" not in fill(text, gwen) + fill(text, alex)


def test_a_plan_for_choking_holds_whatever_was_decided_about_cpr(
    plans: dict[str, dict[str, str]],
) -> None:
    assert "whatever was decided about CPR" in plans["choking"]["tx.scenario.ring"]


def test_no_plan_decides_about_cpr(plans: dict[str, dict[str, str]]) -> None:
    said = [s for plan in plans.values() for t in plan.values() for s in sentences(t)]
    assert [s for s in said if re.match(r"\W*(?:no|start|do not attempt)\s+cpr", s, re.I)] == []
    assert "page 1" in plans["collapse"]["tx.scenario.ring"]


def test_answers_that_no_plan_was_written_for_have_none(guide: Guide) -> None:
    assert guide.ready("tx.scenario", "hiccups") == {}
    assert guide.ready("contact", "spouse") == {}
