"""Who gets which copy, and what stays off it.

A copy is masked once, on the record, before page or payload is made. The
decision is made for each question and instance from all of its heads, and the
strictest of four rules holds: what the guide says of the question (and of what
stands beside it), whom the answer may be shared with, its copy rule, and whose
telephone it is. Who the person is stands on every copy.

Source: copies and filters of the output design; clinical decisions, section 1c.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from eolplan.guide import Guide, Question
from eolplan.handover.agreed_for import RECORD
from eolplan.handover.people import ALL_ROLES, GROUP, KEY_HOLDER, ROLES, Roles, nearest, people
from eolplan.record import Answer, Log, Reading, Standing, is_view
from eolplan.rules.signing import REFUSED
from eolplan.status import may_not_be_copied
from eolplan.subject import IDENTITY
from eolplan.words import N_, tr

OWN_COPY: Final = "agree.copy"
"""Where it stands whether the person wants a copy, and of which kind."""

_NO_COPY: Final = "none"
_AT_HOME: Final = frozenset({"own", "bedside"})
_ADDRESS: Final = ("person.address", "person.address.kind")
EXITS: Final = frozenset({
    Standing.ASKED_NOT_READY, Standing.ASKED_DECLINED, Standing.COME_BACK_LATER,
    Standing.NOT_APPROPRIATE_NOW,
})  # fmt: skip
"""Standings that say how a talk went, which is nobody's business at night."""

