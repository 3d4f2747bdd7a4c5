"""Two states of one store that went on apart, as a die says: all of both is in their union."""

from __future__ import annotations

import random
import shutil
from contextlib import closing

import pytest

from eolplan.record import Answer, Husk
from eolplan.vault import Batch, Draft
from eolplan.vault.place import Folder

PEOPLE = ("gwen", "ivor", "mair")
QUESTIONS = ("a.b", "c.d", "person.family")


class Life:
    """Lives in a store; what it erases is in ``gone``."""

    def __init__(self, say, clock, make_row):
        self.say, self.clock, self.make_row = say, clock, make_row
        self.gone = set()

    def live(self, store, chance, acts):
        for _ in range(acts):
            self.clock.go_on(60)
            act = chance.choice(
                [self.write, self.write, self.write, self.erase, self.forget, self.husk, self.small]
            )
            act(store, chance, chance.choice(PEOPLE), chance.choice(QUESTIONS))

    def write(self, store, chance, person, question):
        log = store.log(person)
        over = tuple(log.heads(question)) if chance.random() < 0.7 else ()
        entry = self.say(question, str(chance.random()), person=person, over=over)
        row = self.make_row(person, log.plus([entry]))
        if chance.random() < 0.7:
            store.append([entry], at=self.clock(), caseload=row)
        else:
            store.receive(Batch(person, (entry,)), at=self.clock(), caseload=row)

    def erase(self, store, chance, person, _):
        if entries := sorted(store.log(person).entries):
            digest, at = chance.choice(entries), self.clock()
            store.erase_entry(digest, reason="asked", at=at, make_row=self.make_row)
            self.gone.add(digest)

    def forget(self, store, chance, person, _):
        if chance.random() < 0.4:
            self.gone |= store.log(person).entries.keys()
            store.erase_person(person, reason="retention", at=self.clock())

    def husk(self, store, chance, person, question):
        text = f"{chance.getrandbits(256):064x}"
        husk = Husk(text, (), "tip", question, "", person)
        batch = Batch(person, husks=(husk,), guides={text: text}, withheld=frozenset({question}))
        store.receive(batch, at=self.clock())

    def small(self, store, chance, person, question):
        store.put_setting(f"s{chance.randrange(3)}", chance.randrange(9), at=self.clock())
        answer = Answer(own_words=str(chance.random()))
        store.keep_draft(Draft(person, question, "", answer), at=self.clock())


def held(store):
    return {d for p in store.persons() for d in store.log(p).entries}


def guides(store):
    return {row[0] for row in store._db.rows("SELECT digest FROM guide")}


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_union_has_all_of_both_and_nothing_that_either_erased(
    session, say, clock, kept_elsewhere, restore, reopen, make_row, tmp_path, figure, seed
):
    """Half of the time only one of the two went on."""
    session.close()
    for nth in range(figure(1, 80)):
        chance = random.Random(seed * 1_000 + nth)  # noqa: S311  dice
        life, both = Life(say, clock, make_row), (chance.random() < 0.7, chance.random() < 0.7)
        with closing(reopen(session.folder)) as first:
            life.live(first.store, chance, 15)
            first._db.checkpoint()
            shutil.copy(Folder(session.folder).database, tmp_path / "earlier.db")
            life.gone.clear()
            life.live(first.store, chance, 10 * both[0])
            had, asked = held(first.store), guides(first.store)
            file = kept_elsewhere(of=first)
        shutil.copy(tmp_path / "earlier.db", Folder(session.folder).database)
        with closing(reopen(session.folder)) as second:
            life.live(second.store, chance, 10 * both[1])
            had |= held(second.store)
            asked |= guides(second.store)
        assert restore(session.folder, file)[1].unread == 0
        with closing(reopen(session.folder)) as union:
            found = union.store.verify(make_row=make_row)
            assert found.ok, (seed, nth, found.problems)
            now = held(union.store)
            assert not now & life.gone, (seed, nth)
            assert now <= had
            assert all(union.store.knows_erased(d) for d in had - now), (seed, nth)
            assert guides(union.store) == asked
