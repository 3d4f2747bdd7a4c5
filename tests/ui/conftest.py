"""A real vault at the lowest accepted cost, made-up people in it, and a window to see them in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock, again, shipped_once
from tests.ui.looks import corner, dressed, faults_at, look_at

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from eolplan.guide import Guide, Question
    from eolplan.identity import Staff
    from eolplan.settings import Settings
    from eolplan.vault import Session, UnlockedSlot
    from tests.ui.hands import Hands
    from tests.ui.plans import Stock
    from tests.ui.talking import Talking
    from ui.app import App
    from ui.arguments import Arguments
    from ui.fields import Field
    from ui.window import Window

__all__ = ["corner", "dressed", "faults_at", "look_at"]  # fixtures, for whoever lies beside

PASSPHRASE = "copper kettle harbour tuesday"


@pytest.fixture(scope="session")
def staff() -> Staff:
    from tests.ui.cast import CARYS

    return replace(CARYS, organisation="")


@pytest.fixture(scope="session")
def first_vault(tmp_path_factory: pytest.TempPathFactory, staff: Staff) -> Path:
    """Make one vault for all tests to copy: deriving keys is slow on purpose."""
    from eolplan.vault import Cost, create

    folder = tmp_path_factory.mktemp("first") / "vault"
    create(folder, staff, PASSPHRASE, cost=Cost.LOWEST, now=Clock()).session.close()
    return folder


@pytest.fixture(scope="session")
def way_in(first_vault: Path) -> UnlockedSlot:
    """Stretch the passphrase once for all tests."""
    from eolplan.vault import derive

    return derive(first_vault, PASSPHRASE)


@pytest.fixture
def made_vault(vault_folder: Path, first_vault: Path) -> Path:
    """Return the folder of a closed vault that PASSPHRASE opens."""
    shutil.copytree(first_vault, vault_folder)
    return vault_folder


@pytest.fixture(scope="session")
def guide() -> Guide:
    return shipped_once()


@pytest.fixture
def session(made_vault: Path, way_in: UnlockedSlot, clock: Clock) -> Iterator[Session]:
    from eolplan.vault import Session

    opened = Session.open(made_vault, again(way_in), now=clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(session: Session, guide: Guide, clock: Clock) -> Desk:
    from eolplan.desk import Desk

    return Desk(session, guide, now=clock)


@pytest.fixture
def people(desk: Desk) -> dict[str, str]:
    """Add three made-up people; return their ids by given name."""
    from eolplan.caseload import Newcomer

    new = (
        Newcomer(
            given="Gwen", family="Pryce", born="1941-03-04", number="9990000018",
            address=("1 Heol y Bont", "Aberwen"), postcode="CF99 9ZZ",
            communication="Welsh first. Deaf in the left ear.",
        ),
        Newcomer(given="Amir", family="Khan", born="1952-07-19"),
        Newcomer(given="Ivor", family="Davies", born="1938-02"),
    )  # fmt: skip
    return {person.given: desk.caseload.add(person) for person in new}


@pytest.fixture
def shown(qtbot: QtBot, look_at: object) -> Callable[[QWidget], QWidget]:
    """Show a window as a laptop of 1366 x 768 would, and wait until it is there."""
    del look_at

    def show(window: QWidget, width: int = 1366, height: int = 689) -> QWidget:
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    return show


@pytest.fixture
def window(shown: Callable[[QWidget], QWidget], clock: Clock) -> Window:
    """An empty window, before anybody has unlocked anything."""
    from ui.window import Window

    made = Window(now=clock)
    shown(made)
    return made


@pytest.fixture
def at_work(window: Window, desk: Desk, people: dict[str, str]) -> Window:
    """A window with the list of people open."""
    del people
    window.begin(desk, None)
    return window


@pytest.fixture
def ringed(look_at: object, qapp: QApplication) -> Iterator[None]:
    """The usual look, and a focus ring as the app has it."""
    from ui.widgets import FocusRings

    del look_at
    FocusRings(qapp)
    yield
    for rings in qapp.findChildren(FocusRings):
        rings.stop()


@pytest.fixture
def put(qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Show a widget in a window of its own, 1000 px wide, with room under it."""
    windows: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(widget)
        column.addStretch(1)
        window.resize(1000, 700)
        window.show()
        window.activateWindow()
        qapp.processEvents()
        windows.append(window)
        return window

    yield show
    for window in windows:
        window.close()
        shiboken6.delete(window)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader has been told, in order."""
    from ui.widgets import naming

    told: list[str] = []
    real = QAccessible.updateAccessibility

    class Listening(QAccessible):
        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            told.append(event.message())
            real(event)

    monkeypatch.setattr(naming, "QAccessible", Listening)
    return told


@pytest.fixture
def conversation(qapp: QApplication) -> Iterator[QWidget]:
    """A question page under its banner, as large as a laptop shows it."""
    from tests.ui import shelf

    window = shelf.window(shelf.question_page())
    window.resize(1366, 689)
    window.show()
    window.activateWindow()
    qapp.processEvents()
    yield window
    window.close()
    shiboken6.delete(window)


@pytest.fixture
def make(qtbot: object, look_at: Callable[..., None]) -> Iterator[Callable[..., Field]]:
    """Make the field of a question of the shelf, shown in a window."""
    from dataclasses import replace

    from tests.ui import shelf
    from ui.fields import field_for

    look_at()
    windows: list[QWidget] = []

    def made(question: str | Question, **more: object) -> Field:
        asked = shelf.QUESTIONS[question] if isinstance(question, str) else question
        around = replace(shelf.AROUND, **more)  # type: ignore[arg-type]
        window = QWidget()
        field = field_for(asked, around, window)
        QVBoxLayout(window).addWidget(field)
        window.resize(1000, 700)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        windows.append(window)
        return field

    yield made
    for window in windows:
        window.close()
        shiboken6.delete(window)


@pytest.fixture
def talking(
    window: Window,
    desk: Desk,
    people: dict[str, str],
    shown: Callable[[QWidget], QWidget],
    clock: Clock,
) -> Talking:
    """A window with nothing but Gwen's talk to open."""
    from tests.ui.hands import Hands
    from tests.ui.talking import Talking
    from ui.window import Window

    def another() -> Window:
        made = Window(now=clock)
        shown(made)
        return made

    window.begin(desk, None)
    return Talking(Hands(window), desk, people["Gwen"], another)


