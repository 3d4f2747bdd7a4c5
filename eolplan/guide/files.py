"""Reads guides from TOML, and reports every fault of every file at once.

The core stands in ``resources/guides/core``; a hospice adds a section by
dropping a file into a folder of its own. Nothing else changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, TypeAlias

from eolplan.guide.drafts import Draft, draft, in_order
from eolplan.guide.faults import Fault, GuideProblem
from eolplan.guide.guide import Guide
from eolplan.guide.libraries import libraries, library_of
from eolplan.guide.meaning import good_set
from eolplan.guide.model import EVERY_COPY, Question, Section, ShownIf
from eolplan.guide.paths import path_of, paths
from eolplan.guide.source import Source, Table, read
from eolplan.guide.value_sets import Coding, Option, ValueSet
from eolplan.guide.whole import YES_NO, Whole, offered
from eolplan.resources import resource
from eolplan.words import say, tr

File: TypeAlias = Traversable | Path

VALUE_SETS: Final = "value-sets.toml"
PATHS: Final = "paths.toml"
_AS_THEY_ARE: Final = (
    "id", "kind", "heading", "they", "you", "asks", "note", "check", "hint", "repeats", "one",
    "names", "library", "of", "sums", "sums_by", "nation_from", "under", "fhir", "restricted",
    "secret", "safety", "obligation", "more", "first_visit", "min", "max", "step", "unit",
    "max_length", "pattern", "past", "future", "at_once", "gone",
)  # fmt: skip
_OF_A_TOPIC: Final = ("about", "per", "heavy", "aside", "part_of", "whole_title", "source")
_LISTS: Final = ("say", "deeper", "fields", "precision", "nations")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of guide files found.

    Attributes:
        faults: Everything to mend; empty when the files can be used.
        sections: For each checked file that can be used: its topic's name and
            how many questions it asks.
    """

    faults: tuple[Fault, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()


def load(
    files: Iterable[File],
    value_sets: File,
    *,
    extra: Iterable[File] = (),
    ready: Iterable[File] = (),
    ways: Iterable[File] = (),
    written: Iterable[Source] = (),
) -> Guide:
    """Build one guide.

    Args:
        files: The core's section files, in any order.
        value_sets: The core's value sets.
        extra: A hospice's own section files.
        ready: Libraries of words to start with.
        ways: Ready-made paths.
        written: A team's own sections that lie in no file.

    Raises:
        GuideProblem: some file cannot be used; it lists every fault of every file.
    """
    found: list[Fault] = []
    drafts = [
        *(draft(source, found, extra=False) for source in readable(files, found)),
        *(draft(source, found, extra=True) for source in (*readable(extra, found), *written)),
    ]
    sets = _sets(readable([value_sets], found), drafts, found)
    ordered = in_order(drafts, found)
    whole = Whole(ordered, sets, found)
    whole.check()
    words = libraries(readable(ready, found), whole)
    made = paths(readable(ways, found), whole)
    if found:
        raise GuideProblem(found)
    return replace(_guide(ordered, sets, words), paths={p["id"]: path_of(p) for p in made})


def shipped(extra: Path | None = None, written: Iterable[Source] = ()) -> Guide:
    """Return the guide that comes with eolplan, with a hospice's own sections.

    Args:
        extra: The folder of the hospice's ``.toml`` files; it need not exist.
        written: A team's own sections that lie in no file.

    Raises:
        GuideProblem: one of the files cannot be used.
    """
    own = sorted(extra.glob("*.toml")) if extra else []
    sets, ways = resource(f"guides/core/{VALUE_SETS}"), [resource(f"guides/{PATHS}")]
    return load(_core(), sets, extra=own, ready=_ready(), ways=ways, written=written)


def check_guide(files: Sequence[Path]) -> Checked:
    """Check guide files together with the core that comes with eolplan.

    A file called like one of the core's is checked in its place; every other
    one as a hospice's own section.
    """
    given: dict[str, File] = {file.name: file for file in files}
    core = [given.get(file.name, file) for file in _core()]
    ready = [given.get(file.name, file) for file in _ready()]
    names = {VALUE_SETS, PATHS, *(file.name for file in (*core, *ready))}
    sets = given.get(VALUE_SETS, resource(f"guides/core/{VALUE_SETS}"))
    try:
        extra = [file for file in files if file.name not in names]
        ways = [given.get(PATHS, resource(f"guides/{PATHS}"))]
        guide = load(core, sets, extra=extra, ready=ready, ways=ways)
    except GuideProblem as problem:
        return Checked(faults=problem.faults)
    ids = {section["id"] for section in map(_table, files) if "id" in section}
    return Checked(
        sections=tuple((s.title, len(s.questions)) for s in guide.sections if s.id in ids)
    )


def _core() -> list[File]:
    """Return the core's section files."""
    return [file for file in _tables("core") if file.name != VALUE_SETS]


def _ready() -> list[File]:
    """Return the core's libraries."""
    return _tables("libraries")


def _tables(name: str) -> list[File]:
    """Return the TOML files of one folder of the core, by name."""
    folder: Iterator[File] = resource(f"guides/{name}").iterdir()
    return sorted((f for f in folder if f.name.endswith(".toml")), key=lambda file: file.name)


def _table(file: Path) -> Table:
    """Return what a file says; nothing when it cannot be read."""
    source = read(file)
    return source.table if isinstance(source, Source) else {}


def readable(files: Iterable[File], found: list[Fault]) -> Iterator[Source]:
    """Yield what can be read; add a fault for what cannot."""
    for file in files:
        source = read(file)
        if isinstance(source, Fault):
            found.append(source)
        else:
            yield source


def _sets(
    sources: Iterable[Source], drafts: Iterable[Draft], found: list[Fault]
) -> dict[str, Table]:
    """Return the value sets of the core and of every hospice, by id."""
    sets: dict[str, Table] = {}
    for source in sources:
        for key in (k for k in source.table if k != "set"):
            what = say('There is no key called "{key}" here.', key=key)
            found.append(source.fault((key,), what, tr("Value sets begin with [[set]].")))
        count = len(source.table.get("set", ()))
        _add(source, [good_set(source, n, found) for n in range(count)], sets, found)
    for own in drafts:
        _add(own.source, own.sets, sets, found)
    return sets


def _add(
    source: Source, tables: Sequence[Table], sets: dict[str, Table], found: list[Fault]
) -> None:
    for n, table in enumerate(tables):
        if table.get("id") in sets:
            what = say('The value set "{name}" is there twice.', name=table["id"])
            found.append(source.fault(("set", n, "id"), what, tr("Choose another id.")))
        elif "id" in table:
            sets[table["id"]] = table


# --- from good tables to values ------------------------------------------------------------------


def _guide(drafts: Sequence[Draft], sets: Mapping[str, Table], words: Mapping[str, Table]) -> Guide:
    known = {name: _value_set(table) for name, table in sets.items()}
    return Guide(
        sections=tuple(_section(d, sets, known) for d in drafts),
        value_sets=known,
        retired={r["id"]: r.get("replaced_by", "") for d in drafts for r in d.retired},
        libraries={name: library_of(table) for name, table in words.items()},
    )


def _section(d: Draft, sets: Mapping[str, Table], known: Mapping[str, ValueSet]) -> Section:
    table = d.section
    kept = {key: table[key] for key in _OF_A_TOPIC if key in table}
    return Section(
        id=d.id,
        title=table["title"],
        questions=tuple(_question(d, q, sets, known) for q in d.questions),
        text=_kept_text(d, known),
        **kept,
    )


def _question(
    d: Draft, table: Table, sets: Mapping[str, Table], known: Mapping[str, ValueSet]
) -> Question:
    keys: Table = {key: table[key] for key in _AS_THEY_ARE if key in table}
    keys |= {key: tuple(table[key]) for key in _LISTS if key in table}
    keys |= {key: s[key] for key in ("listen", "upset") for s in (d.section, table) if key in s}
    codes = [o["code"] for o in offered(table, sets)]
    value_set = known.get(_set_id(table))
    return Question(
        **keys,
        section=d.id,
        own_words=table.get("own_words", False) or table["kind"] == "text",
        whose=table.get("whose", table.get("asks", "person") == "person"),
        value_set=value_set,
        options=tuple(o for c in codes if value_set and (o := value_set.option(c))),
        shown_if=_fact(table, "shown_if"),
        restricted_unless=_fact(table, "restricted_unless"),
        copies={**EVERY_COPY, **table.get("copies", {})},
        source=table.get("from", ""),
    )


def _set_id(table: Table) -> str:
    return str(table.get("options", YES_NO if table["kind"] == "yes-no" else ""))


def _fact(table: Table, key: str) -> ShownIf | None:
    fact = table.get(key)
    if fact is None:
        return None
    codes = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in fact.items() if "is" in k}
    return ShownIf(
        fact["question"],
        is_=codes.get("is", ()),
        is_not=codes.get("is_not", ()),
        answered="answered" in fact,
    )


