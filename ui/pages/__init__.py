"""One file a screen, and the one table of them.

Each page is imported when it is first opened: before unlock nothing but the
lock screen is needed, and it should be there at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from ui.pages.page import Page
    from ui.pages.where import Where


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
    "add-person": _add_person,
    "person": _person,
    "opening": _opening,
    "question": _question,
    "step": _step,
    "topics": _topics,
    "paused": _paused,
    "check": _check,
    "signed": _signed,
    "share": _share,
    "byhand": _by_hand,
    "keys": _keys,
    "settings": _settings,
    "about": _about,
    "licences": _licences,
    "recovery": _recovery,
}
"""Every page that is opened with a desk. Set-up and unlock have none: ``ui/app.py`` builds them."""
