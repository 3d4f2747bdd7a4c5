"""What each role finds on the pages: whoever reads can read all, and nothing there writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from eolplan.conversation import ask_second, awaited
from eolplan.identity import LEAD, READER, STUDENT, Staff
from eolplan.record import Answer, Author, Pen
from tests.ui import plans
from tests.ui.audit import all_text
from tests.ui.hands import Hands
from ui.pages.check import CheckPage
from ui.pages.question import QuestionPage
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from eolplan.vault import Session

CTRL = Qt.KeyboardModifier.ControlModifier
ASHA = Staff("asha", "Asha Roberts", "Sister")
MEGAN = Staff("megan", "Megan Rhys", "Student nurse", may=STUDENT)


@pytest.fixture
def team(session: Session, desk: Desk) -> None:
    """Let others be of the team."""
    for staff in (ASHA, MEGAN):
        session.store.put_user(staff, at=desk.now())


def become(desk: Desk, may: str) -> None:
    desk.session.store.put_user(replace(desk.staff, may=may), at=desk.now())


def recorded_by(desk: Desk, staff: Staff, person: str, question: str, words: str) -> None:
    """Have somebody else have recorded something."""
    pen = Pen(person=person, author=Author(staff.id, staff.name, staff.role), now=desk.now)
    answer = Answer(own_words=words, said_on="2026-11-12")
    log = desk.session.store.log(person)
    desk.session.store.append(pen.answer(log, question, answer), at=desk.now())


# -- whoever only reads --------------------------------------------------------------------


@pytest.mark.usefixtures("team")
def test_whoever_only_reads_finds_all_of_a_plan_and_no_way_to_write(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    talk = plans.signed(desk, gwen)
    talk.here("pod.first")
    before = desk.session.store.places(), desk.session.store.counts()
    become(desk, READER)
    hands.window.go(Where("people"))
    assert "Carry on" not in all_text(hands.page)
    assert not hands.has("people.add")
    hands.press(Qt.Key.Key_N, CTRL)
    assert hands.page.where.page == "people"
    hands.window.go(Where("person", person=gwen))
    for part in ("start", "share", "change.pod.first", "check", "resume.carry_on"):
        assert not hands.has(f"person.{part}")
    assert hands.focused() == "person.read"
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "reading"
    assert plans.MATTERS in all_text(hands.page)
    assert "ask a colleague who signs off, or Asha Roberts." in all_text(hands.page)
    assert (desk.session.store.places(), desk.session.store.counts()) == before
    hands.tap("reading.person")
    assert hands.page.where.page == "person"


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("page", ["opening", "question", "topics", "paused", "check", "step"])
def test_every_page_of_a_talk_is_the_plan_to_read_for_them(
    hands: Hands, desk: Desk, gwen: str, page: str
) -> None:
    become(desk, READER)
    hands.window.go(Where(page, person=gwen, question="val.matters", note="1"))
    assert hands.page.where.page == "reading"


@pytest.mark.usefixtures("team")
def test_a_topic_is_brought_into_sight(hands: Hands, desk: Desk, gwen: str) -> None:
    plans.ready(desk, gwen)
    become(desk, READER)
    hands.window.go(Where("person", person=gwen))
    hands.tap("person.topic.cpr")
    assert hands.page.where == replace(hands.page.where, page="reading", topic="cpr")
    assert hands.page.view.verticalScrollBar().value() > 0


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("may", [READER, STUDENT])
@pytest.mark.parametrize("page", ["share", "byhand"])
def test_handing_over_is_for_others_and_the_page_says_for_whom(
    hands: Hands, desk: Desk, gwen: str, page: str, may: str
) -> None:
    plans.signed(desk, gwen)
    become(desk, may)
    hands.window.go(Where(page, person=gwen))
    assert hands.page.where.page == "may-not"
    assert "To change what you may do, ask Asha Roberts." in all_text(hands.page)
    hands.tap("may-not.back")
    assert hands.page.where.page == "person"


@pytest.mark.usefixtures("team")
def test_a_day_of_signing_is_refused_where_it_is_written(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    ask_second(plans.ready(desk, gwen), "Dr A Rees", "GP")
    become(desk, STUDENT)
    hands.window.go(Where("question", person=gwen, question="sign.second"))
    page = hands.page
    assert isinstance(page, QuestionPage)
    asked = page.recording.asked("sign.second.on")
    assert asked is not None
    asked.field.show_answer("2026-11-10")
    asked.touched = True
    (problem,) = page.recording.record()
    assert "Signing off is for others of the team." in problem[0]
    assert "Signing off is for others of the team." in all_text(hands.page)
    assert awaited(desk.log(gwen)) is not None


@pytest.mark.usefixtures("team")
def test_nobody_is_added_by_whoever_only_reads(hands: Hands, desk: Desk) -> None:
    become(desk, READER)
    hands.window.go(Where("add-person"))
    assert hands.page.where == replace(hands.page.where, page="may-not", note="record")
    hands.tap("may-not.back")
    assert hands.page.where.page == "people"
    hands.window.go(Where("may-not", note="of tomorrow"))
    assert "Writing in plans is for others of the team" in all_text(hands.page)


@pytest.mark.usefixtures("team")
def test_an_empty_plan_offers_them_nothing_to_fill_in(hands: Hands, desk: Desk, gwen: str) -> None:
    become(desk, READER)
    hands.window.go(Where("person", person=gwen))
    assert "Nothing recorded yet, and that is fine." in all_text(hands.page)
    assert not hands.has("person.change.pod.first")


# -- settings of the team ------------------------------------------------------------------


@pytest.mark.usefixtures("team")
def test_the_facts_of_the_team_are_kept_by_those_who_sign(hands: Hands, desk: Desk) -> None:
    become(desk, STUDENT)
    hands.window.go(Where("settings", note="you"))
    assert hands.has("settings.you.name")
    for part in ("team", "phone", "night", "call"):
        assert not hands.has(f"settings.you.{part}")
    hands.window.go(Where("settings", note="lock"))
    assert not hands.has("settings.lock.minutes")


# -- students ------------------------------------------------------------------------------


@pytest.mark.usefixtures("team")
def test_a_student_checks_and_does_not_sign(hands: Hands, desk: Desk, gwen: str) -> None:
    plans.ready(desk, gwen)
    become(desk, STUDENT)
    hands.window.go(Where("person", person=gwen))
    hands.tap("person.check")
    assert not hands.has("check.sign")
    assert not hands.has("check.share")
    assert "A colleague goes through it and signs it off." in all_text(hands.page)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "person"


@pytest.mark.usefixtures("team")
def test_a_student_is_told_when_all_is_signed(hands: Hands, desk: Desk, gwen: str) -> None:
    plans.signed(desk, gwen)
    become(desk, STUDENT)
    hands.window.go(Where("check", person=gwen))
    assert "All of this is signed off." in all_text(hands.page)


@pytest.mark.usefixtures("team")
def test_what_a_student_recorded_is_gone_through_before_it_is_signed(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    plans.ready(desk, gwen)
    recorded_by(desk, MEGAN, gwen, "val.fears", "The stairs, at night.")
    desk.conversation(gwen)  # reads the disk again
    hands.window.go(Where("check", person=gwen))
    page = hands.page
    assert isinstance(page, CheckPage)
    assert "Recorded by Megan Rhys, student" in all_text(page)
    hands.tap("check.sign")
    assert page.summary.problems() == ["Go through what Megan Rhys recorded, and say so."]
    hands.tap("check.problems.0")
    assert hands.focused() == "check.student.megan"
    hands.press(Qt.Key.Key_Space)
    place = page.place()
    hands.window.go(Where("people"))
    hands.window.go(place)
    hands.tap("check.sign")
    assert hands.focused() == "check.sheet.passphrase"


@pytest.mark.usefixtures("team")
def test_only_what_says_something_is_listed_of_a_students_work(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    """Somebody to ring is several entries; the one that holds them together says nothing."""
    talk = plans.ready(desk, gwen)
    become(desk, STUDENT)
    instance = plans.contact(talk, "Huw Pryce", "07700 900124")
    talk.remove("contact", talk.log.instances("contact")[0])
    desk.session.store.put_user(replace(desk.staff, may=LEAD), at=desk.now())
    desk.session.store.put_setting("students.until", {desk.staff.id: "9999"}, at=desk.now())
    assert instance
    hands.window.go(Where("check", person=gwen))
    page = hands.page
    assert isinstance(page, CheckPage)
    (card,) = page.students.cards
    assert "Huw Pryce" in all_text(card)


# -- my people -----------------------------------------------------------------------------


@pytest.fixture
def ivor(desk: Desk) -> str:
    """Id of somebody of whom only a colleague has recorded anything."""
    from eolplan.caseload import Newcomer, introduce, row
    from eolplan.record import Log

    made = introduce(
        Newcomer(given="Ivor", family="Davies"), "ivor", guide=desk.guide, staff=ASHA,
        at=desk.now(), practice=False,
    )  # fmt: skip
    line = row(Log().plus(made), desk.guide, "ivor")
    desk.session.store.append(made, at=desk.now(), caseload=line)
    return "ivor"


def test_my_people_is_not_offered_to_one_who_works_alone(hands: Hands, gwen: str) -> None:
    hands.window.go(Where("people"))
    assert not hands.has("people.mine")
    hands.window.go(Where("person", person=gwen))
    assert not hands.has("person.mine")


@pytest.mark.usefixtures("team")
def test_my_people_are_shown_alone_and_that_is_remembered(
    hands: Hands, desk: Desk, gwen: str, ivor: str
) -> None:
    del gwen, ivor
    hands.window.go(Where("people"))
    assert "DAVIES, Ivor" in listed(hands)
    hands.tap("people.mine")
    assert listed(hands) == ["PRYCE, Gwen"]
    assert hands.focused() == "people.mine"
    hands.window.go(Where("keys"))
    hands.window.go(Where("people"))
    assert listed(hands) == ["PRYCE, Gwen"]
    hands.tap("people.mine")
    assert len(listed(hands)) == 2
    assert not desk.caseload.mine.only


@pytest.mark.usefixtures("team")
def test_somebody_who_is_not_mine_is_found_among_everyone(
    hands: Hands, desk: Desk, gwen: str, ivor: str
) -> None:
    """On call, the person who rings may be a colleague's."""
    del gwen, ivor
    desk.caseload.mine.show_only(True)
    hands.window.go(Where("people", note="all\nivor"))
    assert "No one on your list matches “ivor”." in all_text(hands.page)
    assert not hands.has("people.add_found")
    hands.tap("people.among_all")
    assert listed(hands) == ["DAVIES, Ivor"]
    assert hands.focused() == "people.find"


