"""All topics: any order will do, and no state is a reproach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from eolplan.record import Answer, Standing
from tests.ui.talking import Talking
from ui.pages.topic_row import TopicRow, day_words
from ui.pages.where import Where

if TYPE_CHECKING:
    from tests.conftest import Clock


@pytest.fixture
def listed(talking: Talking) -> Talking:
    """The list of topics of a talk in which something was said of each kind."""
    talk = talking.desk.conversation(talking.person)
    later = Answer(Standing.COME_BACK_LATER, again_on="2026-12-01")
    for question, answer in (
        ("val.matters", Answer(own_words="my dog")),
        ("poc.first", Answer(Standing.ASKED_NOT_READY)),
        ("cpr.person_view", Answer(Standing.ASKED_DECLINED)),
        ("agree.copy", later),
    ):
        talk.answer(question, answer)
    talk.answer("people.important", Answer(own_words="Siân"), seen=())
    talk.answer("people.important", Answer(own_words="Huw"), seen=())
    where = Where("topics", person=talking.person, conversation=talk.id)
    assert talking.window.go(where)
    talking.hands.actions = 0
    return talking


def test_every_topic_says_where_it_stands(listed: Talking) -> None:
    names = {
        topic: listed.hands.find(f"topics.{topic}").accessibleName()
        for topic in ("matters", "care_places", "cpr", "sharing", "people", "review", "about")
    }
    assert names == {
        "matters": "What matters. Talked about 12 November",
        "care_places": "Places of care. Not today (12 November)",
        "cpr": "CPR. Would rather not talk about this (12 November)",
        "sharing": "Agreement and sharing. Come back to this (after 1 December)",
        "people": "People. Two records differ",
        "review": "Actions and review. Not talked about yet",
        "about": "Personal details. Written down 12 November",
    }


def test_a_day_names_its_year_only_when_that_is_another(clock: Clock) -> None:
    today = clock().date()
    assert day_words("2026-12-01", today) == "1 December"
    assert day_words("2025-12-01", today) == "1 December 2025"
    assert day_words("2026-12", today) == "December"
    assert day_words("2026", today) == "2026"


def test_a_topic_opens_where_nothing_was_said_yet(listed: Talking) -> None:
    listed.hands.tap("topics.matters")
    assert listed.hands.page.where.question == "val.hopes"


def test_the_whole_row_is_the_target_and_enter_opens_it(listed: Talking) -> None:
    assert listed.hands.focused() == "topics.communication"
    listed.hands.press(Qt.Key.Key_Tab)
    listed.hands.press(Qt.Key.Key_Return)
    assert listed.hands.page.where.topic == "people"


def test_arrows_go_where_they_point_and_open_nothing(listed: Talking) -> None:
    hands = listed.hands
    rows = [row for row in hands.page.findChildren(TopicRow) if row.isVisible()]
    top = [row for row in rows if row.y() == rows[0].y() and row.parent() is rows[0].parent()]
    at = len(top)
    assert at > 1
    hands.press(Qt.Key.Key_Down)
    assert hands.focused() == rows[at].objectName()
    hands.press(Qt.Key.Key_Right)
    assert hands.focused() == rows[at + 1].objectName()
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_Left)  # there is none before it
    assert hands.focused() == rows[0].objectName()
    for _ in rows:
        hands.press(Qt.Key.Key_Down)  # through the facts below as well
    last = [row for row in rows if row.parent() is rows[-1].parent() and row.y() == rows[-1].y()]
    assert hands.page.focusWidget() in last
    assert hands.page.where.page == "topics"


def test_the_facts_of_the_talk_are_here_too(listed: Talking) -> None:
    listed.hands.tap("topics.conversation")
    assert listed.hands.page.where.question == "conv.facts"
    listed.hands.tap("conv.continue")
    assert listed.hands.page.where.question == "conv.closing"
    listed.hands.tap("conv.continue")
    assert listed.hands.page.where.page == "topics"
    listed.hands.tap("topics.opening")
    assert listed.hands.page.where.page == "opening"


def test_staff_details_are_a_page_away_and_lead_back(listed: Talking) -> None:
    listed.hands.tap("topics.about")
    pages = []
    while listed.hands.page.where.page == "question":
        pages.append(listed.hands.page.where.question)
        listed.hands.tap("conv.continue")
    assert pages[-1] == "person.address"
    assert listed.hands.page.where.page == "topics"


def test_carry_on_goes_back_to_where_the_talk_stands(listed: Talking) -> None:
    listed.hands.tap("topics.cpr")
    listed.hands.press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    listed.hands.tap("topics.carry_on")
    assert listed.hands.page.where.topic == "cpr"
