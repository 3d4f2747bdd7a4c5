"""How hard words are to read, and the words that eolplan does not use.

One check for what is shipped (a test) and for what a team writes (a remark beside it). The lists
are data: ``resources/words/plain.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from eolplan.resources import resource
from eolplan.words import say, tr

HARDEST: Final = 5.0
"""The Flesch-Kincaid grade that words to a person stay under: about age ten."""

MOST_WORDS: Final = 25
"""In one sentence, to be said in one breath."""

_LISTS: Final = "words/plain.toml"
_SENTENCE: Final = re.compile(r"(?<=[.?!:])[\"'\u201d\u2019]?\s+")
_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ]+(?:['\u2019][A-Za-z]+)?")
_PLACEHOLDER: Final = re.compile(r"\{\w+\}")
_DASH: Final = re.compile(r"[\u2012-\u2015\u2212]|--+|(?<=\s)-(?=\s)|\.\.+|\u2026")

_VOWELS: Final = re.compile(r"[aeiouyà-ÿ]+")
_INSIDE: Final = re.compile(
    r"(?<=[aeiouy][^aeiouy])e(?=(?:ment|ly|less|ness|ful|body|thing|one|where|guard|maker|time)"
    r"[a-z]{0,4}$)|(?<=[aeiouy][^aeiouy]{2})e(?=(?:ment|ly|less|ness|ful|thing|where)[a-z]{0,3}$)"
)
"""An e that is not spoken before a second part: statement, somewhere."""
_SILENT: Final = re.compile(r"[^aeiouy]e$|[^aeiouy]es$|[^aeiouydt]ed$")
_SPOKEN: Final = re.compile(r"[^aeiouyw]les?$|[bdgt]re[ds]?$|[^aeiouyrwl]led$|(?:[csxzg]|[cs]h)es$")
"""Its exceptions: table, centre, settled, places."""
_TWO: Final = re.compile(
    r"[aeiouy](?=ing)|(?<=[^aeioutcsgxl])i(?=a)|(?<=l)i(?=a(?!ns?$))|(?<=[tc])ia(?=te|ti|ng|nce|bl)"
    r"|(?<=[^aeioucstgx])i(?=o)|(?<=[^aeiou])i(?=um|us\b|ety|et$|ers?$|ent|enc|est$)"
    r"|(?<=[^aeiouqg])u(?=[ao](?!y))|(?<=[nrs])u(?=e[lt])|e(?=o(?!u))(?<!pe)|(?<=cr)ea(?=t)"
    r"|(?<=r)ea(?=ct)|(?<=[^gqb])ui(?=d|n[^g]|t[iy])"
)
"""Vowels side by side that are spoken one by one: dying, area, usual."""
_HUM: Final = re.compile(r"(?:s|th)ms?$")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of ``plain.toml``.

    Attributes:
        never: Word that is not used -> what to write instead.
        american: Patterns of spellings that are not British.
        known: Words that count as two syllables at most.
        syllables: Word -> its syllables, where the letters mislead.
    """

    never: Mapping[str, str]
    american: tuple[str, ...]
    known: frozenset[str]
    syllables: Mapping[str, int] = field(hash=False)


@cache
def lists() -> Lists:
    """Return the lists, read once."""
    table = tomllib.loads(resource(_LISTS).read_text(encoding="utf-8"))
    return Lists(
        never={word: one["say"] for one in table["never"] for word in one["these"]},
        american=tuple(table["american"]["patterns"]),
        known=frozenset(table["known"]["words"]),
        syllables=table["syllables"],
    )


# --- how hard it reads ------------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*; a label is one sentence."""
    return [s for s in _SENTENCE.split(text.strip()) if s]


def words(text: str) -> list[str]:
    """Return the words of *text*; a placeholder counts as a short name."""
    return _WORD.findall(_PLACEHOLDER.sub("Gwen", text))


def syllables(word: str) -> int:
    """Count the syllables of an English *word* by its letters; lists know some that mislead."""
    low = word.lower().replace("\u2019", "'").split("'")[0]
    if known := lists().syllables.get(low):
        return known
    spoken = _INSIDE.sub("", low)
    count = len(_VOWELS.findall(spoken)) + len(_TWO.findall(spoken)) + bool(_HUM.search(spoken))
    if _SILENT.search(spoken) and not _SPOKEN.search(spoken):
        count -= 1
    return max(count, 1)


def grade(texts: Iterable[str], known: Iterable[str] = ()) -> float:
    """Return the Flesch-Kincaid grade of *texts* taken together.

    Args:
        texts: At least one word in all of them.
        known: Words that count as two syllables at most.

    Source:
        Kincaid, Fishburne, Rogers and Chissom (1975): 0.39 words a sentence
        + 11.8 syllables a word - 15.59.
    """
    every, easy = list(texts), frozenset(known)
    count = sum(len(sentences(t)) for t in every)
    found = [w for t in every for w in words(t)]
    spoken = sum(min(syllables(w), 2) if w.lower() in easy else syllables(w) for w in found)
    return 0.39 * len(found) / count + 11.8 * spoken / len(found) - 15.59


# --- words that are not used ------------------------------------------------------------------


def banned_in(text: str) -> Iterator[str]:
    """Yield the words of *text* that eolplan does not use."""
    for word in lists().never:
        flags = 0 if word.isupper() else re.IGNORECASE
        if re.search(rf"\b{_either_way(word)}\b", text, flags):
            yield word


def _either_way(word: str) -> str:
    """Return the pattern of words that are written with a hyphen, or with a blank."""
    return "[- ]".join(map(re.escape, re.split("[- ]", word)))


def american_in(text: str) -> Iterator[str]:
    """Yield the spellings in *text* that are not British."""
    either = "|".join(lists().american)
    yield from re.findall(rf"\b(?:{either})\b", text, re.IGNORECASE)


def dashes_in(text: str) -> list[str]:
    """Return the dashes and dots that stand in for a full stop."""
    return _DASH.findall(text)


def remarks(text: str, *, to_person: bool) -> Iterator[tuple[str, str]]:
    """Yield (what, what to do) for words that can be said better. Nothing here stops anything.

    Args:
        text: A sentence or a few.
        to_person: Whether it is said to the person, and not to staff.
    """
    for word in banned_in(text):
        yield say('eolplan does not say "{word}".', word=word), tr(lists().never[word])
    for word in american_in(text):
        yield (
            say('"{word}" is not spelt as in Britain.', word=word),
            tr("Spell it the British way."),
        )
    if dashes_in(text):
        yield tr("A dash or dots stand in for a full stop."), tr("Make two sentences of it.")
    if any(len(words(sentence)) > MOST_WORDS for sentence in sentences(text)):
        yield tr("One sentence is long."), say("Keep to {most} words or so.", most=MOST_WORDS)
    if to_person and words(text) and grade([text], lists().known) > HARDEST:
        yield tr("This reads hard for a tired person."), tr("Use short words and short sentences.")
