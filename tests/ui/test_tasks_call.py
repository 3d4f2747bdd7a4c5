"""T11, a call that changes one thing, in five actions; and what family may not change by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from eolplan.desk import Desk
from eolplan.desk.handed import COPIES, write_down
from eolplan.record import Answer, view_of
from tests.ui import plans
from tests.ui.hands import Hands
from ui.pages.where import Where

RING_BACK = "Reported. A doctor or nurse who knows Gwen rings back today."


def said(hands: Hands) -> list[str]:
    """Return the words of every label that can be seen."""
    return [w.text() for w in hands.page.findChildren(QLabel) if w.isVisible()]


@pytest.fixture
def gwen(desk: Desk, hands: Hands) -> str:
    """Id of somebody with a signed plan, open in the window."""
    who = plans.person(desk)
    plans.signed(desk, who)
    hands.window.go(Where("person", person=who))
    return who


def test_t11_a_call_that_changes_one_wish_takes_five_actions(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    """The person, Change beside the wish, a tap, by phone, Continue."""
    hands.window.go(Where("people"))
    hands.find("people.table").setFocus(Qt.FocusReason.OtherFocusReason)
    hands.actions = 0
    hands.press(Qt.Key.Key_Return)
    assert hands.page.where.page == "person"
    hands.tap("person.change.pod.first")
    hands.tap("conv.pod.place.hospice.first")
    hands.tap("conv.conv.where.choice.phone")
    hands.tap("conv.continue")

    assert hands.actions == 5
    assert hands.page.where.page == "person"
    log = desk.session.store.log(gwen)
    changed = log.reading("pod.first")
    assert changed.value == "hospice"
    assert changed.entry is not None
    assert log.reading("conv.where", changed.entry.conversation).value == "phone"
    assert changed.entry.answer.said_by == "person_spoken"
    assert desk.session.store.place(gwen) is None  # it is no talk to be carried on


def test_a_call_tells_who_is_written_down_as_having_a_copy(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    (version,) = desk.log(gwen).versions
    talk = desk.conversation(gwen)
    talk.follow("phone_update")
    assert talk.followed is not None
    asked = next(n for n, s in enumerate(talk.followed.path.steps, 1) if s.copies_out)
    there = Where("step", person=gwen, conversation=talk.id, note=str(asked))
    hands.window.go(there)
    assert "Nobody is written down as having a copy." in said(hands)
    hands.tap("step.copies")
    assert hands.page.where.question == COPIES
    write_down(desk, gwen, audience="bedside", version=version, to="Blue folder", how="paper")
    hands.window.go(there)
    assert any("Blue folder" in words for words in said(hands))
    hands.tap("step.copies")
    assert hands.page.where.question == COPIES
    hands.tap("conv.continue")
    assert hands.page.where.question == "rev.next", "the call goes on after this step"


def test_a_call_is_no_part_of_a_talk_that_stopped(hands: Hands, desk: Desk) -> None:
    mair = plans.person(desk, "Mair", "Evans", "9990000034")
    talk = desk.conversation(mair)
    talk.answer("conv.where", Answer(value="home"))
    talk.here("cpr.person_view")
    hands.window.go(Where("person", person=mair))
    hands.tap("person.change.pod.first")
    hands.tap("conv.pod.place.hospice.first")
    hands.tap("conv.conv.where.choice.phone")
    hands.tap("conv.continue")
    log, place = desk.session.store.log(mair), desk.session.store.place(mair)
    assert place is not None
    assert (place.conversation, place.question) == (talk.id, "cpr.person_view")
    assert log.reading("conv.where", talk.id).value == "home"


def test_what_a_relative_tells_stands_beside_the_wish(hands: Hands, desk: Desk, gwen: str) -> None:
    (sian,) = desk.log(gwen).instances("contact")
    hands.tap("person.change.pod.first")
    hands.tap(f"conv.whose.by.contact:{sian}")
    hands.write("She wants the hospice now.")
    hands.tap("conv.continue")
    log = desk.session.store.log(gwen)
    assert log.reading("pod.first").value == "own_home"
    view = log.reading("pod.first", view_of(sian)).answer
    assert view is not None
    assert (view.own_words, view.value) == ("She wants the hospice now.", None)


def test_what_family_tell_of_cpr_is_only_reported(hands: Hands, desk: Desk, gwen: str) -> None:
    """No field of the recommendation changes; a doctor or nurse rings back today (D9)."""
    (sian,) = desk.log(gwen).instances("contact")
    before = desk.log(gwen)
    hands.tap("person.change.cpr.status")
    assert hands.page.where.question == "cpr.recommendation"
    assert RING_BACK not in said(hands)
    hands.tap(f"conv.told.{sian}")
    assert hands.page.where.question == "cpr.person_view"
    assert RING_BACK in said(hands)
    hands.write("She does not want it any more.")
    hands.tap("conv.ring_back.today")
    assert hands.window.messages.words() == "It is with the actions for today."
    hands.tap("conv.continue")
    assert hands.page.where.page == "person"

    log = desk.session.store.log(gwen)
    for question in ("cpr.status", "cpr.person_view"):
        assert log.reading(question).heads == before.reading(question).heads
    view = log.reading("cpr.person_view", view_of(sian)).answer
    assert view is not None
    assert view.own_words == "She does not want it any more."
    (action,) = log.instances("act.item")
    assert {part: log.reading(f"act.item.{part}", action).value for part in
            ("what", "who", "when", "status")} == {
        "what": "Ring back about what family reported", "who": "staff",
        "when": "2026-11-12", "status": "to_do",
    }  # fmt: skip
    assert log.reading("act.item.who.name", action).state == "silent"


@pytest.mark.parametrize("page", ["esc.wish", "papers", "cpr.person_view"])
def test_the_call_back_is_offered_only_while_family_speak(
    hands: Hands, desk: Desk, gwen: str, page: str
) -> None:
    (sian,) = desk.log(gwen).instances("contact")
    there = Where("question", person=gwen, question=page, note="person")
    hands.window.go(there)
    assert RING_BACK not in said(hands)
    hands.tap("conv.whose.by.clinician_observed")
    assert RING_BACK not in said(hands)
    hands.tap(f"conv.whose.by.contact:{sian}")
    assert RING_BACK in said(hands)
    hands.tap("conv.whose.by.person_spoken")
    assert RING_BACK not in said(hands)


def test_a_call_back_can_be_taken_off_again(hands: Hands, desk: Desk, gwen: str) -> None:
    talk = desk.conversation(gwen)
    talk.follow("phone_update")
    step = Where("step", person=gwen, conversation=talk.id, note="3")
    hands.window.go(step)
    hands.tap("step.ring_back.today")
    assert len(desk.log(gwen).instances("act.item")) == 1
    hands.tap("step.ring_back.today")
    assert hands.window.messages.words() == "It is taken off again."
    assert desk.log(gwen).instances("act.item") == ()
    hands.tap("step.ring_back.today")
    hands.window.go(Where("people"))
    hands.window.go(step)
    assert hands.find("step.ring_back.today", QAbstractButton).isChecked()
    hands.tap("step.undo")
    assert desk.log(gwen).instances("act.item") == ()


def test_nobody_is_offered_as_family_where_nobody_is_known(hands: Hands, desk: Desk) -> None:
    amir = plans.person(desk, "Amir", "Khan", "9990000026")
    hands.window.go(Where("question", person=amir, question="esc", note="person"))
    assert "Told by family?" not in said(hands)


def test_in_a_talk_staff_write_down_what_they_have_seen(hands: Hands, gwen: str) -> None:
    """Who sits beside the person asks them, and looks at the paper."""
    hands.window.go(Where("question", person=gwen, question="cpr.form"))
    assert "Told by family?" not in said(hands)
    hands.window.go(Where("question", person=gwen, question="val.matters", note="person"))
    assert RING_BACK not in said(hands)
    assert hands.page.where.note == "person"
