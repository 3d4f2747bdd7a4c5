"""Whose words the lines of the check page are, and what is not for everybody in the room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.record import Answer
from tests.ui.talking import Talking
from ui.pages.lines import Line, LineRow, Lines
from ui.widgets import PlainLabel, ToggleButton


def lines(talking: Talking, question: str) -> tuple[Line, ...]:
    return Lines(talking.talk).of(talking.talk.guide.section_of(question))


def test_what_staff_found_is_not_put_into_the_persons_mouth(talking: Talking) -> None:
    """Also where an older record has it in the person's voice."""
    talking.open("cap")
    talk = talking.talk
    one = talk.add("cap")
    log, old = talk.log, Answer(value="Going into hospital today", said_by="person_spoken")
    talk._log = log.plus(talk._pen("cap.decision").answer(log, "cap.decision", old, one))
    (line,) = lines(talking, "cap")
    assert line.words == "Going into hospital today"
    assert line.whose == ""


def test_where_both_say_something_it_is_told_of_both(talking: Talking) -> None:
    talking.open("tx.item")
    talk = talking.talk
    one = talk.add("tx.item")
    judged = Answer(own_words="It would not help", said_by="clinician_judgement")
    talk.answer("tx.item.view", Answer(value={"view": "wants"}), one)
    talk.answer("tx.item.rec_reason", judged, one)
    (line,) = lines(talking, "tx.item")
    assert line.whose == "Gwen, 12 November 2026, and staff"


def test_a_change_has_its_own_day_and_not_that_of_what_was_said_before(talking: Talking) -> None:
    talking.open("tx.item")
    talk = talking.talk
    one = talk.add("tx.item")
    talk.answer("tx.item.kind", Answer(value="dialysis_start", said_on="2026-08-12"), one)
    talk.answer("tx.item.view", Answer(value={"view": "does_not_want"}), one)
    (line,) = lines(talking, "tx.item")
    assert line.whose == "Gwen, 12 November 2026"


def test_what_a_relative_must_not_know_is_out_of_sight_until_it_is_opened(
    talking: Talking,
) -> None:
    talking.open("contact")
    talk = talking.talk
    one = talk.add("contact")
    talk.answer("contact.name", Answer(value="Huw Pryce"), one)
    talk.answer("contact.must_not_know", Answer(own_words="CANARY about the house"), one)
    (line,) = lines(talking, "contact")
    assert "CANARY" not in line.words
    holder = QWidget(talking.window)
    row = LineRow(line, holder)
    (button,) = row.findChildren(ToggleButton)
    assert button.words() == "Kept back: 1"
    assert not any("CANARY" in label.text() for label in row.findChildren(PlainLabel))
    button.click()
    assert any("CANARY" in label.text() for label in row.findChildren(PlainLabel))
    button.click()
    assert not any("CANARY" in label.text() for label in row.findChildren(PlainLabel))


def test_a_page_that_is_all_kept_back_does_not_even_say_what_it_is_about(
    talking: Talking,
) -> None:
    talking.open("withheld")
    talking.talk.answer("withheld.what", Answer(own_words="CANARY"))
    (line,) = (one for one in lines(talking, "withheld") if one.kept)
    assert (line.heading, line.words) == ("Kept back", "")
    assert line.kept == ("What is held back: “CANARY”",)
