"""The place table, what Continue does, and what to do when it is too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from eolplan.record import Answer, Standing
from tests.ui.conftest import PASSPHRASE
from tests.ui.talking import (
    CTRL,
    HOME,
    Talking,
    names_on,
    question_page,
    sign,
    words_on,
)

if TYPE_CHECKING:
    from tests.conftest import Clock


def test_the_first_save_does_not_move_the_button_that_is_being_pressed(talking: Talking) -> None:
    """Pressing Continue leaves the box, which saves; the release has to meet the same button."""
    talking.open("val.matters")
    hands = talking.hands
    assert hands.find("status").accessibleName() == "Everything is saved as you go."
    hands.write("my own bed", "conv.val.matters.words")
    button = hands.find("conv.continue")
    middle = button.rect().center()
    at = button.mapTo(talking.window, middle)
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=middle)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    for _ in range(3):
        QApplication.processEvents()
    assert hands.find("status").accessibleName().startswith("Saved on this laptop")
    assert button.mapTo(talking.window, middle) == at
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=middle)
    assert hands.page.where.question != "val.matters"


# -- the place table ---------------------------------------------------------------------


def test_a_second_first_choice_moves_the_first(talking: Talking) -> None:
    talking.open("pod")
    talking.hands.tap("conv.pod.place.own_home.first")
    talking.hands.tap("conv.pod.place.hospice.first")
    said = talking.says("pod.first")
    assert said is not None
    assert said.value == "hospice"
    assert talking.window.messages.words() == "1st choice changed to Hospice."
    talking.hands.tap("message.action")
    said = talking.says("pod.first")
    assert said is not None
    assert said.value == "own_home"


def test_words_about_the_places_belong_to_the_first_choice(talking: Talking) -> None:
    talking.open("pod")
    talking.hands.write("in my own bed", "conv.pod.words")
    talking.hands.tap("conv.pod.place.own_home.first")
    said = talking.says("pod.first")
    assert said is not None
    assert (said.value, said.own_words) == ("own_home", "in my own bed")
    talking.hands.tap("conv.pod.place.own_home.first")
    assert talking.reading("pod.first").state == "silent"
    assert any("in my own bed" in words for words in words_on(talking))  # said before
    talking.hands.tap("conv.pod.place.own_home.first")
    said = talking.says("pod.first")
    assert said is not None
    assert (said.value, said.own_words) == ("own_home", "in my own bed")


def test_an_exit_takes_the_choices_away_and_leaves_what_is_not_wanted(
    talking: Talking,
) -> None:
    talking.open("pod")
    for place, rank in (("own_home", "first"), ("hospice", "second"), ("hospital_acute", "avoid")):
        talking.hands.tap(f"conv.pod.place.{place}.{rank}")
    talking.hands.tap("conv.pod.exit.undecided")
    said = talking.says("pod.first")
    assert said is not None
    assert said.standing is Standing.UNDECIDED
    assert talking.reading("pod.second").state == "silent"
    assert talking.reading("place.avoid", "hospital_acute").value == "hospital_acute"

    talking.hands.press(Qt.Key.Key_Z, CTRL)
    assert talking.reading("pod.first").value == "own_home"
    assert talking.reading("pod.second").value == "hospice"
    assert talking.hands.find("conv.pod.place.hospice.second").isChecked()


def test_no_strong_preference_is_an_answer_of_the_table(talking: Talking) -> None:
    talking.open("pod")
    talking.hands.tap("conv.pod.exit.no_preference")
    assert talking.reading("pod.first").value == "no_preference"
    talking.open("pod")
    assert talking.hands.find("conv.pod.exit.no_preference").isChecked()
    talking.hands.tap("conv.pod.place.own_home.first")
    assert talking.reading("pod.first").value == "own_home"


# -- going on -----------------------------------------------------------------------------


def test_a_date_is_looked_at_on_continue_and_not_before(talking: Talking) -> None:
    talking.open("person.dob")
    assert talking.hands.focused() == "conv.person.dob.date.day"
    talking.hands.find("conv.person.dob.date.day").setText("")
    talking.hands.write("41", "conv.person.dob.date.day")
    talking.hands.write("Bore", "conv.person.preferred.line")
    assert talking.window.messages.words() == ""
    page = question_page(talking)
    assert page.title() == "Personal details"

    talking.hands.tap("conv.continue")
    assert page is talking.hands.page
    assert page.title() == "Error: Personal details"
    assert talking.hands.focused() == "conv.problems"
    said = talking.says("person.dob")
    assert said is not None
    assert said.value == "1941-03-04"
    preferred = talking.says("person.preferred")
    assert preferred is not None
    assert preferred.value == "Bore"

    talking.hands.tap("conv.topics")  # nobody is held: the half date stays a draft
    assert talking.talk.drafted("person.dob") is not None


def test_after_a_heavy_topic_comes_a_page_to_breathe(talking: Talking) -> None:
    talking.open("pod.about")
    talking.hands.tap("conv.continue")
    assert talking.hands.page.title() == "Let's stop for a moment"
    assert talking.hands.focused() == "breathe.continue"
    talking.hands.tap("breathe.continue")
    assert question_page(talking).page.id == "home.in"


def test_say_more_opens_the_pages_behind(talking: Talking) -> None:
    talking.open("val.hopes")
    talking.hands.tap("conv.more.val.good_day")
    page = question_page(talking).page
    assert (page.section, page.more) == ("matters", True)
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.more


def test_a_change_leads_back_to_where_it_was_wanted(talking: Talking) -> None:
    talking.open("val.hopes", note="check")
    wanted = []
    talking.hands.page.wanted.disconnect()
    talking.hands.page.wanted.connect(wanted.append)
    question_page(talking).go_on()
    assert [there.page for there in wanted] == ["check"]


def test_what_was_signed_off_is_told_and_what_it_was_before(talking: Talking, clock: Clock) -> None:
    talking.open("poc.first")
    talking.hands.tap("conv.poc.first.choice.care_home")
    sign(talking.talk, PASSPHRASE)
    clock.go_on(days=10)
    talking.open("poc.first")
    assert "Signed off on 12 November 2026" in words_on(talking)
    talking.hands.tap(HOME)
    assert "Was: Care home (12 November 2026)" in words_on(talking)


def test_two_records_that_differ_are_both_shown_and_a_new_answer_replaces_both(
    talking: Talking,
) -> None:
    talking.open("poc.first")
    talk = talking.talk
    talk.answer("poc.first", Answer(value="own_home"), seen=())
    talk.answer("poc.first", Answer(value="hospital_acute"), seen=())
    talking.open("poc.first")
    assert {"Own home", "Hospital"} <= set(words_on(talking))
    assert "Two records differ" in names_on(talking)
    talking.hands.tap("conv.poc.first.choice.hospice")
    assert talking.reading("poc.first").value == "hospice"


# -- when it is too much --------------------------------------------------------------------


def test_a_note_for_staff_is_one_key_away_and_leads_back(talking: Talking) -> None:
    talking.open("val.fears")
    talking.hands.press(Qt.Key.Key_M, CTRL)
    assert question_page(talking).page.id == "conv.notes"
    assert not talking.hands.has("conv.guide.note")
    talking.hands.write("Her brother was shouting.", "conv.conv.note.words")
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.id == "val.fears"
    said = talking.talk.reading("conv.note")
    assert said.own_words == "Her brother was shouting."
    assert said.instance == talking.talk.id
    talking.hands.tap("conv.guide.note")
    assert question_page(talking).page.id == "conv.notes"


def test_help_when_somebody_is_upset_records_nothing(talking: Talking) -> None:
    talking.open("cpr.person_view")
    before = talking.entries()
    talking.hands.tap("conv.guide.upset")
    assert talking.hands.focused() == "conv.guide.help.cover"
    assert "Someone to call: Aberwen community nurses, 01632 960001" in words_on(talking)
    talking.hands.tap("conv.guide.help.close")
    assert talking.hands.focused() == "conv.guide.upset"
    talking.hands.tap("conv.guide.upset")
    talking.hands.tap("conv.guide.help.cover")
    assert talking.window.covered
    assert talking.entries() == before


def test_a_topic_can_be_left_for_good(talking: Talking) -> None:
    talking.open("ident.story")
    talking.hands.tap("conv.guide.upset")
    talking.hands.tap("conv.guide.help.leave")
    assert talking.hands.page.where.page == "topics"
    for question in ("ident.story", "faith.matters"):
        said = talking.says(question)
        assert said is not None
        assert said.standing is Standing.ASKED_DECLINED
    talking.hands.press(Qt.Key.Key_Z, CTRL)
    assert talking.reading("ident.story").state == "silent"


def test_finishing_gently_thanks_and_then_covers(talking: Talking) -> None:
    talking.open("cpr.person_view")
    talking.hands.tap("conv.guide.upset")
    talking.hands.tap("conv.guide.help.finish")
    title = "Thank you for talking about this, Gwen. We can leave it there."
    assert talking.hands.page.title() == title
    assert talking.hands.focused() == "paused.cover"
    talking.hands.press(Qt.Key.Key_Return)
    assert talking.window.covered
