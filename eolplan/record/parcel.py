"""What one copy carries of a log, and the mask that decides it: once, on the data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from eolplan.record import groups
from eolplan.record.canonical import Value
from eolplan.record.codes import ABOUT_ANOTHER, ANNOTATIONS, CONTACT, KEPT, SAME_AS, SEEN_WITH
from eolplan.record.entry import Entry, Husk
from eolplan.record.graph import closure, links_of
from eolplan.record.log import Log
from eolplan.record.reading import Reading, State
from eolplan.record.reasons import REASON_OF
from eolplan.record.steps import is_about_another, is_removal
from eolplan.record.version import Version

Needs = Callable[[Reading, Reading], bool]
"""Whether the first reading, which points at an instance, needs the second, which is of it."""

_KEEP_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parcel:
    """The part of a log that travels.

    Attributes:
        entries: By digest, in the sender's order.
        husks: Of all that the sender knows and does not carry: the links below
            what is carried, and bare digests of what stands elsewhere.
        versions: Sign-offs by digest; checked by digests alone.
        guides: Texts of the guides that the entries name, by digest.
        subset: Whoever holds only this does not hold everything.
        withheld: Question ids that this audience never gets, and safety questions
            on which something stands, or stood when it was erased, that is not here.
        persons: Ids of all persons who are this one.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    husks: Mapping[str, Husk] = field(default_factory=dict)
    versions: Mapping[str, Version] = field(default_factory=dict)
    guides: Mapping[str, str] = field(default_factory=dict)
    subset: bool = False
    withheld: frozenset[str] = _KEEP_NOTHING
    persons: frozenset[str] = _KEEP_NOTHING

    def log(self, received: frozenset[str] = _KEEP_NOTHING) -> Log:
        """Return the copy read by itself, as whoever holds nothing else reads it.

        Args:
            received: Digests that whoever made the copy had received.
        """
        return Log(
            entries=self.entries,
            husks=self.husks,
            versions=self.versions,
            withheld=self.withheld,
            received=received & self.entries.keys(),
            members=self.persons,
            copied=True,
        )


@dataclass(frozen=True, slots=True)
class _Mask:
    """The arguments of ``mask``, which documents them."""

    allows: Callable[[Reading], bool]
    needs: Needs
    always: Collection[str]
    never: Collection[str]
    safety: Collection[str]
    history: bool
    also: Collection[str]
    full: bool


def mask(
    log: Log,
    allows: Callable[[Reading], bool],
    *,
    needs: Needs | None = None,
    always: Collection[str] = _KEEP_NOTHING,
    never: Collection[str] = _KEEP_NOTHING,
    safety: Collection[str] = _KEEP_NOTHING,
    history: bool = True,
    also: Collection[str] = _KEEP_NOTHING,
    full: bool = False,
    guides: Mapping[str, str] | None = None,
) -> Parcel:
    """Return what one audience gets of *log*.

    If any head of a question and instance is withheld, all its heads are, with
    everything they replaced: an earlier answer would read as the current one.

    Args:
        log: The record, or its state at a version.
        allows: Whether the audience may have one reading; asked for every head
            alone as well, and for every earlier entry.
        needs: See ``Needs``; such as name and telephone of a contact whom a
            carried answer names as attorney. None: nothing.
        always: Questions of identity, which sharing never masks.
        never: Questions that this audience never gets, whoever the person is.
        safety: Questions on which a reader must be told that something stands.
        history: Carry earlier answers too; of what is about somebody else only the mark,
            for whoever holds it from before.
        also: Digests of earlier answers that are carried even so.
        full: Carry everything; nothing is asked.
        guides: Texts of guides by digest; those that the entries name are carried.
    """
    rule = _Mask(allows, needs or _nothing, always, never, safety, history, also, full)
    closed = _closed(log, rule)
    carried = _carried(log, rule, closed)
    entries = {digest: entry for digest, entry in log.entries.items() if digest in carried}
    husks = _husks(log, rule, carried)
    named = {entry.guide for entry in entries.values()}
    told = {question for question, _ in (*closed, *_erased(log)) if question in safety}
    kept = frozenset() if full else frozenset(never)
    return Parcel(
        entries=entries,
        husks=husks,
        versions=dict(log.versions),
        guides={d: text for d, text in (guides or {}).items() if d in named},
        subset=bool(husks),
        withheld=kept | told | (log.withheld if log.subset else _KEEP_NOTHING),
        persons=log.persons,
    )


