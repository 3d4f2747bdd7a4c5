"""Makes the store of made-up people, all of them played into it through the real door."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eolplan.caseload import Newcomer
from eolplan.errors import EolplanError
from eolplan.guide import Fault, Guide, shipped
from eolplan.guide.source import read
from eolplan.practice.base import Base, shipped_base
from eolplan.practice.files import CaseProblem, cases
from eolplan.practice.form import NEWCOMER, STORE, STORED, Table, keep
from eolplan.practice.place import MARKER, PASSPHRASE
from eolplan.practice.player import Player
from eolplan.practice.seat import Hands, Seat
from eolplan.practice.story import Case, Step
from eolplan.resources import resource
from eolplan.words import N_, say, tr

Progress = Callable[[int, int], object]
"""Told how many steps are done, of how many."""

_FOLDER: Final = "practice"
_MARK: Final = N_(
    "This store is for practice. Everybody in it is made up. Its passphrase is: {passphrase}"
)


class FolderInUse(EolplanError):
    """There is something where the store of made-up people was to be."""

    def __init__(self) -> None:
        super().__init__(tr("There is something in that folder. Choose one that is empty."))


@dataclass(frozen=True, slots=True)
class Stored:
    """One person of the store.

    Attributes:
        case: Their story, as far as it is played.
        paused_at: The question at which their talk stopped; empty: it ended.
        note: What staff wrote to themselves then.
    """

    case: Case
    paused_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """Somebody who is in the store.

    Attributes:
        case: Id of their case; empty for somebody with whom nobody has talked.
        person: Their id.
        name: As in the list of people.
        version: Number of the newest signed version; 0 where nothing is signed off.
    """

    case: str
    person: str
    name: str
    version: int


def make(
    folder: Path, *, now: Callable[[], dt.datetime], progress: Progress | None = None
) -> tuple[Made, ...]:
    """Make the store in *folder*, whole or not at all; return who is in it. Takes seconds.

    Nothing in it lies in the future: the stories end on the days before today.

    Args:
        folder: It is made, or it is empty.
        now: Aware UTC clock.
        progress: Told after every step; may be called on any thread.

    Raises:
        FolderInUse: there is something there.
        SharedFolder, ReadOnlyFolder, NotWritten: the vault cannot be there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".practice-", dir=folder.parent))
    try:
        made = _build(beside / "vault", now().astimezone().date(), progress or _nobody)
        if folder.exists():
            folder.rmdir()
        (beside / "vault").replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return made


def _nobody(_done: int, _all: int) -> None:
    """Nobody wants to know how far it is."""


def _build(folder: Path, today: dt.date, progress: Progress) -> tuple[Made, ...]:
    guide = shipped()
    base = shipped_base(guide)
    stored, newcomers = people(guide, base, today)
    clock = Hands()
    clock.set(min(person.case.steps[0].today for person in stored))
    seat = Seat(folder, *base.team([p.case for p in stored], "ENG"), guide, clock)
    try:
        (folder / MARKER).write_text(say(_MARK, passphrase=PASSPHRASE) + "\n", encoding="utf-8")
        players = [(person, Player(person.case, base, seat)) for person in stored]
        days = [(step, player) for person, player in players for step in person.case.steps]
        days.sort(key=_day)
        for done, (step, player) in enumerate(days, 1):
            player.play(step)
            progress(done, len(days))
        made = [_finish(person, player, seat) for person, player in players]
        made += [_made("", seat.desk().caseload.add(new), seat) for new in newcomers]
    finally:
        seat.close()
    return tuple(made)


def _day(step: tuple[Step, Player]) -> dt.date:
    return step[0].today


def _finish(person: Stored, player: Player, seat: Seat) -> Made:
    """Stop the talk where the story says so, or end it."""
    if player.talk is not None and person.paused_at:
        talk = seat.desk().conversation(player.person, player.talk.id)
        talk.here(person.paused_at)
        talk.pause(person.note)
    return _made(person.case.id, player.person, seat)


def _made(case: str, person: str, seat: Seat) -> Made:
    desk = seat.desk()
    row, version = desk.caseload.row(person), desk.log(person).latest_version()
    return Made(case, person, row.name if row else "", version.number if version else 0)


def people(guide: Guide, base: Base, today: dt.date) -> tuple[list[Stored], list[Newcomer]]:
    """Return who comes into the store, every story moved so that it ends before *today*.

    Raises:
        CaseProblem: a file of ours cannot be used; it lists every fault.
    """
    found: list[Fault] = []
    source = read(resource(f"{_FOLDER}/store.toml"))
    if isinstance(source, Fault):
        raise CaseProblem([source])
    top = keep(source, (), source.table, STORE, found)
    rows = [keep(source, ("person", n), t, STORED, found) for n, t in enumerate(top["person"])]
    new = [keep(source, ("new", n), t, NEWCOMER, found) for n, t in enumerate(top["new"])]
    if found:
        raise CaseProblem(found)
    files = [resource(f"{_FOLDER}/{row['case']}") for row in rows]
    stories = cases(files, guide, base.names)
    stored = [_stored(row, case, guide, today) for row, case in zip(rows, stories, strict=True)]
    return stored, [_newcomer(table) for table in new]


def _stored(row: Table, case: Case, guide: Guide, today: dt.date) -> Stored:
    steps = case.steps[: row.get("steps")]
    ends = today - dt.timedelta(days=row["days_ago"])
    story = Case(case.id, case.nation, steps).moved(guide, (ends - steps[-1].today).days)
    return Stored(story, row.get("paused_at", ""), row.get("note", ""))


def _newcomer(table: Table) -> Newcomer:
    return Newcomer(**{**table, "address": tuple(table.get("address", ()))})
