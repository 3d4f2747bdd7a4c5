"""The locked screen: one passphrase, nobody's name, and a calm word for whatever is in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.identity import Staff
from eolplan.vault import (
    AlreadyOpen,
    Cost,
    Label,
    ReadOnlyFolder,
    Session,
    VaultAbsent,
    VaultDamaged,
    VaultTooNew,
    WrongPassphrase,
    create,
    recovery,
    unlock,
)
from eolplan.vault.moment import Moment
from eolplan.vault.throttle import FILE, Throttle
from tests.conftest import Clock
from tests.ui.audit import all_text
from tests.ui.conftest import PASSPHRASE
from ui.pages.code import CodePage
from ui.pages.passphrase import PassphrasePage
from ui.pages.recovery import RecoveryPage
from ui.pages.stuck import StuckPage
from ui.pages.unlock import Unlock
from ui.pages.unlock_page import UnlockPage
from ui.widgets import Button
from ui.window import Window

NEW = "marble lantern orchard friday"


class Way:
    """The way in, and the session at its end."""

    def __init__(self, window: Window, folder: Path, now: Callable[[], dt.datetime]) -> None:
        self.window = window
        self.session: Session | None = None
        self.unlock = Unlock(window, folder, cost=Cost.LOWEST, now=now)
        self.unlock.page_ready.connect(window.show_page)
        self.unlock.opened.connect(lambda session: setattr(self, "session", session))
        self.unlock.begin()

    def page(self) -> UnlockPage:
        page = self.window.page
        assert isinstance(page, UnlockPage)
        return page

    def type(self, words: str) -> None:
        box = self.page().secret.box
        QTest.keyClicks(box, words)
        QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.fixture
def way(window: Window, made_vault: Path, clock: Clock) -> Iterator[Way]:
    made = Way(window, made_vault, clock)
    yield made
    if made.session is not None:
        made.session.close()


def test_the_passphrase_and_enter_open_the_store(way: Way, qtbot: QtBot) -> None:
    assert way.window.focusWidget() is way.page().secret.box
    way.type(PASSPHRASE)
    page = way.page()
    assert page.onward.words() == "Opening..."
    assert "This can take a second or two on purpose. It protects the plans." in all_text(page)
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)


def test_a_wrong_passphrase_is_said_and_selected(way: Way, qtbot: QtBot) -> None:
    way.type("copper kettle harbour friday")
    box = way.page().secret.box
    qtbot.waitUntil(lambda: bool(box.selectedText()), timeout=30_000)
    assert box.text() == "copper kettle harbour friday"
    assert box.selectedText() == box.text()
    assert way.window.focusWidget() is box
    assert "That passphrase did not open the store." in all_text(way.page())
    way.type(PASSPHRASE)  # typed over what was selected
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)


def test_while_one_has_to_wait_the_button_stays_and_nothing_is_tried(
    window: Window, heard: list[str]
) -> None:
    left = [0.0]
    page = UnlockPage([], wait=lambda: left[0])
    window.show_page(page)
    left[0] = 1.6
    page.refuse("That passphrase did not open the store.")
    assert "You can try again in 2 seconds." in all_text(page)
    assert heard[-1] == "You can try again in 2 seconds."
    assert page.onward.isEnabled()
    typed: list[str] = []
    page.typed.connect(typed.append)
    QTest.keyClicks(page.secret.box, PASSPHRASE)
    page.go_on()
    assert typed == []
    clock = page._waiting._clock
    left[0] = 0.6
    clock.timeout.emit()
    assert "You can try again in a second." in all_text(page)
    left[0] = 0.0
    clock.timeout.emit()
    assert heard[-1] == "You can try again now."
    assert not clock.isActive()
    page.go_on()
    assert typed == [PASSPHRASE]


def test_the_wait_goes_on_after_eolplan_was_started_again(
    window: Window, made_vault: Path, clock: Clock, qtbot: QtBot
) -> None:
    """Closing the window must not be the way to guess faster; and the wait does end."""
    throttle = Throttle(made_vault, partial(Moment.read, clock))
    for _ in range(5):
        with pytest.raises(WrongPassphrase), throttle.a_try():
            raise WrongPassphrase
    way = Way(window, made_vault, clock)
    if throttle.wait():
        assert "You can try again in a second." in all_text(way.page())
    qtbot.waitUntil(lambda: not throttle.wait(), timeout=30_000)
    way.type(PASSPHRASE)
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)
    assert not (made_vault / FILE).exists()
    assert way.session is not None
    way.session.close()


def test_a_wrong_code_makes_the_page_of_the_code_wait_too(window: Window) -> None:
    left = [5.0]
    page = CodePage([], wait=lambda: left[0])
    window.show_page(page)
    assert "You can try again in 5 seconds." in all_text(page)
    typed: list[str] = []
    page.typed.connect(typed.append)
    page.code.box.setText(recovery.new_code())
    page.go_on()
    assert typed == []
    left[0] = 0.0
    page.go_on()
    assert len(typed) == 1


def test_nobody_is_named_before_unlock(
    window: Window, vault_folder: Path, staff: Staff, guide: Guide, clock: Clock
) -> None:
    """A shared laptop in a hallway: whoever opens the lid learns nothing."""
    made = create(vault_folder, staff, PASSPHRASE, cost=Cost.LOWEST, now=clock)
    Desk(made.session, guide, now=clock).caseload.add(Newcomer(given="Gwen", family="Pryce"))
    made.session.close()
    Way(window, vault_folder, clock)
    seen = all_text(window)
    for name in ("Gwen", "Pryce", "PRYCE", "Carys", "Bevan", "Aberwen"):
        assert name not in seen


def test_one_user_sees_no_user_box_and_two_choose(window: Window) -> None:
    assert UnlockPage([Label("a", "CB")]).user is None
    page = UnlockPage([Label("a", "CB"), Label("b", "AR")])
    window.show_page(page)
    assert page.user is not None
    assert page.slot() is None
    page.secret.box.setText(PASSPHRASE)
    page.go_on()
    assert page.summary.problems() == ["Choose who you are"]
    page.user.card("b").click()
    assert page.slot() == "b"


def test_what_was_typed_is_forgotten_when_left_alone(way: Way) -> None:
    box = way.page().secret.box
    QTest.keyClicks(box, "copper kettle")
    assert box._away.interval() == 30_000
    way.page().onward.setFocus()
    assert box._away.isActive()
    box.setFocus()
    assert not box._away.isActive()
    way.page().onward.setFocus()
    box._away.timeout.emit()
    assert box.text() == ""


def test_showing_the_passphrase_is_a_choice(way: Way) -> None:
    page = way.page()
    hidden, shown = page.secret.box.EchoMode.Password, page.secret.box.EchoMode.Normal
    assert page.secret.box.echoMode() == hidden
    page.secret.show_button.click()
    assert page.secret.box.echoMode() == shown


# -- what stands in the way --------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [VaultAbsent(), VaultDamaged(), VaultTooNew(9, 1), AlreadyOpen(), ReadOnlyFolder()],
    ids=lambda error: type(error).__name__,
)
def test_every_obstacle_has_its_sentence_and_a_way_on(window: Window, error: Exception) -> None:
    page = StuckPage(error)  # type: ignore[arg-type]  # all of them are EolplanError
    window.show_page(page)
    assert str(error) in all_text(page)
    names = {"stuck.again", "stuck.find"} | (
        {"stuck.new"} if isinstance(error, VaultAbsent) else set()
    )
    found = {b.objectName() for b in page.findChildren(Button)}
    assert names <= found
    assert ("stuck.new" in found) == isinstance(error, VaultAbsent)
    assert ("Choose another folder" in all_text(page)) != isinstance(error, VaultAbsent)


def test_a_store_that_is_gone_can_be_found_elsewhere(
    window: Window, tmp_path: Path, made_vault: Path, clock: Clock
) -> None:
    way = Way(window, tmp_path / "gone", clock)
    page = window.page
    assert isinstance(page, StuckPage)
    assert "not where it was" in page.words.text()
    chosen: list[Path] = []
    way.unlock.elsewhere.connect(chosen.append)
    button = page.findChild(Button, "stuck.find")
    assert button is not None
    button.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(made_vault))
    assert chosen == [made_vault]
    dialog.close()


def test_a_second_copy_is_told_that_the_first_is_open(
    way: Way, made_vault: Path, clock: Clock, qtbot: QtBot
) -> None:
    first = unlock(made_vault, PASSPHRASE, now=clock)
    way.type(PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(way.window.page, StuckPage), timeout=30_000)
    page = way.window.page
    assert isinstance(page, StuckPage)
    assert "Another copy of eolplan has the store open." in page.words.text()

    first.close()
    page.again.emit()
    way.type(PASSPHRASE)
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)


def test_a_damaged_header_is_said_calmly(window: Window, made_vault: Path, clock: Clock) -> None:
    for name in ("vault.json", "vault.json.bak"):
        (made_vault / name).write_text("{", encoding="utf-8")
    Way(window, made_vault, clock)
    page = window.page
    assert isinstance(page, StuckPage)
    assert "Nothing has been changed." in page.words.text()


# -- the recovery code -------------------------------------------------------


def test_the_code_opens_the_store_and_forces_a_new_passphrase(
    window: Window, vault_folder: Path, staff: Staff, clock: Clock, qtbot: QtBot
) -> None:
    made = create(vault_folder, staff, PASSPHRASE, cost=Cost.LOWEST, now=clock)
    made.session.close()
    way = Way(window, vault_folder, clock)
    way.page().forgotten.emit()
    page = window.page
    assert isinstance(page, CodePage)
    QTest.keyClicks(page.code.box, made.recovery_code.lower().replace("-", " "))
    QTest.keyClick(page.code.box, Qt.Key.Key_Return)
    fresh = window.page
    assert isinstance(fresh, PassphrasePage)
    for line in (fresh.first, fresh.second):
        QTest.keyClicks(line.box, NEW)
    fresh.go_on()
    qtbot.waitUntil(lambda: isinstance(window.page, RecoveryPage), timeout=60_000)
    last = window.page
    assert isinstance(last, RecoveryPage)
    assert "-".join(last._groups) != made.recovery_code
    last.postponed.emit()
    assert way.session is not None
    way.session.close()
    unlock(vault_folder, NEW, now=clock).close()


def test_the_code_of_another_store_is_told(way: Way, qtbot: QtBot) -> None:
    way.page().forgotten.emit()
    page = way.window.page
    assert isinstance(page, CodePage)
    page.code.box.setText(recovery.new_code())
    page.go_on()
    fresh = way.window.page
    assert isinstance(fresh, PassphrasePage)
    fresh.chosen.emit(NEW)
    qtbot.waitUntil(lambda: isinstance(way.window.page, CodePage), timeout=30_000)
    assert "That recovery code did not open the store." in way.window.messages.words()


def test_a_slip_in_the_code_is_named_by_its_group(window: Window) -> None:
    page = CodePage([])
    window.show_page(page)
    QTest.keyClicks(page.code.box, "ABC")
    page.go_on()
    assert page.summary.problems() == ["A recovery code has 8 groups of 5 letters and digits."]
