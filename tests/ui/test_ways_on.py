"""Finding one's way in a plan: from an answer to its page, and from page to page of a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from eolplan.record import Answer
from eolplan.status import Status
from tests.ui.conftest import PASSPHRASE
from tests.ui.talking import Talking, question_page, sign, words_on
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.conversation import Conversation


@pytest.fixture
def talk(talking: Talking) -> Conversation:
    """A talk in which nothing was said yet."""
    return talking.desk.conversation(talking.person)


def go(talking: Talking, page: str, talk: Conversation) -> None:
    where = Where(page, person=talking.person, conversation=talk.id)
    assert talking.window.go(where)


def way_to(talking: Talking, words: str) -> str:
    """Return the name of the one button that says it changes *words*."""
    from ui.widgets import Button

    found = [
        button.objectName()
        for button in talking.hands.page.findChildren(Button)
        if button.accessibleName().startswith(f"Change {words}")
    ]
    assert len(found) == 1, (words, found)
    return found[0]


# -- from an answer to its page -----------------------------------------------------------


def test_change_beside_an_answer_opens_the_field_that_asks_it(talking: Talking, talk):
    talk.answer("person.pronouns", Answer(value="she"))
    go(talking, "check", talk)
    talking.hands.tap(way_to(talking, "Pronouns"))
    assert question_page(talking).page.id == "about.name"
    assert talking.hands.focused() == "conv.person.pronouns.choice.she"
    talking.hands.tap("conv.continue")
    assert talking.hands.page.where.page == "check"


def test_change_beside_somebody_opens_that_one(talking: Talking, talk):
    for name in ("Siân", "Huw"):
        talk.answer("contact.name", Answer(value=name), talk.add("contact"))
    siân = talk.log.instances("contact")[0]
    go(talking, "check", talk)
    talking.hands.tap(way_to(talking, "People to ring and ask: Siân"))
    assert question_page(talking).where.instance == siân
    assert talking.hands.focused() == "conv.contact.name.line"


def test_a_topic_is_changed_where_something_was_said(talking: Talking, talk):
    talk.answer("val.good_day", Answer(own_words="sun"))
    go(talking, "check", talk)
    talking.hands.tap("check.change.matters")
    assert question_page(talking).page.id == "val.good_day"


# -- from page to page of a topic ------------------------------------------------------------


def test_the_pages_of_a_topic_are_listed_where_one_of_them_is_open(talking: Talking, talk):
    talk.answer("val.matters", Answer(own_words="my dog"))
    go(talking, "topics", talk)
    talking.hands.tap("topics.matters")
    assert question_page(talking).page.id == "val.hopes"  # the first that is silent
    assert not talking.hands.has("conv.pages.val.matters")
    talking.hands.find("conv.pages.show").setFocus(Qt.FocusReason.TabFocusReason)
    talking.hands.press(Qt.Key.Key_Space)
    names = {
        page: talking.hands.find(f"conv.pages.{page}").accessibleName()
        for page in ("val.matters", "val.hopes")
    }
    assert names == {
        "val.matters": "What matters most. Talked about 12 November",
        "val.hopes": "Hopes and goals. This page. Not talked about yet",
    }
    talking.hands.press(Qt.Key.Key_Tab)  # past "Earlier answers", which is not there yet
    assert talking.hands.focused() == "conv.pages.val.matters"
    talking.hands.press(Qt.Key.Key_Return)
    assert question_page(talking).page.id == "val.matters"


def test_what_more_there_is_stands_by_name_at_the_end_of_a_topic(talking: Talking, talk):
    talk.answer("cpr.discuss_person", Answer(value="yes"))
    talking.open("cpr.recommendation")
    assert not talking.hands.has("conv.more.cpr.talk")
    talking.open("cpr.form")
    assert "1 of 4 written down" in words_on(talking)
    talking.hands.tap("conv.more.cpr.talk")
    assert question_page(talking).page.id == "cpr.talk"
    talking.hands.tap("conv.more.cpr.cancelled")  # and from one of them to any other
    assert question_page(talking).page.id == "cpr.cancelled"


def test_what_more_there_is_follows_what_is_written_on_the_page(talking: Talking, talk):
    """The card of this very page said that nothing was written down until it was opened again."""
    talking.open("cpr.talk")
    here = talking.hands.find("conv.more.cpr.talk")
    assert here.accessibleName().endswith("This page. Nothing written down yet")
    talking.hands.tap("conv.cpr.discuss_person.choice.yes")
    assert here.accessibleName().endswith("This page. Written down 12 November")
    assert "1 of 4 written down" in words_on(talking)
    talking.hands.tap("conv.undo")
    assert here.accessibleName().endswith("This page. Nothing written down yet")
    assert "1 of 4 written down" not in words_on(talking)


def test_the_pages_of_a_topic_follow_while_they_are_open(talking: Talking, talk):
    talking.open("val.matters")
    talking.hands.tap("conv.pages.show")
    talking.hands.write("my dog", "conv.val.matters.words")
    talking.hands.press(Qt.Key.Key_Tab)
    row = talking.hands.find("conv.pages.val.matters")
    assert row.accessibleName() == "What matters most. This page. Talked about 12 November"


def test_all_topics_name_everything_there_is(talking: Talking, talk):
    talk.answer("cpr.discuss_person", Answer(value="yes"))
    go(talking, "topics", talk)
    said = talking.hands.find("topics.more.cpr.talk").accessibleName()
    assert said == "Talk about the CPR recommendation. CPR. Written down 12 November"
    assert "CPR. 1 of 4 written down" in words_on(talking)
    talking.hands.tap("topics.more.pc.phb")
    assert question_page(talking).page.id == "pc.phb"


def test_what_was_passed_with_nothing_said_has_nothing_written_down(talking: Talking, talk):
    assert talking.window.go(Where("opening", person=talking.person, conversation=talk.id))
    talking.hands.tap("opening.continue")
    talking.hands.tap("conv.topics")
    opened = talking.hands.find("topics.opening")
    assert opened.accessibleName() == "Before we start. Nothing written down yet"
    talking.hands.tap("topics.opening")
    talking.hands.tap("opening.conv.time.choice.yes")
    talking.hands.tap("opening.continue")
    talking.hands.tap("conv.topics")
    opened = talking.hands.find("topics.opening")
    assert opened.accessibleName() == "Before we start. Written down 12 November"


# -- to what was said before ---------------------------------------------------------------------


def test_earlier_answers_are_a_press_away_once_there_are_any(talking: Talking, talk):
    talking.open("val.matters")
    assert not talking.hands.has("conv.earlier")
    talking.hands.write("my dog", "conv.val.matters.words")
    talking.hands.press(Qt.Key.Key_Tab)
    talking.hands.tap("conv.earlier")
    where = talking.hands.page.where
    assert (where.page, where.question) == ("answers", "val.matters")
    assert "“my dog”" in words_on(talking)


def test_earlier_answers_of_somebody_are_those_of_the_one_who_is_open(talking: Talking, talk):
    talk.answer("contact.name", Answer(value="Siân"), talk.add("contact"))
    (siân,) = talk.log.instances("contact")
    talking.open("contact")
    assert not talking.hands.has("conv.earlier")
    talking.hands.tap(f"conv.contact.{siân}.change")
    talking.hands.tap("conv.earlier")
    where = talking.hands.page.where
    assert (where.page, where.instance) == ("answers", siân)


def test_earlier_answers_of_the_places_are_those_of_the_whole_table(talking: Talking, talk):
    talk.answer("pod.first", Answer(value="own_home"))
    talking.open("pod")
    talking.hands.tap("conv.earlier")
    assert talking.hands.page.where.question == "pod"
    assert "Own home" in words_on(talking)


# -- on to how it was decided --------------------------------------------------------------------


def test_where_somebody_could_not_decide_how_it_was_decided_comes_next(talking: Talking, talk):
    one = talk.add("cap")
    talk.answer("cap.decision", Answer(value="Going into hospital"), one)
    talking.open("cap", instance=one)
    assert not talking.hands.has("conv.decided")
    talking.hands.tap("conv.cap.outcome.choice.lacks_now_may_regain")
    assert talking.hands.has("conv.decided")
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.id == "bi"
    talk = talking.talk
    talk.answer("bi.decision", Answer(value="Going into hospital"), talk.add("bi"))
    talking.open("cap")
    talking.hands.tap("conv.continue")  # it is written down: nobody is sent there again
    assert talking.hands.page.where.page == "topics"
    talking.open("cap")
    talking.hands.tap("conv.decided")
    assert question_page(talking).page.id == "bi"


# -- what was said in passing --------------------------------------------------------------------


def test_what_is_said_in_passing_stays_with_its_page(talking: Talking, talk):
    talking.open("poc.first")
    talking.hands.tap("conv.not_today")
    assert talking.window.messages.words().startswith("Not today.")
    talking.hands.tap("conv.continue")
    assert talking.window.messages.words() == ""
    talking.hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert talking.window.messages.words() == ""


def test_a_version_is_told_to_be_ready_once(talking: Talking, talk):
    talk.answer("val.matters", Answer(own_words="my dog"))
    sign(talk, PASSPHRASE)
    for page in ("check", "signed"):
        go(talking, page, talk)
    talking.hands.tap("signed.person")
    talking.hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert talking.hands.page.where.page == "check"
    go(talking, "signed", talk)
    talking.hands.tap("signed.share")
    talking.hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert talking.hands.page.where.page == "person"


# -- whose words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "box", "words"),
    [
        ("about.now", "conv.person.living.words", "In words"),
        ("about.name", "conv.person.pronouns.words", "In words"),
        ("val.matters", "conv.val.matters.words", "In Gwen's own words"),
    ],
)
def test_own_words_are_asked_for_only_where_the_person_speaks(
    talking: Talking, page: str, box: str, words: str
):
    talking.open(page)
    assert talking.hands.find(box).accessibleName().startswith(words)


# -- where the keyboard is -----------------------------------------------------------------------


def test_the_page_of_an_ended_plan_begins_with_what_to_write_down(talking: Talking, talk):
    talk.answer("plan.status", Answer(value=Status.DIED))
    assert talking.window.go(Where("status", person=talking.person))
    assert talking.hands.focused().startswith("status.page.")
