"""Every word of the shipped guide is one that eolplan would say to a person's face."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.guide_content.plain_english import (
    HARDEST,
    american_in,
    banned_in,
    dashes_in,
    grade,
    lists,
    sentences,
    words,
)

pytestmark = pytest.mark.uncounted

GUIDES: Final = Path(__file__).parents[2] / "resources" / "guides"
CORE: Final = GUIDES / "core"
FILES: Final = sorted(CORE.glob("*.toml"), key=lambda file: file.name)
SPOKEN: Final = ("title", "about", "listen", "upset", "heading", "they", "you", "say", "deeper",
                 "note", "check", "hint", "one", "unit", "words")  # fmt: skip
TO_THE_PERSON: Final = ("you", "say", "deeper", "check", "upset")
MOST_WORDS: Final = 25


def spoken(table: dict[str, Any], keys: tuple[str, ...] = SPOKEN) -> Iterator[str]:
    """Yield every text of *table* and of the tables in it that stands in one of *keys*."""
    for key, value in table.items():
        if key in keys and isinstance(value, str):
            yield value
        elif key in keys and isinstance(value, list):
            yield from (text for text in value if isinstance(text, str))
        elif isinstance(value, list):
            yield from (t for item in value if isinstance(item, dict) for t in spoken(item, keys))


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.name)
def table(request: pytest.FixtureRequest) -> dict[str, Any]:
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


def test_there_is_something_to_read() -> None:
    assert len(FILES) >= 10


def test_no_word_blames_hurries_or_frightens(table: dict[str, Any]) -> None:
    assert [(text, word) for text in spoken(table) for word in banned_in(text)] == []


def test_the_spelling_is_british(table: dict[str, Any]) -> None:
    assert [(text, word) for text in spoken(table) for word in american_in(text)] == []


def test_no_dash_or_dots_stand_in_for_a_full_stop(table: dict[str, Any]) -> None:
    assert [text for text in spoken(table) if dashes_in(text)] == []


def test_no_sentence_is_too_long_to_say_in_one_breath(table: dict[str, Any]) -> None:
    long = [s for text in spoken(table) for s in sentences(text) if len(words(s)) > MOST_WORDS]
    assert long == []


def test_what_is_said_to_the_person_reads_at_age_ten(table: dict[str, Any]) -> None:
    """A whole topic, without any allowance."""
    texts = list(spoken(table, TO_THE_PERSON))
    if texts:
        assert grade(texts) <= HARDEST


def test_each_question_reads_at_age_ten(table: dict[str, Any]) -> None:
    """One by one: a hard question is not made easier by the easy ones round it."""
    hard = {
        question["id"]: round(grade(texts, lists().known), 1)
        for question in table.get("question", ())
        if (texts := list(spoken(question, TO_THE_PERSON)))
        and grade(texts, lists().known) > HARDEST
    }
    assert hard == {}


def test_each_answer_to_choose_reads_at_age_ten_where_it_is_said_to_the_person() -> None:
    """Some are names of things; all together they are easy."""
    sets = tomllib.loads((CORE / "value-sets.toml").read_text(encoding="utf-8"))["set"]
    said = [text for one in sets for text in spoken(one, ("you",))]
    assert len(said) > 30
    assert grade(said, lists().known) <= HARDEST


def test_words_to_start_with_read_at_age_ten() -> None:
    """They are printed for whoever looks after somebody at night."""
    for file in sorted((GUIDES / "libraries").glob("*.toml")):
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["entry"]
        texts = [text for entry in entries for key, text in entry.items() if key != "code"]
        assert grade(texts, lists().known) <= HARDEST, file.name


def test_nothing_about_cpr_begins_with_no(table: dict[str, Any]) -> None:
    """Read by torch at 3 am, "No CPR ..." is an order, whatever follows."""
    said = [s for text in spoken(table) for s in sentences(text)]
    assert [s for s in said if re.match(r"\W*no\s+cpr", s, re.IGNORECASE)] == []


def test_what_has_not_been_decided_says_so_in_words() -> None:
    sets = tomllib.loads((CORE / "value-sets.toml").read_text(encoding="utf-8"))["set"]
    cpr = next(s for s in sets if s["id"] == "VS-CPR")
    words_of = {option["code"]: option["words"] for option in cpr["option"]}
    assert words_of["none_recorded"] == "CPR has not been decided in this plan"
    starts = [" ".join(text.split()[:2]) for text in words_of.values()]
    assert len(set(starts)) == len(starts)


def test_a_plan_is_never_called_a_form_or_a_law() -> None:
    """eolplan records documents; it is none of them."""
    claim = re.compile(r"this (?:plan|page) is (?:a|your) (?:DNACPR|ReSPECT|ADRT|legal)", re.I)
    for file in FILES:
        assert not claim.search(file.read_text(encoding="utf-8"))


def test_the_small_lines_of_answers_hold_no_names() -> None:
    """They are shown as they are where somebody is added, before there is a name."""
    sets = tomllib.loads((CORE / "value-sets.toml").read_text(encoding="utf-8"))
    assert [text for text in spoken(sets, ("hint",)) if "{" in text] == []
