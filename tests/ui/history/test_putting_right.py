"""All answers there ever were: put back, said again, corrected, marked as a mistake."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from eolplan.desk import Desk
from eolplan.identity import READER, Staff
from eolplan.record import in_error
from tests.ui import plans
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.history.hands import (
    CTRL,
    TREE,
    TWICE,
    press_card,
    problems,
    words,
)
from tests.ui.plans import Stock
from ui.pages.history_ways import to_answers
from ui.pages.where import Where
from ui.widgets import ChoiceCard


def test_an_earlier_answer_is_put_back_as_a_new_change(hands: Hands, desk: Desk, changed: str):
    """Never a rewind: the history has one line more."""
    first = desk.log(changed).history("val.matters")[0]
    before = len(desk.log(changed).entries)
    hands.window.go(to_answers(changed, "val.matters"))
    again = f"answers.{first.digest[:8]}.again"
    assert name_of(hands.find(again)) == "Put this back. What matters most, answer 2 of 2"
    hands.tap(again)
    hands.tap("answers.amend.yes")
    assert "Choose what has happened." in words(hands.page)
    press_card(hands, "answers.amend.how.wrong")
    hands.tap("answers.amend.yes")
    assert "Write why, in a few words." in words(hands.page)
    assert hands.focused() == "answers.amend.why"
    hands.write("The newer words were of somebody else.")
    hands.tap("answers.amend.yes")
    log = desk.log(changed)
    assert log.reading("val.matters").own_words == plans.MATTERS
    assert len(log.entries) == before + 1
    assert hands.window.messages.words() == "The answer is put back."
    assert "Why: The newer words were of somebody else." in words(hands.page)


def test_what_is_said_again_today_needs_no_reason(hands: Hands, desk: Desk, changed: str):
    first = desk.log(changed).history("val.matters")[0]
    hands.window.go(to_answers(changed, "val.matters"))
    hands.tap(f"answers.{first.digest[:8]}.again")
    press_card(hands, "answers.amend.how.again")
    hands.tap("answers.amend.yes")
    answer = desk.log(changed).reading("val.matters").answer
    assert answer is not None
    assert (answer.own_words, answer.said_on) == (plans.MATTERS, "2026-11-14")


def test_what_was_written_by_mistake_is_marked_and_stays(hands: Hands, desk: Desk, changed: str):
    (slip,) = desk.log(changed).heads("val.fears")
    hands.window.go(to_answers(changed, "val.fears"))
    button = f"answers.{slip.digest[:8]}.mistake"
    hands.tap(button)
    hands.press(Qt.Key.Key_Escape)
    assert not hands.has("answers.amend.yes"), "Esc closes it, and nothing is changed"
    hands.tap(button)
    hands.write("Her neighbour said it.")
    hands.tap("answers.amend.yes")
    log = desk.log(changed)
    assert in_error(log, slip)
    assert log.reading("val.fears").state == "silent"
    said = words(hands.page)
    for line in ("“The stairs, at night.”", "Why it was a mistake: Her neighbour said it."):
        assert line in said
    hands.window.go(Where("history", person=changed))
    said = words(hands.page)
    assert "Why: Her neighbour said it." in said
    hands.find("history.differences.1.answers").setFocus()
    assert "taken off" in name_of(hands.window.focusWidget())


def test_somebody_who_was_taken_off_is_put_back(hands: Hands, desk: Desk, changed: str):
    talk = desk.conversation(changed)
    (sian,) = talk.log.instances("contact")
    removal = talk.remove("contact", sian)
    hands.window.go(to_answers(changed, "contact", sian))
    assert not hands.has(f"answers.{talk.log.history('contact.name', sian)[0].digest[:8]}.again")
    hands.tap(f"answers.{removal.digest[:8]}.bring_back")
    assert desk.log(changed).instances("contact") == (sian,)
    assert hands.window.messages.words() == "It is on the plan again."


def test_what_was_written_wrongly_is_corrected_with_a_reason(
    hands: Hands, desk: Desk, changed: str
):
    (wrong,) = desk.log(changed).heads("val.matters")
    hands.window.go(to_answers(changed, "val.matters"))
    hands.tap(f"answers.{wrong.digest[:8]}.correct")
    assert hands.page.where.page == "correct"
    box = hands.find("correct.val.matters.words", QPlainTextEdit)
    assert box.toPlainText() == TREE
    hands.press(Qt.Key.Key_Return, CTRL)
    assert problems(hands) == ["Write what was wrong, in a few words."]
    assert hands.page.title().startswith("Error: ")
    box.setPlainText("")
    hands.write("It is a bush.", "correct.why")
    hands.tap("correct.yes")
    assert problems(hands) == ["Write what is right, or leave it as it is."]
    hands.paste("The bush by the gate.", "correct.val.matters.words")
    hands.tap("correct.yes")
    assert hands.page.where.page == "answers"
    (right,) = desk.log(changed).heads("val.matters")
    assert (right.answer.own_words, right.reason) == ("The bush by the gate.", "It is a bush.")
    assert right.answer.said_on == wrong.answer.said_on
    assert hands.window.messages.words() == "Corrected. What was written first is in the history."


def test_what_has_been_changed_since_is_not_corrected(hands: Hands, desk: Desk, changed: str):
    first = desk.log(changed).history("val.matters")[0]
    hands.window.go(Where("correct", person=changed, question="val.matters", note=first.digest))
    assert "This answer has been changed since. Look at the newest one." in words(hands.page)
    hands.tap("correct.back")
    assert hands.page.where.page == "answers"


def test_a_correction_that_the_guide_refuses_says_why(hands: Hands, desk: Desk, changed: str):
    (when,) = (e for e in desk.log(changed).entries.values() if e.question == "rev.date")
    hands.window.go(Where("correct", person=changed, question="rev.date", note=when.digest))
    hands.write("Typed wrongly.", "correct.why")
    for part, number in (("day", "12"), ("month", "2"), ("year", "2020")):
        hands.find(f"correct.rev.date.date.{part}", QLineEdit).setText(number)
    hands.tap("correct.yes")
    assert problems(hands) == ["This date is in the past. Check the year."]


def test_what_was_put_right_so_far_outlives_a_lock(hands: Hands, desk: Desk, changed: str):
    (wrong,) = desk.log(changed).heads("val.matters")
    hands.window.go(to_answers(changed, "val.matters"))
    hands.tap(f"answers.{wrong.digest[:8]}.correct")
    hands.paste(" Or a bush", "correct.val.matters.words")
    hands.write("It is a b", "correct.why")
    back_after_a_lock(hands)
    assert hands.find("correct.why", QLineEdit).text() == "It is a b"
    text = hands.find("correct.val.matters.words", QPlainTextEdit).toPlainText()
    assert "bush" in text


def test_a_half_written_reason_outlives_a_lock(hands: Hands, desk: Desk, changed: str):
    """First of an answer that is put back, then of one that was a mistake."""
    first, now = desk.log(changed).history("val.matters")
    hands.window.go(to_answers(changed, "val.matters"))
    hands.tap(f"answers.{first.digest[:8]}.again")
    press_card(hands, "answers.amend.how.wrong")
    hands.write("She meant", "answers.amend.why")
    back_after_a_lock(hands)
    assert hands.find("answers.amend.why", QLineEdit).text() == "She meant"
    assert hands.find("answers.amend.how.wrong", ChoiceCard).isChecked()
    hands.tap("answers.amend.close")
    hands.tap(f"answers.{now.digest[:8]}.mistake")
    hands.write("Her neigh")
    back_after_a_lock(hands)
    hands.write("bour said it.", "answers.amend.why")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Return)
    assert in_error(desk.log(changed), now)
    assert hands.page.place().note == ""


def back_after_a_lock(hands: Hands) -> None:
    """Open another page, and then the place that a lock would have kept."""
    place = hands.window.place()
    assert place is not None
    hands.window.go(Where("people"))
    hands.window.go(place)


def test_all_answers_lead_on_to_asking_it_again(hands: Hands, changed: str):
    hands.window.go(to_answers(changed, "val.matters"))
    assert "Last checked with Gwen yesterday." in words(hands.page)
    hands.tap("answers.change")
    assert (hands.page.where.page, hands.page.where.question) == ("question", "val.matters")


def test_what_nobody_answered_says_so(looking: Hands, past: Stock):
    looking.window.go(to_answers(past.ids[TWICE], "val.hopes"))
    assert "Nothing has been written here yet." in words(looking.page)
    looking.tap("answers.back")
    assert looking.page.where.page == "history"


def test_whoever_only_reads_sees_all_of_it_and_changes_nothing(
    hands: Hands, desk: Desk, changed: str
):
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=READER), at=desk.now())
    hands.window.go(to_answers(changed, "val.matters"))
    assert TREE in words(hands.page)
    names = [w.objectName() for w in hands.page.findChildren(QWidget)]
    ends = (".again", ".mistake", ".correct", ".change")
    assert not [name for name in names if name.endswith(ends)]
