"""Follow up tomorrow: one action, ticked by staff, and nothing about anybody's feelings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from eolplan.record import Standing
from tests.ui.talking import CTRL, Talking, fill_disk, make_room
from ui.pages.follow_up import ACTION
from ui.widgets import ChoiceGroup

if TYPE_CHECKING:
    from tests.conftest import Clock

TICK = "conv.guide.help.follow.tomorrow"


@pytest.fixture
def upset(talking: Talking) -> Talking:
    """The help beside a question."""
    talking.open("val.matters")
    talking.hands.tap("conv.guide.upset")
    return talking


def actions(talking: Talking) -> tuple[str, ...]:
    return talking.desk.session.store.log(talking.person).instances(ACTION)


def ticked(talking: Talking, group: str = "conv.guide.help.follow") -> bool:
    return bool(talking.hands.find(group, ChoiceGroup).value())


def test_opening_the_help_records_nothing(upset: Talking) -> None:
    """That somebody was upset is for the nurse to write down, or not."""
    assert upset.entries() == len(upset.desk.session.store.log(upset.person).entries)
    assert not actions(upset)
    assert not ticked(upset)


def test_escape_closes_it_and_leaves_the_focus_where_it_was_opened(upset: Talking) -> None:
    upset.hands.press(Qt.Key.Key_Escape)
    assert upset.hands.focused() == "conv.guide.upset"


def test_a_tick_is_one_action_for_tomorrow(upset: Talking) -> None:
    upset.hands.tap(TICK)
    (one,) = actions(upset)
    said = {
        field: upset.reading(f"{ACTION}.{field}", one).value
        for field in ("what", "who", "who.name", "when", "status")
    }
    assert said == {
        "what": "Ring or visit, to see how things are",
        "who": "staff",
        "who.name": "Carys Bevan",
        "when": "2026-11-13",
        "status": "to_do",
    }
    assert upset.window.messages.words() == "Follow up tomorrow is with the actions."
    assert upset.hands.page.where.question == "val.matters"


def test_it_is_not_put_there_twice(upset: Talking) -> None:
    upset.hands.tap(TICK)
    upset.hands.tap("conv.guide.help.close")
    upset.hands.press(Qt.Key.Key_F9)
    upset.hands.tap("paused.upset")
    assert ticked(upset, "paused.help.follow")
    assert len(actions(upset)) == 1


def test_unticking_takes_it_off_and_ticking_puts_it_back(upset: Talking) -> None:
    upset.hands.tap(TICK)
    upset.hands.tap(TICK)
    assert actions(upset) == ()
    assert upset.window.messages.words() == "Follow up tomorrow is taken off."
    upset.hands.tap(TICK)
    (one,) = actions(upset)
    assert upset.reading(f"{ACTION}.when", one).standing is Standing.ANSWERED


def test_one_undo_takes_all_of_it_back_and_stays_on_the_page(upset: Talking) -> None:
    upset.hands.tap(TICK)
    upset.hands.press(Qt.Key.Key_Z, CTRL)
    assert actions(upset) == ()
    assert not ticked(upset)
    assert upset.hands.page.where.question == "val.matters"
    assert not upset.talk.can_undo


def test_an_untick_can_be_undone_too(upset: Talking) -> None:
    upset.hands.tap(TICK)
    upset.hands.tap(TICK)
    upset.hands.press(Qt.Key.Key_Z, CTRL)
    assert len(actions(upset)) == 1
    assert ticked(upset)


def test_it_can_be_ticked_in_a_pause(upset: Talking) -> None:
    upset.hands.press(Qt.Key.Key_F9)
    upset.hands.tap("paused.upset")
    upset.hands.tap("paused.help.follow.tomorrow")
    assert len(actions(upset)) == 1
    upset.hands.press(Qt.Key.Key_Z, CTRL)
    assert not ticked(upset, "paused.help.follow")


def test_another_day_is_another_action(upset: Talking, clock: Clock) -> None:
    upset.hands.tap(TICK)
    clock.go_on(hours=24)
    upset.open("val.matters")
    upset.hands.tap("conv.guide.upset")
    assert not ticked(upset)
    upset.hands.tap(TICK)
    assert len(actions(upset)) == 2


def test_a_full_disk_leaves_the_box_as_it_was(upset: Talking) -> None:
    fill_disk(upset.desk.session)
    for _ in range(40):  # until the pages that are there are full
        upset.hands.tap(TICK)
        if not ticked(upset) and "Not saved yet" in upset.window.messages.words():
            break
    make_room(upset.desk.session)
    assert "Not saved yet" in upset.window.messages.words()
    assert ticked(upset) is bool(actions(upset))


def test_who_can_be_called_is_the_team(upset: Talking) -> None:
    from tests.ui.talking import words_on

    assert "Someone to call: Aberwen community nurses, 01632 960001" in words_on(upset)
