"""Looking around with made-up people: from Welcome, marked everywhere, left without a trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk, guide_of
from eolplan.practice.place import PASSPHRASE, is_practice, practice_folder
from eolplan.practice.store import make
from eolplan.settings import Settings
from eolplan.vault import Cost, Session, default_folder, unlock
from tests.conftest import Clock
from tests.ui.audit import HARDEST
from ui.app import App
from ui.arguments import Arguments
from ui.pages.people import PeoplePage
from ui.pages.practise import MakingPage, Practise
from ui.pages.setup import PurposePage
from ui.pages.unlock import UnlockPage
from ui.pages.where import Where
from ui.window import Window

Faults = Callable[[Callable[[Window], object]], dict[str, list[str]]]


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def app(qapp: QApplication, qtbot: QtBot, look_at: object, tmp_path, monkeypatch) -> App:
    """The app on a laptop where nobody has set anything up."""
    del look_at
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert practice_folder().parent == default_folder().parent != default_folder()
    made = App(qapp, Arguments(), Settings(), cost=Cost.LOWEST, now=now)
    qtbot.addWidget(made.window)
    made.begin()
    return made


def look_around(app: App, qtbot: QtBot) -> PeoplePage:
    page = app.window.page
    assert isinstance(page, PurposePage)
    page.purpose.card("practice").click()
    page.go_on()
    qtbot.waitUntil(lambda: isinstance(app.window.page, PeoplePage), timeout=60_000)
    people = app.window.page
    assert isinstance(people, PeoplePage)
    return people


@pytest.mark.slow
def test_made_up_people_are_two_presses_away_and_leave_no_trace(app: App, qtbot: QtBot) -> None:
    people = look_around(app, qtbot)
    assert people.model.rowCount() > 5
    folder = app._folder
    assert folder == practice_folder()
    assert is_practice(folder)
    assert Settings.read().folder == ""
    assert app.window._around._top._leave.isVisible()

    app.window.leave_wanted.emit()
    assert isinstance(app.window.page, PurposePage)
    assert app._session is None
    assert app._folder == default_folder()

    look_around(app, qtbot)  # it is there now, and opens again
    app.window.leave_wanted.emit()


@pytest.mark.slow
def test_the_locked_store_of_made_up_people_says_its_passphrase(
    app: App, qtbot: QtBot, qapp: QApplication
) -> None:
    look_around(app, qtbot)
    app._shut()
    again = App(
        qapp, Arguments(vault=practice_folder(), locked=True), Settings(), cost=Cost.LOWEST,
        now=now,
    )  # fmt: skip
    qtbot.addWidget(again.window)
    again.begin()
    page = again.window.page
    assert isinstance(page, UnlockPage)
    page.secret.box.setText(PASSPHRASE)
    page.go_on()
    qtbot.waitUntil(lambda: isinstance(again.window.page, PeoplePage), timeout=60_000)
    again.window.leave_wanted.emit()
    assert isinstance(again.window.page, PurposePage)


@pytest.mark.slow
def test_made_up_people_are_found_from_a_real_store_that_is_locked(
    made_vault, qapp: QApplication, qtbot: QtBot, look_at: object, tmp_path, monkeypatch
) -> None:
    """A student at a nurse's laptop needs no passphrase of hers."""
    del look_at
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    app = App(qapp, Arguments(vault=made_vault), Settings(), cost=Cost.LOWEST, now=now)
    qtbot.addWidget(app.window)
    app.begin()
    page = app.window.page
    assert isinstance(page, UnlockPage)
    page.practice.emit()
    qtbot.waitUntil(lambda: isinstance(app.window.page, PeoplePage), timeout=60_000)
    assert app._folder == practice_folder()
    app.window.leave_wanted.emit()
    assert isinstance(app.window.page, UnlockPage)
    assert app._folder == made_vault


def test_who_does_not_want_to_wait_is_back_at_once(window: Window, qtbot: QtBot, tmp_path) -> None:
    way = Practise(window, now=now)
    way._folder = tmp_path / "practice"
    way.page_ready.connect(window.show_page)
    with qtbot.waitSignal(way.left, timeout=60_000) as left:
        way.begin()
        page = window.page
        assert isinstance(page, MakingPage)
        page.stop_wanted.emit()
    assert left.args == [None]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("corner", HARDEST, indirect=True, ids=str)
def test_the_page_that_waits_has_no_fault(faults_at: Faults) -> None:
    def show(window: Window) -> None:
        page = MakingPage()
        page.show_progress(3, 8)
        window.show_page(page)

    assert faults_at(show) == {}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice") / "store"
    make(folder, now=Clock())
    return folder


@pytest.fixture
def practised(store, clock: Clock):
    opened: Session = unlock(store, PASSPHRASE, now=clock)
    yield Desk(opened, guide_of(store), now=clock)
    opened.close()


@pytest.mark.parametrize("page", ["people", "settings", "about", "add-person"])
def test_every_page_about_nobody_says_that_all_are_made_up(
    practised: Desk, window: Window, page: str
) -> None:
    window.begin(practised, Where(page))
    assert window._around._strip.isVisible()


def test_what_was_told_of_somebody_does_not_outlast_their_store(
    practised: Desk, window: Window
) -> None:
    window.begin(practised, None)
    window.messages.tell("Saved as Practice-ID-19380202-v1-2026-11-25.pdf.")
    window.leave_work()
    assert not window.messages.isVisible()


@pytest.mark.parametrize("page", ["person", "topics", "check", "share", "opening"])
def test_every_page_of_a_made_up_person_says_so(practised: Desk, window: Window, page: str) -> None:
    window.begin(practised, None)
    person = practised.caseload.people()[0].person
    assert window.go(Where(page, person=person))
    assert window._around._strip.isVisible()
    assert "Made-up people" in window._around._banner.accessibleDescription()


def test_a_real_person_has_no_such_mark(at_work: Window, people: dict[str, str]) -> None:
    assert not at_work._around._top._leave.isVisible()
    assert not at_work._around._strip.isVisible()
    at_work.go(Where("person", person=people["Gwen"]))
    assert not at_work._around._strip.isVisible()


@pytest.mark.parametrize("page", ["people", "person"])
@pytest.mark.parametrize("corner", HARDEST, indirect=True, ids=str)
def test_the_marks_fit_where_there_is_least_room(
    practised: Desk, faults_at: Faults, page: str
) -> None:
    person = practised.caseload.people("Vokes")[0].person

    def show(window: Window) -> None:
        window.begin(practised, Where(page, person=person if page == "person" else ""))

    assert faults_at(show) == {}
