"""Makes one copy: masked once, written as pages and as data, read back, and put in one file."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from eolplan.errors import EolplanError
from eolplan.guide import Guide
from eolplan.handover.audience import audience, needed_for
from eolplan.handover.byhand import Written, by_hand
from eolplan.handover.copying import Copy, make_copy
from eolplan.handover.named import Reader, reader_of
from eolplan.handover.people import GROUP, people
from eolplan.identity import Staff
from eolplan.record import Log, Parcel, Version
from eolplan.rules import Finding
from eolplan.rules.around import Leaving
from eolplan.rules.leaving import NOT_AGREED, stops
from eolplan.subject import Subject
from eolplan.words import say, tr

_IN_FILES: Final = {
    "bedside": "house", "family": "relative", "care_home": "care-home", "full": "full-record",
}  # fmt: skip
"""What a kind of reader is called in a file name, where its id would not tell."""


class NotAgreed(EolplanError):
    """The person said no to this copy, or was not asked, or it is the full record.

    A reason lets it be made.

    Args:
        said: What was said about it, as ``agreement``.
        reader: Whose name it is that alone is open: what they may know.
    """

    def __init__(self, said: str, reader: str = "") -> None:
        words = tr(NOT_AGREED.get(said, NOT_AGREED["not_asked"]))
        if reader and said == "not_asked":
            words = say("Nobody has asked what {reader} may know. Ask, or write why that cannot"
                        " be.", reader=reader)  # fmt: skip
        super().__init__(words)
        self.said = said


class NotToldOfCpr(EolplanError):
    """A copy that the person reads would tell of a CPR recommendation they have not heard of."""


class NotForThisReader(EolplanError):
    """The copy would hold what its reader must not have; nothing was made."""


class NobodyNamed(EolplanError):
    """The copy is for one of the people, by name, and nobody was chosen."""

    def __init__(self) -> None:
        super().__init__(tr("Choose which person it is for."))


class IdentityDisputed(EolplanError):
    """Two records differ on the birth date or the number: nobody can say whose plan this is."""

    def __init__(self) -> None:
        super().__init__(
            tr("Two records differ on the date of birth or the number. Settle that first.")
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a copy does not hold, by kind; never what it says.

    Attributes:
        what: The kind, in words.
        count: How many answers or people.
    """

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Export:
    """A finished copy.

    Attributes:
        pdf: The file.
        file_name: Initials, birth date, version, date and kind of reader: no name.
        left_out: What it does not hold, by kind and count.
        audience: Whom it is for.
        version: Digest of the version; empty for a draft.
        reader: Which of the people it is for; empty where it is for a kind of reader.
    """

    pdf: bytes
    file_name: str
    left_out: tuple[LeftOut, ...]
    audience: str
    version: str
    reader: str = ""


def export(
    log: Log, guide: Guide, audience_id: str, *, staff: Staff, now: dt.datetime,
    version: Version | None = None, draft: bool = False, reason: str = "",
    guides: Mapping[str, str] | None = None, reader: str = "",
) -> Export:  # fmt: skip
    """Make the copy of a plan for one kind of reader.

    Args:
        log: The whole record of one person.
        guide: What may be asked.
        audience_id: A key of ``AUDIENCES``.
        staff: Who makes it, with the team's numbers.
        now: Aware.
        version: The version to copy; None: the newest.
        draft: Copy what stands now, signed or not. A draft has no page 1.
        reason: Why it goes to a reader the person did not agree to.
        guides: Texts of older guides by digest, for entries that name them.
        reader: Which of the people it is for, where it is for one by name.

    Raises:
        NobodyNamed: it is for one of the people, and none is named.
        NotAgreed: the person did not agree to this copy and no reason is given.
        NotToldOfCpr: see there.
        IdentityDisputed: see there.
        NotForThisReader: see there.
        PageOneTooFull: page 1 cannot be one page without cutting something.
        ExportUnfaithful: the pages would not say all that the record says.
    """
    chosen = None if draft else version or log.latest_version()
    state = log.at(chosen) if chosen else log
    leaving = Leaving(audience_id, needed_for(log, audience_id), reason, reader=reader)
    who = _check(log, state, guide, leaving, now)
    copy, parcel = make_copy(log, guide, audience(audience_id), staff=staff, now=now,
                             version=chosen, guides=guides, reader=who, reason=reason)  # fmt: skip
    look_again(copy, parcel)
    from eolplan.handover.pdf import compose

    return Export(
        pdf=compose(copy, parcel).pdf,
        file_name=file_name(copy, _place(log, guide, reader)),
        left_out=left_out(state, guide, copy, parcel),
        audience=audience_id,
        version=chosen.digest if chosen else "",
        reader=reader,
    )


def for_hand(
    log: Log, guide: Guide, audience_id: str, *, staff: Staff, now: dt.datetime,
    version: Version, reason: str = "", guides: Mapping[str, str] | None = None, reader: str = "",
) -> tuple[Written, ...]:  # fmt: skip
    """Return page 1 of a copy as lines to be copied by hand.

    What stops an export stops this too: paper that was written by hand is a copy.

    Args: see ``export``.

    Raises:
        NobodyNamed: it is for one of the people, and none is named.
        NotAgreed: the person did not agree to this copy and no reason is given.
        NotToldOfCpr: see there.
        IdentityDisputed: see there.
        NotForThisReader: see there.
    """
    leaving = Leaving(audience_id, needed_for(log, audience_id), reason, reader=reader)
    who = _check(log, log.at(version), guide, leaving, now)
    copy, parcel = make_copy(log, guide, audience(audience_id), staff=staff, now=now,
                             version=version, guides=guides, reader=who, reason=reason)  # fmt: skip
    look_again(copy, parcel)
    return by_hand(copy)


