"""A page under the law of one nation: what it asks, and what it does not."""

from __future__ import annotations

from PySide6.QtCore import Qt

from eolplan.record import Answer
from tests.ui.talking import Talking, words_on

UNDERSTAND = "conv.cap.understand.choice.yes"
SCOTS = "conv.cap.awi.choice.acting"


def test_the_test_of_the_nation_is_asked(talking: Talking) -> None:
    talking.open("cap")
    talking.hands.tap("conv.cap.add")
    assert talking.hands.has(UNDERSTAND)
    assert not talking.hands.has(SCOTS)
    assert "Test in England and Wales" in words_on(talking)
    assert "Test in Scotland" not in words_on(talking)


def test_another_nation_asks_another_test_and_what_was_answered_stays(talking: Talking) -> None:
    talking.open("cap")
    talking.hands.tap("conv.cap.add")
    talking.hands.tap(UNDERSTAND)
    (one,) = talking.talk.log.instances("cap")
    talking.talk.answer("plan.jurisdiction", Answer(value="SCT"))

    talking.open("cap", instance=one)
    assert talking.hands.has(SCOTS)
    assert talking.hands.has(UNDERSTAND)
    assert not talking.hands.has("conv.cap.retain.choice.yes")


def test_a_deputy_is_not_asked_about_life_sustaining_treatment(talking: Talking) -> None:
    talking.open("poa")
    talking.hands.tap("conv.poa.add")
    talking.hands.tap("conv.poa.kind.choice.lpa_health")
    assert talking.hands.has("conv.poa.lst.choice.yes")
    talking.hands.tap("conv.poa.kind.choice.deputy_welfare")
    assert not talking.hands.has("conv.poa.lst.choice.yes")


def test_a_paper_from_elsewhere_is_looked_at_by_the_law_of_that_place(talking: Talking) -> None:
    talking.open("papers")
    talking.hands.tap("conv.adrt.exists.choice.yes")
    talking.open("adrt")
    talking.hands.tap("conv.adrt.add")
    witness = "conv.adrt.witness_signed_in_presence.choice.yes"
    assert talking.hands.has(witness)
    talking.hands.tap("conv.adrt.made_in.choice.SCT")
    assert not talking.hands.has(witness)
    talking.hands.press(Qt.Key.Key_Tab)
    assert "Law in Scotland" in words_on(talking)
