"""What a decision is about: capacity is about one decision, and says nothing of any other.

A decision that nobody said is about a topic belongs to none: rule C-01 asks. To take it for a
decision about everything would make somebody unable as such, whom no law knows (Mental
Capacity Act 2005 s2(1)).
"""

from __future__ import annotations

import re
from typing import Final

from eolplan.rules.plan import Plan

THIS_TALK: Final = "this_talk"
"""Code of a decision about the talk and its record, which no topic of the guide asks about."""

_TOPICS: Final = {
    "place_of_care": "places", "place_of_death": "places", "treatment": "treatment", "cpr": "cpr",
    "refusal": "legal", "attorney": "legal", "sharing": "sharing", THIS_TALK: THIS_TALK,
}  # fmt: skip
"""Topic of the guide in which a decision of this kind is asked about."""

PLANNING: Final = (THIS_TALK, "places", "treatment", "cpr", "legal")
"""Topics of which the whole is planning ahead for care."""

_PLACES: Final = frozenset({"place_of_care", "place_of_death"})
_WORDS: Final = (
    (re.compile(r"\bplaces? of care\b", re.I), frozenset({"place_of_care"})),
    (re.compile(r"\bplaces? of death\b|\bwhere\b.*\bdie\b", re.I), frozenset({"place_of_death"})),
    (re.compile(
        r"\bplaces?\b(?! of (?:care|death))"
        r"|\b(?:homes?|hospitals?|hospices?|admissions?|admitted)\b"
        r"|\bwhere\b.*\b(?:be|lives?|stays?|goes|go|cared)\b|\blive (?:at|in|with|alone)\b", re.I
    ), _PLACES),
    (re.compile(r"\bcpr\b|\bresuscit", re.I), frozenset({"cpr"})),
    (re.compile(
        r"\b(?:treat(?:ed|ments?)|hospitals?|antibiotics?|operations?|surgery|chemotherapy"
        r"|transfusions?|feeding tube|tube feeding|peg)\b|\bdialys|\bventilat", re.I
    ), frozenset({"treatment"})),
    (re.compile(r"\brefusals?\b|\badvance (?:decision|directive)", re.I), frozenset({"refusal"})),
    (re.compile(r"\battorneys?\b", re.I), frozenset({"attorney"})),
)  # fmt: skip
"""The codes for a decision that was only written in words: rather too few than wrong ones."""

_MONEY: Final = re.compile(
    r"\b(?:pay|pays|paying|bills?|fees?|money|bank(?! holiday)|(?:housing|state) benefits?"
    r"|benefits? claims?|allowances?)\b",
    re.I,
)
"""Who pays for a home is no decision about a place; whoever wrote it is asked what it is about."""

_OF_THE_PLAN: Final = re.compile(
    r"\b(?:plans?|planning|records?|shar(?:e|ed|ing)|agreement)\b", re.I
)
ABOUT_THE_PLAN: Final = frozenset({"sharing", THIS_TALK})
"""Codes of a decision about this record, and about who may see it."""


def subjects_in(text: str) -> frozenset[str]:
    """Return the codes of what a decision is about, as far as its words tell."""
    if _MONEY.search(text):
        return frozenset()
    return frozenset[str]().union(*(codes for words, codes in _WORDS if words.search(text)))


def subjects(plan: Plan, instance: str) -> frozenset[str]:
    """Return the codes of what an assessment is about; what was chosen tells more than words."""
    chosen = plan.codes("cap.topic", instance)
    if known := chosen & _TOPICS.keys():
        return known
    written = (plan.text(question, instance) for question in ("cap.decision", "cap.topic"))
    return frozenset[str]().union(*map(subjects_in, written))


def topics_of(codes: frozenset[str]) -> frozenset[str]:
    """Return the topics of the guide to which decisions of these kinds belong."""
    return frozenset(_TOPICS[code] for code in codes if code in _TOPICS)


_KIND_OF: Final = {
    "poc": "place_of_care",
    "pod": "place_of_death",
    "adrt": "refusal",
    "poa": "attorney",
}
"""Code of the decision of which a question is, by how its id begins, where a topic has two."""


def kind_of(question: str) -> str:
    """Return the code of the decision that *question* asks about, where its topic has two."""
    return _KIND_OF.get(question.partition(".")[0], "")


def deciding_topics(plan: Plan, instance: str) -> frozenset[str]:
    """Return the topics that an assessed decision belongs to; none where that is not known."""
    return topics_of(subjects(plan, instance))


def names_no_subject(plan: Plan, instance: str) -> bool:
    """Say whether nobody said what an assessment is about, in a code or in words that tell."""
    return not (subjects(plan, instance) or plan.codes("cap.topic", instance))


def same_words(plan: Plan, one: str, other: str) -> bool:
    """Say whether two assessments name their decision in the same words."""
    words = plan.text("cap.decision", one).casefold()
    return bool(words) and words == plan.text("cap.decision", other).casefold()


# ---- a decision that was made for somebody


def assessments_of(plan: Plan, decision: str) -> tuple[str, ...]:
    """Return the assessments that a decision for the person may rest on.

    Those that it points to; else those with its words, or about the same; where that is not
    known of one of the two it may be any.
    """
    assessed, words = plan.members("cap"), plan.text("bi.decision", decision).casefold()
    linked = plan.pointed_at("bi.assessment", decision)
    if linked in assessed:
        return (linked,)
    same = [i for i in assessed if words and words == plan.text("cap.decision", i).casefold()]
    about = _made_about(plan, decision)
    return tuple(same) or tuple(
        i for i in assessed if not about or names_no_subject(plan, i) or about & subjects(plan, i)
    )


def _made_about(plan: Plan, decision: str) -> frozenset[str]:
    texts = (plan.text(question, decision) for question in ("bi.decision", "bi.outcome"))
    return next(filter(None, map(subjects_in, texts)), frozenset())


def is_about_the_plan(plan: Plan, decision: str) -> bool:
    """Say whether a decision for the person is about this record, or about sharing it."""
    linked = plan.pointed_at("bi.assessment", decision)
    if linked in plan.members("cap"):
        if not names_no_subject(plan, linked):
            return bool(subjects(plan, linked) & ABOUT_THE_PLAN)
        return bool(_OF_THE_PLAN.search(plan.text("cap.decision", linked)))
    texts = (plan.text(question, decision) for question in ("bi.decision", "bi.outcome"))
    return any(_OF_THE_PLAN.search(text) for text in texts)
