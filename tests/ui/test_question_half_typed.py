"""Half-typed words of each voice: kept through a switch, a lock, a pause and an undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from eolplan.record import Answer, view_of
from tests.ui.talking import (
    LONG,
    MATTERS,
    Talking,
    question_page,
    words_on,
)
from ui.pages.onward import carry_on

if TYPE_CHECKING:
    pass
from tests.ui.beside import GWEN, box, say_beside, whose


def test_what_was_typed_is_recorded_before_another_speaks(talking: Talking, sian: str) -> None:
    say_beside(talking, sian, "val.matters", "Mam wants to be home")
    page = question_page(talking)
    assert page._speakers is not None
    page._speakers.speak("")  # as where a tap takes no focus
    said = talking.says("val.matters", view_of(sian))
    assert said is not None
    assert said.own_words == "Mam wants to be home"


def test_a_lock_comes_back_to_the_same_voice_and_words(talking: Talking, sian: str) -> None:
    talking.open("val.matters")
    talking.hands.write("my own bed", MATTERS)
    talking.hands.tap(whose(sian))
    talking.hands.write("Mam wants")
    before = talking.entries()
    talking.lock_and_open()
    assert talking.hands.focused() == box(sian, "val.matters")
    here = talking.hands.find(box(sian, "val.matters"), QPlainTextEdit)
    assert here.toPlainText() == "Mam wants"
    assert "Half-typed, from earlier" in words_on(talking)
    assert talking.entries() == before
    talking.hands.write(" to be home")
    talking.hands.tap(GWEN)
    said = talking.says("val.matters", view_of(sian))
    assert said is not None
    assert said.own_words == "Mam wants to be home"


def test_each_voice_keeps_its_own_half_typed_words(talking: Talking, sian: str) -> None:
    """Killed in the middle: nothing of one voice is taken for the other's."""
    talking.talk.draft("val.matters", Answer(own_words="my own"))
    theirs = Answer(own_words="Mam w", said_by="family_or_friend", said_by_contact=sian)
    talking.talk.draft("val.matters", theirs, view_of(sian))
    talking.open("val.matters")
    assert talking.hands.find(MATTERS, QPlainTextEdit).toPlainText() == "my own"
    talking.hands.tap("conv.continue")
    assert talking.talk.drafted("val.matters", view_of(sian)) is not None  # nobody has seen it yet
    talking.open("val.matters")
    assert talking.hands.find(box(sian, "val.matters"), QPlainTextEdit).toPlainText() == "Mam w"
    talking.hands.tap("conv.continue")
    hers, his = talking.says("val.matters"), talking.says("val.matters", view_of(sian))
    assert hers is not None
    assert his is not None
    assert (hers.own_words, his.own_words) == ("my own", "Mam w")


def test_carrying_on_leads_back_to_the_voice(talking: Talking, sian: str) -> None:
    say_beside(talking, sian, "val.matters", "Mam wants to be home")
    talking.hands.tap("conv.pause")
    assert talking.window.go(carry_on(talking.talk))
    assert talking.hands.find(whose(sian)).isChecked()
    assert talking.hands.has(box(sian, "val.matters"))


def test_undo_leads_to_the_voice_that_it_concerns(talking: Talking, sian: str) -> None:
    talking.open("val.matters")
    talking.hands.write("my own bed", MATTERS)
    talking.hands.tap(whose(sian))
    talking.hands.write("Mam wants to be home")
    talking.hands.tap(GWEN)
    talking.hands.tap("conv.undo")
    assert talking.hands.find(whose(sian)).isChecked()
    here = talking.hands.find(box(sian, "val.matters"), QPlainTextEdit)
    assert here.toPlainText() == ""
    assert talking.reading("val.matters", view_of(sian)).state == "silent"
    talking.hands.tap("conv.undo")
    assert talking.hands.find(GWEN).isChecked()
    assert talking.says("val.matters") is None


def test_undo_leaves_alone_who_is_in_the_middle_of_a_sentence(talking: Talking, sian: str) -> None:
    talking.open("val.matters")
    talking.hands.write("my own bed", MATTERS)
    talking.hands.tap(whose(sian))
    talking.hands.write("Mam wants")
    question_page(talking).undo()
    assert talking.says("val.matters") is None
    assert talking.hands.find(whose(sian)).isChecked()
    here = talking.hands.find(box(sian, "val.matters"), QPlainTextEdit)
    assert here.toPlainText() == "Mam wants"


def test_undo_on_another_page_opens_the_voice_there(talking: Talking, sian: str) -> None:
    say_beside(talking, sian, "val.matters", "Mam wants to be home")
    talking.hands.tap("conv.continue")
    talking.hands.tap("conv.undo")
    assert talking.hands.page.where.question == "val.matters"
    assert talking.hands.find(whose(sian)).isChecked()


def test_a_voice_stays_while_its_words_cannot_be_saved(
    talking: Talking, sian: str, disk: Callable[[bool], None]
) -> None:
    talking.open("val.matters")
    talking.hands.tap(whose(sian))
    disk(True)
    talking.hands.paste(LONG, box(sian, "val.matters"))
    talking.hands.tap(GWEN)
    assert talking.hands.find(whose(sian)).isChecked()
    here = talking.hands.find(box(sian, "val.matters"), QPlainTextEdit)
    assert here.toPlainText() == LONG
    disk(False)
    talking.hands.tap(GWEN)
    assert talking.hands.has(MATTERS)


def test_a_slip_is_mended_before_another_speaks(talking: Talking, sian: str) -> None:
    talking.open("agree.page")
    talking.hands.write("31", "conv.agree.how.on.date.day")
    talking.hands.tap(whose(sian))
    assert talking.hands.find(GWEN).isChecked()
    assert talking.hands.has("conv.agree.how.on.date.day")
