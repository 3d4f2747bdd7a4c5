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


def _in_talk(make: Make) -> Make:
    """Return what makes a page of a talk; after a death, the page that is there in its place."""

    def made(desk: Desk, where: Where) -> Page:
        from ui.pages.afterwards import instead
        from ui.pages.of_today import of_today

        there = instead(desk, where)
        if there is None:
            return make(desk, of_today(desk, where))
        return PAGES[there.page](desk, there)

    return _for(Act.RECORD, made)


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


def _status(desk: Desk, where: Where) -> Page:
    from ui.pages.status import StatusPage

    return StatusPage(desk, where)


def _end_plan(desk: Desk, where: Where) -> Page:
    from ui.pages.ended import EndPage

    return EndPage(desk, where)


def _death(desk: Desk, where: Where) -> Page:
    from ui.pages.death import DeathPage

    return DeathPage(desk, where)


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


def _directory(desk: Desk, where: Where) -> Page:
    from ui.pages.directory import DirectoryPage

    return DirectoryPage(desk, where)


def _service(desk: Desk, where: Where) -> Page:
    from ui.pages.service import ServicePage

    return ServicePage(desk, where)


def _services_list(desk: Desk, where: Where) -> Page:
    from ui.pages.services_list import ServicesListPage

    return ServicesListPage(desk, where)


def _recovery(desk: Desk, where: Where) -> Page:
    from ui.pages.recovery import UNKEPT, recovery_again

    if not desk.session.store.setting(UNKEPT):  # it is on paper by now
        return _people(desk, replace(where, page="people"))
    return recovery_again(desk, where)


def _local_topic(desk: Desk, where: Where) -> Page:
    from ui.pages.local_topic import LocalTopicPage

    return LocalTopicPage(desk, where)


def _local_words(desk: Desk, where: Where) -> Page:
    from ui.pages.local_words import LocalWordsPage

    return LocalWordsPage(desk, where)


def _own_topic(desk: Desk, where: Where) -> Page:
    from ui.pages.own_topic import OwnTopicPage

    return OwnTopicPage(desk, where)


def _own_question(desk: Desk, where: Where) -> Page:
    from ui.pages.own_question import OwnQuestionPage

    return OwnQuestionPage(desk, where)


def _history(desk: Desk, where: Where) -> Page:
    from ui.pages.history import HistoryPage

    return HistoryPage(desk, where)


def _compare(desk: Desk, where: Where) -> Page:
    from ui.pages.compare import ComparePage

    return ComparePage(desk, where)


def _version(desk: Desk, where: Where) -> Page:
    from ui.pages.old_version import OldVersionPage

    return OldVersionPage(desk, where)


def _answers(desk: Desk, where: Where) -> Page:
    from ui.pages.history_answers import AnswersPage

    return AnswersPage(desk, where)


def _correct(desk: Desk, where: Where) -> Page:
    from ui.pages.history_correct import CorrectPage

    return CorrectPage(desk, where)


def _inside(desk: Desk, where: Where) -> Page:
    from ui.pages.find_inside import InsidePage

    return InsidePage(desk, where)


def _visits(desk: Desk, where: Where) -> Page:
    from ui.pages.visits import VisitsPage

    return VisitsPage(desk, where)


def _import_people(desk: Desk, where: Where) -> Page:
    from ui.pages.import_people import ImportPeoplePage

    return ImportPeoplePage(desk, where)


def _joining(desk: Desk, where: Where) -> Page:
    from ui.pages.joining import JoiningPage

    return JoiningPage(desk, where)


def _wrong_person(desk: Desk, where: Where) -> Page:
    from ui.pages.wrong_person import WrongPersonPage

    return WrongPersonPage(desk, where)


def _erase(desk: Desk, where: Where) -> Page:
    from ui.pages.erasing import ErasingPage

    return ErasingPage(desk, where)


PAGES: Final[Mapping[str, Callable[[Desk, Where], Page]]] = {
    "people": _people,
    "add-person": _for(Act.RECORD, _add_person),
    "import-people": _for(Act.RECORD, _import_people),
    "visits": _visits,
    "joining": _for(Act.RECORD, _joining),
    "wrong-person": _for(Act.RECORD, _wrong_person),
    "erase": _for(Act.LEAD, _erase),
    "person": _person,
    "opening": _in_talk(_opening),
    "question": _in_talk(_question),
    "step": _in_talk(_step),
    "topics": _in_talk(_topics),
    "paused": _in_talk(_paused),
    "check": _in_talk(_check),
    "signed": _signed,
    "status": _status,
    "end-plan": _for(Act.RECORD, _end_plan),
    "death": _for(Act.SIGN, _death),
    "history": _history,
    "compare": _compare,
    "version": _version,
    "answers": _answers,
    "correct": _for(Act.RECORD, _correct),
    "inside": _inside,
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
    "directory": _directory,
    "service": _for(Act.RECORD, _service),
    "services-list": _for(Act.RECORD, _services_list),
    "local-topic": _for(Act.LEAD, _local_topic),
    "local-words": _for(Act.LEAD, _local_words),
    "own-topic": _for(Act.LEAD, _own_topic),
    "own-question": _for(Act.LEAD, _own_question),
}
"""Every page that is opened with a desk. Set-up and unlock have none: ``ui/app.py`` builds them."""
