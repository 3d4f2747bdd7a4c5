"""What others say stands beside the person's answer, and never in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from eolplan.record import Answer, Standing, paper_view, view_of
from tests.ui.audit import HARDEST
from tests.ui.talking import (
    HOME,
    MATTERS,
    Talking,
    question_page,
    words_on,
)
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from ui.widgets import ChoiceGroup
    from ui.window import Window

from tests.ui.beside import GWEN, NOTICED, STAYS, box, contact, say_beside, whose

# -- whose words -----------------------------------------------------------------------


def test_a_familys_words_are_kept_beside_the_persons(talking: Talking, sian: str) -> None:
    talking.open("val.matters")
    talking.hands.write("my own bed", MATTERS)
    talking.hands.tap(whose(sian))
    words = words_on(talking)
    assert "In Siân Pryce's own words" in words
    assert "You could ask Gwen what she thinks of that." in words
    assert talking.hands.focused() == box(sian, "val.matters")
    talking.hands.write("Mam wants to be home")
    talking.hands.tap("conv.continue")

    theirs, hers = talking.says("val.matters", view_of(sian)), talking.says("val.matters")
    assert theirs is not None
    assert hers is not None
    assert (theirs.own_words, theirs.said_by) == ("Mam wants to be home", "family_or_friend")
    assert theirs.said_by_contact == sian
    assert (hers.own_words, hers.said_by) == ("my own bed", "person_spoken")

    talking.open("val.matters")
    said = "Siân Pryce says: “Mam wants to be home” (12 November 2026)"
    assert said in words_on(talking)
    assert talking.hands.find(MATTERS, QPlainTextEdit).toPlainText() == "my own bed"


PAPER = "conv.whose.by.existing_document"
ON_PAPER = "conv.says:paper.val.matters.{}".format


def test_an_earlier_paper_is_copied_beside_the_answer_with_its_own_date(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.tap(PAPER)
    assert "What the paper says, word for word" in words_on(talking)
    talking.hands.write("No hospitals, I want my music.", ON_PAPER("words"))
    talking.hands.write("2023", ON_PAPER("on.year"))
    talking.hands.tap("conv.continue")
    paper = talking.says("val.matters", paper_view())
    assert paper is not None
    assert (paper.own_words, paper.value) == ("No hospitals, I want my music.", None)
    assert (paper.said_by, paper.said_on) == ("existing_document", "2023")
    assert paper.said_on_precision == "year"
    assert talking.says("val.matters") is None

    talking.open("val.matters")
    assert "An earlier paper says: “No hospitals, I want my music.” (2023)" in words_on(talking)
    talking.hands.tap(PAPER)
    assert talking.hands.find(ON_PAPER("on.year"), QLineEdit).text() == "2023"
    talking.hands.find(ON_PAPER("on.year"), QLineEdit).clear()
    talking.hands.write("2022", ON_PAPER("on.year"))
    talking.hands.tap("conv.continue")
    changed = talking.says("val.matters", paper_view())
    assert changed is not None
    assert changed.said_on == "2022"


def test_a_paper_without_a_date_gets_none_and_no_date_is_after_today(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.tap(PAPER)
    talking.hands.write("2027", ON_PAPER("on.year"))
    talking.hands.tap("conv.continue")
    assert talking.says("val.matters", paper_view()) is None
    talking.open("val.matters", instance=paper_view())
    assert talking.hands.find(ON_PAPER("on.year"), QLineEdit).text() == "2027"
    talking.hands.write("No hospitals.", ON_PAPER("words"))
    talking.hands.tap("conv.continue")
    assert "The date on the paper is after today." in words_on(talking)
    talking.hands.find(ON_PAPER("on.year"), QLineEdit).clear()
    talking.hands.press(Qt.Key.Key_Tab)
    talking.hands.tap("conv.continue")
    assert talking.says("val.matters", paper_view()) is not None
    talking.open("val.matters")
    words = words_on(talking)
    assert "An earlier paper says: “No hospitals.”" in words
    assert "An earlier paper says: “No hospitals.” (" not in words


def test_tapping_a_voice_changes_nothing_that_is_recorded(talking: Talking, sian: str) -> None:
    talking.open("poc.first")
    talking.hands.tap(HOME)
    before, said = talking.entries(), talking.says("poc.first")
    for voice in (whose(sian), NOTICED, GWEN, NOTICED):
        talking.hands.tap(voice)
        assert (talking.entries(), talking.says("poc.first")) == (before, said)
    assert not talking.hands.has(HOME)  # out of reach while somebody else speaks
    assert "Gwen: Own home" in words_on(talking)
    assert STAYS in words_on(talking)
    talking.hands.tap(GWEN)
    assert talking.hands.has(HOME)
    assert STAYS not in words_on(talking)


def test_where_the_person_has_said_nothing_there_is_nothing_to_stay(
    talking: Talking, sian: str
) -> None:
    talking.open("val.matters")
    talking.hands.tap(whose(sian))
    assert "Gwen: Not talked about yet" in words_on(talking)
    assert STAYS not in words_on(talking)


def test_only_the_person_can_put_a_question_off(talking: Talking, sian: str) -> None:
    """ "Not today" is something that Gwen may say; nobody else declines for her."""
    talking.open("val.limits")
    exits = ("conv.not_today", "conv.later", "conv.exit.asked_declined")
    assert all(map(talking.hands.has, exits))
    talking.hands.tap("conv.later")
    talking.hands.tap(whose(sian))
    assert not any(map(talking.hands.has, (*exits, "conv.put_off.onward")))
    talking.hands.tap(GWEN)
    assert all(map(talking.hands.has, exits))


def test_an_attorney_speaks_as_one(talking: Talking, sian: str) -> None:
    talking.talk.answer("contact.roles", Answer(value=["health_attorney"]), sian)
    say_beside(talking, sian, "val.matters", "Mam wants to be home")
    talking.hands.tap("conv.continue")
    said = talking.says("val.matters", view_of(sian))
    assert said is not None
    assert said.said_by == "attorney_or_deputy"


def test_what_staff_notice_has_a_box_of_its_own(talking: Talking) -> None:
    say_beside(talking, "", "poc.first", "Settles when the dog is near")
    assert "What you noticed" in words_on(talking)
    assert "You could ask" not in "".join(words_on(talking))
    talking.hands.tap(GWEN)
    assert "Staff noticed: “Settles when the dog is near”" in "".join(words_on(talking))
    said = talking.says("poc.first", view_of())
    assert said is not None
    assert (said.said_by, said.value) == ("clinician_observed", None)
    assert talking.says("poc.first") is None


def test_the_place_table_is_the_persons_alone(talking: Talking, sian: str) -> None:
    say_beside(talking, sian, "pod.first", "She always said the hospice")
    talking.hands.tap(GWEN)
    assert talking.says("pod.first") is None
    talking.hands.tap("conv.pod.place.own_home.first")
    said = talking.says("pod.first", view_of(sian))
    assert said is not None
    assert said.own_words == "She always said the hospice"
    hers = talking.says("pod.first")
    assert hers is not None
    assert (hers.value, hers.said_by) == ("own_home", "person_spoken")


def test_a_page_of_several_questions_has_one_box_for_somebody_else(
    talking: Talking, sian: str
) -> None:
    say_beside(talking, sian, "val.limits", "Not being able to talk to us")
    talking.hands.tap("conv.continue")
    said = talking.says("val.limits", view_of(sian))
    assert said is not None
    assert said.own_words == "Not being able to talk to us"


def test_somebody_who_has_spoken_is_always_offered(talking: Talking, sian: str) -> None:
    for name in ("Huw", "Mair", "Dai"):
        contact(talking, name)
    last = contact(talking, "Eira")
    talking.talk.answer("conv.present.others", Answer(value=["Eira"]))
    say_beside(talking, last, "val.matters", "The chapel")
    talking.hands.tap("conv.continue")
    talking.talk.clear("conv.present.others")
    talking.open("val.fears")
    assert not talking.hands.has(whose(last))
    talking.open("val.matters")
    assert talking.hands.has(whose(last))


# -- older records, and two that differ ----------------------------------------------------


def over(talking: Talking, question: str, answer: Answer) -> None:
    """Record what family said in the place of the person's answer, as older records have it."""
    talk = talking.talk
    pen = talk._pen(question)
    talk._keep(pen.answer(talk.log, question, answer))


