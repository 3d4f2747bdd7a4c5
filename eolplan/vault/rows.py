"""The values that go in and out of the store beside entries: plain, frozen, complete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from eolplan.words import long_date, say, tr

if TYPE_CHECKING:  # the locked screen shows a row of ours and needs no record
    from eolplan.record import Answer, Entry, Husk, Version


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One line of the list of people: a pure function of the heads of one record.

    Every field is text, empty when unknown; dates are ISO and may be partial.

    Attributes:
        person: Id of the person.
        name: As the list shows it; two names in conflict are both here.
        family, given, preferred: Parts of the name.
        born: Date of birth, ``1941-03-04``, ``1941-03`` or ``1941``.
        nhs, chi, hcn: Numbers, digits only.
        postcode: As entered.
        place_first: Code of the first choice of place.
        place_words: What the list prints for it.
        review_due, last_talked, come_back, changing, planned: ISO dates.
        practice: ``yes`` for a practice person.
        conflict: ``yes`` when two records differ about who this is.
        text: Further words to find the person by, such as the second of two names.
        staff: Ids of all who recorded something of it, sorted, with a blank between.
        one_with: Of somebody who was joined with others: the person under whose id all of
            them stand in the list. Such a row says nothing else.
        ended: The state of a plan that has ended, a code of VS-PLAN-STATUS.
        planned_with: Who is to hold the planned talk, as entered.
        awaits: Whose second signature is awaited, as entered.
        paused_at: Filled in by the store from the remembered place; a row
            computed from the record leaves it empty.
    """

    person: str
    name: str = ""
    family: str = ""
    given: str = ""
    preferred: str = ""
    born: str = ""
    nhs: str = ""
    chi: str = ""
    hcn: str = ""
    postcode: str = ""
    place_first: str = ""
    place_words: str = ""
    review_due: str = ""
    last_talked: str = ""
    come_back: str = ""
    changing: str = ""
    planned: str = ""
    practice: str = ""
    conflict: str = ""
    text: str = ""
    staff: str = ""
    one_with: str = ""
    ended: str = ""
    planned_with: str = ""
    awaits: str = ""
    paused_at: str = ""


BEFORE: Final = "talk.before"
"""Under this and a talk's id the talks are held that it goes on from, until it is over."""

BESIDE: Final = "beside."
"""Begins the question of a draft that is about somebody and is no answer: it begins no talk."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed answer with the heads that its page showed.

    Attributes:
        seen: Digests the next entry would supersede.
        at: UTC, ISO; when it was last kept. Empty on the way in.
    """

    person: str
    question: str
    instance: str
    answer: Answer
    seen: tuple[str, ...] = ()
    at: str = ""


PATH_STROKE: Final = "/"
"""Parts a ready-made path from its step; no id of a section holds one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation stands on this laptop, so that it can be carried on.

    Attributes:
        conversation: Its id.
        section, question, instance: The page that was open; on a ready-made path
            ``section`` is the path and its step.
        scroll: Scroll position in pixels.
        note: What staff wanted to remember on pausing.
        paused_at: UTC, ISO; empty while the conversation runs (or when the
            laptop stopped in the middle of it).
        began_at: UTC, ISO.
    """

    conversation: str
    section: str = ""
    question: str = ""
    instance: str = ""
    scroll: int = 0
    note: str = ""
    paused_at: str = ""
    began_at: str = ""

    @property
    def since(self) -> str:
        """When it stopped, or began: UTC, ISO."""
        return self.paused_at or self.began_at

    @property
    def follows(self) -> bool:
        """Whether it is on a ready-made path."""
        return PATH_STROKE in self.section


