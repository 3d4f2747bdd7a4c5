"""At 200% the way on may stand below all that a page says: the page opens at its top even so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from eolplan.conversation import stops
from tests.ui import plans
from tests.ui.audit_parts import settle
from tests.ui.talking import Talking
from ui.pages.onward import to_stop
from ui.pages.where import Where
from ui.widgets import Heading

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from tests.ui.hands import Hands


@pytest.fixture
def large(look_at: Callable[[str, float], None]) -> None:
    """Show letters twice as large as usual, for one test."""
    look_at("light", 2.0)


def first_step(talking: Talking) -> Where:
    """Return page 1 as a crisis visit begins with it."""
    talk = talking.desk.conversation(talking.person)
    talk.follow("crisis_visit")
    return to_stop(talk, stops(talk)[0])


def in_sight(hands: Hands, control: QWidget | None) -> bool:
    assert control is not None
    ground = hands.page.view.viewport()
    place = QRect(control.mapTo(ground, QPoint(0, 0)), control.size())
    return ground.rect().contains(place)


def scrolled(hands: Hands) -> int:
    return hands.page.view.verticalScrollBar().value()


def test_a_step_is_read_from_its_top_and_enter_goes_on(talking: Talking, large: None) -> None:
    hands = talking.hands
    assert talking.window.go(first_step(talking))
    settle(talking.window)
    way, heading = hands.page.first_focus(), talking.window.focusWidget()
    assert scrolled(hands) == 0
    assert not in_sight(hands, way)
    assert isinstance(heading, Heading)
    assert heading.text() == hands.page.title()
    assert in_sight(hands, heading)

    hands.press(Qt.Key.Key_Tab)
    settle(talking.window)
    assert hands.focused() == "step.back"
    assert in_sight(hands, talking.window.focusWidget())
    talking.window.cover()
    talking.window.uncover()  # this is no opening: it is as it was left
    settle(talking.window)
    assert hands.focused() == "step.back"
    assert scrolled(hands) > 0

    heading.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert hands.page.where.note == "1"
    hands.page.view.verticalScrollBar().setValue(0)
    hands.press(Qt.Key.Key_Return)
    assert hands.page.where.note == "1", "nothing is pressed unseen"
    assert in_sight(hands, way)
    hands.press(Qt.Key.Key_Return)
    assert hands.page.where.page == "question"


def test_a_spot_that_was_left_is_come_back_to(talking: Talking, large: None) -> None:
    there = first_step(talking)
    assert talking.window.go(replace(there, scroll=200))
    settle(talking.window)
    assert scrolled(talking.hands) == 200


def test_a_plan_to_read_opens_at_its_top_or_at_the_topic_that_was_pressed(
    hands: Hands, desk: Desk, people: dict[str, str], large: None
) -> None:
    talk = plans.ready(desk, people["Gwen"])
    assert hands.window.go(Where("reading", person=people["Gwen"]))
    settle(hands.window)
    assert scrolled(hands) == 0
    assert hands.window.focusWidget().accessibleName() == hands.page.title()

    topic = talk.guide.section_of("rev.date")
    assert hands.window.go(Where("reading", person=people["Gwen"], topic=topic.id))
    settle(hands.window)
    heading = hands.window.focusWidget()
    assert heading.accessibleName() == topic.title
    assert in_sight(hands, heading)
    assert scrolled(hands) > 0
