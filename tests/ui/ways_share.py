"""The ways to the scenes of copies for the house, and for one of the people by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest

from eolplan.conversation import Stop, sign_off
from eolplan.desk import Desk
from eolplan.desk.handed import write_down
from eolplan.record import Answer
from tests.ui import plans
from tests.ui.cast import FACTS, Studio, _person
from tests.ui.scene import Scene
from ui.pages.onward import to_stop
from ui.pages.share import SharePage
from ui.pages.where import Where
from ui.window import Window

CAN_BE: Final[dict[str, tuple[str, ...]]] = {}
"""The page is that of others; only who it is for is asked here."""

_MAY_KNOW: Final = {"Nesta Pryce": "everything", "Huw Pryce": "nothing", "Mair Pryce": ""}


def kept(studio: Studio) -> plans.Stock:
    """Return a desk with a signed plan that says of its people what they may know."""
    if "ways_share" not in vars(studio):
        desk = studio._desk("shares")
        person = _person(desk, 1, "Gwen", "Pryce")
        talk = plans.ready(desk, person, agree__share__named="yes", **FACTS)
        for n, (name, code) in enumerate(_MAY_KNOW.items()):
            instance = plans.contact(talk, name, f"07700 90012{n}")
            if code:
                talk.answer("contact.may_know", Answer(value=code), instance)
        sign_off(talk, plans.PASSPHRASE)
        talk.finish()
        vars(studio)["ways_share"] = plans.Stock(desk, {"told": person, "decided": _decided(desk)})
    found = vars(studio)["ways_share"]
    assert isinstance(found, plans.Stock)
    return found


def _decided(desk: Desk) -> str:
    """Return a person for whom others decided, with a copy out there of an older version."""
    person = _person(desk, 2, "Leo", "Marsh")
    talk = plans.ready(desk, person, **FACTS)
    sign_off(talk, plans.PASSPHRASE)
    first = talk.log.latest_version()
    assert first is not None
    for to in ("The yellow folder", "Aberwen out-of-hours team"):
        write_down(desk, person, audience="ambulance", version=first.digest, to=to, how="paper")
    talk = desk.conversation(person, talk.id)
    for question, value in {"agree.record": "best_interests",
                            "agree.how.who": "Dr A Rees, GP"}.items():  # fmt: skip
        talk.answer(question, Answer(value=value))
    sign_off(talk, plans.PASSPHRASE)
    talk.finish()
    return person


def for_whom(window: Window, stock: plans.Stock, state: str, who: int | str) -> None:
    """Open the copies of a plan, for a kind of reader, or for one of its people by their place."""
    window.begin(stock.desk, Where("share", person=stock.ids[state]))
    page = window.page
    assert isinstance(page, SharePage)
    people = stock.desk.log(stock.ids[state]).instances("contact")
    page.whom.choose(who if isinstance(who, str) else f"family:{people[who]}")
    QThreadPool.globalInstance().waitForDone()
    QTest.qWait(50)


def told(who: int | str) -> Callable[[Window, Studio], None]:
    """Return what opens the plan that says what its people may know."""
    return lambda window, studio: for_whom(window, kept(studio), "told", who)


def who_has_it(window: Window, studio: Studio) -> None:
    """Ask who has a copy that was saved just now."""
    for_whom(window, kept(studio), "told", "own")
    page = window.page
    assert isinstance(page, SharePage)
    assert page._made is not None
    page.handed.offer(page._made.copy)


def asked_in_a_call(window: Window, studio: Studio) -> None:
    """Open the step of a call at which it is asked who holds a paper copy."""
    stock = kept(studio)
    talk = stock.desk.conversation(stock.ids["decided"])
    talk.follow("phone_update")
    window.begin(stock.desk, to_stop(talk, Stop(5)))


SCENES: Final = (
    Scene("share", "typical", told("bedside"), "for the house"),
    Scene("share", "typical", told("full"), "needs a reason"),
    Scene("share", "typical", who_has_it, "who has it"),
    Scene("share", "typical", lambda window, studio: for_whom(
        window, kept(studio), "decided", "ambulance"), "decided for them"),
    Scene("share", "typical", told(1), "by name"),
    Scene("share", "typical", told(2), "told nothing"),
    Scene("share", "typical", told(3), "nobody asked"),
    Scene("share", "extreme", lambda window, studio: for_whom(
        window, studio.plans, "long signed", 3), "by name"),
    Scene("step", "typical", asked_in_a_call, "who has a copy"),
)  # fmt: skip
