"""The words in which a question was asked then, read back from the text kept with an entry.

A text may come from a newer eolplan or from another hospice, so nothing here
refuses: what cannot be understood is simply not there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from eolplan.guide.source import Table


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was worded when it was answered.

    Attributes:
        heading: Its short name then.
        they: Its sentence then, placeholders and all; empty for a field.
        options: Code -> words of the answers that were offered then.
    """

    heading: str
    they: str
    options: Mapping[str, str]


def asked_then(text: str, question_id: str) -> Asked | None:
    """Return how *question_id* was asked in a kept section text; None when it was not.

    Args:
        text: As ``Guide.text_of`` gave it and the vault kept it.
        question_id: The question of the entry.
    """
    table = _read(text)
    for question in _tables(table, "question"):
        if question.get("id") == question_id:
            default = "VS-YN" if question.get("kind") == "yes-no" else ""
            offered = _options(table, question.get("options", default))
            return Asked(_text(question, "heading"), _text(question, "they"), offered)
    return None


@lru_cache(maxsize=16)
def _read(text: str) -> Table:
    """Return what a kept text says; nothing when it is not TOML. A record asks it often."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _options(table: Table, set_id: object) -> dict[str, str]:
    return {
        _text(option, "code"): _text(option, "words")
        for value_set in _tables(table, "set")
        if value_set.get("id") == set_id
        for option in _tables(value_set, "option")
    }


def _tables(table: Table, key: str) -> Iterator[Table]:
    found = table.get(key)
    if isinstance(found, list):
        yield from (item for item in found if isinstance(item, dict))


def _text(table: Table, key: str) -> str:
    return str(table.get(key, ""))
