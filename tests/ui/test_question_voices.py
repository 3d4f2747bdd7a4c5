"""Whose words they are, and pages that hold several facts or people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from eolplan.record import Answer
from tests.ui.talking import (
    MATTERS,
    Talking,
    words_on,
)

if TYPE_CHECKING:
    pass


# -- whose words ------------------------------------------------------------------------


@pytest.fixture
def sian(talking: Talking) -> str:
    talking.open("contact")
    talk = talking.talk
    one = talk.add("contact")
    talk.record(
        [
            ("contact.name", one, Answer(value="Siân Pryce")),
            ("contact.relation", one, Answer(value="child_adult")),
            ("person.pronouns", "", Answer(value="she")),
        ]
    )
    return one


def test_staff_answer_their_own_questions(talking: Talking) -> None:
    talking.open("cpr.form")
    assert not talking.hands.has("conv.whose.by.person_spoken")
    talking.hands.tap("conv.cpr.form.exists.choice.yes")
    said = talking.says("cpr.form.exists")
    assert said is not None
    assert said.said_by == "clinician_judgement"


def test_saying_more_keeps_who_may_see_it(talking: Talking) -> None:
    """An answer that was kept private must not become public because a word was added."""
    talking.open("val.matters")
    talking.talk.answer("val.matters", Answer(own_words="my dog", sharing="do_not_share"))
    talking.open("val.matters")
    talking.hands.write(" and Huw", MATTERS)
    talking.hands.tap("conv.continue")
    said = talking.says("val.matters")
    assert said is not None
    assert (said.own_words, said.sharing) == ("my dog and Huw", "do_not_share")


# -- groups ---------------------------------------------------------------------------


def test_each_fact_of_a_page_settles_by_itself(talking: Talking) -> None:
    talking.open("cpr.form")
    assert not talking.hands.has("conv.cpr.form.place.line")
    talking.hands.tap("conv.cpr.form.exists.choice.yes")
    talking.hands.write("Blue folder", "conv.cpr.form.place.line")
    talking.hands.press(Qt.Key.Key_Return)
    said = talking.says("cpr.form.place")
    assert said is not None
    assert said.value == "Blue folder"


def test_people_are_added_named_and_removed(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    assert talking.hands.focused() == "conv.contact.name.line"
    assert "New person" in words_on(talking)
    talking.hands.write("Siân Pryce")
    talking.hands.press(Qt.Key.Key_Tab)
    assert "Siân Pryce" in words_on(talking)
    (sian,) = talking.talk.log.instances("contact")
    assert talking.says("contact.name", sian) is not None

    talking.hands.tap(f"conv.contact.{sian}.remove")
    assert talking.window.messages.words() == "Siân Pryce removed."
    assert talking.talk.log.instances("contact") == ()
    talking.hands.tap("message.action")
    assert talking.talk.log.instances("contact") == (sian,)
    assert "Siân Pryce" in words_on(talking)


def test_people_stay_in_the_order_of_being_added(talking: Talking) -> None:
    """The first two are printed for the ambulance: chance must not choose them."""
    talking.open("contact")
    for name in ("Siân", "Huw", "Mair", "Dai"):
        talking.hands.tap("conv.contact.add")
        talking.hands.write(name)
    talking.hands.tap("conv.continue")
    talk = talking.talk
    names = [talk.reading("contact.name", i).value for i in talk.log.instances("contact")]
    assert names == ["Siân", "Huw", "Mair", "Dai"]


def test_somebody_who_was_added_and_stayed_nameless_goes_again(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.tap("conv.continue")
    assert talking.talk.log.instances("contact") == ()


def test_what_matters_less_is_behind_show_more_unless_it_is_answered(
    talking: Talking, sian: str
) -> None:
    talking.open("contact", instance=sian)
    assert not talking.hands.has("conv.contact.email.line")
    talking.hands.tap("conv.contact.more")
    talking.hands.write("sian@example.org", "conv.contact.email.line")
    talking.hands.press(Qt.Key.Key_Tab)

    talking.open("contact", instance=sian)
    assert talking.hands.has("conv.contact.email.line")
    assert not talking.hands.has("conv.contact.lang.choice.en")


def test_who_is_not_here_stands_behind_somebody_else(talking: Talking, sian: str) -> None:
    talk = talking.talk
    huw, ivor = talk.add("contact"), talk.add("contact")
    talk.answer("contact.name", Answer(value="Huw Pryce"), huw)
    talk.answer("contact.name", Answer(value="Ivor Pryce"), ivor)
    talk.answer("contact.roles", Answer(value=["do_not_contact"]), ivor)
    talking.open("val.matters")
    voice = "conv.whose.by.contact:{}".format
    assert talking.hands.has(voice(sian))
    assert talking.hands.has(voice(huw))
    assert not talking.hands.has(voice(ivor))
    talk.answer("conv.present.others", Answer(value=["Huw Pryce, son"]))
    talking.open("val.matters")
    assert talking.hands.has(voice(huw))
    assert not talking.hands.has(voice(sian))
    talking.hands.tap("conv.whose.by.more")
    assert talking.hands.has(voice(sian))


def test_why_nobody_could_be_asked_is_never_the_persons_own_word(talking: Talking) -> None:
    talking.open("conv.opening")
    talking.hands.tap("conv.conv.permission.choice.could_not_ask")
    talking.hands.write("Too drowsy today", "conv.conv.permission.why.line")
    talking.hands.press(Qt.Key.Key_Return)
    why, asked = talking.says("conv.permission.why"), talking.says("conv.permission")
    assert why is not None
    assert asked is not None
    assert (why.value, why.said_by) == ("Too drowsy today", "clinician_judgement")
    assert asked.said_by == "clinician_judgement"


def test_a_member_of_a_group_that_staff_fill_in_is_staffs(talking: Talking) -> None:
    talking.open("cap")
    talking.hands.tap("conv.cap.add")
    (one,) = talking.talk.log.instances("cap")
    there = talking.says("cap", one)
    assert there is not None
    assert there.said_by == "clinician_judgement"


def test_what_is_typed_on_a_new_page_is_never_lost(talking: Talking) -> None:
    """Words that are read, and the way to another list, take no focus from what is asked."""
    talking.open("pc.sdm.option")
    talking.hands.tap("conv.pc.sdm.option.add")
    assert talking.hands.focused() == "conv.pc.sdm.option.what.line"
    for page in ("pc.choice", "pc.phb"):
        talking.open(page)
        assert isinstance(QApplication.focusWidget(), QAbstractButton | QLineEdit | QPlainTextEdit)
