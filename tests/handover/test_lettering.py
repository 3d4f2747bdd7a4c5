"""Letters: everything can be drawn, and nothing in a text is read as notation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from eolplan.handover.lettering import PLAIN, STRONG, drawable, lettered, register, weighted
from eolplan.handover.phrases import Run, Words
from eolplan.handover.typeset import PIECE, pieces, quoted, text


def test_welsh_and_polish_letters_and_signs_are_in_the_font():
    text = "ŵ ŷ Ŵ Ŷ â ê î ô û ë ï Łódź Žofia Ångström \u2013 \u2018\u2019 “” … £ ½ ° ≥"
    assert drawable(text) == text


def test_both_weights_can_draw_and_measure_the_same():
    plain, strong = (pdfmetrics.getFont(name).face for name in (PLAIN, STRONG) if register())
    assert plain.charToGlyph.keys() == strong.charToGlyph.keys()
    for face in (plain, strong):
        assert face.charToGlyph.keys() <= face.charWidths.keys()


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("I ❤️ tea", "I [heavy black heart] tea"),
        ("so 😀", "so [grinning face]"),
        ("أحب البحر", "[8 letters that this page cannot draw]"),
        ("I say 海 too", "I say [1 letter that this page cannot draw] too"),
        ("a\tb\r\nc", "a b\nc"),
        ("zero\u200bwidth\u202eturned", "zerowidthturned"),
        ("thin\u2009space", "thin space"),
        ("W\u0302", "Ŵ"),
    ],
)
def test_a_sign_that_cannot_be_drawn_is_put_into_words(said, drawn):
    assert drawable(said).replace("\u2009", " ") == drawn


@given(st.text(max_size=60))
def test_everything_that_is_drawn_can_be_drawn(words):
    known = register()
    assert all(ord(sign) in known or sign == "\n" for sign in drawable(words))


@given(st.text(alphabet="<>&;/abc \n\"'", max_size=40))
def test_nothing_in_a_text_is_notation(words):
    drawn = "".join(fragment.text for fragment in text(words).frags)
    assert drawn == words.replace("\n", "")


@pytest.mark.parametrize("nothing", ["", " ", "\n", "\u200b"])
def test_a_text_without_a_letter_takes_no_room_and_breaks_nothing(nothing):
    for shape in (text(nothing), *pieces(nothing), text(Words.of(nothing))):
        assert shape.wrap(400, 400)[1] <= 2 * shape.style.leading


def test_no_cpr_is_bound_to_the_word_before_it_and_never_bold():
    assert lettered("Hospital, yes. No CPR, thank you.") == "Hospital, yes.\u00a0No CPR, thank you."
    (set_as,) = weighted(Words((Run("No CPR", strong=True), Run(" x"))), 12)
    assert (set_as.font, set_as.text) == (PLAIN, "No CPR x")
    (set_as,) = weighted(Words.of("No CPR"), 12, strong=True)
    assert set_as.font == PLAIN


def test_a_number_stands_in_one_piece_beside_what_kind_of_number_it_is():
    assert lettered("NHS no. 999 064 1544") == "NHS\u00a0no.\u00a0999\u00a0064\u00a01544"
    assert lettered("Casino. 3 days, no. Ask.") == "Casino. 3 days, no. Ask."
    label, number = weighted(Words((Run("NHS no. "), Run("999 064 1544", strong=True))), 12)
    assert label.text + number.text == "NHS\u00a0no.\u00a0999\u00a0064\u00a01544"


def test_each_paragraph_of_somebodys_words_opens_as_a_quotation():
    assert quoted("One.\n\nNo CPR.\nThree") == ["“One.", "“No CPR.", "“Three”"]
    assert quoted(" \n ") == []


@given(st.text(alphabet="ab ", min_size=1, max_size=4 * PIECE))
def test_pieces_lose_nothing(words):
    made = [piece.getPlainText() for piece in pieces(words)]
    assert "".join("".join(made).split()) == "".join(words.split())
    assert all(len(piece) <= PIECE for piece in made)