def references(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield group and instance of everybody and everything that *entry* points at."""
    if entry.answer.said_by_contact:
        yield CONTACT, entry.answer.said_by_contact
    yield from _pointers(entry.answer.value)


def _closed(log: Log, rule: _Mask) -> set[tuple[str, str]]:
    """Return the questions and instances of which this audience gets nothing."""
    if rule.full:
        return set()
    return {
        key
        for key in log.questions()
        if key[0] not in rule.always
        and not (
            key[0] not in rule.never
            and rule.allows(log.reading(*key))
            and all(rule.allows(_alone(head)) for head in log.heads(*key))
        )
    }


def _erased(log: Log) -> Iterator[tuple[str, str]]:
    """Yield the questions and instances of which the answer that stood was erased here."""
    for husk in log.husks.values():
        key = (husk.question, husk.instance)
        if husk.why == "erased" and log.reading(*key).state == "erased":
            yield key


def _carried(log: Log, rule: _Mask, closed: set[tuple[str, str]]) -> set[str]:
    """Return the digests of the entries that travel."""
    links = links_of(log.entries, log.husks)
    closed_heads = (head.digest for key in closed for head in log.heads(*key))
    hidden = closure(closed_heads, links) if log.rules.mask_by_key else set()
    hidden |= closure(_struck_heads(log), links)
    erased = set() if rule.full and rule.history else closure(_erased_tips(log), links)
    standing = {head.digest for heads in log.by_key.values() for head in heads}
    carried = {
        digest
        for digest, entry in log.entries.items()
        if (rule.history or digest in standing or digest in rule.also)
        and digest not in hidden
        and digest not in erased
        and _is_open(log, entry, rule)
        and not is_about_another(log, entry)
    }
    carried |= _needed(log, rule, carried & standing) - erased
    said = {
        (REASON_OF.get(e.question, ""), e.instance, e.recorded_at)
        for e in map(log.entries.__getitem__, carried)
    }
    return {
        digest
        for digest in carried
        if (entry := log.entries[digest]).question not in ANNOTATIONS
        or (entry.instance in carried and _goes_with(log, entry, said))
        or (rule.history and _tells_of_another(log, entry, rule, closed))
    }


def _goes_with(log: Log, mark: Entry, said: Collection[tuple[str, str, str]]) -> bool:
    """Say whether a mark tells of nothing that is left out, such as that there is a reason."""
    if mark.question != KEPT or mark.answer.value != SEEN_WITH:
        return True
    return (*log.entries[mark.instance].key, mark.recorded_at) in said


def _struck_heads(log: Log) -> Iterator[str]:
    """Yield what stands though it is about somebody else: what it replaced would read as current.

    Such as an undo, made on another laptop, that gives struck words again.
    """
    heads = (head for heads in log.by_key.values() for head in heads)
    return (head.digest for head in heads if is_about_another(log, head))


def _tells_of_another(
    log: Log, mark: Entry, rule: _Mask, closed: Collection[tuple[str, str]]
) -> bool:
    """Say whether this audience may know from *mark* that an entry is about somebody else."""
    if mark.answer.value != ABOUT_ANOTHER:
        return False
    struck = log.entries.get(mark.instance, mark)
    return rule.full or (struck.key not in closed and _is_allowed(struck, rule))


def _is_open(log: Log, entry: Entry, rule: _Mask) -> bool:
    if rule.full or entry.question in rule.always or entry.question in ANNOTATIONS:
        return True
    if entry.question == SAME_AS and {entry.person, entry.instance} <= log.persons:
        # Of those who are one still, whoever reads it must know; why is nobody's business.
        return not entry.reason or _is_allowed(entry, rule)
    return _is_allowed(entry, rule)


def _is_allowed(entry: Entry, rule: _Mask) -> bool:
    return entry.question not in rule.never and rule.allows(_alone(entry))


def _needed(log: Log, rule: _Mask, standing: set[str]) -> set[str]:
    """Return what the carried heads point at and need, though it would not travel itself."""
    found: set[str] = set()
    if not log.rules.ref_closure:
        return found
    ahead = [log.entries[digest] for digest in standing]
    while ahead:
        entry = ahead.pop()
        for group, instance in references(entry):
            new = [
                needed
                for needed in _of_instance(log, rule, log.reading(*entry.key), group, instance)
                if needed.digest not in found
            ]
            found.update(needed.digest for needed in new)
            ahead += new
    return found


def _of_instance(
    log: Log, rule: _Mask, pointing: Reading, group: str, instance: str
) -> Iterator[Entry]:
    """Yield what *pointing* needs of an instance; of a removed one the removal too."""
    known = log.by_instance.get(instance, ())
    for question in sorted({entry.question for entry in known}):
        needed = rule.full or rule.needs(pointing, log.reading(question, instance))
        if needed and groups.is_of(question, group):
            heads = log.heads(question, instance)
            yield from heads or groups.last_words(log, question, instance)
            if not heads:
                yield from (h for h in log.heads(group, instance) if is_removal(h))


def _husks(log: Log, rule: _Mask, carried: set[str]) -> dict[str, Husk]:
    """Return what the copy says of the entries that it leaves out.

    Below the carried ones their links, or a replaced answer would stand again;
    the same under an answer erased here. Of anything else that stands, the bare
    digest: enough to know that this is not everything. Where this audience would get
    what whoever makes the copy cannot read, its place too, for the pages to say so.
    """
    links = links_of(log.entries, log.husks)
    start = set(carried) if log.rules.husks else set()
    if log.rules.erased_tips_travel:
        start |= _erased_tips(log)
    start |= {tip for tip in log.graph.tips if closure([tip], links) & carried}
    known = log.entries.keys() | log.husks.keys()
    linked = (closure(start, links) & known) - carried
    bare = (set(log.frontier()) | log.graph.tips) - carried - linked
    if not log.rules.erased_tips_travel:
        bare -= _erased_tips(log)
    told = {d: h for d, h in log.husks.items() if h.why == "sealed" and _is_told(h, rule)}
    return (
        {d: Husk(d, links(d)) for d in sorted(linked)}
        | {d: Husk(d, (), "tip") for d in sorted(bare)}
        | {d: told[d] for d in sorted(told.keys() & (linked | bare))}
    )


def _is_told(husk: Husk, rule: _Mask) -> bool:
    """Say whether this audience may know that something is kept there for chosen staff."""
    if rule.full:
        return True
    reading = Reading(husk.question, husk.instance, "sealed", sealed=True)
    return husk.question not in rule.never and rule.allows(reading)


def _erased_tips(log: Log) -> set[str]:
    """Return the digests of answers that stood when they were erased here."""
    if not log.rules.erased_tips_travel:
        return set()
    erased = {digest for digest, husk in log.husks.items() if husk.why == "erased"}
    return erased - log.graph.reached


def _alone(entry: Entry) -> Reading:
    state: State = "removed" if is_removal(entry) else "answered"
    return Reading(entry.question, entry.instance, state, (entry,), (entry.answer,))


def _pointers(value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        group, instance = value.get("ref"), value.get("instance")
        if isinstance(group, str) and isinstance(instance, str):
            yield group, instance
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _pointers(part)


def _nothing(_pointing: Reading, _pointed_at: Reading) -> bool:
    return False
