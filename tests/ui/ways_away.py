"""The ways to the scenes of a call at which the person is not, and of what is not read out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from eolplan.record import Answer, view_of
from tests.ui import plans
from tests.ui.cast import LONG_NAME, Studio, _person
from tests.ui.scene import Scene
from ui.pages.where import Where
from ui.widgets import Button, ToggleButton
from ui.window import Window

Way = Callable[[Window, Studio], None]

CAN_BE: Final[dict[str, tuple[str, ...]]] = {}
"""The pages are those of others."""

_CPR: Final = "cpr.person_view"
_HERE: Final = {"one": ["Huw Pryce, son"], "long": ["Huw Pryce, son", "Mair, next door"]}


def kept(studio: Studio) -> plans.Stock:
    """Return a desk with plans about which somebody rings."""
    if "ways_away" not in vars(studio):
        desk = studio._desk("away")
        names = {"one": ("Gwen", "Pryce"), "long": LONG_NAME}
        ids = {state: _person(desk, n, *names[state]) for n, state in enumerate(names)}
        for state, person in ids.items():
            talk = desk.conversation(person)
            one = talk.add("contact")
            talk.answer("contact.name", Answer(value="Huw Pryce"), one)
            talk.answer("conv.present", Answer(value="no"))
            talk.answer("conv.present.others", Answer(value=_HERE[state]))
            talk.answer(_CPR, Answer(value="wants"))
            talk.answer("prog.estimate", Answer(value="days"))
            talk.answer("withheld.what", Answer(own_words="That the house is to be sold. " * 4))
            talk.here(_CPR, view_of(one))
        vars(studio)["ways_away"] = plans.Stock(desk, ids)
    found = vars(studio)["ways_away"]
    assert isinstance(found, plans.Stock)
    return found


def asked(state: str) -> Way:
    """Return what opens the question about CPR in the call."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        person = stock.ids[state]
        talk = stock.desk.conversation(person).place
        assert talk is not None
        where = Where("question", person=person, question=_CPR, conversation=talk.conversation)
        window.begin(stock.desk, where)
        if state == "one":
            assert window.page.findChild(Button, "conv.was_theirs") is not None

    return open_


def read_out(window: Window, studio: Studio) -> None:
    """Open the check page, and what is not to be read out on it."""
    stock = kept(studio)
    window.begin(stock.desk, Where("check", person=stock.ids["long"]))
    show = window.page.findChild(ToggleButton, "check.apart.show")
    assert isinstance(show, ToggleButton)
    show.click()


SCENES: Final = (
    Scene("question", "typical", asked("one"), "somebody rings"),
    Scene("question", "extreme", asked("long"), "who rings is not known"),
    Scene("check", "extreme", read_out, "not to read out"),
)
