"""Settings, Back-up: what is known, a second place, moving away, and the line on People."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from eolplan.vault import (
    Backups,
    Made,
    NotWritten,
    Proof,
    Restoring,
    Second,
    note_backup,
    note_proof,
)
from eolplan.vault.backups import PLACE
from tests.conftest import Clock
from tests.ui.backed_up import done, said
from tests.ui.conftest import PASSPHRASE
from tests.ui.hands import Hands
from tests.ui.talking import fill_disk, make_room
from tests.ui.ways_backup import busy, made_at, seen_later
from ui.backing_up import backing_up_in
from ui.backup_work import Task, choose_place, standing
from ui.pages.backup_place import PlaceChoice
from ui.pages.backup_telling import counted, last_words, place_name, proven_words, reminder, when
from ui.pages.moving import MovingPage
from ui.pages.settings import SettingsPage
from ui.pages.where import Where

LONG_MS = 60_000


def section(hands: Hands) -> SettingsPage:
    assert hands.window.go(Where("settings", note="backup"))
    page = hands.page
    assert isinstance(page, SettingsPage)
    return page


# -- the section ---------------------------------------------------------------------------


def test_a_first_back_up_is_one_press_away(hands: Hands, desk: Desk, qtbot: QtBot) -> None:
    section(hands)
    assert "No back-up yet." in said(hands)
    hands.tap("settings.backup.now")
    assert hands.focused() == "settings.backup.now"
    done(qtbot, hands, desk)
    assert "Last back-up: today" in said(hands)
    assert "on this laptop only." in said(hands)
    assert hands.window.messages.words() == "Backed up. It was read back and is whole."


def test_a_test_of_the_newest_is_told(hands: Hands, desk: Desk, qtbot: QtBot) -> None:
    section(hands)
    hands.tap("settings.backup.test")
    done(qtbot, hands, desk)
    assert "Tested:" in hands.window.messages.words()


def test_everything_here_is_done_by_keys(hands: Hands, desk: Desk, qtbot: QtBot) -> None:
    section(hands)
    reached = []
    for _ in range(30):
        hands.press(Qt.Key.Key_Tab)
        reached.append(hands.focused())
    wanted = ("now", "test", "place", "move", "restore")
    assert {f"settings.backup.{name}" for name in wanted} <= set(reached)
    hands.find("settings.backup.now").setFocus()
    hands.press(Qt.Key.Key_Return)
    done(qtbot, hands, desk)
    assert standing(desk).last is not None


def test_stop_comes_only_when_it_takes_long_and_gives_the_focus_back(
    hands: Hands, desk: Desk
) -> None:
    section(hands)
    backing = backing_up_in(hands.window, desk)
    busy(backing, Task.BACKUP, 0.4)
    assert backing._run is not None
    backing._run.began += 60
    backing.changed.emit()
    assert "Backing up: 40%." in said(hands)
    assert not hands.has("settings.backup.stop")
    backing._run.began -= 60
    backing.changed.emit()
    hands.tap("settings.backup.stop")
    assert backing._run.stop.is_set()
    hands.find("settings.backup.stop").setFocus()
    backing._run = None
    backing.changed.emit()
    assert hands.focused() == "settings.backup.now"


def test_what_kept_it_from_being_made_stays_in_sight(
    hands: Hands, desk: Desk, qtbot: QtBot
) -> None:
    (desk.session.folder / "backups").write_text("a file is in the way")
    section(hands)
    hands.tap("settings.backup.now")
    done(qtbot, hands, desk)
    assert "No back-up was made" in said(hands)
    section(hands)
    assert "No back-up was made" in said(hands)


def test_the_section_follows_what_began_on_another_page(
    hands: Hands, desk: Desk, qtbot: QtBot
) -> None:
    backing_up_in(hands.window, desk).back_up()
    section(hands)
    assert "Backing up:" in said(hands)
    done(qtbot, hands, desk)
    assert "Last back-up: today" in said(hands)


def test_made_up_people_are_not_backed_up(hands: Hands, desk: Desk, clock: Clock) -> None:
    from eolplan.caseload import MADE_UP

    desk.session.store.put_setting(MADE_UP, True, at=clock())
    section(hands)
    assert "no back-ups are made" in said(hands)
    assert not hands.has("settings.backup.now")
    backing = backing_up_in(hands.window, desk)
    backing.begin()
    backing.end(LONG_MS)
    assert Backups(desk.session.folder).here() == []


# -- the second place ------------------------------------------------------------------------


def choice(hands: Hands) -> PlaceChoice:
    found = hands.page.findChild(PlaceChoice)
    assert found is not None
    return found


def test_a_second_place_is_filled_at_once_and_can_be_taken_back(
    hands: Hands, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "TEAM"
    stick.mkdir()
    section(hands)
    choice(hands).judge(stick)
    done(qtbot, hands, desk)
    assert len(list(stick.glob("*.eolbackup"))) == 1
    assert "on this laptop and in TEAM." in said(hands)
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert standing(desk).place is None
    assert not hands.has("settings.backup.only_here")


def test_back_to_this_laptop_only(hands: Hands, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    choose_place(desk, tmp_path)
    section(hands)
    hands.tap("settings.backup.only_here")
    done(qtbot, hands, desk)
    assert standing(desk).place is None
    assert hands.focused() == "settings.backup.place"


def test_a_place_inside_the_store_is_refused(hands: Hands, desk: Desk) -> None:
    section(hands)
    choice(hands).judge(desk.session.folder)
    assert standing(desk).place is None
    assert "another drive" in hands.window.messages.words()


def test_a_folder_that_copies_itself_away_wants_a_second_word(
    hands: Hands, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    synced = tmp_path / "OneDrive" / "back-ups"
    synced.mkdir(parents=True)
    section(hands)
    choice(hands).judge(synced)
    assert "OneDrive" in said(hands)
    assert standing(desk).place is None
    assert hands.focused() == "settings.backup.place.other"
    hands.tap("settings.backup.place.all_the_same")
    done(qtbot, hands, desk)
    assert standing(desk).place == synced


def test_restore_backs_up_first_and_then_asks_for_the_lock(
    hands: Hands, desk: Desk, qtbot: QtBot
) -> None:
    section(hands)
    backing = backing_up_in(hands.window, desk)
    with qtbot.waitSignal(backing.restore_wanted, timeout=LONG_MS):
        hands.tap("settings.backup.restore")
    assert len(Backups(desk.session.folder).here()) == 1


# -- an older store ----------------------------------------------------------------------------


def test_nothing_is_said_of_age_while_the_store_is_the_newest(hands: Hands) -> None:
    section(hands)
    assert not hands.has("settings.backup.as_it_is")


def test_an_older_store_leads_to_the_back_ups(hands: Hands, desk: Desk, qtbot: QtBot) -> None:
    backing = backing_up_in(hands.window, desk)
    with seen_later(desk):
        section(hands)
        assert "This store is older than it was" in said(hands)
        with qtbot.waitSignal(backing.restore_wanted, timeout=LONG_MS):
            hands.tap("settings.backup.older_restore")
        assert desk.session.older


def test_an_older_store_can_be_the_right_one(hands: Hands, desk: Desk) -> None:
    with seen_later(desk):
        section(hands)
        hands.tap("settings.backup.as_it_is")
        assert not desk.session.older
        assert not hands.has("settings.backup.as_it_is")
        assert hands.focused() == "settings.backup.now"
        assert hands.window.messages.words() == "Noted. eolplan goes on with the store as it is."
        section(hands)
        assert not hands.has("settings.backup.as_it_is")


def test_the_warning_stays_while_the_disk_does_not_take_the_decision(
    hands: Hands, desk: Desk, clock: Clock
) -> None:
    with seen_later(desk):
        section(hands)
        fill_disk(desk.session)
        for why in ("x" * 500, ""):  # until even the last page is full
            with suppress(NotWritten):
                while True:
                    desk.session.store.audit("plan.opened", {"why": why}, at=clock())
        hands.tap("settings.backup.as_it_is")
        assert "Not saved" in hands.window.messages.words()
        assert hands.has("settings.backup.as_it_is")
        make_room(desk.session)


# -- another computer ------------------------------------------------------------------------


def moving(hands: Hands) -> MovingPage:
    section(hands)
    hands.tap("settings.backup.move")
    page = hands.page
    assert isinstance(page, MovingPage)
    return page


def test_one_file_opens_on_the_other_computer(
    hands: Hands, desk: Desk, qtbot: QtBot, tmp_path: Path, clock: Clock
) -> None:
    desk.caseload.add(Newcomer(given="Gwen", family="Pryce"))
    stick = tmp_path / "stick"
    stick.mkdir()
    page = moving(hands)
    assert hands.focused() == "moving.save"
    assert "This laptop keeps its store" in said(hands)
    page.choice.judge(stick)
    done(qtbot, hands, desk)
    (file,) = stick.iterdir()
    assert file.name in said(hands)

    other = Restoring(tmp_path / "other laptop", file, now=clock)
    assert other.look(PASSPHRASE).counts["people"] == 1
    other.close()
    hands.tap("moving.back")
    assert hands.page.where.note == "backup"


def test_a_place_that_takes_no_file_is_told_and_another_can_be_chosen(
    hands: Hands, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = moving(hands)
    page.choice.judge(tmp_path / "not there")
    done(qtbot, hands, desk)
    assert "could not be saved there" in page.trouble_words.text()
    page.choice.judge(tmp_path)
    done(qtbot, hands, desk)
    assert page.trouble_words.isHidden()
    assert page.saved_words.isVisible()


# -- in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "words"),
    [(0, "today "), (1, "yesterday "), (2, "10 November 2026, ")],
)
def test_a_time_is_told_as_people_tell_it(clock: Clock, ago: int, words: str) -> None:
    at = clock() - dt.timedelta(days=ago)
    assert when(at, clock()).startswith(words)


def test_counts_are_told_in_whole_words() -> None:
    assert counted({"people": 1, "entries": 3210, "versions": 0, "staff": 2}) == (
        "1 person, 3,210 answers and 2 members of staff"
    )
    assert counted({}) == ""


def test_a_drive_without_a_name_is_told_by_its_letter() -> None:
    assert place_name(Path("/media/TEAM")) == "TEAM"
    assert place_name(Path("/")) == "/"


@pytest.mark.parametrize("second", list(Second))
def test_each_fate_of_the_copy_has_words(desk: Desk, clock: Clock, second: Second) -> None:
    backup = made_at(desk, clock())
    desk.session.store.put_setting(PLACE, "/media/TEAM", at=clock())
    note_backup(desk.session.store, Made(backup, second), at=clock())
    words = last_words(standing(desk), clock())
    assert words.startswith("Last back-up: today")
    assert ("TEAM" in words) is (second is not Second.NONE)


def test_a_test_that_found_something_says_what_to_do(desk: Desk, clock: Clock) -> None:
    backup = made_at(desk, clock())
    note_backup(desk.session.store, Made(backup, Second.NONE), at=clock())
    note_proof(desk.session.store, Proof(backup, ok=False), at=clock())
    assert "Back up now and test again." in proven_words(standing(desk), clock())
    assert "found something wrong" in reminder(standing(desk), clock())
