"""Reads a case from TOML, and reports every fault of it at once, with file and line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, TypeAlias

from eolplan.errors import EolplanError
from eolplan.guide import Fault, Guide, Question
from eolplan.guide.files import readable
from eolplan.guide.source import Source, Table
from eolplan.identity import NATIONS
from eolplan.practice.form import ANSWER, CASE, EXPECT, PRINTED, STEP, TOP, keep
from eolplan.practice.story import Case, Expected, Given, Printed, Step, on
from eolplan.record import Standing, Value
from eolplan.record.codes import SAID_BY
from eolplan.words import say, tr

File: TypeAlias = Path | Traversable

SEVERITIES: Final = ("BLOCK", "WARN", "PROMPT", "LABEL")
_RULE: Final = re.compile(rf"[A-Z]-\d\d(?: (?:{'|'.join(SEVERITIES)}))?")


class CaseProblem(EolplanError):
    """Some case files cannot be played as they are.

    Attributes:
        faults: Every fault, in the order of the lines.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def cases(files: Iterable[File], guide: Guide, staff: Mapping[str, str]) -> tuple[Case, ...]:
    """Read case files.

    Args:
        files: In the order to play.
        guide: What may be asked.
        staff: Every name by which ``recorded_by`` may call somebody, and who that is.

    Raises:
        CaseProblem: it lists every fault of every file.
    """
    found: list[Fault] = []
    read_ones = [_case(source, guide, staff, found) for source in readable(files, found)]
    if found:
        raise CaseProblem(found)
    return tuple(case for case in read_ones if case is not None)


def _case(
    source: Source, guide: Guide, staff: Mapping[str, str], found: list[Fault]
) -> Case | None:
    before = len(found)
    top = keep(source, (), source.table, TOP, found)
    head = keep(source, ("case",), _table(top.get("case")), CASE, found)
    if head.get("nation") not in NATIONS:
        _add(found, source, ("case", "nation"), tr("There is no such nation."),
             say("Write one of: {codes}.", codes=", ".join(NATIONS)))  # fmt: skip
    reader = _Steps(source, guide, staff, found)
    steps = [reader.step(n, table) for n, table in enumerate(_tables(top.get("step")))]
    if not steps:
        _add(found, source, (), tr("There is no step here."), tr("Begin one with [[step]]."))
    if len(found) > before:
        return None
    return Case(str(head["id"]), str(head["nation"]), tuple(steps))


class _Steps:
    """Reads the steps of one file and collects their faults."""

    def __init__(
        self, source: Source, guide: Guide, staff: Mapping[str, str], found: list[Fault]
    ) -> None:
        self.source, self.guide, self.staff, self.found = source, guide, staff, found
        self.before = dt.date.min

    def step(self, n: int, table: Table) -> Step:
        """Return step *n*; what is not good in it is a fault and left out."""
        good = keep(self.source, ("step", n), table, STEP, self.found)
        today = day_of(good.get("today")) or dt.date.max
        if today < self.before:
            self._fault(("step", n, "today"), tr("This step is before the one above it."),
                        tr("Put the steps in the order of their days."))  # fmt: skip
        self.before = today
        answers = enumerate(_tables(good.get("answer")))
        expected = _table(good.get("expect"))
        return Step(
            today=today,
            answers=tuple(a for m, t in answers if (a := self._answer((n, m), t, today))),
            sign_off=good.get("sign_off") is True,
            without=tuple(self._topics(n, good.get("without"))),
            expect=self._expected(n, expected),
        )

    def _answer(self, at: tuple[int, int], table: Table, today: dt.date) -> Given | None:
        path = ("step", at[0], "answer", at[1])
        return answer_of(self.source, path, table, today, self.guide, self.staff, self.found)

    def _topics(self, n: int, value: object) -> Iterator[str]:
        known = {section.whole for section in self.guide.sections}
        for topic in _texts(value):
            if topic in known:
                yield topic
            else:
                what = say('There is no topic "{id}".', id=topic)
                remedy = say("The topics are: {ids}.", ids=", ".join(sorted(known)))
                self._fault(("step", n, "without"), what, remedy)

    def _expected(self, n: int, table: Table) -> Expected:
        path = ("step", n, "expect")
        good = keep(self.source, path, table, EXPECT, self.found)
        for key in ("must", "must_not"):
            for rule in _texts(good.get(key)):
                if not _RULE.fullmatch(rule):
                    what = say('"{rule}" is not the id of a rule.', rule=rule)
                    self._fault((*path, key), what, tr('Write it as "R-01" or "R-01 BLOCK".'))
        return Expected(
            must=tuple(_texts(good.get("must"))),
            must_not=tuple(_texts(good.get("must_not"))),
            sign_off=str(good.get("sign_off", "")),
            prints=(
                *self._prints((*path, "prints"), good.get("prints"), wanted=True),
                *self._prints((*path, "prints_not"), good.get("prints_not"), wanted=False),
            ),
        )

    def _prints(
        self, path: tuple[str | int, ...], value: object, *, wanted: bool
    ) -> Iterator[Printed]:
        """Yield the words of a list: a text is for page 1 of the crew's copy."""
        for item in value if isinstance(value, list) else []:
            if isinstance(item, str):
                yield Printed("ambulance", item, wanted, front=True)
                continue
            good = keep(self.source, path, _table(item), PRINTED, self.found)
            words = good.get("words", "")
            for text in [words] if isinstance(words, str) else _texts(words):
                yield Printed(str(good.get("copy")), text, wanted, front=good.get("page") == 1)

    def _fault(self, path: tuple[str | int, ...], what: str, remedy: str) -> None:
        _add(self.found, self.source, path, what, remedy)


