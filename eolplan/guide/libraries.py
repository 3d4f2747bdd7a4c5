"""Reads libraries of words to start with, and tells what does not fit the groups that use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eolplan.guide.faults import Fault
from eolplan.guide.form import LIBRARY, READY, keep
from eolplan.guide.library import Library
from eolplan.guide.source import Source, Table
from eolplan.guide.whole import Place, Whole, offered
from eolplan.guide.wording import sentence
from eolplan.words import say, tr


def library_of(table: Table) -> Library:
    """Return the library of a table that was found good."""
    entries = {e["code"]: {k: v for k, v in e.items() if k != "code"} for e in table["entry"]}
    return Library(table["id"], table["title"], table["source"], entries)


def libraries(sources: Iterable[Source], whole: Whole) -> dict[str, Table]:
    """Return the tables of the libraries by id; add to *whole* every fault of theirs."""
    found: dict[str, Table] = {}
    for source in sources:
        table = keep(source, (), source.table, LIBRARY, whole.found)
        table.setdefault("entry", [])
        entries = table["entry"] = [
            _entry(source, n, e, whole.found) for n, e in enumerate(table["entry"])
        ]
        for place in whole.places.values():
            if "names" in place.table and place.table.get("library", "") == table.get("id"):
                whole.found.extend(_fits(source, entries, place, whole))
        if "id" in table:
            found[table["id"]] = table
    for place in whole.places.values():
        whole.found.extend(_known(place, found))
    return found


def _entry(source: Source, number: int, raw: Table, found: list[Fault]) -> Table:
    """Return one entry; add a fault for each key that may not stand in it."""
    path = ("entry", number)
    words = {key: value for key, value in raw.items() if key != "code"}
    good = keep(source, path, raw, {**READY, **dict.fromkeys(words, READY["words"])}, found)
    for key in (k for k in words if k in good):
        for what, remedy in sentence(key, good[key]):
            found.append(source.fault((*path, key), what, remedy))
    return good


def _fits(source: Source, entries: Sequence[Table], place: Place, whole: Whole) -> Iterator[Fault]:
    """Yield what of a library does not fit the group that uses it."""
    group = place.table
    naming = whole.places.get(group["names"])
    codes = {o["code"] for o in offered(naming.table, whole.sets)} if naming else set()
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        code = entry.get("code", "")
        if code not in codes or code in seen:
            what = say('No answer of "{name}" waits for "{code}".', name=group["names"], code=code)
            remedy = tr("Name each code of its value set once.")
            yield source.fault(("entry", number, "code"), what, remedy)
        seen.add(code)
        for key in (k for k in entry if k != "code"):
            part = whole.places.get(f"{group['id']}.{key}")
            if part is None or part.table.get("kind") != "text":
                what = say('"{group}.{key}" is no field for words.', group=group["id"], key=key)
                remedy = tr("Name the last part of the id of a text of the group.")
                yield source.fault(("entry", number, key), what, remedy)


def _known(place: Place, found: Mapping[str, Table]) -> Iterator[Fault]:
    """Yield that a group names a library that is not there."""
    name = place.table.get("library")
    if name is not None and name not in found:
        what = say('There is no library called "{name}".', name=name)
        yield place.fault("library", what, tr("Name one of guides/libraries, or take it away."))
