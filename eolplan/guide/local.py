"""A team's own words in the place of shipped ones: what it may say its own way, and how it reads.

The meaning of a question stays the guide's. A sentence on which safety or the law depends, or
which a plan needs, stays as it was shipped; what staff might say around it is the team's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from eolplan.guide.guide import Guide
from eolplan.guide.local_text import as_toml
from eolplan.guide.model import Question, Section
from eolplan.guide.wording import words_at
from eolplan.words import say, tr

Place: TypeAlias = tuple[str, str]
"""Where words stand: the id of a question, and one of ``PHRASES``."""

Texts: TypeAlias = tuple[str, ...]
"""The words at one place: one text, or for ``say`` and ``deeper`` up to three; none at all."""

ASKED: Final = ("they", "you")
"""The question itself, about the person and to the person."""

PHRASES: Final = (*ASKED, "say", "deeper", "listen", "check", "upset")
"""What a team may say its own way."""

SEVERAL: Final = ("say", "deeper")
MOST: Final = 3
"""Texts at a place that holds several."""

LONGEST: Final = 400
"""Letters in one text: what stands in the panel beside a question."""


def places_of(guide: Guide, question: Question) -> tuple[str, ...]:
    """Return which of ``PHRASES`` a team may change at *question*, in their order."""
    asked = () if _is_fixed(guide, question) else tuple(k for k in ASKED if getattr(question, k))
    panel = () if guide.group_of(question.id) else PHRASES[len(ASKED) :]
    return asked + panel


def words_now(question: Question, key: str) -> Texts:
    """Return the words at one place of a question, as its guide has them."""
    held = getattr(question, key)
    return held if isinstance(held, tuple) else (held,) if held else ()


def refusals(guide: Guide, place: Place, texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield (what, remedy) for what keeps *texts* from standing at *place*.

    Args:
        guide: The guide as it was shipped.
        place: A question of it, and one of its ``places_of``.
        texts: What a team wrote.
    """
    name, key = place
    if name not in guide or key not in places_of(guide, guide.question(name)):
        yield tr("This sentence stays as it was shipped."), tr("Change what staff might say.")
        return
    if key in ASKED and not texts:
        yield tr("A question needs a sentence."), tr("Write one, or use the shipped words.")
    if len(texts) > (MOST if key in SEVERAL else 1):
        yield tr("There are too many sentences here."), tr("Keep the ones you use most.")
    page = guide.group_of(name) is None
    for text in texts:
        yield from _text_refusals(key, text, page=page)


def _text_refusals(key: str, text: str, *, page: bool) -> Iterator[tuple[str, str]]:
    if len(text) > LONGEST:
        what = say("This is longer than {most} letters.", most=LONGEST)
        yield what, tr("Say it in fewer words. It is read beside the question.")
    if any(not letter.isprintable() for letter in text):
        yield tr("There is a sign in it that cannot be shown."), tr("Type the sentence again.")
    yield from words_at(key, text, page=page)


def reworded(guide: Guide, words: Mapping[Place, Texts]) -> Guide:
    """Return *guide* in the words of a team.

    Args:
        guide: The guide as it was shipped.
        words: A team's words by place. What this guide has no place for, or refuses,
            is left out: it may have been written for another eolplan.
    """
    good = {at: texts for at, texts in words.items() if not any(refusals(guide, at, texts))}
    if not good:
        return guide
    touched = {guide.question(name).section for name, _ in good}
    sections = (_reworded(s, good) if s.id in touched else s for s in guide.sections)
    return replace(guide, sections=tuple(sections))


def _reworded(section: Section, words: Mapping[Place, Texts]) -> Section:
    """Return a section in the team's words, and what is kept with its entries in them too."""
    table = tomllib.loads(section.text)
    for question in table["question"]:
        for key, texts in _at(words, question["id"]):
            question.pop(key, None)
            if texts:
                question[key] = _held(key, texts, list)
    questions = (
        replace(q, **{key: _held(key, texts, tuple) for key, texts in _at(words, q.id)})
        for q in section.questions
    )
    return replace(section, questions=tuple(questions), text=as_toml(table))


def _at(words: Mapping[Place, Texts], name: str) -> Iterator[tuple[str, Texts]]:
    for key in PHRASES:
        if (name, key) in words:
            yield key, words[name, key]


def _held(key: str, texts: Texts, several: type[list[str]] | type[tuple[str, ...]]) -> Any:
    """Return what the key of a question holds: a text, or several."""
    return several(texts) if key in SEVERAL else "".join(texts)


def _is_fixed(guide: Guide, question: Question) -> bool:
    """Say whether the sentence of *question* stays as it was shipped."""
    return any(map(_is_needed, (question, *_fields(guide, question.fields))))


def _is_needed(question: Question) -> bool:
    return question.safety or question.obligation == "M"


def _fields(guide: Guide, names: Iterable[str]) -> Iterator[Question]:
    return (guide.question(name) for name in names)
