"""Quick unlock, as whoever is signed in chooses it for themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from eolplan.vault import Session
from eolplan.vault.moment import Moment
from eolplan.vault.pin import problem
from eolplan.vault.pin_notes import Stand
from eolplan.vault.quick import MadePin, Pins


class OwnPin:
    """The PIN of who is signed in, on this laptop."""

    def __init__(self, session: Session, *, now: Callable[[], dt.datetime]) -> None:
        self._session, self._now = session, now
        self._pins = Pins(session.folder, partial(Moment.read, now))

    @property
    def is_on(self) -> bool:
        """Whether there is one that may be used, now or after the passphrase."""
        return self._pins.stand_of(self._session) in (Stand.READY, Stand.RESTING)

    def problem(self, pin: str) -> str:
        """Return what is wrong with a PIN that was chosen, in a sentence; empty: nothing."""
        return problem(pin)

    def making(self, passphrase: str, pin: str) -> Callable[[], MadePin]:
        """Return the slow call that makes the PIN; ``enter`` takes what it returns.

        The call touches no store; it raises ``WrongPassphrase`` where *passphrase* is not
        right, and ``KeyringRefused`` where this laptop cannot keep its half.
        """
        return partial(self._pins.make, self._session.unlocked, passphrase, pin)

    def enter(self, made: MadePin) -> None:
        """Put in place what ``making`` made; an earlier PIN opens nothing then.

        Raises:
            NotWritten, ReadOnlyFolder: the disk did not take it; there is no new PIN.
        """
        self._pins.enter(self._session, made, self._now())

    def remove(self) -> None:
        """Take the PIN away.

        Raises:
            NotWritten, ReadOnlyFolder: the disk did not take it.
        """
        self._pins.remove(self._session, self._now())
