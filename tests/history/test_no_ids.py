"""Whoever reads a plan's past reads words: never an id, a code, or a date as it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.history import answers
from tests.handover.notebook import core
from tests.handover.test_every_question import everything
from tests.history.book import Book, first_plan
from tests.history.reading import past_words
from tests.insides import inside_words

pytestmark = pytest.mark.uncounted


def test_a_plan_with_everything_in_it_shows_no_ids():
    texts = tuple(past_words(everything().log, core()))
    assert len(texts) > 2_000
    assert inside_words("\n".join(texts)) == set()


def _no_longer_asked(book: Book) -> str:
    (key,) = [key for key in book.log.questions() if key[0] == "old.thing"]
    (given,) = answers(book.log, book.wordings, *key)
    return f"{given.heading}: {given.words}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("own_home", "own home"),
        (["own_home", "hospice"], "own home, hospice"),
        ("2026-11-12", "12 November 2026"),
        ({"ref": "contact", "instance": "c1"}, "(not in this copy)"),
        ("The dog_walker", "The dog_walker"),
    ],
    ids=str,
)
def test_what_an_older_guide_asked_reads_in_words_though_none_were_kept(value, words):
    """Its id is no name, and what a person typed is left as it is."""
    book = first_plan()
    pen = book.outside("val.matters")
    entry = book.head("val.matters")
    old = replace(entry.answer, value=value, own_words="")
    book.keep(pen.answer(book.log, "old.thing", old))
    assert _no_longer_asked(book) == f"A question of an older guide: {words}"
