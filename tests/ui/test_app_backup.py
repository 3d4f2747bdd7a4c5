"""Back-ups in the app as a whole: at the lock, at the end, and the way to a restore and back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from eolplan.caseload import Newcomer
from eolplan.vault import Backups
from tests.ui.conftest import PASSPHRASE
from ui.app import App
from ui.arguments import Arguments, parse
from ui.backing_up import BackingUp
from ui.pages.crash import BrokenPage
from ui.pages.restore_choice import ChoicePage
from ui.pages.setup import PurposePage
from ui.pages.unlock_page import UnlockPage
from ui.pages.where import Where

LONG_MS = 60_000
Begin = Callable[[Arguments], App]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No lock can start another process here."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")


@pytest.fixture
def app(begin: Begin, made_vault: Path, qtbot: QtBot) -> App:
    """The app with a store that is open."""
    app = begin(Arguments(vault=made_vault))
    page = app.window.page
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.secret.box, PASSPHRASE)
    page.go_on()
    qtbot.waitUntil(lambda: app._desk is not None, timeout=LONG_MS)
    assert app._desk is not None
    app._desk.caseload.add(Newcomer(given="Gwen", family="Pryce"))
    return app


def test_a_lock_leaves_a_back_up_of_what_changed(app: App, made_vault: Path) -> None:
    app.window.lock_wanted.emit()
    assert isinstance(app.window.page, UnlockPage)
    (backup,) = Backups(made_vault).here()
    assert backup.manifest.counts["people"] == 1


def test_nothing_is_to_be_seen_while_a_lock_waits(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    real = BackingUp.end

    def end(backing: BackingUp, milliseconds: int) -> None:
        seen.append(app.window.covered)
        real(backing, milliseconds)

    monkeypatch.setattr(BackingUp, "end", end)
    app.window.lock_wanted.emit()
    assert seen == [True]


def test_closing_the_window_leaves_a_back_up_too(app: App, made_vault: Path) -> None:
    app.window.close()
    assert len(Backups(made_vault).here()) == 1
    assert not app.window.isVisible()


def test_restore_locks_first_and_then_shows_the_back_ups(
    app: App, made_vault: Path, qtbot: QtBot
) -> None:
    assert app._backing is not None
    app._backing.restore()
    qtbot.waitUntil(lambda: isinstance(app.window.page, ChoicePage), timeout=LONG_MS)
    assert app._session is None
    assert len(Backups(made_vault).here()) == 1
    page = app.window.page
    assert isinstance(page, ChoicePage)
    page.back_wanted.emit()
    assert isinstance(app.window.page, UnlockPage)


def test_restore_from_settings_ends_at_the_back_ups_when_no_fresh_process_can_be_started(
    app: App, qtbot: QtBot
) -> None:
    broken: list[str] = []
    app.window.errors.broke.connect(broken.append)
    app.window.go(Where("settings", note="backup"))
    button = app.window.findChild(QAbstractButton, "settings.backup.restore")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: isinstance(app.window.page, ChoicePage), timeout=LONG_MS)
    qtbot.wait(0)
    assert broken == []


def test_a_bug_is_told_even_when_the_store_is_closed_under_the_window(app: App) -> None:
    assert app._session is not None
    app._session.close()
    app.window.errors.show(RuntimeError())
    assert isinstance(app.window.page, BrokenPage)
    assert app.window.page.isVisible()


def test_a_worry_stays_in_the_bar(app: App) -> None:
    assert app._backing is not None
    app._backing.worry.emit("The test of a back-up found something wrong.")
    app.window.messages.page_turned()
    assert app.window.messages.words() == "The test of a back-up found something wrong."


def test_the_fresh_process_is_told_to_show_the_back_ups(made_vault: Path) -> None:
    again = Arguments(restore=True).again(made_vault, "")
    assert parse(again).restore
    assert not parse(Arguments().again(made_vault, "")).restore


def test_a_new_laptop_comes_to_the_back_ups_from_welcome_and_back(
    begin: Begin, tmp_path: Path
) -> None:
    app = begin(Arguments(vault=tmp_path / "none"))
    page = app.window.page
    assert isinstance(page, PurposePage)
    page.purpose.card("restore").click()
    page.go_on()
    choice = app.window.page
    assert isinstance(choice, ChoicePage)
    choice.back_wanted.emit()
    assert isinstance(app.window.page, PurposePage)
