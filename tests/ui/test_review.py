"""A plan is reviewed topic by topic, and the check page begins with what changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from eolplan.conversation import spoken_before
from eolplan.desk import Desk
from eolplan.record import Answer
from tests.conftest import Clock
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.talking import CTRL
from ui.pages.where import Where
from ui.widgets import PlainLabel


def words(hands: Hands) -> str:
    return "\n".join(p.text() for p in hands.page.findChildren(PlainLabel) if p.isVisible())


@pytest.fixture
def due(hands: Hands, desk: Desk, gwen: str, clock: Clock) -> str:
    """Gwen's plan, signed off three months ago; its review was due two days ago."""
    plans.signed(desk, gwen)
    clock.go_on(days=94)
    hands.window.go(Where("person", person=gwen))
    return gwen


def to_review(hands: Hands) -> None:
    """Begin the review from the overview, and leave the opening."""
    hands.tap("person.status.review")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "step"


def test_the_overview_says_that_a_review_was_due_and_leads_through_what_was_said(
    hands: Hands, desk: Desk, due: str
):
    assert "The review was due on 12 February 2027." in words(hands)
    assert "Last checked with Gwen 3 months ago" in words(hands)
    to_review(hands)
    assert "Gwen last spoke of it on 12 November 2026." in words(hands)
    assert "“My own bed, with the dog. No fuss.”" in words(hands)
    assert hands.focused() == "step.change.people.1", "what is at the end of a card is read last"


def test_what_is_right_stays_and_what_is_not_is_changed_on_the_spot(
    hands: Hands, desk: Desk, due: str
):
    to_review(hands)
    for topic in spoken_before(desk.conversation(due)):
        if topic.section.id != "matters":
            hands.tap(f"step.right.{topic.section.id}")
    hands.tap("step.change.matters.1")
    assert hands.page.where.question == "val.matters"
    box = hands.find("conv.val.matters.words", QPlainTextEdit)
    box.selectAll()
    hands.write("The garden.", "conv.val.matters.words")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert (hands.page.where.page, hands.focused()) == ("step", "step.change.matters.1")
    assert hands.find("step.right.places", QAbstractButton).isChecked()
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.question == "conv.closing"
    log = desk.session.store.log(due)
    (one,) = log.instances("rev.done")
    assert log.reading("rev.done.same", one).value == "changed"

    hands.window.go(Where("check", person=due, conversation=hands.page.where.conversation))
    assert "Was: “My own bed, with the dog. No fuss.”\nNow: “The garden.”" in words(hands)


def test_a_review_that_is_whole_shows_it_again_and_unticking_takes_it_back(
    hands: Hands, desk: Desk, due: str
):
    to_review(hands)
    before = hands.page.where
    ticks = [one.section.id for one in spoken_before(desk.conversation(due))]
    for topic in ticks:
        hands.tap(f"step.right.{topic}")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert len(desk.session.store.log(due).instances("rev.done")) == 1
    hands.window.go(before)
    assert hands.find(f"step.right.{ticks[0]}", QAbstractButton).isChecked()
    hands.tap(f"step.right.{ticks[0]}")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert desk.session.store.log(due).instances("rev.done") == ()


def test_what_is_ticked_is_there_after_leaving_and_after_a_crash(
    hands: Hands, desk: Desk, due: str
):
    """It is on the disk with the press: no lock, no moving on and no closing is waited for."""
    to_review(hands)
    here = hands.page.where
    hands.tap("step.right.places")
    kept = desk.session.store.drafts(due)
    assert [draft.question for draft in kept] == ["rev.done"]
    hands.window.go(Where("person", person=due))
    hands.window.go(here)
    assert hands.find("step.right.places", QAbstractButton).isChecked()
    assert not hands.find("step.right.matters", QAbstractButton).isChecked()
    desk.let_go()
    hands.window.begin(desk, here)
    assert hands.find("step.right.places", QAbstractButton).isChecked()
    assert desk.session.store.log(due).instances("rev.done") == ()


def test_nothing_is_called_right_for_a_person_who_is_away(hands: Hands, desk: Desk, due: str):
    to_review(hands)
    here = hands.page.where
    talk = desk.conversation(due, here.conversation)
    talk.answer("conv.present", Answer(value="no"))
    hands.window.go(Where("person", person=due))
    hands.window.go(here)
    assert "Only Gwen can say that it is right as it is." in words(hands)
    assert not hands.has("step.right.people")
    assert hands.has("step.change.people.1")


def test_a_first_talk_has_nothing_to_review_and_a_later_one_begins_with_all_topics(
    hands: Hands, desk: Desk, gwen: str
):
    hands.window.go(Where("opening", person=gwen))
    assert not hands.has("opening.path.review")
    plans.signed(desk, gwen)
    hands.window.go(Where("opening", person=gwen, conversation="another"))
    hands.tap("opening.path.all")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "topics"


def test_a_long_choice_names_the_answer_it_took_the_place_of(hands: Hands, desk: Desk, gwen: str):
    talk = plans.signed(desk, gwen)
    talk.answer("pod.first", Answer(value="own_home", own_words="With the dog. " * 9))
    plans.sign_off(talk, plans.PASSPHRASE)
    talk.answer("pod.first", Answer(value="hospice"))
    hands.window.go(Where("question", person=gwen, question="pod", conversation=talk.id))
    assert "Was: 1st own home, 2nd hospice" in words(hands)
