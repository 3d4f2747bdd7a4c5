"""The made-up people whose plans the gallery shows and the audit looks at, on a still clock.

Nobody here lives: NHS numbers begin 999, telephones come from the ranges kept for drama.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from eolplan.caseload import Newcomer
from eolplan.conversation import Conversation, sign_off, tap
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.identity import CLINICIAN, LEAD, READER, STUDENT, Staff
from eolplan.record import Answer, Author, Pen, Standing
from eolplan.vault import Backup, Cost, Session, create, make_backup, unlock
from eolplan.vault.db import Database
from eolplan.vault.place import Folder
from eolplan.vault.recovery import UNKEPT
from tests.conftest import Clock
from tests.ui import plans

NOW: Final = dt.datetime(2025, 11, 19, 14, 2, tzinfo=dt.UTC)
"""When everything is looked at: 19 November 2025, 14:02."""

CARYS: Final = Staff(
    id="6f0c1b7e-95a5-4e0b-9d5e-0a6f2f6d1c11",
    name="Carys Bevan",
    role="Community nurse",
    organisation="Aberwen Health Board",
    team="Aberwen community nurses",
    team_phone="01632 960001",
    night_phone="01632 960002",
    nation="WAL",
)
CODE: Final = "-".join(("PK5KF", "9K6XH", "2M8TR", "QW4ZN", "7C3VB", "H6JDG", "5RXPT", "8YKMF"))
"""A recovery code that opens nothing."""

LONG_WORDS: Final = (
    "I want to be at home with the dog, and to hear the gate when Huw comes in. " * 81
)
"""Some 6,000 characters, as somebody might say them in an afternoon."""

LONG_NAME: Final = ("Bartholomew Maximilian", "Featherstonehaugh-Cholmondeley")
FACTS: Final = {"conv__when": "2025-11-19", "rev__date": "2026-02-18"}
"""What a sign-off needs on this clock."""

TYPICAL: Final[Mapping[str, Answer]] = {
    "person.title": Answer(value="Mrs"),
    "person.pronouns": Answer(value="she"),
    "val.matters": Answer(
        own_words="Being at home. Mot the dog stays on the bed. I do not want a fuss."
    ),
    "val.fears": Answer(own_words="Being a burden to Siân. My mother had a bad death."),
    "val.good_day": Answer(Standing.COME_BACK_LATER, again_on="2025-12-03"),
    "comm.how": Answer(
        own_words="Welsh first, speaks English. Deaf in the left ear: sit on the right."
    ),
    "poc.first": Answer(value="own_home", own_words="I want to be in my own bed, with the dog."),
    "cpr.status": Answer(value="not_for_CPR"),
    "cpr.person_view": Answer(value="does_not_want"),
    "cpr.discuss_person": Answer(value="yes"),
    "cpr.discuss_person.on": Answer(value="2025-10-03"),
    "cpr.discuss_person.by": Answer(value="Dr A Rees"),
    "cpr.form.exists": Answer(value="yes"),
    "cpr.form.kind": Answer(value="dnacpr_wales"),
    "cpr.form.seen_kind": Answer(value="original"),
    "cpr.form.seen_on": Answer(value="2025-10-03"),
    "cpr.form.seen_by": Answer(value="Carys Bevan"),
    "cpr.form.signed_on": Answer(value="2025-10-03"),
    "cpr.form.signer": Answer(value="Dr A Rees"),
    "cpr.form.signer_role": Answer(value="GP"),
    "cpr.form.place": Answer(value="Yellow folder, hall table"),
    "cpr.form.valid_where": Answer(value="all_settings"),
    "dx.primary": Answer(value="Bowel cancer, spread to the liver"),
    "dx.allergy.status": Answer(value="none_known"),
    "esc.wish": Answer(own_words="Keep me at home if you can. Not the machines."),
    "am.status": Answer(value="in_the_home"),
    "am.location": Answer(value="Top shelf of the wardrobe, locked box"),
    "home.access": Answer(own_words="Back door. The dog barks and is friendly."),
}
"""What Gwen Pryce said, as far as the guide asks it."""


def desk_in(folder: Path, first: Path, guide: Guide, now: Callable[[], dt.datetime]) -> Desk:
    """Copy the closed vault *first* into *folder*, open it, and sit down at it."""
    shutil.copytree(first, folder)
    return Desk(unlock(folder, plans.PASSPHRASE, now=now), guide, now=now)


class Studio:
    """Desks with made-up people at them, each made when it is first asked for.

    Args:
        folder: An empty folder for the vaults.
        guide: What may be asked.

    Attributes:
        now: The still clock.
    """

    def __init__(self, folder: Path, guide: Guide) -> None:
        self.now = Clock(NOW)
        self._folder, self._guide = folder, guide
        self._open: list[Session] = []

    def close(self) -> None:
        """Close every vault."""
        while self._open:
            self._open.pop().close()

    # -- the list of people ----------------------------------------------

    @cached_property
    def nobody(self) -> Desk:
        """Return a desk of the first day: nobody is there yet."""
        return self._desk("nobody")

    @cached_property
    def adding(self) -> Desk:
        """Return a desk at which somebody is being added."""
        return self._desk("adding")

    @cached_property
    def one(self) -> Desk:
        """Return a desk with one person."""
        desk = self._desk("one")
        plans.person(desk)
        return desk

    @cached_property
    def round(self) -> Desk:
        """Return a desk of a usual week: twelve people, two talks stopped, one for today."""
        desk = self._desk("round")
        people = [_person(desk, n, *name) for n, name in enumerate(_ROUND)]
        for who, note in ((people[0], "Ask about the drip. Waiting for Huw."), (people[3], "")):
            talk = desk.conversation(who)
            plans.talk_through(talk)
            talk.here("cpr.status")
            talk.pause(note)
        desk.conversation(people[1]).answer("conv.next.when", Answer(value="2025-11-19"))
        desk.conversation(people[2]).answer("rev.date", Answer(value="2025-11-20"))
        declined = desk.conversation(people[4])
        declined.answer("pod.first", Answer(Standing.ASKED_DECLINED))
        for who in people[5:9]:
            plans.signed(desk, who, **FACTS)
        return desk

    @cached_property
    def crowd(self) -> Desk:
        """Return a desk with 142 people, long names among them, and a code not on paper."""
        desk = self._desk("crowd")
        for n in range(139):
            given, family = _ROUND[n % len(_ROUND)]
            _person(desk, n, given, f"{family}-{_ROUND[n // len(_ROUND)][1]}")
        for n in range(139, 142):
            talk = desk.conversation(_person(desk, n, *LONG_NAME))
            tap(talk, desk.guide.question("pod"), "care_home", "first")
            talk.here("pod")
            talk.pause("Ask about the drip, the dog, the stairs, and who has a key. " * 3)
        desk.session.store.put_setting(UNKEPT, CODE, at=desk.now())
        return desk

    @cached_property
    def damaged(self) -> Desk:
        """Return a desk where the plan of Ivor Davies was altered behind our back."""
        desk = self._desk("damaged")
        for n, name in enumerate((("Gwen", "Pryce"), ("Ivor", "Davies"), ("Mair", "Evans"))):
            _person(desk, n, *name)
        session = desk.session
        with closing(Database.open(Folder(session.folder).database, session._keys.db)) as bare:
            bare.run("DROP TRIGGER entry_no_update")
            bare.run("UPDATE entry SET body = replace(body, 'Davies', 'Davids')")
        return desk

    # -- plans ---------------------------------------------------------------

    @cached_property
    def plans(self) -> plans.Stock:
        """Return a desk with a plan in every state, to be looked at and left as they are."""
        return self._stock("plans")

    @cached_property
    def talks(self) -> plans.Stock:
        """Return another desk with the same plans, where talks go on: a page is remembered."""
        return self._stock("talks")

    @cached_property
    def walks(self) -> plans.Stock:
        """Return a third desk with the same plans, where ready-made paths are followed."""
        return self._stock("walks")

    def _stock(self, name: str) -> plans.Stock:
        desk = self._desk(name)
        ids = {state: _person(desk, n, *name) for n, (state, name) in enumerate(_PLANS.items())}
        talk = desk.conversation(ids["stopped"])
        plans.talk_through(talk)
        talk.here("cpr.status")
        talk.pause("Ask about the drip. Waiting for Huw.")
        plans.ready(desk, ids["ready"], **FACTS)
        plans.signed(desk, ids["bare"], **FACTS)
        _typical(desk, ids["typical"])
        talk = plans.signed(desk, ids["changed"], agree__share__ambulance="no", **FACTS)
        talk.answer("val.matters", Answer(own_words="The garden."))
        talk.answer("val.strength", Answer(own_words="Chapel."))
        differs = plans.ready(desk, ids["differs"], **FACTS)
        plans.disagree(desk, differs, "poc.first", "own_home", "hospice", said_on="2025-11-10")
        plans.keep_shut(desk, ids["differs"], "withheld.what", "Asked not to be written here.")
        _long(desk, ids["long"])
        sign_off(_long(desk, ids["long signed"]), plans.PASSPHRASE)
        return plans.Stock(desk, ids)

    # -- a team ----------------------------------------------------------

    @cached_property
    def team(self) -> Desk:
        """Return a desk of a team of five, one of whom has left, with people of several."""
        desk = self._desk("team")
        _colleagues(desk, _TEAM)
        for n, name in enumerate(_ROUND[:6]):
            desk.caseload.mine.pick(_person(desk, n, *name), on=n not in (0, 3))
        return desk

    @cached_property
    def large_team(self) -> Desk:
        """Return a desk of more colleagues than a list likes, with long names."""
        desk = self._desk("large team")
        long = " ".join(LONG_NAME)
        _colleagues(desk, [
            Staff(f"staff-{n}", f"{long} {n}", "Advanced practitioner", reg="NMC 12A3456E",
                  may=CLINICIAN)
            for n in range(24)
        ])  # fmt: skip
        return desk

    @cached_property
    def only_reads(self) -> plans.Stock:
        """Return a desk with plans, at which somebody sits who only reads."""
        return self._seated("only reads", READER)

    @cached_property
    def learns(self) -> plans.Stock:
        """Return a desk with plans, at which a student sits."""
        return self._seated("learns", STUDENT)

    @cached_property
    def with_student(self) -> plans.Stock:
        """Return a desk with a plan that is ready, to which a student added."""
        stock = self._stock("with student")
        _colleagues(stock.desk, _TEAM)
        megan = next(staff for staff in _TEAM if staff.may == STUDENT)
        pen = Pen(
            person=stock.ids["ready"], author=Author(megan.id, megan.name, megan.role), now=self.now
        )
        for question, words in (("val.fears", "The stairs, at night."), ("val.good_day", "Mot.")):
            log = stock.desk.session.store.log(stock.ids["ready"])
            answer = Answer(own_words=words, said_on="2025-11-19")
            stock.desk.session.store.append(pen.answer(log, question, answer), at=self.now())
        return stock

    def _seated(self, name: str, may: str) -> plans.Stock:
        stock = self._stock(name)
        _colleagues(stock.desk, _TEAM)
        asha = replace(_TEAM[0], may=LEAD)
        mine = replace(stock.desk.staff, may=may)
        for staff in (asha, mine):
            stock.desk.session.store.put_user(staff, at=self.now())
        return stock

    @cached_property
    def full_disk(self) -> plans.Stock:
        """Return a desk with one plan, for a disk that takes nothing more."""
        desk = self._desk("full")
        return plans.Stock(desk, {"typical": plans.person(desk)})

    @cached_property
    def kept(self) -> Desk:
        """Return a desk with one person, whose back-ups are told of in every way."""
        desk = self._desk("kept")
        plans.person(desk)
        return desk

    @cached_property
    def waiting(self) -> Desk:
        """Return a desk with one person, waiting for its first back-up."""
        desk = self._desk("waiting")
        plans.person(desk)
        return desk

    @cached_property
    def backup(self) -> Backup:
        """Return a back-up of that desk."""
        made = make_backup(
            self.kept.session, now=self.now, told=lambda _: None, stopped=lambda: False
        )
        return made.backup

    # -- inside ----------------------------------------------------------

    @cached_property
    def _first(self) -> Path:
        """Make one vault for all to copy: deriving keys is slow on purpose."""
        folder = self._folder / "first"
        made = create(folder, CARYS, plans.PASSPHRASE, cost=Cost.LOWEST, now=self.now)
        made.session.close()
        return folder

    def _desk(self, name: str) -> Desk:
        desk = desk_in(self._folder / name, self._first, self._guide, self.now)
        self._open.append(desk.session)
        return desk


_TEAM: Final = (
    Staff("a1", "Asha Roberts", "Sister", reg="12A3456E", may=CLINICIAN),
    Staff("b2", "Dev Patel", "GP", reg="GMC 7654321", may=CLINICIAN),
    Staff("c3", "Megan Rhys", "Student nurse", may=STUDENT),
    Staff("d4", "Tom Ellis", "Social worker", reg="none", may=READER),
    Staff("e5", "Huw Rees", "Community nurse", may=CLINICIAN, left="2025-10-03"),
)
_ROUND: Final = (
    ("Gwen", "Pryce"), ("Amir", "Khan"), ("Ivor", "Davies"), ("Mair", "Evans"),
    ("Anwen", "Hughes"), ("Dilys", "Morgan"), ("Ravi", "Patel"), ("Owen", "Lloyd"),
    ("Ŵyn", "Rhŷs"), ("Zofia", "Wiśniewska"), ("Bronwen", "Ellis"), ("Dafydd", "Siôn"),
)  # fmt: skip
_PLANS: Final = {
    "new": ("Amir", "Khan"),
    "stopped": ("Mair", "Evans"),
    "ready": ("Dilys", "Morgan"),
    "bare": ("Ravi", "Patel"),
    "typical": ("Gwen", "Pryce"),
    "changed": ("Owen", "Lloyd"),
    "differs": ("Ivor", "Davies"),
    "long": LONG_NAME,
    "long signed": LONG_NAME,
}


def _colleagues(desk: Desk, team: Iterable[Staff]) -> None:
    """Let others be of the team. They need no way in to be looked at."""
    mine = desk.staff
    for staff in team:
        known = replace(staff, team=mine.team, team_phone=mine.team_phone, nation=mine.nation)
        desk.session.store.put_user(known, at=desk.now())


def _person(desk: Desk, number: int, given: str, family: str) -> str:
    """Add somebody, each with a number and a birthday of their own; return the id."""
    born = dt.date(1931 + number % 27, 1 + number % 12, 1 + number % 28)
    return desk.caseload.add(
        Newcomer(
            given=given, family=family, born=born.isoformat(), number=_nhs_number(number),
            address=(f"{number + 1} Heol y Bont", "Aberwen"), postcode="ZZ99 9ZZ",
        )
    )  # fmt: skip


def _nhs_number(number: int) -> str:
    """Return the *number*-th ten digits that begin 999 and have a right check digit."""
    for serial in range(number * 2, number * 2 + 3):
        nine = f"999{serial:06}"
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return f"{nine}{check % 11}"
    raise AssertionError("never three in a row without a check digit")


def _typical(desk: Desk, person: str) -> None:
    """Record and sign a plan such as most are after two or three visits."""
    talk = plans.ready(desk, person, **FACTS)
    talk.record([(q, "", a) for q, a in TYPICAL.items() if q in desk.guide])
    plans.contact(talk, "Huw Pryce", "07700 900124")
    sign_off(talk, plans.PASSPHRASE)
    talk.finish()


def _long(desk: Desk, person: str) -> Conversation:
    """Record a plan with more in it than anybody has: 40 people, words that run on."""
    talk = plans.ready(desk, person, **FACTS)
    talk.record([(q, "", a) for q, a in TYPICAL.items() if q in desk.guide])
    talk.answer("person.title", Answer(value="Professor"))
    talk.answer("person.pronouns", Answer(value="he"))
    talk.answer("val.matters", Answer(own_words=LONG_WORDS))
    for n in range(40):
        plans.contact(talk, f"Contact Number {n} With A Rather Long Name", f"07700 9001{n:02}")
    return talk
