"""Back leads to where one was, never to what is done; an errand returns to the very spot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from eolplan.desk import Desk
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.talking import CTRL
from ui.pages.where import Where

ALT = Qt.KeyboardModifier.AltModifier


def test_change_and_look_return_to_the_check_page_where_one_left_it(
    hands: Hands, desk: Desk, gwen: str
):
    """Continue walked on into the topic, and the read-back was lost."""
    talk = plans.ready(desk, gwen)
    check = Where("check", person=gwen, conversation=talk.id)
    for way in ("check.change.people", "check.change.matters", "check.line.matters.0"):
        hands.window.go(check)
        hands.tap(way)
        assert hands.page.where.page == "question"
        hands.press(Qt.Key.Key_Return, CTRL)
        assert (hands.page.where.page, hands.focused()) == ("check", way)


def test_what_is_left_for_later_is_remembered_over_a_change(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    plans.disagree(desk, talk, "poc.first", "own_home", "hospice")
    hands.window.go(Where("check", person=gwen, conversation=talk.id))
    hands.tap("check.without.care_places")
    hands.tap("check.change.matters")
    hands.tap("conv.pages.show")
    hands.tap("conv.pages.val.hopes")  # another page of the topic is the same errand
    hands.press(Qt.Key.Key_Return, CTRL)
    assert (hands.page.where.page, hands.focused()) == ("check", "check.change.matters")
    assert hands.find("check.without.care_places", QAbstractButton).isChecked()


def test_back_does_not_lead_to_a_form_that_was_filled_in(hands: Hands, desk: Desk):
    hands.window.go(Where("add-person"))
    hands.write("Mair", "add.given")
    hands.write("Evans", "add.family")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "person"
    hands.press(Qt.Key.Key_Left, ALT)
    assert hands.page.where.page == "people"
