"""The quiet line on People: no back-up yet, an old one, or a stick that was not there."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from tests.conftest import Clock
from tests.ui.backed_up import done, said
from tests.ui.hands import Hands
from ui.backing_up import backing_up_in
from ui.backup_work import choose_place
from ui.jobs import wait_for_jobs
from ui.pages.backup_line import BackupLine
from ui.pages.where import Where

LONG_MS = 60_000


def line(desk: Desk, qtbot: QtBot) -> str:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    shown = BackupLine(desk, parent)
    return "" if shown.isHidden() else shown.label.text()


def test_people_says_nothing_while_all_is_well(
    hands: Hands, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    backing = backing_up_in(hands.window, desk)
    assert line(desk, qtbot) == ""
    backing.begin()
    backing._timer.stop()
    assert line(desk, qtbot) == ""
    backing.back_up()
    done(qtbot, hands, desk)
    clock.go_on(days=30)
    assert line(desk, qtbot) == ""  # nothing was written since


def test_people_says_that_there_is_none_after_the_first_day(
    hands: Hands, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    backing = backing_up_in(hands.window, desk)
    backing.begin()
    backing._timer.stop()
    clock.go_on(hours=25)
    assert line(desk, qtbot).startswith("No back-up yet.")


def test_people_says_when_the_last_one_is_a_week_old(
    hands: Hands, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    backing_up_in(hands.window, desk).back_up()
    done(qtbot, hands, desk)
    desk.caseload.add(Newcomer(given="Amir", family="Khan"))
    clock.go_on(days=6)
    assert line(desk, qtbot) == ""
    clock.go_on(days=1)
    assert line(desk, qtbot).startswith("The last back-up is from 12 November 2026")


def test_people_says_that_the_stick_was_not_there(
    hands: Hands, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "TEAM"
    stick.mkdir()
    choose_place(desk, stick)
    stick.rename(tmp_path / "away")
    backing_up_in(hands.window, desk).back_up()
    done(qtbot, hands, desk)
    assert hands.window.go(Where("people"))
    assert "TEAM, where back-ups also go, was not there." in said(hands)
    hands.tap("people.backup")
    assert hands.page.where.note == "backup"
    assert wait_for_jobs(LONG_MS)
