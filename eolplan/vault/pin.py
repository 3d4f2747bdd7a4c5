"""What a PIN for quick unlock may be."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final

from eolplan.errors import EolplanError
from eolplan.words import say, tr

LEAST_DIGITS: Final = 6
MOST_DIGITS: Final = 12


class PinTooWeak(EolplanError):
    """What was chosen is not a PIN, or would be guessed."""


class WrongPin(EolplanError):
    """The PIN is not that of this slot.

    Attributes:
        left: How many more tries there are before it is taken away; 0: it is gone.
    """

    def __init__(self, left: int) -> None:
        self.left = left
        if left > 1:
            text = say(
                "That PIN did not open the store. You have {count} more tries. Then only your"
                " passphrase opens it.",
                count=left,
            )
        elif left:
            text = tr(
                "That PIN did not open the store. You have one more try. Then only your"
                " passphrase opens it."
            )
        else:
            text = tr(
                "That was the fifth PIN that did not open the store, so the PIN is gone. Your"
                " passphrase opens the store. You can choose a new PIN in Settings."
            )
        super().__init__(text)


def digits_of(typed: str) -> str:
    """Return the one form of a PIN that is stretched: any keyboard's digits, without blanks."""
    return "".join(unicodedata.normalize("NFKC", typed).split())


def is_digits(typed: str) -> bool:
    """Say whether it can be a PIN at all."""
    pin = digits_of(typed)
    return pin.isascii() and pin.isdigit()


def problem(typed: str) -> str:
    """Return what is wrong with a PIN that was chosen, in a sentence; empty: nothing."""
    pin = digits_of(typed)
    if pin and not is_digits(pin):
        return tr("A PIN has only digits.")
    if not LEAST_DIGITS <= len(pin) <= MOST_DIGITS:
        return say("A PIN has {least} to {most} digits.", least=LEAST_DIGITS, most=MOST_DIGITS)
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if len(set(pin)) < 3 or steps in ({1}, {-1}):
        return tr("Others would guess that PIN. Choose digits that do not run or repeat.")
    return ""
