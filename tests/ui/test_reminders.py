"""Quiet reminders: beside a question, on the overview and before a sign-off; one tap and gone."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from eolplan.desk import Desk
from eolplan.record import Answer, Value
from tests.ui import plans
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.talking import Talking
from ui.pages.reminders import Reminders
from ui.pages.where import Where
from ui.pages.worth_a_look import WorthALook, looks_at_check
from ui.widgets import PlainLabel, ToggleButton


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def beside(talking: Talking) -> str:
    """Return what the guide reminds of."""
    QApplication.processEvents()
    held = talking.hands.page.findChildren(Reminders)
    return "\n".join(said(widget) for widget in held if widget.isVisible())


def test_what_could_do_harm_is_said_beside_the_question_until_it_is_hidden(talking: Talking):
    talking.open("am.status")
    assert beside(talking) == ""
    talking.talk.answer("am.who_gives", Answer(value=["trained_carer"]))
    talking.open("am.status")
    words = "A carer gives injections. Write down the scheme and when they were trained."
    assert words in beside(talking)
    name = "conv.guide.reminders.1"
    assert name_of(talking.hands.find(name)) == f"Hide this note. {words}"
    talking.hands.tap(name)
    assert words not in beside(talking)
    assert talking.hands.focused() == "conv.guide.reminders.again"
    talking.hands.tap("conv.guide.reminders.again")  # it was the wrong one
    assert words in beside(talking)
    assert talking.hands.focused() == "conv.guide.upset"
    talking.hands.tap(name)
    talking.open("am.status")
    assert beside(talking) == ""


def test_a_question_to_the_person_has_no_small_remarks_beside_it(talking: Talking):
    talking.open("pod")
    talking.talk.answer("pod.first", Answer(value="own_home"))
    talking.open("pod")
    assert beside(talking) == ""
    talking.open("feas")
    assert "To be settled" in beside(talking)


def test_a_reminder_goes_as_soon_as_it_is_answered(talking: Talking):
    talking.open("feas")
    talking.talk.answer("feas.summary", Answer(value="unlikely"))
    talking.open("feas")
    assert "told so, kindly and honestly" in beside(talking)
    talking.hands.tap("conv.feas.told.choice.yes")
    assert "told so, kindly and honestly" not in beside(talking)


def test_a_reminder_goes_with_what_it_was_about(talking: Talking):
    """A note about somebody who was removed would send staff to look for them."""
    talking.open("poa")
    paper = talking.talk.add("poa")
    talking.talk.answer("poa.kind", Answer(value="lpa_health"), paper)
    talking.talk.answer("poa.registered", Answer(value="yes"), paper)
    talking.open("poa", instance=paper)
    before = beside(talking)
    assert before
    talking.hands.tap(f"conv.poa.{paper}.remove")
    assert beside(talking) != before
    talking.hands.tap("conv.undo")
    assert beside(talking) == before


def test_two_answers_that_point_different_ways_are_looked_at_together(
    hands: Hands, desk: Desk, gwen: str
):
    talk = desk.conversation(gwen)
    talk.answer("pod.first", Answer(value="own_home"))
    talk.answer("esc.level", Answer(value="E1"))
    talk.finish()
    hands.window.go(Where("person", person=gwen))
    (card,) = (c for c in hands.page.findChildren(WorthALook) if "person.look1" in _names(c))
    assert name_of(card) == "Two answers point different ways"
    hands.tap("person.look1.1")
    assert hands.page.where.question == "esc"
    assert hands.focused().startswith("conv.esc.level")
    hands.tap("conv.continue")
    assert hands.page.where.page == "person"
    hands.tap("person.look1.1.hide")
    assert "The note is hidden." in said(hands.page)
    hands.tap("person.look1.1.again")
    assert hands.focused() == "person.look1.1.hide"
    assert "The note is hidden." not in said(hands.page)
    hands.tap("person.look1.1.hide")
    hands.window.go(Where("person", person=gwen))
    assert not hands.has("person.look1.1")


def _names(card: QWidget) -> str:
    return " ".join(widget.objectName() for widget in card.findChildren(QWidget))


def test_what_was_just_answered_is_no_doubt_any_more(hands: Hands, desk: Desk, gwen: str):
    """Read back and ticked so: the list beside it does not go on saying that it was not."""
    plans.ready(desk, gwen, conv__readback="not_done", conv__readback__why="Too tired.")
    hands.window.go(Where("check", person=gwen))
    doubt = "What was written has not been read back."
    rows = [row for row in hands.page.findChildren(PlainLabel) if row.text() == doubt]
    assert len(rows) == 1
    assert not rows[0].isHidden()
    hands.tap("check.readback.change")
    hands.tap("check.conv.readback.choice.agreed")
    assert not rows[0].isVisible()
    assert rows[0].parentWidget().isHidden()


def test_how_many_more_there_are_follows_what_is_answered(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen, conv__readback="not_done", conv__readback__why="Too tired.")
    hands.window.go(Where("check", person=gwen))
    (card,) = hands.page.findChildren(WorthALook)
    _, found = looks_at_check(talk)[1]
    more = hands.find("check.look2.more")
    assert isinstance(more, ToggleButton)
    assert more.words() == f"{len(found) - 3} more"
    card.look_again(found[:-1])
    assert more.words() == f"{len(found) - 4} more"
    card.look_again(found[:3])
    assert more.isHidden()
    assert not card.isHidden()


def test_a_topic_that_stops_the_sign_off_is_opened_where_it_stops(
    hands: Hands, desk: Desk, gwen: str
):
    talk = plans.ready(desk, gwen)
    member = talk.add("cap")
    found: dict[str, Value] = {
        "cap.decision": "He has no capacity", "cap.support": ["aids"],
        "cap.assessor": "Carys Bevan", "cap.understand": "no", "cap.on": "2026-11-12",
        "cap.outcome": "lacks_now_may_regain",
    }  # fmt: skip
    for question, value in found.items():
        talk.answer(question, Answer(value=value), member)
    talk.answer("cap.cause", Answer(own_words="Delirium since Monday."), member)
    hands.window.go(Where("check", person=gwen))
    hands.tap("check.sign")
    assert len(hands.page.summary.problems()) == 1
    hands.tap("check.change.capacity")
    where = hands.page.where
    assert (where.question, where.instance) == ("cap", member)
    assert hands.focused().startswith("conv.cap.decision")


def test_before_a_sign_off_a_few_things_are_worth_a_second_look(
    hands: Hands, desk: Desk, gwen: str
):
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words="The garden."))
    hands.window.go(Where("check", person=gwen, conversation=talk.id))
    (card,) = hands.page.findChildren(WorthALook)
    assert name_of(card) == "Worth a second look"
    assert hands.has("check.look2.3")
    assert not hands.find("check.look2.4").isVisible()
    hands.tap("check.look2.more")
    assert hands.find("check.look2.4").isVisible()
    hands.tap("check.look2.1")
    assert hands.page.where.page == "question"
