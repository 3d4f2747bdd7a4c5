"""Every sentence of the app keeps the word list: calm, plain, nothing that hurries or blames."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guide_content.plain_english import american_in, banned_in, sentences, words

SPOKEN = {"tr", "say", "N_"}
LONGEST = 25


def spoken(root: Path) -> Iterator[tuple[str, str]]:
    """Yield where and what, for every literal that is said to a user."""
    for package in ("eolplan", "ui"):
        for file in sorted((root / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and node.args):
                    continue
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in SPOKEN and isinstance(first, ast.Constant):
                    yield f"{file.relative_to(root)}:{node.lineno}", str(first.value)


@pytest.fixture(scope="module")
def said(root: Path) -> list[tuple[str, str]]:
    found = list(spoken(root))
    assert len(found) > 200, "the search has stopped finding anything"
    return found


def test_no_sentence_uses_a_word_that_is_never_used(said):
    assert [(place, word) for place, text in said for word in banned_in(text)] == []


def test_spelling_is_british(said):
    of_computers = "program"  # a computer program is spelt so in British English too
    found = ((place, word) for place, text in said for word in american_in(text))
    assert [(place, word) for place, word in found if word != of_computers] == []


def test_no_sentence_holds_a_long_dash(said):
    assert [place for place, text in said if "\u2013" in text or "\u2014" in text] == []


def test_sentences_are_short(said):
    assert [(p, s) for p, text in said for s in sentences(text) if len(words(s)) > LONGEST] == []


def test_no_sentence_is_joined_from_parts(root: Path):
    """A catalogue can only translate a whole sentence."""
    joined = []
    for package in ("eolplan", "ui"):
        for file in (root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args:
                    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                    if name in SPOKEN and isinstance(node.args[0], ast.JoinedStr):
                        joined.append(f"{file.relative_to(root)}:{node.lineno}")
    assert joined == []
