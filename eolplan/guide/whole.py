"""All files together: ids, fields, what depends on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from eolplan.guide.drafts import Draft
from eolplan.guide.faults import Fault
from eolplan.guide.model import NATIONS
from eolplan.guide.source import Path_, Table
from eolplan.words import say, tr

FIRST_PAGES: Final = 3
"""More than this stands behind "Say more about this": the three-question budget."""

YES_NO: Final = "VS-YN"
"""What a yes-no question offers unless it says otherwise."""

_CHOSEN: Final = ("choice", "choices", "yes-no", "treatment")
_NO_ANSWER: Final = ("statement", "ranked-places")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands in the whole guide."""

    draft: Draft
    number: int
    table: Table
    position: int

    @property
    def path(self) -> Path_:
        """The way to it in its file."""
        return ("question", self.number)

    def fault(self, key: str, what: str, remedy: str) -> Fault:
        """Return a fault that stands at one of its keys."""
        return self.draft.source.fault((*self.path, key), what, remedy)


@dataclass(slots=True)
class Whole:
    """The drafts in order, and who is who in them.

    Attributes:
        drafts: In the order of the conversation.
        sets: Value sets by id.
        places: Questions by id; the first one when an id comes twice.
        groups: Field id -> the group or place table that claims it first.
        found: The faults so far.
    """

    drafts: list[Draft]
    sets: dict[str, Table]
    found: list[Fault]
    places: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, Place] = field(default_factory=dict)

    def check(self) -> None:
        """Add every fault that shows only when all files are looked at together."""
        self._ids()
        every = [p for p in self._all() if p.table.get("id")]
        for place in every:
            self.found.extend(self._fields(place))
        for place in every:
            self.found.extend(_options(place, self.sets))
            self.found.extend(self._shown_if(place))
            self.found.extend(self._restricted_unless(place))
            self.found.extend(self._nation_from(place))
            self.found.extend(self._of(place))
            self.found.extend(self._sums(place))
            self.found.extend(self._page(place))
        for d in self.drafts:
            self.found.extend(self._section(d))
            self.found.extend(self._retired(d))

    def _all(self) -> Iterator[Place]:
        position = 0
        for d in self.drafts:
            for number, table in enumerate(d.questions):
                yield Place(d, number, table, position)
                position += 1

    def _ids(self) -> None:
        for place in self._all():
            name = place.table.get("id", "")
            if first := self.places.get(name):
                what = say('The id "{name}" is used twice.', name=name)
                where = first.draft.source.file
                remedy = say("It stands in {file} too. Choose another.", file=where)
                self.found.append(place.fault("id", what, remedy))
            elif name:
                self.places[name] = place

    def _fields(self, place: Place) -> Iterator[Fault]:
        for name in place.table.get("fields", ()):
            part, shared = self.places.get(name), self._is_shared(place, name)
            if part is None or (part.draft is not place.draft and not shared):
                what = say('There is no question called "{name}" in this file.', name=name)
                yield place.fault("fields", what, tr("Add the question, or take the field away."))
            elif part.table.get("kind") in ("group", "ranked-places"):
                what = say('"{name}" is a group itself.', name=name)
                remedy = tr("Groups cannot stand in groups. List its fields here instead.")
                yield place.fault("fields", what, remedy)
            elif name in self.groups and not shared:
                what = say('"{name}" is a field already.', name=name)
                yield place.fault("fields", what, tr("A question is a field of one group only."))
            else:
                self.groups.setdefault(name, place)
        if place.table.get("kind") == "ranked-places":
            yield from self._places(place)

    def _is_shared(self, place: Place, name: str) -> bool:
        """Say whether a table of choices shows again the places that were not wanted before."""
        fields = place.table["fields"]
        owner = self.groups.get(name)
        kinds = {t.table.get("kind") for t in (place, owner) if t is not None}
        alone = owner is not None and owner.table["fields"] == [name] != fields
        return alone and kinds == {"ranked-places"} and fields[-1] == name

    def _places(self, place: Place) -> Iterator[Fault]:
        parts = [self.places[f].table for f in place.table.get("fields", ()) if f in self.places]
        for part in parts:
            if part.get("kind") != "choice" or part.get("options") != place.table.get("options"):
                what = say('"{name}" does not fit the place table.', name=part["id"])
                remedy = tr("Make it a choice with the same options as the table.")
                yield place.fault("fields", what, remedy)

    def _shown_if(self, place: Place) -> Iterator[Fault]:
        condition = place.table.get("shown_if")
        if condition is None:
            return
        name = condition["question"]
        earlier = self.places.get(name)
        if earlier is None or earlier.position >= place.position:
            what = say('No earlier question is called "{name}".', name=name)
            remedy = tr("Name a question that is asked before this one.")
            yield place.fault("shown_if", what, remedy)
        elif self._out_of_reach(earlier, place):
            what = say('It is not clear which answer to "{name}" is meant.', name=name)
            remedy = tr("In a group that repeats, name a field of it. Elsewhere, one asked once.")
            yield place.fault("shown_if", what, remedy)
        else:
            yield from _condition(place, "shown_if", earlier, self.sets)

    def _restricted_unless(self, place: Place) -> Iterator[Fault]:
        condition = place.table.get("restricted_unless")
        if condition is None:
            return
        name = condition["question"]
        deciding = self.places.get(name)
        own = place.table["id"] if place.table.get("repeats") else self._many(place)
        if deciding is None or self._many(deciding) != own or self._is_avoided(deciding):
            what = say('No question that goes with this one is called "{name}".', name=name)
            remedy = tr("In a group that repeats, name a field of it. Elsewhere, one asked once.")
            yield place.fault("restricted_unless", what, remedy)
        else:
            yield from _condition(place, "restricted_unless", deciding, self.sets)

    def _nation_from(self, place: Place) -> Iterator[Fault]:
        name = place.table.get("nation_from")
        if name is None:
            return
        earlier = self.places.get(name)
        before = earlier is not None and earlier.position < place.position
        if earlier is None or not before or self._out_of_reach(earlier, place):
            what = say('No earlier question that goes with this one is called "{name}".', name=name)
            remedy = tr("In a group that repeats, name a field of it. Elsewhere, one asked once.")
            yield place.fault("nation_from", what, remedy)
        elif not _are_nations(offered(earlier.table, self.sets)):
            what = say('"{name}" does not name a nation.', name=name)
            remedy = say("Name a question whose answers are: {codes}.", codes=", ".join(NATIONS))
            yield place.fault("nation_from", what, remedy)

    def _of(self, place: Place) -> Iterator[Fault]:
        name = place.table.get("of")
        group = self.places.get(name or "")
        if name is not None and (group is None or not group.table.get("repeats")):
            what = say('"{name}" is no group that repeats.', name=name)
            yield place.fault("of", what, tr("Name the group whose members are to choose from."))

    def _sums(self, place: Place) -> Iterator[Fault]:
        for key, kind in (("sums", "money"), ("sums_by", "choice")):
            name = place.table.get(key)
            part = self.places.get(name or "")
            right = part is not None and part.table.get("kind") == kind
            if name is not None and not (right and name in place.table.get("fields", ())):
                what = say('"{name}" is no {kind} of this group.', name=name, kind=kind)
                yield place.fault(key, what, tr("Name such a field, or take the line away."))

    def _out_of_reach(self, earlier: Place, place: Place) -> bool:
        """Say whether *place* cannot tell which answer of *earlier* is meant.

        A field of a repeating group reads in its own instance, so both must be
        fields of that group; a place to avoid has one answer for each place.
        """
        group, own = self._many(earlier), self._many(place)
        per = [p.draft.section.get("per", "person") for p in (earlier, place)]
        return group != own or per == ["conversation", "person"] or self._is_avoided(earlier)

    def _many(self, place: Place) -> str:
        """Return the repeating group of which *place* is a field, or an empty string."""
        group = self.groups.get(place.table["id"])
        return str(group.table["id"]) if group and group.table.get("repeats") else ""

    def _is_avoided(self, place: Place) -> bool:
        """Say whether *place* is the last field of a place table."""
        table = self.groups.get(place.table["id"])
        if table is None or table.table.get("kind") != "ranked-places":
            return False
        return bool(table.table["fields"][-1] == place.table["id"])

    def _page(self, place: Place) -> Iterator[Fault]:
        table = place.table
        if table["id"] not in self.groups and "they" not in table:
            what = tr("A question on a page of its own needs a sentence.")
            yield place.fault("id", what, tr('Add: they = "...?"'))
        if table.get("repeats") and place.draft.section.get("per") == "conversation":
            what = tr("A group cannot repeat in a section that is kept for each conversation.")
            yield place.fault("repeats", what, tr("Use a kind that holds several, such as lines."))

    def _section(self, d: Draft) -> Iterator[Fault]:
        if d.id in [other.id for other in self.drafts[: self.drafts.index(d)] if other.id]:
            what = say('The section id "{name}" is used twice.', name=d.id)
            yield d.source.fault(("id",), what, tr("Choose another."))
        if "part_of" in d.section and not self._is_part(d):
            name = d.section["part_of"]
            what = say('It cannot be part of "{name}".', name=name)
            remedy = tr("Name a topic of the core that is part of no other, or take it away.")
            yield d.source.fault(("part_of",), what, remedy)
        fields = {f for q in d.questions for f in q.get("fields", ())}
        pages = [n for n, q in enumerate(d.questions) if q.get("id") not in fields]
        first = [n for n in pages if not d.questions[n].get("more", False)]
        if len(first) > FIRST_PAGES:
            what = say("A topic begins with {most} pages at most.", most=FIRST_PAGES)
            remedy = tr('Add "more = true" to this one, or make it a field of a group.')
            yield d.source.fault(("question", first[FIRST_PAGES]), what, remedy)
        if d.extra and d.id:
            yield from self._prefix(d)

    def _is_part(self, d: Draft) -> bool:
        """Say whether a section of the core may be one in the record with the one it names."""
        name = d.section["part_of"]
        wholes = (w for w in self.drafts if w.id == name and "part_of" not in w.section)
        return not d.extra and any(not whole.extra for whole in wholes)

    def _prefix(self, d: Draft) -> Iterator[Fault]:
        core = {p.split(".")[0] for p, at in self.places.items() if not at.draft.extra}
        if d.id in core or "." in d.id:
            what = say('The section id "{name}" begins names of the core.', name=d.id)
            remedy = tr("Choose one of your own, without full stops, such as your hospice's name.")
            yield d.source.fault(("id",), what, remedy)
        for kind, tables in (("question", d.questions), ("retired", d.retired), ("set", d.sets)):
            for n, table in enumerate(tables):
                if not str(table.get("id", f"{d.id}.")).startswith(f"{d.id}."):
                    what = say('"{name}" does not begin with "{id}.".', name=table["id"], id=d.id)
                    remedy = say("Write: {id}.{name}", id=d.id, name=table["id"])
                    yield d.source.fault((kind, n, "id"), what, remedy)
        for n, table in enumerate(d.questions):
            if "fhir" in table:
                what = tr("A question of your own has no coded mapping.")
                remedy = tr("Take it away. The answer is sent all the same.")
                yield d.source.fault(("question", n, "fhir"), what, remedy)

    def _retired(self, d: Draft) -> Iterator[Fault]:
        for n, table in enumerate(d.retired):
            if table.get("id") in self.places:
                what = say('The retired id "{name}" is used again.', name=table["id"])
                remedy = tr("An id is never used for another question. Choose a new one.")
                yield self.places[table["id"]].fault("id", what, remedy)
            if "replaced_by" in table and table["replaced_by"] not in self.places:
                what = say('There is no question called "{name}".', name=table["replaced_by"])
                remedy = tr("Name the question that took its place, or take the line away.")
                yield d.source.fault(("retired", n, "replaced_by"), what, remedy)


