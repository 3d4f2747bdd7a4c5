"""The core screen: what it records, when, and what it never records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from eolplan.record import Answer, Standing
from tests.ui.conftest import PASSPHRASE
from tests.ui.talking import Talking, sign
from ui.pages.commands import Command
from ui.pages.question import QuestionPage

if TYPE_CHECKING:
    from tests.conftest import Clock

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MATTERS = "conv.val.matters.words"
HOME = "conv.poc.first.choice.own_home"
RATHER_NOT = "conv.poc.first.choice.exit.asked_declined"


def question_page(talking: Talking) -> QuestionPage:
    page = talking.hands.page
    assert isinstance(page, QuestionPage)
    return page


# -- recording -------------------------------------------------------------------


def test_a_tap_is_on_disk_at_once(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)

    said = talking.says("poc.first")
    assert said is not None
    assert (said.value, said.said_by) == ("own_home", "person_spoken")
    assert said.said_on == "2026-11-12"


def test_leaving_a_text_records_it_once(talking: Talking) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("my dog", MATTERS)
    assert talking.says("val.matters") is None

    talking.hands.press(Qt.Key.Key_Tab)
    assert talking.says("val.matters") == Answer(own_words="my dog", said_on="2026-11-12")
    talking.hands.press(Qt.Key.Key_Backtab, SHIFT)
    talking.hands.press(Qt.Key.Key_Tab)
    assert talking.entries() == before + 1


def test_emptying_a_text_takes_it_off_again(talking: Talking) -> None:
    """A blank page must not leave an answer standing that nobody can see."""
    talking.open("val.matters")
    talking.hands.write("my dog", MATTERS)
    talking.hands.press(Qt.Key.Key_Tab)
    box = talking.hands.find(MATTERS, QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    talking.hands.press(Qt.Key.Key_Delete)
    talking.hands.press(Qt.Key.Key_Tab)

    assert talking.reading("val.matters").state == "silent"


@pytest.mark.parametrize(
    "question",
    ["poc.first", "pod", "pod.about", "contact", "val.matters", "cpr.form", "agree.sharing"],
)
def test_moving_through_a_page_records_nothing(talking: Talking, question: str) -> None:
    """Arrows and Tab are for looking; an append-only record must not fill up with glances."""
    talking.open(question)
    before = talking.entries()
    for _ in range(40):
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Tab):
            talking.hands.press(key)
    assert talking.entries() == before
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    assert talking.entries() == before


def test_continue_on_a_blank_page_says_and_records_nothing(talking: Talking) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.id == "val.hopes"
    assert talking.entries() == before
    assert talking.window.messages.words() == ""


def test_a_screen_readers_toggle_records(talking: Talking) -> None:
    """Assistive technology toggles a choice without any click (decision 20)."""
    talking.open("poc.first")
    face = QAccessible.queryAccessibleInterface(talking.hands.find(HOME))
    action = face.actionInterface()
    assert action is not None
    action.doAction("Toggle")
    QApplication.processEvents()

    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"


def test_a_choice_says_what_it_took_the_place_of_and_undo_brings_it_back(
    talking: Talking,
) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    assert talking.window.messages.words() == ""
    talking.hands.tap("conv.poc.first.choice.hospice")
    assert talking.window.messages.words() == "Changed from Own home."

    talking.hands.tap("message.action")
    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"
    assert talking.hands.find(HOME).isChecked()


def test_undo_by_key_goes_to_the_page_it_was_made_on(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.id == "pod"

    talking.hands.press(Qt.Key.Key_Z, CTRL)
    assert question_page(talking).page.id == "poc.first"
    assert talking.reading("poc.first").state == "silent"
    assert talking.window.messages.words() == "Undone: Preferred place of care, first choice."
    assert not talking.hands.find(HOME).isChecked()
    assert Command.UNDO not in talking.hands.page.commands()


def test_undo_in_a_text_box_is_the_boxs_own(talking: Talking) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.write("my bed", "conv.poc.first.words")
    talking.hands.press(Qt.Key.Key_Z, CTRL)

    said = talking.says("poc.first")
    assert said is not None
    assert said.value == "own_home"
    assert talking.hands.find("conv.poc.first.words", QPlainTextEdit).toPlainText() == ""


# -- drafts --------------------------------------------------------------------------


def test_half_typed_words_are_a_draft_within_a_second(talking: Talking, qtbot: QtBot) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("I do not want", MATTERS)

    def kept() -> None:
        draft = talking.talk.drafted("val.matters")
        assert draft is not None
        assert draft.answer.own_words == "I do not want"

    qtbot.waitUntil(kept, timeout=1_500)
    assert talking.entries() == before


def test_a_lock_leaves_a_draft_and_the_words_come_back_with_the_caret(
    talking: Talking,
) -> None:
    """Half a sentence must not become the current answer: "I do not want" (decision 11)."""
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("I do not want", MATTERS)
    box = talking.hands.find(MATTERS, QPlainTextEdit)
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    talking.lock_and_open()
    assert talking.entries() == before
    again = talking.hands.find(MATTERS, QPlainTextEdit)
    assert again.toPlainText() == "I do not want"
    assert again.textCursor().position() == 4
    assert talking.hands.focused() == MATTERS
    assert "Half-typed, from earlier" in words_on(talking)


def test_a_draft_is_recorded_only_when_the_user_goes_on(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.write("my dog", MATTERS)
    talking.lock_and_open()
    talking.hands.press(Qt.Key.Key_Tab)
    talking.hands.tap("conv.topics")
    assert talking.says("val.matters") is None

    talking.open("val.matters")
    talking.hands.tap("conv.continue")
    said = talking.says("val.matters")
    assert said is not None
    assert said.own_words == "my dog"
    assert talking.talk.drafted("val.matters") is None


def test_covering_records_nothing_and_uncovering_goes_on_as_before(talking: Talking) -> None:
    talking.open("val.matters")
    before = talking.entries()
    talking.hands.write("my d", MATTERS)
    talking.window.cover()
    assert talking.entries() == before
    talking.window.uncover()
    assert talking.hands.focused() == MATTERS

    talking.hands.write("og")
    talking.hands.press(Qt.Key.Key_Tab)
    said = talking.says("val.matters")
    assert said is not None
    assert said.own_words == "my dog"


def test_a_press_on_cover_or_undo_is_no_moving_on(talking: Talking) -> None:
    """Whoever covers in haste has not finished the sentence."""
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.poc.first.choice.hospice")
    before = talking.entries()
    talking.hands.write("my o", "conv.poc.first.words")
    talking.hands.tap("banner.cover")
    assert talking.window.covered
    talking.window.uncover()
    assert talking.entries() == before

    talking.hands.tap("message.action")  # takes back the hospice, and leaves the words alone
    said = talking.says("poc.first")
    assert said is not None
    assert (said.value, said.own_words) == ("own_home", "")
    box = talking.hands.find("conv.poc.first.words", QPlainTextEdit)
    assert box.toPlainText() == "my o"


def test_the_place_on_a_long_page_comes_back_after_a_lock(talking: Talking) -> None:
    talking.open("agree.sharing")
    name = "conv.agree.share.ambulance.choice.yes"
    talking.hands.find(name).setFocus()
    QApplication.processEvents()
    bar = talking.hands.page.view.verticalScrollBar()
    bar.setValue(bar.value() + 40)
    scrolled = bar.value()
    assert scrolled > 0
    talking.lock_and_open()
    QApplication.processEvents()
    assert talking.hands.focused() == name
    assert talking.hands.page.view.verticalScrollBar().value() == scrolled


def test_turning_the_page_any_other_way_records_too(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.write("my dog", MATTERS)
    talking.hands.press(Qt.Key.Key_J, CTRL)
    assert talking.hands.page.where.page == "topics"
    said = talking.says("val.matters")
    assert said is not None
    assert said.own_words == "my dog"


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


# -- whose words ------------------------------------------------------------------------


@pytest.fixture
def sian(talking: Talking) -> str:
    talking.open("contact")
    talk = talking.talk
    one = talk.add("contact")
    talk.record(
        [
            ("contact.name", one, Answer(value="Siân Pryce")),
            ("contact.relation", one, Answer(value="child_adult")),
            ("person.pronouns", "", Answer(value="she")),
        ]
    )
    return one


def test_a_familys_words_are_never_the_persons(talking: Talking, sian: str) -> None:
    talking.open("val.matters")
    talking.hands.tap(f"conv.whose.by.contact:{sian}")
    assert "You could ask Gwen what she thinks of that." in words_on(talking)
    assert "In Siân Pryce's words" in words_on(talking)
    talking.hands.write("Mam wants to be home", MATTERS)
    talking.hands.tap("conv.continue")

    said = talking.says("val.matters")
    assert said is not None
    assert (said.said_by, said.said_by_contact) == ("family_or_friend", sian)


def test_an_attorney_speaks_as_one(talking: Talking, sian: str) -> None:
    talking.talk.answer("contact.roles", Answer(value=["health_attorney"]), sian)
    talking.open("val.matters")
    talking.hands.tap(f"conv.whose.by.contact:{sian}")
    talking.hands.write("Mam wants to be home", MATTERS)
    talking.hands.tap("conv.continue")
    said = talking.says("val.matters")
    assert said is not None
    assert said.said_by == "attorney_or_deputy"


def test_whose_words_can_be_put_right_afterwards(talking: Talking, sian: str) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    talking.hands.tap("conv.whose.by.clinician_observed")
    said = talking.says("poc.first")
    assert said is not None
    assert (said.value, said.said_by) == ("own_home", "clinician_observed")

    talking.open("poc.first")
    assert talking.hands.find("conv.whose.by.clinician_observed").isChecked()


def test_staff_answer_their_own_questions(talking: Talking) -> None:
    talking.open("cpr.form")
    assert not talking.hands.has("conv.whose.by.person_spoken")
    talking.hands.tap("conv.cpr.form.exists.choice.yes")
    said = talking.says("cpr.form.exists")
    assert said is not None
    assert said.said_by == "clinician_judgement"


def test_saying_more_keeps_who_may_see_it(talking: Talking) -> None:
    """An answer that was kept private must not become public because a word was added."""
    talking.open("val.matters")
    talking.talk.answer("val.matters", Answer(own_words="my dog", sharing="do_not_share"))
    talking.open("val.matters")
    talking.hands.write(" and Huw", MATTERS)
    talking.hands.tap("conv.continue")
    said = talking.says("val.matters")
    assert said is not None
    assert (said.own_words, said.sharing) == ("my dog and Huw", "do_not_share")


# -- groups ---------------------------------------------------------------------------


def test_each_fact_of_a_page_settles_by_itself(talking: Talking) -> None:
    talking.open("cpr.form")
    assert not talking.hands.has("conv.cpr.form.place.line")
    talking.hands.tap("conv.cpr.form.exists.choice.yes")
    talking.hands.write("Blue folder", "conv.cpr.form.place.line")
    talking.hands.press(Qt.Key.Key_Return)
    said = talking.says("cpr.form.place")
    assert said is not None
    assert said.value == "Blue folder"


def test_people_are_added_named_and_removed(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    assert talking.hands.focused() == "conv.contact.name.line"
    assert "New person" in words_on(talking)
    talking.hands.write("Siân Pryce")
    talking.hands.press(Qt.Key.Key_Tab)
    assert "Siân Pryce" in words_on(talking)
    (sian,) = talking.talk.log.instances("contact")
    assert talking.says("contact.name", sian) is not None

    talking.hands.tap(f"conv.contact.{sian}.remove")
    assert talking.window.messages.words() == "Siân Pryce removed."
    assert talking.talk.log.instances("contact") == ()
    talking.hands.tap("message.action")
    assert talking.talk.log.instances("contact") == (sian,)
    assert "Siân Pryce" in words_on(talking)


def test_people_stay_in_the_order_of_being_added(talking: Talking) -> None:
    """The first two are printed for the ambulance: chance must not choose them."""
    talking.open("contact")
    for name in ("Siân", "Huw", "Mair", "Dai"):
        talking.hands.tap("conv.contact.add")
        talking.hands.write(name)
    talking.hands.tap("conv.continue")
    talk = talking.talk
    names = [talk.reading("contact.name", i).value for i in talk.log.instances("contact")]
    assert names == ["Siân", "Huw", "Mair", "Dai"]


def test_somebody_who_was_added_and_stayed_nameless_goes_again(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.tap("conv.continue")
    assert talking.talk.log.instances("contact") == ()


def test_what_matters_less_is_behind_show_more_unless_it_is_answered(
    talking: Talking, sian: str
) -> None:
    talking.open("contact", instance=sian)
    assert not talking.hands.has("conv.contact.email.line")
    talking.hands.tap("conv.contact.more")
    talking.hands.write("sian@example.org", "conv.contact.email.line")
    talking.hands.press(Qt.Key.Key_Tab)

    talking.open("contact", instance=sian)
    assert talking.hands.has("conv.contact.email.line")
    assert not talking.hands.has("conv.contact.lang.choice.en")


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
    said = talking.says("pod.first")
    assert said is not None
    assert (said.value, said.own_words) == (None, "in my own bed")


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
    assert question_page(talking).page.id == "cpr.person_view"


def test_say_more_opens_the_pages_behind(talking: Talking) -> None:
    talking.open("val.fears")
    talking.hands.tap("conv.further")
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
    assert (wanted[0].page, wanted[0].question, wanted[0].note) == (
        "question", "val.fears", "check",
    )  # fmt: skip
    talking.open("val.fears", note="check")
    talking.hands.page.wanted.disconnect()
    talking.hands.page.wanted.connect(wanted.append)
    question_page(talking).go_on()
    assert wanted[1].page == "check"


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
    talking.open("val.fears")
    talking.hands.tap("conv.guide.upset")
    talking.hands.tap("conv.guide.help.leave")
    assert talking.hands.page.where.page == "topics"
    for question in ("val.matters", "val.fears"):
        said = talking.says(question)
        assert said is not None
        assert said.standing is Standing.ASKED_DECLINED
    talking.hands.press(Qt.Key.Key_Z, CTRL)
    assert talking.reading("val.matters").state == "silent"


def test_finishing_gently_thanks_and_then_covers(talking: Talking) -> None:
    talking.open("cpr.person_view")
    talking.hands.tap("conv.guide.upset")
    talking.hands.tap("conv.guide.help.finish")
    title = "Thank you for talking about this, Gwen. We can leave it there."
    assert talking.hands.page.title() == title
    assert talking.hands.focused() == "paused.cover"
    talking.hands.press(Qt.Key.Key_Return)
    assert talking.window.covered


# -- the banner ------------------------------------------------------------------------------


def test_the_banner_says_what_somebody_needs(talking: Talking) -> None:
    """Needs are words with an icon, where everybody looks first."""
    talking.open("comm.language")
    talking.talk.record(
        [
            ("comm.lang_spoken", "", Answer(value="cy")),
            ("comm.interpreter", "", Answer(value="needed")),
            ("comm.impairments", "", Answer(value=["sight", "hearing", "other"])),
        ]
    )
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.name == "PRYCE, Gwen"
    assert facts.facts == ("Born 4 March 1941 (85)", "NHS no. 999 000 0018")
    assert facts.tags == ("Welsh first", "Interpreter needed", "Help with seeing and hearing")
    assert facts.warning == ""
    talking.talk.answer("comm.lang_spoken", Answer(own_words="Romani"))
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.tags[0] == "Romani first"


def test_two_of_one_name_are_told_apart(talking: Talking) -> None:
    from eolplan.caseload import Newcomer

    talking.desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1950-01-01"))
    talking.open("val.matters")
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.warning == "Another Gwen Pryce is in your list. Check the date of birth."


def test_what_was_long_is_told_by_its_date_alone(talking: Talking) -> None:
    talking.open("val.matters")
    talking.talk.answer("val.matters", Answer(own_words="my dog, and " * 20))
    sign(talking.talk, PASSPHRASE)
    talking.open("val.matters")
    talking.hands.write("Huw", MATTERS)
    talking.hands.press(Qt.Key.Key_Tab)
    assert "It was another answer on 12 November 2026" in words_on(talking)


def test_a_member_that_is_being_changed_can_be_removed(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.write("Huw")
    (huw,) = talking.talk.log.instances("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.write("Siân")
    _, sian = talking.talk.log.instances("contact")
    talking.hands.tap(f"conv.contact.{huw}.remove")
    assert talking.talk.log.instances("contact") == (sian,)
    assert talking.hands.has("conv.contact.name.line")  # the other one stays open
    talking.hands.tap("conv.continue")
    assert talking.talk.reading("contact.name", sian).value == "Siân"


# -- what eyes and ears get -----------------------------------------------------------------


def words_on(talking: Talking) -> list[str]:
    """Return the words of every label that can be seen on the page."""
    from PySide6.QtWidgets import QLabel

    return [w.text() for w in talking.hands.page.findChildren(QLabel) if w.isVisible()]


def names_on(talking: Talking) -> list[str]:
    """Return the accessible name of everything that can be seen on the page."""
    seen = talking.hands.page.findChildren(QWidget)
    return [w.accessibleName() for w in seen if w.isVisible()]
