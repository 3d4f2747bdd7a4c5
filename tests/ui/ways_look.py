"""The ways to the scenes of what is worth a look, and a person whose plan has a lot of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from eolplan.record import Answer
from tests.ui import plans
from tests.ui.cast import LONG_NAME, Studio, _person
from tests.ui.scene import Scene
from ui.pages.check import CheckPage
from ui.pages.where import Where
from ui.widgets import ToggleButton
from ui.window import Window

Way = Callable[[Window, Studio], None]

CAN_BE: Final[dict[str, tuple[str, ...]]] = {}
"""The pages are those of others; what is worth a look only stands on them."""

_SAID: Final = {
    "pod.first": Answer(value="own_home"),
    "pod.second": Answer(value="own_home"),
    "esc.level": Answer(value="E1"),
    "prog.estimate": Answer(value="days"),
    "cpr.status": Answer(value="not_for_CPR"),
    "cpr.by.name": Answer(value="Dr A Rees"),
    "cpr.agree": Answer(value="agree", said_on="2025-10-03"),
    "cpr.person_view": Answer(value="wants"),
    "person.living": Answer(value="alone"),
    "am.status": Answer(value="in_the_home"),
    "am.driver": Answer(value="in_use"),
    "am.who_gives": Answer(value=["trained_carer"]),
    "feas.summary": Answer(value="unlikely"),
    "dx.meds_stop": Answer(value=["parkinsons", "opioids"]),
    "crisis.bleed.risk": Answer(value="yes"),
}


def kept(studio: Studio) -> plans.Stock:
    """Return a desk with plans in which a lot is worth a look."""
    if "ways_look" not in vars(studio):
        desk = studio._desk("looks")
        names = (("much", "Gwen", "Pryce"), ("asked", "Mair", "Evans"), ("long", *LONG_NAME))
        ids = {state: _person(desk, n, *name) for n, (state, *name) in enumerate(names)}
        for person in ids.values():
            talk = desk.conversation(person)
            for question, answer in _SAID.items():
                talk.answer(question, answer)
            talk.answer("place.avoid", Answer(value="own_home"), instance="own_home")
            talk.finish()
        vars(studio)["ways_look"] = plans.Stock(desk, ids)
    found = vars(studio)["ways_look"]
    assert isinstance(found, plans.Stock)
    return found


def at(page: str, state: str, question: str = "") -> Way:
    """Return what opens *page* of the plan in *state*."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        window.begin(stock.desk, Where(page, person=stock.ids[state], question=question))

    return open_


def all_of_it(window: Window, studio: Studio) -> None:
    """Open the check page with everything that is worth a second look."""
    at("check", "long")(window, studio)
    page = window.page
    assert isinstance(page, CheckPage)
    more = page.findChild(ToggleButton, "check.look2.more")
    assert isinstance(more, ToggleButton)
    more.click()


SCENES: Final = (
    Scene("person", "typical", at("person", "much"), "two ways"),
    Scene("check", "typical", at("check", "much"), "second look"),
    Scene("check", "extreme", all_of_it, "second look"),
    Scene("question", "typical", at("question", "asked", "am.status"), "reminders"),
)
