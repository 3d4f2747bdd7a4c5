"""Every word that anybody reads is ours: in code, guide, print, help and lists alike."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import catalogue
import pytest

from tests.guide_content.plain_english import (
    american_in,
    banned_in,
    dashes_in,
    lists,
    sentences,
    words,
)

SHIPPED: Final = ("guides", "handover", "help", "words")
LONGEST: Final = 30
"""Words in one sentence."""

LONG: Final = {"guides/nations.toml": 36}
"""What a law says to whom is one sentence there."""

GIVEN: Final = {
    ("handover/phrases.toml", "clinician"): "page 1 names who must agree, for professionals",
    ("handover/phrases.toml", "complete"): "part of {incomplete words}, never shown",
    ("handover/phrases.toml", "still"): "fixed phrases of page 1 as they were decided",
    ("help/pages.toml", "program"): "a computer program is spelt so in British English too",
}
"""Where a word has to be used, and why."""

SHOWS: Final = frozenset({
    "PlainLabel", "Heading", "Button", "ToggleButton", "Card", "StateTag", "Choice", "LineField",
    "LineBox", "WordsBox", "OwnWords", "setText", "set_words", "setAccessibleName",
    "setAccessibleDescription", "setWindowTitle", "setToolTip", "tell", "announce", "setTitle",
})  # fmt: skip
"""What puts words on a screen."""


def shipped(root: Path) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and text of everything in the shipped data that a person reads."""
    for folder in SHIPPED:
        for file in sorted((root / "resources" / folder).rglob("*.toml")):
            name = file.relative_to(root / "resources").as_posix()
            with file.open("rb") as opened:
                for line, _, text, _ in catalogue.extract_toml(opened, (), (), {}):
                    yield name, line, text


@pytest.fixture(scope="module")
def texts(root: Path) -> list[tuple[str, int, str]]:
    found = list(shipped(root))
    assert len(found) > 4_000, "the search has stopped finding anything"
    return found


def test_no_word_blames_hurries_or_frightens(texts):
    found = {(file, word): (line, text) for file, line, text in texts for word in banned_in(text)}
    assert {at: where for at, where in found.items() if at not in GIVEN} == {}


def test_the_spelling_is_british(texts):
    found = [(file, line, word) for file, line, text in texts for word in american_in(text)]
    assert [at for at in found if (at[0], at[2]) not in GIVEN] == []


def test_a_word_that_has_to_be_used_is_used(texts):
    """The list of exceptions holds nothing that is no longer there."""
    used = {(f, w) for f, _, text in texts for w in (*banned_in(text), *american_in(text))}
    assert set(GIVEN) - used == set()


def test_no_dash_or_dots_stand_in_for_a_full_stop(texts):
    assert [(file, line, text) for file, line, text in texts if dashes_in(text)] == []


def test_no_sentence_is_too_long_to_follow(texts):
    long = [
        (file, line, sentence)
        for file, line, text in texts
        for sentence in sentences(text)
        if len(words(sentence)) > LONG.get(file, LONGEST)
    ]
    assert long == []


def test_every_better_word_is_itself_a_good_one():
    remedies = sorted(set(lists().never.values()))
    assert [(r, w) for r in remedies for w in american_in(r)] == []
    assert [r for r in remedies if len(sentences(r)) > 2 or len(words(r)) > LONGEST] == []


# -- the catalogue is whole ------------------------------------------------------------------


def untold(file: Path) -> Iterator[str]:
    """Yield each literal of two words or more that is shown without being translated."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        name = getattr(getattr(node, "func", None), "id", "") or getattr(
            getattr(node, "func", None), "attr", ""
        )
        if isinstance(node, ast.Call) and name in SHOWS:
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                for text in _literals(given):
                    if " " in text and re.search("[a-z]{2}", text):
                        yield f"{file.name}:{node.lineno} {text!r}"


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield from (text for value in node.values for text in _literals(value))


def test_everything_that_is_shown_goes_through_the_catalogue(root: Path):
    files = sorted((root / "ui").rglob("*.py"))
    assert len(files) > 100
    assert [fault for file in files for fault in untold(file)] == []


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ('PlainLabel("Not translated", self)', 1),
        ('box.setText("Yes it is" if on else tr("No"))', 1),
        ('box.setText(f"Of {name} alone")', 1),
        ('PlainLabel(tr("It is"), self, style="small")', 0),
        ('box.setText(f"{one} {other}")', 0),
        ('Button("A+", self)', 0),
    ],
)
def test_a_literal_that_is_not_translated_is_found(tmp_path: Path, code: str, faults: int):
    file = tmp_path / "page.py"
    file.write_text(code)
    assert len(list(untold(file))) == faults
