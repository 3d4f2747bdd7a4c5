"""The log of one person, and what it says: every reading is worked out from the links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from eolplan.record import groups
from eolplan.record.answer import Answer, Standing, certainly_before
from eolplan.record.codes import (
    ABOUT_THE_RECORD,
    ANNOTATIONS,
    HOW_IT_STANDS,
    KEPT,
    WHO_HOLDS_A_COPY,
)
from eolplan.record.entry import OURS, Entry, Husk
from eolplan.record.graph import Graph, closure, links_of, ordered
from eolplan.record.reading import Reading
from eolplan.record.rules_in_force import IN_FORCE, Rules
from eolplan.record.unread import Unread
from eolplan.record.version import Version
from eolplan.record.worked_out import worked_out


@dataclass(frozen=True)
class Log:
    """Everything that is held about one person, or about several who are one.

    Attributes:
        entries: By digest, in the order of arrival.
        husks: Entries known by their links only, by digest. One whose entry is
            held says nothing and is left out.
        versions: Sign-offs by digest.
        withheld: Question ids that the copies received here never carry.
        received: Digests of entries that came by a copy, not from this laptop.
        members: Ids of all persons who are this one; empty: those of the entries.
        copied: This is one copy by itself. What its audience never gets reads "not
            in this copy" whether anything stands there or not: the difference
            would tell.
        sealed: Digests of the entries in it that not every member of staff can read.
        unread: Sign-offs that are kept here and cannot be read.
        rules: All of them, except in tests.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    husks: Mapping[str, Husk] = field(default_factory=dict)
    versions: Mapping[str, Version] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    received: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    copied: bool = False
    sealed: frozenset[str] = frozenset()
    unread: tuple[Unread, ...] = ()
    rules: Rules = IN_FORCE

    def __post_init__(self) -> None:
        """Leave out the husks of entries that are held."""
        if not self.husks.keys().isdisjoint(self.entries):
            kept = {d: husk for d, husk in self.husks.items() if d not in self.entries}
            object.__setattr__(self, "husks", kept)

    # ---- worked out once for each log

    @cached_property
    def graph(self) -> Graph:
        """What the links say."""
        return Graph.of(self.entries, self.husks, self.rules)

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        """The heads of every question and instance that has any, by digest."""
        found: dict[tuple[str, str], list[Entry]] = {}
        superseded = self.graph.superseded
        for digest, entry in self.entries.items():
            if digest not in superseded:
                found.setdefault(entry.key, []).append(entry)
        return {key: tuple(sorted(heads, key=_digest)) for key, heads in found.items()}

    @cached_property
    def by_instance(self) -> Mapping[str, tuple[Entry, ...]]:
        """Every entry that has an instance, by it, in the order of arrival."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            if entry.instance:
                found.setdefault(entry.instance, []).append(entry)
        return {instance: tuple(entries) for instance, entries in found.items()}

    @cached_property
    def below_tips(self) -> frozenset[str]:
        """Digests that an answer which exists elsewhere is known to have replaced."""
        return frozenset(closure(self.graph.tips, links_of(self.entries, self.husks)))

    @cached_property
    def subset(self) -> bool:
        """Something is known to exist that this laptop does not hold, and did not erase."""
        return any(husk.why not in OURS for husk in self.husks.values())

    @cached_property
    def persons(self) -> frozenset[str]:
        """Ids of all persons who are this one."""
        return self.members | {entry.person for entry in self.entries.values()}

    # ---- readings

    def heads(self, question: str, instance: str = "") -> tuple[Entry, ...]:
        """Return the entries that stand, by digest."""
        return self.by_key.get((question, instance), ())

    def reading(self, question: str, instance: str = "") -> Reading:
        """Return what stands, however many say so; worked out once, for a log never changes."""
        key = (question, instance)
        if (found := self._read.get(key)) is None:
            found = self._read[key] = worked_out(self, question, instance)
        return found

    @cached_property
    def _read(self) -> dict[tuple[str, str], Reading]:
        return {}

    @cached_property
    def reasons(self) -> dict[tuple[str, str], Answer | None]:
        """What each reason was said of, as ``said_of`` found it: once, for a log never changes."""
        return {}

    @cached_property
    def erased_tips(self) -> frozenset[tuple[str, str]]:
        """Where something stood that was erased here."""
        return frozenset(
            (husk.question, husk.instance)
            for husk in self.husks.values()
            if husk.why == "erased" and husk.digest not in self.graph.reached
        )

    @cached_property
    def sealed_places(self) -> frozenset[tuple[str, str]]:
        """Where something stands that is kept for chosen members of staff."""
        standing = (self.husks[digest] for digest in self.graph.sealed)
        return frozenset((husk.question, husk.instance) for husk in standing)

    def questions(self) -> frozenset[tuple[str, str]]:
        """Return every question and instance where something stands, but for the record's own.

        What stands there may be kept for others: it reads ``sealed`` then.
        """
        return self._questions

    @cached_property
    def _questions(self) -> frozenset[tuple[str, str]]:
        known = self.by_key.keys() | self.sealed_places
        return frozenset(key for key in known if key[0] not in ABOUT_THE_RECORD)

    @cached_property
    def by_question(self) -> Mapping[str, tuple[str, ...]]:
        """The instances in which something stands, in order, by question: as ``questions``."""
        found: dict[str, list[str]] = {}
        for question, instance in sorted(self._questions):
            found.setdefault(question, []).append(instance)
        return {question: tuple(instances) for question, instances in found.items()}

    def conflicts(self) -> tuple[Reading, ...]:
        """Return the readings on which two records differ, in the order of their keys.

        Two orders of one group are none: every reader takes the same one, and
        the reading of the order itself says that there are two.
        """
        readings = (self.reading(*key) for key in sorted(self.questions()))
        return tuple(
            reading
            for reading in readings
            if reading.state == "conflict" and not groups.is_order(self, reading.question)
        )

    def instances(self, group: str) -> tuple[str, ...]:
        """Return the members of a repeating group that are present, in order."""
        return groups.instances(self, group)

    def torn(self, group: str) -> tuple[str, ...]:
        """Return the members that were removed here and changed there."""
        return groups.torn(self, group)

    def all_instances(self, group: str) -> tuple[str, ...]:
        """Return every member that was ever recorded, removed ones too."""
        return groups.all_instances(self, group)

    def last_said(self, question: str, instance: str = "") -> Entry | None:
        """Return the entry that stands or that stood when the instance was removed.

        A reference to somebody who was removed still gives their name.
        """
        heads = self.heads(question, instance) or groups.last_words(self, question, instance)
        return heads[0] if heads else None

    def history(self, question: str, instance: str = "") -> tuple[Entry, ...]:
        """Return everything said on a question, each after what it replaced.

        The removal of the whole instance is part of it.
        """
        mine = [e for e in self.entries.values() if e.key == (question, instance)]
        told = {entry.digest for entry in mine}
        removals = (
            e
            for e in self.by_instance.get(instance, ())
            if e.question != question
            and e.answer.standing is Standing.REMOVED
            and not told.isdisjoint(e.supersedes)
        )
        return tuple(ordered([*mine, *removals]))

    def annotations(self, digest: str) -> tuple[Entry, ...]:
        """Return the marks on an entry: confirmed, entered in error, kept beside another."""
        return tuple(
            entry for entry in self.by_instance.get(digest, ()) if entry.question in ANNOTATIONS
        )

    def kept_apart(self, reading: Reading) -> bool:
        """Say whether somebody has looked at this conflict and kept every side of it."""
        return reading.state == "conflict" and all(
            any(
                mark.question == KEPT and mark.answer.value is True
                for mark in self.annotations(head.digest)
            )
            for head in reading.heads
        )

    def later_said(
        self, question: str, answer: Answer, instance: str = "", seen: Iterable[str] | None = None
    ) -> tuple[Entry, ...]:
        """Return the heads that were said after *answer*, so that the door can ask.

        An older note typed in today would otherwise become the current answer.
        """
        over = set(seen) if seen is not None else None
        return tuple(
            head
            for head in self.heads(question, instance)
            if (over is None or head.digest in over)
            and certainly_before(answer.said_on, head.answer.said_on)
        )

    def source(self, entry: Entry) -> Entry | None:
        """Return the entry whose words *entry* gives again; itself if it repeats none.

        None when that one is not held.
        """
        found: Entry | None = entry
        while found is not None and found.repeats:
            found = self.entries.get(found.repeats)
        return found

    # ---- versions and states

    def frontier(self) -> tuple[str, ...]:
        """Return the digests that nothing supersedes: all that has to be named to name all."""
        links = links_of(self.entries, self.husks)
        known = self.entries.keys() | (self.husks.keys() - self.graph.tips)
        below = {parent for digest in known for parent in links(digest)}
        return tuple(sorted(known - below))

    def at(self, version: Version) -> Log:
        """Return the log as it stood when *version* was signed, as far as it is held."""
        inside = closure(version.frontier, links_of(self.entries, self.husks))
        before = closure([version.digest], self._parents_of)
        absent = inside - self.entries.keys() - self.husks.keys()
        husks = {d: husk for d, husk in self.husks.items() if d in inside}
        return replace(
            self,
            entries={d: entry for d, entry in self.entries.items() if d in inside},
            husks=husks | {d: Husk(d, (), "tip") for d in absent},
            versions={d: v for d, v in self.versions.items() if d in before},
        )

    def _parents_of(self, version: str) -> tuple[str, ...]:
        return self.versions[version].parents if version in self.versions else ()

    def version_heads(self) -> tuple[Version, ...]:
        """Return the versions that no other version builds on, oldest number first."""
        built_on = {parent for version in self.versions.values() for parent in version.parents}
        heads = (version for d, version in self.versions.items() if d not in built_on)
        return tuple(sorted(heads, key=lambda version: (version.number, version.digest)))

    def latest_version(self) -> Version | None:
        """Return the version with the highest number; of two, that of the larger digest."""
        heads = self.version_heads()
        return heads[-1] if heads else None

    def unsigned(self) -> tuple[Entry, ...]:
        """Return the heads that the newest version does not cover.

        Marks are left out, and so are who holds a copy and whether the plan is in use.
        """
        latest = self.latest_version()
        links = links_of(self.entries, self.husks)
        covered = closure(latest.frontier, links) if latest else set()
        return tuple(
            head
            for heads in self.by_key.values()
            for head in heads
            if head.digest not in covered
            and head.question not in ABOUT_THE_RECORD
            and not head.question.startswith((*WHO_HOLDS_A_COPY, HOW_IT_STANDS))
        )

    def plus(
        self,
        entries: Iterable[Entry] = (),
        husks: Iterable[Husk] = (),
        versions: Iterable[Version] = (),
        sealed: Iterable[str] = (),
    ) -> Log:
        """Return the log with more in it; what is there already stays as it is.

        Args:
            entries, husks, versions: What is new.
            sealed: Digests of those of the entries that not everybody can read.
        """
        known = dict(self.husks)
        for husk in husks:
            old = known.get(husk.digest)
            known[husk.digest] = old.joined_with(husk) if old else husk
        new = {entry.digest: entry for entry in entries if entry.digest not in self.entries}
        signed = {v.digest: v for v in versions if v.digest not in self.versions}
        return replace(
            self,
            entries={**self.entries, **new},
            husks=known,
            versions={**self.versions, **signed},
            sealed=self.sealed.union(sealed),
        )

    def for_everybody(self, restricted: Collection[str] = ()) -> Log:
        """Return the log as every member of staff reads it, without what is sealed.

        What a list keeps for all of them is worked out from this, so that it says the
        same whoever worked it out.

        Args:
            restricted: Questions whose answers are sealed, be it only from now on.
        """
        asked = frozenset(restricted)
        if asked not in self._open:
            self._open[asked] = self._without(asked)
        return self._open[asked] or self

    @cached_property
    def _open(self) -> dict[frozenset[str], Log | None]:
        return {}

    def _without(self, restricted: frozenset[str]) -> Log | None:
        """Return the log without what is sealed; None where that is nothing."""
        shut = {
            d: Husk.of(entry, "sealed")
            for d, entry in self.entries.items()
            if d in self.sealed or entry.question in restricted
        }
        if not shut:
            return None
        left = {d: entry for d, entry in self.entries.items() if d not in shut}
        return replace(self, entries=left, husks={**self.husks, **shut}, sealed=frozenset())


def _digest(entry: Entry) -> str:
    return entry.digest
