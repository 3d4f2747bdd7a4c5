"""How a plan stands can be seen and changed, and nobody closes the wrong plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from eolplan.conversation import move
from eolplan.desk import Desk
from eolplan.desk.handed import write_down
from eolplan.identity import READER, STUDENT
from eolplan.record import Answer
from eolplan.status import Status, state_of
from tests.ui import plans
from tests.ui.hands import Hands
from ui.pages.death import DeathPage
from ui.pages.where import Where
from ui.widgets import PlainLabel


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


def test_who_has_a_copy_is_told_where_a_plan_is_put_on_hold(hands: Hands, desk: Desk, gwen: str):
    talk = plans.signed(desk, gwen)
    version = talk.log.latest_version()
    assert version is not None
    write_down(desk, gwen, audience="own", version=version.digest, to="Gwen", how="paper")
    hands.window.go(Where("status", person=gwen))
    assert not hands.has("status.copies")
    move(desk.conversation(gwen), Status.SUSPENDED)
    hands.window.go(Where("person", person=gwen))
    hands.window.go(Where("status", person=gwen))
    assert "Written down as having a copy. Tell each of them." in words(hands)
    assert f"Gwen, version 1 ({version.digest[:4]}), 12 November 2026" in words(hands)
    hands.tap("status.copies")
    assert hands.page.where.question == "copy.item"


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


def test_who_has_the_plan_after_a_move_is_asked_and_kept(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    hands.window.go(Where("status", person=gwen))
    hands.tap("status.to.closed_moved")
    hands.write("Team Bryn", "ended.plan.status.team.line")
    hands.write("01632 960777", "ended.plan.status.phone.line")
    hands.tap("ended.continue")
    log = desk.log(gwen)
    assert log.reading("plan.status.team").value == "Team Bryn"
    assert log.reading("plan.status.phone").value == "01632 960777"


@pytest.mark.parametrize(
    ("way", "leave"),
    [("closed_moved", "ended.leave"), ("suspended", ""), ("closed_died", "death.leave")],
)
def test_whoever_leaves_a_way_alone_is_back_on_it(
    hands: Hands, desk: Desk, gwen: str, way: str, leave: str
):
    plans.signed(desk, gwen)
    hands.window.go(Where("status", person=gwen))
    hands.tap(f"status.to.{way}")
    if leave:
        hands.tap(leave)
    else:
        hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.focused() == f"status.to.{way}"


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


def test_a_form_that_was_recorded_is_not_come_back_to_and_leaves_no_draft(
    hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    hands.window.go(Where("status", person=gwen))
    hands.tap("status.to.suspended")
    hands.write("Doubt about who may decide.", "ended.plan.status.why.words")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert state(desk, gwen) is Status.SUSPENDED
    assert desk.conversation(gwen).drafted("plan.status.why") is None
    for _ in range(3):
        hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert hands.page.where.page != "end-plan"


def test_back_leads_to_the_plan_and_not_to_the_same_page_over_again(
    hands: Hands, desk: Desk, gwen: str
):
    """Where Back seems to do nothing, whoever closed a plan by mistake looks for the way out."""
    plans.signed(desk, gwen)
    hands.window.go(Where("person", person=gwen))
    hands.window.go(Where("status", person=gwen))
    for press in ("status.to.suspended", "status.to.final"):
        hands.tap(press)
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert hands.page.where.page == "status"
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.page.where.page == "person"


def test_the_first_box_has_the_focus_and_half_a_reason_for_the_way_back_outlives_a_lock(
    hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    there = Where("end-plan", person=gwen, note=str(Status.MOVED))
    hands.window.go(there)
    assert hands.focused() == "ended.plan.status.on.date.day"
    hands.tap("ended.continue")
    hands.window.go(replace(there, note=str(Status.FINAL)))
    assert hands.focused() == "ended.why"
    hands.write("She came ba")
    place = hands.window.place()
    assert place is not None
    hands.window.go(Where("status", person=gwen))
    hands.window.go(place)
    assert hands.find("ended.why", QLineEdit).text() == "She came ba"


def test_what_makes_sure_of_a_death_outlives_a_lock_and_half_a_date_is_named(
    hands: Hands, desk: Desk, gwen: str
):
    hands.window.go(Where("death", person=gwen))
    assert hands.focused() == "death.name"
    hands.write("Gwen Pryce")
    hands.write("41", "death.born.day")
    hands.write("Siân", "death.told_by")
    place = hands.window.place()
    assert place is not None
    hands.window.go(Where("status", person=gwen))
    hands.window.go(place)
    texts = [hands.find(f"death.{n}", QLineEdit).text() for n in ("name", "born.day", "told_by")]
    assert texts == ["Gwen Pryce", "41", "Siân"]
    hands.tap("death.continue")
    page = hands.page
    assert isinstance(page, DeathPage)
    assert page.summary.problems() == ["Date of birth: Enter a year in four digits, such as 1941"]


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
    found = [w.objectName() for w in hands.page.findChildren(QObject) if w.objectName()]
    assert [name for name in found if name.startswith("status.to.")] == ways
    assert ("ask a colleague who signs off plans" in words(hands)) is not bool(ways)


# -- a death -----------------------------------------------------------------------------------


def test_a_death_closes_the_plan_and_says_so_quietly(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = die(hands, gwen)
    page.held.field("death.date").show_answer("2026-11-12")
    hands.tap("death.death.place.choice.own_home")
    assert page.held.field("death.pod_achieved").answer_value() == "first"
    assert page.held.field("death.usual_place").answer_value() == "yes"
    hands.tap("death.continue")
    assert hands.page.where.page == "status"
    assert "Gwen has died. That was on 12 November 2026." in words(hands)
    banner = hands.page.banner()
    assert banner is not None
    assert banner.died
    assert banner.facts[:2] == ("Died 12 November 2026", "Born 4 March 1941")

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
