"""The ways to the scenes of what is typed and kept: earlier words, and what is held back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit

from eolplan.record import Answer
from tests.ui import plans
from tests.ui.cast import LONG_NAME, Studio, _person
from tests.ui.scene import Scene
from ui.pages.where import Where
from ui.widgets import Button, ToggleButton
from ui.window import Window

Way = Callable[[Window, Studio], None]
LONG: Final = "I would like to stay in my own bed, with the window open and the dog near. " * 4


def kept(studio: Studio) -> plans.Stock:
    """Return a desk with plans in which a place changed, and a relative must not know all."""
    if "ways_kept" not in vars(studio):
        desk = studio._desk("words kept")
        names = (("changed", "Gwen", "Pryce"), ("long", *LONG_NAME))
        ids = {state: _person(desk, n, *name) for n, (state, *name) in enumerate(names)}
        for state, words in (("changed", "My own bed, with the dog."), ("long", LONG.strip())):
            talk = desk.conversation(ids[state])
            talk.answer("pod.first", Answer(value="own_home", own_words=words))
            talk.answer("pod.first", Answer(value="hospice"))
            one = talk.add("contact")
            talk.answer("contact.name", Answer(value="Huw Pryce"), one)
            talk.answer("contact.phones", Answer(value=[{"number": "07700 900123"}]), one)
            talk.answer("contact.must_not_know", Answer(own_words=words), one)
            talk.here("pod")  # the talk goes on
        vars(studio)["ways_kept"] = plans.Stock(desk, ids)
    found = vars(studio)["ways_kept"]
    assert isinstance(found, plans.Stock)
    return found


def at(state: str, question: str) -> Way:
    """Return what opens a page of the plan in *state*."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        window.begin(stock.desk, Where("question", person=stock.ids[state], question=question))

    return open_


def refused(window: Window, studio: Studio) -> None:
    """Add somebody, write half a number, and want to add another; nobody is left of last time."""
    stock = kept(studio)
    talk = stock.desk.conversation(stock.ids["changed"])
    for one in talk.log.instances("contact"):
        if talk.reading("contact.name", one).state == "silent":
            talk.remove("contact", one)
    at("changed", "contact")(window, studio)
    assert window.page is not None
    add = window.page.findChild(Button, "conv.contact.add")
    assert isinstance(add, Button)
    add.click()
    box = window.page.findChild(QLineEdit, "conv.contact.phones.phones.1.number")
    assert isinstance(box, QLineEdit)
    box.setText("0770 pub")
    box.textEdited.emit("0770 pub")
    add.click()


def held_back(window: Window, studio: Studio) -> None:
    """Open the check page with what is held back opened on purpose."""
    stock = kept(studio)
    window.begin(stock.desk, Where("check", person=stock.ids["changed"]))
    assert window.page is not None
    for button in window.page.findChildren(ToggleButton):
        if button.words().startswith("Kept back"):
            button.click()


SCENES: Final = (
    Scene("question", "typical", at("changed", "pod"), "said before"),
    Scene("question", "extreme", at("long", "pod"), "said before"),
    Scene("question", "error", refused, "a card that is not right"),
    Scene("check", "typical", held_back, "held back, opened"),
)
