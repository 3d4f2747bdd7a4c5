"""The ways to the scenes of the caseload's life: days, lists brought, mix-ups mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from eolplan.caseload import Newcomer
from eolplan.conversation import ask_second
from eolplan.desk import Desk
from eolplan.record import Answer
from tests.conftest import Clock
from tests.ui import plans
from tests.ui.cast import _ROUND, FACTS, LONG_NAME, LONG_WORDS, Studio, _person
from tests.ui.scene import Scene
from ui.pages.erasing import ErasingPage
from ui.pages.import_people import ImportPeoplePage
from ui.pages.joining import JoiningPage
from ui.pages.where import Where
from ui.pages.wrong_person import WrongPersonPage
from ui.window import Window

Way = Callable[[Window, Studio], None]

CAN_BE: Final = {
    "visits": ("empty", "typical", "extreme"),
    "import-people": ("empty", "loading", "typical", "extreme", "error"),
    "joining": ("empty", "typical", "extreme", "error"),
    "wrong-person": ("empty", "typical", "extreme", "error"),
    "erase": ("empty", "typical", "extreme", "error"),
}

LIST: Final = (
    "Given name,Family name,Date of birth,NHS number,Address,Ward,Postcode\n"
    "Siân,Ellis,4 March 1941,,2 Heol y Bont,7,Aberwen\n"
    "Gwen,Pryce,1 January 1931,,,7\n"
    "Ivor,Davies,31/02/1938,,,7\n"
    "Siân,Ellis,04/03/1941,,,7\n"
    ",,1940,,,7\n"
    "=1+1,Rees,1940,,,7\n"
    "Olwen,Rees,1940,9.99E+09,,7\n"
)


def desk_of(studio: Studio, name: str, make: Callable[[Desk], None]) -> Desk:
    """Return a desk that *make* has filled, made when it is first asked for."""
    held = vars(studio)
    if name not in held:
        held[name] = studio._desk(name)
        make(held[name])
    desk = held[name]
    assert isinstance(desk, Desk)
    return desk


def _days(desk: Desk) -> None:
    ids = [_person(desk, n, *name) for n, name in enumerate(_ROUND[:6])]
    clock = desk.now
    assert isinstance(clock, Clock)
    clock.go_on(days=-10)  # its day has passed since
    desk.conversation(ids[2]).answer("conv.next.when", Answer(value="2025-11-12"))
    clock.go_on(days=10)
    for person, day, who in (
        (ids[0], "2025-11-19", "Dr Rees"), (ids[1], "2025-11-20", ""),
        (ids[3], "2025-11-28", "the chaplain"),
    ):  # fmt: skip
        talk = desk.conversation(person)
        talk.answer("conv.next.when", Answer(value=day))
        if who:
            talk.answer("conv.next.who", Answer(value=who))
    desk.conversation(ids[4]).answer("rev.date", Answer(value="2025-11-19"))
    desk.conversation(ids[5]).answer("plan.status", Answer(value="closed_moved"))


def _busy(desk: Desk) -> None:
    for n in range(24):
        person = _person(desk, n, *LONG_NAME)
        talk = desk.conversation(person)
        talk.answer("conv.next.when", Answer(value="2025-11-19"))
        talk.answer("conv.next.who", Answer(value=" ".join(LONG_NAME)))


def visits(name: str, make: Callable[[Desk], None]) -> Way:
    return lambda window, studio: window.begin(desk_of(studio, name, make), Where("visits"))


def _nobody(_desk: Desk) -> None:
    """Leave it empty."""


# -- a list that is brought -------------------------------------------------------------


def _bring(window: Window, studio: Studio, text: str = "") -> ImportPeoplePage:
    desk = desk_of(studio, "bringing", lambda desk: _person(desk, 0, "Gwen", "Pryce") and None)
    window.begin(desk, Where("import-people"))
    page = window.page
    assert isinstance(page, ImportPeoplePage)
    if text:
        with TemporaryDirectory() as folder:
            file = Path(folder, "list.csv")
            file.write_text(text, encoding="utf-8")
            page.look_at(file)
    return page


def bring(text: str = "") -> Way:
    def open_(window: Window, studio: Studio) -> None:
        _bring(window, studio, text)

    return open_


def bringing(window: Window, studio: Studio) -> None:
    """Show the page while people are added, and stand still."""
    page = _bring(window, studio, LIST)
    page._wanted_in_all = 12
    page._set_busy(True)


def _long_list() -> str:
    given, family = LONG_NAME
    lines = [f"{given} {family} {n},,30/02/1940" for n in range(130)]
    lines += [f"{given[:30]},{family[:30]} {n},{1900 + n % 80}" for n in range(120)]
    return "Given name,Family name,Date of birth,Name of a column nobody knows\n" + "\n".join(lines)


# -- two records ----------------------------------------------------------------------------


def _pair(desk: Desk, *name: str) -> tuple[str, str]:
    """Add one person twice; return the ids, the first first."""
    one = _person(desk, 1, *name)
    row = desk.caseload.row(one)
    assert row is not None
    two = desk.caseload.add(Newcomer(given=name[0], family=name[1], born=row.born))
    return min(one, two), max(one, two)


def joining(window: Window, studio: Studio) -> None:
    desk = desk_of(studio, "twice", lambda desk: _pair(desk, "Gwen", "Pryce") and None)
    person = desk.caseload.people("pryce")[0].person
    window.begin(desk, Where("joining", person=person))


def joining_both(window: Window, studio: Studio) -> None:
    joining(window, studio)
    page = window.page
    assert isinstance(page, JoiningPage)
    assert page.finder is not None
    other = next(r for r in page._desk.caseload.people("pryce") if r.person != page.where.person)
    page.finder.show_value(other.person)
    page.go_on()


def joining_nobody(window: Window, studio: Studio) -> None:
    joining(window, studio)
    page = window.page
    assert isinstance(page, JoiningPage)
    page.go_on()


def joining_alone(window: Window, studio: Studio) -> None:
    """Open the page where nobody is alike."""
    window.begin(studio.plans.desk, Where("joining", person=studio.plans.ids["new"]))


def _joined(desk: Desk) -> None:
    one, two = _pair(desk, "Gwen", "Pryce")
    desk.two_plans.join(one, two)


def joined(window: Window, studio: Studio) -> None:
    desk = desk_of(studio, "one of two", _joined)
    person = desk.caseload.people()[0].person
    window.begin(desk, Where("joining", person=person))


def _parted(desk: Desk) -> None:
    one, two = _pair(desk, *LONG_NAME)
    desk.two_plans.join(one, two)
    talk = desk.conversation(one)
    talk.answer("val.matters", Answer(own_words=LONG_WORDS[:2_000]))
    talk.answer("val.fears", Answer(own_words="Being a burden."))
    for n in range(6):
        plans.contact(talk, f"Contact Number {n} With A Rather Long Name", f"07700 90010{n}")
    desk.two_plans.part(one, two, reason="Two people after all.")


def parted(page: str) -> Way:
    """Return what opens *page* of somebody who was parted and of whom much is to be placed."""

    def open_(window: Window, studio: Studio) -> None:
        desk = desk_of(studio, "parted", _parted)
        person = min(row.person for row in desk.caseload.people())
        window.begin(desk, Where(page, person=person))

    return open_


# -- the wrong plan ---------------------------------------------------------------------------


def wrong(state: str) -> Way:
    def open_(window: Window, studio: Studio) -> None:
        stock = studio.plans
        window.begin(stock.desk, Where("wrong-person", person=stock.ids[state]))

    return open_


def _mixed(desk: Desk) -> None:
    gwen, ivor = (_person(desk, n, *name) for n, name in enumerate(_ROUND[:3:2]))
    talk = plans.signed(desk, gwen, **FACTS)
    talk.answer("val.matters", Answer(own_words="The allotment, and the pigeons."))
    desk.conversation(ivor).answer("val.matters", Answer(own_words="Chapel."))


def wrong_both(window: Window, studio: Studio) -> None:
    """Open the second look, with a signed version and a plan that says something else."""
    desk = desk_of(studio, "mixed", _mixed)
    window.begin(desk, Where("wrong-person", person=desk.caseload.people("pryce")[0].person))
    page = window.page
    assert isinstance(page, WrongPersonPage)
    page.ticked.show_keys({thing.key for thing in page._found})
    page.whose.show_value(desk.caseload.people("davies")[0].person)
    page.reason.box.setText("The wrong plan was open.")
    page.go_on()


def wrong_name(window: Window, studio: Studio) -> None:
    wrong("typical")(window, studio)
    page = window.page
    assert isinstance(page, WrongPersonPage)
    page.reason.box.setText("This is not Gwen")
    page.go_on()


# -- erased for good --------------------------------------------------------------------------


def _erasing(window: Window, desk: Desk, person: str) -> ErasingPage:
    window.begin(desk, Where("erase", person=person))
    page = window.page
    assert isinstance(page, ErasingPage)
    return page


def erase(state: str) -> Way:
    def open_(window: Window, studio: Studio) -> None:
        _erasing(window, studio.plans.desk, studio.plans.ids[state])

    return open_


def _long_gone(desk: Desk) -> None:
    """Two records with long names that differ, of somebody who moved away; copies are out."""
    one, other = _person(desk, 1, *LONG_NAME), _person(desk, 2, "Gwen", "Pryce")
    first = desk.two_plans.join(one, other)
    talk = desk.conversation(first)
    talk.answer("plan.status", Answer(value="closed_moved"))
    talk.answer("close.copies.keep_until", Answer(value="2034-11-12"))
    for _ in range(12):
        what = {"person": first, "audience": "gp", "version": "0" * 64, "reason": ""}
        desk.session.store.audit("copy.saved", what, at=desk.now())


def erase_long(window: Window, studio: Studio) -> None:
    desk = desk_of(studio, "long gone", _long_gone)
    _erasing(window, desk, desk.caseload.everyone()[0].person)


def erase_wrong(window: Window, studio: Studio) -> None:
    page = _erasing(window, studio.plans.desk, studio.plans.ids["typical"])
    page.name.box.setText("Ivor Davies")
    page.go_on()


def erase_once_more(window: Window, studio: Studio) -> None:
    desk = desk_of(studio, "mixed", _mixed)
    page = _erasing(window, desk, desk.caseload.people("pryce")[0].person)
    page.name.box.setText("Gwen Pryce")
    page.born.show_value(page._subject.born)
    page.reason.box.setText("Kept as long as the rule asks.")
    page.go_on()


def _waiting(desk: Desk) -> None:
    ids = [_person(desk, n, *name) for n, name in enumerate(_ROUND[:4])]
    ask_second(desk.conversation(ids[0]), "Dr Rees", "GP")
    desk.two_plans.join(ids[1], ids[2])


def waiting(window: Window, studio: Studio) -> None:
    """Open the list with somebody who is two records, and a signature that is awaited."""
    window.begin(desk_of(studio, "waiting", _waiting), Where("people"))


SCENES: Final = (
    Scene("visits", "empty", visits("no days", _nobody)),
    Scene("visits", "typical", visits("days", _days)),
    Scene("visits", "extreme", visits("busy", _busy)),
    Scene("people", "typical", lambda window, studio: window.begin(
        desk_of(studio, "days", _days), Where("people", note="ended\n")), "ended"),
    Scene("people", "typical", waiting, "waiting"),
    Scene("erase", "empty", erase("new")),
    Scene("erase", "typical", erase("typical")),
    Scene("erase", "typical", erase_once_more, "once more"),
    Scene("erase", "extreme", erase_long),
    Scene("erase", "error", erase_wrong),
    Scene("import-people", "empty", bring()),
    Scene("import-people", "loading", bringing),
    Scene("import-people", "typical", bring(LIST)),
    Scene("import-people", "extreme", bring(_long_list())),
    Scene("import-people", "error", bring("Ward,Bed\n7,2\n")),
    Scene("joining", "empty", joining_alone),
    Scene("joining", "typical", joining),
    Scene("joining", "typical", joining_both, "both"),
    Scene("joining", "typical", joined, "joined"),
    Scene("joining", "extreme", parted("joining"), "parted"),
    Scene("joining", "error", joining_nobody),
    Scene("person", "extreme", parted("person"), "to be placed"),
    Scene("wrong-person", "empty", wrong("new")),
    Scene("wrong-person", "typical", wrong("typical")),
    Scene("wrong-person", "typical", wrong_both, "both"),
    Scene("wrong-person", "extreme", wrong("long")),
    Scene("wrong-person", "error", wrong_name),
)  # fmt: skip
"""All of them."""
