"""Reads cases of rules: what is said in a plan so that a rule applies, and what makes it not.

A case is a table under the id of its rule. ``says`` holds what the plan says; each table of
``unless`` is laid over it and must silence the rule: a near miss. A key is a question, with
``@`` and a label for one of several; a value is what is answered, ``""`` for nothing, or a
table with ``value``, ``words`` and what else an answer carries. A list of tables was said
in that order.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eolplan.guide import Guide
from eolplan.rules import Finding, check
from eolplan.rules.around import Around, Handed, Leaving
from tests.handover.notebook import SIGNED, TALK, Notebook
from tests.rules.pages import TODAY, book

FOLDER = Path(__file__).parent
Said = Mapping[str, Any]
"""What a plan says, as TOML gives it."""


@dataclass(frozen=True)
class Case:
    """One case of one rule; the keys of its table, and the file's own words for it."""

    rule: str
    about: str
    table: Said

    @property
    def says(self) -> Said:
        return self.table.get("says", {})

    @property
    def misses(self) -> list[Said]:
        return [{**self.says, **other} for other in self.table["unless"]]

    @property
    def severity(self) -> str:
        return self.table.get("severity", "")

    def findings(self, said: Said) -> tuple[Finding, ...]:
        """Return what this rule finds in a plan that says *said*."""
        return tuple(finding for finding in self.everything(said) if finding.rule == self.rule)

    def everything(self, said: Said) -> tuple[Finding, ...]:
        """Return what all rules find in a plan that says *said*."""
        own = {key: said.get(f"_{key}", self.table.get(key)) for key in KEYS}
        record = written(said, nation=own["nation"] or "ENG")
        for n in range(own["signed"] or 0):
            record.say("val.else", None, f"Change {n}").sign()
        return check(
            record.log, record.guide, today=own["today"] or TODAY, nation=own["nation"] or "ENG",
            night_phone=own["night"] or "", around=around(own["around"] or {}, record),
        )  # fmt: skip


KEYS = ("nation", "today", "night", "signed", "around")
"""What a case may say beside the plan; in ``unless`` with a line before it.

``signed`` is how often it was signed off; ``around`` is read by the function of that name.
"""


def cases(*names: str) -> Iterator[Case]:
    """Yield the cases of some files of this folder."""
    for name in names:
        for rule, found in tomllib.loads((FOLDER / name).read_text(encoding="utf-8")).items():
            for n, table in enumerate(found, start=1):
                yield Case(rule, f"{rule}-{n}", table)


def written(said: Said, *, nation: str) -> Notebook:
    """Return the record of a plan that says *said*, and nothing else but who it is about."""
    record = book(nation)
    for key, value in said.items():
        if key.startswith("_") or value == "":
            continue
        question, _, label = key.partition("@")
        instance = label or (TALK if is_of_talk(record.guide, question) else "")
        for step in steps(value):
            says_one(record, question, instance, step)
    return record


def steps(value: Any) -> list[Any]:
    """Return what was said, in its order: a list of whole answers, or the one that it is."""
    return value if isinstance(value, list) and all(map(is_answer, value)) else [value]


def says_one(record: Notebook, question: str, instance: str, value: Any) -> None:
    """Write down one answer, of a member that is added where there is none yet."""
    group = group_of(record.guide, question) if instance else ""
    if group and instance not in record.log.instances(group):
        record.say(group, True, instance=instance)
    say(record, question, instance, value)


def say(record: Notebook, question: str, instance: str, value: Any) -> None:
    """Write down one answer."""
    if not is_answer(value):
        record.say(question, value, instance=instance)
        return
    more = dict(value)
    record.say(question, more.pop("value", None), more.pop("words", ""), instance=instance, **more)


def is_answer(value: Any) -> bool:
    """Say whether *value* is a whole answer, and not only what was answered."""
    return isinstance(value, dict) and not {"value", "words", "standing"}.isdisjoint(value)


def is_of_talk(guide: Guide, question: str) -> bool:
    """Say whether *question* is a fact of one talk."""
    return guide.section_of(question).per == "conversation"


def group_of(guide: Guide, question: str) -> str:
    """Return the repeating group that *question* is a part of, or empty."""
    return next((q.id for q in guide if q.repeats and question in (q.id, *q.fields)), "")


def around(table: Said, record: Notebook) -> Around:
    """Return what is known beside the record; times are days after the sign-off."""
    if not table:
        return Around()

    def at(days: float) -> dt.datetime:
        return SIGNED + dt.timedelta(days=days)

    signed = sorted(record.log.versions.values(), key=lambda version: version.number)
    handed = tuple(
        Handed(signed[one["version"] - 1].digest, one["audience"], at(1))
        for one in table.get("handed", ())
    )
    return Around(
        now=at(table["now"]) if "now" in table else None,
        backed_up=at(table["backed_up"]) if "backed_up" in table else None,
        handed=handed,
        copied=frozenset((q, "") for q in table.get("copied", ())),
        twins=table.get("twins", 0),
        clock_wrong=table.get("clock_wrong", False),
        training=table.get("training", False),
        leaving=leaving(table["leaving"]) if "leaving" in table else None,
    )


def leaving(table: Said) -> Leaving:
    """Return the copy that is being made."""
    return Leaving(**{**table, "holds": frozenset(table.get("holds", ()))})
