"""What one copy is made from: a masked record, for one reader, at one version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from eolplan.guide import Guide, Names
from eolplan.guide.nations import nation as law_of
from eolplan.handover.audience import Audience, agreement, needed_for
from eolplan.handover.chart import ENDLESS, Chart, Room
from eolplan.handover.cpr import CprFacts
from eolplan.handover.cpr_record import cpr_facts
from eolplan.handover.people import Roles
from eolplan.handover.phrases import phrasebook
from eolplan.handover.places import Before, told_beside
from eolplan.handover.reasons import with_standing_reasons
from eolplan.handover.second_look import second_look
from eolplan.handover.since import Known, is_off_paper, known_now
from eolplan.identity import Staff
from eolplan.record import (
    REASON_OF,
    Answer,
    Log,
    Parcel,
    Reading,
    Version,
    is_about_another,
    is_of_another,
    mask,
    said_of,
)
from eolplan.rules.able import Able
from eolplan.subject import IDENTITY, USUAL, Subject, spaced
from eolplan.words import long_date, moment, say, tr

ASSUMED: Final = frozenset({"comm.interpreter.not_family", *USUAL})
"""Questions of which a copy tells what holds until somebody says otherwise, so a reader must know
that somebody did."""

_WHERE_MEDICINES_ARE = frozenset({"am.location", "am.chart.place"})
_LONG_NAME = 24
_EXPECTED = "death_expected"
_WILL_NOT_HEAR = frozenset({"do_not_tell", "tell_family"})


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What was signed off as "being talked about", and so is not handed out.

    Attributes:
        sections: Ids of the topics, of every part of each.
        titles: Their names in words.
        cpr: What the record says about CPR, where that topic is held back: a
            crew must be told that a decision is open, and no more.
    """

    sections: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    cpr: CprFacts | None = None


@dataclass(frozen=True)
class Copy:
    """Everything that pages and payload of one copy are made from.

    Attributes:
        guide: What was asked.
        log: The masked record as it stood at the version.
        audience: Who gets it.
        version: The version copied; None for a draft, which has no page 1.
        newest: The newest version on this laptop.
        staff: Who prints it, with the numbers of the team.
        now: When, aware.
        held: What is held back.
        known: What is known today of the plan, whatever this copy may hold.
        hushed: Questions of which not even the heading may stand here.
        agreed: What was agreed to today covers this reader.
        looks: What a professional should look at again, in whole sentences.
        brief: A very long name is shortened inside sentences: page 1 would not hold it.
        reader: Which of the people it is for, by name; empty where it is for a kind of reader.
        needed: What had to come before it is made, as of ``needed_for``.
        reason: Why it is made all the same, where that was typed.
        roles: What people do, where the answer that says so tells of a key too: without that.
        texts: The words in which its answers were asked, by the digests that they name.
        beside: Earlier places that are told beside what stands, where it holds them.
    """

    guide: Guide
    log: Log
    audience: Audience
    version: Version | None
    newest: Version | None
    staff: Staff
    now: dt.datetime
    held: HeldBack = field(default_factory=HeldBack)
    known: Known = field(default_factory=Known)
    hushed: frozenset[str] = frozenset()
    agreed: bool = True
    looks: tuple[str, ...] = ()
    brief: bool = False
    reader: str = ""
    needed: str = "yes"
    reason: str = ""
    roles: Roles = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, Before] = field(default_factory=dict)
    stale: frozenset[str] = frozenset()

    def chart(self, room: Room) -> Chart:
        """Return the masked record, read for print."""
        return Chart(self.guide, self.log, room, self.roles, self.reader, self.stale)

    @cached_property
    def subject(self) -> Subject:
        """The person."""
        return Subject.of(self.log)

    @cached_property
    def names(self) -> Names:
        """The person's name and pronouns."""
        names = self.subject.names(self.staff)
        return replace(names, name=_brief(names.name)) if self.brief else names

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self.now.astimezone().date()

    @property
    def nation(self) -> str:
        """Whose law applies: as signed, else as recorded, else the team's."""
        return _nation(self.version, self.log, self.staff)

    @property
    def ask(self) -> str:
        """The number to ask: at night first, for that is when strangers come."""
        known = self.night[0] or self.day[0]
        return known or phrasebook().absent(
            "phone" if law_of(self.nation).out_of_hours else "phone.local"
        )

    @property
    def asked(self) -> str:
        """Who answers the number to ask."""
        return (self.night[1] if self.night[0] else self.day[1]) or self.team

    @property
    def day(self) -> tuple[str, str]:
        """The number to ring by day and who answers: as recorded, else the team's."""
        return self._single_point("day") or (self.staff.team_phone, self.team)

    @property
    def night(self) -> tuple[str, str]:
        """The number to ring at night and who answers, or empty where it is the team."""
        return self._single_point("night") or (self.staff.night_phone, "")

    @property
    def weekend(self) -> tuple[str, str]:
        """The number to ring at the weekend and who answers; empty where it is the same."""
        return self._single_point("weekend") or ("", "")

    def _single_point(self, when: str) -> tuple[str, str] | None:
        phone, who = (
            self.log.reading(f"team.single_point.{q}").value for q in (when, f"{when}_who")
        )
        return (phone, str(who or "")) if isinstance(phone, str) and phone else None

    @property
    def team(self) -> str:
        """The team's name in words."""
        return phrasebook().given(self.staff.team or self.staff.organisation, "team")

    @property
    def signed_on(self) -> dt.date | None:
        """The local day of the sign-off."""
        if self.version is None:
            return None
        return dt.datetime.fromisoformat(self.version.signed_at).astimezone().date()

    @property
    def check(self) -> str:
        """The first four digits of the version's digest: two laptops can both make a version 2."""
        return self.version.digest[:4] if self.version else ""

    @property
    def imprint(self) -> str:
        """Version and date, or that it is a draft."""
        if self.version is None or self.signed_on is None:
            return say("Draft, not signed off, {moment}", moment=moment(self.now))
        return say("Version {number} ({check}), {date}", number=self.version.number,
                   check=self.check, date=long_date(self.signed_on))  # fmt: skip

    @property
    def number(self) -> tuple[str, str]:
        """Which number the person has (``nhs``, ``chi``, ``hcn``), and it in words.

        Without any it is the nation's own that is not known: ``no_nhs``, ``no_chi``, ``no_hcn``.
        """
        kind, number = self.subject.numbered(self.nation)
        return (kind, spaced(number)) if number else (f"no_{kind}", tr("not known"))


