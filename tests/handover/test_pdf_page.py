"""What meets the eye: how many pages, how large the letters, and what a grey copy leaves."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4

from eolplan.handover import AUDIENCES
from eolplan.handover.margins import TOP, Imprint
from eolplan.handover.pages import bind
from eolplan.handover.pdf import Composed, imprint
from eolplan.handover.typeset import Rule
from tests.handover.full import maxi
from tests.handover.notebook import Notebook, extreme, gwen, made

pytestmark = pytest.mark.uncounted

GREY_DPI = 100
BOOKS: dict[str, Callable[[], Notebook]] = {
    "minimal": lambda: Notebook().person_named(),
    "typical": gwen,
    "extreme": extreme,
}


@pytest.fixture(scope="module", params=BOOKS)
def any_copy(request) -> Composed:
    return made(BOOKS[request.param]())


def pages_of(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    document.close()
    return pages


# ---- how many pages


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES))
def test_a_usual_copy_is_two_pages(audience_id):
    told = gwen().say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    pages = pages_of(made(told, audience_id).pdf)
    # what a care home's copy never holds whole is a list of nearly all topics
    assert len(pages) == (3 if audience_id == "care_home" else 2)


def test_more_pages_hold_only_what_does_not_fit_and_say_so():
    """Nothing is cut or shrunk: long words run on, under a heading that says whose they are."""
    got = made(extreme())
    _first, _second, *others = pages_of(got.pdf)
    assert got.page
    assert "More on the pages behind." in got.page.texts()
    (own, words), *_ = got.plan.runs_on()
    assert own == "More of what Gwen said"
    assert sum(len(said.words) for said in words) > 9_000
    assert sum(own in page for page in others) >= len(others) - 1


def test_words_that_run_on_begin_below_the_plan_and_not_on_a_page_of_their_own():
    book = Notebook().person_named().say("val.fears", None, "Being alone, by the sea. " * 30)
    _first, second = pages_of(made(book).pdf)
    assert "Not talked about yet" in second
    assert "More of what Gwen said" in second


def test_no_page_is_begun_for_the_space_behind_the_last_words():
    edge = Imprint("Gwen Pryce", "4 March 1941", "999 064 1544", "Version 1", "Copy for: GP")
    whole = A4[1] - edge.head - edge.foot
    drawn = bind([], [Rule(before=whole - 2), Rule(0, before=8)], [], edge)
    assert len(pages_of(drawn.pages)) == 1


# ---- how large


def sizes(pdf: bytes, number: int, foot: float, head: float) -> Counter[float]:
    """Return how many letters of a page have which size, between its margins."""
    document = pdfium.PdfDocument(pdf)
    page = document[number]
    text = page.get_textpage()
    found: Counter[float] = Counter()
    for n in range(text.count_chars()):
        _left, low, _right, high = text.get_charbox(n)
        printed = not raw.FPDFText_IsGenerated(text, n)  # a line's end is in no font
        if printed and foot < low and high < page.get_height() - head:
            found[round(raw.FPDFText_GetFontSize(text, n), 1)] += 1
    document.close()
    return found


def test_nothing_that_is_said_is_smaller_than_twelve_points(any_copy):
    edge = imprint(gwen().copy("hospice"))
    for number in range(len(pages_of(any_copy.pdf))):
        found = sizes(any_copy.pdf, number, edge.foot, TOP if number == 0 else edge.head)
        assert found
        assert min(found) >= 12


def test_the_person_s_name_and_the_words_for_the_heart_are_the_largest():
    edge = imprint(gwen().copy("hospice"))
    largest = [size for size in sorted(sizes(made(gwen()).pdf, 0, edge.foot, TOP)) if size > 14]
    assert largest == [17, 22]


# ---- in grey


def words_of(page: pdfium.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield the words of a page with their boxes: left, upper, right, lower, in points."""
    text = page.get_textpage()
    word, boxes = "", list[tuple[float, float, float, float]]()
    for n in range(text.count_chars() + 1):
        code = raw.FPDFText_GetUnicode(text, n) if n < text.count_chars() else 32
        if chr(code).isspace():
            if word:
                lefts, lows, rights, highs = zip(*boxes, strict=True)
                yield word, (min(lefts), max(highs), max(rights), min(lows))
            word, boxes = "", []
        else:
            word += chr(code)
            boxes.append(text.get_charbox(n))


