"""Tries everything that this installation needs, on made-up people, and says what works.

For whoever installs eolplan: it makes a store of its own in a temporary folder,
talks, signs, prints and reads back, and takes all of it away again.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.guide import shipped
from eolplan.handover import inspect, questionnaire
from eolplan.practice.place import PASSPHRASE
from eolplan.practice.store import Made, make
from eolplan.vault import Session, unlock
from eolplan.words import say, tr

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried.

    Attributes:
        id: A name for programs.
        ok: Whether it works.
        words: What was found, or what stands in the way.
    """

    id: str
    ok: bool
    words: str


class NotAsMeant(EolplanError):
    """Something runs and gives the wrong result."""

    def __init__(self, found: str) -> None:
        super().__init__(say("It ran, but the result is not right: {found}.", found=found))


def self_check(*, now: Clock) -> Iterator[Check]:
    """Try one thing after the other; the first that does not work is the last that is told.

    Args:
        now: Aware UTC clock.
    """
    with tempfile.TemporaryDirectory(prefix="self-check-") as scratch:
        tried = _Trial(Path(scratch, "store"), now)
        for name, act in (
            ("guide", tried.guide), ("store", tried.store), ("read-back", tried.read_back),
            ("copy", tried.copy),
        ):  # fmt: skip
            check = _tried(name, act)
            yield check
            if not check.ok:
                return


def _tried(name: str, act: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, words=act())
    except EolplanError as e:
        return Check(name, ok=False, words=str(e))
    except Exception as e:  # noqa: BLE001  to tell it is what this is for
        return Check(name, ok=False, words=type(e).__name__)


class _Trial:
    """The steps, each on what the one before it left."""

    def __init__(self, folder: Path, now: Clock) -> None:
        self._folder = folder
        self._now = now
        self._made: tuple[Made, ...] = ()

    def guide(self) -> str:
        """Read every topic, and make a questionnaire of them."""
        guide = shipped()
        questionnaire(guide)
        number = len(guide.sections)
        return say("{number} topics are read, and all of them can be used.", number=number)

    def store(self) -> str:
        """Make keys and a sealed store; talk with people, and sign."""
        self._made = make(self._folder, now=self._now)
        number = len(self._made)
        return say("A sealed store is made, with {number} people in it.", number=number)

    def read_back(self) -> str:
        """Open the store with the passphrase, and compare all of it with its chain."""
        with closing(self._opened()) as session:
            found = Desk(session, shipped(), now=self._now).verify()
        if not found.ok:
            raise NotAsMeant(", ".join(found.problems))
        return tr("The store opens again, and holds what was written.")

    def copy(self) -> str:
        """Print a signed plan, and read the file as a stranger would."""
        person = next(made.person for made in self._made if made.version)
        with closing(self._opened()) as session:
            desk = Desk(session, shipped(), now=self._now)
            made = desk.copy(person, "ambulance", reason="self-check")
        status = inspect(made.pdf)["status"]
        if status != "ok":
            raise NotAsMeant(str(status))
        return tr("A plan is printed, and the file reads back as it was meant.")

    def _opened(self) -> Session:
        return unlock(self._folder, PASSPHRASE, now=self._now)
