"""What was refused in a card of several is never lost: the card stays until it is mended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.record import Answer
from tests.ui.talking import Talking, question_page, words_on
from ui.pages.question import QuestionPage

NAME = "conv.contact.name.line"
PHONE = "conv.contact.phones.phones.1.number"


def summary(talking: Talking) -> list[str]:
    page = talking.hands.page
    assert isinstance(page, QuestionPage)
    return page._summary.problems()


def add_with_a_slip(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.write("Siân Pryce", NAME)
    talking.hands.write("0770 pub", PHONE)


def test_a_card_with_a_refused_number_is_not_closed_for_another(talking: Talking) -> None:
    add_with_a_slip(talking)
    talking.hands.tap("conv.contact.add")
    assert len(talking.talk.log.instances("contact")) == 1
    assert summary(talking)
    assert talking.hands.focused() == PHONE
    talking.hands.tap("conv.continue")
    assert isinstance(talking.hands.page, QuestionPage)
    assert summary(talking)
    assert talking.hands.find(PHONE, QLineEdit).text() == "0770 pub"


def test_once_mended_it_closes_and_its_number_is_seen(talking: Talking) -> None:
    add_with_a_slip(talking)
    talking.hands.tap("conv.contact.add")
    talking.hands.find(PHONE, QLineEdit).selectAll()
    talking.hands.write("07700 900123", PHONE)
    talking.hands.tap("conv.contact.add")
    assert summary(talking) == []
    assert len(talking.talk.log.instances("contact")) == 2
    assert "07700 900123" in words_on(talking)


def test_another_card_is_not_opened_over_a_refused_one(talking: Talking) -> None:
    talking.open("contact")
    talk = talking.talk
    one = talk.add("contact")
    talk.answer("contact.name", Answer(value="Huw Pryce"), one)
    add_with_a_slip(talking)
    talking.hands.tap(f"conv.contact.{one}.change")
    assert talking.hands.focused() == PHONE
    assert "Siân Pryce" in words_on(talking)


def test_continue_opens_a_closed_card_in_which_something_is_begun(talking: Talking) -> None:
    """Left by another way than Continue: it waits as a draft, in a card that is closed."""
    add_with_a_slip(talking)
    talking.hands.tap("conv.topics")
    talking.open("contact")
    assert "Half-typed, from earlier" in words_on(talking)
    talking.hands.tap("conv.continue")
    assert talking.hands.find(PHONE, QLineEdit).text() == "0770 pub"
    talking.hands.tap("conv.continue")
    assert question_page(talking).page.id == "contact"
    assert summary(talking)


def test_a_sum_with_one_digit_of_pence_is_kept_and_seen(talking: Talking) -> None:
    talking.open("pc.phb.spend")
    talking.hands.tap("conv.pc.phb.spend.add")
    talking.hands.write("1,250.5", "conv.pc.phb.spend.sum.money")
    talking.hands.press(Qt.Key.Key_Tab)
    talking.hands.tap("conv.pc.phb.spend.add")
    assert "£1,250.50" in words_on(talking)


def test_the_law_of_a_doubt_is_filled_in_with_the_first_thing_typed(talking: Talking) -> None:
    """Nobody is asked for it; an empty card that was opened by mistake goes away as before."""
    law = "conv.cap.law"
    talking.open("cap")
    talking.hands.tap("conv.cap.add")
    assert talking.hands.find(law, QWidget).isHidden()
    talking.hands.write("where to live", "conv.cap.decision.line")
    talking.hands.press(Qt.Key.Key_Tab)
    assert not talking.hands.find(law, QWidget).isHidden()
    (one,) = talking.talk.log.instances("cap")
    assert talking.talk.reading("cap.law", one).value == "MCA_EW"
    talking.hands.tap("conv.cap.add")
    talking.hands.tap("conv.topics")
    assert talking.talk.log.instances("cap") == (one,)


def test_the_line_of_one_of_several_says_what_it_holds(talking: Talking) -> None:
    """A row of three assessments without outcome and day has to be opened one by one."""
    found = {"decision": "where to live", "outcome": "lacks_now_may_regain", "on": "2026-11-10"}
    talking.open("cap")
    member = talking.talk.add("cap")
    for part, value in found.items():
        talking.talk.answer(f"cap.{part}", Answer(value=value), member)
    talking.open("cap")
    outcome = talking.talk.guide.question("cap.outcome").option("lacks_now_may_regain")
    assert outcome is not None
    for words in ("where to live", outcome.said(), "10 November 2026"):
        assert words in "\n".join(words_on(talking))
    paper = talking.talk.add("poa")
    talking.talk.answer("poa.kind", Answer(value="lpa_health"), paper)
    talking.open("poa")
    kind = talking.talk.guide.question("poa.kind").option("lpa_health")
    assert kind is not None
    assert kind.said() in words_on(talking)
    assert "New paper" not in words_on(talking)
