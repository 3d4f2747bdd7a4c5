"""Every way not to answer is an answer, and none is forced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from eolplan.record import Standing
from tests.conftest import Clock
from tests.ui.talking import (
    CTRL,
    HOME,
    MATTERS,
    RATHER_NOT,
    Talking,
    question_page,
)
from ui.pages.exits import open_questions
from ui.widgets import LineBox, PlainLabel

# -- exits ---------------------------------------------------------------------------


def test_an_exit_takes_the_place_of_a_choice_and_the_other_way_round(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap(RATHER_NOT)
    said = talking.says("poc.first")
    assert said is not None
    assert said.standing is Standing.ASKED_DECLINED
    words = "Noted. We will ask before we bring this up again."
    assert talking.window.messages.words() == words

    talking.hands.tap(HOME)
    said = talking.says("poc.first")
    assert said is not None
    assert (said.standing, said.value) == (Standing.ANSWERED, "own_home")
    assert not talking.hands.find(RATHER_NOT).isChecked()


def test_words_stay_beside_an_exit(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.write("not with Huw here", "conv.poc.first.words")
    talking.hands.tap(RATHER_NOT)
    said = talking.says("poc.first")
    assert said is not None
    assert (said.standing, said.note) == (Standing.ASKED_DECLINED, "not with Huw here")

    talking.open("poc.first")
    box = talking.hands.find("conv.poc.first.words", QPlainTextEdit)
    assert box.toPlainText() == "not with Huw here"
    assert talking.hands.find(RATHER_NOT).isChecked()


def test_on_a_question_of_words_the_words_are_the_answer(talking: Talking) -> None:
    """Who first was not sure and then tells has answered."""
    talking.open("val.matters")
    talking.hands.tap("conv.val.matters.exit.undecided")
    said = talking.says("val.matters")
    assert said is not None
    assert said.standing is Standing.UNDECIDED
    talking.hands.write("my dog", MATTERS)
    talking.hands.press(Qt.Key.Key_Tab)

    said = talking.says("val.matters")
    assert said is not None
    assert (said.standing, said.own_words) == (Standing.ANSWERED, "my dog")


def test_it_depends_goes_to_the_words(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.poc.first.choice.exit.depends")
    assert talking.hands.focused() == "conv.poc.first.words"
    talking.hands.write("on how Huw is")
    talking.hands.tap("conv.continue")

    said = talking.says("poc.first")
    assert said is not None
    assert (said.value, said.own_words) == (None, "on how Huw is")


def test_an_answer_is_not_offered_twice(talking: Talking) -> None:
    """CPR has its own "not sure"; the places have their own "does not mind"."""
    talking.open("cpr.person_view")
    assert not talking.hands.has("conv.cpr.person_view.choice.exit.undecided")
    assert talking.hands.has("conv.cpr.person_view.choice.exit.asked_declined")
    talking.open("poc.first")
    assert not talking.hands.has("conv.poc.first.choice.exit.no_preference")
    talking.open("cpr.form")
    assert not talking.hands.has("conv.exit.asked_declined")


def test_not_today_goes_on_and_can_be_undone_where_one_arrives(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.tap("conv.not_today")
    said = talking.says("val.matters")
    assert said is not None
    assert said.standing is Standing.ASKED_NOT_READY
    assert question_page(talking).page.id == "val.hopes"
    assert talking.window.messages.words().startswith("Not today.")

    talking.hands.tap("message.action")
    assert question_page(talking).page.id == "val.matters"
    assert talking.reading("val.matters").state == "silent"


def test_not_today_leaves_an_answer_as_it_is(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.not_today")
    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"
    assert talking.window.messages.words() == "What is written here stays as it is."


def test_not_today_on_the_place_table_stands_for_its_first_choice(talking: Talking) -> None:
    talking.open("pod")
    talking.hands.tap("conv.not_today")
    said = talking.says("pod.first")
    assert said is not None
    assert said.standing is Standing.ASKED_NOT_READY
    assert talking.reading("pod.second").state == "silent"


def test_come_back_later_takes_a_month_or_nothing(talking: Talking) -> None:
    talking.open("cpr.person_view")
    talking.hands.tap("conv.later")
    assert talking.hands.focused() == "conv.put_off.when.day"
    talking.hands.write("december", "conv.put_off.when.month")
    talking.hands.write("2025", "conv.put_off.when.year")
    talking.hands.tap("conv.put_off.yes")
    assert talking.reading("cpr.person_view").state == "silent"  # not in the past

    box = talking.hands.find("conv.put_off.when.year")
    box.setText("2026")
    talking.hands.tap("conv.put_off.yes")
    said = talking.says("cpr.person_view")
    assert said is not None
    assert (said.standing, said.again_on) == (Standing.COME_BACK_LATER, "2026-12")
    words = "We will come back to this after December 2026."
    assert talking.window.messages.words() == words


def test_esc_closes_the_card_and_changes_nothing(talking: Talking) -> None:
    talking.open("cpr.person_view")
    before = talking.entries()
    talking.hands.tap("conv.later")
    talking.hands.press(Qt.Key.Key_Escape)
    assert not talking.hands.has("conv.put_off.yes")
    talking.hands.press(Qt.Key.Key_Escape)
    assert talking.hands.page.where.question == "cpr.person_view"
    assert talking.entries() == before


def test_a_page_of_several_questions_can_be_declined_as_one(talking: Talking) -> None:
    talking.open("about.background")
    assert not talking.hands.has("conv.exit.asked_declined")  # staff fill this in
    talking.open("comm.language")
    before = talking.entries()
    talking.hands.tap("conv.exit.asked_declined")
    said = talking.says("comm.interpreter")
    assert said is not None
    assert said.standing is Standing.ASKED_DECLINED
    talking.hands.press(Qt.Key.Key_Z, CTRL)
    assert talking.reading("comm.interpreter").state == "silent"
    assert talking.entries() > before


# -- the rarer answers ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("standing", "note", "said_by", "told"),
    [
        (Standing.DOES_NOT_KNOW, "", "person_spoken", "Does not know, 12 November 2026"),
        (
            Standing.LEAVES_TO_OTHER, "Siân, her daughter", "person_spoken",
            "Leaves this to someone else: Siân, her daughter, 12 November 2026",
        ),
        (
            Standing.UNABLE_TO_EXPRESS, "Asleep, could not be woken", "clinician_observed",
            "Could not tell us: Asleep, could not be woken, 12 November 2026",
        ),
    ],
)  # fmt: skip
def test_a_rarer_answer_says_why_there_is_no_wish(
    talking: Talking, standing: Standing, note: str, said_by: str, told: str
) -> None:
    talking.open("poc.first")
    talking.hands.tap("conv.other")
    talking.hands.tap("conv.other_answer.yes")
    assert talking.reading("poc.first").state == "silent"  # nothing is chosen yet
    talking.hands.tap(f"conv.other_answer.which.{standing}")
    talking.hands.tap("conv.other_answer.yes")
    if note:
        assert talking.reading("poc.first").state == "silent"  # and nothing said beside it
        assert talking.hands.focused() == f"conv.other_answer.{standing}"
        talking.hands.write(note)
        talking.hands.tap("conv.other_answer.yes")
    said = talking.says("poc.first")
    assert said is not None
    assert (said.standing, said.note, said.said_by) == (standing, note, said_by)

    talking.open("poc.first")
    assert question_page(talking).noted.text() == told
    labels = question_page(talking).findChildren(PlainLabel)
    shown = [label.text() for label in labels if label.isVisible()]
    assert sum(told.partition(",")[0] in words for words in shown) == 1
    talking.hands.tap(HOME)
    said = talking.says("poc.first")
    assert said is not None
    assert (said.standing, said.said_by) == (Standing.ANSWERED, "person_spoken")
    assert not question_page(talking).noted.isVisible()


def test_that_today_is_not_the_day_says_why_and_when_to_look_again(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap("conv.other")
    talking.hands.tap("conv.other_answer.which.not_appropriate_now")
    talking.hands.write("Her sister died yesterday", "conv.other_answer.not_appropriate_now")
    talking.hands.write("2020", "conv.other_answer.again.year")
    talking.hands.tap("conv.other_answer.yes")
    assert talking.reading("poc.first").state == "silent"  # that year is past
    talking.hands.find("conv.other_answer.again.year", LineBox).clear()
    talking.hands.write("2027", "conv.other_answer.again.year")
    talking.hands.tap("conv.other_answer.yes")
    said = talking.says("poc.first")
    assert said is not None
    assert (said.note, said.again_on) == ("Her sister died yesterday", "2027")
    assert said.said_by == "clinician_judgement"

    talking.open("poc.first")
    talking.hands.tap(HOME)
    said = talking.says("poc.first")
    assert said is not None
    assert said.said_by == "person_spoken"


def test_no_rarer_answer_takes_the_place_of_a_wish(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.other")
    talking.hands.tap("conv.other_answer.which.does_not_know")
    talking.hands.tap("conv.other_answer.yes")
    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"
    assert talking.window.messages.words() == "What is written here stays as it is."


def test_an_exit_stands_beside_the_places_not_wanted_until_one_is_named(talking: Talking) -> None:
    talking.open("place.avoid.page")
    assert not talking.hands.has("conv.place.avoid.page.exit.no_preference")  # it is no place
    talking.hands.tap("conv.place.avoid.page.exit.asked_declined")
    assert talking.reading("place.avoid").standing is Standing.ASKED_DECLINED
    hospital = "conv.place.avoid.page.place.hospital_acute.avoid"
    talking.hands.tap(hospital)
    assert talking.reading("place.avoid", "hospital_acute").value == "hospital_acute"
    assert talking.reading("place.avoid").state == "silent"
    page = question_page(talking).page
    assert open_questions(talking.talk, page, (Standing.NOT_ASKED, None)) == []
    talking.hands.tap("conv.place.avoid.page.exit.undecided")
    assert talking.reading("place.avoid", "hospital_acute").state == "silent"
    assert not talking.hands.find(hospital, QAbstractButton).isChecked()


def test_what_is_typed_beside_a_rarer_answer_is_recorded_by_enter_and_outlives_a_lock(
    talking: Talking,
) -> None:
    """Continue and Enter record it; nothing that was typed goes by itself."""
    talking.open("poc.first")
    talking.hands.tap("conv.other")
    talking.hands.tap("conv.other_answer.which.leaves_to_other")
    talking.hands.write("My daughter Siân", "conv.other_answer.leaves_to_other")
    question_page(talking).settle()
    talking.open("val.matters")

    talking.open("poc.first")
    note = talking.hands.find("conv.other_answer.leaves_to_other", LineBox)
    assert (note.isVisible(), note.text()) == (True, "My daughter Siân")
    note.setFocus()
    talking.hands.press(Qt.Key.Key_Return)
    said = talking.says("poc.first")
    assert said is not None
    assert (said.standing, said.note) == (Standing.LEAVES_TO_OTHER, "My daughter Siân")
    assert question_page(talking).page.id != "poc.first"
    talking.open("poc.first")
    assert not talking.hands.has("conv.other_answer.leaves_to_other")


@pytest.mark.parametrize("more", ["", " or Tom"])
def test_a_rarer_answer_that_was_half_typed_months_ago_was_said_then_unless_it_is_changed(
    talking: Talking, clock: Clock, more: str
) -> None:
    talking.open("poc.first")
    talking.hands.tap("conv.other")
    talking.hands.tap("conv.other_answer.which.leaves_to_other")
    talking.hands.write("My daughter Siân", "conv.other_answer.leaves_to_other")
    question_page(talking).settle()
    talking.open("val.matters")
    clock.go_on(days=60)
    for _ in range(2):  # to look at it again is no day on which it was said
        talking.open("val.matters")
        talking.open("poc.first")
    talking.hands.find("conv.other_answer.leaves_to_other", LineBox).setFocus()
    if more:
        talking.hands.press(Qt.Key.Key_End)
        talking.hands.write(more, "conv.other_answer.leaves_to_other")
    talking.hands.press(Qt.Key.Key_Return)
    said = talking.says("poc.first")
    assert said is not None
    assert said.note == f"My daughter Siân{more}"
    assert said.said_on == ("2027-01-11" if more else "2026-11-12")


def test_a_closed_card_of_rarer_answers_keeps_nothing(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap("conv.other")
    talking.hands.tap("conv.other_answer.which.see_document")
    talking.hands.write("Blue folder", "conv.other_answer.see_document")
    question_page(talking).settle()
    talking.hands.tap("conv.other_answer.close")
    talking.open("poc.first")
    assert not talking.hands.has("conv.other_answer.see_document")
