"""The ways to the scenes of finding one's way in a topic: its pages, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QAbstractButton

from eolplan.record import Answer
from tests.ui import plans
from tests.ui.cast import LONG_NAME, Studio, _person
from tests.ui.scene import Scene
from ui.pages.where import Where
from ui.widgets import ToggleButton
from ui.window import Window

Way = Callable[[Window, Studio], None]


def kept(studio: Studio) -> plans.Stock:
    """Return a desk with plans in which topics are half talked about, and one not decided."""
    if "ways_topics" not in vars(studio):
        desk = studio._desk("topics")
        names = (("half", "Gwen", "Pryce"), ("long", *LONG_NAME))
        ids = {state: _person(desk, n, *name) for n, (state, *name) in enumerate(names)}
        for person in ids.values():
            talk = desk.conversation(person)
            talk.answer("val.matters", Answer(own_words="My own bed, with the dog."))
            talk.answer("val.good_day", Answer(own_words="A walk to the gate."))
            one = talk.add("cap")
            talk.answer("cap.decision", Answer(value="Whether to go into hospital today"), one)
            talk.answer("cap.outcome", Answer(value="lacks_now_may_regain"), one)
            talk.finish()
        vars(studio)["ways_topics"] = plans.Stock(desk, ids)
    found = vars(studio)["ways_topics"]
    assert isinstance(found, plans.Stock)
    return found


def at(state: str, question: str, *, pages: bool = False) -> Way:
    """Return what opens a page of the plan in *state*, with the list of *pages* open."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        window.begin(stock.desk, Where("question", person=stock.ids[state], question=question))
        if pages and window.page is not None:
            show = window.page.findChild(ToggleButton, "conv.pages.show")
            assert isinstance(show, ToggleButton)
            show.click()

    return open_


def other(state: str, question: str) -> Way:
    """Return what opens the card with the rarer answers."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        window.begin(stock.desk, Where("question", person=stock.ids[state], question=question))
        if window.page is not None:
            for name in ("conv.other", "conv.other_answer.which.not_appropriate_now"):
                press = window.page.findChild(QAbstractButton, name)
                assert isinstance(press, QAbstractButton)
                press.click()

    return open_


SCENES: Final = (
    Scene("question", "extreme", other("long", "poc.first"), "another answer"),
    Scene("question", "typical", at("half", "val.hopes", pages=True), "pages"),
    Scene("question", "typical", at("half", "place.avoid.page"), "places to avoid"),
    Scene("question", "extreme", at("long", "pc.phb", pages=True), "pages"),
    Scene("question", "typical", at("half", "cap"), "could not decide"),
)
