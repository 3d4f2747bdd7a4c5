"""The ways of not answering that stand beside every question, and are answers themselves."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Final

from eolplan.conversation import Conversation, ranked, walked
from eolplan.guide import Question
from eolplan.record import Standing
from eolplan.words import N_, tr
from ui.pages.asked import DEPENDS, NO_PREFERENCE, STANDINGS

NOT_SURE: Final = str(Standing.UNDECIDED)
RATHER_NOT: Final = str(Standing.ASKED_DECLINED)

WORDS: Final = {
    NO_PREFERENCE: N_("No strong preference"),
    NOT_SURE: N_("Not sure yet"),
    DEPENDS: N_("It depends"),
    RATHER_NOT: N_("Would rather not talk about this"),
}
"""In the order in which they are offered."""

SAID: Final = {
    NO_PREFERENCE: N_("No strong preference is written down. That is an answer too."),
    NOT_SURE: N_("Not sure yet is written down. That is an answer too."),
    RATHER_NOT: N_("Noted. We will ask before we bring this up again."),
}
"""What is said when an exit was recorded (clinical decisions, D10)."""

NOTED: Final = tuple(
    standing
    for standing in Standing
    if standing not in (*STANDINGS, Standing.ANSWERED, Standing.NOT_ASKED, Standing.REMOVED)
)
"""What no field shows, and is told in words."""

_SAME: Final = {
    NO_PREFERENCE: frozenset({"no_preference"}),
    NOT_SURE: frozenset({"not_sure", "not_known", "undecided"}),
    DEPENDS: frozenset({"only_if", "depends", "changes"}),
    RATHER_NOT: frozenset({"would_rather_not_say", "prefer_not_to_say"}),
}
"""Codes of value sets that say the same; an answer is not offered twice."""


def offered(question: Question) -> tuple[tuple[str, str], ...]:
    """Return (code, words) of the exits that go with *question*.

    None of them says what the question has as a choice already.
    """
    return tuple(
        (code, tr(words))
        for code, words in WORDS.items()
        if _fits(question, code) and not _has(question, code)
    )


def open_questions(
    talk: Conversation, page: Question, replaced: Container[Standing | None]
) -> list[str]:
    """Return the questions on *page* that are the person's and have no answer.

    Args:
        talk: The talk.
        page: A page of the guide. A place table stands for its first choice, or for
            whether any place is not wanted; a repeating group has none: each of its
            members is asked apart.
        replaced: Standings that count as no answer.
    """
    if page.asks != "person" or page.repeats or not walked(talk.guide.section_of(page.id)):
        return []
    if page.kind == "ranked-places":
        ids = () if not page.ranks[0] and ranked(talk, page).avoid else page.fields[:1]
    elif page.kind == "group":
        fields = map(talk.guide.question, page.fields)
        ids = tuple(
            f.id
            for f in fields
            if f.asks == "person" and f.kind != "statement" and not f.more and talk.shown(f)
        )
    else:
        ids = (page.id,)
    return [q for q in ids if talk.reading(q).standing in replaced]


def is_declined(talk: Conversation, page: Question) -> bool:
    """Say whether the person would rather not talk about anything of *page* that is theirs."""
    declined = open_questions(talk, page, (Standing.ASKED_DECLINED,))
    return bool(declined) and not open_questions(talk, page, (Standing.NOT_ASKED,))


def _fits(question: Question, code: str) -> bool:
    if code == NO_PREFERENCE:
        if question.kind == "ranked-places" and not question.ranks[0]:
            return False  # it would read as a place that is not wanted
        return question.value_set is not None and question.option(NO_PREFERENCE) is not None
    if code == DEPENDS:  # of several that are ticked none is a choice that hangs on something
        return question.own_words and question.kind not in ("text", "choices")
    return True


def _has(question: Question, code: str) -> bool:
    codes = {option.code for option in question.options}
    words = _folded(option.words for option in question.options)
    return not codes.isdisjoint(_SAME[code]) or WORDS[code].casefold() in words


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