def make_copy(
    log: Log, guide: Guide, audience: Audience, *, staff: Staff, now: dt.datetime,
    version: Version | None, guides: Mapping[str, str] | None = None, reader: str = "",
    reason: str = "",
) -> tuple[Copy, Parcel]:  # fmt: skip
    """Mask the record once and return what pages and payload are both made from.

    Args:
        log: The whole record of one person.
        guide: What may be asked today.
        audience: Who gets the copy.
        staff: Who makes it.
        now: When, aware.
        version: The signed version to copy; None: a draft of what stands now.
        guides: Texts of guides that entries name and that *guide* no longer has, by digest.
        reader: Which of the people it is for, by name.
        reason: Why it is made where what had to come before it did not.
    """
    state = log.at(version) if version else log
    held = _held_back(state, guide, version)
    today, nation = now.astimezone().date(), _nation(version, state, staff)
    known = known_now(Chart(guide, log, Room(ENDLESS, Subject.of(log).names())),
                      state if version else None, nation, audience.may_have)  # fmt: skip
    allows = audience.mask(guide, state, held.sections)
    allows = _with_its_answer(allows, guide, state, audience)
    allows = with_standing_reasons(allows, state, guide, audience, held.sections,
                                   today=today, nation=nation)  # fmt: skip
    parcel = mask(
        state,
        allows,
        needs=_names_the_speaker(audience),
        always=(*IDENTITY, "person.address", "person.address.kind"),
        never=_never(guide, audience, log, state),
        safety={q.id for q in guide if q.safety} | ASSUMED,
        history=audience.history,
        also=_also(guide, state, audience, today),
        guides={**(guides or {}), **_texts(state, guide)},
    )
    masked = parcel.log(log.received)
    newest = log.latest_version()
    return Copy(
        guide, masked, audience, version, newest, staff, now, held, known,
        hushed=_hushed(guide, audience, log, state),
        agreed=agreement(log, audience.id) == "yes",
        looks=second_look(state, masked, guide, audience, allows, held.sections, today=today,
                          nation=nation, night_phone=staff.night_phone),
        reader=reader,
        needed=needed_for(log, audience.id),
        reason=reason,
        roles=audience.roles_in_part(guide, state, held.sections),
        texts=parcel.guides,
        beside=told_beside(state, today),
        stale=frozenset(q for q in REASON_OF if is_of_another(state, q)),
    ), parcel  # fmt: skip


