"""One file a screen, and the one table of them.

Each page is imported when it is first opened: before unlock nothing but the
lock screen is needed, and it should be there at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from eolplan.identity import Act

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from ui.pages.page import Page
    from ui.pages.where import Where

Make = Callable[["Desk", "Where"], "Page"]


def _for(act: Act, make: Make) -> Make:
    """Return what makes a page for those who may *act*, and says so kindly to the others.

    Whoever may not write reads the plan instead of a page of a conversation.
    """

    def made(desk: Desk, where: Where) -> Page:
        if desk.can(act):
            return make(desk, where)
        if act is Act.RECORD and where.person:
            return _reading(desk, replace(where, page="reading", note=""))
        return _may_not(desk, replace(where, page="may-not", note=act))

    return made


def _reading(desk: Desk, where: Where) -> Page:
    from ui.pages.reading import ReadingPage

    return ReadingPage(desk, where)


def _may_not(desk: Desk, where: Where) -> Page:
    from ui.pages.may_not import MayNotPage

    return MayNotPage(desk, where)


def _colleague(desk: Desk, where: Where) -> Page:
    from ui.pages.colleague import ColleaguePage

    return ColleaguePage(desk, where)


def _colleague_passphrase(desk: Desk, where: Where) -> Page:
    from ui.pages.colleague_passphrase import ColleaguePassphrasePage

    return ColleaguePassphrasePage(desk, where)


def _leaver(desk: Desk, where: Where) -> Page:
    from ui.pages.leaver import LeaverPage

    return LeaverPage(desk, where)


def _new_passphrase(desk: Desk, where: Where) -> Page:
    from ui.pages.new_passphrase import NewPassphrasePage

    return NewPassphrasePage(desk, where)


def _new_sheet(desk: Desk, where: Where) -> Page:
    from ui.pages.new_sheet import NewSheetPage

    return NewSheetPage(desk, where)


def _people(desk: Desk, where: Where) -> Page:
    from ui.pages.people import PeoplePage

    return PeoplePage(desk, where)


def _add_person(desk: Desk, where: Where) -> Page:
    from ui.pages.add_person import AddPersonPage

    return AddPersonPage(desk, where)


def _person(desk: Desk, where: Where) -> Page:
    from ui.pages.person import PersonPage

    return PersonPage(desk, where)


def _opening(desk: Desk, where: Where) -> Page:
    from ui.pages.opening import OpeningPage

    return OpeningPage(desk, where)


def _question(desk: Desk, where: Where) -> Page:
    from ui.pages.breathing import BreathingPage
    from ui.pages.onward import BREATHE
    from ui.pages.question import QuestionPage

    page = BreathingPage if where.note == BREATHE else QuestionPage
    return page(desk, where)


def _step(desk: Desk, where: Where) -> Page:
    from ui.pages.step import step_page

    return step_page(desk, where)


def _by_hand(desk: Desk, where: Where) -> Page:
    from ui.pages.byhand import ByHandPage

    return ByHandPage(desk, where)


def _topics(desk: Desk, where: Where) -> Page:
    from ui.pages.topics import TopicsPage

    return TopicsPage(desk, where)


def _paused(desk: Desk, where: Where) -> Page:
    from ui.pages.paused import PausedPage

    return PausedPage(desk, where)


def _check(desk: Desk, where: Where) -> Page:
    from ui.pages.check import CheckPage

    return CheckPage(desk, where)


def _signed(desk: Desk, where: Where) -> Page:
    from ui.pages.signed import SignedPage

    return SignedPage(desk, where)


def _share(desk: Desk, where: Where) -> Page:
    from ui.pages.share import SharePage

    return SharePage(desk, where)


def _keys(desk: Desk, where: Where) -> Page:
    from ui.pages.keys import KeysPage

    return KeysPage(desk, where)


def _settings(desk: Desk, where: Where) -> Page:
    from ui.pages.settings import SettingsPage

    return SettingsPage(desk, where)


def _moving(desk: Desk, where: Where) -> Page:
    from ui.pages.moving import MovingPage

    return MovingPage(desk, where)


def _about(desk: Desk, where: Where) -> Page:
    from ui.pages.about import AboutPage

    return AboutPage(desk, where)


def _licences(desk: Desk, where: Where) -> Page:
    from ui.pages.licences import LicencesPage

    return LicencesPage(desk, where)


def _recovery(desk: Desk, where: Where) -> Page:
    from ui.pages.recovery import UNKEPT, recovery_again

    if not desk.session.store.setting(UNKEPT):  # it is on paper by now
        return _people(desk, replace(where, page="people"))
    return recovery_again(desk, where)


PAGES: Final[Mapping[str, Callable[[Desk, Where], Page]]] = {
    "people": _people,
    "add-person": _for(Act.RECORD, _add_person),
    "person": _person,
    "opening": _for(Act.RECORD, _opening),
    "question": _for(Act.RECORD, _question),
    "step": _for(Act.RECORD, _step),
    "topics": _for(Act.RECORD, _topics),
    "paused": _for(Act.RECORD, _paused),
    "check": _for(Act.RECORD, _check),
    "signed": _signed,
    "share": _for(Act.SHARE, _share),
    "byhand": _for(Act.SHARE, _by_hand),
    "keys": _keys,
    "settings": _settings,
    "moving": _moving,
    "about": _about,
    "licences": _licences,
    "recovery": _for(Act.LEAD, _recovery),
    "reading": _reading,
    "may-not": _may_not,
    "colleague": _for(Act.LEAD, _colleague),
    "colleague-passphrase": _for(Act.LEAD, _colleague_passphrase),
    "leaver": _for(Act.LEAD, _leaver),
    "new-passphrase": _new_passphrase,
    "new-sheet": _for(Act.LEAD, _new_sheet),
}
"""Every page that is opened with a desk. Set-up and unlock have none: ``ui/app.py`` builds them."""
