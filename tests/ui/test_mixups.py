"""A mix-up is mended on one page, by keyboard as well: the wrong plan, one person twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from eolplan.caseload import Newcomer, namesakes
from eolplan.desk import Desk
from eolplan.record import Answer
from tests.ui.audit import all_text
from tests.ui.hands import Hands
from ui.pages.joining import JoiningPage
from ui.pages.mending import TWIN
from ui.pages.people import PeoplePage
from ui.pages.people_telling import Telling
from ui.pages.where import Where
from ui.pages.wrong_person import WrongPersonPage
from ui.widgets import Button, ChoiceCard, Heading
from ui.window import Window

WHY = "The wrong plan was open."
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def mixed(at_work: Window, desk: Desk, people: dict[str, str]) -> Window:
    """Gwen's plan holds what is Ivor's."""
    desk.conversation(people["Gwen"]).answer("val.matters", Answer(own_words="The allotment."))
    return at_work


def wrong_page(window: Window, person: str, note: str = "") -> WrongPersonPage:
    window.go(Where("wrong-person", person=person, note=note))
    page = window.page
    assert isinstance(page, WrongPersonPage)
    return page


def fill(page: WrongPersonPage, reason: str = WHY, find: str = "davies") -> None:
    page.ticked.show_keys({thing.key for thing in page._found})
    page.whose.box.setText(find)
    page.whose.look()
    row = page._desk.caseload.people(find)[0]
    page.whose.show_value(row.person)
    page.reason.box.setText(reason)


def test_it_is_moved_by_keyboard_alone(mixed: Window, desk: Desk, people: dict[str, str]) -> None:
    page = wrong_page(mixed, people["Gwen"])
    first = mixed.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Space)  # the first thing, which has the focus
    page.whose.box.setFocus()
    QTest.keyClicks(page.whose.box, "davies")
    page.whose.look()
    QTest.keyClick(page.whose.box, Qt.Key.Key_Tab)
    card = mixed.focusWidget()
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_Space)
    page.reason.box.setFocus()
    QTest.keyClicks(page.reason.box, WHY)
    QTest.keyClick(page.reason.box, Qt.Key.Key_Return, CTRL)
    assert "From the plan of PRYCE, Gwen into that of DAVIES, Ivor" in all_text(mixed)
    asks = mixed.focusWidget()
    assert asks is page.once_more  # all is read before a key moves anything
    QTest.keyClick(asks, Qt.Key.Key_Return)
    assert mixed.page is page
    QTest.keyClick(asks, Qt.Key.Key_Tab)
    yes = mixed.focusWidget()
    assert yes is page.yes
    QTest.keyClick(yes, Qt.Key.Key_Return)
    assert mixed.page is not None
    assert (mixed.page.where.page, mixed.page.where.person) == ("person", people["Gwen"])
    assert "Moved into the plan of DAVIES, Ivor." in all_text(mixed)
    assert desk.log(people["Ivor"]).reading("val.matters").own_words == "The allotment."
    assert desk.log(people["Gwen"]).reading("val.matters").own_words == ""


def test_what_is_wanting_is_said_and_nothing_is_moved(
    mixed: Window, people: dict[str, str]
) -> None:
    page = wrong_page(mixed, people["Gwen"])
    page.go_on()
    assert page.summary.problems() == [
        "Tick what is about somebody else",
        "Choose whose it is",
        "Write why, in a few words",
    ]
    fill(page, reason="This is Ivor's")
    page.go_on()
    assert page.summary.problems() == ["Leave names out: these words are kept"]
    assert page._second is None


def test_going_back_keeps_what_was_filled_in(mixed: Window, people: dict[str, str]) -> None:
    page = wrong_page(mixed, people["Gwen"])
    fill(page)
    page.go_on()
    QTest.keyClick(mixed, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert mixed.page is page
    assert page.reason.text() == WHY
    kept = page.place()
    mixed.go(Where("people"))
    again = wrong_page(mixed, people["Gwen"], kept.note)
    assert (len(again.ticked.chosen()), again.whose.value(), again.reason.text()) == (
        1, people["Ivor"], WHY,
    )  # fmt: skip


def test_what_is_nobodys_here_is_only_taken_out(
    mixed: Window, desk: Desk, people: dict[str, str]
) -> None:
    page = wrong_page(mixed, people["Gwen"])
    fill(page)
    page.nobody.click()
    page.go_on()
    page.yes.click()
    assert "Taken out." in all_text(mixed)
    assert desk.log(people["Ivor"]).reading("val.matters").state == "silent"
    assert desk.log(people["Gwen"]).reading("val.matters").own_words == ""


def test_a_plan_in_which_nothing_was_recorded_says_so(
    at_work: Window, people: dict[str, str]
) -> None:
    page = wrong_page(at_work, people["Amir"])
    assert "Nothing has been recorded in Amir's plan." in all_text(at_work)
    assert at_work.focusWidget() is page._back


# -- one person, two records ------------------------------------------------------------------


def joining_page(window: Window, person: str) -> JoiningPage:
    window.go(Where("joining", person=person))
    page = window.page
    assert isinstance(page, JoiningPage)
    return page


def test_two_of_one_name_and_birth_date_are_told_apart_wherever_they_are_shown(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    """The wrong one of them is opened, or written to, by whoever sees only names."""
    new = Newcomer(given="Gwen", family="Pryce", born="1941-03-04", postcode="LL11 1AA")
    other = desk.caseload.row(desk.caseload.add(new))
    first = desk.caseload.row(people["Gwen"])
    assert other is not None
    assert first is not None
    telling = Telling(desk.today, alike=namesakes(desk.caseload.everyone()))
    assert telling.apart(other) == "LL11 1AA"
    assert telling.apart(first) == "999 000 0018"
    assert Telling(desk.today, discreet=True, alike={other.person}).apart(other) == ""
    at_work.go(Where("person", person=people["Amir"]))
    at_work.go(Where("people"))
    assert isinstance(at_work.page, PeoplePage)
    model = at_work.page.model
    names = {model.index(n, 0).data() for n in range(model.rowCount())}
    assert {"PRYCE, Gwen\nLL11 1AA", "DAVIES, Ivor"} <= names
    page = wrong_page(at_work, people["Ivor"])
    page.whose.box.setText("pryce")
    page.whose.look()
    hints = {card.accessibleDescription() for card in page.whose.findChildren(ChoiceCard)}
    born = "Born 4 Mar 1941 (85)"
    assert {f"{born}, LL11 1AA", f"{born}, 999 000 0018, CF99 9ZZ"} <= hints


@pytest.fixture
def twin(desk: Desk, people: dict[str, str]) -> str:
    del people
    return desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1941-03-04"))


def test_two_records_are_joined_after_a_look_at_both(
    at_work: Window, desk: Desk, people: dict[str, str], twin: str
) -> None:
    Hands(at_work)
    at_work.go(Where("person", person=people["Gwen"]))
    assert at_work.page is not None
    button = at_work.page.findChild(Button, "person.joining")
    assert isinstance(button, Button)
    assert button.words() == "This person is here twice"
    button.click()
    page = at_work.page
    assert isinstance(page, JoiningPage)
    assert page.finder is not None
    page.go_on()
    assert page.summary.problems() == ["Choose the other record"]
    page.finder.show_value(twin)
    page.go_on()
    asks = at_work.focusWidget()
    assert isinstance(asks, Heading)  # nothing is joined by a key pressed too long
    QTest.keyClick(asks, Qt.Key.Key_Tab)
    assert at_work.focusWidget() is page.yes
    assert "They differ in" not in all_text(at_work)
    page.yes.click()
    assert at_work.page.where.person == min(people["Gwen"], twin)
    assert [r.name for r in desk.caseload.people("pryce")] == ["PRYCE, Gwen"]


def test_what_tells_two_people_apart_is_said_before_they_are_joined(
    at_work: Window, people: dict[str, str]
) -> None:
    page = joining_page(at_work, people["Gwen"])
    assert page.finder is not None
    page.finder.show_value(people["Ivor"])
    page.go_on()
    seen = all_text(at_work)
    assert "They differ in the name and the date of birth." in seen
    page.no.click()
    assert page.onward.isVisible()


def test_they_are_parted_and_each_thing_is_placed(
    at_work: Window, desk: Desk, people: dict[str, str], twin: str
) -> None:
    first = desk.two_plans.join(people["Gwen"], twin)
    second = max(people["Gwen"], twin)
    talk = desk.conversation(first)
    talk.answer("val.matters", Answer(own_words="The allotment."))
    talk.answer("val.fears", Answer(own_words="The stairs."))
    page = joining_page(at_work, first)
    assert page.reason is not None
    assert at_work.focusWidget() is page.reason.box
    part = page.findChild(Button, f"joining.part.{second}")
    assert isinstance(part, Button)
    part.click()
    placing = at_work.page
    assert isinstance(placing, JoiningPage)
    assert placing.where.person == first
    placing.go_on()
    assert len(placing.summary.problems()) == 2
    for card, person in zip(placing._asked, (first, second), strict=True):
        card.choices.card(person).click()
    placing.go_on()
    assert at_work.page is not None
    assert at_work.page.where.page == "person"
    assert desk.two_plans.to_place(first) == ()
    said = {
        person: [desk.log(person).reading(q).own_words for q in ("val.matters", "val.fears")]
        for person in (first, second)
    }
    assert said == {first: ["The allotment.", ""], second: ["", "The stairs."]}


def test_somebody_who_may_be_here_twice_leads_to_both_records(
    at_work: Window, people: dict[str, str], twin: str
) -> None:
    """I-07: the other record is chosen already, and the next key is a look at both."""
    hands = Hands(at_work)
    at_work.go(Where("person", person=people["Gwen"]))
    hands.tap("person.look2.1")
    page = at_work.page
    assert isinstance(page, JoiningPage)
    assert page.finder is not None
    assert page.finder.value() == twin
    assert at_work.focusWidget() is page.finder.first()
    kept = page.place()
    at_work.go(Where("people"))
    at_work.go(kept)
    again = at_work.page
    assert isinstance(again, JoiningPage)
    again.go_on()
    assert "Is this one person?" in all_text(at_work)


def test_of_several_who_are_alike_nobody_is_chosen(
    at_work: Window, desk: Desk, people: dict[str, str], twin: str
) -> None:
    del twin
    desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1941-03-04"))
    at_work.go(Where("joining", person=people["Gwen"], note=TWIN))
    page = at_work.page
    assert isinstance(page, JoiningPage)
    assert page.finder is not None
    assert page.finder.value() == ""
    assert at_work.focusWidget() is page.finder.box


def test_two_dates_and_two_names_are_told_so_that_they_can_be_read(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    first = desk.two_plans.join(people["Gwen"], people["Amir"])
    telling = Telling(desk.today)
    row = desk.caseload.row(first)
    assert row is not None
    assert telling.name(row) == "KHAN, Amir or PRYCE, Gwen"
    assert telling.born(row) == "4 Mar 1941 (85) or 19 Jul 1952 (74)"
    assert "born 4 March 1941 or 19 July 1952" in telling.spoken(row)
    assert "Two records differ" in telling.flags(row)
    assert Telling(desk.today, discreet=True).born(row) == "1941 or 1952"
    at_work.go(Where("joining", person=people["Ivor"], note=first))
    page = at_work.page
    assert isinstance(page, JoiningPage)
    page.go_on()
    seen = all_text(at_work)
    assert "Born: 4 March 1941 or 19 July 1952 (two records differ)" in seen
    assert "1941-03-04" not in seen