@dataclass(frozen=True, slots=True)
class SealedRow:
    """An entry that only chosen members of staff can read, as it lies in the vault.

    Attributes:
        digest, person, question, instance, supersedes: As of the entry.
        compartment: Id of the compartment whose key opens the box.
        box: Its body, closed.
    """

    digest: str
    person: str
    question: str
    instance: str
    supersedes: tuple[str, ...]
    compartment: str
    box: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CompartmentRow:
    """A key of its own, and whom it is sealed to.

    Attributes:
        id: 32 hex digits.
        owner: Whoever writes in it without being chosen; empty: the chosen.
        shut: Somebody who knew its key may not read any more, so nothing is added.
        seals: The sealed key by public half, both as text.
    """

    id: str
    owner: str
    shut: bool
    seals: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction adds to the log of one person.

    Attributes:
        person: Whose husks these are; entries and versions name their own.
        guides: Guide text by its digest.
        withheld: Question ids that the copy it came in never carries.
    """

    person: str
    entries: tuple[Entry, ...] = ()
    husks: tuple[Husk, ...] = ()
    versions: tuple[Version, ...] = ()
    guides: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Anchor:
    """One point of the audit chain, to be kept outside the vault.

    Without one, nobody can tell a whole vault from an older copy of it.

    Attributes:
        seq: Number of the audit row.
        h: Its 64 hex digits.
    """

    seq: int
    h: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.h}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str()`` wrote.

        Raises:
            ValueError: it is not an anchor.
        """
        seq, _, h = text.strip().partition(":")
        if not (seq.isascii() and seq.isdigit()) or len(h) != 64:
            raise ValueError("an anchor is a number, a colon and 64 hex digits")
        int(h, 16)
        return cls(int(seq), h)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One link of the chain: who did what, when. ``object`` is canonical JSON."""

    seq: int
    at: str
    staff: str
    action: str
    object: str
    h: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What reading everything back has shown.

    Attributes:
        ok: Nothing was found wrong.
        anchored: An anchor was given and the chain still holds it. Without
            one, a cut-off end or an older copy of the whole file looks well.
        problems: One sentence for each finding, without anybody's words.
    """

    ok: bool
    anchored: bool
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockBehind:
    """The laptop's clock is behind what was last recorded: a warning, not an error."""

    today: dt.date

    @property
    def words(self) -> str:
        """The sentence for the message bar."""
        return say(
            "This laptop's date says {date}. Dates in plans may be wrong.",
            date=long_date(self.today),
        )


@dataclass(frozen=True, slots=True)
class HeaderAltered:
    """The header opened, but is not as eolplan last wrote it: a warning."""

    @property
    def words(self) -> str:
        """The sentence for the message bar."""
        return say(
            "The file that guards the store was changed outside eolplan. The plans are whole."
            " Tell the person who looks after this laptop."
        )


@dataclass(frozen=True, slots=True)
class OpenedUnwritten:
    """The store opened, but the opening itself could not be written down: a warning.

    Attributes:
        words: Why, as the failed write said it.
    """

    words: str


@dataclass(frozen=True, slots=True)
class OrganisationUsed:
    """The store was opened by the organisation's key since this member of staff was last here.

    Attributes:
        on: When, by the laptop's clock.
    """

    on: dt.date

    @property
    def words(self) -> str:
        """The sentence for the message bar."""
        return say(
            "The key of your organisation opened this store on {date}. If nobody told you why,"
            " ask whoever looks after the team.",
            date=long_date(self.on),
        )


@dataclass(frozen=True, slots=True)
class StoreOlder:
    """The store does not hold what this laptop has already seen in it: a warning.

    Somebody put an older copy of the file in the place of the newest one.
    """

    @property
    def words(self) -> str:
        """The sentence for the message bar."""
        return say(
            "This store is older than when it was last open on this laptop. What was recorded"
            " since is not in it. A back-up may hold it."
        )


@dataclass(frozen=True, slots=True)
class KeysNew:
    """The store got new keys just before it was opened: word that it is done."""

    @property
    def words(self) -> str:
        """The sentence for the message bar."""
        return tr("The store has new keys. Whoever left the team cannot open it any more.")


Notice = ClockBehind | HeaderAltered | KeysNew | OpenedUnwritten | OrganisationUsed | StoreOlder