@pytest.mark.usefixtures("team")
def test_somebody_is_put_on_my_list_and_taken_off_it(
    hands: Hands, desk: Desk, gwen: str, ivor: str
) -> None:
    desk.caseload.mine.show_only(True)
    hands.window.go(Where("person", person=ivor))
    hands.tap("person.mine")
    assert hands.window.messages.words() == "Ivor is on your list."
    assert hands.focused() == "person.mine"
    hands.window.go(Where("person", person=gwen))
    hands.tap("person.mine")
    hands.window.go(Where("people"))
    assert listed(hands) == ["DAVIES, Ivor"]


@pytest.mark.usefixtures("team")
def test_an_empty_list_of_mine_says_how_it_fills(hands: Hands, desk: Desk, ivor: str) -> None:
    del ivor
    desk.caseload.mine.show_only(True)
    hands.window.go(Where("people"))
    assert "Nobody is on your list. Whoever you record something of comes onto it." in all_text(
        hands.page
    )
    assert hands.has("people.among_all")


def listed(hands: Hands) -> list[str]:
    model = hands.page.model  # type: ignore[attr-defined]  # of the list of people
    return [model.row_at(model.index(k, 0)).name for k in range(model.rowCount())]


@pytest.mark.usefixtures("team")
def test_a_store_that_takes_nothing_leaves_the_lists_as_they_were(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    hands.window.go(Where("person", person=gwen))
    desk.session._db.held = True  # as while the store is given new keys
    hands.tap("person.mine")
    assert "the store is busy" in hands.window.messages.words()
    assert desk.caseload.mine.has(gwen)
    hands.window.go(Where("people"))
    hands.tap("people.mine")
    assert not desk.caseload.mine.only
    desk.session._db.held = False
