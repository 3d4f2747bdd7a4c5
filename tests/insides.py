"""What nobody should read on a page: ids and codes of the guide, dates as they are kept."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from eolplan.guide import shipped
from eolplan.vault.store import Store

_WORDS: Final = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_KEPT: Final = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9a-f]{16,}")


def inside_words(text: str) -> set[str]:
    """Return what in *text* only the program should ever read."""
    return {word for word in _WORDS.findall(text) if word in _inside() or _KEPT.fullmatch(word)}


@cache
def _inside() -> frozenset[str]:
    """Return every id and code of the guide that is no word of English."""
    guide = shipped()
    codes = {option.code for question in guide for option in question.options}
    ids = {question.id for question in guide} | {section.id for section in guide.sections}
    return frozenset(name for name in codes | ids if "." in name or "_" in name)


def every_row(store: Store) -> str:
    """Return all that lies in the tables of a store, the hidden ones of its index too."""
    db = store._db
    tables = [row[0] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return repr([db.rows(f'SELECT * FROM "{table}"') for table in tables])  # noqa: S608  its own
