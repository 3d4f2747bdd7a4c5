"""The ways to the scenes of local services, support plans and budgets, and who is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from eolplan.conversation import Conversation
from eolplan.desk import Desk
from eolplan.directory import Service
from eolplan.record import Answer, Value
from tests.ui.cast import LONG_NAME, LONG_WORDS, Studio, _person
from tests.ui.scene import Scene
from ui.fields import RepeatField, ServiceField
from ui.pages.service import ServicePage
from ui.pages.services_list import ServicesListPage
from ui.pages.where import Where
from ui.window import Window

Way = Callable[[Window, Studio], None]

CAN_BE: Final = {
    "directory": ("empty", "typical", "extreme"),
    "service": ("empty", "typical", "extreme", "error"),
    "services-list": ("empty", "typical", "extreme", "error"),
}

_NEARBY: Final = (
    ("Aberwen befrienders", "befriending", "Somebody comes for an hour a week.", "2025-10-01"),
    ("Aberwen community cars", "transport", "Lifts to the hospital. Book two days before.", ""),
    ("Caffi Môn", "peer_group", "A table on Tuesdays for people who live with cancer.",
     "2024-02-01"),
    ("Citizens Advice Aberwen", "benefits_advice", "Money, forms and debts.", "2025-11-03"),
    ("St Helena hospice, day place", "day_hospice", "Wednesdays, with lunch.", "2025-06-20"),
    ("Link workers of the practice", "link_worker", "They take time to find what fits.",
     "2025-11-18"),
)  # fmt: skip
LIST: Final = (
    "Name,Kind,Phone,Area,Budget code\n"
    "Llan lunch club,Food and meals,01632 960777,Llan,7\n"
    "Aberwen befrienders,Befriending or kind neighbours,01632 960999,Aberwen,8\n"
    "Chapel,Faith group or chaplain,ask at the hall,Llan,9\n"
    "Gardeners,Growing things,01632 960778,,\n"
)


def nearby() -> list[Service]:
    """Return the services of a usual directory, one of them out of use."""
    made = [
        Service(f"{n:036}", name, kind, what=what, phone=f"01632 9602{n:02}", area="Aberwen",
                checked_on=checked)
        for n, (name, kind, what, checked) in enumerate(_NEARBY)
    ]  # fmt: skip
    gone = Service("9" * 36, "Night sitters of Llan", "night_sitting", phone="01632 960299",
                   retired_on="2025-03-01")  # fmt: skip
    return [*made, gone]


def many(count: int = 5) -> list[Service]:
    """Return services with long names and long lines."""
    name = " ".join(LONG_NAME)
    return [
        Service(f"{n:036}", f"{name} trust for people of all ages {n}", "other",
                what=LONG_WORDS[:380], phone="01632 960300", email="hello@trust.example",
                web="trust.example/all-our-services", address="The old mill, Aberwen",
                area="Every village between the two rivers", hours="Monday to Friday, 9 to 5",
                refer=LONG_WORDS[:380], checked_on="2023-01-01" if n % 2 else "")
        for n in range(count)
    ]  # fmt: skip


def desk_of(studio: Studio, name: str, services: Iterable[Service] = ()) -> Desk:
    """Return a desk with these services, made when it is first asked for."""
    held = vars(studio)
    if name not in held:
        held[name] = studio._desk(name)
        held[name].directory.keep(*services)
    desk = held[name]
    assert isinstance(desk, Desk)
    return desk


def services(studio: Studio) -> Desk:
    """Return the desk with the usual directory."""
    return desk_of(studio, "services", nearby())


def at(page: str, desk: Callable[[Studio], Desk] = services, note: str = "") -> Way:
    """Return what opens *page* at a desk."""
    return lambda window, studio: window.begin(desk(studio), Where(page, note=note))


def _none(studio: Studio) -> Desk:
    return desk_of(studio, "no services")


def _many(studio: Studio) -> Desk:
    return desk_of(studio, "many services", many())


# -- one service, and a list --------------------------------------------------------------


def refused(window: Window, studio: Studio) -> None:
    """Open the form with nothing filled in, and the problems told."""
    at("service")(window, studio)
    page = window.page
    assert isinstance(page, ServicePage)
    page.go_on()


def long_service(window: Window, studio: Studio) -> None:
    """Open the form of a service with long lines."""
    at("service", _many, many()[0].id)(window, studio)


def brought(text: str) -> Way:
    """Return what opens the page that brings in a list, with *text* read."""

    def open_(window: Window, studio: Studio) -> None:
        at("services-list")(window, studio)
        page = window.page
        assert isinstance(page, ServicesListPage)
        file = Path(studio._folder) / "list.csv"
        file.write_text(text, encoding="utf-8")
        page.read(file)

    return open_


# -- a plan with help in it -----------------------------------------------------------------


def helped(studio: Studio) -> tuple[Desk, str]:
    """Return the desk with services, and somebody whose plan has goals, money and referrals."""
    desk = services(studio)
    held = vars(studio)
    if "helped" not in held:
        held["helped"] = _person(desk, 0, "Gwen", "Pryce")
        fill_in(desk.conversation(held["helped"]))
    return desk, str(held["helped"])


def fill_in(talk: Conversation) -> None:
    """Write down goals with actions, a budget, and a referral to a service."""
    garden = _member(talk, "val.hopes", what="Sit in the garden when the bulbs are out.")
    _member(talk, "val.hopes", what="See Siân married in June.")
    _member(
        talk, "act.item", what="Ask the council for a ramp", who="carer", when="2025-12-01",
        status="to_do", **{"for": {"ref": "val.hopes", "instance": garden}},
    )  # fmt: skip
    _member(talk, "act.item", what="Ring the link worker", who="staff", status="doing")
    talk.answer("pc.pcsp.wants", Answer(own_words="Getting out. And the forms."))
    for what, pence, often in (
        ("Somebody to sit with her on Fridays", 4_500, "week"),
        ("Taxi to chapel", 1_250, "week"),
        ("A chair that lifts", 64_900, "once"),
    ):
        _member(talk, "pc.phb.spend", what=what, sum=pence, often=often)
    talk.answer("pc.phb.budget", Answer(value=500_000))
    _member(
        talk, "ref.item", to="befriending", reason="Whole days alone", urgency="weeks",
        agreed="yes",
        service={"name": "Aberwen befrienders", "phone": "01632 960200", "id": f"{0:036}"},
    )  # fmt: skip


def _member(talk: Conversation, group: str, **parts: Value) -> str:
    instance = talk.add(group)
    for part, value in parts.items():
        question = talk.guide.question(f"{group}.{part}")
        written = question.kind == "text"
        said = Answer(own_words=str(value)) if written else Answer(value=value)
        talk.answer(question.id, said, instance)
    return instance


def asking(question: str, *, open_one: bool = False, choosing: bool = False) -> Way:
    """Return what opens a page of the plan, with its first member open, or services shown."""

    def open_(window: Window, studio: Studio) -> None:
        desk, person = helped(studio)
        talk = desk.conversation(person)
        first = next(iter(talk.log.instances(question)), "") if open_one else ""
        where = Where("question", person=person, question=question, conversation=talk.id,
                      instance=first)  # fmt: skip
        window.begin(desk, where)
        page = window.page
        assert page is not None
        if choosing:
            field = page.findChild(ServiceField)
            assert field is not None
            field.open()

    return open_


def asked_of_nobody(question: str) -> Way:
    """Return what opens a page with one new and empty member, for somebody new."""

    def open_(window: Window, studio: Studio) -> None:
        desk = _none(studio)
        held = vars(studio)
        person = held.setdefault("new to help", "") or _person(desk, 0, "Amir", "Khan")
        held["new to help"] = person
        talk = desk.conversation(person)
        for one in talk.log.instances(question):  # of the last time it was looked at
            talk.remove(question, one)
        window.begin(desk, Where("question", person=person, question=question))
        field = window.page.findChild(RepeatField) if window.page is not None else None
        if field is not None:
            field.add.click()

    return open_


SCENES: Final = (
    Scene("directory", "empty", at("directory", _none)),
    Scene("directory", "typical", at("directory")),
    Scene("directory", "extreme", at("directory", _many)),
    Scene("directory", "typical", at("directory", note="retired\n"), "out of use"),
    Scene("service", "empty", at("service")),
    Scene("service", "typical", at("service", note=nearby()[2].id)),
    Scene("service", "extreme", long_service),
    Scene("service", "error", refused),
    Scene("services-list", "empty", at("services-list")),
    Scene("services-list", "typical", brought(LIST)),
    Scene("services-list", "extreme", brought("Name,Kind,Phone\n" + "".join(
        f"{LONG_WORDS[:90]} {n},Food and meals,{'01632 960777' if n % 3 else 'ask'}\n"
        for n in range(120)))),
    Scene("services-list", "error", brought("Kind,Phone\nFood,111\n")),
    Scene("question", "empty", asked_of_nobody("pc.pcsp"), "support plan"),
    Scene("question", "empty", asked_of_nobody("pc.sdm.option"), "options"),
    Scene("question", "typical", asking("pc.pcsp"), "support plan"),
    Scene("question", "typical", asking("pc.phb.spend", open_one=True), "budget"),
    Scene("question", "typical", asking("ref.item", open_one=True, choosing=True), "referral"),
)  # fmt: skip
