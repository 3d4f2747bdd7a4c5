"""Three laptops with clocks that disagree, and one who knows everything to check them.

The laptops use the real functions only. What is checked after every step: nothing
held disappears, what stands is what the links of all laptops together say, a copy
hides nothing without bringing its successor and shows nothing that was replaced.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from eolplan.record import (
    Answer,
    Entry,
    Log,
    NothingToSign,
    Parcel,
    Refused,
    Standing,
    references,
    to_confirm,
)
from eolplan.record.rules_in_force import IN_FORCE, Rules
from tests.record.laptops import (
    ATTORNEY,
    AUDIENCES,
    CONTACTS,
    CPR,
    GROUP,
    NAME,
    PHONE,
    PLACE,
    SAFETY,
    SHARING,
    VALUES,
    Broken,
    Laptop,
    demand,
)
from tests.record.laptops import laptop as new_laptop


class World:
    """The laptops, every parcel that was ever sent, and every entry that ever was."""

    def __init__(self, seed: int, rules: Rules = IN_FORCE, *, erasing: bool = False) -> None:
        chance = random.Random(seed)  # noqa: S311  a walk must be the same every time
        skews = (dt.timedelta(), dt.timedelta(hours=-1), dt.timedelta(hours=24))
        self.laptops = [
            new_laptop(name, rules, skew=skew, seed=seed)
            for name, skew in zip("ABC", skews, strict=True)
        ]
        self.chance = chance
        self.erasing = erasing
        self.sent: list[tuple[Parcel, tuple[str, ...]]] = []
        self.all: dict[str, Entry] = {}
        self._above: dict[str, frozenset[str]] = {}

    # ---- steps

    def steps(self) -> list[Callable[[], None]]:
        """Return every kind of step; the frequent ones twice."""
        steps = [
            self.answer, self.answer, self.stale_page, self.withdraw, self.undo, self.error,
            self.resolve, self.then, self.add_contact, self.phone, self.attorney, self.remove,
            self.restore, self.sign, self.confirm, self.pass_on, self.meet, self.meet,
            self.deliver_old,
        ]  # fmt: skip
        return [*steps, self.erase] if self.erasing else steps

    def walk(self, length: int) -> None:
        """Take *length* steps, looking round after each, and bring everybody together."""
        steps = self.steps()
        for _ in range(length):
            before = [set(laptop.log.entries) for laptop in self.laptops]
            self.chance.choice(steps)()
            self.look_round(before)
        if not self.erasing:
            self.come_together()

    def anyone(self) -> Laptop:
        return self.chance.choice(self.laptops)

    def question(self) -> str:
        return self.chance.choice((PLACE, PLACE, CPR))

    def answer(self) -> None:
        value, sharing = self.chance.choice(VALUES), self.chance.choice(SHARING)
        self.anyone().answer(self.question(), value, sharing=sharing)

    def stale_page(self) -> None:
        """A page is open while a copy arrives, and then somebody types on it."""
        laptop, question = self.anyone(), self.question()
        shown = {head.digest for head in laptop.log.heads(question)}
        if self.sent:
            self._deliver(laptop, *self.chance.choice(self.sent))
        unseen = {head.digest for head in laptop.log.heads(question)} - shown
        answer = Answer(value=self.chance.choice(VALUES), said_on="2026-11-12")
        laptop.keep(laptop.pen.answer(laptop.log, question, answer, seen=shown))
        stand = {head.digest for head in laptop.log.heads(question)}
        demand(unseen <= stand, "what the page never showed still stands")

    def withdraw(self) -> None:
        self._try(lambda laptop: laptop.pen.withdraw(laptop.log, self.question()))

    def undo(self) -> None:
        laptop = self.anyone()
        heads = laptop.log.heads(self.question())
        if len(heads) != 1:
            return
        replaced = [laptop.log.entries.get(d) for d in heads[0].supersedes]
        first_step = heads[0].reason not in ("undo", "error", "then")
        try:
            laptop.keep(laptop.pen.undo(laptop.log, heads[0]))
        except Refused:
            return
        if first_step and replaced:
            want = {entry.same_as for entry in replaced if entry}
            got = {head.same_as for head in laptop.log.heads(*heads[0].key)}
            demand(want == got, "undo puts back everything that was replaced")
        elif first_step:
            reads = laptop.log.reading(*heads[0].key).standing
            demand(reads is Standing.NOT_ASKED, "undo of a first answer reads as not asked")

    def error(self) -> None:
        laptop = self.anyone()
        heads = laptop.log.heads(self.question())
        if len(heads) == 1:
            try:
                laptop.keep(laptop.pen.error(laptop.log, heads[0]))
            except Refused:
                return
            now = {head.same_as for head in laptop.log.heads(*heads[0].key)}
            replaced = [laptop.log.entries.get(d) for d in heads[0].supersedes]
            before = {entry.same_as for entry in replaced if entry}
            if before and heads[0].reason == "":
                demand(now == before, "an error gives way to what stood before")

    def resolve(self) -> None:
        laptop, question = self.anyone(), self.question()
        heads = laptop.log.heads(question)
        if len(heads) > 1:
            chosen = self.chance.choice(heads)
            laptop.keep(laptop.pen.resolve(laptop.log, chosen, heads))
            demand(len(laptop.log.heads(question)) == 1, "a settlement leaves one head")

    def then(self) -> None:
        laptop, question = self.anyone(), self.question()
        heads = laptop.log.heads(question)
        if heads:
            before = {head.same_as for head in heads}
            earlier = Answer(value="own_home", said_on="2026-10-01")
            laptop.keep(laptop.pen.then(laptop.log, question, earlier, *heads))
            now = {head.same_as for head in laptop.log.heads(question)}
            demand(now == before, "what was said before changes nothing")

    def add_contact(self) -> None:
        laptop, contact = self.anyone(), self.chance.choice(CONTACTS)
        if not laptop.log.heads(GROUP, contact):
            laptop.answer(GROUP, True, contact)
        laptop.answer(NAME, "Sian", contact, sharing=self.chance.choice(SHARING))

    def attorney(self) -> None:
        laptop, contact = self.anyone(), self.chance.choice(CONTACTS)
        if contact in laptop.log.instances(GROUP):
            laptop.answer(ATTORNEY, {"ref": GROUP, "instance": contact})

    def phone(self) -> None:
        laptop, contact = self.anyone(), self.chance.choice(CONTACTS)
        if contact in laptop.log.instances(GROUP):
            number = self.chance.choice(("07700 900001", "07700 900002"))
            laptop.answer(PHONE, number, contact, sharing=self.chance.choice(SHARING))

    def remove(self) -> None:
        laptop, contact = self.anyone(), self.chance.choice(CONTACTS)
        if contact in laptop.log.instances(GROUP):
            laptop.keep(laptop.pen.remove(laptop.log, GROUP, (NAME, PHONE), contact))
            gone = contact not in laptop.log.instances(GROUP) + laptop.log.torn(GROUP)
            demand(gone, "what was removed is gone")

    def restore(self) -> None:
        laptop, contact = self.anyone(), self.chance.choice(CONTACTS)
        for head in laptop.log.heads(GROUP, contact):
            if head.answer.standing is Standing.REMOVED:
                try:
                    laptop.keep(laptop.pen.restore(laptop.log, head))
                except Refused:
                    return

    def sign(self) -> None:
        laptop = self.anyone()
        try:
            laptop.sign()
        except NothingToSign:
            return
        *earlier, newest = laptop.log.versions.values()
        signed = {version.frontier for version in earlier}
        demand(newest.frontier not in signed, "one frontier is signed once")

    def confirm(self) -> None:
        laptop = self.anyone()
        laptop.confirm_all()
        demand(not to_confirm(laptop.log, SAFETY), "a confirmation clears the mark")

    def erase(self) -> None:
        laptop = self.anyone()
        if laptop.log.entries:
            before = laptop.standing()
            laptop.erase(self.chance.choice(sorted(laptop.log.entries)))
            demand(laptop.standing() <= before, "nothing older stands after an erasure")

    def pass_on(self) -> None:
        audience, history = self.chance.choice(AUDIENCES), self.chance.random() < 0.5
        self._send(self.anyone(), self.anyone(), audience, history=history)

    def meet(self) -> None:
        one, other = self.chance.sample(self.laptops, 2)
        self._send(one, other, "full")
        self._send(other, one, "full")

    def deliver_old(self) -> None:
        if self.sent:
            self._deliver(self.anyone(), *self.chance.choice(self.sent))

    def _try(self, write: Callable[[Laptop], tuple[Entry, ...]]) -> None:
        laptop = self.anyone()
        try:
            laptop.keep(write(laptop))
        except Refused:
            return

    # ---- copies

    def _send(self, one: Laptop, other: Laptop, audience: str, *, history: bool = True) -> None:
        parcel = one.export(audience, history=history)
        copy = Log(parcel.entries, parcel.husks, parcel.versions, rules=one.rules)
        for key, heads in copy.by_key.items():
            shown = {head.digest for head in heads} - copy.below_tips
            true = {head.digest for head in one.log.heads(*key)} - one.log.below_tips
            if shown:
                demand(shown <= true, "a copy shows nothing that was replaced")
                demand(shown == true, "a copy shows every answer that stands")
        self._names_travel(one.log, copy)
        self.sent.append((parcel, one.log.frontier()))
        if one is not other:
            self._deliver(other, *self.sent[-1])

    def _names_travel(self, log: Log, copy: Log) -> None:
        if not self.erasing:
            for head in copy.heads(ATTORNEY):
                for group, contact in references(head):
                    known = log.last_said(NAME, contact) is not None and group == GROUP
                    named = copy.last_said(NAME, contact) is not None
                    demand(named or not known, "whoever is pointed at has a name")

    def _deliver(self, laptop: Laptop, parcel: Parcel, frontier: tuple[str, ...]) -> None:
        self.note()
        was_standing = laptop.standing()
        laptop.receive(parcel)
        for digest in was_standing - laptop.standing():
            told = any(self._replaces(d, digest) for d in laptop.log.entries)
            demand(told, "a copy hides nothing without bringing its successor")
        lacking = set(frontier) - laptop.log.entries.keys() - laptop.erased
        demand(laptop.log.subset or not lacking, "a partial copy leaves its mark")
        once = laptop.log
        laptop.receive(parcel)
        same = (once.entries.keys(), dict(once.husks)) == (
            laptop.log.entries.keys(),
            dict(laptop.log.husks),
        )
        demand(same, "receiving twice changes nothing")

    # ---- what must hold

    def note(self) -> None:
        """Learn of every entry that was made."""
        for laptop in self.laptops:
            self.all.update(laptop.log.entries)

    def look_round(self, before: list[set[str]]) -> None:
        """Check every laptop against the links of all."""
        self.note()
        for laptop, had in zip(self.laptops, before, strict=True):
            held = laptop.log.entries.keys()
            demand(had - laptop.erased <= held, "nothing held disappears")
            demand(not laptop.erased & held, "what was erased does not come back")
            over = {d for d in held if any(self._replaces(x, d) for x in held)}
            demand(not laptop.standing() & over, "no replaced answer stands again")
            hidden = held - over - laptop.standing()
            below = {d for e in laptop.erased for d in self._ancestors(e)}
            demand(hidden <= below, "what nothing replaced stands")
            self._no_ghosts(laptop)

    def _no_ghosts(self, laptop: Laptop) -> None:
        for contact in laptop.log.instances(GROUP):
            names = laptop.log.heads(NAME, contact)
            named = any(head.answer.standing is Standing.ANSWERED for head in names)
            demand(named or laptop.log.subset or self.erasing, "nobody is shown without a name")

    def _ancestors(self, digest: str) -> frozenset[str]:
        if digest not in self._above:
            found: set[str] = set()
            for parent in self.all[digest].supersedes:
                found |= {parent} | self._ancestors(parent)
            self._above[digest] = frozenset(found)
        return self._above[digest]

    def _replaces(self, later: str, earlier: str) -> bool:
        """Say whether *later* takes the place of *earlier*, by all that anybody knows."""
        if earlier not in self._ancestors(later):
            return False
        one, other = self.all[later], self.all[earlier]
        removal = Standing.REMOVED in (one.answer.standing, other.answer.standing)
        return one.key == other.key or (removal and one.instance == other.instance)

    def _exchange(self) -> None:
        parcels = [(one, one.export()) for one in self.laptops]
        for one, other in ((one, other) for one in self.laptops for other in parcels):
            if other[0] is not one:
                one.receive(other[1])

    def come_together(self) -> None:
        """Everybody sends everything to everybody; then equal decisions must come to rest."""
        self._exchange()
        logs = [laptop.log for laptop in self.laptops]
        demand(len({frozenset(log.entries) for log in logs}) == 1, "all hold the same")
        demand(len({frozenset(lap.standing()) for lap in self.laptops}) == 1, "all read the same")
        demand(not any(log.husks or log.subset for log in logs), "nothing is left out any more")
        for log in logs:
            for version in log.versions.values():
                whole = not log.at(version).subset
                demand(whole, "every version can be read again")
        for _ in range(2):
            if self._open_conflicts():
                self._settle_alike()
                self._exchange()
        demand(not self._open_conflicts(), "equal choices rest")
        for _ in range(2):
            if self._waiting():
                for one in self.laptops:
                    one.confirm_all()
                self._exchange()
        demand(not self._waiting(), "confirmations come to rest")

    def _open_conflicts(self) -> bool:
        readings = (reading for one in self.laptops for reading in one.log.conflicts())
        return any(reading.question in (PLACE, CPR) for reading in readings)

    def _waiting(self) -> bool:
        return any(to_confirm(one.log, SAFETY) for one in self.laptops)

    def _settle_alike(self) -> None:
        for laptop in self.laptops:
            for reading in laptop.log.conflicts():
                if reading.question in (PLACE, CPR):
                    chosen = min(reading.heads, key=lambda head: head.same_as)
                    laptop.keep(laptop.pen.resolve(laptop.log, chosen, reading.heads))


def red(seeds: range, rules: Rules, *, length: int = 25, erasing: bool = False) -> str:
    """Return the first promise that is broken on a walk with *rules*, or empty."""
    for seed in seeds:
        try:
            World(seed, rules, erasing=erasing).walk(length)
        except Broken as promise:
            return f"{seed}: {promise}"
    return ""
