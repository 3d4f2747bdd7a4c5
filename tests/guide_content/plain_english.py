"""How hard a text is to read, and the words that eolplan does not use: the app's own check."""

from __future__ import annotations

from eolplan.guide.words_check import (
    HARDEST,
    MOST_WORDS,
    american_in,
    banned_in,
    dashes_in,
    grade,
    lists,
    sentences,
    syllables,
    words,
)

__all__ = [
    "HARDEST",
    "MOST_WORDS",
    "american_in",
    "banned_in",
    "dashes_in",
    "grade",
    "lists",
    "sentences",
    "syllables",
    "words",
]