def _check(log: Log, state: Log, guide: Guide, leaving: Leaving, now: dt.datetime) -> str:
    """Refuse what must not leave, before anything is made; return whom it is for by name.

    Args:
        log: The whole record. A "no" counts from the moment it is said, not from the next
            sign-off; so does a doubt whose plan this is, such as after two were joined.
        state: The record that is copied.
        guide: What may be asked.
        leaving: Which copy, as agreed to.
        now: When.
    """
    disputed = {*Subject.of(log).disputed, *Subject.of(state).disputed}
    if not disputed.isdisjoint(("person.dob", "person.nhs_no", "person.chi", "person.hcn")):
        raise IdentityDisputed
    reader = _named(log, guide, leaving)
    for finding in _stops(log, guide, leaving, now):
        if finding.rule == "A-06":
            raise NotForThisReader(finding.words)
    agreed, open_ = leaving.agreed, ""
    if reader is not None and agreed == "yes":
        agreed, open_ = reader.agreed, reader.name
    for finding in _stops(state, guide, replace(leaving, agreed=agreed, reader=""), now):
        if finding.rule == "A-04":
            raise NotAgreed(agreed, open_)
        raise NotToldOfCpr(finding.words)
    return reader.who if reader else ""


def _named(log: Log, guide: Guide, leaving: Leaving) -> Reader | None:
    """Return for which of the people a copy is that is for one by name; None: for no one.

    Raises:
        NobodyNamed: it is for one of them, and none is named.
        NotForThisReader: they may be told nothing, or less than it tells.
    """
    if not audience(leaving.audience).named:
        return None
    reader = reader_of(guide, log, Subject.of(log).names(), leaving.reader)
    if reader is None:
        raise NobodyNamed
    if reader.refusal:
        raise NotForThisReader(reader.refusal)
    return reader


def look_again(copy: Copy, parcel: Parcel) -> None:
    """Look once more at what is to leave: a mask that was changed wrongly lets nothing out."""
    holds = frozenset(entry.question for entry in parcel.entries.values())
    leaving = Leaving(copy.audience.id, holds=holds)
    for finding in _stops(Log(), copy.guide, leaving, copy.now):
        raise NotForThisReader(finding.words)


def _stops(log: Log, guide: Guide, leaving: Leaving, now: dt.datetime) -> tuple[Finding, ...]:
    return stops(log, guide, leaving, today=now.astimezone().date(), nation="")


def file_name(copy: Copy, place: int = 0) -> str:
    """Return ``Plan-GP-19410304-v4-2025-11-12-hospice.pdf``: initials, born, version, date, for.

    Of a made-up person it begins with ``Practice``. A relative is told apart from another by
    *place* in the plan, and never by name.
    """
    who = copy.subject
    initials = "".join(map(_initial, (who.given, who.family))) or "X"
    born = "".join(sign for sign in who.born if sign.isdigit()) or "0"
    number = f"v{copy.version.number}" if copy.version else "draft"
    kind = "Practice" if who.practice else "Plan"
    reader = _IN_FILES.get(copy.audience.id, copy.audience.id)
    parts = (kind, initials, born, number, copy.signed_on or copy.today, reader, place or "")
    return f"{'-'.join(str(part) for part in parts if part)}.pdf"


def _place(log: Log, guide: Guide, reader: str) -> int:
    """Return which of the people somebody is, counted from 1; 0: no one of them."""
    ids = [person.id for person in people(guide, log)]
    return ids.index(reader) + 1 if reader in ids else 0


def _initial(name: str) -> str:
    first = unicodedata.normalize("NFKD", name.strip())[:1].upper()
    return first if first.isascii() and first.isalpha() else "X"


def left_out(state: Log, guide: Guide, copy: Copy, parcel: Parcel) -> tuple[LeftOut, ...]:
    """Return what the copy does not hold, the largest kind first."""
    kinds: Counter[str] = Counter()
    absent = {key: state.heads(*key) for key in state.questions()}
    for key, heads in tuple(absent.items()):
        if heads and all(head.digest in parcel.entries for head in heads):
            del absent[key]
    people = {instance for question, instance in absent if question == GROUP and instance}
    for (question, instance), heads in absent.items():
        if question.partition(".")[0] != GROUP or instance not in people:
            kinds[_kind(question, guide, copy, shut=not heads)] += 1
    if people:  # the topic has the same name, and holds more than who they are
        kinds[tr("people by name")] = len(people)
    older = len(state.entries) - sum(len(h) for h in state.by_key.values())
    if older and not copy.audience.history:
        kinds[tr("earlier answers")] = older
    return tuple(LeftOut(what, count) for what, count in kinds.most_common())


def _kind(question: str, guide: Guide, copy: Copy, *, shut: bool) -> str:
    """Return what kind of thing is left out, without a word of what it says.

    Args:
        question: Which.
        guide: What it is.
        copy: Which copy.
        shut: Whoever makes the copy cannot read it.
    """
    if question not in guide:
        return tr("answers to questions that are not asked here")
    section = guide.section_of(question)
    if section.id in copy.held.sections:
        return tr("topics that are being talked about")
    asked = guide.question(question)
    if shut and asked.on_copy(copy.audience.id):
        return tr("answers kept for chosen staff")
    if asked.secret:
        return tr("codes that never leave this laptop")
    if asked.restricted or asked.restricted_unless:
        return tr("notes for the full record only")
    if not asked.on_copy(copy.audience.id):
        return tr(section.title)
    return tr("answers kept back")
