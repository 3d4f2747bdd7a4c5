"""Words stay with the answer they were said with: on the screen, and on the disk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from eolplan.record import Answer, Standing, Value
from tests.ui.talking import Talking, question_page
from ui.pages.worked_out import WorkedOut

BED = "I\u2019d like to stay in my own bed"
POD_WORDS = "conv.pod.words"
CPR = "conv.cpr.person_view"


def box(talking: Talking, name: str) -> str:
    return talking.hands.find(name, QPlainTextEdit).toPlainText()


def before(talking: Talking, question: str = "") -> str:
    fields = {a.question.id: a.field for a in question_page(talking).recording.on_page()}
    field = fields[question] if question else next(iter(fields.values()))
    return field.before()


def return_to(talking: Talking, page: str, question: str, answer: Answer) -> None:
    """Come to *page* from another, on which *question* was answered before."""
    talking.open("val.matters")
    talking.talk.answer(question, answer)
    talking.open(page)


def stands(talking: Talking, question: str) -> tuple[object, str]:
    """Return value and words of what stands."""
    said = talking.says(question)
    assert said is not None
    return said.value, said.own_words


def declined_silently(talking: Talking, question: str) -> bool:
    """Say whether somebody would rather not say, and gave no reason."""
    said = talking.says(question)
    return said is not None and (said.standing, said.note) == (Standing.ASKED_DECLINED, "")


def test_another_first_choice_begins_without_the_old_words(talking: Talking) -> None:
    return_to(talking, "pod", "pod.first", Answer(value="own_home", own_words=BED))
    talking.hands.tap("conv.pod.place.hospice.first")
    assert stands(talking, "pod.first") == ("hospice", "")
    assert box(talking, POD_WORDS) == ""
    assert before(talking).startswith("Said before, ")
    assert BED in before(talking)
    history = talking.desk.log(talking.person).history("pod.first")
    assert [entry.answer.own_words for entry in history] == [BED, ""]


def test_one_step_keeps_words_that_still_fit(talking: Talking) -> None:
    return_to(talking, "pod", "pod.first", Answer(value="own_home", own_words=BED))
    talking.hands.tap("conv.pod.place.hospice.first")
    talking.hands.tap("conv.pod.before")
    assert stands(talking, "pod.first") == ("hospice", BED)
    assert before(talking) == ""
    assert talking.hands.focused() == POD_WORDS


def test_going_back_to_the_old_choice_brings_its_words_back(talking: Talking) -> None:
    return_to(talking, "pod", "pod.first", Answer(value="own_home", own_words=BED))
    talking.hands.tap("conv.pod.place.hospice.first")
    talking.hands.tap("conv.pod.place.own_home.first")
    assert stands(talking, "pod.first") == ("own_home", BED)
    assert before(talking) == ""


def test_what_was_said_before_is_in_sight_after_a_lock(talking: Talking) -> None:
    return_to(talking, "pod", "pod.first", Answer(value="own_home", own_words=BED))
    talking.hands.tap("conv.pod.place.hospice.first")
    talking.lock_and_open()
    assert BED in before(talking)
    talking.hands.write("Near my sister", POD_WORDS)
    talking.hands.press(Qt.Key.Key_Tab)
    said = talking.says("pod.first")
    assert said is not None
    assert said.own_words == "Near my sister"


def test_what_a_view_of_cpr_was_said_with_does_not_go_to_the_opposite(talking: Talking) -> None:
    return_to(
        talking,
        "cpr.person_view",
        "cpr.person_view",
        Answer(value="does_not_want", own_words="let it stop"),
    )
    talking.hands.tap(f"{CPR}.choice.wants")
    assert stands(talking, "cpr.person_view") == ("wants", "")
    assert "let it stop" in before(talking)


def test_words_and_conditions_of_a_view_stay_with_it_on_a_page_of_several(
    talking: Talking,
) -> None:
    old = Answer(value={"view": "only_if", "only_if": "the doctor says"}, own_words="none at all")
    return_to(talking, "faith.blood.page", "faith.blood", old)
    talking.hands.tap("conv.faith.blood.choice.wants")
    assert stands(talking, "faith.blood") == ({"view": "wants"}, "")
    assert "none at all the doctor says" in before(talking, "faith.blood")
    talking.hands.tap("conv.faith.blood.choice.only_if")
    assert stands(talking, "faith.blood") == (old.value, old.own_words)


def test_who_would_rather_not_say_has_not_said_the_old_words(talking: Talking) -> None:
    return_to(talking, "val.fears", "val.fears", Answer(own_words="being a burden"))
    talking.hands.tap("conv.val.fears.exit.asked_declined")
    assert declined_silently(talking, "val.fears")
    assert "being a burden" in before(talking)


def test_undo_brings_answer_and_words_back(talking: Talking) -> None:
    return_to(talking, "pod", "pod.first", Answer(value="own_home", own_words=BED))
    talking.hands.tap("conv.pod.place.hospice.first")
    talking.hands.tap("conv.undo")
    assert box(talking, POD_WORDS) == BED
    assert before(talking) == ""


def test_words_that_were_all_of_the_answer_stay_beside_a_choice(talking: Talking) -> None:
    talking.open("pod")
    talking.hands.write("Near my sister", POD_WORDS)
    talking.hands.tap("conv.pod.place.hospice.first")
    assert stands(talking, "pod.first") == ("hospice", "Near my sister")


def test_old_words_without_a_choice_are_no_reason_for_not_talking(talking: Talking) -> None:
    """Typed just now they may be; what stood there before was an answer."""
    return_to(talking, "poc.first", "poc.first", Answer(own_words="In my own bed"))
    talking.hands.tap("conv.poc.first.choice.exit.asked_declined")
    assert declined_silently(talking, "poc.first")
    assert "In my own bed" in before(talking)


def test_a_reason_says_what_it_was_said_of_until_its_words_fit(talking: Talking) -> None:
    talking.open("val.matters")
    talk = talking.talk
    talk.answer("pod.first", Answer(value="own_home"))
    talk.answer("pod.why", Answer(own_words="My wife died here"))
    talk.answer("pod.first", Answer(value="hospice"))
    talking.open("pod.about")
    assert box(talking, "conv.pod.why.words") == "My wife died here"
    told = before(talking, "pod.why")
    assert told == "Said with the answer before: Own home. Does it fit this one?"
    talking.hands.tap("conv.pod.why.before")
    assert before(talking, "pod.why") == ""
    assert [e.answer.own_words for e in talking.desk.log(talking.person).history("pod.why")] == [
        "My wife died here"
    ] * 2
    talking.hands.tap("conv.undo")
    assert before(talking, "pod.why") == told


@pytest.mark.parametrize(
    ("about", "value"),
    [("name", "St Luke's"), ("certainty", "sure")],
)
def test_what_else_was_said_of_a_place_waits_until_it_fits_the_new_one(
    talking: Talking, about: str, value: Value
) -> None:
    """The name of the hospice must not become the name of her home."""
    talking.open("val.matters")
    talk, question = talking.talk, f"pod.{about}"
    talk.answer("pod.first", Answer(value="care_home"))
    talk.answer(question, Answer(value=value))
    talk.answer("pod.first", Answer(value="hospice"))
    talking.open("pod.about")
    told = before(talking, question)
    assert told == "Said with the answer before: Care home. Does it fit this one?"
    over = question_page(talking).findChild(WorkedOut)
    assert over is not None
    assert over.words() == ["First choice: Hospice."]
    why = talking.hands.find("conv.pod.why.words", QWidget)
    assert why.mapTo(over.parentWidget(), QPoint(0, 0)).y() > over.y()
    talking.hands.tap(f"conv.{question}.before")
    assert before(talking, question) == ""
    assert [e.answer.value for e in talking.desk.log(talking.person).history(question)] == [
        value
    ] * 2


def test_a_reason_on_the_same_page_is_told_at_once_and_typing_in_it_makes_no_conflict(
    talking: Talking,
) -> None:
    talking.open("val.matters")
    talking.talk.answer("esc.level", Answer(value="E2"))
    talking.talk.answer("esc.why", Answer(own_words="She is too frail"))
    group = talking.talk.guide.group_of("esc.level")
    assert group is not None
    talking.open(group.id)
    assert before(talking, "esc.why") == ""
    talking.hands.tap("conv.esc.level.choice.E5")
    assert talking.reading("esc.why").own_words == "She is too frail"
    assert before(talking, "esc.why").startswith("Said with the answer before: ")
    talking.hands.write(" now", "conv.esc.why.words")
    talking.hands.press(Qt.Key.Key_Tab)
    assert talking.reading("esc.why").own_words == "She is too frail now"
    assert talking.reading("esc.why").state == "answered"
    assert before(talking, "esc.why") == ""


def test_a_slip_takes_no_reason_off(talking: Talking) -> None:
    talking.open("val.matters")
    talking.talk.answer("pod.first", Answer(value="own_home"))
    talking.talk.answer("pod.why", Answer(own_words="My wife died here"))
    talking.open("pod")
    talking.hands.tap("conv.pod.place.hospice.first")
    talking.hands.tap("conv.pod.place.own_home.first")
    talking.open("pod.about")
    assert talking.reading("pod.why").own_words == "My wife died here"
    assert before(talking, "pod.why") == ""


def test_a_letter_put_right_is_no_other_answer(talking: Talking) -> None:
    talking.open("val.matters")
    talking.talk.answer("dx.primary", Answer(value="Hart failure", own_words="since 2019"))
    page = next(
        page
        for page in talking.talk.guide.section_of("dx.primary").pages
        if "dx.primary" in (page.id, *page.fields)
    )
    talking.open(page.id)
    talking.hands.write(", severe", "conv.dx.primary.line")
    talking.hands.press(Qt.Key.Key_Tab)
    assert stands(talking, "dx.primary") == ("Hart failure, severe", "since 2019")