def answer_of(
    source: Source, path: tuple[str | int, ...], table: Table, today: dt.date, guide: Guide,
    staff: Mapping[str, str], found: list[Fault],
) -> Given | None:  # fmt: skip
    """Read one answer; add a fault for everything that is not good in it."""
    before = len(found)
    good = keep(source, path, table, ANSWER, found)
    question = str(good.get("question", ""))
    if question and question not in guide:
        _add(found, source, (*path, "question"), say('There is no question "{id}".', id=question),
             tr("Look the id up in the guide."))  # fmt: skip
    who = str(good.get("recorded_by", ""))
    if who and who.casefold() not in staff:
        _add(found, source, (*path, "recorded_by"), say('There is no staff "{who}".', who=who),
             say("Write one of: {ids}.", ids=", ".join(sorted(set(staff.values())))))  # fmt: skip
    if len(found) > before:
        return None
    made = Given(
        question=question,
        instance=str(good.get("instance", "")),
        standing=str(good.get("standing", "answered")),
        value=_value(good.get("value"), guide.question(question)),
        own_words=str(good.get("own_words", "")),
        said_by=str(good.get("said_by", "")),
        said_on=_iso(good.get("said_on", "")),
        recorded_by=staff.get(who.casefold(), ""),
        note=str(good.get("note", "")),
    )
    if problem := _problem(made, guide.question(question), today):
        _add(found, source, path, problem, tr("Write another answer."))
        return None
    return made


def _problem(given: Given, asked: Question, today: dt.date) -> str:
    """Say why the door would not take an answer, as far as that can be told before it is played."""
    if given.standing not in set(Standing) - {Standing.UNKNOWN}:
        return say('There is no standing "{code}".', code=given.standing)
    if given.standing == Standing.REMOVED and asked.repeats:
        return ""
    value = on(given.value, today) if isinstance(given.value, str) else given.value
    label = given.said_by if given.said_by not in SAID_BY else ""
    try:
        answer = given.answer(asked, today, value=value, contact=label)
    except ValueError as e:
        return say("There can be no such answer: {reason}.", reason=str(e))
    if asked.kind == "contact" or asked.repeats:
        return ""
    return " ".join(asked.problems(answer, today=today))


def _value(value: object, asked: Question) -> Value:
    """Return a value in the shape of its kind, from TOML's own booleans, dates and numbers."""
    if isinstance(value, bool):
        return value if asked.repeats else "yes" if value else "no"
    if isinstance(value, dt.date):
        return _iso(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list):
        listed = [_value(item, asked) for item in value]
        return _in_order(listed, asked) if asked.kind == "choices" else listed
    if isinstance(value, dict):
        return {str(key): _value(item, asked) for key, item in value.items()}
    return value if isinstance(value, int | str) else None


def _in_order(chosen: list[Value], asked: Question) -> list[Value]:
    """Return several choices in the order in which they are offered, as a page gives them."""
    offered = [option.code for option in asked.options]
    return sorted(chosen, key=lambda c: offered.index(c) if c in offered else len(offered))


def _iso(value: object) -> str:
    return value.isoformat()[:10] if isinstance(value, dt.date) else str(value)


def day_of(value: object) -> dt.date | None:
    """Return a day from TOML's date or its ISO text; None for anything else."""
    try:
        return dt.date.fromisoformat(_iso(value))
    except ValueError:
        return None


def _add(
    found: list[Fault], source: Source, path: tuple[str | int, ...], what: str, remedy: str
) -> None:
    found.append(source.fault(path, what, remedy))


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> list[Table]:
    listed = value if isinstance(value, list) else []
    return [item for item in listed if isinstance(item, dict)]


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
