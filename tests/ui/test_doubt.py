"""Nobody is asked twice: what was said at the opening, or elsewhere, is there already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from eolplan.desk import Desk
from eolplan.record import Answer, Standing
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.talking import CTRL
from ui.pages.given_elsewhere import comes_first, given_elsewhere
from ui.pages.where import Where


def test_the_decision_in_doubt_is_there_already_and_the_talk_goes_on_after_it(
    hands: Hands, desk: Desk, gwen: str
):
    hands.window.go(Where("opening", person=gwen))
    hands.tap("opening.conv.doubt.choice.doubt")
    hands.write("Whether to go into hospital", "opening.conv.doubt.decision.line")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.question == "cap"
    box = hands.find("conv.cap.decision.line", QLineEdit)
    assert box.text() == "Whether to go into hospital"
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.topic == "communication"

    hands.window.go(Where("opening", person=gwen, conversation=hands.page.where.conversation))
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.question != "cap"
    assert len(desk.session.store.log(gwen).instances("cap")) == 1


def test_what_was_given_elsewhere_is_told_until_it_is_answered_here(desk: Desk, gwen: str):
    talk = desk.conversation(gwen)
    guide = talk.guide
    agreed = next(q for q in guide if "agree.conversation" in (q.id, *q.fields) and q.asks)
    assert not list(given_elsewhere(talk, agreed))
    talk.answer("conv.permission", Answer(value="yes"))
    (line,) = given_elsewhere(talk, agreed)
    assert line.startswith("Asked before this talk, if it is all right to talk: Yes")
    talk.answer("agree.conversation", Answer(value="yes"))
    assert not list(given_elsewhere(talk, agreed))

    sian, attorney = plans.contact(talk, "Siân Pryce", "07700 900123"), talk.add("poa")
    (line,) = given_elsewhere(talk, guide.question("poa"))
    assert line.startswith("Once “Papers there are” tells of a refusal of treatment")
    talk.answer("adrt.exists", Answer(value="no"))
    assert not list(given_elsewhere(talk, guide.question("poa")))
    talk.answer("poa.person", Answer(value={"ref": "contact", "instance": sian}), attorney)
    (line,) = given_elsewhere(talk, guide.question("poa"))
    assert line.startswith("Siân Pryce's number, from the people to ring: 07700 900123")

    (line,) = given_elsewhere(talk, guide.question("team.single_point"))
    day, night = desk.staff.team_phone, desk.staff.night_phone
    assert line == f"The team's numbers, from Settings: {day}, and at night {night}."

    talk.answer("pc.pcsp.review", Answer(value="2027-02-26"))
    (line,) = given_elsewhere(talk, guide.question("rev.next"))
    assert line == "The support plan is to be looked at again on 26 February 2027."
    talk.answer("rev.date", Answer(value="2027-02-26"))
    assert not list(given_elsewhere(talk, guide.question("rev.next")))


def test_where_more_is_asked_of_a_place_it_says_of_which(desk: Desk, gwen: str):
    """Below "Own home" a name was typed that belonged to the hospice, and went to print so."""
    talk = desk.conversation(gwen)

    def told(page: str) -> list[str]:
        return list(given_elsewhere(talk, talk.guide.question(page)))

    pages = ("poc.about", "pod.about", "pod.second.about", "place.avoid.about")
    assert [told(page) for page in pages] == [[]] * 4
    talk.answer("poc.first", Answer(standing=Standing.UNDECIDED))
    talk.answer("pod.first", Answer(value="own_home", own_words="My own bed."))
    talk.answer("pod.second", Answer(value="hospice"))
    for place in ("care_home", "hospital_acute"):
        talk.answer("place.avoid", Answer(value=place), place)
    assert [told(page) for page in pages] == [
        [], ["First choice: Own home."], ["Second choice: Hospice."],
        ["Does not want: Care home and Hospital."],
    ]  # fmt: skip
    over = [page for page in (*pages, "poa") if comes_first(talk.guide.question(page))]
    assert over == list(pages)  # whose number it may be shows only once somebody is chosen
