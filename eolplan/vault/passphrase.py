"""What makes a passphrase good enough, how to suggest one, and how long it would hold.

How far the figures go: ``suggest`` draws four words at random from a list of
N; that is 4 x log2(N) bits, some 45 for the 2,760 words shipped. At 20 guesses a
second for one graphics card (Argon2id with 256 MiB), a thousand of them would
need some 46 years for half of that. This holds only for words that were drawn:
words a person picks are far easier to guess, so ``strength`` counts them lower
and stays a rough word, never a promise. Nothing here helps when the
passphrase is on a note under the keyboard.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cache
from typing import Final

from eolplan.resources import resource
from eolplan.vault.keys import normal
from eolplan.words import N_, say, tr

SHORTEST: Final = 12
LONGEST: Final = 1_000
_WORD_LIST: Final = "words/passphrase.txt"

_DENIED: Final = frozenset(
    {
        "1q2w3e4r5t6y",
        "abc123abc123",
        "administrator",
        "advance care plan",
        "advancecareplan",
        "changeme1234",
        "correct horse battery staple",
        "correcthorsebatterystaple",
        "end of life care",
        "endoflifecare",
        "hospicenurse",
        "iloveyou1234",
        "letmeinplease",
        "liverpoolfc1",
        "manchesterunited",
        "nursenurse12",
        "palliativecare",
        "passphrase123",
        "password1234",
        "password12345",
        "passwordpassword",
        "qwerty123456",
        "qwertyuiop12",
        "this is my passphrase",
        "trustno1trustno1",
        "welcome12345",
        "welcome to the nhs",
        "zaq12wsxzaq12wsx",
    }
)
_RUNS: Final = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


@cache
def word_list() -> tuple[str, ...]:
    """Return the shipped words, sorted and unique."""
    lines = resource(_WORD_LIST).read_text(encoding="ascii").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def suggest(words: int = 4) -> str:
    """Return *words* random words with blanks between them."""
    import secrets

    return " ".join(secrets.choice(word_list()) for _ in range(words))


def problems(passphrase: str) -> list[str]:
    """Say in words why a passphrase cannot be taken; an empty list means it can.

    There are no rules of composition and no expiry: length matters more than symbols.
    """
    text = normal(passphrase)
    if len(text) < SHORTEST:
        return [
            say("Use {count} characters or more. Four words are easy to remember.", count=SHORTEST)
        ]
    if len(text) > LONGEST or not text.isprintable():
        return [tr("Use letters, digits, signs and blanks only, at most 1,000 of them.")]
    if _obvious(text.casefold()):
        return [tr("That is one of the first that others would try. Choose different words.")]
    return []


def _obvious(text: str) -> bool:
    """Say whether *text* is well known, one thing repeated, or keys in a row."""
    joined = "".join(c for c in text if c.isalnum())
    if text in _DENIED or joined in _DENIED or len(set(joined)) < 5:
        return True
    if any(joined == joined[:n] * (len(joined) // n) for n in range(1, len(joined) // 2 + 1)):
        return True
    return _effort(joined) < SHORTEST / 2


def _effort(text: str) -> int:
    """Count the characters that do not simply go on from the one before."""
    runs = _RUNS + tuple(run[::-1] for run in _RUNS)
    steps = itertools.pairwise(text)
    return 1 + sum(a != b and not any(a + b in run for run in runs) for a, b in steps)


@dataclass(frozen=True, slots=True)
class Strength:
    """How long a passphrase would hold, for the meter.

    Attributes:
        score: 0 (not accepted) to 4, the filled parts of the meter.
        words: The same for people and for screen readers.
    """

    score: int
    words: str


_WORDS: Final = (
    N_("Too short, or too easy to guess"),
    N_("Weak: others could guess it"),
    N_("Fair: would take some effort to guess"),
    N_("Good: would take years to guess"),
    N_("Very good: would take many years to guess"),
)
_STEPS: Final = (30.0, 38.0, 50.0)
_CHOSEN_WORD: Final = 10.0
_CHOSEN_SIGN: Final = 2.5


def strength(passphrase: str) -> Strength:
    """Estimate how long *passphrase* would hold. Rough; see the module."""
    if problems(passphrase):
        return Strength(0, tr(_WORDS[0]))
    score = 1 + sum(_bits(normal(passphrase)) >= step for step in _STEPS)
    return Strength(score, tr(_WORDS[score]))


def _bits(text: str) -> float:
    """Estimate the bits: each different listed word counts as drawn, the rest as chosen.

    A chosen word counts 10 bits at most (a guesser tries common words first),
    other characters 2.5 each.
    """
    listed = frozenset(word_list())
    parts = set(text.casefold().split())
    per_word = math.log2(len(listed))
    return sum(
        per_word if part in listed
        else min(_CHOSEN_WORD, _CHOSEN_SIGN * _effort(part)) if part.isalpha()
        else _CHOSEN_SIGN * _effort(part)
        for part in parts
    )  # fmt: skip
