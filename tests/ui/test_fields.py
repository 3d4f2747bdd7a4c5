"""Fields: every kind shows an answer, gives it back, and says when the user is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from eolplan.guide import KINDS, Value
from tests.ui import audit, shelf
from ui.fields import (
    FIELDS,
    ContactField,
    DateField,
    Field,
    LineField,
    NumberField,
    RankedPlacesField,
    TextField,
    TreatmentField,
)
from ui.widgets import ChoiceCard, Ranked

Make = Callable[..., Field]

VALUES: dict[str, Value] = {
    "t.line": "Gwennie",
    "t.yes": "not_known",
    "t.choice": "hospice",
    "t.choices": ["own_home", "hospice"],
    "t.date": "1941-03",
    "t.number": "7.5",
    "t.scale": 0,
    "t.lines": ["12 Heol y Bont", "Aberwen"],
    "t.phones": [
        {"number": "07700 900123", "kind": "mobile", "message": "no"},
        {"number": "01632 960001"},
    ],
    "t.contact": {"ref": "contact", "instance": "c2"},
    "t.member": {"ref": "t.people", "instance": "m2"},
    "t.service": {"name": "Befrienders", "phone": "01632 960202", "id": "8" * 36},
    "t.money": 125_050,
    "t.treatment": {"view": "only_if", "only_if": "it can be done at home"},
}
"""An acceptable value of every kind that has one."""


@dataclass
class _Said:
    """What a question sees of an answer."""

    value: Value
    standing: str = "answered"
    own_words: str = ""


def _ears(field: Field) -> list[str]:
    heard: list[str] = []
    field.edited.connect(lambda: heard.append("edited"))
    field.settled.connect(lambda: heard.append("settled"))
    return heard


def test_every_kind_of_question_has_a_field_and_every_field_a_kind():
    assert set(FIELDS) == set(KINDS)


def test_the_shelf_holds_every_kind():
    """Or the audit of the shelf would be an audit of some."""
    assert {q.kind for q in shelf.QUESTIONS.values()} == set(KINDS)


@pytest.mark.parametrize("question", VALUES)
def test_an_answer_shown_comes_back_as_it_was_and_says_nothing(make, question):
    field = make(question)
    heard = _ears(field)
    assert field.answer_value() is None
    field.show_answer(VALUES[question])
    assert field.answer_value() == VALUES[question]
    field.show_answer(VALUES[question])  # again, as a refresh does
    assert field.answer_value() == VALUES[question]
    assert field.question.problems(_Said(field.answer_value())) == []
    field.show_answer(None)
    assert field.answer_value() is None
    assert heard == []


@pytest.mark.parametrize("strange", [True, 3, "x", ["x", 3], {"x": "y"}], ids=str)
@pytest.mark.parametrize("question", [*VALUES, "t.text", "t.statement"])
def test_a_value_of_another_shape_breaks_nothing(make, question, strange):
    """A guide may change the kind of a question; the record keeps what was said."""
    field = make(question)
    field.show_answer(strange)
    field.answer_value()


@pytest.mark.parametrize("question", [*VALUES, "t.text", "t.places", "t.about", "t.people"])
def test_a_field_is_named_after_its_question_and_knows_where_to_start(make, question):
    field = make(question)
    assert field.objectName() == f"shelf.{question}"
    assert "{" not in field.asked
    first = field.first()
    first.setFocus()
    assert QApplication.focusWidget() is not None
    assert audit.unnamed(field.window()) == []


@pytest.mark.parametrize("question", [*VALUES, "t.text"])
def test_a_complaint_is_shown_and_taken_back(make, question):
    field = make(question)
    field.complain(["Enter a day between 1 and 31"])
    assert field.complaint() == "Enter a day between 1 and 31"
    assert "Enter a day between 1 and 31" in audit.all_text(field.window())
    field.complain([])
    assert field.complaint() == ""


def test_words_beside_a_code_are_kept_apart(make):
    field = make("t.choice")
    field.show_answer("own_home", "My own bed, with the dog.")
    assert (field.answer_value(), field.own_words()) == ("own_home", "My own bed, with the dog.")
    assert "In Gwen's own words" in audit.all_text(field.window())


def test_on_a_shared_page_the_words_speak_to_the_person(make):
    field = make("t.choice", voice="you")
    assert "In your own words" in audit.all_text(field.window())


def test_the_words_may_be_somebody_elses(make):
    field = make("t.choice")
    field.call_words("In Siân's words")
    assert audit.name_of(field.words_box()) == "In Siân's words"
    field.call_words("")
    assert audit.name_of(field.words_box()) == "In Gwen's own words"


EXITS = (("asked_declined", "Would rather not say"), ("undecided", "Not sure yet"))


def test_a_way_of_not_answering_takes_the_place_of_the_answer(make):
    field = make("t.choice")
    field.offer_exits(EXITS)
    field.show_answer("own_home", "My own bed.")
    heard = _ears(field)
    _card(field, "Not sure yet").click()
    assert (field.exit(), field.answer_value(), field.own_words()) == (
        "undecided",
        None,
        "My own bed.",
    )
    assert heard == ["edited", "settled"]


def test_an_answer_takes_the_place_of_a_way_of_not_answering_and_words_do_not(make):
    field = make("t.choice")
    field.offer_exits(EXITS)
    field.show_exit("undecided")
    QTest.keyClicks(field.words_box(), "Ask me in spring.")
    assert field.exit() == "undecided"
    field.window().findChild(QWidget, "shelf.t.choice.choice.hospice").click()
    assert (field.exit(), field.answer_value()) == ("", "hospice")
    field.show_exit("")
    assert field.exit() == ""


def test_ways_of_not_answering_stand_between_the_choices_and_the_words(make):
    field = make("t.choice")
    field.offer_exits(EXITS)
    QApplication.processEvents()
    places = [_top(field, w) for w in (field.first(), _card(field, "Not sure yet"))]
    assert places == sorted(places)
    assert places[-1] < _top(field, field.words_box())
    assert audit.page_faults(field.window()) == {"A3 role": ["no heading"]}


def _top(field: Field, widget: QWidget) -> int:
    return widget.mapTo(field, QPoint()).y()


def _card(field: Field, words: str) -> ChoiceCard:
    return next(card for card in field.findChildren(ChoiceCard) if card.words() == words)


def test_a_text_has_no_value_and_settles_when_it_is_left(make):
    field = make("t.text")
    assert isinstance(field, TextField)
    heard = _ears(field)
    QTest.keyClicks(field.words_box(), "My dog")
    assert (field.answer_value(), field.own_words()) == (None, "My dog")
    assert set(heard) == {"edited"}
    field.words_box().setFocus()
    field.words_box().clearFocus()
    assert heard[-1] == "settled"


def test_a_choice_settles_at_once(make):
    field = make("t.choice")
    heard = _ears(field)
    field.window().findChild(QWidget, "shelf.t.choice.choice.hospice").click()
    assert heard == ["edited", "settled"]


def test_all_of_several_are_ticked_by_one_press_and_none_beforehand(qtbot, make):
    from eolplan.guide import Option

    options = (Option("a", "A"), Option("b", "B"), Option("none", "None", alone=True))
    asked = replace(shelf.QUESTIONS["t.choices"], options=options, at_once=True)
    field = make(asked)
    assert field.answer_value() is None
    with qtbot.waitSignals([field.edited, field.settled]):
        field.findChild(QWidget, "shelf.t.choices.all").click()
    assert field.answer_value() == ["a", "b"]
    field.group.card("a").click()
    assert field.answer_value() == ["b"]


def test_a_line_settles_when_it_is_left(make):
    field = make("t.line")
    assert isinstance(field, LineField)
    heard = _ears(field)
    QTest.keyClicks(field.box, " Gwennie ")
    assert field.answer_value() == "Gwennie"
    assert "settled" not in heard
    field.box.setFocus()
    field.box.clearFocus()
    assert heard[-1] == "settled"


@pytest.mark.parametrize(
    ("typed", "value"), [("50", 50), ("7.50", "7.5"), ("lots", "lots"), ("", None)]
)
def test_a_number_is_a_number_or_what_was_typed(make, typed, value):
    field = make("t.number")
    assert isinstance(field, NumberField)
    field.box.setText(typed)
    assert field.answer_value() == value


def test_a_number_shows_its_unit(make):
    assert "hours a week" in audit.all_text(make("t.number").window())


def test_a_short_line_has_a_short_box(make):
    short = make(replace(shelf.QUESTIONS["t.line"], max_length=10))
    long = make(replace(shelf.QUESTIONS["t.line"], max_length=200))
    assert short.first().width() < 250 < long.first().width()


def test_half_a_date_is_told_by_the_field_and_kept(make):
    field = make("t.date")
    assert isinstance(field, DateField)
    field.boxes.box("day").setText("31")
    field.boxes.box("month").setText("feb")
    field.boxes.box("year").setText("1941")
    assert field.problems() == ["Enter a day between 1 and 28"]
    kept = field.answer_value()
    field.show_answer(None)
    field.show_answer(kept)
    assert [field.boxes.box(p).text() for p in ("day", "month", "year")] == ["31", "feb", "1941"]
    assert field.mend() is field.boxes.box("day")


def test_a_long_scale_does_not_become_a_wall_of_cards(make):
    field = make(replace(shelf.QUESTIONS["t.scale"], min=0, max=1_000))
    assert 2 <= len(audit.controls(field.window())) <= 22


def test_points_of_a_scale_may_have_words(make):
    from eolplan.guide import Option

    scale = replace(shelf.QUESTIONS["t.scale"], options=(Option("0", "Not at all"),))
    card = make(scale).window().findChild(QWidget, "shelf.t.scale.choice.0")
    assert card.accessibleDescription() == "Not at all"


def test_nobody_to_choose_from_leaves_a_way_to_add_somebody(qtbot, make):
    field = make("t.contact", contacts=())
    assert isinstance(field, ContactField)
    assert field.answer_value() is None
    field.show_answer({"ref": "contact", "instance": "c1"})
    with qtbot.waitSignal(field.add_wanted):
        field.add.click()


def test_a_condition_has_a_line_when_the_view_asks_for_one(make):
    field = make("t.treatment")
    assert isinstance(field, TreatmentField)
    until, only_if = field.lines["until"], field.lines["only_if"]
    assert not until.isVisible()
    field.group.card("would_try_for_a_time").click()
    assert until.isVisible()
    assert not only_if.isVisible()
    until.setText("the chest is clear")
    assert field.answer_value() == {"view": "would_try_for_a_time", "until": "the chest is clear"}
    field.group.card("wants").click()
    assert until.isVisible()  # what was written stays in sight


def test_ranked_places_has_no_value_of_its_own(qtbot, make):
    field = make("t.places")
    assert isinstance(field, RankedPlacesField)
    field.show_ranked(Ranked("own_home", "", ("hospital_acute",)))
    with qtbot.waitSignals([field.chosen, field.edited, field.settled]):
        field.table.cell("hospice", "second").click()
    assert field.answer_value() is None
    assert field.ranked() == Ranked("own_home", "hospice", ("hospital_acute",))


def test_ranked_places_speaks_to_the_person_on_a_shared_page(make):
    assert "Do not want" in audit.all_text(make("t.places", voice="you").window())


def test_a_statement_is_read_and_not_asked(make):
    field = make("t.statement")
    assert "Gwen can change this any time." in audit.all_text(field.window())
    assert audit.controls(field.window()) == []
    assert (field.answer_value(), field.own_words()) == (None, "")
