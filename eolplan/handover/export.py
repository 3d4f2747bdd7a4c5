"""Makes one copy: masked once, written as pages and as data, read back, and put in one file."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from eolplan.errors import EolplanError
from eolplan.guide import Guide
from eolplan.handover.audience import agreement, audience
from eolplan.handover.byhand import Written, by_hand
from eolplan.handover.copying import Copy, make_copy
from eolplan.handover.people import GROUP
from eolplan.identity import Staff
from eolplan.record import Log, Parcel, Version
from eolplan.rules import Finding
from eolplan.rules.around import Leaving
from eolplan.rules.leaving import NOT_AGREED, TELLS_OF_CPR, stops
from eolplan.subject import Subject
from eolplan.words import tr


class NotAgreed(EolplanError):
    """The person said no to this copy, or was not asked. A reason lets it be made."""

    def __init__(self, said: str) -> None:
        super().__init__(tr(NOT_AGREED.get(said, NOT_AGREED["not_asked"])))
        self.said = said


class NotToldOfCpr(EolplanError):
    """A copy that the person reads would tell of a CPR recommendation they have not heard of."""

    def __init__(self) -> None:
        super().__init__(tr(TELLS_OF_CPR))


class NotForThisReader(EolplanError):
    """The copy would hold what its reader must not have; nothing was made."""


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
        file_name: Initials, birth date, version and date: no name.
        left_out: What it does not hold, by kind and count.
        audience: Whom it is for.
        version: Digest of the version; empty for a draft.
    """

    pdf: bytes
    file_name: str
    left_out: tuple[LeftOut, ...]
    audience: str
    version: str


def export(
    log: Log, guide: Guide, audience_id: str, *, staff: Staff, now: dt.datetime,
    version: Version | None = None, draft: bool = False, reason: str = "",
    guides: Mapping[str, str] | None = None,
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

    Raises:
        NotAgreed: the person did not agree to this copy and no reason is given.
        NotToldOfCpr: see there.
        IdentityDisputed: see there.
        NotForThisReader: see there.
        PageOneTooFull: page 1 cannot be one page without cutting something.
        ExportUnfaithful: the pages would not say all that the record says.
    """
    chosen = None if draft else version or log.latest_version()
    state = log.at(chosen) if chosen else log
    _check(log, state, guide, audience_id, reason=reason, now=now)
    copy, parcel = make_copy(log, guide, audience(audience_id), staff=staff, now=now,
                             version=chosen, guides=guides)  # fmt: skip
    look_again(copy, parcel)
    from eolplan.handover.pdf import compose

    return Export(
        pdf=compose(copy, parcel).pdf,
        file_name=file_name(copy),
        left_out=left_out(state, guide, copy, parcel),
        audience=audience_id,
        version=chosen.digest if chosen else "",
    )


def for_hand(
    log: Log, guide: Guide, audience_id: str, *, staff: Staff, now: dt.datetime,
    version: Version, reason: str = "", guides: Mapping[str, str] | None = None,
) -> tuple[Written, ...]:  # fmt: skip
    """Return page 1 of a copy as lines to be copied by hand.

    What stops an export stops this too: paper that was written by hand is a copy.

    Args: see ``export``.

    Raises:
        NotAgreed: the person did not agree to this copy and no reason is given.
        NotToldOfCpr: see there.
        IdentityDisputed: see there.
        NotForThisReader: see there.
    """
    _check(log, log.at(version), guide, audience_id, reason=reason, now=now)
    copy, parcel = make_copy(log, guide, audience(audience_id), staff=staff, now=now,
                             version=version, guides=guides)  # fmt: skip
    look_again(copy, parcel)
    return by_hand(copy)


def _check(
    log: Log, state: Log, guide: Guide, audience_id: str, *, reason: str, now: dt.datetime
) -> None:
    """Refuse what must not leave, before anything is made.

    Args:
        log: The whole record. A "no" counts from the moment it is said, not from the next
            sign-off; so does a doubt whose plan this is, such as after two were joined.
        state: The record that is copied.
        guide: What may be asked.
        audience_id: Who gets it.
        reason: Why it goes all the same.
        now: When.
    """
    disputed = {*Subject.of(log).disputed, *Subject.of(state).disputed}
    if not disputed.isdisjoint(("person.dob", "person.nhs_no", "person.chi", "person.hcn")):
        raise IdentityDisputed
    said = agreement(log, audience_id)
    for finding in _stops(state, guide, Leaving(audience_id, said, reason), now):
        if finding.rule == "A-04":
            raise NotAgreed(said)
        raise NotToldOfCpr


def look_again(copy: Copy, parcel: Parcel) -> None:
    """Look once more at what is to leave: a mask that was changed wrongly lets nothing out."""
    holds = frozenset(entry.question for entry in parcel.entries.values())
    leaving = Leaving(copy.audience.id, holds=holds)
    for finding in _stops(Log(), copy.guide, leaving, copy.now):
        raise NotForThisReader(finding.words)


def _stops(log: Log, guide: Guide, leaving: Leaving, now: dt.datetime) -> tuple[Finding, ...]:
    return stops(log, guide, leaving, today=now.astimezone().date(), nation="")


def file_name(copy: Copy) -> str:
    """Return ``Plan-GP-19410304-v4-2025-11-12.pdf``: initials, born, version, date.

    Of a made-up person it begins with ``Practice``.
    """
    who = copy.subject
    initials = "".join(map(_initial, (who.given, who.family))) or "X"
    born = "".join(sign for sign in who.born if sign.isdigit()) or "0"
    number = f"v{copy.version.number}" if copy.version else "draft"
    kind = "Practice" if who.practice else "Plan"
    return f"{kind}-{initials}-{born}-{number}-{copy.signed_on or copy.today}.pdf"


def _initial(name: str) -> str:
    first = unicodedata.normalize("NFKD", name.strip())[:1].upper()
    return first if first.isascii() and first.isalpha() else "X"


def left_out(state: Log, guide: Guide, copy: Copy, parcel: Parcel) -> tuple[LeftOut, ...]:
    """Return what the copy does not hold, the largest kind first."""
    kinds: Counter[str] = Counter()
    people: set[str] = set()
    for question, instance in state.questions():
        heads = state.heads(question, instance)
        if heads and all(head.digest in parcel.entries for head in heads):
            continue
        if question.partition(".")[0] == GROUP and instance and question == GROUP:
            people.add(instance)
        elif question.partition(".")[0] != GROUP or instance not in people:
            kinds[_kind(question, guide, copy, shut=not heads)] += 1
    if people:
        kinds[tr("people")] = len(people)
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
