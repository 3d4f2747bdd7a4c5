"""A second signature, reasons that print, and what a sign-off reads back of how a plan stands."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eolplan.conversation import OVERRIDES, ask_second, awaited, move, sign_off
from eolplan.conversation.facts import facts_of
from eolplan.desk import Desk
from eolplan.record import Answer, Author, Pen, sign
from eolplan.status import Status
from tests.ui import plans
from tests.ui.checking import check
from tests.ui.hands import Hands
from tests.ui.plans import PASSPHRASE
from ui.pages.where import Where
from ui.widgets import LineBox, PlainLabel


def words(hands: Hands) -> str:
    return "\n".join(p.text() for p in hands.page.findChildren(PlainLabel) if p.isVisible())


def test_a_second_signature_is_asked_for_by_name_and_taken_back(
    hands: Hands, desk: Desk, gwen: str
):
    plans.ready(desk, gwen)
    check(hands, gwen)
    assert "One signature is enough." in words(hands)
    hands.tap("check.second.change")
    hands.tap("check.second.ask")
    assert awaited(desk.log(gwen)) is None  # nobody is named
    hands.write("Dr A Rees", "check.second.name")
    hands.write("GP", "check.second.role")
    hands.tap("check.second.ask")
    found = awaited(desk.log(gwen))
    assert found is not None
    assert (found.name, found.role) == ("Dr A Rees", "GP")
    assert "Dr A Rees, GP is asked to sign this too." in words(hands)
    hands.tap("check.second.stop")
    assert awaited(desk.log(gwen)) is None


def test_who_is_asked_signs_with_one_press_and_a_passphrase(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    """Nothing has changed since version 1, and there is something to sign all the same."""
    talk = plans.ready(desk, gwen)
    talk.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    talk.finish()
    dev = Author("dev", "Dev Patel", "Nurse")
    log = desk.session.store.log(gwen)
    name = Answer(value=desk.staff.name, said_by="clinician_judgement")
    asks = Pen(person=gwen, author=dev, now=desk.now).answer(log, "sign.second.name", name)
    first = sign(log.plus(asks), gwen, dev, desk.now(), facts_of(talk, ["cpr"]))
    desk.session.store.append(asks, versions=[first], at=desk.now())
    desk.conversation(gwen)
    hands.window.go(Where("person", person=gwen))
    assert "You are asked to sign version 1 too." in words(hands)
    hands.tap("person.status.sign")
    page = hands.page
    assert "signed version 1. You are asked to sign it too." in words(hands)
    assert "Dev Patel left for later: CPR." in words(hands)
    assert "You are asked to sign this too." in words(hands)
    assert "When did they sign it?" not in words(hands)
    hands.tap("check.sign")
    assert "It says that you have read this plan." in words(hands)  # they may not have been there
    with qtbot.waitSignal(page.wanted, timeout=60_000):
        hands.write(PASSPHRASE)
        hands.tap("check.sheet.sign")
    log = desk.session.store.log(gwen)
    version = log.latest_version()
    assert version is not None
    assert version.number == 2
    assert version.facts["held_back"] == ["cpr"]
    assert awaited(log) is None
    assert log.unsigned() == ()


def test_the_overview_says_whose_signature_is_awaited(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    ask_second(talk, "Dr A Rees", "GP")
    sign_off(talk, PASSPHRASE)
    talk.finish()
    hands.window.go(Where("person", person=gwen))
    assert "Dr A Rees, GP, has not signed yet." in words(hands)
    hands.window.go(Where("signed", person=gwen))
    assert "Dr A Rees has not signed yet. Page 1 says so." in words(hands)


def test_who_signed_an_earlier_version_is_said_to_be_asked_anew(
    hands: Hands, desk: Desk, gwen: str
):
    """ "One signature is enough" would be untrue: page 1 of the next version waits for theirs."""
    talk = plans.ready(desk, gwen)
    ask_second(talk, "Dr A Rees", "GP")
    talk.answer("sign.second.on", Answer(value="2026-11-12"))
    sign_off(talk, PASSPHRASE)
    talk.answer("val.matters", Answer(own_words="The cat."))
    check(hands, gwen)
    assert "Dr A Rees signed an earlier version, and is asked to sign this too." in words(hands)
    hands.tap("check.second.stop")
    assert "Who is to sign this too?" in words(hands)
    assert awaited(desk.log(gwen)) is None


def test_a_reason_answers_a_check_that_can_be_answered(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    talk.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    page = check(hands, gwen)
    hands.tap("check.sign")
    before = len(page.summary.problems())
    hands.write("Her daughter was told tonight.", "check.override.0")
    hands.find("check.override.0", LineBox).left.emit()
    hands.tap("check.sign")
    assert len(page.summary.problems()) == before - 1
    hands.window.go(Where("check", person=gwen))
    box = hands.find("check.override.0", QLineEdit)
    assert box.text() == "Her daughter was told tonight."
    told = "Its answers are left out of the copies. But page 1 says: CPR IS BEING TALKED ABOUT"
    assert told in words(hands)
    hands.tap("check.without.cpr")
    assert not box.isVisible()  # no reason is asked for in what is left for later
    hands.tap("check.without.cpr")
    assert box.isVisible()


def test_a_reason_counts_as_soon_as_it_is_typed_and_an_undo_takes_it_off(
    hands: Hands, desk: Desk, gwen: str
):
    """Ctrl+Enter leaves the focus in the box: what stands there is signed, or nothing is."""
    talk = plans.ready(desk, gwen)
    talk.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    check(hands, gwen)
    hands.write("Her daughter was", "check.override.0")
    hands.window.settle()  # as before a lock
    hands.window.go(Where("people"))
    page = check(hands, gwen)
    box = hands.find("check.override.0", QLineEdit)
    assert box.text() == "Her daughter was"
    before = len(desk.log(gwen).instances(OVERRIDES))
    box.end(False)
    hands.write(" told.", "check.override.0")
    page.go_on()
    assert len(desk.log(gwen).instances(OVERRIDES)) == before + 1
    assert not any(d.question.endswith("check.override") for d in desk.session.store.drafts(gwen))
    page.undo()
    assert hands.page is page, "Undo stays where the reason was typed"
    assert box.text() == ""
    page.go_on()
    assert len(desk.log(gwen).instances(OVERRIDES)) == before


def test_what_is_said_after_capacity_was_lost_is_read_back_as_a_present_wish(
    hands: Hands, desk: Desk, gwen: str
):
    """It is her answer, it counts, and nobody may take it for a decision."""
    talk = plans.ready(desk, gwen)
    found = talk.add("cap")
    for part, value in (("on", "2026-10-01"), ("outcome", "lacks_unlikely_to_regain")):
        talk.answer(f"cap.{part}", Answer(value=value), found)
    talk.answer("cap.topic", Answer(value=["place_of_death"]), found)
    check(hands, gwen)
    label = "Said since 1 October 2026, when this could not be decided."
    assert words(hands).count(label) == 2  # the places that are not wanted were said then too
    assert "1st own home, 2nd hospice.\nSaid since" in words(hands)


def test_copies_of_a_plan_on_hold_are_told_of_before_they_are_made(
    hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    move(desk.conversation(gwen), Status.SUSPENDED)
    hands.window.go(Where("share", person=gwen))
    assert "New copies say ON HOLD at the head of every page." in words(hands)
    assert not hands.has("share.check")  # no wish changed
    move(desk.conversation(gwen), Status.WITHDREW)
    hands.window.go(Where("share", person=gwen))
    assert "Gwen took back agreement to this plan." in words(hands)
    assert not hands.has("share.check")