def contrast(darker: int, lighter: int) -> float:
    """Return the ratio of two greys of 0 to 255, as WCAG counts it."""

    def light(grey: int) -> float:
        share = grey / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return (light(lighter) + 0.05) / (light(darker) + 0.05)


def test_every_word_that_is_read_first_survives_a_grey_copy(any_copy):
    """At 100 dots to the inch, as a fax or a tired printer leaves it."""
    assert any_copy.page
    lines = [text for row in any_copy.page.read_first
             for text in (row.label, *(line.plain for line in row.lines))]  # fmt: skip
    wanted = Counter(word for line in lines for word in line.split())
    document = pdfium.PdfDocument(any_copy.pdf)
    page, scale = document[0], GREY_DPI / 72
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    seen: Counter[str] = Counter()
    for word, (left, upper, right, lower) in words_of(page):
        height = page.get_height()
        box = (int(left * scale), int((height - upper) * scale),
               int(right * scale) + 1, int((height - lower) * scale) + 1)  # fmt: skip
        greys = sorted(picture.crop(box).tobytes())
        if len(greys) > 1 and contrast(greys[len(greys) // 20], greys[-len(greys) // 20]) >= 7:
            seen[word] += 1
    document.close()
    assert wanted - seen == Counter()


AWAY = 3
"""Points between a frame and the words in it, at the least: four white dots in a grey copy."""


def frame_of(
    box: tuple[float, float, float, float], frames: list[tuple[float, float, float, float]]
) -> tuple[float, float, float, float] | None:
    """Return the smallest frame (left, lower, right, upper) round the middle of a word."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    around = [f for f in frames if f[0] < x < f[2] and f[1] < y < f[3]]
    return min(around, key=lambda f: (f[2] - f[0]) * (f[3] - f[1]), default=None)


@pytest.mark.parametrize("book", [gwen, extreme, maxi])
def test_no_word_of_page_1_touches_a_frame(book):
    document = pdfium.PdfDocument(made(book()).pdf)
    page = document[0]
    frames = [shape.get_bounds() for shape in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
    frames = [f for f in frames if f[3] - f[1] > GREY_DPI / 10]  # the others are lines
    held = [(word, box, frame_of(box, frames)) for word, box in words_of(page)]
    framed = [(word, box, frame) for word, box, frame in held if frame]
    close = [word for word, box, frame in framed
             if min(box[0] - frame[0], frame[2] - box[2]) < AWAY]  # fmt: skip
    document.close()
    assert len(framed) > 100
    assert close == []


# ---- for machines


def test_the_file_says_its_language_and_title_and_that_it_has_a_tree(any_copy):
    with pikepdf.open(io.BytesIO(any_copy.pdf)) as document:
        root = document.Root
        assert root.Lang == "en-GB"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert root.StructTreeRoot.K.S == "/Document"
        assert [page.obj.Tabs for page in document.pages] == ["/S"] * len(document.pages)
        with document.open_metadata() as told:
            assert told["dc:title"] == "Advance care plan"
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
            assert told["pdfuaid:part"] == "1"
        assert not document.is_encrypted


def test_the_attached_data_say_what_they_are_to_the_pages_and_since_when(any_copy):
    with pikepdf.open(io.BytesIO(any_copy.pdf)) as document:
        (spec,) = document.Root.AF
        file = spec.EF.F
        assert (spec.AFRelationship, file.Subtype) == ("/Source", "/application/fhir+json")
        assert str(file.Params.ModDate) == "D:20251112142000Z"
        assert bytes(file.Params.CheckSum) == hashlib.md5(file.read_bytes()).digest()  # noqa: S324  as the format asks
        assert len(document.trailer.ID) == 2


def test_the_colours_are_those_of_every_screen():
    """Black must be the same black in fifty years."""
    from PIL import ImageCms

    from eolplan.handover.colour import NAME, profile

    ours = ImageCms.ImageCmsProfile(io.BytesIO(profile()))
    assert ImageCms.getProfileDescription(ours).strip() == NAME
    ramp = Image.new("RGB", (256, 3))
    for n in range(256):
        for y, colour in enumerate([(n, n, n), (n, 0, 255 - n), (0, n, 128)]):
            ramp.putpixel((n, y), colour)
    there = ImageCms.buildTransform(ours, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    back = ImageCms.applyTransform(ramp, there)
    pairs = zip(ramp.tobytes(), back.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1
