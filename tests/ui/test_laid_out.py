"""A text is laid out once for all widths at which it would look the same, and for no other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.theme import look
from ui.widgets.labels import LaidOut, Lines, lay_out

WORDS = (
    "bed", "and the dog;", "07700 900 123", "a", "-", "b/c", "Featherstonehaugh-Cholmondeley",
    "supercalifragilisticexpialidocious", "שלום", "עולם", "مرحبا",
)  # fmt: skip


def drawn(lines: Lines) -> tuple[object, ...]:
    rows = [lines.layout.lineAt(n) for n in range(lines.layout.lineCount())]
    places = [(row.textStart(), row.textLength(), row.naturalTextRect()) for row in rows]
    return lines.height, lines.width, places


@settings(max_examples=25)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=25), between=st.sampled_from((" ", "  ", "\n")),
    rooms=st.lists(st.integers(20, 900), min_size=1, max_size=8),
)  # fmt: skip
def test_a_layout_that_serves_another_width_is_what_would_be_made_for_it(
    qapp, words, between, rooms
):
    """Also of words that are written from right to left: where they stand hangs on the width."""
    text, laid = between.join(words), LaidOut()
    for room in (100_000, *rooms):
        new = lay_out(text, look().font("body"), look().line("body"), room)
        assert drawn(laid.lines(text, "body", room)) == drawn(new)


def test_a_short_text_is_laid_out_once_and_another_one_anew(qapp):
    laid = LaidOut()
    wide = laid.lines("The dog.", "body", 100_000)
    assert laid.lines("The dog.", "body", 300) is wide
    assert laid.lines("The dog.", "body", wide.width) is wide
    assert laid.lines("The dog.", "body", wide.width // 2).height > wide.height
    assert laid.lines("The cat sat there.", "body", 300) is not wide
    assert laid.lines("The dog.", "small", 300) is not wide
