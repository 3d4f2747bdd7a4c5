"""What stands over a question page, and what it says of what was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from eolplan.record import Answer
from tests.ui.conftest import PASSPHRASE
from tests.ui.talking import (
    MATTERS,
    Talking,
    sign,
    words_on,
)

if TYPE_CHECKING:
    pass


# -- the banner ------------------------------------------------------------------------------


def test_the_banner_says_what_somebody_needs(talking: Talking) -> None:
    """Needs are words with an icon, where everybody looks first."""
    talking.open("comm.language")
    talking.talk.record(
        [
            ("comm.lang_spoken", "", Answer(value="cy")),
            ("comm.interpreter", "", Answer(value="needed")),
            ("comm.impairments", "", Answer(value=["sight", "hearing", "other"])),
        ]
    )
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.name == "PRYCE, Gwen"
    assert facts.facts == ("Born 4 March 1941 (85)", "NHS no. 999 000 0018")
    assert facts.tags == ("Welsh first", "Interpreter needed", "Help with seeing and hearing")
    assert facts.warning == ""
    talking.talk.answer("comm.lang_spoken", Answer(own_words="Romani"))
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.tags[0] == "Romani first"


@pytest.mark.parametrize(
    ("nation", "question", "number", "said"),
    [
        ("SCT", "person.chi", "0403411238", "CHI no. 040 341 1238"),
        ("NIR", "person.hcn", "3200000015", "H&C no. 320 000 0015"),
    ],
)
def test_the_banner_says_the_number_of_the_nation_as_page_1_does(
    talking: Talking, nation: str, question: str, number: str, said: str
) -> None:
    talking.open("comm.language")
    talking.talk.record(
        [("plan.jurisdiction", "", Answer(value=nation)), (question, "", Answer(value=number))]
    )
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.facts[-1] == said


def test_two_of_one_name_are_told_apart(talking: Talking) -> None:
    from eolplan.caseload import Newcomer

    talking.desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1950-01-01"))
    talking.open("val.matters")
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.warning == "Another Gwen Pryce is in your list. Check the date of birth."
    talking.desk.caseload.add(Newcomer(given="Gwen", family="Pryce", born="1941-03-04"))
    facts = talking.hands.page.banner()
    assert facts is not None
    assert facts.warning.startswith("Another Gwen Pryce, born on the same day, is in your list.")


def test_what_was_long_is_told_by_its_date_alone(talking: Talking) -> None:
    talking.open("val.matters")
    talking.talk.answer("val.matters", Answer(own_words="my dog, and " * 20))
    sign(talking.talk, PASSPHRASE)
    talking.open("val.matters")
    talking.hands.write("Huw", MATTERS)
    talking.hands.press(Qt.Key.Key_Tab)
    assert "It was another answer on 12 November 2026" in words_on(talking)


def test_a_member_that_is_being_changed_can_be_removed(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.write("Huw")
    (huw,) = talking.talk.log.instances("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.write("Siân")
    _, sian = talking.talk.log.instances("contact")
    talking.hands.tap(f"conv.contact.{huw}.remove")
    assert talking.talk.log.instances("contact") == (sian,)
    assert talking.hands.has("conv.contact.name.line")  # the other one stays open
    talking.hands.tap("conv.continue")
    assert talking.talk.reading("contact.name", sian).value == "Siân"
