"""The pages: read back by another library, word for word, or not made at all."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak

from eolplan.handover import behind, faithful
from eolplan.handover.faithful import ExportUnfaithful, as_read, read_back, squeezed
from eolplan.handover.front import PageOneTooFull
from eolplan.handover.margins import WIDTH
from eolplan.handover.pdf import Composed, _front, imprint, version_code
from eolplan.handover.phrases import Words
from eolplan.handover.plan import Outline, Row, Table, Topic
from eolplan.handover.sheet import Said
from eolplan.handover.typeset import Rule
from eolplan.record import cleaned
from tests.handover.notebook import STAFF, Notebook, extreme, gwen, made

pytestmark = pytest.mark.uncounted

LONGEST = 20_000


def texts(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    document.close()
    return pages


def body(book: Notebook, got: Composed) -> str:
    """Return all words of all pages, without the margins."""
    edge = imprint(book.copy("hospice"))
    edge = replace(edge, more=". ".join(heading for heading, _ in got.plan.runs_on()))
    return squeezed("".join(page.body for page in read_back(got.pdf, edge, front=True)))


@pytest.fixture(scope="module")
def usual() -> Composed:
    return made(gwen())


def test_a_usual_staff_copy_is_two_pages(usual):
    assert len(texts(usual.pdf)) == 2
    assert len(texts(made(gwen(), "ambulance").pdf)) == 2


def test_page_1_stands_alone(usual):
    first = texts(usual.pdf)[0]
    for words in ("PRYCE, Gwen (Mrs)", "DO NOT ATTEMPT CPR.", "Night: 01632 960002",
                  "Not breathing: ring 999.", "Page 1 of 2", "Version 1"):  # fmt: skip
        assert words in first


def test_every_page_names_the_person_the_paper_and_itself():
    pages = texts(made(gwen().say("val.fears", None, "worry " * 3_000)).pdf)
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        words = squeezed(page)
        for part in ("PRYCE, Gwen (Mrs)", "Born 4 March 1941", "NHS no. 999 064 1544",
                     "12 November 2025", f"Page {number} of {len(pages)}"):  # fmt: skip
            assert squeezed(part) in words
    assert all("More of what Gwen said" in page for page in pages[3:])


def test_the_same_input_gives_the_same_bytes():
    book = gwen()
    assert made(book).pdf == made(book).pdf


def test_one_copy_leaves_no_trace_in_the_next():
    book = gwen()
    before = made(book).pdf
    made(extreme())
    assert made(book).pdf == before


def test_only_embedded_faces_of_one_family_are_used(usual):
    with pikepdf.open(io.BytesIO(usual.pdf)) as document:
        fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary)
                 and o.get("/Type") == "/Font"]  # fmt: skip
        names = {str(font.BaseFont) for font in fonts}
        assert names
        assert all("AtkinsonHyperlegibleNext" in name for name in names)
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert b"Helvetica" not in usual.pdf


@pytest.mark.parametrize(
    "words",
    [
        "<home>, not <hospital> & 'that' is \"it\"",
        "Dw i eisiau bod gartref, yn fy nhŷ fy hun, gyda'r ci. Ŵyr neb. Ŷd.",
        "I ❤️ tea and <b>bold</b> and {braces} and %(percent)s and &amp; and <br/>",
        "x" * 4_000,
        "a-b " * 400 + "well-being-and-self-care-" * 40,
        "para one\n\npara two\n  indented\n" * 5,
        "hospital. No CPR. " * 60,
    ],
    ids=["tags", "welsh", "markup", "one-word", "hyphens", "paragraphs", "no-cpr"],
)
def test_words_are_printed_as_they_were_said(words):
    book = gwen().say("val.fears", None, words)
    made(book)  # reads itself back, or raises


@pytest.mark.parametrize("question", ["val.matters", "comm.how", "val.fears", "pod.why"])
def test_twenty_thousand_letters_run_on_uncut(question):
    words = ("I want to be at home with Mot the dog. " * 600)[:LONGEST]
    book = gwen().say(question, None, words)
    got = made(book)
    assert squeezed(words) in body(book, got)
    assert "More of what Gwen said" in texts(got.pdf)[-1]


def test_a_megabyte_of_words_is_set_in_reasonable_time():
    """One paragraph of that length took the drawing library 400 seconds."""
    book = gwen()
    words = ("word " * 4_000)[:LONGEST]
    fields = ("val.matters", "val.fears", "val.good_day", "val.strength", "val.comfort", "val.else")
    for question in fields:
        book.say(question, None, words)
    got = made(book)
    assert body(book, got).count("word") >= len(fields) * 4_000


@pytest.mark.parametrize("cell", ["Siân Pryce", "a neighbour who looks in each day " * 6])
def test_the_head_of_a_table_stays_with_its_first_row(cell):
    table = Table(("Person", "Who they are", "Phone"), ((cell, "daughter", "07700 900123"),) * 2)
    (topic,) = behind.plan_shapes(Outline((Topic("People", (table,)),)))[:1]
    keep, head, first, *_ = behind._table(table)
    canvas = Canvas(io.BytesIO())
    tall = sum(shape.wrapOn(canvas, WIDTH, 10_000)[1] for shape in (head, first))
    assert isinstance(keep, CondPageBreak)
    assert keep.height >= tall
    assert isinstance(topic, behind.Together)
    assert topic.least(canvas, WIDTH) >= tall + 20


WORDS = "a big bleed, or a fit that will not stop "


@pytest.mark.parametrize(
    ("row", "shapes"),
    [
        (Row("What matters", "", (Said("What matters", WORDS * 9, "Gwen"),)), 2),  # label, words
        (Row("CPR", WORDS * 5), 1),  # three lines, of which one alone cannot be left behind
    ],
)
def test_no_heading_and_no_label_stands_alone_at_the_foot_of_a_page(row, shapes):
    canvas = Canvas(io.BytesIO())
    long = Topic("CPR", (row, *[Row("More", WORDS * 20)] * 2))
    turn, *rest = behind.plan_shapes(Outline((long,)))
    head, keep, content = rest[:3], rest[3], rest[4 : 4 + shapes]
    assert isinstance(turn, behind.Together)
    assert isinstance(keep, behind.Together)
    tall = sum(shape.wrapOn(canvas, WIDTH, 10_000)[1] for shape in content)
    assert keep.least(canvas, WIDTH) >= tall
    above = sum(shape.wrapOn(canvas, WIDTH, 10_000)[1] for shape in head)
    assert turn.least(canvas, WIDTH) >= above + tall


@pytest.mark.parametrize(("words", "whole"), [(WORDS * 20, True), (WORDS * 200, False)])
def test_what_nobody_talked_about_is_not_parted_from_the_heading_that_says_so(words, whole):
    """Alone on the last page "Treatment: Treatments." reads as a topic that was dealt with."""
    canvas = Canvas(io.BytesIO())
    shapes = behind.plan_shapes(Outline((Topic("Not talked about yet", (Words.of(words),)),)))
    turn = shapes[0]
    assert isinstance(turn, behind.Together)
    tall = sum(shape.wrapOn(canvas, WIDTH, 10_000)[1] for shape in shapes[1:])
    assert (turn.least(canvas, WIDTH) >= tall) is whole


def test_what_is_very_tall_leaves_no_page_blank():
    book = gwen()
    for n in range(4):
        book.say("tx.scenario", True, instance=f"s{n}")
        book.say("tx.scenario.problem", "bleed", instance=f"s{n}")
        book.say("tx.scenario.do", None, "Stay with her.\n" * 40, instance=f"s{n}")
    pages = texts(made(book, "gp").pdf)
    assert all(len(page.split()) > 60 for page in pages[:-1])


def test_no_line_begins_with_no_cpr_wherever_the_words_break():
    book = gwen().say("val.fears", None, "Please, " + "let me be. No CPR. " * 200)
    book.say("val.comfort", None, "No CPR.\nNo CPR either.")
    book.say("val.do_dont.dont", ["No CPR", "no cpr"])
    for page in texts(made(book).pdf):
        for line in page.splitlines():
            assert not line.strip().casefold().startswith("no cpr"), line


@settings(max_examples=12)
@given(st.text(max_size=300), st.text(alphabet="ŵŷ<>&\n -abc", max_size=300))
def test_any_words_come_back_from_the_page(first, second):
    book = Notebook().person_named()
    for question, words in (("val.matters", cleaned(first)), ("val.fears", cleaned(second))):
        if words:
            book.say(question, None, words)
    made(book)


# ---- losses are found


def test_a_lost_row_is_found(monkeypatch):
    real = behind._row

    def forgetful(row):
        return real(row) if row.label != "Next review" else iter([Rule()])

    monkeypatch.setattr(behind, "_row", forgetful)
    with pytest.raises(ExportUnfaithful):
        made(gwen())


def test_a_lost_word_a_hidden_margin_and_a_changed_sign_are_found(usual):
    edge = imprint(gwen().copy("hospice"))
    good = ["PRYCE, Gwen (Mrs)", "Read first", "DO NOT ATTEMPT CPR."]
    faithful.check(usual.pdf, as_read(good), edge, front=True)
    for bad in (
        [*good, "hospice bed"], good[::-1], ["DO NOT ATTEMPT CPR"] * 3, ["PRYCE, Gwyn (Mrs)"],
    ):  # fmt: skip
        with pytest.raises(ExportUnfaithful):
            faithful.check(usual.pdf, as_read(bad), edge, front=True)


def test_a_word_outside_the_page_is_found(monkeypatch):
    """Text that is cut off at the edge is in the file, and nobody can read it."""
    from eolplan.handover import typeset

    real = typeset.Stack.draw

    def draw(self):
        self.canv.saveState()
        self.canv.translate(0, -900)
        real(self)
        self.canv.restoreState()

    monkeypatch.setattr(typeset.Stack, "draw", draw)
    with pytest.raises(ExportUnfaithful):
        made(gwen())


# ---- the two extremes of page 1


def test_the_fullest_page_1_is_still_one_page_and_says_where_the_rest_is():
    got = made(extreme())
    pages = texts(got.pdf)
    assert sum("DO NOT ATTEMPT CPR." in page for page in pages[:1]) == 1
    assert "Not breathing: ring 999." in pages[0]
    assert "More on the pages behind." in pages[0]
    assert "Page 1 of" in pages[0]


def test_a_name_and_an_address_without_end_leave_one_page_1_and_stand_whole():
    book = gwen().person_named(given="Ann " * 49, family="Pryce " * 33)
    lines = [f"{n} A very long line of an address that nobody has" for n in range(40)]
    got = made(book.address(*lines))
    assert all(line in "\n".join(got.plan.texts()) for line in lines)


def test_a_page_1_that_cannot_be_one_page_is_refused():
    copy = gwen().copy(staff=replace(STAFF, team="Team " * 900))
    with pytest.raises(PageOneTooFull):
        _front(copy, 740)


def test_the_emptiest_plan_prints():
    got = made(Notebook().person_named(), "ambulance")
    assert len(texts(got.pdf)) == 2


# ---- drafts and the code


def test_a_draft_has_no_page_1_and_says_so_on_every_page():
    got = made(gwen().say("val.fears", None, "worry " * 2_000), draft=True)
    pages = texts(got.pdf)
    assert got.page is None
    assert "Read first" not in pages[0]
    assert "Numbers to ring" in pages[0]
    for page in pages:
        assert "DRAFT, NOT SIGNED OFF (12 November 2025, 14:20). Not for emergencies." in page


def test_the_code_says_which_version_this_is_and_nothing_else():
    copy = gwen().copy("ambulance")
    code = version_code(copy)
    assert copy.version is not None
    assert re.fullmatch(r"EOLPLAN1:[0-9A-F]{32}:1:20251112:[0-9A-F]{16}:[0-9A-F]{8}", code)
    for secret in ("GWEN", "PRYCE", "19410304", "9990641544", "CPR"):
        assert secret not in code


def test_a_name_with_nothing_to_tell_of_it_ends_in_no_colon():
    book = gwen().say("pet.item", True, instance="d")
    book.say("pet.item.name", "Bess, an old collie", instance="d")
    words = " ".join("".join(texts(made(book).pdf)).split())
    assert "Pets and animals: Bess, an old collie" in words
    assert "Bess, an old collie:" not in words
