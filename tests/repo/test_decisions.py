from __future__ import annotations

import re
from pathlib import Path

import pytest

HEADINGS = ["Context", "Decision", "Consequences", "Alternatives"]
ALL = sorted((Path(__file__).parents[2] / "docs" / "decisions").glob("[0-9]*.md"))


def test_they_are_numbered_without_a_gap():
    assert [int(path.name[:4]) for path in ALL] == list(range(1, len(ALL) + 1))
    assert len(ALL) >= 15


def test_the_list_of_them_is_whole(root):
    listed = re.findall(r"\(([\w-]+\.md)\)", (root / "docs/decisions/README.md").read_text("utf-8"))
    assert listed == [path.name for path in ALL]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name[:4])
def test_each_says_why_what_follows_and_what_was_turned_down_on_one_page(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert re.match(rf"# {int(path.name[:4])}\. \w", text)
    assert len(text.splitlines()) <= 60


def test_a_decision_that_code_or_text_names_exists(texts):
    known = {path.name[:4] for path in ALL}
    for name, text in texts.items():
        assert set(re.findall(r"docs/decisions/(\d{4})", text)) <= known, name
