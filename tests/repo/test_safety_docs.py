"""What is promised in `docs/security.md` and the hazard log names tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

DOCS: Final = ("docs/security.md", "docs/clinical-safety/hazard-log.md", "docs/reliability.md")
NAMED: Final = re.compile(r"`(?P<file>tests/[\w/.-]+\.py)(?:::(?P<test>\w+))?`")
STATES: Final = ("built", "partly", "not yet")


@pytest.fixture(params=DOCS)
def text(root: Path, request: pytest.FixtureRequest) -> str:
    return Path(root, request.param).read_text(encoding="utf-8")


def names_in(file: Path) -> set[str]:
    """Return the functions and names that stand at the top of a file of tests."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def test_every_test_that_is_named_is_there(root: Path, text: str) -> None:
    """A promise whose test is gone is only a sentence."""
    named = list(NAMED.finditer(text))
    assert named
    gone = [
        found[0]
        for found in named
        if not (file := root / found["file"]).is_file()
        or (found["test"] and found["test"] not in names_in(file))
    ]
    assert gone == []


def test_every_promise_and_every_hazard_has_a_row_of_its_own(root: Path) -> None:
    """None may get lost while others are mended."""
    for file, sign in (("docs/security.md", "P"), ("docs/clinical-safety/hazard-log.md", "H")):
        rows = re.findall(rf"^\| {sign}(\d+) \|", Path(root, file).read_text("utf-8"), re.M)
        assert [int(row) for row in rows] == list(range(1, len(rows) + 1)), file
        assert len(rows) >= 22


def test_every_hazard_says_how_far_its_controls_are_built(root: Path) -> None:
    """Half a control that reads as a whole one is a hazard of its own."""
    text = Path(root, "docs/clinical-safety/hazard-log.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if re.match(r"\| H\d+ ", line)]
    assert len(rows) == 30
    for row in rows:
        assert len(row) == 6, row[0]
        controls, state = row[3], row[4]
        assert state in STATES, row[0]
        assert ("Not " in controls) is (state != "built"), row[0]
        assert NAMED.search(controls) or state == "not yet", row[0]


def test_every_promise_names_a_test(root: Path) -> None:
    text = Path(root, "docs/security.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| P\d+ ", line)]
    assert [row for row in rows if not NAMED.search(row)] == []
