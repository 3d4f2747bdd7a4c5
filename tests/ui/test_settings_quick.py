"""Choosing a PIN in Settings: off until it is asked for, and only for an account of one's own."""

from __future__ import annotations

import sys
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from eolplan.vault.moment import Moment
from eolplan.vault.pin_notes import Stand
from eolplan.vault.quick import Pins
from tests.conftest import Clock
from tests.ui.audit import all_text
from tests.ui.conftest import PASSPHRASE
from tests.ui.hands import Hands
from tests.vault.secret_service import Laptop
from ui.pages.settings_quick import QuickPane
from ui.pages.where import Where

# a keyring that refuses leaves keyring's connection to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

PIN = "194803"
served = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")


@pytest.fixture
def pane(hands: Hands) -> QuickPane:
    hands.window.go(Where("settings", note="lock"))
    found = hands.page.findChild(QuickPane)
    assert found is not None
    return found


def fill(pane: QuickPane, passphrase: str = PASSPHRASE, pin: str = PIN, again: str = "") -> None:
    """Choose a PIN as far as the one button that turns it on."""
    pane.choose.click()
    form = pane.form
    form.account.card("alone").click()
    form.passphrase.box.setText(passphrase)
    form.first.box.setText(pin)
    form.second.box.setText(again or pin)
    form.onward.click()


def lines(pane: QuickPane) -> list[str]:
    form = pane.form
    return [line.box.text() for line in (form.passphrase, form.first, form.second)]


@served
def test_a_pin_is_chosen_and_the_locked_screen_knows_it(
    pane: QuickPane, hands: Hands, bus: Laptop, desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    del bus
    assert pane.state.text() == "You have no PIN."
    assert not pane.form.isVisible()
    fill(pane)
    assert pane.form.onward.words() == "One moment..."
    pane.form.onward.click()  # a second press does nothing
    qtbot.waitUntil(lambda: desk.own_pin.is_on, timeout=30_000)
    assert pane.state.text() == "Your PIN is on."
    assert not pane.form.isVisible()
    assert lines(pane) == ["", "", ""]
    assert "Your PIN is on. The locked screen asks for it now." in hands.window.messages.words()
    assert hands.window.focusWidget() is pane.choose
    folder = desk.session.folder
    desk.session.close()
    pins = Pins(folder, partial(Moment.read, clock))
    assert pins.stand() is Stand.READY
    assert pins.open(PIN).slot == desk.session.unlocked.slot


@served
def test_a_pin_is_taken_away_and_nothing_else_changes(
    pane: QuickPane, hands: Hands, bus: Laptop, desk: Desk, qtbot: QtBot
) -> None:
    del bus
    fill(pane)
    qtbot.waitUntil(lambda: desk.own_pin.is_on, timeout=30_000)
    assert pane.choose.words() == "Choose another PIN"
    pane.remove.click()
    assert not desk.own_pin.is_on
    assert not pane.remove.isVisible()
    told = "Your PIN is gone. Your passphrase opens the store."
    assert told in hands.window.messages.words()
    assert desk.session.sign(b"digest", PASSPHRASE)


@served
def test_another_passphrase_chooses_no_pin(
    pane: QuickPane, bus: Laptop, desk: Desk, qtbot: QtBot
) -> None:
    """Whoever finds the laptop open must not give themselves a way in."""
    fill(pane, passphrase="copper kettle harbour friday")
    box = pane.form.passphrase.box
    qtbot.waitUntil(lambda: bool(box.selectedText()), timeout=30_000)
    assert "That passphrase did not open the store." in all_text(pane)
    assert not desk.own_pin.is_on
    with bus.items() as (_, found):
        assert found == []


def test_a_laptop_without_a_keyring_says_so_and_changes_nothing(
    pane: QuickPane, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    monkeypatch.setattr("eolplan.vault.keyring_item._ALLOWED", {})
    fill(pane)
    told = "is not there. Your passphrase opens the store, and everything is there."
    qtbot.waitUntil(lambda: told in all_text(pane), timeout=30_000)
    assert not desk.own_pin.is_on
    assert pane.form.onward.words() == "Turn the PIN on"


@served
def test_a_disk_that_does_not_take_it_says_so_and_there_is_no_pin(
    pane: QuickPane, bus: Laptop, desk: Desk, qtbot: QtBot
) -> None:
    del bus
    (desk.session.folder / "vault.json.new").mkdir()  # so the header cannot be written
    fill(pane)
    qtbot.waitUntil(lambda: "Not saved yet" in all_text(pane), timeout=30_000)
    assert not desk.own_pin.is_on


def test_what_is_to_be_mended_is_said_beside_its_field(pane: QuickPane, desk: Desk) -> None:
    pane.choose.click()
    form = pane.form
    assert form.account.first().hasFocus()
    form.onward.click()
    said = all_text(form)
    asked = ("Choose who uses the account", "Enter your passphrase", "A PIN has 6 to 12 digits.")
    for words in asked:
        assert words in said
    form.account.card("alone").click()
    form.passphrase.box.setText(PASSPHRASE)
    form.first.box.setText("123456")
    form.onward.click()
    assert "Others would guess that PIN." in all_text(form)
    assert form.first.box.hasFocus()
    form.first.box.setText(PIN)
    form.second.box.setText("194804")
    form.onward.click()
    assert "The two PINs are different. Type them again." in all_text(form)
    assert not desk.own_pin.is_on


def test_an_account_that_others_use_has_no_pin(pane: QuickPane, desk: Desk) -> None:
    pane.choose.click()
    form = pane.form
    form.account.card("others").click()
    form.passphrase.box.setText(PASSPHRASE)
    form.first.box.setText(PIN)
    form.second.box.setText(PIN)
    form.onward.click()
    assert "A PIN is for an account that one person uses." in all_text(form)
    assert not desk.own_pin.is_on


def test_not_now_forgets_what_was_typed(pane: QuickPane) -> None:
    pane.choose.click()
    pane.form.passphrase.box.setText(PASSPHRASE)
    pane.form.first.box.setText(PIN)
    pane.form.left.emit()
    assert lines(pane) == ["", "", ""]
    assert not pane.form.isVisible()
    assert pane.choose.hasFocus()