def _with_its_answer(
    allows: Callable[[Reading], bool], guide: Guide, state: Log, audience: Audience
) -> Callable[[Reading], bool]:
    """Leave out a reason that was said of an earlier answer, where this copy does not hold that.

    Nothing in such a copy could tell that it is not the reason of what stands.
    """
    out = set()
    for question, of in REASON_OF.items():
        was, words = said_of(state, question), state.reading(question).answer
        if was and words and is_of_another(state, question):
            alike = (was.sharing, was.copy_rule) == (words.sharing, words.copy_rule)
            held = audience.history and not _is_taken_out(state, of, was)
            held = held or _is_told_beside(guide, state, of, was)
            out |= set() if held and alike else {question}
    return lambda reading: reading.question not in out and allows(reading)


def _is_taken_out(state: Log, question: str, was: Answer) -> bool:
    """Say whether an answer was about somebody else: it goes into no copy."""
    then = (entry for entry in state.history(question) if entry.answer == was)
    return any(is_about_another(state, entry) for entry in then)


def _is_told_beside(guide: Guide, state: Log, question: str, was: Answer) -> bool:
    """Say whether an answer is what was wished when able, which every page tells."""
    able = Able(guide, state)
    wish = able.wish(question, "") if able.found_on(question) else None
    return wish is not None and wish.answer == was


def _never(guide: Guide, audience: Audience, *logs: Log) -> set[str]:
    """Return what never stands on this copy, whatever its kind may have otherwise.

    Where medicines are that must stay hidden; and on paper that lies where the person
    lives, that their death is expected, when they do not want to be told such things.
    """
    never = {q.id for q in guide if not q.on_copy(audience.id)}
    if audience.id != "full" and any(map(is_off_paper, logs)):
        never |= _WHERE_MEDICINES_ARE
    return never | _hushed(guide, audience, *logs)


def _also(guide: Guide, state: Log, audience: Audience, today: dt.date) -> frozenset[str]:
    """Return the earlier answers that stand on this copy beside what replaced them.

    What was wished when able is told to every reader who may have it; the place before a
    change is for staff.
    """
    wished = Able(guide, state).told_beside()
    before = {one.digest for one in told_beside(state, today).values()}
    return wished | before if audience.professional else wished


def _hushed(guide: Guide, audience: Audience, *logs: Log) -> frozenset[str]:
    """Return the questions of which this copy must not even say that it leaves them out."""
    if audience.professional or not any(map(_is_kept_from_knowing, logs)):
        return frozenset()
    return frozenset(q.id for q in guide if q.id.partition(".")[0] == _EXPECTED)


def _is_kept_from_knowing(log: Log) -> bool:
    """Say whether the person does not want to hear how long there may be."""
    answers = log.reading("aware.info_pref").answers
    return any(answer.value in _WILL_NOT_HEAR for answer in answers)


def _brief(name: str) -> str:
    """Return a name for inside sentences; the whole of it stands at the head of every page."""
    first = name.split()[0] if name.split() else name
    shortest = first if len(first) <= _LONG_NAME else tr("This person")
    return name if len(name) <= _LONG_NAME else shortest


def _nation(version: Version | None, log: Log, staff: Staff) -> str:
    signed = str(version.facts.get("nation", "")) if version else ""
    return signed or Subject.of(log).nation or staff.nation


def _names_the_speaker(audience: Audience) -> Callable[[Reading, Reading], bool]:
    """A report is worth nothing without the name of who made it; no number goes with it."""

    def needs(_pointing: Reading, pointed_at: Reading) -> bool:
        named = pointed_at.question in ("contact.name", "contact.relation")
        return audience.professional and named and audience.may_have(pointed_at)

    return needs


def _held_back(state: Log, guide: Guide, version: Version | None) -> HeldBack:
    named = version.facts.get("held_back") if version else None
    sections = [s for s in guide.sections if isinstance(named, list) and s.whole in named]
    if not sections:
        return HeldBack()
    ids = tuple(section.id for section in sections)
    chart = Chart(guide, state, Room(80, Subject.of(state).names()))
    holds_cpr = "cpr.status" in guide and guide.section_of("cpr.status").id in ids
    cpr = replace(cpr_facts(chart), held_back=True) if holds_cpr else None
    return HeldBack(ids, tuple(tr(guide.title_of(s.whole)) for s in sections), cpr)


def _texts(state: Log, guide: Guide) -> dict[str, str]:
    """Return the texts of the guide that the entries name, by digest."""
    found = {}
    for digest, lang in {(entry.guide, entry.lang) for entry in state.entries.values()}:
        with suppress(KeyError):
            found[digest] = guide.section_text(digest, lang)
    return found
