"""What differs between the nations: terms, numbers, ages, whom to ring, and the law in short.

It is data (``resources/guides/nations.toml``), so that changing the nation of a plan
changes words and rules at once, and nothing that was recorded. What is asked in one
nation only stands in the guide (``Question.nations``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from eolplan.guide.value_sets import Option
from eolplan.identity import NATIONS
from eolplan.resources import resource
from eolplan.words import tr

FILE: Final = "guides/nations.toml"
ELSEWHERE: Final = "OTH"
"""The nation of a place whose law nobody here knows; statutory text is off there."""

TERMS: Final = (
    "number", "refusal", "attorney", "deciders", "paper", "good", "planning", "court", "register",
)  # fmt: skip
"""Things that every nation has a name for."""

FACTS: Final = ("young", "donation", "ring")
"""What every nation says something about: people under age, donation, whom to ring."""

TERM: Final = "term_"
LAW: Final = "law_"
PLACEHOLDERS: Final = frozenset((*(TERM + term for term in TERMS), *(LAW + fact for fact in FACTS)))
"""What may stand between braces in the words of a guide, beside the names of people."""


@dataclass(frozen=True, slots=True)
class Nation:
    """One nation, or a place whose law nobody here knows.

    Attributes:
        code: One of ``NATIONS``.
        number: The question that holds its own number for people.
        law: Code of the law on deciding (``cap.law``).
        deciding_age: From which age somebody is taken to be able to decide.
        refusal_age: From which age a refusal made in advance has force.
        out_of_hours: The number to ring out of hours; empty where there is none for all.
        first: For some questions, the codes that are offered first, the usual one before
            the others: forms in use here, papers that this law knows. What is not among
            them can be chosen all the same: people move.
        terms: What a thing is called here, by one of ``TERMS``.
        facts: A few sentences of law, by one of ``FACTS``.
        sources: Where each of those comes from.
    """

    code: str
    number: str
    law: str
    deciding_age: int
    refusal_age: int
    out_of_hours: str
    first: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, str]
    facts: Mapping[str, str]
    sources: Mapping[str, str]

    def term(self, name: str) -> str:
        """Return what a thing is called here, in the language in force.

        Raises:
            KeyError: it is none of ``TERMS``.
        """
        return tr(self.terms[name])

    def says(self, name: str) -> str:
        """Return what the law here says about something, in the language in force.

        Raises:
            KeyError: it is none of ``FACTS``.
        """
        return tr(self.facts[name])

    def word(self, placeholder: str) -> str | None:
        """Return what stands for one of ``PLACEHOLDERS``, or None when it is none."""
        if placeholder not in PLACEHOLDERS:
            return None
        if placeholder.startswith(TERM):
            return self.term(placeholder.removeprefix(TERM))
        return self.says(placeholder.removeprefix(LAW))

    def offered(self, question: str, options: Sequence[Option]) -> tuple[Option, ...]:
        """Return the answers to a question as they are offered here: those in use first.

        Args:
            question: Its id.
            options: Its answers, in the order of the guide.
        """
        known = self.first.get(question)
        if not known:
            at_home = tuple(option for option in options if self._knows(option))
            return (*at_home, *(replace(o, more=True) for o in options if not self._knows(o)))
        here = sorted((o for o in options if o.code in known), key=lambda o: known.index(o.code))
        others = (replace(option, more=True) for option in options if option.code not in known)
        return (*(replace(option, more=False) for option in here), *others)

    def _knows(self, option: Option) -> bool:
        """Say whether an answer belongs to the law here; nobody can tell elsewhere."""
        return not option.nations or self.code in (*option.nations, ELSEWHERE)


def nation(code: str) -> Nation:
    """Return the nation called *code*; a place elsewhere for anything that is none."""
    return nations().get(code) or nations()[ELSEWHERE]


@cache
def nations() -> Mapping[str, Nation]:
    """Return all of them by code, as they ship."""
    table = tomllib.loads(resource(FILE).read_text(encoding="utf-8"))
    return read(table["nation"])


def read(rows: list[dict[str, Any]]) -> Mapping[str, Nation]:
    """Return the nations that *rows* describe, by code.

    Raises:
        ValueError: one is not there, or does not tell what it should.
    """
    found = {row["code"]: _nation(row) for row in rows}
    if tuple(found) != NATIONS:
        raise ValueError("nations.toml: the nations are not " + ", ".join(NATIONS))
    for one in found.values():
        if (tuple(one.terms), tuple(one.facts)) != (TERMS, FACTS):
            raise ValueError(f"nations.toml: {one.code} does not tell what it should")
    return found


def _nation(row: dict[str, Any]) -> Nation:
    """Return one ``[[nation]]``."""
    plain = ("code", "number", "law", "deciding_age", "refusal_age", "out_of_hours")
    return Nation(
        **{key: row[key] for key in plain},
        first={question: tuple(codes) for question, codes in row["first"].items()},
        terms={term["id"]: term["words"] for term in row["term"]},
        facts={fact["id"]: fact["text"] for fact in row["fact"]},
        sources={fact["id"]: fact["source"] for fact in row["fact"]},
    )
