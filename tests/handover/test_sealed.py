"""Copies made by somebody who cannot read what is kept for chosen staff."""

from __future__ import annotations

import pytest

from eolplan.handover import export, inspect
from eolplan.handover.audience import AUDIENCES, audience
from eolplan.handover.copying import make_copy
from eolplan.handover.export import Export
from eolplan.handover.outline import outline
from eolplan.handover.pdf import compose
from eolplan.telling import told
from tests.handover.notebook import SIGNED, STAFF, TALK, Notebook, gwen, reader_for
from tests.handover.test_export import every_byte

pytestmark = pytest.mark.uncounted

KEPT = "Kept for chosen staff"


def with_notes() -> Notebook:
    """A plan with a staff note, a note about somebody, and the source of an alert."""
    book = gwen().say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    book.say("agree.share.care_home", "yes")
    book.say("conv.note", None, "CANARYnote", instance=TALK)
    book.say("contact.concern", None, "CANARYconcern", instance="c1")
    book.say("withheld.what", None, "CANARYwithheld")
    book.sign()
    return book


def of_colleague(book: Notebook) -> Notebook:
    """The same plan, as whoever cannot read the notes reads it."""
    seen = Notebook()
    seen.log = book.log.for_everybody(book.guide.restricted)
    return seen


def made(book: Notebook, audience_id: str) -> Export:
    return export(book.log, book.guide, audience_id, staff=STAFF, now=SIGNED, reason="asked today",
                  reader=reader_for(book.log, audience_id))  # fmt: skip


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES))
def test_only_the_full_record_says_that_something_is_kept(audience_id):
    """Everywhere else not even that is told: a reader at home must not wonder what it is."""
    book = with_notes()
    seen = of_colleague(book)
    pages = "\n".join(outline(seen.copy(audience_id)).texts())
    whole = "\n".join(outline(book.copy(audience_id)).texts())
    if audience_id == "full":
        assert pages.count(KEPT) == 3
        assert whole.count("CANARY") == 3
    else:
        assert pages == whole
        assert KEPT not in pages
    assert "CANARY" not in pages


@pytest.mark.parametrize("audience_id", ["full", "hospice"])
def test_such_a_copy_is_sound_and_holds_no_byte_of_it(audience_id):
    """It is read back as any other; its data says that it is not everything."""
    copy = made(of_colleague(with_notes()), audience_id)
    assert "CANARY" not in every_byte(copy.pdf)
    found = inspect(copy.pdf)
    assert (found["status"], found["findings"]) == ("ok", [])
    assert found["subset"] is True


def test_what_is_left_out_says_what_kind_it_is():
    book = with_notes()
    seen = of_colleague(book)
    full = {one.what: one.count for one in made(seen, "full").left_out}
    assert full == {"answers kept for chosen staff": 3}
    assert made(book, "full").left_out == ()
    for audience_id in ("hospice", "own"):
        assert made(seen, audience_id).left_out == made(book, audience_id).left_out


def test_what_a_colleague_wrote_beside_it_is_printed_with_a_word_on_the_rest():
    seen = of_colleague(with_notes())
    seen.say("contact.concern", None, "Mine.", instance="c1")
    seen.say("withheld.until", "2026-02-12")
    seen.sign()
    pages = "\n".join(outline(seen.copy("full")).texts())
    assert "Mine." in pages
    assert "More is kept for chosen staff." in pages
    question = seen.guide.question("contact.concern")
    line = told(seen.guide, seen.log, question, "c1")
    assert line == "“Mine.” (more is kept for chosen staff)"
    assert told(seen.guide, seen.log, seen.guide.question("withheld.what")) == KEPT


def test_page_1_is_the_same_whoever_makes_it():
    """Nothing that a crew reads hangs on what only some of the staff can read."""
    pages = []
    for book in (with_notes(), of_colleague(with_notes())):
        for audience_id in sorted(AUDIENCES):
            copy, parcel = make_copy(
                book.log, book.guide, audience(audience_id), staff=STAFF, now=SIGNED,
                version=book.log.latest_version(),
            )  # fmt: skip
            pages.append((audience_id, compose(copy, parcel).page))
    half = len(pages) // 2
    assert pages[:half] == pages[half:]
