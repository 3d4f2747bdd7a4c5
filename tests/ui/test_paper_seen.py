"""A paper that was seen: the day and by whom stand there with the tick, and can be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from tests.ui.talking import Talking


def test_the_day_and_who_saw_it_stand_there_with_the_tick_and_can_be_changed(
    talking: Talking,
) -> None:
    talking.open("cpr.form")
    talking.hands.tap("conv.cpr.form.exists.choice.yes")
    talking.hands.tap("conv.cpr.form.seen_kind.choice.original")
    assert talking.reading("cpr.form.seen_on").value == "2026-11-12"
    by = talking.hands.find("conv.cpr.form.seen_by.line")
    assert isinstance(by, QLineEdit)
    assert by.isVisible()
    assert by.text() == "Carys Bevan"
    by.clear()
    talking.hands.write("Dr A Rees", "conv.cpr.form.seen_by.line")
    talking.hands.tap("conv.continue")
    assert talking.reading("cpr.form.seen_by").value == "Dr A Rees"


def test_what_came_with_the_tick_is_heard_and_one_undo_takes_all_of_it_back(
    talking: Talking, heard: list[str]
) -> None:
    talking.open("cpr.form")
    talking.hands.tap("conv.cpr.form.exists.choice.yes")
    talking.hands.tap("conv.cpr.form.seen_kind.choice.original")
    filled = [words for words in heard if words.startswith("Filled in: ")]
    assert len(filled) == 2
    assert "12 November 2026" in filled[0]
    assert "Carys Bevan" in filled[1]
    talking.hands.tap("conv.undo")
    for question in ("cpr.form.seen_kind", "cpr.form.seen_on", "cpr.form.seen_by"):
        assert talking.reading(question).value is None
    assert talking.reading("cpr.form.exists").value == "yes"


def test_what_is_being_typed_is_not_written_over(talking: Talking) -> None:
    talking.open("cpr.form")
    talking.hands.tap("conv.cpr.form.exists.choice.yes")
    talking.hands.tap("conv.cpr.form.seen_kind.choice.copy")
    by = talking.hands.find("conv.cpr.form.seen_by.line")
    assert isinstance(by, QLineEdit)
    by.clear()
    talking.hands.write("Dr", "conv.cpr.form.seen_by.line")
    talking.hands.tap("conv.cpr.form.seen_kind.choice.original")
    assert by.text() == "Dr"
    talking.hands.tap("conv.continue")
    assert talking.reading("cpr.form.seen_by").value == "Dr"
