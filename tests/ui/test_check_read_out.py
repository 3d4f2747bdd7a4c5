"""What is read to the person before a sign-off, and what is not; and nothing goes unsaid."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from eolplan.desk import Desk
from eolplan.record import Answer
from tests.ui import plans
from tests.ui.checking import all_words, check, needs
from tests.ui.hands import Hands
from ui.pages.check import CheckPage
from ui.pages.where import Where
from ui.widgets import PlainLabel, StateTag

SHOW = "check.apart.show"


def labels(page: CheckPage) -> str:
    """Return every label that is there, also those that nobody sees: they can be spoken."""
    return "\n".join(label.text() for label in page.findChildren(PlainLabel))


def test_a_likely_time_and_what_is_held_back_are_not_read_out(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    talk = plans.ready(desk, gwen)
    estimate = talk.guide.question("prog.estimate").options[0].code
    talk.answer("prog.estimate", Answer(value=estimate, said_by="clinician_judgement"))
    talk.answer("withheld.what", Answer(own_words="CANARY"))
    page = check(hands, gwen)
    assert "Likely time" not in labels(page)
    assert "CANARY" not in labels(page)
    assert hands.find(SHOW).text().startswith("Show all ")
    hands.tap(SHOW)
    assert "Likely time: " in labels(page)
    assert "What is held back: “CANARY”" in labels(page)
    hands.tap(SHOW)
    assert "CANARY" not in labels(page)


def test_one_thing_that_is_not_read_out_is_not_counted(hands: Hands, desk: Desk, gwen: str) -> None:
    plans.ready(desk, gwen)
    check(hands, gwen)
    assert hands.find(SHOW).text() == "Show it"


def test_nor_do_they_stand_among_what_has_changed(hands: Hands, desk: Desk, gwen: str) -> None:
    talk = plans.signed(desk, gwen)
    one = talk.add("contact")
    talk.answer("contact.name", Answer(value="Huw Pryce"), one)
    talk.answer("contact.must_not_know", Answer(own_words="CANARY"), one)
    talk.answer("withheld.what", Answer(own_words="CANARY too"))
    page = check(hands, gwen)
    assert "Huw Pryce" in labels(page)
    assert "CANARY" not in labels(page)


def test_what_was_noted_of_a_talk_is_no_change_of_the_plan(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    plans.signed(desk, gwen)
    talk = desk.conversation(gwen)
    talk.record([("conv.when", "", Answer(value=talk.today.isoformat())),
                 ("conv.present", "", Answer(value="yes"))])  # fmt: skip
    talk.answer("val.matters", Answer(own_words="The garden."))
    page = check(hands, gwen)
    assert "What changed since version 1" in labels(page)
    assert "Talk on" not in labels(page)


def test_an_answer_that_was_undone_is_no_change(hands: Hands, desk: Desk, gwen: str) -> None:
    talk = plans.signed(desk, gwen)
    talk.answer("val.matters", Answer(own_words="The garden."))
    talk.undo()
    page = check(hands, gwen)
    assert not [t.words() for t in page.findChildren(StateTag) if t.isVisible()]
    assert "What changed since" not in labels(page)


def test_agreement_is_told_with_its_day(hands: Hands, desk: Desk, gwen: str) -> None:
    """A plan that is made without the person says when they agreed."""
    plans.ready(desk, gwen)
    assert "Agreed in person, 12 November 2026" in labels(check(hands, gwen))


def test_a_second_signature_that_was_only_typed_is_not_dropped(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    plans.ready(desk, gwen)
    page = check(hands, gwen)
    hands.tap("check.second.change")
    hands.write("Dr A Rees", "check.second.name")
    hands.tap("check.sign")
    asks = "Ask Dr A Rees for the second signature, or clear the name."
    assert page.summary.problems() == [asks]
    assert page.sheet.isHidden()
    hands.tap("check.second.ask")
    hands.tap("check.sign")
    assert page.summary.problems() == []
    assert not page.sheet.isHidden()


def test_whose_signature_is_half_typed_is_there_again_until_they_are_asked(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    plans.ready(desk, gwen)
    check(hands, gwen)
    hands.tap("check.second.change")
    hands.write("Dr A Re", "check.second.name")
    hands.window.go(Where("people"))
    check(hands, gwen)
    assert hands.find("check.second.name", QLineEdit).text() == "Dr A Re"
    assert needs(hands) == ["Ask Dr A Re for the second signature, or clear the name."]
    hands.find("check.second.name", QLineEdit).end(False)
    hands.write("es", "check.second.name")
    hands.tap("check.second.ask")
    hands.window.go(Where("people"))
    assert "Dr A Rees is asked to sign this too." in all_words(check(hands, gwen))
    assert desk.session.store.drafts(gwen) == []
