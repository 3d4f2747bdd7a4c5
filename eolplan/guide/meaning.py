"""One question, one value set: whether its keys make sense together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from eolplan.guide.codes import SNOMED, UNSAFE, has_snomed_check_digit
from eolplan.guide.faults import Fault
from eolplan.guide.form import CODING, OPTION, SET, keep
from eolplan.guide.source import Path_, Source, Table
from eolplan.guide.wording import wording
from eolplan.words import say, tr

_PICKED: Final = ("choice", "choices", "ranked-places", "treatment", "scale", "yes-no")
ONLY_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "options": _PICKED, "only": _PICKED, "fields": ("group", "ranked-places"),
    "repeats": ("group",), "one": ("group",), "names": ("group",), "library": ("group",),
    "sums": ("group",), "sums_by": ("group",), "of": ("member",),
    "precision": ("date",), "past": ("date",), "future": ("date",), "min": ("number", "scale"),
    "max": ("number", "scale"), "step": ("number", "scale"), "unit": ("number", "scale"),
    "max_length": ("line", "lines", "treatment"), "pattern": ("line",),
}  # fmt: skip
"""Keys that mean something to a few kinds only."""

_MAY_REPEAT: Final = ("library", "sums", "sums_by")
"""Keys of a group that repeats, which it can be without."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "choice": ("options",), "choices": ("options",), "treatment": ("options",),
    "ranked-places": ("options", "fields"), "group": ("fields",), "scale": ("min", "max"),
    "member": ("of",),
}  # fmt: skip
"""Keys without which a kind cannot be asked."""


_RANKS: Final = (1, 3)
"""Fields of a place table: the places that are not wanted alone, or after both choices."""


def question_meaning(source: Source, path: Path_, table: Table) -> Iterator[Fault]:
    """Yield what does not fit together in one question whose keys were found good."""
    kind = table.get("kind", "")
    for key in (k for k in table if k in ONLY_FOR and kind and kind not in ONLY_FOR[k]):
        what = say('"{key}" means nothing to a question of kind {kind}.', key=key, kind=kind)
        yield source.fault((*path, key), what, tr("Take it away, or change the kind."))
    for key in (k for k in NEEDS.get(kind, ()) if k not in table):
        what = say('A question of kind {kind} needs "{key}".', kind=kind, key=key)
        yield source.fault(path, what, say('Add "{key}".', key=key))
    if kind == "group":
        yield from _group(source, path, table)
    if kind == "ranked-places" and len(table.get("fields", ("",))) not in _RANKS:
        what = tr("A place table has three fields, or one.")
        remedy = tr(
            "List the first choice, the second choice and the place to avoid, or only the last."
        )
        yield source.fault((*path, "fields"), what, remedy)
    yield from _clashes(source, path, table)


def _clashes(source: Source, path: Path_, table: Table) -> Iterator[Fault]:
    """Yield which two keys cannot stand together."""
    if table.get("restricted") and "restricted_unless" in table:
        what = tr('"restricted" leaves nothing for "restricted_unless" to free.')
        yield source.fault((*path, "restricted_unless"), what, tr("Keep one of the two."))
    if "nation_from" in table and "nations" not in table:
        what = tr('"nation_from" means something only with "nations".')
        yield source.fault((*path, "nation_from"), what, tr('Add "nations", or take it away.'))
    if table.get("past") and table.get("future"):
        what = tr("A date cannot be both past and future.")
        yield source.fault((*path, "future"), what, tr("Keep one of the two."))
    if "min" in table and "max" in table and table["min"] >= table["max"]:
        what = tr("The least is not below the most.")
        yield source.fault((*path, "max"), what, tr('Make "max" larger than "min".'))


def _group(source: Source, path: Path_, table: Table) -> Iterator[Fault]:
    repeats = table.get("repeats", False)
    for key in ("one", "names", *_MAY_REPEAT):
        if repeats and key not in (*table, *_MAY_REPEAT):
            what = say('A group that repeats needs "{key}".', key=key)
            remedy = tr('"one" is what one of them is called; "names" is the field that names it.')
            yield source.fault(path, what, remedy)
        elif not repeats and key in table:
            what = say('"{key}" means something only in a group that repeats.', key=key)
            yield source.fault((*path, key), what, tr("Take it away, or add: repeats = true"))
    if "sums_by" in table and "sums" not in table:
        what = tr('"sums_by" means something only with "sums".')
        yield source.fault((*path, "sums_by"), what, tr('Add "sums", or take it away.'))
    if "names" in table and table["names"] not in table.get("fields", ()):
        what = tr('"names" is not one of the fields.')
        yield source.fault((*path, "names"), what, tr("Name a field of this group."))


def good_set(source: Source, index: int, found: list[Fault]) -> Table:
    """Return one value set without the keys that may not stand in it; add the faults."""
    path: Path_ = ("set", index)
    raw = source.table["set"][index]
    table = keep(source, path, raw, SET, found)
    found.extend(wording(source, path, table))
    options = []
    for number, option in enumerate(table.get("option", ())):
        here = (*path, "option", number)
        good = keep(source, here, option, OPTION, found)
        found.extend(wording(source, here, good))
        good["codings"] = [
            keep(source, (*here, "codings"), coding, CODING, found)
            for coding in good.get("codings", ())
        ]
        found.extend(f for c in good["codings"] for f in _coding(source, (*here, "codings"), c))
        options.append(good)
    found.extend(_options(source, path, options))
    return {**table, "option": options}


def _coding(source: Source, path: Path_, coding: Table) -> Iterator[Fault]:
    code = coding.get("code", "")
    if coding.get("system") == SNOMED and not has_snomed_check_digit(code):
        what = say("{code} is not a SNOMED CT code: its last digit does not fit.", code=code)
        yield source.fault(path, what, tr("Copy it again from where it is published."))
    if code in UNSAFE:
        what = say("{code} can mislead whoever receives it, so it is never sent.", code=code)
        yield source.fault(path, what, tr("Take the code away. The words are sent without it."))


def _options(source: Source, path: Path_, options: list[Table]) -> Iterator[Fault]:
    if not options:
        yield source.fault(path, tr("This value set offers nothing."), tr("Add [[set.option]]."))
    for key in ("code", "words"):
        seen: set[str] = set()
        for number, value in enumerate(option.get(key) for option in options):
            if value in seen:
                what = say('Two answers have the same "{key}".', key=key)
                here = (*path, "option", number, key)
                yield source.fault(here, what, tr("Give each answer its own."))
            seen.add(value or "")
