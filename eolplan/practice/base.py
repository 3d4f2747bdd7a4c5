"""What every case stands on: the practice team, and the facts that a sign-off asks for."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from eolplan.guide import Fault, Guide
from eolplan.guide.source import Source, read
from eolplan.identity import Staff
from eolplan.practice.files import CaseProblem, File, answer_of
from eolplan.practice.form import BASE, STAFF, keep
from eolplan.practice.story import Case, Given
from eolplan.resources import resource

_IDS: Final = uuid.UUID("b8a7f3f2-41d0-4c3e-9a5b-70c1d2e3f405")
_A_DAY: Final = dt.date(2026, 3, 2)
"""Any day will do to judge the base answers: they name no day but ``{today}``."""


@dataclass(frozen=True, slots=True)
class Base:
    """The base file.

    Attributes:
        leads: Whoever leads the talks.
        staff: Everybody, by id.
        names: Every name by which a case may call them, folded, and whose it is.
        answers: What the first step records, where the case itself does not.
    """

    leads: str
    staff: Mapping[str, Staff]
    names: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[Given, ...] = ()

    def team(self, cases: Iterable[Case], nation: str) -> tuple[Staff, list[Staff]]:
        """Return whoever leads, and everybody else who writes something down in *cases*."""
        staff = {id_: replace(one, nation=nation) for id_, one in self.staff.items()}
        writers = {
            given.recorded_by for case in cases for step in case.steps for given in step.answers
        }
        others = [staff[id_] for id_ in sorted(writers - {"", self.leads})]
        return staff[self.leads], others


def shipped_base(guide: Guide) -> Base:
    """Return the base that comes with eolplan."""
    return base(resource("practice/base.toml"), guide)


def base(file: File, guide: Guide) -> Base:
    """Read a base file.

    Raises:
        CaseProblem: it lists every fault.
    """
    found: list[Fault] = []
    source = read(file)
    if isinstance(source, Fault):
        raise CaseProblem([source])
    good = keep(source, (), source.table, BASE, found)
    staff, names = _staff(source, good.get("staff", []), found)
    answers = [
        answer_of(source, ("answer", n), table, _A_DAY, guide, names, found)
        for n, table in enumerate(good.get("answer", []))
    ]
    if found:
        raise CaseProblem(found)
    return Base(str(good["leads"]), staff, names, tuple(a for a in answers if a))


def _staff(
    source: Source, tables: list[dict[str, object]], found: list[Fault]
) -> tuple[dict[str, Staff], dict[str, str]]:
    """Return everybody by id, and the ids by every name."""
    staff: dict[str, Staff] = {}
    names: dict[str, str] = {}
    for n, table in enumerate(tables):
        good = keep(source, ("staff", n), table, STAFF, found)
        id_ = str(good.pop("id", ""))
        also = [str(name) for name in good.pop("also", [])]
        known = {"name": "", "role": ""} | {key: str(value) for key, value in good.items()}
        staff[id_] = Staff(id=str(uuid.uuid5(_IDS, id_)), **known)
        names |= {name.casefold(): id_ for name in (id_, known["name"], known["role"], *also)}
    return staff, names
