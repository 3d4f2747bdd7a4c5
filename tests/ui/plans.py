"""Plans of made-up people, in every state that the pages of a plan can meet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eolplan.caseload import Newcomer
from eolplan.conversation import sign_off, tap
from eolplan.record import Answer, Author, Pen, Standing
from tests.conftest import Clock

if TYPE_CHECKING:
    from eolplan.conversation import Conversation
    from eolplan.desk import Desk
    from eolplan.guide import Guide

PASSPHRASE = "copper kettle harbour tuesday"
MATTERS = "My own bed, with the dog. No fuss."
FACTS = {
    "conv.when": "2026-11-12",
    "conv.staff.name": "Carys Bevan",
    "conv.present": "yes",
    "conv.permission": "yes",
    "conv.readback": "agreed",
    "agree.record": "explicit_person",
    "agree.share.gp": "yes",
    "agree.share.ambulance": "yes",
    "agree.share.hospice": "yes",
    "rev.date": "2027-02-12",
    "rev.who.name": "Carys Bevan",
}
"""What a sign-off needs besides the person, as answers."""


@dataclass
class Stock:
    """A desk with plans to look at.

    Attributes:
        desk: At work on them.
        ids: Ids of the people by the state of their plan.
    """

    desk: Desk
    ids: dict[str, str]


def person(desk: Desk, given: str = "Gwen", family: str = "Pryce", number: str = "") -> str:
    """Add a made-up person; return the id."""
    return desk.caseload.add(
        Newcomer(
            given=given, family=family, born="1941-03-04", number=number or "9990000018",
            address=("1 Heol y Bont", "Aberwen"), postcode="CF99 9ZZ",
        )
    )  # fmt: skip


def talk_through(talk: Conversation) -> None:
    """Record a talk on four topics."""
    talk.answer("val.matters", Answer(own_words=MATTERS))
    talk.answer("val.good_day", Answer(Standing.COME_BACK_LATER, again_on="2026-12-01"))
    places = next(q for q in talk.guide if q.kind == "ranked-places" and "pod.first" in q.fields)
    for place, rank in (("own_home", "first"), ("hospice", "second"), ("hospital_acute", "avoid")):
        tap(talk, places, place, rank)  # type: ignore[arg-type]  # ranks by construction
    contact(talk, "Siân Pryce", "07700 900123")
    talk.answer("cpr.person_view", Answer(value="does_not_want"))


def contact(talk: Conversation, name: str, number: str) -> str:
    """Add somebody to ring; return the instance."""
    instance = talk.add("contact")
    phone = [{"number": number, "kind": "mobile", "message": "yes"}]
    talk.record([
        ("contact.name", instance, Answer(value=name)),
        ("contact.relation", instance, Answer(value="child_adult")),
        ("contact.phones", instance, Answer(value=phone)),  # type: ignore[arg-type]  # JSON
    ])  # fmt: skip
    return instance


def settle_facts(talk: Conversation, **other: str) -> None:
    """Record all that a sign-off needs, but for what *other* says otherwise (``agree__record``)."""
    said = {key.replace("__", "."): value for key, value in other.items()}
    talk.record([(q, "", Answer(value=v)) for q, v in (FACTS | said).items()])


def settle_talk(talk: Conversation, **other: str) -> None:
    """Record what a sign-off needs of one more talk, but for what *other* says otherwise."""
    of_talk = {question: value for question, value in FACTS.items() if question[:5] == "conv."}
    said = {key.replace("__", "."): value for key, value in other.items()}
    talk.record([(q, "", Answer(value=v)) for q, v in (of_talk | said).items()])


def ready(desk: Desk, who: str, **other: str) -> Conversation:
    """Return a talk that can be signed off."""
    talk = desk.conversation(who)
    talk_through(talk)
    settle_facts(talk, **other)
    return talk


def signed(desk: Desk, who: str, **other: str) -> Conversation:
    """Return a talk that has been signed off, and has ended."""
    talk = ready(desk, who, **other)
    sign_off(talk, PASSPHRASE)
    talk.finish()
    return talk


def disagree(
    desk: Desk, talk: Conversation, question: str, ours: str, theirs: str,
    *, said_on: str = "2026-11-10",
) -> None:  # fmt: skip
    """Have another laptop have recorded something else."""
    pen = Pen(person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now)
    other = pen.answer(talk.log, question, Answer(value=theirs, said_on=said_on), seen=[])
    talk.answer(question, Answer(value=ours))
    desk.session.store.append(other, at=desk.now())
    desk.conversation(talk.person)  # reads the disk again


def keep_shut(desk: Desk, who: str, question: str, words: str, instance: str = "") -> None:
    """Have a colleague have written what only chosen staff can read, and we are not chosen."""
    from eolplan.vault import Store
    from eolplan.vault.compartments import Ways
    from eolplan.vault.readers import Readers

    session = desk.session
    ways = Ways(b"", lambda: session.unlocked.header.slots)
    theirs = Store(session._db, session._keys, "dev", Readers(), ways)
    theirs.restrict(desk.guide.restricted)
    pen = Pen(person=who, author=Author("dev", "Dev Patel", "Nurse"), now=desk.now)
    answer = Answer(own_words=words, said_on="2025-11-10")
    theirs.append(pen.answer(theirs.log(who), question, answer, instance), at=desk.now())


def stocked(first_vault: Path, guide: Guide, folder: Path) -> Iterator[Stock]:
    """Yield plans in every state, to be looked at and left as they are."""
    from eolplan.desk import Desk
    from eolplan.vault import unlock

    shutil.copytree(first_vault, folder / "vault")
    now = Clock()
    opened = unlock(folder / "vault", PASSPHRASE, now=now)
    yield stock(Desk(opened, guide, now=now))
    opened.close()


def stock(desk: Desk) -> Stock:
    """Fill a desk with a plan in every state."""
    ids = {
        state: person(desk, given, family, f"99900000{n}")
        for n, (state, given, family) in zip(
            ("18", "26", "34", "42", "50", "69", "77"),
            (
                ("new", "Amir", "Khan"), ("stopped", "Gwen", "Pryce"), ("ready", "Mair", "Evans"),
                ("signed", "Anwen", "Hughes"), ("changed", "Owen", "Lloyd"),
                ("differs", "Ivor", "Davies"),
                ("long", "Bartholomew Maximilian", "Featherstonehaugh-Cholmondeley"),
            ),
            strict=True,
        )
    }  # fmt: skip
    talk = desk.conversation(ids["stopped"])
    talk_through(talk)
    talk.here("cpr.status")
    talk.pause("Ask about the drip. Waiting for Huw.")
    ready(desk, ids["ready"])
    signed(desk, ids["signed"])
    talk = signed(desk, ids["changed"], agree__share__ambulance="no")
    talk.answer("val.matters", Answer(own_words="The garden."))
    talk.answer("val.strength", Answer(own_words="Chapel."))
    disagree(desk, ready(desk, ids["differs"]), "poc.first", "own_home", "hospice")
    talk = ready(desk, ids["long"])
    talk.answer("val.matters", Answer(own_words="I want to be at home with the dog. " * 180))
    for n in range(40):
        contact(talk, f"Contact Number {n} With A Rather Long Name", f"07700 9001{n:02}")
    return Stock(desk, ids)