def test_a_view_in_the_persons_place_is_shown_as_theirs(talking: Talking, sian: str) -> None:
    over(talking, "poc.first", Answer(value="hospice", said_by="family_or_friend",
                                      said_by_contact=sian, sharing="care_team_only"))  # fmt: skip
    talking.open("poc.first")
    assert "Siân Pryce, 12 November 2026: Hospice" in words_on(talking)
    group: ChoiceGroup = question_page(talking)._field.group  # type: ignore[attr-defined]  # a choice
    assert group.values() == ()
    talking.hands.tap("conv.continue")
    stands = talking.says("poc.first")
    assert stands is not None
    assert stands.said_by == "family_or_friend"  # nobody answered

    talking.open("poc.first")
    talking.hands.tap(HOME)
    hers = talking.says("poc.first")
    assert hers is not None
    assert (hers.value, hers.said_by, hers.said_by_contact) == ("own_home", "person_spoken", "")
    assert hers.sharing == "care_team_only"


def test_a_place_that_family_chose_is_not_taken_off_by_a_second_choice(
    talking: Talking, sian: str
) -> None:
    over(talking, "pod.first", Answer(value="hospice", said_by="family_or_friend",
                                      said_by_contact=sian))  # fmt: skip
    talking.open("pod")
    talking.hands.tap("conv.pod.place.own_home.second")
    first = talking.says("pod.first")
    assert first is not None
    assert (first.value, first.said_by) == ("hospice", "family_or_friend")


