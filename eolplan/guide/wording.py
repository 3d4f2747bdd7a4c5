"""The words of a guide: whole sentences that can be filled with any person's names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from eolplan.guide.faults import Fault
from eolplan.guide.names import PLACEHOLDERS
from eolplan.guide.source import Path_, Source, Table
from eolplan.words import say, tr

PANEL: Final = ("say", "deeper", "listen", "note", "check", "upset", "about")
"""Always sentences: they end like one."""

PROMPTS: Final = ("they", "you")
"""Sentences when they stand on a page; a field's may be a label."""

LABELS: Final = ("title", "whole_title", "heading", "one", "unit", "words")
"""Read where nobody's name is at hand, so they hold no placeholder."""

_WORDS: Final = (*PANEL, *PROMPTS, *LABELS, "hint")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_VERB_AFTER: Final = re.compile(r"\{[sS]he\}(?:'s| (\w+s))\b")
_VERB_BEFORE: Final = re.compile(r"\b(?:is|isn't|was|wasn't|has|hasn't|does|doesn't) \{she\}", re.I)
_NOT_VERBS: Final = frozenset({"always", "sometimes", "perhaps", "besides", "as", "thus", "this"})
_NO_NOUN: Final = re.compile(
    r"\{[hH]er\}(?:[.,:;?!)]|$| (?:to|in|at|on|about|and|or|if|when|what|who|how|with|for|alone)\b)"
)


def wording(source: Source, path: Path_, table: Table, *, page: bool = False) -> Iterator[Fault]:
    """Yield a fault for every sentence of *table* that cannot be shown as it is.

    Args:
        source: The file.
        path: Where *table* stands in it.
        table: A section, question, value set or option whose keys were found good.
        page: Whether its prompts stand on a page of their own.
    """
    for key in (k for k in _WORDS if k in table):
        for text in table[key] if isinstance(table[key], list) else [table[key]]:
            for what, remedy in words_at(key, text, page=page):
                yield source.fault((*path, key), what, remedy)


def sentence(key: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield (what, remedy) for what keeps *text* from being shown as whole sentences."""
    yield from _faults(key, text, sentence=True)


def words_at(key: str, text: str, *, page: bool) -> Iterator[tuple[str, str]]:
    """Yield (what, remedy) for what keeps *text* from standing in *key* of a question."""
    yield from _faults(key, text, sentence=key in PANEL or (page and key in PROMPTS))


def _faults(key: str, text: str, *, sentence: bool) -> Iterator[tuple[str, str]]:
    if "  " in text or text != text.strip() or "\n" in text:
        yield (
            say('There is a space too many, or a line break, in "{key}".', key=key),
            tr("Leave one space between words and none at the ends."),
        )
    if sentence and not text.rstrip("\"'\u201d\u2019").endswith((".", "?", ":")):
        yield (
            say('"{key}" does not end like a sentence.', key=key),
            tr("End it with a full stop, a question mark or a colon."),
        )
    yield from _placeholder_faults(key, text)
    yield from _grammar_faults(key, text)


def _placeholder_faults(key: str, text: str) -> Iterator[tuple[str, str]]:
    used = _PLACEHOLDER.findall(text)
    if key in LABELS and used:
        yield (
            say('"{key}" cannot hold a name.', key=key),
            tr("It is read where no name is at hand. Say it without."),
        )
    elif not PLACEHOLDERS.issuperset(used) or re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        yield (
            say('The braces in "{key}" name nobody.', key=key),
            say("Write {name} where the name goes, and {she}, {her} or {him} after it.", **_BRACED),
        )


def _grammar_faults(key: str, text: str) -> Iterator[tuple[str, str]]:
    after = {found[1] for found in _VERB_AFTER.finditer(text)} - _NOT_VERBS
    if after or _VERB_BEFORE.search(text):
        yield (
            say('A verb in "{key}" does not fit "they".', key=key),
            say("Use a verb that never changes, such as can or told, or write {name}.", **_BRACED),
        )
    if _NO_NOUN.search(text):
        yield (
            say('A word in "{key}" does not fit "he".', key=key),
            say("{her} stands before a noun. After a verb write {him}: ask {him}.", **_BRACED),
        )


_BRACED: Final[Mapping[str, str]] = {name: f"{{{name}}}" for name in PLACEHOLDERS}
