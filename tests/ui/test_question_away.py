"""A talk in which the person is not: nobody's words are taken for theirs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from eolplan.record import Answer, view_of
from tests.ui.beside import GWEN, NOTICED, STAYS, box, contact, whose
from tests.ui.talking import MATTERS, Talking, words_on
from ui.pages.away import UNSAID
from ui.pages.voices import first_voice, voices

CPR = "cpr.person_view"
WANTS_IT = f"conv.{CPR}.choice.wants"
MOVE = "conv.was_theirs"


def away(talking: Talking, *others: str) -> str:
    """Say that Gwen is not there, and who is; return the son, who is known."""
    son = contact(talking, "Huw Pryce")
    talk = talking.talk
    talk.answer("conv.present", Answer(value="no"))
    talk.answer("conv.present.others", Answer(value=list(others or ("Huw Pryce, son",))))
    return son


def test_the_one_who_rings_speaks_and_never_the_person(talking: Talking) -> None:
    son = away(talking)
    talking.open(CPR)
    assert talking.hands.focused() == box(son, CPR)
    assert not talking.hands.has(WANTS_IT)
    assert {"Who says this?", "Gwen: Not talked about yet"} <= set(words_on(talking))
    talking.hands.write("She wants it tried")
    talking.hands.tap("conv.continue")
    assert talking.says(CPR) is None
    theirs = talking.says(CPR, view_of(son))
    assert theirs is not None
    assert (theirs.own_words, theirs.said_by_contact) == ("She wants it tried", son)


def test_where_several_ring_it_is_asked_who_speaks_before_anything_is_kept(
    talking: Talking,
) -> None:
    son = away(talking, "Huw Pryce, son", "Mair, next door")
    talking.open(CPR)
    assert not talking.hands.has(WANTS_IT)
    assert not talking.hands.has(box(son, CPR))
    assert not talking.hands.has(MOVE)
    before = talking.entries()
    talking.hands.tap("conv.continue")
    assert talking.entries() == before
    talking.open(CPR)
    talking.hands.tap(whose(son))
    assert talking.hands.focused() == box(son, CPR)


def test_the_person_speaks_on_the_phone_when_that_is_chosen(talking: Talking) -> None:
    away(talking)
    talking.open(CPR)
    assert "Gwen, on the phone" in talking.hands.find(GWEN).text()
    talking.hands.tap(GWEN)
    talking.hands.tap(WANTS_IT)
    said = talking.says(CPR)
    assert said is not None
    assert (said.value, said.said_by) == ("wants", "person_spoken")


def test_what_was_written_as_the_persons_own_is_moved_to_who_said_it(talking: Talking) -> None:
    son = away(talking)
    talking.open(CPR)
    talking.hands.tap(GWEN)
    talking.hands.tap(WANTS_IT)
    talking.hands.tap(whose(son))
    assert STAYS in words_on(talking)
    talking.hands.tap(MOVE)
    assert talking.reading(CPR).standing == "not_asked"
    theirs = talking.says(CPR, view_of(son))
    assert theirs is not None
    assert theirs.own_words == "Wants CPR to be tried"
    assert theirs.value is None
    assert not talking.hands.has(MOVE)
    assert STAYS not in words_on(talking)
    talking.hands.tap("conv.undo")
    said = talking.says(CPR)
    assert said is not None
    assert said.value == "wants"


def test_what_staff_noticed_is_moved_to_them_too(talking: Talking) -> None:
    contact(talking, "Huw Pryce")
    talking.open("val.matters")
    talking.hands.write("Settles with the dog", MATTERS)
    talking.hands.tap(NOTICED)
    assert talking.hands.find(MOVE).text() == "I noticed this. Gwen did not say it."
    talking.hands.tap(MOVE)
    seen = talking.says("val.matters", view_of())
    assert seen is not None
    assert (seen.own_words, seen.said_by) == ("Settles with the dog", "clinician_observed")


def test_what_a_caller_tells_of_somebody_new_is_not_the_persons_word(talking: Talking) -> None:
    son = away(talking)
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.write("Eira Pryce")
    talking.hands.press(Qt.Key.Key_Tab)
    eira = next(i for i in talking.talk.log.instances("contact") if i != son)
    said = talking.says("contact.name", eira)
    assert said is not None
    assert (said.said_by, said.said_by_contact) == ("family_or_friend", son)


def test_a_changed_answer_about_a_contact_is_of_whoever_speaks_now(talking: Talking) -> None:
    son = away(talking)
    talk = talking.talk
    eira = talk.add("contact")
    told = Answer(value="Eira Pryce", said_by="family_or_friend", said_by_contact=son)
    talk.answer("contact.name", told, eira)
    talk.answer("conv.present", Answer(value="yes"))
    talking.open("contact", instance=eira)
    talking.hands.write(" Jones", "conv.contact.name.line")
    talking.hands.press(Qt.Key.Key_Tab)
    said = talking.says("contact.name", eira)
    assert said is not None
    assert (said.value, said.said_by, said.said_by_contact) == (
        "Eira Pryce Jones",
        "person_spoken",
        "",
    )


def test_a_name_that_begins_like_another_is_not_that_other(talking: Talking) -> None:
    son = contact(talking, "Ann")
    talk = talking.talk
    talk.answer("conv.present", Answer(value="no"))
    talk.answer("conv.present.others", Answer(value=["Annette, the neighbour"]))
    assert first_voice(talk) == UNSAID
    assert [voice.behind for voice in voices(talk) if son in voice.code] == [True]
    talk.answer("conv.present.others", Answer(value=["Ann, daughter"]))
    assert first_voice(talk) == view_of(son)


def test_who_was_only_typed_at_the_opening_speaks_at_once_and_is_in_the_plan(
    talking: Talking,
) -> None:
    away(talking, "Huw Pryce, son", "Anne Hallam, daughter", "Interpreter")
    talking.open(CPR)
    offered = [voice.words for voice in voices(talking.talk)]
    assert offered[:2] == ["Huw Pryce", "Anne Hallam"]
    assert "Interpreter" not in offered
    talking.hands.tap("conv.whose.by.here:1")
    people = talking.talk.log.instances("contact")
    names = {talking.talk.reading("contact.name", one).value: one for one in people}
    anne = names["Anne Hallam"]
    assert talking.hands.focused() == box(anne, CPR)
    talking.hands.write("She wants it tried")
    talking.hands.tap("conv.continue")
    theirs = talking.says(CPR, view_of(anne))
    assert theirs is not None
    assert (theirs.own_words, theirs.said_by_contact) == ("She wants it tried", anne)
    relation = talking.says("contact.relation", anne)
    assert relation is not None
    assert relation.own_words == "daughter"
    talking.talk.undo()
    talking.talk.undo()
    assert len(talking.talk.log.instances("contact")) == 1, "one act took her in"


def test_words_are_never_left_to_somebody_who_is_taken_off_again(talking: Talking) -> None:
    """A press of Undo by mouse is no moving on: what is half-typed has to have a voice."""
    son = away(talking, "Huw Pryce, son", "Anne Hallam, daughter")
    talking.open(CPR)
    talking.hands.tap("conv.whose.by.here:1")
    (anne,) = {*talking.talk.log.instances("contact")} - {son}
    talking.hands.write("She wants it")
    before = talking.entries()
    talking.hands.tap("message.action")
    assert talking.entries() == before
    assert "Anne Hallam are half-typed here" in talking.window.messages.words()
    assert talking.hands.focused() == box(anne, CPR)
    talking.lock_and_open()  # half-typed from earlier is half-typed all the same
    talking.hands.tap("conv.undo")
    assert talking.entries() == before
    talking.hands.find(box(anne, CPR), QPlainTextEdit).clear()
    talking.hands.tap("conv.undo")
    assert anne not in talking.talk.log.instances("contact")
    assert talking.reading(CPR, view_of(anne)).state == "silent"
