"""The locked screen with a PIN, which is never in the way of the passphrase."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eolplan.vault import Cost, Label, Session, unlock
from eolplan.vault.moment import Moment
from eolplan.vault.pin_notes import FILE
from eolplan.vault.quick import Pins
from tests.conftest import Clock
from tests.ui.audit import all_text
from tests.ui.conftest import PASSPHRASE
from tests.vault.secret_service import Laptop
from ui.pages.unlock import Unlock
from ui.pages.unlock_page import UnlockPage
from ui.widgets import Button
from ui.window import Window

# a keyring that refuses leaves keyring's connection to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

PIN = "194803"
served = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")


@pytest.fixture
def with_pin(made_vault: Path, bus: Laptop, clock: Clock) -> Path:
    """A closed vault whose owner has a PIN."""
    del bus
    pins = Pins(made_vault, partial(Moment.read, clock))
    session = unlock(made_vault, PASSPHRASE, now=clock)
    pins.enter(session, pins.make(session.unlocked, PASSPHRASE, PIN), clock())
    session.close()
    return made_vault


class Way:
    """The way in, and the session at its end."""

    def __init__(self, window: Window, folder: Path, clock: Clock) -> None:
        self.window = window
        self.session: Session | None = None
        self.unlock = Unlock(window, folder, cost=Cost.LOWEST, now=clock)
        self.unlock.page_ready.connect(window.show_page)
        self.unlock.opened.connect(lambda session: setattr(self, "session", session))
        self.unlock.begin()

    @property
    def page(self) -> UnlockPage:
        page = self.window.page
        assert isinstance(page, UnlockPage)
        return page

    def type(self, words: str) -> None:
        """Type into whatever has the focus, as hands do, and press Enter."""
        box = self.window.focusWidget()
        assert isinstance(box, QLineEdit)
        QTest.keyClicks(box, words)
        QTest.keyClick(box, Qt.Key.Key_Return)

    def asks_for(self) -> str:
        """Return what the visible line is named."""
        shown = [w for w in self.page.findChildren(QLineEdit) if w.isVisible()]
        assert len(shown) == 1
        return shown[0].accessibleName()


@pytest.fixture
def way(window: Window, with_pin: Path, clock: Clock) -> Iterator[Way]:
    made = Way(window, with_pin, clock)
    yield made
    if made.session is not None:
        made.session.close()


@served
def test_who_has_a_pin_types_it_and_enter_and_is_in(way: Way, qtbot: QtBot) -> None:
    assert way.asks_for() == "PIN"
    assert way.window.focusWidget() is way.page.pin.box
    way.type(PIN)
    assert way.page.onward.words() == "Opening..."
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)
    assert way.session is not None
    used = way.session.store.audit_about(way.session.slot_id)
    assert used[-1].action == "pin.used"
    assert way.session.sign(b"digest", PASSPHRASE)


@served
def test_the_passphrase_is_one_press_away_and_so_is_the_pin(way: Way, qtbot: QtBot) -> None:
    QTest.keyClicks(way.page.pin.box, "12")
    link = way.page.findChild(Button, "unlock.other")
    assert link is not None
    assert link.words() == "Use my passphrase instead"
    for _ in range(3):  # from the PIN past Show and Unlock
        QTest.keyClick(way.window.focusWidget(), Qt.Key.Key_Tab)
    assert way.window.focusWidget() is link
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert way.asks_for() == "Passphrase"
    assert way.window.focusWidget() is way.page.secret.box
    assert way.page.pin.text() == ""  # what was begun is not left lying about
    assert link.words() == "Use my PIN instead"
    link.click()
    assert way.window.focusWidget() is way.page.pin.box
    link.click()
    way.type(PASSPHRASE)
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)


@served
def test_a_wrong_pin_is_said_and_selected_and_after_the_fifth_the_passphrase_is_there(
    way: Way, qtbot: QtBot, heard: list[str], clock: Clock
) -> None:
    """A nurse at a bedside reads how many are left, and is never locked out."""
    page = way.page
    for left in ("4 more tries", "3 more tries", "2 more tries", "one more try"):
        page.pin.box.clear()
        way.type("730915")
        qtbot.waitUntil(lambda: bool(page.pin.box.selectedText()), timeout=30_000)
        assert f"You have {left}. Then only your passphrase opens it." in all_text(page)
        page.pin.box.deselect()
    page.pin.box.clear()
    way.type("730915")
    qtbot.waitUntil(lambda: way.asks_for() == "Passphrase", timeout=30_000)
    assert "That was the fifth PIN that did not open the store" in all_text(page)
    assert any("the PIN is gone" in said for said in heard)
    assert not page._other.isVisible()
    assert way.window.focusWidget() is page.secret.box
    qtbot.waitUntil(lambda: not page._waiting.due(), timeout=30_000)
    way.type(PASSPHRASE)
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)
    del clock


@served
def test_digits_only_and_something_at_all_cost_no_try(way: Way) -> None:
    page = way.page
    page.go_on()
    assert page.summary.problems() == ["Enter your PIN"]
    QTest.keyClicks(page.pin.box, "tuesday")
    page.go_on()
    assert page.summary.problems() == ["A PIN has only digits."]


def _stopped(bus: Laptop) -> None:
    bus.stop_keyring()


def _wiped(bus: Laptop) -> None:
    bus.stop_keyring()
    bus.start_keyring(home="another")


@served
@pytest.mark.parametrize(
    ("fault", "words", "link"),
    [
        (_stopped, "keyring, where it keeps passwords, is not there.", True),
        (Laptop.lock_keyring, "keyring, where it keeps passwords, is locked.", True),
        (_wiped, "The key for your PIN is gone from this laptop's keyring.", False),
    ],
    ids=["stopped", "locked", "wiped"],
)
def test_a_keyring_that_refuses_puts_the_passphrase_under_the_fingers(
    way: Way, bus: Laptop, qtbot: QtBot, heard: list[str],
    fault: Callable[[Laptop], None], words: str, link: bool,
) -> None:  # fmt: skip
    fault(bus)
    way.type(PIN)
    qtbot.waitUntil(lambda: way.asks_for() == "Passphrase", timeout=30_000)
    told = f"{words} Your passphrase opens the store, and everything is there."
    assert told in all_text(way.page)
    assert any(told in said for said in heard)
    assert way.page._other.isVisible() == link
    way.type(PASSPHRASE)
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)


@served
def test_a_pin_whose_time_is_over_says_so_and_comes_back_with_the_passphrase(
    window: Window, with_pin: Path, clock: Clock, qtbot: QtBot
) -> None:
    notes = (with_pin / FILE).read_text(encoding="ascii")
    boot = Moment.read(clock).boot
    (with_pin / FILE).write_text(notes.replace(boot, "before") if boot else notes)
    clock.go_on(hours=13)
    way = Way(window, with_pin, clock)
    assert way.asks_for() == "Passphrase"
    assert "It is asked for every 12 hours. After that your PIN works again." in all_text(way.page)
    way.type(PASSPHRASE)
    qtbot.waitUntil(lambda: way.session is not None, timeout=30_000)
    assert way.session is not None
    way.session.close()
    again = Way(window, with_pin, clock)
    assert again.asks_for() == "PIN"


# -- without a keyring, for eyes and ears ------------------------------------


def test_whoever_is_chosen_is_asked_for_what_they_use(window: Window) -> None:
    """Two of a team of three use a PIN; nobody sees who of them before they say who they are."""
    users = [Label("a", "CB"), Label("b", "AR"), Label("c", "DP")]
    away = {"a": None, "b": "", "c": "Use your passphrase. It is asked for every 12 hours."}
    page = UnlockPage(users, pins=lambda slot: away[slot or ""])
    window.show_page(page)
    assert page.user is not None
    assert page.secret.isVisible()
    page.user.card("a").click()
    assert page.pin.isVisible()
    assert not page.secret.isVisible()
    tried: list[str] = []
    page.pin_typed.connect(tried.append)
    QTest.keyClicks(page.pin.box, PIN)
    page.go_on()
    assert (tried, page.slot()) == ([PIN], "a")
    page.user.card("b").click()
    assert page.secret.isVisible()
    assert not page._other.isVisible()
    assert page.pin.text() == ""
    page.user.card("c").click()
    assert "It is asked for every 12 hours." in all_text(page)


def test_a_pin_is_forgotten_when_left_alone_and_hidden_until_it_is_shown(window: Window) -> None:
    page = UnlockPage([], pins=lambda slot: None)
    window.show_page(page)
    box = page.pin.box
    hidden, shown = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
    assert box.echoMode() == hidden
    assert box.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly
    page.pin.show_button.click()
    assert box.echoMode() == shown
    assert page.pin.show_button.accessibleName() == "Show PIN"
    QTest.keyClicks(box, PIN)
    page.onward.setFocus()
    assert box._away.isActive()
    box._away.timeout.emit()
    assert box.text() == ""
