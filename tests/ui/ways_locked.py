"""The ways to the scenes of the locked screen, and of choosing a PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from eolplan.errors import EolplanError
from eolplan.vault import Label, WrongPassphrase
from eolplan.vault.keyring_item import KeyringRefused, No
from eolplan.vault.pin import WrongPin
from eolplan.vault.pin_notes import Stand
from eolplan.vault.quick import PinAway
from tests.ui.cast import Studio
from ui.pages.code import CodePage
from ui.pages.page import Page
from ui.pages.settings_quick import QuickPane
from ui.pages.unlock_page import UnlockPage
from ui.pages.where import Where
from ui.window import Window

_STAFF: Final = ("Carys Bevan", "Asha Roberts", "Dev Patel", "Maximiliane Featherstonehaugh-Jones")


def locked(
    *,
    users: int = 1,
    pin: bool = False,
    busy: bool = False,
    refused: Callable[[], EolplanError] | None = None,
    away: Callable[[], EolplanError] | None = None,
    wait: float = 0.0,
) -> Callable[[Window, Studio], None]:
    """Return what shows the locked screen; sentences are made then, in the language of then."""

    def page() -> Page:
        found = UnlockPage(
            [Label(str(n), name) for n, name in enumerate(_STAFF[:users])],
            pins=lambda _: None if pin else "",
            wait=lambda: wait,
        )
        if found.user is not None and pin:
            found.user.card("1").click()
        if busy:
            found.set_busy(True)
        if refused is not None:
            found.refuse(str(refused()))
        if away is not None:
            found.fall_back(str(away()))
        return found

    return lambda window, _studio: window.show_page(page())


busy = locked(busy=True)
wrong_passphrase = locked(refused=WrongPassphrase, wait=2.0)
wrong_pin = locked(pin=True, refused=lambda: WrongPin(3))
pin_gone = locked(away=lambda: WrongPin(0), wait=1.0)
pin_resting = locked(away=lambda: PinAway(Stand.RESTING))
no_keyring = locked(pin=True, away=lambda: KeyringRefused(No.LOCKED))


def code(window: Window, _studio: Studio) -> None:
    window.show_page(CodePage([]))


def code_waits(window: Window, _studio: Studio) -> None:
    window.show_page(CodePage([], wait=lambda: 8.0))


def choosing_a_pin(window: Window, studio: Studio) -> None:
    window.begin(studio.one, Where("settings", note="lock"))
    assert window.page is not None
    pane = window.page.findChild(QuickPane)
    assert pane is not None
    pane.choose.click()


def no_pin_chosen(window: Window, studio: Studio) -> None:
    choosing_a_pin(window, studio)
    assert window.page is not None
    pane = window.page.findChild(QuickPane)
    assert pane is not None
    pane.form.account.card("others").click()
    pane.form.first.box.setText("123456")
    pane.form.onward.click()
