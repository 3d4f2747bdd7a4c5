"""Reads ready-made paths, and tells what does not fit the pages of the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eolplan.guide.faults import Fault
from eolplan.guide.form import PATH, PATHS, STEP, keep
from eolplan.guide.path import GuidePath, PathStep
from eolplan.guide.source import Source, Table
from eolplan.guide.whole import Whole
from eolplan.guide.wording import wording
from eolplan.words import say, tr


def path_of(table: Table) -> GuidePath:
    """Return the path of a table that was found good."""
    about = {key: table[key] for key in ("id", "title", "about", "minutes")}
    flags = {key: table[key] for key in ("alone", "by_phone") if key in table}
    return GuidePath(**about, steps=tuple(map(_step_of, table["step"])), **flags)


def _step_of(table: Table) -> PathStep:
    said, pages, choose = (tuple(table.get(key, ())) for key in ("say", "pages", "choose"))
    flags = ("page_1", "ring_back", "review", "copies_out")
    rest = {key: table[key] for key in ("they", "note", *flags) if key in table}
    return PathStep(say=said, pages=pages, choose=choose, **rest)


def paths(sources: Iterable[Source], whole: Whole) -> list[Table]:
    """Return the tables of the paths in order; add to *whole* every fault of theirs."""
    found: list[Table] = []
    for source in sources:
        file = keep(source, (), source.table, PATHS, whole.found)
        for number, raw in enumerate(file.get("path", ())):
            table = _path(source, number, raw, whole)
            if table.get("id") in [one["id"] for one in found if "id" in one]:
                what = say('The path "{name}" is there twice.', name=table["id"])
                whole.found.append(
                    source.fault(("path", number, "id"), what, tr("Choose another id."))
                )
            found.append(table)
    return found


def _path(source: Source, number: int, raw: Table, whole: Whole) -> Table:
    """Return one path; add a fault for everything in it that may not stand there."""
    path = ("path", number)
    table = keep(source, path, raw, PATH, whole.found)
    whole.found.extend(wording(source, path, table))
    gone_through: set[str] = set()
    steps = []
    for n, step in enumerate(table.get("step", ())):
        here = (*path, "step", n)
        good = keep(source, here, step, STEP, whole.found)
        whole.found.extend(wording(source, here, good, page=True))
        for key in ("pages", "choose"):
            whole.found.extend(_known(source, (*here, key), good.get(key, ()), whole))
        whole.found.extend(_once(source, (*here, "pages"), good, gone_through))
        steps.append(good)
    return {**table, "step": steps}


def _known(
    source: Source, path: tuple[str | int, ...], ids: Iterable[str], whole: Whole
) -> Iterator[Fault]:
    """Yield what is no page of the guide."""
    for name in ids:
        if name not in whole.places:
            what = say('There is no question called "{name}".', name=name)
            yield source.fault(path, what, tr("Write the id of a page of the guide."))
        elif name in whole.groups:
            page = whole.groups[name].table["id"]
            what = say('"{name}" is no page.', name=name)
            yield source.fault(path, what, say('It stands on the page "{page}".', page=page))


def _once(
    source: Source, path: tuple[str | int, ...], step: Table, gone_through: set[str]
) -> Iterator[Fault]:
    """Yield what a path goes through twice: Continue would not know from which of them."""
    if "pages" in step and "choose" in step:
        what = tr("A step goes through pages, or lets one be chosen.")
        yield source.fault(path, what, tr("Make two steps of it."))
    for name in step.get("pages", ()):
        if name in gone_through:
            what = say('The path goes through "{name}" twice.', name=name)
            yield source.fault(path, what, tr("Take one of them away."))
        gone_through.add(name)
