"""Copies that the person, a relative or a visitor reads: what must not lie on the table."""

from __future__ import annotations

import pytest

from eolplan.handover import NotToldOfCpr, export
from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from tests.handover.notebook import SIGNED, STAFF, Notebook, gwen, reader_for
from tests.handover.rows_of_cpr import form
from tests.handover.test_export import every_byte
from tests.handover.told import SEEN, appointing, gwen_only, record, signed

pytestmark = pytest.mark.uncounted

HOME = ("own", "family", "bedside")


def exported(book: Notebook, audience: str) -> str:
    """Every byte of a copy, what is packed inside it too."""
    if audience == "family" and not book.log.instances("contact"):
        book.contact("c1", "Siân Pryce", words="daughter")
    signed(book)
    copy = export(book.log, book.guide, audience, staff=STAFF, now=SIGNED, reason="asked today",
                  reader=reader_for(book.log, audience))  # fmt: skip
    return every_byte(copy.pdf)


def told(book: Notebook) -> Notebook:
    return record(book, cpr__discuss_person="yes")


# ---- who has not been told about CPR


@pytest.mark.parametrize("audience", HOME)
@pytest.mark.parametrize(
    "make",
    [
        form,
        lambda: form().say("cpr.status", "none_recorded", seen=(), said_by=SEEN),
        lambda: gwen_only().say("cpr.status", "later_code", said_by=SEEN),
        lambda: gwen_only().say("cpr.status", None, "Two shocks", said_by=SEEN),
        lambda: record(gwen_only(), cpr__form__exists="yes", cpr__form__kind="dnacpr"),
        lambda: record(gwen_only(), cpr__form__seen_kind="photo"),
        lambda: form().say("cpr.discuss_person", "yes").say("cpr.discuss_person", "not_yet",
                                                            seen=(), said_by=SEEN),
    ],
    ids=["signed", "two records", "later code", "own words", "a form", "a photo", "told or not"],
)  # fmt: skip
def test_no_copy_at_home_tells_of_cpr_before_anybody_has_talked(make, audience):
    with pytest.raises(NotToldOfCpr):
        exported(make(), audience)


@pytest.mark.parametrize("audience", HOME)
def test_that_nothing_is_decided_may_be_told(audience):
    book = record(gwen_only(), cpr__status="none_recorded", cpr__form__exists="no")
    assert exported(book, audience)


# ---- whose telephone it is


def visited() -> Notebook:
    """Gwen with an attorney, a neighbour, a cousin, and somebody who must not be contacted."""
    book = appointing(told(gwen()), contact24="07700 900555")
    book.contact("c3", "Bad Man", "07700 900666", "do_not_contact", words="XNEPHEWX")
    book.contact("c4", "Far Cousin", "07700 900777", words="XCOUSINX")
    return book.contact("c5", "Near Neighbour", "07700 900888", "key_holder", words="neighbour")


def test_a_relative_gets_no_number_and_is_not_told_that_there_is_none():
    text = exported(visited(), "family")
    for number in ("900123", "900456", "900555", "900666", "900777", "900888"):
        assert f"07700 {number}" not in text, number
    copy = visited().copy("family")
    page = "\n".join(page1(copy).texts())
    assert "Siân Pryce, daughter: number not on this copy" in page
    assert "Siân Pryce, daughter, number not on this copy: attorney for health" in page
    assert "no number recorded" not in page


def test_the_folder_at_home_holds_the_numbers_of_an_emergency_only():
    text = exported(visited(), "bedside")
    for number in ("900123", "900456", "900555"):
        assert f"07700 {number}" in text, number
    for other in ("07700 900666", "07700 900777", "XCOUSINX", "07700 900888"):
        assert other not in text, other


@pytest.mark.parametrize(("audience", "named"), [("family", False), ("bedside", False),
                                                 ("own", True), ("gp", True)])  # fmt: skip
def test_who_must_not_be_contacted_is_not_named_where_they_may_read_it(audience, named):
    text = exported(visited(), audience)
    assert ("XNEPHEWX" in text) is named
    assert ("Bad Man" in text) is named


# ---- what somebody does not want to hear


def expecting(wish: str) -> Notebook:
    book = told(gwen()).say("aware.info_pref", wish)
    return record(book, death_expected="yes", death_expected__by="Dr Xpectat",
                  death_expected__role="GP", death_expected__on="2025-11-10")  # fmt: skip


@pytest.mark.parametrize("wish", ["do_not_tell", "tell_family"])
def test_who_does_not_want_to_hear_does_not_read_at_home_that_death_is_expected(wish):
    book = expecting(wish)
    page = page1(book.copy("bedside"))
    assert "F02" in page.ids
    assert "Xpectat" not in exported(book, "bedside")
    assert "death is expected" not in "\n".join(outline(book.copy("bedside")).texts())
    assert "F01" in page1(book.copy("ambulance")).ids


def test_who_wants_to_know_may_have_it_in_the_folder():
    assert "F01" in page1(expecting("all").copy("bedside")).ids


@pytest.mark.parametrize("audience", HOME)
def test_no_copy_at_home_says_how_long_there_may_be(audience):
    book = record(told(gwen()), prog__estimate="weeks", prog__words="words:XPROGNOSISX",
                  ident__how=["gsf"])  # fmt: skip
    copy = book.copy(audience)
    asked = [q for q, _ in copy.log.questions()]
    assert not [q for q in asked if q.startswith(("prog.", "ident.how", "ident.surprise"))]
    assert "XPROGNOSISX" not in exported(book, audience)
