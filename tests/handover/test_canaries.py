"""A31: words put into every question of the guide, and looked for in every byte of every copy.

``test_export`` plants words under every sharing rule; this asks of each question
whether it stands only where the guide lets it stand.
"""

from __future__ import annotations

import io
import re
from functools import cache

import pypdfium2 as pdfium
import pytest

from eolplan.handover import AUDIENCES, export
from tests.handover.notebook import SIGNED, STAFF, TALK, Notebook, core, gwen, reader_for
from tests.handover.test_export import every_byte

WORD = re.compile(r"CANARY\d{4}x")


@cache
def planted() -> dict[str, str]:
    """Return a word for every question that takes words, by its id."""
    questions = [page for section in core().sections for page in section.questions]
    return {q.id: f"CANARY{n:04}x" for n, q in enumerate(questions) if q.kind == "text"}


@cache
def with_words(*, but: str = "") -> Notebook:
    """Return a plan in which somebody has said something to every question that takes words."""
    book = gwen().say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    there = set[tuple[str, str]]()
    for question, word in planted().items():
        if question == but:
            continue
        group, section = core().group_of(question), core().section_of(question)
        instance = TALK if section.per == "conversation" else ""
        if group is not None and group.repeats:
            instance = "canary"
            if (group.id, instance) not in there:
                there.add((group.id, instance))
                book.say(group.id, True, instance=instance)
        book.say(question, None, word, instance=instance)
    book.sign()
    return book


@cache
def copy_for(audience_id: str) -> bytes:
    refused = audience_id == "bedside"  # with such words none is made at all
    book = with_words(but="contact.must_not_know") if refused else with_words()
    made = export(book.log, book.guide, audience_id, staff=STAFF, now=SIGNED, reason="asked today",
                  reader=reader_for(book.log, audience_id))  # fmt: skip
    return made.pdf


def test_words_are_planted_everywhere():
    assert len(planted()) > 60


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES))
def test_no_copy_holds_words_that_the_guide_keeps_off_it(audience_id):
    found = set(WORD.findall(every_byte(copy_for(audience_id))))
    kept_off = {
        question for question in planted() if not core().question(question).on_copy(audience_id)
    }
    assert {question for question in kept_off if planted()[question] in found} == set()
    assert found  # a search that finds nothing would not be one


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES))
def test_every_page_says_whose_it_is_and_which_of_how_many(audience_id):
    document = pdfium.PdfDocument(io.BytesIO(copy_for(audience_id)))
    count = len(document)
    for number in range(count):
        text = document[number].get_textpage().get_text_bounded()
        assert "PRYCE" in text, number
        assert "064 1544" in text, number
        assert re.search(rf"\b{number + 1} of {count}\b", text), number
    document.close()
