"""How a plan stands can be seen and changed, and nobody closes the wrong plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from eolplan.conversation import ask_second, awaited, move, sign_off
from eolplan.desk import Desk
from eolplan.identity import READER, STUDENT
from eolplan.record import Answer, Author, Pen
from eolplan.status import Status, state_of
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.plans import PASSPHRASE
from ui.pages.check import CheckPage
from ui.pages.death import DeathPage
from ui.pages.where import Where
from ui.widgets import LineBox, PlainLabel


def words(hands: Hands) -> str:
    return "\n".join(p.text() for p in hands.page.findChildren(PlainLabel) if p.isVisible())


def state(desk: Desk, person: str) -> Status:
    return state_of(desk.session.store.log(person)).status


def seat(desk: Desk, may: str) -> None:
    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=may)):
        desk.session.store.put_user(staff, at=desk.now())


def die(hands: Hands, gwen: str, name: str = "Gwen Pryce", year: str = "1941") -> DeathPage:
    """Open the page about a death and fill in what makes sure of the plan."""
    assert hands.window.go(Where("death", person=gwen))
    for box, text in (
        ("death.name", name), ("death.born.day", "4"), ("death.born.month", "3"),
        ("death.born.year", year), ("death.told_by", "Sian, her daughter"),
    ):  # fmt: skip
        hands.write(text, box)
    assert isinstance(hands.page, DeathPage)
    return hands.page


def test_what_was_changed_since_it_was_signed_is_not_called_reliable(
    hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words="The sea."))
    talk.finish()
    hands.window.go(Where("status", person=gwen))
    assert "It was changed since it was signed off." in words(hands)
    assert "can be relied on" not in words(hands)


# -- on hold and back ------------------------------------------------------------------------


def test_a_plan_is_put_on_hold_and_lifted_from_its_page(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    hands.window.go(Where("person", person=gwen))
    hands.tap("person.status_page")
    assert "Copies of the newest version can be relied on until the review." in words(hands)
    hands.tap("status.to.suspended")
    hands.write("Doubt about who may decide.", "ended.plan.status.why.words")
    hands.tap("ended.continue")
    assert hands.page.where.page == "status"
    for line in ("On hold since 12 November 2026.", "Doubt about who may decide.",
                 "New copies say ON HOLD at the head of every page."):  # fmt: skip
        assert line in words(hands)
    banner = hands.page.banner()
    assert banner is not None
    assert "Plan on hold" in banner.facts
    assert not banner.died

    hands.tap("status.to.final")
    hands.tap("ended.continue")
    assert state(desk, gwen) is Status.FINAL


def test_half_a_reason_outlives_a_lock(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    there = Where("end-plan", person=gwen, note=str(Status.MOVED))
    hands.window.go(there)
    hands.write("To her daughter in", "ended.plan.status.why.words")
    hands.page.settle()
    assert state(desk, gwen) is Status.FINAL
    hands.window.go(there)
    box = hands.find("ended.plan.status.why.words", QPlainTextEdit)
    assert box.toPlainText() == "To her daughter in"


def test_what_was_never_hers_needs_a_reason(hands: Hands, desk: Desk, gwen: str):
    hands.window.go(Where("end-plan", person=gwen, note=str(Status.ERROR)))
    hands.tap("ended.continue")
    assert hands.page.title().startswith("Error: ")
    assert state(desk, gwen) is Status.DRAFT


def test_a_day_to_come_is_refused_where_it_stands(hands: Hands, desk: Desk, gwen: str):
    hands.window.go(Where("end-plan", person=gwen, note=str(Status.MOVED)))
    year = hands.find("ended.plan.status.on.date.year", QLineEdit)
    year.setText("2030")
    hands.tap("ended.continue")
    assert hands.page.title().startswith("Error: ")
    assert state(desk, gwen) is Status.DRAFT


@pytest.mark.parametrize(("may", "ways"), [(READER, []), (STUDENT, ["status.to.suspended"])])
def test_only_what_somebody_may_do_is_offered(
    hands: Hands, desk: Desk, gwen: str, may: str, ways: list[str]
):
    seat(desk, may)
    hands.window.go(Where("status", person=gwen))
    found = [w.objectName() for w in hands.page.findChildren(object) if w.objectName()]  # type: ignore[call-overload]  # every QObject
    assert [name for name in found if name.startswith("status.to.")] == ways
    assert ("ask a colleague who signs off plans" in words(hands)) is not bool(ways)


# -- a death -----------------------------------------------------------------------------------


def test_a_death_closes_the_plan_and_says_so_quietly(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = die(hands, gwen)
    page.held.field("death.date").show_answer("2026-11-11")
    hands.tap("death.death.place.choice.own_home")
    assert page.held.field("death.pod_achieved").answer_value() == "first"
    assert page.held.field("death.usual_place").answer_value() == "yes"
    hands.tap("death.continue")
    assert hands.page.where.page == "status"
    assert "Gwen has died. That was on 11 November 2026." in words(hands)
    banner = hands.page.banner()
    assert banner is not None
    assert banner.died
    assert banner.facts[:2] == ("Died 11 November 2026", "Born 4 March 1941")

    log = desk.session.store.log(gwen)
    assert log.reading("death.place").value == "own_home"
    assert log.reading("death.told_by").value == "Sian, her daughter"
    hands.window.go(Where("person", person=gwen))
    assert not hands.has("person.start")
    assert not hands.has("person.check")
    assert "In an emergency" not in words(hands)


@pytest.mark.parametrize(("name", "year"), [("Gwen Price", "1941"), ("Gwen Pryce", "1942")])
def test_the_wrong_plan_is_not_closed(hands: Hands, desk: Desk, gwen: str, name: str, year: str):
    page = die(hands, gwen, name, year)
    hands.tap("death.continue")
    assert len(page.summary.problems()) == 1
    assert state(desk, gwen) is Status.DRAFT


def test_what_somebody_chose_is_not_worked_out_again(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    page = die(hands, gwen)
    hands.tap("death.death.pod_achieved.choice.changed_in_last_days")
    hands.tap("death.death.place.choice.hospital_acute")
    assert page.held.field("death.pod_achieved").answer_value() == "changed_in_last_days"
    assert page.held.field("death.usual_place").answer_value() == "no"
    assert hands.has("death.death.pod_achieved.heard.line")
    assert hands.has("death.death.variance.choice.no_bed")


def test_gwen_is_alive_is_in_sight_for_a_day_and_takes_a_reason(
    hands: Hands, desk: Desk, gwen: str, clock
):
    die(hands, gwen)
    hands.tap("death.continue")
    hands.window.go(Where("person", person=gwen))
    hands.tap("person.status.undo")
    hands.tap("ended.continue")
    assert state(desk, gwen) is Status.DIED
    hands.write("Another Mrs Pryce.", "ended.why")
    hands.tap("ended.continue")
    assert state(desk, gwen) is Status.DRAFT

    move(desk.conversation(gwen), Status.MOVED)
    clock.go_on(hours=25)
    hands.window.go(Where("person", person=gwen))
    assert not hands.has("person.status.undo")
    hands.tap("person.status_page")
    assert hands.has("status.to.final")


def test_what_is_left_to_write_down_is_a_press_away_and_leads_back(
    hands: Hands, desk: Desk, gwen: str
):
    die(hands, gwen)
    hands.tap("death.continue")
    hands.tap("status.page.death.told")
    assert hands.page.where.question == "death.told"
    hands.tap("conv.continue")
    assert hands.page.where.page == "status"


def test_the_state_of_the_plan_is_a_topic_that_opens_this_page(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    hands.window.go(Where("topics", person=gwen))
    hands.tap("topics.state")
    assert hands.page.where.page == "status"


# -- sign-off ------------------------------------------------------------------------------------


def check(hands: Hands, person: str) -> CheckPage:
    assert hands.window.go(Where("check", person=person))
    assert isinstance(hands.page, CheckPage)
    return hands.page


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
    plans.signed(desk, gwen)
    dev = Pen(person=gwen, author=Author("dev", "Dev Patel", "Nurse"), now=desk.now)
    log = desk.session.store.log(gwen)
    name = Answer(value=desk.staff.name, said_by="clinician_judgement")
    desk.session.store.append(dev.answer(log, "sign.second.name", name), at=desk.now())
    desk.conversation(gwen)
    hands.window.go(Where("person", person=gwen))
    assert "You are asked to sign version 1 too." in words(hands)
    hands.tap("person.status.sign")
    page = hands.page
    assert "signed version 1 and asks you to sign it too." in words(hands)
    hands.tap("check.sign")
    with qtbot.waitSignal(page.wanted, timeout=60_000):
        hands.write(PASSPHRASE)
        hands.tap("check.sheet.sign")
    log = desk.session.store.log(gwen)
    version = log.latest_version()
    assert version is not None
    assert version.number == 2
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
    assert words(hands).count(label) == 1
    assert "1st own home, 2nd hospice. Does not want hospital.\nSaid since" in words(hands)


def test_copies_of_a_plan_on_hold_are_told_of_before_they_are_made(
    hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    move(desk.conversation(gwen), Status.SUSPENDED)
    hands.window.go(Where("share", person=gwen))
    assert "New copies say ON HOLD at the head of every page." in words(hands)
    assert hands.has("share.check")
    move(desk.conversation(gwen), Status.WITHDREW)
    hands.window.go(Where("share", person=gwen))
    assert "Gwen took back agreement to this plan." in words(hands)
    assert not hands.has("share.check")
