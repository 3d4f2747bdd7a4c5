"""The ways to the scenes of the team: who has a way in, what they may do, and their people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eolplan.desk import Desk
from tests.ui.cast import LONG_NAME, Studio
from ui.pages.check import CheckPage
from ui.pages.colleague import ColleaguePage, note_of
from ui.pages.colleague_passphrase import ColleaguePassphrasePage
from ui.pages.leaver import LeaverPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.where import Where
from ui.widgets import ToggleButton
from ui.window import Window

Way = Callable[[Window, Studio], None]
WORDS = "seven quiet herons rest"


def at(desk: str, page: str, note: str = "") -> Way:
    """Return what opens *page* at one of the desks of the studio."""
    return lambda window, studio: window.begin(_desk(studio, desk), Where(page, note=note))


def plan(desk: str, page: str, state: str) -> Way:
    """Return what opens *page* for the plan in *state* at one of the desks with plans."""

    def open_(window: Window, studio: Studio) -> None:
        stock = getattr(studio, desk)
        window.begin(stock.desk, Where(page, person=stock.ids[state]))

    return open_


def mine(note: str = "") -> Way:
    """Return what shows only one's own people."""

    def open_(window: Window, studio: Studio) -> None:
        desk = studio.team
        desk.caseload.mine.show_only(True)
        window.begin(desk, Where("people", note=note))
        desk.caseload.mine.show_only(False)

    return open_


def student_recorded(window: Window, studio: Studio) -> None:
    """Open the check page of a plan to which a student added, with the problem told."""
    plan("with_student", "check", "ready")(window, studio)
    page = window.page
    assert isinstance(page, CheckPage)
    page.go_on()


# -- somebody of the team -------------------------------------------------------------------


def change(index: int, *, long: bool = False) -> Way:
    """Return what opens the page of one of the team."""

    def open_(window: Window, studio: Studio) -> None:
        page = _colleague(window, studio, studio.team.team.members()[index].id)
        if long:
            page.name.box.setText(" ".join(LONG_NAME))
            page.role.box.setText("Advanced practitioner in palliative and end of life care")
            page.reg.box.setText("12345")
            page.reg.look()

    return open_


def refused(window: Window, studio: Studio) -> None:
    _colleague(window, studio, "").go_on()


def _colleague(window: Window, studio: Studio, note: str) -> ColleaguePage:
    window.begin(studio.team, Where("colleague", note=note))
    page = window.page
    assert isinstance(page, ColleaguePage)
    return page


def their_passphrase(words: Sequence[str], *, busy: bool = False, wrong: bool = False) -> Way:
    """Return what opens the page on which somebody new chooses their passphrase."""

    def open_(window: Window, studio: Studio) -> None:
        new = studio.team.team.members()[3]
        window.begin(studio.team, Where("colleague-passphrase", note=note_of(new)))
        page = window.page
        assert isinstance(page, ColleaguePassphrasePage)
        for field, text in zip((page.first, page.second), words, strict=False):
            field.box.setText(text)
        page.set_busy(busy)
        if wrong:
            page.go_on()

    return open_


def my_passphrase(words: Sequence[str], *, busy: bool = False, wrong: bool = False) -> Way:
    """Return what opens the page on which one changes one's own passphrase."""

    def open_(window: Window, studio: Studio) -> None:
        window.begin(studio.team, Where("new-passphrase"))
        page = window.page
        assert isinstance(page, NewPassphrasePage)
        for field, text in zip((page.old, page.first, page.second), words, strict=False):
            field.box.setText(text)
        page.set_busy(busy)
        if wrong:
            page.go_on()

    return open_


def leaver(index: int = 2, *, done: float | None = None, desk: str = "team") -> Way:
    """Return what opens the page that takes a way in away, as far as *done*."""

    def open_(window: Window, studio: Studio) -> None:
        at_work = _desk(studio, desk)
        user = at_work.team.members()[index].id if index >= 0 else "nobody"
        window.begin(at_work, Where("leaver", note=user))
        page = window.page
        assert isinstance(page, LeaverPage)
        if done is not None:
            page._set_running(True)
            page._show_progress(done)
            page._running = False  # so that the window may leave it

    return open_


def restricted(window: Window, studio: Studio) -> None:
    """Open the section with the notes that only some may read, where one of them is chosen."""
    window.begin(studio.team, Where("settings", note="staff"))
    page = window.page
    assert page is not None
    for toggle in page.findChildren(ToggleButton):
        if toggle.objectName().startswith("settings.restricted."):
            toggle.setFocus()


def _desk(studio: Studio, name: str) -> Desk:
    found = getattr(studio, name)
    return found if isinstance(found, Desk) else found.desk