@pytest.fixture(scope="session")
def stock(
    first_vault: Path, guide: Guide, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stock]:
    """Plans in every state, to be looked at and left as they are."""
    from tests.ui import plans

    yield from plans.stocked(first_vault, guide, tmp_path_factory.mktemp("stock"))


@pytest.fixture
def hands(window: Window, desk: Desk) -> Hands:
    """A pair of hands on a window at work."""
    from tests.ui.hands import Hands

    window.begin(desk, None)
    return Hands(window)


@pytest.fixture
def gwen(desk: Desk) -> str:
    """Id of an invented person of whom nothing is recorded but who she is."""
    from tests.ui import plans

    return plans.person(desk)


@pytest.fixture
def sian(talking: Talking) -> str:
    """Id of a daughter who is here."""
    from tests.ui.beside import contact

    return contact(talking, "Siân Pryce")


@pytest.fixture
def disk(session: Session) -> Iterator[Callable[[bool], None]]:
    """Fill the disk, or make room again."""
    from tests.ui.talking import fill_disk, make_room

    yield lambda full: fill_disk(session) if full else make_room(session)
    make_room(session)


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    """Something that can own other objects, and goes with them."""
    del qapp
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def begin(
    qapp: QApplication, qtbot: QtBot, look_at: object, clock: Clock
) -> Iterator[Callable[..., App]]:
    """Make the app in this process (arguments, settings); it never comes to the end of a lock."""
    from eolplan.settings import Settings
    from eolplan.vault import Cost
    from ui.app import App

    del look_at
    made: list[App] = []

    def make(arguments: Arguments, settings: Settings | None = None) -> App:
        app = App(qapp, arguments, settings or Settings(), cost=Cost.LOWEST, now=clock)
        made.append(app)
        qtbot.addWidget(app.window)
        with qtbot.waitExposed(app.window):
            app.begin()
        return app

    yield make
    for app in made:
        app.window.close()
        app.deleteLater()
