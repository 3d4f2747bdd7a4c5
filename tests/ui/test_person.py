"""The overview: a plan known in ten seconds, with nothing that presses and nothing left unsaid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from eolplan.caseload import Newcomer
from eolplan.conversation import move
from eolplan.desk import Desk
from eolplan.record import Answer, Standing
from eolplan.status import Status
from tests.conftest import Clock
from tests.ui import plans
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.plans import Stock
from ui.pages.person import PersonPage
from ui.pages.where import Where
from ui.widgets import PlainLabel
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


def see(hands: Hands, person: str) -> PersonPage:
    """Open the overview."""
    assert hands.window.go(Where("person", person=person))
    assert isinstance(hands.page, PersonPage)
    return hands.page


def words(page: PersonPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


# -- nothing yet -----------------------------------------------------------------------


def test_nothing_recorded_is_fine_and_gives_one_next_step(hands: Hands, desk: Desk, gwen: str):
    page = see(hands, gwen)
    said = words(page)
    assert "Nothing recorded yet, and that is fine." in said
    assert "not signed off" not in said
    assert hands.focused() == "person.start"
    assert not hands.has("person.topic.cpr")
    for question, words_ in (
        ("pod.first", "Where Gwen would like to be"), ("contact", "Who to call"),
        ("val.matters", "What matters"),
    ):  # fmt: skip
        assert name_of(hands.find(f"person.change.{question}")) == words_


def test_what_was_typed_to_add_somebody_is_no_talk(hands: Hands, desk: Desk):
    new = Newcomer(given="Gwen", family="Pryce", born="1941", communication="Deaf, left ear")
    page = see(hands, desk.caseload.add(new))
    assert "No conversation recorded yet, and that is fine." in words(page)
    communication = name_of(hands.find("person.topic.communication"))
    assert "Talked about" not in communication
    assert "12 November" in communication


def test_one_thing_that_is_known_already_is_written_down_and_leads_back(
    hands: Hands, desk: Desk, gwen: str
):
    see(hands, gwen)
    hands.tap("person.change.val.matters")
    hands.write("The garden.", "conv.val.matters.words")
    hands.tap("conv.continue")
    assert hands.page.where.page == "person"
    assert "“The garden.”" in words(hands.page)
    assert desk.carry_on(gwen) is None


def test_of_a_plan_that_ended_before_any_talk_nothing_more_is_asked(
    hands: Hands, desk: Desk, gwen: str
):
    move(desk.conversation(gwen), Status.MOVED, on="2026-11-12", why="")
    said = words(see(hands, gwen))
    assert "No conversation was recorded in this plan." in said
    assert "Nothing recorded yet" not in said
    assert not hands.has("person.change.val.matters")


# -- at a glance ------------------------------------------------------------------------


def test_the_words_of_an_emergency_are_those_of_page_one(hands: Hands, desk: Desk, gwen: str):
    talk = desk.conversation(gwen)
    plans.talk_through(talk)
    talk.finish()
    said = words(see(hands, gwen))
    for line in (
        "CPR HAS NOT BEEN DECIDED in this plan. On 12 November 2026 Gwen told us",
        "No treatment plan has been agreed. Assess and treat as usual.",
        "Gwen's wish, 12 November 2026. 1st: Own home. 2nd: Hospice. Does not want: Hospital.",
        "Day: 01632 960001 (Aberwen community nurses)",
        f"“{plans.MATTERS}”",
        "Gwen, 12 November 2026",
        "Siân Pryce",
        "07700 900123",
    ):
        assert line in said


def test_who_is_not_to_be_contacted_comes_last_and_without_a_number(
    hands: Hands, desk: Desk, gwen: str
):
    talk = desk.conversation(gwen)
    for name, roles, number in (
        ("Ivor Pryce", ["do_not_contact"], "07700 900666"),
        ("Siân Pryce", ["emergency_first"], "07700 900123"),
    ):
        one = talk.add("contact")
        talk.answer("contact.name", Answer(value=name), one)
        talk.answer("contact.roles", Answer(value=roles), one)
        talk.answer("contact.phones", Answer(value=[{"number": number}]), one)
        talk.answer("contact.when", Answer(value="daytime"), one)
    said = words(see(hands, gwen))
    people = said[said.index("Siân Pryce") :]
    assert "07700 900123" in people
    assert "In the daytime" in people
    assert people.index("In the daytime") < people.index("Ivor Pryce")
    assert people.index("Ivor Pryce") < people.index("Do not contact")
    assert "07700 900666" not in said


def test_silence_is_not_shown_as_a_decision(hands: Hands, desk: Desk, gwen: str):
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the garden"))
    said = words(see(hands, gwen))
    assert "CPR HAS NOT BEEN DECIDED in this plan." in said
    assert "Where Gwen wants to be\nNot talked about yet." in said, "the label is not said twice"
    assert "Nobody is written down yet" in said


def test_a_name_on_every_change(hands: Hands, desk: Desk, gwen: str):
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the garden"))
    see(hands, gwen)
    named = {
        "pod.first": "Change where Gwen wants to be",
        "cpr.status": "Change what is written about CPR",
        "val.matters": "Change what matters to Gwen",
        "contact": "Change who to ring and ask",
    }
    for question, name in named.items():
        assert name_of(hands.find(f"person.change.{question}")) == name


def test_topics_are_counted_by_what_was_said_and_never_by_what_was_not(
    hands: Hands, desk: Desk, gwen: str
):
    talk = desk.conversation(gwen)
    plans.talk_through(talk)
    talk.answer("comm.how", Answer(Standing.ASKED_DECLINED))
    said = words(see(hands, gwen))
    assert "4 talked about, 1 to come back to and 1 not for now" in said
    assert "%" not in said
    name = name_of(hands.find("person.topic.matters"))
    assert name == "What matters. Come back to this (after 1 December)"
    hands.tap("person.topic.places")
    assert hands.page.where.topic == "places"


def test_how_long_ago_it_was_checked_is_told_in_words(
    hands: Hands, desk: Desk, gwen: str, clock: Clock
):
    plans.signed(desk, gwen)
    clock.go_on(days=50)
    said = words(see(hands, gwen))
    assert "Version 1, 12 November 2026" in said
    assert "Last checked with Gwen 7 weeks ago" in said


# -- ways on ------------------------------------------------------------------------------


def test_start_leads_to_the_opening(hands: Hands, gwen: str):
    see(hands, gwen)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "opening"


def test_start_leads_to_a_talk_of_today_where_one_was_only_opened(
    hands: Hands, desk: Desk, gwen: str, clock: Clock
):
    talk = desk.conversation(gwen)
    talk.answer("conv.when", Answer(value="2026-11-12"))
    talk.here("conv.opening")
    clock.go_on(days=60)
    see(hands, gwen)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.conversation != talk.id


def test_a_talk_that_stopped_is_carried_on_where_it_stopped(hands: Hands, desk: Desk, gwen: str):
    talk = desk.conversation(gwen)
    plans.talk_through(talk)
    talk.here("cpr.status")
    talk.pause("Ask about the drip.")
    said = words(see(hands, gwen))
    assert "Ask about the drip." in said
    assert hands.focused() == "person.resume.carry_on"
    assert not hands.has("person.start")
    hands.press(Qt.Key.Key_Return)
    assert (hands.page.where.page, hands.page.where.topic) == ("question", "cpr")


def test_a_talk_is_not_carried_on_in_a_plan_that_ended_meanwhile(
    hands: Hands, desk: Desk, gwen: str
):
    """It may have ended on another laptop: where the talk stopped is kept on this one."""
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words="The allotment."))
    move(talk, Status.MOVED, on="2026-11-12", why="")
    talk.here("val.fears")
    see(hands, gwen)
    assert not hands.has("person.resume.carry_on")


def test_a_topic_that_was_only_looked_at_is_no_talk_to_carry_on(
    hands: Hands, desk: Desk, gwen: str
):
    hands.window.go(Where("question", person=gwen, question="val.matters"))
    hands.window.go(Where("person", person=gwen))
    assert not hands.has("person.resume.carry_on")
    assert hands.has("person.start")
    talk = desk.conversation(gwen)
    talk.here("val.matters")
    talk.answer("val.matters", Answer(own_words="The allotment."))
    hands.window.go(Where("people"))
    hands.window.go(Where("person", person=gwen))
    assert hands.has("person.resume.carry_on")


def test_what_waits_for_a_sign_off_is_said_and_leads_there(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    talk.finish()
    assert "not signed off yet, so there are no copies" in words(see(hands, gwen))
    assert not hands.has("person.share")
    hands.tap("person.check")
    assert hands.page.where.page == "check"
    assert hands.page.where.conversation == talk.id


def test_a_signed_plan_can_be_shared(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = see(hands, gwen)
    assert "12 November 2026, 12:00: Version 1 signed off, Carys Bevan" in words(page)
    assert not hands.has("person.check")
    hands.tap("person.share")
    assert hands.page.where.page == "share"


def test_two_records_that_differ_are_both_kept_and_can_be_looked_at(
    hands: Hands, desk: Desk, gwen: str
):
    talk = plans.ready(desk, gwen)
    plans.disagree(desk, talk, "poc.first", "own_home", "hospice")
    assert "Two records differ in Places of care. Both are kept." in words(see(hands, gwen))
    hands.tap("person.differ.care_places")
    assert hands.page.where.topic == "care_places"


def test_back_leads_to_the_list(hands: Hands, gwen: str):
    hands.window.begin(hands.page._desk, Where("person", person=gwen))
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.page.where.page == "people"


def test_forty_people_are_four_and_a_number(stock: Stock, window: Window):
    window.begin(stock.desk, Where("person", person=stock.ids["long"]))
    assert isinstance(window.page, PersonPage)
    assert "And 37 more" in words(window.page)


def test_back_leads_to_where_the_hand_was_on_a_page_that_has_become_longer(
    hands: Hands, desk: Desk, gwen: str
):
    talk = desk.conversation(gwen, plans.signed(desk, gwen).id)
    page = see(hands, gwen)
    hands.find("person.more").setFocus(Qt.FocusReason.TabFocusReason)
    place = page.place()
    hands.window.go(Where("people"))
    talk.answer("val.matters", Answer(own_words="The garden."))
    hands.window.go(place)
    for _ in range(9):
        QApplication.processEvents()
    assert hands.focused() == "person.more"
    more = hands.find("person.more")
    assert more.visibleRegion().boundingRect().height() == more.height()
    hands.page.view.verticalScrollBar().setValue(0)  # by wheel, to read something else
    assert (hands.page.place().focus, hands.page.place().scroll) == ("", 0)
