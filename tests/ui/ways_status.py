"""The ways to the scenes of how a plan stands, and people whose plans stand in every way."""

from __future__ import annotations

from collections.abc import Callable

from eolplan.conversation import Check, ask_second, die, move, sign_off
from eolplan.desk import Desk
from eolplan.record import Answer
from eolplan.status import Status
from tests.core.test_unread_version import damage
from tests.ui import plans
from tests.ui.cast import LONG_NAME, Studio, _person
from tests.ui.scene import Scene
from ui.pages.death import DeathPage
from ui.pages.ended import EndPage
from ui.pages.where import Where
from ui.window import Window

Way = Callable[[Window, Studio], None]

CAN_BE = {
    "status": ("empty", "typical", "extreme", "died"),
    "end-plan": ("empty", "typical", "error"),
    "death": ("empty", "typical", "extreme", "error"),
}

_WHY = (
    "Dr Rees doubts that they could decide about the hospital on that day. A second look is"
    " planned with the family and the memory clinic. "
)


def kept(studio: Studio) -> plans.Stock:
    """Return a desk with plans that are in use, on hold, and ended in several ways."""
    if "ways_status" not in vars(studio):
        desk = studio._desk("ends")
        names = (
            ("new", "Amir", "Khan"), ("held", "Gwen", "Pryce"), ("died", "Ivor", "Davies"),
            ("withdrew", "Mair", "Evans"), ("signed", "Anwen", "Hughes"), ("long", *LONG_NAME),
            ("asked", "Dilys", "Morgan"), ("lost", "Bethan", "Rees"),
        )  # fmt: skip
        ids = {s: _person(desk, n, *name) for n, (s, *name) in enumerate(names)}
        for state in ("held", "died", "withdrew", "signed", "long"):
            plans.signed(desk, ids[state], **_facts(studio))
        _move(studio, desk, ids)
        vars(studio)["ways_status"] = plans.Stock(desk, ids)
    found = vars(studio)["ways_status"]
    assert isinstance(found, plans.Stock)
    return found


def _facts(studio: Studio) -> dict[str, str]:
    return {"conv__when": studio.now().date().isoformat(), "rev__date": "2026-02-18"}


def _move(studio: Studio, desk: Desk, ids: dict[str, str]) -> None:
    """Bring every plan to where its name says."""
    day = studio.now().date().isoformat()
    move(desk.conversation(ids["held"]), Status.SUSPENDED, why=_WHY)
    move(desk.conversation(ids["withdrew"]), Status.WITHDREW)
    move(desk.conversation(ids["long"]), Status.UNDER_REVIEW, why=_WHY * 12)
    talk = desk.conversation(ids["died"])
    check = Check("Ivor Davies", talk.subject.born, "His wife, on the phone")
    die(talk, check, [("death.date", Answer(value=day, said_by="clinician_judgement"))])
    talk = plans.ready(desk, ids["asked"], **_facts(studio))
    ask_second(talk, "Dr A Rees", "GP")
    sign_off(talk, plans.PASSPHRASE)
    talk.finish()
    plans.signed(desk, ids["lost"], **_facts(studio))
    talk = desk.conversation(ids["lost"])
    plans.settle_talk(talk, conv__when=day)
    damage(desk, sign_off(talk, plans.PASSPHRASE).digest)


def plan(page: str, state: str, note: str = "") -> Way:
    """Return what opens *page* for the plan in *state*."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        window.begin(stock.desk, Where(page, person=stock.ids[state], note=note))

    return open_


def no_reason(window: Window, studio: Studio) -> None:
    """Bring back a plan that has ended, without a reason."""
    plan("end-plan", "died", str(Status.FINAL))(window, studio)
    assert isinstance(window.page, EndPage)
    window.page.go_on()


def filled(window: Window, studio: Studio) -> None:
    """Write down a death in hospital of somebody who wanted to be at home."""
    plan("death", "signed")(window, studio)
    page = window.page
    assert isinstance(page, DeathPage)
    page.name.box.setText("Anwen Hughes")
    page.told_by.box.setText("Ward 4, Sister Bevan")
    page.held.field("death.date").show_answer("2025-11-18")
    field = page.held.field("death.place")
    field.show_answer("hospital_acute")
    field.edited.emit()


def wrong_plan(window: Window, studio: Studio) -> None:
    """Write down a death in the plan of somebody else."""
    plan("death", "signed")(window, studio)
    page = window.page
    assert isinstance(page, DeathPage)
    page.name.box.setText("Ivor Davies")
    page.born.show_value("1941-03-04")
    page.go_on()


SCENES = (
    Scene("person", "died", plan("person", "died")),
    Scene("person", "typical", plan("person", "held"), "on hold"),
    Scene("person", "typical", plan("person", "asked"), "signature awaited"),
    Scene("check", "typical", plan("check", "asked"), "signature awaited"),
    Scene("person", "typical", plan("person", "lost"), "newest damaged"),
    Scene("check", "typical", plan("check", "lost"), "newest damaged"),
    Scene("status", "empty", plan("status", "new")),
    Scene("status", "typical", plan("status", "held"), "on hold"),
    Scene("status", "typical", plan("status", "withdrew"), "taken back"),
    Scene("share", "typical", plan("share", "withdrew", "ambulance"), "agreement taken back"),
    Scene("status", "extreme", plan("status", "long")),
    Scene("status", "died", plan("status", "died")),
    Scene("end-plan", "empty", plan("end-plan", "signed", str(Status.MOVED))),
    Scene("end-plan", "typical", plan("end-plan", "held", str(Status.FINAL))),
    Scene("end-plan", "error", no_reason),
    Scene("death", "empty", plan("death", "new")),
    Scene("death", "typical", filled),
    Scene("death", "extreme", plan("death", "long")),
    Scene("death", "error", wrong_plan),
)