def offered(table: Table, sets: Mapping[str, Table]) -> list[Table]:
    """Return the options that a question offers, in its order; none when its set is unknown."""
    default = YES_NO if table.get("kind") == "yes-no" else ""
    known = sets.get(table.get("options", default))
    by_code = {o["code"]: o for o in known["option"] if "code" in o} if known else {}
    return [by_code[code] for code in table.get("only", by_code) if code in by_code]


def _are_nations(options: list[Table]) -> bool:
    return bool(options) and {o["code"] for o in options} <= {*NATIONS}


def _options(place: Place, sets: Mapping[str, Table]) -> Iterator[Fault]:
    table = place.table
    if "options" in table and table["options"] not in sets:
        what = say('There is no value set called "{name}".', name=table["options"])
        yield place.fault("options", what, tr("Name one of value-sets.toml, or add your own."))
    elif "only" in table:
        codes = [o["code"] for o in offered(table, sets)]
        for code in (c for c in table["only"] if c not in codes):
            what = say('The value set has no code "{code}".', code=code)
            yield place.fault("only", what, tr("Take it away, or correct it."))


def _condition(
    place: Place, key: str, earlier: Place, sets: Mapping[str, Table]
) -> Iterator[Fault]:
    condition, kind = place.table[key], earlier.table.get("kind")
    name = earlier.table["id"]
    if kind in _NO_ANSWER or (kind == "group" and not earlier.table.get("repeats")):
        what = say('"{name}" has no answer of its own.', name=name)
        yield place.fault(key, what, tr("Name one of its fields."))
    elif "answered" not in condition and kind not in _CHOSEN:
        what = say('"{name}" has no answers to choose from.', name=name)
        yield place.fault(key, what, tr("Write: answered = true"))
    elif "answered" not in condition:
        codes = condition.get("is", condition.get("is_not"))
        known = [o["code"] for o in offered(earlier.table, sets)]
        for code in (c for c in ([codes] if isinstance(codes, str) else codes) if c not in known):
            what = say('"{name}" has no answer "{code}".', name=name, code=code)
            remedy = say("Its answers are: {codes}.", codes=", ".join(known))
            yield place.fault(key, what, remedy)
