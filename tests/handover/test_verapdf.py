"""The files against veraPDF, and files made wrong on purpose, which it must refuse."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from eolplan.handover import AUDIENCES, export
from tests.handover.notebook import SIGNED, STAFF, Notebook, extreme, gwen, reader_for
from tests.handover.vera import ACCESSIBLE, ARCHIVAL, Vera

pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="session")
def vera() -> Iterator[Vera]:
    running = Vera()
    yield running
    running.close()


def file_of(book: Notebook, audience_id: str = "hospice", *, draft: bool = False) -> bytes:
    if book.log.unsigned() and not draft:
        book.sign()
    return export(book.log, book.guide, audience_id, staff=STAFF, now=SIGNED, draft=draft,
                  reason="asked today", reader=reader_for(book.log, audience_id)).pdf  # fmt: skip


def welsh() -> Notebook:
    book = gwen().person_named("Ŵyn", "Tŷ Gŵyr-Łukaszewicz", **{"person.title": "Ŷ"})
    book.contact("c1", "Żaneta Źdźbło", "07700 900123", "emergency_first", words="córka")
    words = "Dw i eisiau bod gartref, yn fy nhŷ fy hun. Zażółć gęślą jaźń. Ẁẃẅỳ ÂÊÎÔÛŴŶ."
    return book.say("val.matters", None, words).say("comm.how", None, "Ym Mhwllheli: ŵyr ŷd ❤️ 海.")


BOOKS: dict[str, Callable[[], Notebook]] = {
    "minimal": lambda: Notebook().person_named(),
    "typical": gwen,
    "extreme": extreme,
    "welsh": welsh,
}


def assert_sound(vera: Vera, file: Path, pdf: bytes) -> None:
    file.write_bytes(pdf)
    assert vera.faults(file, ARCHIVAL) == {}
    assert vera.faults(file, ACCESSIBLE) == {}


@pytest.mark.parametrize("name", BOOKS)
def test_a_staff_copy_is_archival_and_accessible(vera, tmp_path, name):
    assert_sound(vera, tmp_path / "plan.pdf", file_of(BOOKS[name]()))


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES.keys() - {"hospice"}))
def test_so_is_every_other_copy(vera, tmp_path, audience_id):
    told = gwen().say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    assert_sound(vera, tmp_path / "plan.pdf", file_of(told, audience_id))


@pytest.mark.parametrize("audience_id", ["own", "family", "bedside"])
def test_so_is_one_that_is_for_somebody_with_signs_of_another_language(vera, tmp_path, audience_id):
    told = welsh().say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    assert_sound(vera, tmp_path / "plan.pdf", file_of(told, audience_id))


def test_so_is_a_draft(vera, tmp_path):
    assert_sound(vera, tmp_path / "plan.pdf", file_of(gwen(), draft=True))


# ---- files made wrong


def _first(document: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    return next(
        each
        for each in document.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{tag}"
    )


def _font(document: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(document.pages[0].Resources.Font.values()))


def _without_tree(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


def _without_owners(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot.ParentTree


def _without_mark(document: pikepdf.Pdf) -> None:
    del document.Root.MarkInfo


def _without_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def _without_title_bar(document: pikepdf.Pdf) -> None:
    del document.Root.ViewerPreferences.DisplayDocTitle


def _skips_a_level(document: pikepdf.Pdf) -> None:
    _first(document, "H2").S = Name.H4


def _without_alt(document: pikepdf.Pdf) -> None:
    del _first(document, "Figure").Alt


def _without_scope(document: pikepdf.Pdf) -> None:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH":
            del each.A


def _row_too_short(document: pikepdf.Pdf) -> None:
    row = _first(document, "TR")
    row.K = pikepdf.Array(list(row.K)[:-1])


def _cell_outside_a_row(document: pikepdf.Pdf) -> None:
    _first(document, "TR").S = Name.P


def _without_meanings(document: pikepdf.Pdf) -> None:
    del _font(document).ToUnicode


def _not_embedded(document: pikepdf.Pdf) -> None:
    del _font(document).FontDescriptor.FontFile2


def _a_letter_the_font_lacks(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    text = page.Contents.read_bytes().replace(b"(Read first", b"(\x1fead first")
    page.Contents = document.make_stream(text)


def _drawn_outside_the_tree(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"0 0 m 99 99 l S")


def _xmp(old: str, new: str = "") -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        text = document.Root.Metadata.read_bytes().decode()
        assert old in text
        document.Root.Metadata.write(text.replace(old, new).encode())

    return change


def _without_intent(document: pikepdf.Pdf) -> None:
    del document.Root.OutputIntents


def _without_relation(document: pikepdf.Pdf) -> None:
    del document.Root.AF[0].AFRelationship


def _without_association(document: pikepdf.Pdf) -> None:
    del document.Root.AF


def _without_kind(document: pikepdf.Pdf) -> None:
    del document.Root.AF[0].EF.F.Subtype


WRONG: dict[str, tuple[Callable[[pikepdf.Pdf], None], str, str]] = {
    "no tree": (_without_tree, "6.7.3.3-1", "7.1-11"),
    "no owners of marks": (_without_owners, "", "7.1-3"),
    "not said to be marked": (_without_mark, "6.7.2.2-1", "6.2-1"),
    "no language": (_without_language, "", "7.2-34"),
    "no title shown": (_without_title_bar, "", "7.1-10"),
    "skips a level": (_skips_a_level, "", "7.4.2-1"),
    "no words for a picture": (_without_alt, "", "7.3-1"),
    "headings of nothing": (_without_scope, "", "7.5-1"),
    "short row": (_row_too_short, "", "7.2-42"),
    "cell outside a row": (_cell_outside_a_row, "", "7.2-8"),
    "letters without meaning": (_without_meanings, "6.2.11.7.2-1", "7.21.7-1"),
    "font not embedded": (_not_embedded, "6.2.11.4.1-1", "7.21.4.1-1"),
    "a letter the font lacks": (_a_letter_the_font_lacks, "6.2.11.4.1-2", "7.21.4.1-2"),
    "drawn outside the tree": (_drawn_outside_the_tree, "", "7.1-3"),
    "not said to be archival": (_xmp("<pdfaid:part>3</pdfaid:part>"), "6.6.4-2", ""),
    "not said to be accessible": (_xmp("<pdfuaid:part>1</pdfuaid:part>"), "", "5-1"),
    "no title": (_xmp("dc:title>", "dc:subject>"), "6.6.2.3.1-2", "7.1-9"),
    "no colour space": (_without_intent, "6.2.4.3-2", ""),
    "attached as nothing": (_without_relation, "6.8-3", ""),
    "attached to nothing": (_without_association, "6.8-4", ""),
    "attached without kind": (_without_kind, "6.8-1", ""),
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return file_of(gwen())


@pytest.mark.parametrize("name", WRONG)
def test_a_file_made_wrong_is_refused(vera, tmp_path, sound, name):
    """A checker that passes everything would not be worth asking."""
    change, archival, accessible = WRONG[name]
    file = tmp_path / "wrong.pdf"
    with pikepdf.open(io.BytesIO(sound)) as document:
        change(document)
        document.save(file)
    for standard, clause in ((ARCHIVAL, archival), (ACCESSIBLE, accessible)):
        found = vera.faults(file, standard)
        assert clause in found if clause else found == {}


def test_a_file_that_needs_a_password_is_not_archival_but_accessible(vera, tmp_path, sound):
    file = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(sound)) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="x" * 20, user="", R=6))
    assert list(vera.faults(file, ARCHIVAL)) == ["6.1.3-2"]
    assert vera.faults(file, ACCESSIBLE) == {}
