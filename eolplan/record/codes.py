"""The codes of the wrapper that travels with every answer; their words live with the guide.

Source: the statement wrapper of the information model (who said it, how sure,
who may see it).
"""

from __future__ import annotations

from typing import Final

JUDGED: Final = "clinician_judgement"
"""``said_by`` of what staff answer themselves."""

SAID_BY: Final = (
    "person_spoken",
    "person_signed_or_gestured",
    "person_via_interpreter",
    "person_via_comm_aid",
    "person_wrote_it",
    "attorney_or_deputy",
    "family_or_friend",
    "paid_carer",
    "clinician_observed",
    JUDGED,
    "existing_document",
    "other_record",
)
"""VS-SAIDBY: whose words these are."""

FROM_PAPER: Final = "existing_document"
"""``said_by`` of what was copied from a paper that was written before."""

CERTAINTY: Final = ("", "sure", "fairly_sure", "not_sure", "changes_day_to_day")
"""The person's own sense of it; empty: not asked."""

READBACK: Final = ("", "yes", "no", "not_done")
"""Whether the answer was read back and agreed; empty: not recorded."""

SHARING: Final = (
    "care_team_and_emergency",
    "care_team_only",
    "named_people_only",
    "person_copy_only",
    "do_not_share",
)
"""VS-SHARE, from the widest to the strictest."""

COPY_RULES: Final = ("all_copies", "professional_copies_only", "not_on_any_copy")
"""Which copies an answer may appear on, from the widest to the strictest."""

PRECISIONS: Final = ("day", "month", "year")
"""How exactly the day of saying is known."""

PRESUMED: Final = "presumed"
"""``capacity_ref`` when no assessment is named: capacity is presumed."""

CONTACT: Final = "contact"
"""The group of people who matter, into which ``said_by_contact`` points."""

SAYS: Final = "says:"
"""How the instances begin that hold what others say beside the person's answer."""

CONFIRMED: Final = "entry.confirmed"
ERROR: Final = "entry.error"
KEPT: Final = "entry.kept"
ABOUT_ANOTHER: Final = "another"
"""The value of an ``ERROR`` mark on what was recorded in the plan of the wrong person."""
ABOUT_THEM: Final = "them"
"""The value of a ``KEPT`` mark on what was looked at after two persons were parted, and stays."""
SEEN_WITH: Final = "with"
"""The value of a ``KEPT`` mark on the answer that stood when a reason was written down."""
ANNOTATIONS: Final = frozenset({CONFIRMED, ERROR, KEPT})
"""Questions whose instance is the digest of another entry: never content."""

SAME_AS: Final = "person.same_as"
"""The question that joins two persons; its instance is the other person's id."""

ABOUT_THE_RECORD: Final = ANNOTATIONS | {SAME_AS}
"""Questions that say something about the record, not about the person."""

WHO_HOLDS_A_COPY: Final = ("copy.", "hand.")
"""How the questions begin that say where copies are: giving one changes no plan."""

HOW_IT_STANDS: Final = "plan.status"
"""How the questions begin that say whether the plan is in use: no wish changes with it, and every
new copy tells it, signed or not."""

UNDO: Final = "undo"
REPAIR: Final = "error"
RESOLVE: Final = "resolve"
THEN: Final = "then"
MOVED: Final = "moved"
"""It was written in the plan of another person first; how that came about is on the trail."""
PUT_BACK: Final = frozenset({UNDO, REPAIR})
"""Reasons of an entry that stands for the entry it repeats."""


def strictness(code: str, scale: tuple[str, ...]) -> int:
    """Return how strict *code* is on *scale*; one that is not known is the strictest."""
    return scale.index(code) if code in scale else len(scale)
