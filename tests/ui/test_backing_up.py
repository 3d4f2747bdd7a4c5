"""Back-ups while others work: when they are made, that no lock waits for one, what is told."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from eolplan.vault import Backups, Second, last_backup, last_proof
from tests.conftest import Clock
from tests.ui.talking import fill_disk, make_room
from ui import backing_up
from ui.backing_up import RESTS, BackingUp, backing_up_in
from ui.backup_work import Task, choose_place, standing
from ui.jobs import wait_for_jobs
from ui.window import Window

LONG_MS = 60_000


@pytest.fixture
def backing(window: Window, desk: Desk) -> Iterator[BackingUp]:
    """What backs up a store with one person in it."""
    desk.caseload.add(Newcomer(given="Gwen", family="Pryce"))
    yield BackingUp(window, desk)
    wait_for_jobs(LONG_MS)


def ended(qtbot: QtBot, backing: BackingUp) -> None:
    qtbot.waitUntil(lambda: backing.task is None, timeout=LONG_MS)


def here(desk: Desk) -> list[int]:
    return [backup.number for backup in Backups(desk.session.folder).here()]


def test_a_change_is_backed_up_within_half_an_hour(
    backing: BackingUp, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    backing.look()
    ended(qtbot, backing)
    first = last_backup(desk.session.store)
    assert first is not None
    assert here(desk) == [first.number]

    clock.go_on(minutes=31)
    backing.look()  # nothing was written: only the weekly test is due
    ended(qtbot, backing)
    assert here(desk) == [first.number]

    desk.caseload.add(Newcomer(given="Amir", family="Khan"))
    backing.look()
    ended(qtbot, backing)
    assert len(here(desk)) == 2


def test_a_clock_that_runs_backwards_stops_no_back_up(
    backing: BackingUp, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    backing.look()
    ended(qtbot, backing)
    clock.go_on(days=-400)
    desk.caseload.add(Newcomer(given="Amir", family="Khan"))
    backing.look()
    ended(qtbot, backing)
    assert len(here(desk)) == 2


def test_once_a_week_the_newest_is_restored_on_trial(
    backing: BackingUp, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    for _ in range(2):
        backing.look()
        ended(qtbot, backing)
    proof = last_proof(desk.session.store)
    assert proof is not None
    assert proof.ok
    clock.go_on(days=6)
    backing.look()
    assert backing.task is None
    clock.go_on(days=2)
    backing.look()
    assert backing.task is Task.PROOF
    ended(qtbot, backing)


def test_at_a_lock_what_changed_is_backed_up_and_noted(backing: BackingUp, desk: Desk) -> None:
    backing.end(LONG_MS)
    assert len(here(desk)) == 1
    known = standing(desk)
    assert known.last is not None
    assert not known.changed


def test_a_lock_without_a_change_makes_no_back_up(
    backing: BackingUp, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    backing.back_up()
    ended(qtbot, backing)
    desk.session.store.put_setting(f"place.{desk.session.slot_id}", {"page": "people"}, at=clock())
    backing.end(LONG_MS)
    assert len(here(desk)) == 1


def test_what_does_not_fit_before_the_lock_is_made_after_it(
    backing: BackingUp, desk: Desk, qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store of a hundred thousand people takes longer than a lock may wait."""
    backing.back_up()
    ended(qtbot, backing)
    desk.caseload.add(Newcomer(given="Amir", family="Khan"))
    backing._speed = 1.0
    began = time.monotonic()
    backing.end(LONG_MS)
    assert time.monotonic() - began < 30
    assert len(here(desk)) == 1

    monkeypatch.setattr(backing_up, "SETTLED_MS", 0)
    again = BackingUp(window, desk)
    again.begin()
    qtbot.waitUntil(lambda: len(here(desk)) == 2, timeout=LONG_MS)
    ended(qtbot, again)


def test_a_lock_waits_for_no_job_longer_than_it_may(
    backing: BackingUp, desk: Desk, qtbot: QtBot
) -> None:
    """The back-up under way is given up; nothing of it is left, and the next is whole."""
    backing.back_up()
    backing.end(0)
    assert backing.task is None
    assert wait_for_jobs(LONG_MS)
    qtbot.wait(1)
    left = [p for p in (desk.session.folder / "backups").glob("*") if p.suffix != ".eolbackup"]
    assert left == []


