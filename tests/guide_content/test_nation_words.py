"""In each nation the guide speaks of the law and the services there, and of no other's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from eolplan.guide import NATION, Guide, Names, Question, fill
from eolplan.guide.nations import nation as law_of
from tests.conftest import shipped_once

pytestmark = pytest.mark.uncounted

DATA: Final[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "nation_words.toml").read_text(encoding="utf-8")
)
UK: Final = ("ENG", "WAL", "SCT", "NIR")
ONE: Final = ("heading", "they", "you", "hint", "listen", "note", "check", "upset", "one", "unit")
SEVERAL: Final = ("say", "deeper")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_once()


def asked_in(question: Question, nation: str) -> bool:
    """Say whether the nation leaves a question standing, whatever else decides about it."""
    if question.nations and nation not in question.nations:
        return False
    fact = question.shown_if
    return fact is None or fact.question != NATION or fact.holds(nation)


def said_in(guide: Guide, nation: str) -> Iterator[tuple[str, str]]:
    """Yield (id, sentence) of all that staff and the person read there before "More choices"."""
    names = Names.of("Gwen", "she", nation=nation)
    for section in guide.sections:
        yield from ((section.id, text) for text in (section.title, section.about))
        for question in (q for q in section.questions if asked_in(q, nation)):
            texts = [getattr(question, key) for key in ONE]
            texts += [text for key in SEVERAL for text in getattr(question, key)]
            for option in law_of(nation).offered(question.id, question.options):
                texts += [] if option.more else [option.words, option.you, option.hint]
            yield from ((question.id, fill(text, names)) for text in texts if text)


def elsewhere_in(text: str, nation: str) -> list[str]:
    """Return what *text* calls as only another nation does, unless it names that nation."""
    return [
        term for term, homes in DATA["terms"].items()
        if nation not in homes and re.search(rf"(?<![\w-]){re.escape(term)}\b", text, re.I)
        and not any(name in text for home in homes for name in DATA["names"][home])
    ]  # fmt: skip


@pytest.mark.parametrize("nation", UK)
def test_no_word_of_another_nations_law_is_said_here(guide: Guide, nation: str) -> None:
    assert [
        (i, text, terms)
        for i, text in said_in(guide, nation)
        if (terms := elsewhere_in(text, nation))
    ] == []


def test_a_word_of_another_nation_would_be_seen() -> None:
    """And a sentence may speak of another nation when it says so."""
    assert elsewhere_in("Ask the deputy.", "SCT") == ["deputy"]
    assert elsewhere_in("In England ask the deputy.", "SCT") == []
    assert elsewhere_in("Ask the sheriff court.", "WAL") == ["sheriff court"]


@pytest.mark.parametrize(
    ("nation", "said"),
    [
        ("ENG", "an attorney for health, or a deputy appointed by the court"),
        ("SCT", "a welfare attorney, or a guardian appointed by the court"),
        ("NIR", "an attorney or a controller, for money only"),
    ],
)
def test_whoever_may_decide_is_called_as_the_law_here_calls_them(
    guide: Guide, nation: str, said: str
) -> None:
    names = Names.of("Gwen", nation=nation)
    for name in ("poa.none", "poa"):
        assert fill(guide.question(name).hint, names) == f"Here that is {said}."


@pytest.mark.parametrize(
    ("nation", "first"), [("SCT", "person.chi"), ("NIR", "person.hcn"), ("ENG", "person.nhs_no")]
)
def test_the_number_of_the_nation_is_asked_before_any_other(
    guide: Guide, nation: str, first: str
) -> None:
    fields = guide.question("about.numbers").fields
    assert law_of(nation).number == first
    assert next(f for f in fields[1:] if asked_in(guide.question(f), nation)) == first


def test_papers_made_elsewhere_can_be_chosen_all_the_same(guide: Guide) -> None:
    """People move, and their papers with them."""
    for question in guide:
        for nation in UK:
            offered = law_of(nation).offered(question.id, question.options)
            assert {o.code for o in offered} == {o.code for o in question.options}
            first = [o for o in offered if not o.more]
            assert all(nation in o.nations for o in first if o.nations)
            assert first or not question.options