def test_an_interpreter_keeps_being_one(talking: Talking) -> None:
    talking.open("poc.first")
    talking.talk.answer("poc.first", Answer(value="hospice", said_by="person_via_interpreter"))
    talking.open("poc.first")
    talking.hands.tap(HOME)
    hers = talking.says("poc.first")
    assert hers is not None
    assert hers.said_by == "person_via_interpreter"


def test_two_records_of_one_view_are_both_shown(talking: Talking, sian: str) -> None:
    say_beside(talking, sian, "val.matters", "The dog")
    talking.hands.tap(GWEN)
    talk = talking.talk
    theirs = Answer(own_words="The chapel", said_by="family_or_friend", said_by_contact=sian)
    talk._keep(talk._pen("val.matters").answer(talk.log, "val.matters", theirs, view_of(sian), []))
    talking.open("val.matters")
    words = "\n".join(words_on(talking))
    assert "What matters most, as told by Siân Pryce" in words
    assert "“The dog”" in words
    assert "“The chapel”" in words
    say_beside(talking, sian, "val.matters", "The dog and the chapel")
    talking.hands.tap("conv.continue")
    assert talking.reading("val.matters", view_of(sian)).state == "answered"


# -- where else it is told -----------------------------------------------------------------


def test_what_others_say_is_told_wherever_the_plan_is(talking: Talking, sian: str) -> None:
    say_beside(talking, sian, "val.matters", "Mam wants to be home")
    talking.hands.tap("conv.continue")
    said = "Siân Pryce says: “Mam wants to be home”"
    talk = talking.talk
    for page, note in (("check", ""), ("person", ""), ("paused", "read")):
        where = Where(page, person=talking.person, conversation=talk.id, note=note)
        assert talking.window.go(where)
        assert said in words_on(talking), page
    assert talking.window.go(Where("check", person=talking.person, conversation=talk.id))
    silent = next(w for w in words_on(talking) if w.startswith("Not talked about yet"))
    assert "What matters" in silent


def test_taking_the_words_out_takes_the_view_back(talking: Talking, sian: str) -> None:
    say_beside(talking, sian, "val.matters", "x")
    talking.hands.tap("conv.continue")
    talking.open("val.matters")
    talking.hands.tap(whose(sian))
    talking.hands.press(Qt.Key.Key_Backspace)
    talking.hands.tap(GWEN)
    reading = talking.reading("val.matters", view_of(sian))
    assert reading.standing is Standing.NOT_ASKED
    assert "Siân Pryce says" not in "".join(words_on(talking))


@pytest.mark.parametrize("corner", HARDEST, indirect=True, ids=str)
def test_a_page_with_another_voice_passes_the_audit_where_there_is_least_room(
    faults_at: Callable[[Callable[[Window], object]], dict[str, list[str]]],
    desk: Desk,
    people: dict[str, str],
) -> None:
    talk = desk.conversation(people["Gwen"])
    for name in ("Siân Pryce", "Huw Pryce"):
        one = talk.add("contact")
        talk.answer("contact.name", Answer(value=name), one)
        words = Answer(own_words="With us.", said_by="family_or_friend", said_by_contact=one)
        talk.answer("poc.first", words, view_of(one))
    talk.answer("poc.first", Answer(value="own_home"))

    def open_page(window: Window) -> None:
        window.begin(desk, None)
        place = Where("question", person=talk.person, question="poc.first", instance=view_of(one))
        assert window.go(place)

    assert faults_at(open_page) == {}
