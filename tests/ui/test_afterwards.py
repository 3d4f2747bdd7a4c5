"""Once somebody has died, nothing of their talk is offered: wishes are read, not asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from eolplan.conversation import Check, die
from eolplan.desk import Desk
from eolplan.record import Answer
from tests.ui import plans
from tests.ui.hands import Hands
from ui.pages.where import Where

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def died(hands: Hands, desk: Desk, gwen: str) -> str:
    """Gwen, who needed help to hear, has died; something was never signed off."""
    talk = plans.signed(desk, gwen)
    talk.answer("comm.impairments", Answer(value=["hearing"]))
    talk.answer("val.matters", Answer(own_words="The garden."))
    talk.finish()
    die(desk.conversation(gwen), Check("Gwen Pryce", "1941-03-04", "Siân, her daughter"))
    return gwen


def test_no_page_of_a_talk_opens_and_wishes_are_read(hands: Hands, died: str):
    for page in ("opening", "topics", "check", "paused"):
        hands.window.go(Where(page, person=died))
        assert hands.page.where.page == "status"
    for question in ("val.matters", "poc.first", "cpr.person_view", "conv.notes"):
        hands.window.go(Where("question", person=died, question=question))
        assert hands.page.where.page == "reading"
        assert not hands.page.findChildren(QPlainTextEdit)


def test_what_is_left_to_write_down_has_no_help_for_the_living(hands: Hands, died: str):
    hands.window.go(Where("status", person=died))
    hands.tap("status.page.death.wish")
    assert not hands.has("conv.more.override")
    assert hands.has("conv.more.death.told")
    for living in ("conv.guide.upset", "conv.guide.note", "conv.pause", "conv.topics"):
        assert not hands.has(living)
    for key in (Qt.Key.Key_F9, Qt.Key.Key_J, Qt.Key.Key_M):
        hands.press(key, *([] if key == Qt.Key.Key_F9 else [CTRL]))
        assert hands.page.where.question == "death.wish"
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "status"


def test_the_overview_leads_to_what_was_said_and_to_no_change(hands: Hands, died: str):
    hands.window.go(Where("person", person=died))
    banner = hands.page.banner()
    assert banner is not None
    assert not banner.tags
    assert not hands.has("person.change.val.matters")
    hands.tap("person.topic.matters")
    assert hands.page.where.page == "reading"


def test_what_was_emptied_again_is_not_half_typed(hands: Hands, desk: Desk, died: str):
    there = Where("question", person=died, question="death.wish", note="status")
    hands.window.go(there)
    box = "conv.death.pod_achieved.heard.line"
    hands.tap("conv.death.pod_achieved.choice.changed_in_last_days")
    hands.write("S", box)
    hands.page.settle()
    assert desk.conversation(died).drafted("death.pod_achieved.heard") is not None
    hands.press(Qt.Key.Key_Backspace)
    hands.page.settle()
    assert desk.conversation(died).drafted("death.pod_achieved.heard") is None
