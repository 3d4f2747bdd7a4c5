"""What a question says of an answer, of its own words, and of when it is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from eolplan.guide import (
    AUDIENCES,
    NATION,
    NATIONS,
    Guide,
    Names,
    Option,
    Question,
    ShownIf,
    Value,
    ValueSet,
)

PLACES = ValueSet("VS-PLACE", "Places", "test", (Option("home", "Home"), Option("sea", "Sea")))


@dataclass(frozen=True)
class Answer:
    """As the record makes them, as far as a question looks."""

    value: Value = None
    own_words: str = ""
    standing: str = "answered"


def ask(kind: str = "choice", **keys: object) -> Question:
    given = {"heading": "Heading", "they": "Where would {name} be?", **keys}
    if kind == "choice":
        given = {"value_set": PLACES, "options": PLACES.options, **given}
    return Question(id="a", kind=kind, **given)  # type: ignore[arg-type]


def test_an_answer_is_judged_by_its_kind():
    assert ask().problems(Answer("home")) == []
    assert ask().problems(Answer("moon")) == ["Choose one of the answers shown."]


def test_words_alone_are_an_answer_to_anything():
    """The person's words are the first thing; a code is an index to them."""
    assert ask().problems(Answer(own_words="by the sea, mind")) == []
    assert ask().problems(Answer()) != []


@pytest.mark.parametrize("standing", ["asked_declined", "undecided", "removed"])
def test_no_answer_is_never_a_problem(standing):
    assert ask().problems(Answer(standing=standing)) == []


def test_the_day_is_passed_on_to_the_kind():
    born = ask("date", past=True)
    tomorrow = Answer("2026-11-26")
    assert born.problems(tomorrow) == []
    assert born.problems(tomorrow, today=dt.date(2026, 11, 25)) != []


def test_print_holds_the_value_and_not_the_words():
    assert ask().text(Answer("sea", own_words="the sea")) == "Sea"
    assert ask().text(Answer(own_words="the sea")) == ""


def test_hints_come_from_the_kind():
    number = ask("line", pattern="nhs-number")
    assert number.hints(Answer("999 000 0018")) != []
    assert ask().hints(Answer("home")) == []


def test_staff_and_person_read_their_own_wording():
    question = ask(you="Where would you be?")
    gwen = Names("Gwen")
    assert question.asked("they", gwen) == "Where would Gwen be?"
    assert question.asked("you", gwen) == "Where would you be?"
    assert ask().asked("you", gwen) == "Where would Gwen be?"
    assert ask(they="").asked(names=gwen) == "Heading"
    assert ask(they="Well?").asked() == "Well?"


def test_a_question_without_a_value_set_knows_its_own_options():
    question = ask(value_set=None)
    assert question.option("sea") == Option("sea", "Sea")
    assert question.option("moon") is None


@pytest.mark.parametrize(
    ("condition", "value", "shown"),
    [
        (ShownIf("b", is_=("yes",)), "yes", True),
        (ShownIf("b", is_=("yes", "maybe")), "maybe", True),
        (ShownIf("b", is_=("yes",)), "no", False),
        (ShownIf("b", is_=("yes",)), None, False),
        (ShownIf("b", is_=("dog",)), ["cat", "dog"], True),
        (ShownIf("b", is_=("fish",)), ["cat", "dog"], False),
        (ShownIf("b", is_=("wants",)), {"view": "wants"}, True),
        (ShownIf("b", is_=("wants",)), {"view": "would_rather_not"}, False),
        (ShownIf("b", is_not=("no",)), "yes", True),
        (ShownIf("b", is_not=("no",)), "no", False),
        (ShownIf("b", is_not=("no", "maybe")), "maybe", False),
        (ShownIf("b", is_not=("no",)), None, False),
        (ShownIf("b", is_not=("dog",)), ["cat", "dog"], False),
        (ShownIf("b", answered=True), "anything", True),
        (ShownIf("b", answered=True), ["cat"], True),
        (ShownIf("b", answered=True), True, True),
        (ShownIf("b", answered=True), 0, True),
        (ShownIf("b", answered=True), "", False),
        (ShownIf("b", answered=True), [], False),
        (ShownIf("b", answered=True), None, False),
    ],
)
def test_a_condition_is_one_fact_about_one_answer(condition, value, shown):
    question = ask(shown_if=condition)
    assert question.shown({"b": value}.get) is shown


def test_a_question_without_a_condition_is_always_shown():
    assert ask().shown({}.get)


def test_a_question_of_some_nations_is_asked_there_only():
    question = ask(nations=("SCT", "NIR"))
    assert [n for n in NATIONS if question.shown({NATION: n}.get)] == ["SCT", "NIR"]


@pytest.mark.parametrize("nation", [None, "", "MOON"])
def test_while_no_nation_is_known_everything_is_asked(nation):
    assert ask(nations=("SCT",)).shown({NATION: nation}.get)


def test_a_paper_may_name_the_nation_itself():
    question = ask(nations=("SCT",), nation_from="made_in")
    assert question.shown({NATION: "ENG", "made_in": "SCT"}.get)
    assert not question.shown({NATION: "SCT", "made_in": "ENG"}.get)
    assert question.shown({NATION: "SCT"}.get)


@pytest.mark.parametrize(("age", "asked"), [(17, True), (18, False), (79, False), (None, True)])
def test_what_is_about_the_young_is_not_asked_of_the_old(age, asked):
    """While nobody knows how old somebody is it is asked: it may be about them."""
    assert ask(under=18).fits(age) is asked
    assert ask().fits(age)


def test_a_condition_holds_beside_the_nation():
    question = ask(nations=("SCT",), shown_if=ShownIf("b", is_=("yes",)))
    assert question.shown({NATION: "SCT", "b": "yes"}.get)
    assert not question.shown({NATION: "SCT", "b": "no"}.get)
    assert not question.shown({NATION: "ENG", "b": "yes"}.get)


def test_copies_are_as_the_table_says_and_the_full_record_holds_all():
    question = ask(copies={**dict.fromkeys(AUDIENCES, True), "bedside": False})
    assert [a for a in AUDIENCES if not question.on_copy(a)] == ["bedside"]
    assert [a for a in AUDIENCES if ask(restricted=True).on_copy(a)] == ["full"]


def test_a_secret_is_on_no_copy_at_all():
    assert [a for a in AUDIENCES if ask(secret=True).on_copy(a)] == []


def test_what_stands_beside_an_answer_can_free_it_and_one_bad_word_keeps_it():
    """A weapon that was once written down as a dog is not told as a dog."""
    alert = ask(restricted_unless=ShownIf("b", is_=("dog",)))
    assert alert.freed(["dog"])
    assert alert.freed([None, "dog"])
    assert not alert.freed(["dog", "weapon"])
    assert not alert.freed([None])
    assert not alert.freed([])
    assert ask().freed([])


def test_a_guide_can_be_empty():
    assert list(Guide(())) == []


def test_an_option_speaks_to_staff_or_to_the_person():
    option = Option("home", "Own home", you="At home")
    assert (option.said(), option.said("you")) == ("Own home", "At home")
    assert Option("sea", "Sea").said("you") == "Sea"