def test_a_damaged_store_locks_all_the_same(
    backing: BackingUp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = desk.session._db
    database._stopped = True  # as when it cannot be read any more
    backing.end(LONG_MS)
    database._stopped = False
    assert here(desk) == []


def test_the_user_can_stop_it_and_nothing_is_left(
    backing: BackingUp, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(backing.told, timeout=LONG_MS) as told:
        backing.back_up()
        backing.stop()
    assert told.args == ["Stopped. What was there before is kept."]
    assert here(desk) == []
    assert backing.trouble == ""


def test_one_task_at_a_time(backing: BackingUp, desk: Desk, qtbot: QtBot) -> None:
    backing.back_up()
    backing.back_up()
    backing.test()
    ended(qtbot, backing)
    assert len(here(desk)) == 1
    assert last_proof(desk.session.store) is None


def test_something_that_changes_much_waits_for_a_back_up(
    backing: BackingUp, desk: Desk, qtbot: QtBot
) -> None:
    seen: list[list[int]] = []
    backing.first(lambda: seen.append(here(desk)))
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG_MS)
    assert len(seen[0]) == 1


def test_it_goes_on_when_no_back_up_can_be_made(
    backing: BackingUp, desk: Desk, qtbot: QtBot
) -> None:
    """A restore must be possible where the disk takes nothing more."""
    (desk.session.folder / "backups").write_text("a file is in the way")
    seen: list[str] = []
    backing.first(lambda: seen.append(backing.trouble))
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG_MS)
    assert seen[0].startswith("No back-up was made")


def test_after_trouble_it_rests_before_it_tries_again(
    backing: BackingUp, desk: Desk, qtbot: QtBot
) -> None:
    """A full disk is not filled anew every minute."""
    obstacle = desk.session.folder / "backups"
    obstacle.write_text("a file is in the way")
    backing.look()
    ended(qtbot, backing)
    assert backing.trouble
    obstacle.unlink()
    for _ in range(RESTS - 1):
        backing.look()
        assert backing.task is None
    backing.look()
    ended(qtbot, backing)
    assert len(here(desk)) == 1
    assert backing.trouble == ""


def test_a_full_store_is_backed_up_though_it_cannot_be_noted(
    backing: BackingUp, desk: Desk, qtbot: QtBot
) -> None:
    backing.back_up()
    ended(qtbot, backing)
    fill_disk(desk.session)
    backing.back_up()
    ended(qtbot, backing)
    make_room(desk.session)
    assert len(here(desk)) == 2


def test_a_second_place_gets_each_back_up(
    backing: BackingUp, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "TEAM"
    stick.mkdir()
    choose_place(desk, stick)
    with qtbot.waitSignal(backing.told, timeout=LONG_MS) as told:
        backing.back_up()
    assert "Both were read back" in told.args[0]
    assert len(list(stick.glob("*.eolbackup"))) == 1
    stick.rename(tmp_path / "pulled out")
    with qtbot.waitSignal(backing.told, timeout=LONG_MS) as told:
        backing.back_up()
    assert "was not there" in told.args[0]
    known = standing(desk).last
    assert known is not None
    assert known.second is Second.AWAY


def test_the_first_day_of_waiting_is_counted(backing: BackingUp, desk: Desk, clock: Clock) -> None:
    backing.begin()
    began = clock()
    clock.go_on(days=1)
    backing.begin()
    assert standing(desk).since == began
    assert dt.timedelta(0) < clock() - began
    backing._timer.stop()


def test_the_window_has_its_turn_at_once_while_a_task_runs(
    backing: BackingUp, qtbot: QtBot
) -> None:
    before = sys.getswitchinterval()
    backing.back_up()
    assert sys.getswitchinterval() < before
    ended(qtbot, backing)
    assert sys.getswitchinterval() == before
    backing.back_up()
    backing.end(0)
    assert sys.getswitchinterval() == before


def test_a_window_has_one_for_each_desk(window: Window, desk: Desk) -> None:
    first = backing_up_in(window, desk)
    assert backing_up_in(window, desk) is first
    other = Desk(desk.session, desk.guide, now=desk.now)
    assert backing_up_in(window, other) is not first
