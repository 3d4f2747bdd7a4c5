"""A27: nothing is shown that the catalogue has and that was not translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import catalogue
from PySide6.QtWidgets import QWidget

from tests.ui.audit import all_text

_ROOT: Final = Path(__file__).parents[2]
_SPOKEN: Final = frozenset({"tr", "say", "N_"})
_SHIPPED: Final = ("guides", "handover", "help", "words")
_SAID_BY_PEOPLE: Final = frozenset({"Community nurse"})
"""What made-up people wrote about themselves, and the catalogue has too."""


def untranslated(window: QWidget) -> list[str]:
    """Return what is shown in the very words of the catalogue, in the pseudo-locale.

    A text of one word is left out: it may be what a person said, or a name.
    """
    shown = {line.strip() for line in all_text(window).split("\n")}
    return sorted(shown & messages() - _SAID_BY_PEOPLE)


@cache
def messages() -> frozenset[str]:
    """Return every text of the catalogue that is shown as it is, of two words or more."""
    every = {*code_texts(), *shipped_texts()}
    return frozenset(text for text in every if " " in text and "{" not in text)


def code_texts() -> Iterator[str]:
    """Yield every literal that the code hands to be translated."""
    for package in ("eolplan", "ui"):
        for file in (_ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and _name(node) in _SPOKEN:
                    first = node.args[0]
                    if isinstance(first, ast.Constant):
                        yield str(first.value)


def shipped_texts() -> Iterator[str]:
    """Yield every text of the shipped data that a person reads."""
    for folder in _SHIPPED:
        for file in (_ROOT / "resources" / folder).rglob("*.toml"):
            with file.open("rb") as opened:
                yield from (text for _, _, text, _ in catalogue.extract_toml(opened, (), (), {}))


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))
