"""Read back and put right: the seven facts, and what is read to the person first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from eolplan.record import Answer, Standing
from tests.conftest import Clock
from tests.ui import plans
from tests.ui.checking import all_words, check, needs
from tests.ui.hands import Hands
from ui.pages.sign_facts import months_on
from ui.pages.where import Where
from ui.widgets import Card, ChoiceCard, Heading, StateTag, TickCard

# -- the seven facts ------------------------------------------------------------------


def test_a_plan_without_one_answer_is_said_to_hold_none(hands: Hands, desk: Desk):
    new = desk.caseload.add(Newcomer(given="Ewan", family="Reid", born="1950-01-01"))
    talk = desk.conversation(new)
    talk.record([("conv.when", "", Answer(value=talk.today.isoformat()))])
    empty = "holds no answer at all."
    assert empty in all_words(check(hands, new))
    talk.answer("val.matters", Answer(own_words="the garden"))
    hands.window.go(Where("person", person=new))
    assert empty not in all_words(check(hands, new))


def test_a_plan_without_a_talk_needs_what_only_a_talk_can_give(hands: Hands, desk: Desk, gwen: str):
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the garden"))
    check(hands, gwen)
    assert needs(hands) == [
        "Say when you talked, who led the talk, whether this person was there, whether it was all"
        " right to talk and whether it was read back.",
        "Record the agreement to make this plan.",
        "Ask who may see this plan, for one reader at least.",
        "Choose when to look at this again.",
        "Say who will look at it again.",
    ]
    assert hands.focused() == "check.problems"
    assert hands.page.title().startswith("Error: ")


@pytest.mark.parametrize(
    ("question", "control"),
    [
        ("person.dob", "check.person.dob.date.day"),
        ("person.nhs_no", "check.person.nhs_no.line"),
        ("plan.jurisdiction", "check.plan.jurisdiction.choice.ENG"),
        ("conv.when", "check.conv.when.date.day"),
        ("conv.staff.name", "check.conv.staff.name.line"),
        ("conv.present", "check.conv.present.choice.yes"),
        ("conv.permission", "check.conv.permission.choice.yes"),
        ("conv.readback", "check.conv.readback.choice.agreed"),
        ("agree.record", "check.agree.record.choice.explicit_person"),
        ("agree.share.", "check.agree.share.gp.choice.yes"),
        ("rev.date", "check.review.tomorrow"),
        ("rev.who.name", "check.review.me"),
    ],
)
def test_each_fact_is_asked_for_and_its_link_leads_to_where_it_is_mended(
    hands: Hands, desk: Desk, gwen: str, question: str, control: str
):
    talk = plans.ready(desk, gwen)
    for asked, instance in sorted(talk.log.questions()):
        if asked == question or (question.endswith(".") and asked.startswith(question)):
            talk.clear(asked, instance)
    check(hands, gwen)
    assert len(needs(hands)) == 1
    hands.tap("check.problems.0")
    assert hands.focused() == control
    assert hands.window.focusWidget().isVisible()
    assert not hands.page.findChild(QLineEdit, "check.sheet.passphrase").isVisible()


def test_a_review_whose_day_has_come_is_asked_for_like_one_that_was_never_set(
    hands: Hands, desk: Desk, gwen: str, clock: Clock
):
    plans.ready(desk, gwen)
    clock.go_on(days=100)
    check(hands, gwen)
    assert hands.find("check.rev.date.date.day").isVisible()
    assert needs(hands) == [
        "The day to look at this again has come: 12 February 2027. Choose the next one."
    ]
    hands.tap("check.problems.0")
    assert hands.focused() == "check.review.tomorrow"  # the quick ways come before the day
    hands.tap("check.review.tomorrow")  # after a crisis
    assert desk.log(gwen).reading("rev.date").value == "2027-02-21"
    hands.tap("check.review.weeks")
    assert needs(hands) == []


def test_nothing_is_ticked_or_filled_in_beforehand(hands: Hands, desk: Desk, gwen: str):
    """Pre-ticked agreement is no agreement; the reviewer is a button to press, not a name."""
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the garden"))
    page = check(hands, gwen)
    cards = page.findChildren(ChoiceCard) + page.findChildren(TickCard)
    assert cards
    assert not any(card.isChecked() for card in cards)
    assert all(a.given().standing is Standing.NOT_ASKED for a in page.recording.on_page())


def test_what_was_agreed_before_is_told_with_its_day(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen, agree__share__ambulance="no")
    words = all_words(check(hands, gwen))
    assert "The GP: Yes (12 November 2026)" in words
    assert "The ambulance and the out-of-hours team: No (12 November 2026)" in words


def test_not_read_back_is_enough_with_a_reason(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen, conv__readback="not_done")
    check(hands, gwen)
    assert len(needs(hands)) == 1
    hands.tap("check.readback.change")
    hands.write("Gwen was too tired.", "check.conv.readback.why.line")
    assert needs(hands) == []
    assert hands.has("check.sheet.passphrase")


def test_a_record_that_was_not_agreed_to_is_not_signed_off(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen, agree__record="refused")
    check(hands, gwen)
    assert needs(hands) == ["There is no agreement to this record now, so it cannot be signed off."]
    hands.tap("check.problems.0")
    assert hands.focused() == "check.agreement.change"
    talk = hands.page.talk
    talk.answer("agree.record", Answer(value="explicit_person"))
    talk.answer("agree.withdrawn.on", Answer(value="2026-11-12"))  # on a page of its own
    check(hands, gwen)
    assert needs(hands) == ["There is no agreement to this record now, so it cannot be signed off."]
    hands.tap("check.problems.0")
    assert hands.focused() == "check.change.sharing"


# -- quick answers ------------------------------------------------------------------------


def test_one_tap_says_when_and_one_says_who(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    talk.clear("rev.date"), talk.clear("rev.who.name")
    check(hands, gwen)
    hands.tap("check.review.months")
    hands.tap("check.review.me")
    talk = hands.page.talk
    assert talk.reading("rev.date").value == "2027-02-12"
    assert talk.reading("rev.who.name").value == "Carys Bevan"
    assert talk.reading("rev.who.role").value == "Community nurse"
    assert talk.reading("rev.who.phone").value == "01632 960001"
    assert hands.find("check.rev.who.name.line", QLineEdit).text() == "Carys Bevan"
    assert needs(hands) == []

    hands.press(Qt.Key.Key_Escape)
    hands.tap("check.undo")
    assert talk.reading("rev.who.name").state == talk.reading("rev.who.phone").state == "silent"
    assert hands.find("check.rev.who.name.line", QLineEdit).text() == ""


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-11-12", 3, "2027-02-12"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
    ],
)
def test_three_months_on_is_a_day_that_there_is(day: str, months: int, then: str):
    import datetime as dt

    assert months_on(dt.date.fromisoformat(day), months).isoformat() == then


# -- what is read back ------------------------------------------------------------------------


def test_every_topic_is_read_back_in_words_with_whose_they_are(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    words = all_words(check(hands, gwen))
    for line in (
        f"“{plans.MATTERS}”",
        "1st own home, 2nd hospice.",
        "Does not want hospital.",
        "Come back to this (after 1 December 2026)",
        "Gwen, 12 November 2026",
    ):
        assert line in words
    assert "Not talked about yet: Communication; " in words
    assert "That is all right." in words


def test_what_is_new_since_the_last_version_is_marked(hands: Hands, desk: Desk, gwen: str):
    talk = plans.signed(desk, gwen)
    assert not [t for t in check(hands, gwen).findChildren(StateTag) if t.isVisible()]
    talk.answer("val.matters", Answer(own_words="The garden."))
    talk.answer("val.strength", Answer(own_words="Chapel."))
    marks = [t.words() for t in check(hands, gwen).findChildren(StateTag) if t.isVisible()]
    assert sorted(marks) == ["Changed", "Changed", "New", "New"]  # at the head, and in its topic
    heading = hands.page.findChildren(Card)[0].findChild(Heading)
    assert heading is not None
    assert heading.text() == "What changed since version 1"


def test_change_leads_to_the_topic_and_continue_back_here(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    check(hands, gwen)
    button = hands.find("check.change.cpr")
    assert button.accessibleName() == "Change CPR"
    hands.tap("check.change.cpr")
    assert hands.page.where.page == "question"
    while hands.page.where.page == "question":
        hands.tap("conv.continue")
    assert hands.page.where.page == "check"


def test_nothing_new_is_not_signed_again(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = check(hands, gwen)
    assert "Nothing has changed since version 1." in all_words(page)
    assert not hands.has("check.sign")
    assert hands.find("check.leave").text() == "Back to the plan"
    hands.tap("check.share")
    assert hands.page.where.page == "share"


def test_the_talk_that_made_the_changes_is_the_one_that_is_checked(
    hands: Hands, desk: Desk, gwen: str
):
    """Signing off the day after must not ask for the facts of a talk that never was."""
    talk = plans.ready(desk, gwen)
    talk.finish()
    page = check(hands, gwen)
    assert page.talk.id == talk.id
    assert needs(hands) == []


def test_what_changed_is_read_before_what_can_be_changed(hands: Hands, desk: Desk, gwen: str):
    """However long it is: the page opens at its beginning, with something there in focus."""
    talk = plans.signed(desk, gwen)
    talk = desk.conversation(gwen, talk.id)
    for question in ("val.matters", "val.hopes", "val.fears"):
        talk.answer(question, Answer(own_words="The garden. " * 60))
    page = check(hands, gwen)
    for _ in range(9):
        QApplication.processEvents()
    assert hands.focused() == "check.to_readback"
    assert page.view.verticalScrollBar().value() == 0
    hands.find("check.sign").setFocus()
    hands.press(Qt.Key.Key_PageDown)  # to read on, from below as from within
    assert page.view.verticalScrollBar().value() > 0
    assert hands.focused() == "check.sign"