def _value_set(table: Table) -> ValueSet:
    options = tuple(
        Option(**{
            **o, "nations": tuple(o.get("nations", ())),
            "codings": tuple(Coding(**c) for c in o["codings"]),
        })
        for o in table["option"]
    )  # fmt: skip
    return ValueSet(table["id"], table["title"], table["source"], options)


def _kept_text(d: Draft, known: Mapping[str, ValueSet]) -> str:
    """Return the exact text of the file, then the words of the core's value sets it uses.

    What an answer meant depends on the words that were offered as much as on
    the question. Codings are left out: a code checked again on another day is
    not another question.
    """
    own = {table["id"] for table in d.sets}
    used = dict.fromkeys(_set_id(q) for q in d.questions)
    parts = [d.source.text, *(_words(known[s]) for s in used if s in known and s not in own)]
    return "\n".join(parts)


def _words(value_set: ValueSet) -> str:
    lines = ["[[set]]", _line("id", value_set.id), _line("title", value_set.title)]
    for option in value_set.options:
        lines += ["[[set.option]]", _line("code", option.code), _line("words", option.words)]
        lines += [_line(k, t) for k, t in (("you", option.you), ("hint", option.hint)) if t]
    return "\n".join(lines) + "\n"


def _line(key: str, text: str) -> str:
    """Return one TOML line; JSON writes strings as TOML reads them."""
    return f"{key} = {json.dumps(text, ensure_ascii=False)}"
