"""The fixed words of page 1, and how a person's name and facts are put into them.

The words are data (``resources/handover/phrases.toml``); this module only
fills them. A phrase that has no fact for a place prints that place's "not
recorded" words: page 1 never shows a gap, and never leaves a sentence out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from eolplan.guide import Names
from eolplan.identity import NATIONS
from eolplan.resources import resource
from eolplan.words import tr

_PLACE: Final = re.compile(r"\{([A-Za-z_]+)(?:\|([^/}]+)/([^}]+))?\}")
_STRONG: Final = "**"
_THEY: Final = "they"
_NO_CPR: Final = re.compile(r"no\s+cpr", re.IGNORECASE)
_KEYS: Final = frozenset({"id", "when", "words", "nations", "after", "beside"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One printed line or sentence group, as runs of plain text."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The text without its weights."""
        return "".join(run.text for run in self.runs)

    @classmethod
    def of(cls, text: str, *, strong: bool = False) -> Words:
        """Return *text* as it is, with no places to fill."""
        return cls((Run(text, strong),) if text else ())

    def then_closely(self, sign: str) -> Words:
        """Return these words with *sign* right behind them."""
        return Words((*self.runs, Run(sign)))

    def then(self, *more: Words) -> Words:
        """Return these words followed by *more*, one space between."""
        runs = list(self.runs)
        for words in more:
            if runs and words.runs:
                runs.append(Run(" "))
            runs.extend(words.runs)
        return Words(tuple(runs))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row, or one alternative of a row, of the approved table.

    Attributes:
        beside: It stands right after somebody else's name: "they" would be that person, so
            whoever is spoken of as "they" is named.
    """

    id: str
    when: str
    words: str
    nations: tuple[str, ...] = NATIONS
    after: str = ""
    beside: bool = False


def _word(place: str, names: Names) -> str | None:
    """Return the word for one of the person's own places, ``None`` for a fact's."""
    if place in ("Name", "NAME"):
        return names.name.upper() if place == "NAME" else names.name
    return names.word(place)


class Phrasebook:
    """All phrases, labels and stand-in words, as read from the one data file."""

    def __init__(self, source: Mapping[str, list[dict[str, object]]]) -> None:
        self._phrases = {phrase.id: phrase for phrase in map(_phrase, source["phrase"])}
        self._labels = {str(row["id"]): str(row["words"]) for row in source["label"]}
        self._absent = {str(row["id"]): str(row["words"]) for row in source["absent"]}

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._phrases.values())

    def say(self, phrase_id: str, names: Names, **facts: str) -> Words:
        """Return the words of a phrase with the person's name and *facts* in their places.

        Raises:
            KeyError: no such phrase, or no fact for one of its places.
            ValueError: a fact is empty. Callers say :meth:`given` first, so
                both are faults of the program.
        """
        phrase = self._phrases[phrase_id]
        if phrase.beside and names.she == _THEY:
            names = replace(names, she=names.name, him=names.name)
        return self._filled(phrase.words, names, facts)

    def label(self, label_id: str, names: Names, **facts: str) -> Words:
        """Return a label of page 1, filled like a phrase."""
        return self._filled(self._labels[label_id], names, facts)

    def absent(self, place: str) -> str:
        """Return what prints where the fact *place* was not recorded."""
        return tr(self._absent[place])

    def given(self, fact: str, kind: str) -> str:
        """Return *fact*, or the words that stand in for a fact of this kind nobody recorded."""
        return fact or self.absent(kind)

    def _filled(self, words: str, names: Names, facts: Mapping[str, str]) -> Words:
        singular = names.she != _THEY

        def fill(match: re.Match[str]) -> str:
            place, one, many = match.groups()
            word = _word(place, names) or facts[place]
            if not word:
                raise ValueError(f"page 1 would have a gap at {place!r}")
            if one is not None:
                return f"{word} {one if singular else many}"
            if word.endswith(".") and match.string.startswith(".", match.end()):
                return word[:-1]  # "Hall table." and the phrase's own full stop are one
            if word.endswith(".”") and match.string.startswith(".", match.end()):
                return f"{word[:-2]}”"
            return word

        parts = [_PLACE.sub(fill, part) for part in tr(words).split(_STRONG)]
        runs = (Run(part, n % 2 == 1 and not _NO_CPR.search(part)) for n, part in enumerate(parts))
        return Words(tuple(run for run in runs if run.text))


def _phrase(row: dict[str, object]) -> Phrase:
    """Return one ``[[phrase]]``; an unknown key or nation is a fault of the file."""
    nations = row.get("nations", list(NATIONS))
    if unknown := row.keys() - _KEYS:
        raise ValueError(f"phrases.toml: {row.get('id')}: unknown key {sorted(unknown)}")
    if not isinstance(nations, list) or set(nations) - set(NATIONS):
        raise ValueError(f"phrases.toml: {row.get('id')}: unknown nation")
    return Phrase(
        id=str(row["id"]),
        when=str(row["when"]),
        words=str(row["words"]),
        nations=tuple(str(nation) for nation in nations),
        after=str(row.get("after", "")),
        beside=row.get("beside") is True,
    )


def guarded(text: str) -> str:
    """Put a text that begins with "No CPR" in quotation marks: it is somebody's, not ours."""
    return f"“{text}”" if _NO_CPR.match(text) else text


@cache
def phrasebook() -> Phrasebook:
    """Return the phrases shipped with eolplan, read once."""
    text = resource("handover/phrases.toml").read_text(encoding="utf-8")
    return Phrasebook(tomllib.loads(text))
