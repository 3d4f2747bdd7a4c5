"""The first run: from nothing to an open store, and nothing that can go wrong on the way hurts."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from eolplan.vault import Cost, Session, recovery, unlock
from eolplan.vault.disk_lock import DiskLock
from eolplan.vault.recovery import UNKEPT
from tests.conftest import Clock
from tests.ui.audit import all_text
from tests.ui.conftest import PASSPHRASE
from ui.pages.about_you import AboutYouPage
from ui.pages.passphrase import PassphrasePage
from ui.pages.recovery import RecoveryPage, draw_sheet
from ui.pages.setup import PurposePage, Setup, advice_on
from ui.window import Window


class Run:
    """A set-up under way, and what came of it."""

    def __init__(self, window: Window, folder: Path, now: Callable[[], dt.datetime]) -> None:
        self.window = window
        self.session: Session | None = None
        self.found: Path | None = None
        self.setup = Setup(window, folder, cost=Cost.LOWEST, now=now)
        self.setup.page_ready.connect(window.show_page)
        self.setup.opened.connect(lambda session: setattr(self, "session", session))
        self.setup.found.connect(lambda folder: setattr(self, "found", folder))
        self.setup.begin()

    def fill_in_team(self) -> None:
        page = self.window.page
        assert isinstance(page, PurposePage)
        page.purpose.card("new").click()
        page.go_on()
        page = self.window.page
        assert isinstance(page, AboutYouPage)
        for line, text in (
            (page.fields.name, "Carys Bevan"),
            (page.fields.role, "Community nurse"),
            (page.fields.team, "Aberwen community nurses"),
            (page.fields.phone, "01632 960001"),
        ):
            QTest.keyClicks(line.box, text)
        page.fields.nation.card("WAL").click()
        page.go_on()


@pytest.fixture
def run(window: Window, vault_folder: Path, clock: Clock) -> Run:
    return Run(window, vault_folder, clock)


def to_recovery(run: Run, qtbot: QtBot) -> RecoveryPage:
    run.fill_in_team()
    page = run.window.page
    assert isinstance(page, PassphrasePage)
    assert "Help for this page" in all_text(page)
    QTest.keyClicks(page.first.box, PASSPHRASE)
    QTest.keyClick(page.first.box, Qt.Key.Key_Return)
    QTest.keyClicks(page.second.box, PASSPHRASE)
    QTest.keyClick(page.second.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(run.window.page, RecoveryPage), timeout=30_000)
    code = run.window.page
    assert isinstance(code, RecoveryPage)
    return code


def code_of(page: RecoveryPage) -> list[str]:
    return page._groups


def test_four_pages_lead_to_an_open_store(run: Run, qtbot: QtBot, clock: Clock) -> None:
    page = to_recovery(run, qtbot)
    assert "Help for this page" in all_text(page)  # nobody is signed in, so no bar has it
    for line in page.lines:
        number = int(line.box.objectName().removeprefix("recovery.group"))
        QTest.keyClicks(line.box, code_of(page)[number - 1].lower())
    page.go_on()

    assert run.session is not None
    assert run.session.staff.name == "Carys Bevan"
    assert run.session.staff.nation == "WAL"
    assert not run.session.store.setting(UNKEPT)
    folder = run.session.folder
    run.session.close()
    unlock(folder, PASSPHRASE, now=clock).close()


def test_a_power_cut_before_the_code_is_seen_leaves_it_in_the_vault(
    run: Run, qtbot: QtBot, clock: Clock, vault_folder: Path, tmp_path: Path
) -> None:
    """It would be the only other way in, and nobody would know it."""
    page = to_recovery(run, qtbot)
    shutil.copytree(vault_folder, tmp_path / "after")
    session = unlock(tmp_path / "after", PASSPHRASE, now=clock)
    assert session.store.setting(UNKEPT) == "-".join(code_of(page))
    session.close()


def test_the_code_can_wait_and_is_not_forgotten(run: Run, qtbot: QtBot) -> None:
    """A nurse without a printer must not be stopped, nor left without a way back."""
    page = to_recovery(run, qtbot)
    page.postponed.emit()
    assert run.session is not None
    assert run.session.store.setting(UNKEPT) == "-".join(code_of(page))
    run.session.close()


def test_a_group_typed_wrong_is_named(run: Run, qtbot: QtBot) -> None:
    page = to_recovery(run, qtbot)
    page.go_on()
    problems = page.summary.problems()
    assert len(problems) == 2
    assert all(words.startswith("Group ") for words in problems)
    assert run.session is None
    page.postponed.emit()


def test_two_different_passphrases_are_asked_for_again(run: Run) -> None:
    run.fill_in_team()
    page = run.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.first.box, PASSPHRASE)
    QTest.keyClicks(page.second.box, "something else entirely")
    page.go_on()
    assert page.summary.problems() == ["The two passphrases are different. Type them again."]
    assert page.summary.hasFocus()
    assert page.title() == "Error: Choose a passphrase"


def test_a_short_passphrase_is_refused_with_the_reason(run: Run) -> None:
    run.fill_in_team()
    page = run.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.first.box, "kettle")
    page.go_on()
    assert page.summary.problems() == [
        "Use 12 characters or more. Four words are easy to remember."
    ]


def test_a_suggestion_holds(run: Run) -> None:
    run.fill_in_team()
    page = run.window.page
    assert isinstance(page, PassphrasePage)
    page._suggest()
    QTest.keyClicks(page.first.box, page.suggestion.text())
    assert page.strength.text().startswith(("Good", "Very good"))


def test_showing_the_passphrase_shows_both(run: Run) -> None:
    run.fill_in_team()
    page = run.window.page
    assert isinstance(page, PassphrasePage)
    page.first.show_button.click()
    modes = {page.first.box.echoMode(), page.second.box.echoMode()}
    assert modes == {page.first.box.EchoMode.Normal}


def test_going_back_keeps_what_was_filled_in(run: Run) -> None:
    run.fill_in_team()
    QTest.keyClick(run.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    page = run.window.page
    assert isinstance(page, AboutYouPage)
    assert page.fields.name.text() == "Carys Bevan"
    assert page.fields.nation.value() == "WAL"
    QTest.keyClicks(page.fields.night.box, "01632")
    QTest.keyClick(run.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    first = run.window.page
    assert isinstance(first, PurposePage)
    first.go_on()  # what was chosen is chosen
    page = run.window.page
    assert isinstance(page, AboutYouPage)
    assert (page.fields.name.text(), page.fields.night.text()) == ("Carys Bevan", "01632")


def test_what_plans_need_is_asked_for(run: Run) -> None:
    page = run.window.page
    assert isinstance(page, PurposePage)
    page.go_on()
    assert page.summary.problems() == ["Choose what you would like to do"]
    assert "Choose what you would like to do" in all_text(page.purpose)  # beside them too
    page.show_problems([])
    assert "Choose what you would like to do" not in all_text(page.purpose)
    page.purpose.card("new").click()
    page.go_on()
    about = run.window.page
    assert isinstance(about, AboutYouPage)
    QTest.keyClicks(about.fields.night.box, "none")
    assert "Help for this page" in all_text(about)
    about.go_on()
    assert about.summary.problems() == [
        "Enter your name",
        "Enter your role",
        "Enter the name of your team",
        "Enter a phone number for the team",
        "Write the phone number in digits, such as 01632 960001.",
        "Choose the nation your team works in",
    ]


def test_enter_goes_to_the_next_field_where_there_are_several(run: Run) -> None:
    page = run.window.page
    assert isinstance(page, PurposePage)
    page.purpose.card("new").click()
    page.go_on()
    about = run.window.page
    assert isinstance(about, AboutYouPage)
    QTest.keyClick(about.fields.name.box, Qt.Key.Key_Return)
    assert run.window.focusWidget() is about.fields.role.box
    assert run.window.page is about


def test_a_store_that_is_there_already_is_not_made_again(
    window: Window, made_vault: Path, clock: Clock
) -> None:
    run = Run(window, made_vault, clock)
    page = window.page
    assert isinstance(page, PurposePage)
    page.purpose.card("new").click()
    page.go_on()
    assert page.summary.problems() == [
        "There is already a store in that folder. Open it, or choose another folder."
    ]
    page.purpose.card("open").click()
    page.go_on()
    assert run.found == made_vault


def test_a_store_elsewhere_is_opened_by_its_folder(
    run: Run, made_vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = run.window.page
    assert isinstance(page, PurposePage)
    page._folder = tmp_path / "nothing here"
    page.purpose.card("open").click()
    page.go_on()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path))
    assert page.summary.problems() == [
        "There is no store in that folder. Choose the folder that holds vault.json."
    ]
    dialog.fileSelected.emit(str(made_vault))
    assert run.found == made_vault
    dialog.close()


def test_the_sheet_shows_every_group(qapp: QApplication) -> None:
    """Drawn, not only called: a blank sheet in the safe would open nothing."""
    del qapp
    groups = recovery.groups_of(recovery.new_code())
    sheet = QImage(800, 1100, QImage.Format.Format_Grayscale8)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    draw_sheet(painter, QRectF(0, 0, 800, 1100), groups)
    painter.end()
    dark = sum(
        sheet.pixelColor(x, y).lightness() < 128 for x in range(0, 800, 2) for y in range(250, 450)
    )
    assert dark > 1_000


def test_the_laptops_own_disk_lock_is_advice_only() -> None:
    """A nurse is told once, in one sentence, and nothing waits for it."""
    assert advice_on(DiskLock.ON) == ""
    off, unknown = advice_on(DiskLock.OFF), advice_on(DiskLock.UNKNOWN)
    assert off.startswith("This laptop's own disk lock (")
    assert unknown.startswith("Is this laptop's own disk lock (")
    assert {words.split(". ")[-1] for words in (off, unknown)} == {"You can carry on."}


def test_the_disk_lock_is_asked_about_while_a_passphrase_is_chosen(
    run: Run, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.setup.disk_lock", lambda folder: DiskLock.OFF)
    run.fill_in_team()
    page = run.window.page
    assert isinstance(page, PassphrasePage)
    qtbot.waitUntil(lambda: page.advice.text() == advice_on(DiskLock.OFF), timeout=5_000)
    assert page.advice.isVisible()
    QTest.keyClicks(page.first.box, PASSPHRASE)
    QTest.keyClicks(page.second.box, PASSPHRASE)
    assert page.check() == []
