"""Somebody leaves the team: their way in goes, and nobody else has to do anything."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eolplan.identity import CLINICIAN, Staff
from eolplan.settings import Settings
from eolplan.vault import Backups, Cost, VaultDamaged, WrongPassphrase, labels, unlock
from tests.ui.audit import all_text
from tests.ui.conftest import PASSPHRASE
from tests.ui.hands import Hands
from tests.ui.staff.hands import opens, staff_section
from ui.app import App
from ui.arguments import Arguments
from ui.pages.colleague import note_of
from ui.pages.leaver import LeaverPage
from ui.pages.unlock import UnlockPage
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from tests.conftest import Clock

THEIRS = "seven quiet herons rest"
NEW = "eight brown otters dive"
DEV = Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP", may=CLINICIAN)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def leaving(hands: Hands, dev: Staff) -> LeaverPage:
    staff_section(hands)
    hands.tap(f"settings.staff.change.{dev.id}")
    hands.tap("colleague.leaver")
    page = hands.page
    assert isinstance(page, LeaverPage)
    return page


def test_who_left_opens_nothing_and_everybody_else_does(
    hands: Hands, desk: Desk, leaving: LeaverPage, qtbot: QtBot, clock: Clock, gwen: str
) -> None:
    """Nobody else's passphrase is asked for, and the app locks by itself."""
    assert hands.window.focusWidget() is leaving.heading  # all is read before a key does anything
    with qtbot.waitSignal(hands.window.lock_wanted, timeout=60_000):
        hands.tap("leaver.go")
        assert not hands.window.go(Where("people"))  # it stays until it is done
        leaving.go_on()  # nothing is done twice
    folder = desk.session.folder
    desk.session.close()
    assert opens(folder, PASSPHRASE, 0, clock) == "Carys Bevan"
    with pytest.raises((WrongPassphrase, KeyError, VaultDamaged)):
        unlock(folder, THEIRS, now=clock)
    opened = unlock(folder, PASSPHRASE, now=clock)
    gone = {staff.name: staff.left for staff in opened.store.users()}
    assert gone["Dev Patel"] == "2026-11-12"
    assert opened.store.log(gwen).entries
    before = Backups(folder, None, opened.unlocked.header.vault_id).here()
    assert [backup.manifest.epoch for backup in before] == [1]  # of the store as it was
    opened.close()


@pytest.mark.slow
def test_the_app_locks_by_itself_and_the_passphrase_opens_it_again(
    qtbot: QtBot, made_vault: Path, clock: Clock, look_at: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fresh process cannot be started here, so that the locked screen can be looked at."""
    del look_at
    opened = unlock(made_vault, PASSPHRASE, now=clock)
    opened.admit(DEV, THEIRS, cost=Cost.LOWEST, now=clock)
    opened.close()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    app = App(application, Arguments(vault=made_vault), Settings(), cost=Cost.LOWEST, now=clock)
    qtbot.addWidget(app.window)
    with qtbot.waitExposed(app.window):
        app.begin()
    way_in(app, qtbot)
    app.window.go(Where("leaver", note=DEV.id))
    page = app.window.page
    assert isinstance(page, LeaverPage)
    monkeypatch.setattr(sys, "executable", str(made_vault / "nothing"))
    page.go_on()
    qtbot.waitUntil(lambda: isinstance(app.window.page, UnlockPage), timeout=60_000)
    assert [label.label for label in labels(made_vault)] == ["CB"]
    way_in(app, qtbot)
    assert app.window.page is not None
    assert app.window.page.where.page == "people"
    app.window.close()
    app.deleteLater()


def way_in(app: App, qtbot: QtBot) -> None:
    """Unlock as whoever looks after the team."""
    page = app.window.page
    assert isinstance(page, UnlockPage)
    if page.user is not None:
        page.user.first().click()
    page.secret.box.setText(PASSPHRASE)
    page.go_on()
    qtbot.waitUntil(lambda: app.window.page is not page, timeout=60_000)


def test_it_can_be_stopped_and_nothing_was_changed(
    hands: Hands, desk: Desk, leaving: LeaverPage, qtbot: QtBot, dev: Staff
) -> None:
    with qtbot.waitSignal(leaving.said, timeout=60_000):
        leaving.go_on()
        leaving.stop.click()
        assert leaving.progress.text() == "Stopping..."
    assert hands.window.messages.words() == "Stopped. Nothing was changed."
    assert desk.team.member(dev.id) is not None
    assert hands.focused() == "leaver.back"
    hands.tap("leaver.back")
    assert hands.page.where.note == "staff"


def test_how_far_it_is_is_shown_always_and_spoken_now_and_then(
    leaving: LeaverPage, heard: list[str]
) -> None:
    for percent in range(0, 25):
        leaving._show_progress(percent / 100)
    assert leaving.progress.text().startswith("Making new keys: 24%.")
    assert [words[17:20] for words in heard] == ["10%", "20%"]


def test_whoever_left_already_leaves_nothing_to_do(hands: Hands) -> None:
    hands.window.go(Where("leaver", note="nobody"))
    assert hands.page.title() == "No way in any more"
    assert "Not now" not in all_text(hands.page)
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.page.where.page == "settings"


def test_nobody_takes_their_own_way_in_away(desk: Desk) -> None:
    from eolplan.identity import MayNot

    with pytest.raises(MayNot):
        desk.team.removing(desk.staff.id)


def test_a_page_that_takes_a_way_in_away_tells_of_the_recovery_sheet(
    hands: Hands, dev: Staff
) -> None:
    """New keys do not change the code on paper: whoever has seen it could come back with it."""
    hands.window.go(Where("leaver", note=dev.id))
    seen = all_text(hands.page)
    assert "After this, Dev Patel cannot open this store." in seen
    assert "If Dev Patel has seen the code, make a new sheet afterwards" in seen


def test_a_colleague_is_told_who_helps_when_the_passphrase_is_forgotten(hands: Hands) -> None:
    """The recovery sheet is not theirs, and a lead can open the store without them."""
    hands.window.go(Where("colleague-passphrase", note=note_of(DEV)))
    seen = all_text(hands.page)
    assert "If you forget it: Carys Bevan can let you choose a new one" in seen
    assert "no one can open the store" not in seen
