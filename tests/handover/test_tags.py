"""What a screen reader finds in a file: every text, as what it is, in the order it is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable, PageBreak

from eolplan.handover import faithful, typeset
from eolplan.handover.faithful import ExportUnfaithful
from eolplan.handover.lettering import Stretch, drawable, weighted
from eolplan.handover.lines import Tagged
from eolplan.handover.margins import Imprint
from eolplan.handover.package import package
from eolplan.handover.pages import Bound, bind
from eolplan.handover.pdf import Composed
from eolplan.handover.phrases import Run, Words
from eolplan.handover.tags import Element, TagCanvas
from eolplan.handover.tags_read import Told, read_tree
from eolplan.handover.typeset import Stack, headed, pieces, quoted, text
from tests.handover.notebook import SIGNED, Notebook, extreme, gwen, made

pytestmark = pytest.mark.uncounted

EDGE = Imprint("PRYCE, Gwen", "4 March 1941", "NHS no. 999 064 1544", "Version 1", "Copy for: GP")
HEADINGS = ("H1", "H2", "H3")


def told(pdf: bytes) -> Told:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return read_tree(document)


def finished(drawn: Bound) -> bytes:
    return package(drawn.pages, b"{}", drawn.tree, SIGNED)


def drawn(shapes: list[Flowable]) -> Bound:
    return bind([], shapes, [], EDGE)


def said(pdf: bytes, tag: str) -> list[str]:
    return [" ".join(each.text.split()) for each in told(pdf).walk() if each.tag == tag]


@pytest.fixture(scope="module")
def usual() -> Composed:
    return made(gwen())


# ---- the order and the kinds


def test_the_summary_is_heard_first_and_its_box_that_is_read_first_at_its_head(usual):
    heard = [each for each in told(usual.pdf).walk() if each.text.strip()]
    assert heard[0].tag == "H1"
    assert heard[0].text.strip() == "Advance care plan: summary for emergency use"
    second = next(each for each in heard if each.tag == "H2")
    assert second.text.strip() == "Read first"
    row, line = heard[heard.index(second) + 1 :][:2]
    assert row.text.strip() == "If her heart stops"
    assert line.text.startswith("DO NOT ATTEMPT CPR.")


@pytest.mark.parametrize(
    "book", [gwen, extreme, Notebook().person_named], ids=["typical", "extreme", "minimal"]
)
def test_headings_begin_at_the_top_and_skip_no_level(book: Callable[[], Notebook]):
    levels = [HEADINGS.index(each.tag) for each in told(made(book()).pdf).walk()
              if each.tag in HEADINGS]  # fmt: skip
    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(lower <= higher + 1 for higher, lower in pairwise(levels))


def test_every_topic_and_every_box_is_a_heading_that_can_be_jumped_to(usual):
    headings = said(usual.pdf, "H2")
    page, plan = usual.page, usual.plan
    assert page
    boxes = [box.heading for pair in page.pairs for box in pair if box.heading]
    for heading in (page.band, *boxes, *(topic.heading for topic in plan.topics)):
        assert heading in headings


def test_a_heading_that_runs_into_its_box_is_a_heading_all_the_same():
    got = made(extreme())
    assert got.page
    headings = said(got.pdf, "H2")
    for pair in got.page.pairs:
        for box in pair:
            assert f"{box.heading}." in headings or box.heading in headings


def test_the_box_that_is_read_first_is_a_table_with_a_name_for_each_row(usual):
    table = next(each for each in told(usual.pdf).walk() if each.tag == "Table")
    assert usual.page
    for row, meant in zip(table.kids, usual.page.read_first, strict=True):
        name, lines = row.kids
        assert (name.tag, name.scope, lines.tag) == ("TH", "Row", "TD")
        assert name.kids[0].text.strip() == meant.label
        heard = " ".join(" ".join(kid.text.split()) for kid in lines.kids)
        assert heard == " ".join(" ".join(line.plain.split()) for line in meant.lines)


def test_people_are_a_table_whose_columns_and_rows_have_names(usual):
    table = [each for each in told(usual.pdf).walk() if each.tag == "Table"][-1]
    head, *rows = table.kids
    assert [(cell.tag, cell.scope) for cell in head.kids] == [("TH", "Column")] * 4
    assert rows
    for row in rows:
        assert [cell.tag for cell in row.kids] == ["TH", "TD", "TD", "TD"]
        assert row.kids[0].scope == "Row"


def test_words_of_people_are_quotations_and_whose_they_are_stands_outside(usual):
    quotations = [each for each in told(usual.pdf).walk() if each.tag == "BlockQuote"]
    heard = [" ".join(kid.text.split()) for each in quotations for kid in each.kids]
    assert "“I want to be in my own bed, with the dog. I do not want a fuss.”" in heard
    assert not any("12 November 2025" in words for words in heard)


def test_a_picture_is_told_in_words(usual):
    (figure,) = [each for each in told(usual.pdf).walk() if each.tag == "Figure"]
    assert figure.alt == "Version check code"


def test_margins_are_heard_once_and_only_what_stands_nowhere_else(usual):
    heard = said(usual.pdf, "P")
    assert sum("Copy for: hospice and team." in words for words in heard) == 1
    assert sum(words.startswith("PRYCE, Gwen (Mrs)") for words in heard) == 1
    assert not any("Page 1 of" in words for words in heard)


def test_a_draft_says_so_before_anything_else():
    got = made(gwen(), draft=True)
    heard = [each for each in told(got.pdf).walk() if each.text.strip()]
    assert heard[0].tag == "H1"
    assert heard[0].text.startswith("PRYCE, Gwen (Mrs)")
    assert heard[1].text.startswith("DRAFT, NOT SIGNED OFF")


def test_bookmarks_lead_to_the_headings(usual):
    with pikepdf.open(io.BytesIO(usual.pdf)) as document, document.open_outline() as outline:
        (first,) = outline.root
        titles = [item.title for item in first.children]
        pages = {item.title: document.pages.index(pikepdf.Page(item.destination[0]))
                 for item in first.children}  # fmt: skip
    assert first.title == "Advance care plan: summary for emergency use"
    assert titles == said(usual.pdf, "H2")
    assert (pages["Read first"], pages["How this plan was made"]) == (0, 1)


# ---- every word


LONG = "The sea was there, and Mot the dog; well-being-and-care. " * 120

NASTY = {
    "plain": "I want to be at home.",
    "tags": "<home>, not <hospital> & 'that' is \"it\"; &amp; <br/> {x} %(y)s",
    "welsh": "Tŷ Gŵyr llawn dŵr ẁẃẅỳ ÂÊÎÔÛŴŶ. Zażółć gęślą jaźń.",
    "one word": "x" * 700,
    "words too long for a line": ("pneumonoultramicroscopic" * 9 + " and then ") * 4,
    "numbers": "Ring 01632 960001 or 07700 900123, or 999. " * 12,
    "no cpr": "hospital. No CPR. " * 40,
    "paragraphs": "one\n\ntwo words\n  three  spaces   here \n" * 3,
    "emoji": "I ❤️ tea 😀 and 海, twice. " * 9,
    "pages": LONG * 2,
}


@pytest.mark.parametrize("words", NASTY.values(), ids=list(NASTY))
def test_a_text_is_heard_as_it_was_given(words):
    """The drawing library drops the space at every line end: "discussed andagreed"."""
    bold = Words((Run("First. ", strong=True), Run(words[:900])))
    shapes: list[Flowable] = [text(words[:900]), text(bold), *pieces(words)]
    heard = said(finished(drawn(shapes)), "P")
    for given_, got in zip((words[:900], bold.plain, words), heard[:3], strict=True):
        assert got.split() == drawable(given_).split()


@settings(max_examples=15)
@given(st.text(max_size=200), st.text(alphabet="ŵŷ<>&\n -abc\u00a0\u00ad", max_size=400))
def test_any_text_is_heard_as_it_was_given(first, second):
    shapes: list[Flowable] = [*pieces(first), *pieces(second), text("end")]
    heard = " ".join(said(finished(drawn(shapes)), "P")).split()
    wanted = [*drawable(first).split(), *drawable(second).split(), "end"]
    assert heard[: len(wanted)] == wanted


def test_words_that_run_on_over_pages_are_one_quotation():
    story = "\n".join(f"Day {n}. " + LONG for n in range(2))
    got = made(gwen().say("val.fears", None, story))
    quotation = max((each for each in told(got.pdf).walk() if each.tag == "BlockQuote"),
                    key=lambda each: len(each.kids))  # fmt: skip
    heard = [" ".join(kid.text.split()) for kid in quotation.kids]
    assert heard == [" ".join(words.split()) for words in quoted(story)]


def test_a_heading_and_its_text_share_a_line_and_are_two():
    shape = headed(Words.of("Allergies.", strong=True), Words.of("Penicillin: rash. " * 20))
    pdf = finished(drawn([Stack([shape])]))
    assert said(pdf, "H2") == ["Allergies."]
    assert said(pdf, "P")[0] == ("Penicillin: rash. " * 20).strip()


# ---- losses are found


def test_words_run_together_are_found(monkeypatch):
    monkeypatch.setattr(Tagged, "_end_lines", lambda _self: None)
    with pytest.raises(ExportUnfaithful):
        made(gwen())


def test_a_word_that_gets_lost_on_the_way_to_the_paper_is_found(monkeypatch):
    """Also one that no text of the plan holds, such as the line beside the code."""

    def lossy(words: Words, size: float, *, strong: bool = False) -> list[Stretch]:
        return [replace(each, text=each.text.replace("eolplan", ""))
                for each in weighted(words, size, strong=strong)]  # fmt: skip

    monkeypatch.setattr(typeset, "weighted", lossy)
    with pytest.raises(ExportUnfaithful):
        made(gwen())


def wrong_tag(document: pikepdf.Pdf) -> None:
    of(document, "BlockQuote").S = pikepdf.Name.P


def wrong_scope(document: pikepdf.Pdf) -> None:
    of(document, "TH").A.Scope = pikepdf.Name.Column


def other_alt(document: pikepdf.Pdf) -> None:
    of(document, "Figure").Alt = pikepdf.String("A dog")


def lost_mark(document: pikepdf.Pdf) -> None:
    del of(document, "H2").K


def lost_element(document: pikepdf.Pdf) -> None:
    kids = document.Root.StructTreeRoot.K.K
    document.Root.StructTreeRoot.K.K = pikepdf.Array(list(kids)[:-1])


def other_order(document: pikepdf.Pdf) -> None:
    row = of(document, "TR")
    row.K = pikepdf.Array(list(row.K)[::-1])


def other_page(document: pikepdf.Pdf) -> None:
    for mark in of(document, "H2").K:
        mark.Pg = document.pages[1].obj


def no_such_mark(document: pikepdf.Pdf) -> None:
    of(document, "H2").K[0].MCID = 999


def other_letters(document: pikepdf.Pdf) -> None:
    for font in document.pages[0].Resources.Font.values():
        table = font.ToUnicode.read_bytes().replace(b"<41> <0041>", b"<41> <0042>")
        font.ToUnicode.write(table)


def no_tree(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


def of(document: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    return next(
        each
        for each in document.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{tag}"
    )


@pytest.mark.parametrize(
    "change",
    [wrong_tag, wrong_scope, other_alt, lost_mark, lost_element, other_order, other_page,
     no_such_mark, other_letters, no_tree],
)  # fmt: skip
def test_a_tree_that_does_not_say_what_was_meant_is_refused(change):
    shapes = [text("Agreed", tag="H2"), Stack([text("A quotation", inside=Element("BlockQuote"))])]
    table = Element("Table")
    row = Element("TR", table)
    cells = [Stack([text("Home", inside=Element("TH", row, scope="Row"))]),
             Stack([text("yes", inside=Element("TD", row))])]  # fmt: skip
    made_ = drawn([*shapes, *cells, Picture(), PageBreak(), text("End")])
    good = finished(made_)
    texts = faithful.as_read(["Agreed", "A quotation", "Home", "yes", "End"])
    faithful.check_tree(good, made_.tree, texts)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as document:
        change(document)
        document.save(out)
    with pytest.raises(ExportUnfaithful):
        faithful.check_tree(out.getvalue(), made_.tree, [])


class Picture(Flowable):
    """A black square that is told in words."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 9, 9

    def draw(self) -> None:
        assert isinstance(self.canv, TagCanvas)
        with self.canv.picture("A square", (0, 0, 9, 9)):
            self.canv.rect(0, 0, 9, 9, fill=1)


def test_a_text_that_was_to_be_heard_and_is_not_is_found(usual):
    tree = Element("Document")
    with pytest.raises(ExportUnfaithful):
        faithful.check_tree(usual.pdf, tree, [])
