"""Page 1 is one page: what leaves it, in which order, and what never does."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from eolplan.guide import Names
from eolplan.handover.byhand import by_hand
from eolplan.handover.copying import Copy
from eolplan.handover.front import fitted
from eolplan.handover.margins import WIDTH
from eolplan.handover.page1 import page1
from eolplan.handover.phrases import phrasebook
from eolplan.handover.sheet import PageOne
from tests.handover.full import maxi, sudden
from tests.handover.notebook import gwen
from tests.handover.told import gwen_only, page_of, refusing, signed

HEIGHT = 745.0
"""Points between the margins of an A4 page."""

NOTE = phrasebook().label("more", Names.of("Maxi"))


@pytest.fixture(scope="module")
def full() -> PageOne:
    return page_of(maxi())


def smallest(page: PageOne) -> PageOne:
    *_, least = [*(steps := list(page.smaller(page.foot))), *steps[-1].least()]
    return least


def test_the_agreed_order_of_leaving(full):
    matters, plans, people, health = [], [], [], []
    for step in full.smaller(full.foot):
        matters.append(step.matters is not None)
        plans.append(len(step.happens.lines) - step.happens.last)
        people.append(len(step.ring[0].lines))
        health.append(step.pairs[1][0].lines[0].plain.startswith("Motor"))
    assert matters == [True] + [False] * (len(matters) - 1)
    assert plans[:7] == [5, 5, 4, 3, 2, 1, 0]
    assert set(people[:7]) == {people[0]}
    assert people[-1] == 2
    assert health == [True] * (len(health) - 1) + [False]


def test_what_must_be_read_never_leaves(full):
    least = smallest(full)
    said = "\n".join(least.texts())
    for words in (
        "MAXI HAS REFUSED IN WRITING: a breathing machine",
        "More refusals of treatment: see Legal papers, behind.",
        "attorney for health, INCLUDING life-sustaining treatment",
        "DO NOT ATTEMPT CPR.", "Maxi does not agree with this.", "Treat here first.",
        "Does not want: Care home with nursing and Hospital.", "Night: 01632 960002",
        "Penicillin: swelling of the face (severe)", "BREATHES THROUGH THE NECK.",
        "shocks ON", "Oxygen alert card: 88 to 92%", "Do not stop without advice",
        "Avoid: haloperidol", "in the house, kitchen, top cupboard", "There was doubt on",
        "Interpreter needed", "Not breathing: ring 999.", "Eye or tissue donation",
        "Getting in: Side gate", "This summary is not a DNACPR",
    ):  # fmt: skip
        assert words in said, words


def test_where_devices_and_infection_left_page_1_the_page_says_so(full):
    """MRSA stood on it. To a crew a page that is silent says that there is none."""
    steps = [*(shorter := list(full.smaller(NOTE))), *shorter[-1].least()]
    for step in steps[1:]:
        said = "\n".join(step.texts())
        assert ("MRSA" in said) is not ("devices and infection" in said or "infection, " in said)


def test_a_plan_with_everything_on_it_is_one_page_all_the_same(full):
    page, shapes = fitted(full, "EOLPLAN1:1:1", NOTE, HEIGHT)
    assert page.read_first[1] == full.read_first[1]
    assert shapes
    assert page.note is not None


def tall(shapes: list[Flowable]) -> float:
    measuring = Canvas(io.BytesIO())
    return sum(shape.wrapOn(measuring, WIDTH, HEIGHT)[1] for shape in shapes)


def test_a_page_that_fits_as_it_is_keeps_the_largest_letters():
    """Even where the next smaller one, which says that there is more, is taller."""
    page = page_of(refusing(gwen_only()))
    _, roomy = fitted(page, "", NOTE, 2000)
    kept, close = fitted(page, "", NOTE, tall(roomy))
    assert kept == page
    assert tall(close) == tall(roomy)


def test_more_than_five_sudden_problems_are_pointed_to(full):
    assert full.note is not None
    assert len(full.happens.lines) == 5 + 2
    book = gwen()
    for number in range(5):
        sudden(book, f"s{number}", "pain", "As on the signed chart.", "The team")
    assert page_of(book).note is None


def test_a_page_with_one_refusal_keeps_it():
    page = page_of(refusing(gwen_only()))
    assert smallest(page).read_first[0].lines == page.read_first[0].lines


# ---- by hand


def test_by_hand_says_what_page_1_says_in_its_order_with_version_and_check_letters():
    book = maxi()
    copy = book.copy(version=signed(book))
    lines = by_hand(copy)
    said = [line.words for line in lines]
    assert lines[0].label == "Name"
    printed = [words.plain for row in page1(copy).read_first for words in row.lines]
    assert [words for words in said if words in printed] == printed
    check = next(line for line in lines if line.label == "Version")
    assert check.words == (
        f"Version 1, 12 November 2025. Check letters: {copy.check}. Copied by hand by Carys Bevan,"
        " 12 November 2025, 14:20."
    )
    assert said[-1].startswith("This summary is not a DNACPR")
    assert all(line.words for line in lines)


def test_by_hand_shortens_nothing():
    long = "Where the old yew stands, " * 20
    copy = gwen().say("home.access", None, long).copy()
    assert any(long.strip() in line.words for line in by_hand(copy))
    assert not any("see “More" in line.words or 'see "More' in line.words for line in by_hand(copy))


def test_a_draft_is_not_copied_by_hand():
    copy = gwen().copy()
    draft = Copy(copy.guide, copy.log, copy.audience, None, None, copy.staff, copy.now)
    with pytest.raises(ValueError, match="draft"):
        by_hand(draft)
