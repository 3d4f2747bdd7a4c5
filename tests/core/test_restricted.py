"""Two colleagues, one plan, and notes that only chosen staff may read: through the one door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from eolplan.conversation import Conversation, findings
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.identity import CLINICIAN, Staff
from eolplan.record import Answer, NothingToSign
from eolplan.telling import told
from eolplan.vault import Cost, Session, labels, unlock
from tests.conftest import Clock
from tests.core.conftest import PASSPHRASE

DEV = Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP", may=CLINICIAN)
THEIRS = "seven quiet herons rest"
SAID = "she is afraid of her son"
As = Callable[[str], AbstractContextManager[Conversation]]


@pytest.fixture
def as_(session: Session, gwen: str, guide: Guide, clock: Clock) -> As:
    """Open the plan as Carys or as Dev, one after the other, as on one laptop."""
    session.admit(DEV, THEIRS, cost=Cost.LOWEST, now=clock)
    folder = session.folder
    session.close()

    @contextmanager
    def talk_as(who: str) -> Iterator[Conversation]:
        clock.go_on(minutes=5)
        yield from _talk(folder, who, guide, gwen, clock)

    return talk_as


def _talk(
    folder: Path, who: str, guide: Guide, person: str, clock: Clock
) -> Iterator[Conversation]:
    carys, dev = (label.slot_id for label in labels(folder))
    slot, words = (dev, THEIRS) if who == "dev" else (carys, PASSPHRASE)
    with closing(unlock(folder, words, slot_id=slot, now=clock)) as session:
        yield Desk(session, guide, now=clock).conversation(person)


def test_a_staff_note_is_read_by_whoever_wrote_it_and_by_nobody_else(as_: As) -> None:
    with as_("carys") as talk:
        talk.answer("withheld.what", Answer(own_words=SAID))
        talk.draft("withheld.why", Answer(own_words="half"))
        where = talk.id
    with as_("carys") as talk:
        assert talk.reading("withheld.what").own_words == SAID
        assert talk.drafted("withheld.why").answer.own_words == "half"
    with as_("dev") as talk:
        assert talk.reading("withheld.what").state == "sealed"
        question = talk.guide.question("withheld.what")
        assert told(talk.guide, talk.log, question) == "Kept for chosen staff"
        assert talk.drafted("withheld.why") is None
        assert talk.clear("withheld.what") is None  # nothing of theirs to take off
        assert where != talk.id


def test_what_a_colleague_writes_they_can_take_back(as_: As) -> None:
    with as_("carys") as talk:
        talk.answer("withheld.what", Answer(own_words=SAID))
    with as_("dev") as talk:
        talk.answer("withheld.what", Answer(own_words="one"))
        talk.answer("withheld.what", Answer(own_words="two"))
        talk.undo()
        assert talk.reading("withheld.what").own_words == "one"
        talk.undo()
        reading = talk.reading("withheld.what")
        assert (reading.own_words, reading.sealed) == ("", True)
        talk.answer("withheld.what", Answer(own_words="three"))
    with as_("carys") as talk:
        reading = talk.reading("withheld.what")
        assert reading.state == "conflict"  # beside what Carys said, not over it
        shown = [head.digest for head in reading.heads]
        talk.answer("withheld.what", Answer(own_words="both"), seen=shown)
        assert talk.reading("withheld.what").own_words == "both"
    with as_("dev") as talk:
        assert talk.reading("withheld.what").state == "sealed"


def test_the_list_of_people_says_the_same_to_both(as_: As) -> None:
    """A line must not change because somebody else worked it out."""
    with as_("carys") as talk:
        talk.answer("conv.note", Answer(own_words=SAID))
        talk.answer("contact.concern", Answer(own_words=SAID), talk.add("contact"))
    rows = []
    for who in ("dev", "carys"):
        with as_(who) as talk:
            talk.answer("val.matters", Answer(own_words=f"my dog, says {who}"))
            store = talk.session.store
            rows.append(store.caseload_row(talk.person))
            desk = Desk(talk.session, talk.guide, now=talk.now)
            assert desk.verify().problems == ()
    (dev, carys) = rows
    assert dev.last_talked == carys.last_talked


def test_a_colleague_signs_off_what_they_cannot_read_too(as_: As) -> None:
    """One version covers all, so that a later copy of the full record loses nothing."""
    with as_("carys") as talk:
        talk.answer("withheld.what", Answer(own_words=SAID))
    with as_("dev") as talk:
        version = talk.next_version({"read_back": "yes"})
        talk.keep_version(version.with_signature(*talk.signature(version, THEIRS)))
        with pytest.raises(NothingToSign):
            talk.next_version({})
    with as_("carys") as talk:
        assert talk.log.unsigned() == ()
        assert talk.log.at(talk.log.latest_version()).reading("withheld.what").own_words == SAID
        with pytest.raises(NothingToSign):
            talk.next_version({})


def test_rules_find_the_same_for_both(as_: As) -> None:
    found = []
    with as_("carys") as talk:
        talk.answer("val.matters", Answer(own_words="my dog"))
        talk.answer("withheld.what", Answer(own_words="under the Mental Capacity Act"))
        found.append(findings(talk))
    with as_("dev") as talk:
        found.append(findings(talk))
    assert found[0] == found[1]


def test_a_group_that_is_restricted_whole_holds_what_each_of_them_wrote(as_: As) -> None:
    """Words about wanting to die: a colleague may add to them unread, and nothing is mixed up."""
    with as_("carys") as talk:
        one = talk.add("hasten")
        talk.answer("hasten.on", Answer(value="2026-11-10"), one)
        talk.answer("hasten.words", Answer(own_words=SAID), one)
    with as_("dev") as talk:
        assert SAID not in repr(talk.log.entries)
        assert talk.reading("hasten.words", one).state == "sealed"
        other = talk.add("hasten")
        talk.answer("hasten.words", Answer(own_words="I am so tired"), other)
        assert talk.reading("hasten.words", other).own_words == "I am so tired"
    with as_("carys") as talk:
        assert {one, other} <= set(talk.log.instances("hasten"))
        assert talk.reading("hasten.words", one).own_words == SAID
        talk.remove("hasten", one)
        assert one not in talk.log.instances("hasten")