_SHARES: Final = {
    "care_team_and_emergency": frozenset(
        {"own", "family", "bedside", "ambulance", "gp", "hospice", "care_home", "full"}
    ),
    "care_team_only": frozenset({"own", "gp", "hospice", "care_home", "full"}),
    "named_people_only": frozenset({"own", "family", "full"}),
    "person_copy_only": frozenset({"own", "full"}),
    "do_not_share": frozenset(),
}
_COPY_RULES: Final = {
    "all_copies": frozenset(_SHARES["care_team_and_emergency"]),
    "professional_copies_only": frozenset({"ambulance", "gp", "hospice", "care_home", "full"}),
    "not_on_any_copy": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Audience:
    """One kind of reader.

    Attributes:
        id: A key of ``AUDIENCES``.
        name: Whom the copy is for, inside a sentence.
        professional: Staff, who may see what is for staff only.
        history: Earlier answers travel too.
        exits: "Would rather not" and "not ready" are told.
        nearest_only: Carries only the people who are rung in an emergency.
        welcome_only: Carries nobody who must not be contacted.
        keys: Tells who holds a key. Where anybody may read it, staff ring the team for that, and
            an answer that says so is not on it: of what else it says the pages tell.
        named: It is for one of the people, by name.
        asked: Questions of which one "yes" agrees to this copy; empty: no agreement is needed.
        reasoned: Holds what no other copy may, so it goes nowhere without a written reason.
    """

    id: str
    name: str
    professional: bool = True
    history: bool = False
    exits: bool = True
    nearest_only: bool = False
    welcome_only: bool = False
    keys: bool = True
    named: bool = False
    asked: tuple[str, ...] = ()
    reasoned: bool = False

    @property
    def title(self) -> str:
        """Whom the copy is for, in the language in force."""
        return tr(self.name)

    def mask(
        self, guide: Guide, log: Log, held_back: Iterable[str] = ()
    ) -> Callable[[Reading], bool]:
        """Return the rule that says of each reading whether this copy carries it.

        Args:
            guide: What the questions are; one that it does not know goes to nobody but the
                full record.
            log: The record that is copied, whole.
            held_back: Sections that were signed off as "being talked about".
        """
        later = set(held_back)
        kept = self._people(guide, log)

        def allows(reading: Reading) -> bool:
            question = reading.question.removesuffix(".order")
            if question in (*IDENTITY, *_ADDRESS):
                return True
            if question not in guide:
                return self.id == "full"
            if guide.section_of(question).id in later:
                return False
            asked = guide.question(question)
            if not asked.on_copy(self.id) or _too_far(reading, kept):
                return False
            if self.id != "full" and not _freed(asked, log, reading):
                return False
            if is_view(reading.instance) and not self._page_allows(guide, log, reading.question):
                return False
            return self.may_have(reading)

        return allows

    def _people(self, guide: Guide, log: Log) -> frozenset[str] | None:
        """Return whom of the people this copy may name; None: everybody.

        Who must not be contacted is not named where anybody in the house can read it.
        """
        if self.nearest_only:
            return nearest(guide, log, keys=self.keys)
        if self.welcome_only:
            return frozenset(p.id for p in people(guide, log) if p.may_be_rung)
        if not self.keys:  # without the answer that says so, a receiver would ring them
            return frozenset(
                p.id for p in people(guide, log) if p.may_be_rung or KEY_HOLDER not in p.roles
            )
        return None

    def _page_allows(self, guide: Guide, log: Log, question: str) -> bool:
        """Say whether the person's whole page may be here: what others say would tell of it."""
        page = guide.group_of(question) or guide.question(question)
        asked = (page.id, *page.fields)
        if not all(guide.question(q).on_copy(self.id) for q in asked):
            return False
        stands = (log.reading(q, i) for q, i in log.questions() if q in asked and not is_view(i))
        return all(map(self.may_have, stands))

    def roles_in_part(self, guide: Guide, log: Log, held_back: Iterable[str] = ()) -> Roles:
        """Return what people do of whom this copy may tell all but that they hold a key.

        Args: as of ``mask``.
        """
        if self.keys:
            return ALL_ROLES
        open_but_for_keys = replace(self, keys=True).mask(guide, log, held_back)
        return {
            p.id: tuple(role for role in p.roles if role != KEY_HOLDER)
            for p in people(guide, log)
            if KEY_HOLDER in p.roles and open_but_for_keys(log.reading(ROLES, p.id))
        }

    def may_have(self, reading: Reading) -> bool:
        """Say whether what was agreed of every side of *reading* lets it on this copy."""
        answers = tuple(_all_of(reading))
        if not self.keys and _tells_of_keys(reading):
            return False
        if not self.exits and any(answer.standing in EXITS for answer in answers):
            return False
        return all(self._agreed(answer) for answer in answers)

    def _agreed(self, answer: Answer) -> bool:
        """Say whether an answer may be on this copy; a code nobody knows is the strictest."""
        nobody: frozenset[str] = frozenset()
        shared = _SHARES.get(answer.sharing, nobody)
        return self.id in shared and self.id in _COPY_RULES.get(answer.copy_rule, nobody)


def _freed(question: Question, log: Log, reading: Reading) -> bool:
    """Say whether what stands beside this answer lets it leave the full record.

    Read from everything that was ever recorded there, for an earlier answer travels
    with the copies that carry history.
    """
    if question.restricted_unless is None:
        return True
    deciding = log.history(question.restricted_unless.question, reading.instance)
    return question.freed(entry.answer.value for entry in deciding)


def _too_far(reading: Reading, kept: frozenset[str] | None) -> bool:
    """Say whether this is about one of the people whom a crew does not need."""
    if kept is None or reading.question.partition(".")[0] != GROUP:
        return False
    return bool(reading.instance) and reading.instance not in kept


def _tells_of_keys(reading: Reading) -> bool:
    """Say whether this tells that somebody holds a key."""
    if reading.question != ROLES:
        return False
    values = (answer.value for answer in _all_of(reading))
    return any(KEY_HOLDER in value for value in values if isinstance(value, list))


def _all_of(reading: Reading) -> Iterable[Answer]:
    yield from reading.answers
    yield from (head.answer for head in reading.heads)


AUDIENCES: Final = {
    a.id: a
    for a in (
        Audience("own", N_("the person"), professional=False, keys=False),
        Audience("family", N_("family"), professional=False, exits=False, welcome_only=True,
                 keys=False, named=True, asked=("agree.share.named",)),
        Audience("bedside", N_("the folder at home"), professional=False, exits=False,
                 nearest_only=True, keys=False),
        Audience("ambulance", N_("ambulance and urgent care"), exits=False, nearest_only=True,
                 asked=("agree.share.ambulance",)),
        Audience("gp", N_("GP"), history=True, asked=("agree.share.gp",)),
        Audience("hospice", N_("hospice and team"), history=True,
                 asked=("agree.share.hospice", "agree.share.community")),
        Audience("care_home", N_("care home"), history=True, asked=("agree.share.care_home",)),
        Audience("full", N_("full record"), history=True, reasoned=True),
    )
}  # fmt: skip
"""The eight copies."""


def audience(audience_id: str) -> Audience:
    """Return the audience called *audience_id*.

    Raises:
        KeyError: there is no such audience.
    """
    return AUDIENCES[audience_id]


def agreement(log: Log, audience_id: str) -> str:
    """Return what was said about this copy.

    One of ``yes``, ``no``, ``ask_first``, ``not_asked``, and ``withdrawn``: agreement to the
    plan was taken back, which holds for every copy but the full record.

    A copy that needs no agreement reads ``yes``, but for a home whose owner wants no copy
    there. Where two questions cover it, the stricter answer holds: a "no" to either reader
    is a "no" to the copy, and so is that there is no agreement to the record itself.
    """
    asked = AUDIENCES[audience_id].asked
    said = [str(log.reading(question).value or "") for question in asked]
    if audience_id != "full" and may_not_be_copied(log):
        return "withdrawn"
    if not asked:
        return "no" if audience_id in _AT_HOME and _wants_none(log) else "yes"
    if any(answer.value in REFUSED for answer in log.reading(RECORD).answers):
        return "no"
    return next((code for code in ("no", "ask_first", "yes") if code in said), "not_asked")


def needed_for(log: Log, audience_id: str) -> str:
    """Return what must come before this copy is made: ``yes`` where nothing must.

    As ``agreement``; and ``reason`` of one that never goes without a written reason.
    """
    return "reason" if AUDIENCES[audience_id].reasoned else agreement(log, audience_id)


def _wants_none(log: Log) -> bool:
    """Say whether the person wants no copy at home; of two records, the one that says so."""
    values = (answer.value for answer in log.reading(OWN_COPY).answers)
    return any(isinstance(value, list) and _NO_COPY in value for value in values)
