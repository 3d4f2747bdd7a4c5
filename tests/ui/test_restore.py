"""Going back to a back-up, also on a new laptop: seen before anything changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eolplan.caseload import Newcomer
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.vault import Backups, Cost, Present, Preview, create, unlock
from eolplan.vault.place import Folder
from tests.conftest import Clock
from tests.ui.conftest import PASSPHRASE
from tests.ui.saved import choose
from tests.ui.ways_backup import made_at
from ui.jobs import wait_for_jobs
from ui.pages.page import Page
from ui.pages.restore import Restore
from ui.pages.restore_choice import ChoicePage
from ui.pages.restore_preview import PreviewPage, RestoredPage, RestoringPage, SecretPage
from ui.pages.setup import PurposePage, Setup
from ui.pages.stuck import StuckPage
from ui.pages.unlock import Unlock
from ui.widgets import ChoiceCard
from ui.window import Window

LONG_MS = 60_000


class Run:
    """A restore under way, and what came of it."""

    def __init__(self, window: Window, folder: Path, clock: Clock, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.restored: Path | None = None
        self.left = False
        self.way = Restore(window, folder, now=clock)
        self.way.page_ready.connect(window.show_page)
        self.way.restored.connect(lambda folder: setattr(self, "restored", folder))
        self.way.left.connect(lambda: setattr(self, "left", True))
        self.way.begin()

    @property
    def page(self) -> Page:
        assert self.window.page is not None
        return self.window.page

    def until(self, kind: type[Page]) -> None:
        self._qtbot.waitUntil(lambda: isinstance(self.page, kind), timeout=LONG_MS)

    def said(self) -> str:
        return "\n".join(w.text() for w in self.page.findChildren(QLabel) if w.isVisible())

    def choose(self, number: int = 0) -> None:
        page = self.page
        assert isinstance(page, ChoicePage)
        assert page.group is not None
        page.group.card(str(number)).click()
        page.go_on()

    def open(self, secret: str = PASSPHRASE) -> None:
        page = self.page
        assert isinstance(page, SecretPage)
        page.secret.box.setText(secret)
        page.go_on()

    def to_preview(self, number: int = 0) -> PreviewPage:
        self.choose(number)
        self.open()
        self.until(PreviewPage)
        page = self.page
        assert isinstance(page, PreviewPage)
        return page

    def to_the_end(self) -> None:
        page = self.page
        assert isinstance(page, PreviewPage)
        page.agreed.emit()
        self.until(RestoredPage)
        done = self.page
        assert isinstance(done, RestoredPage)
        done.onward.emit()


@pytest.fixture
def folder(made_vault: Path, guide: Guide, clock: Clock) -> Path:
    """A closed store of two people, with two back-ups; the older one knows only Gwen."""
    session = unlock(made_vault, PASSPHRASE, now=clock)
    desk = Desk(session, guide, now=clock)
    desk.caseload.add(Newcomer(given="Gwen", family="Pryce"))
    made_at(desk, clock.go_on(hours=1))
    desk.caseload.add(Newcomer(given="Amir", family="Khan"))
    made_at(desk, clock.go_on(hours=1))
    desk.caseload.add(Newcomer(given="Ivor", family="Davies"))
    session.close()
    return made_vault


@pytest.fixture
def run(window: Window, folder: Path, clock: Clock, qtbot: QtBot) -> Iterator[Run]:
    yield Run(window, folder, clock, qtbot)
    assert wait_for_jobs(LONG_MS)


def people(folder: Path, guide: Guide, clock: Clock) -> set[str]:
    session = unlock(folder, PASSPHRASE, now=clock)
    names = {row.given for row in Desk(session, guide, now=clock).caseload.people()}
    assert session.store.verify().ok
    session.close()
    return names


def test_a_back_up_is_seen_before_anything_changes(
    run: Run, folder: Path, guide: Guide, clock: Clock
) -> None:
    page = run.to_preview(1)
    assert "1 person" in run.said()
    assert "It is newer than the back-up." in run.said()
    assert "The back-up lacks 2 people" in run.said()
    assert "Nothing is thrown away." in run.said()
    page.back_wanted.emit()
    assert isinstance(run.page, ChoicePage)
    assert people(folder, guide, clock) == {"Gwen", "Amir", "Ivor"}


def test_each_back_up_says_how_much_is_in_it_and_of_when(run: Run) -> None:
    page = run.page
    assert isinstance(page, ChoicePage)
    assert page.group is not None
    hints = [page.group.card(str(n)).accessibleDescription() for n in (0, 1)]
    assert hints[0].startswith("2 people")
    assert hints[1].startswith("1 person")
    assert all(". Last written: today " in hint for hint in hints)
    assert page.group.card("0").text().startswith("Today ")


def test_a_store_that_lacks_what_the_back_up_has_is_called_older(
    run: Run, folder: Path, clock: Clock
) -> None:
    """Also when somebody opened it, which its trail tells: nothing of it is newer."""
    older = Preview(
        Backups(folder).here()[0], Present.READABLE, only_here={}, only_there={"people": 1},
        older=True, older_keys=False, behind=False,
    )  # fmt: skip
    run.window.show_page(PreviewPage(older, clock()))
    assert "It is older than the back-up." in run.said()
    assert "newer" not in run.said()


def test_what_only_this_laptop_has_is_brought_over(
    run: Run, folder: Path, guide: Guide, clock: Clock
) -> None:
    run.to_preview(1)
    run.to_the_end()
    assert run.restored == folder
    assert people(folder, guide, clock) == {"Gwen", "Amir", "Ivor"}


def test_a_store_that_cannot_be_read_is_set_aside_and_the_back_up_takes_its_place(
    window: Window, folder: Path, guide: Guide, clock: Clock, qtbot: QtBot
) -> None:
    """The newest file of the store was spoiled by a stick that was pulled out."""
    database = Folder(folder).database
    spoiled = b"\0" * database.stat().st_size
    database.write_bytes(spoiled)
    run = Run(window, folder, clock, qtbot)
    run.to_preview()
    assert "cannot be read" in run.said()
    run.to_the_end()
    assert people(folder, guide, clock) == {"Gwen", "Amir"}
    assert any(path.read_bytes() == spoiled for path in folder.rglob("*.db"))


def test_a_new_laptop_opens_the_file_of_the_old_one(
    window: Window, folder: Path, guide: Guide, clock: Clock, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file = stick / "carried.eolbackup"
    shutil.copy(Backups(folder).here()[0].path, file)
    run = Run(window, tmp_path / "new laptop", clock, qtbot)
    assert "There is no back-up on this laptop." in run.said()
    page = run.page
    assert isinstance(page, ChoicePage)
    page.go_on()
    choose(page, file)
    assert "the store here" not in run.said()
    run.open()
    run.until(PreviewPage)
    assert "There is no store here." in run.said()
    run.to_the_end()
    assert people(tmp_path / "new laptop", guide, clock) == {"Gwen", "Amir"}


def test_the_new_store_may_be_kept_elsewhere(
    window: Window, clock: Clock, qtbot: QtBot, tmp_path: Path
) -> None:
    run = Run(window, tmp_path / "usual", clock, qtbot)
    page = run.page
    assert isinstance(page, ChoicePage)
    page.moved.emit(tmp_path / "unusual")
    assert str(tmp_path / "unusual") in run.said()


def test_a_wrong_passphrase_can_be_typed_again(run: Run) -> None:
    run.choose()
    run.open("not the right words")
    page = run.page
    assert isinstance(page, SecretPage)
    run._qtbot.waitUntil(lambda: not page.busy, timeout=LONG_MS)
    assert page.secret._complaint.text()
    assert page.secret.box.selectedText() == page.secret.box.text()
    run.open()
    run.until(PreviewPage)


def test_the_recovery_code_opens_it_too(
    window: Window, vault_folder: Path, clock: Clock, qtbot: QtBot, guide: Guide
) -> None:
    from tests.ui.cast import CARYS

    made = create(vault_folder, CARYS, PASSPHRASE, cost=Cost.LOWEST, now=clock)
    made_at(Desk(made.session, guide, now=clock), clock())
    made.session.close()
    run = Run(window, vault_folder, clock, qtbot)
    run.choose()
    page = run.page
    assert isinstance(page, SecretPage)
    page.other_way.emit()
    run.open("ABCDE")
    wrong = run.page
    assert isinstance(wrong, SecretPage)
    run._qtbot.waitUntil(lambda: not wrong.busy, timeout=LONG_MS)
    assert wrong.secret._complaint.text()
    run.open(made.recovery_code)
    run.until(PreviewPage)


def test_while_it_is_being_opened_nothing_else_can_begin(run: Run) -> None:
    run.choose()
    run.open()
    page = run.page
    assert isinstance(page, SecretPage)
    page.back_wanted.emit()
    page.go_on()
    assert run.page is page
    run.until(PreviewPage)


def test_a_file_that_is_no_back_up_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "photograph.eolbackup"
    file.write_bytes(b"not one of ours")
    page = run.page
    assert isinstance(page, ChoicePage)
    page.chosen.emit(file)
    assert page.summary.problems() == [
        "This back-up is not as it was made, so it is not used. Choose another one."
    ]


def test_nothing_chosen_is_asked_for_again(run: Run) -> None:
    page = run.page
    assert isinstance(page, ChoicePage)
    page.go_on()
    assert page.summary.problems() == ["Choose a back-up"]
    page.back_wanted.emit()
    assert run.left


def test_older_ones_are_shown_on_demand(
    window: Window, made_vault: Path, guide: Guide, clock: Clock, qtbot: QtBot
) -> None:
    session = unlock(made_vault, PASSPHRASE, now=clock)
    desk = Desk(session, guide, now=clock)
    for _ in range(8):
        made_at(desk, clock.go_on(seconds=1))
    session.close()
    run = Run(window, made_vault, clock, qtbot)
    page = run.page
    assert isinstance(page, ChoicePage)
    assert page.group is not None
    assert len(page.group.findChildren(ChoiceCard)) == 6
    assert "number" in page.group.card("0").words()  # eight in one minute
    page._show_all()
    assert len(page.group.findChildren(ChoiceCard)) == 8
    assert window.focusWidget() is page.group.card("6")


def test_a_restore_that_is_stopped_changes_nothing(
    run: Run, folder: Path, guide: Guide, clock: Clock
) -> None:
    page = run.to_preview(1)
    pool = QThreadPool.globalInstance()
    pool.setMaxThreadCount(0)
    page.agreed.emit()
    under_way = run.page
    assert isinstance(under_way, RestoringPage)
    under_way.stop_wanted.emit()
    pool.setMaxThreadCount(2)
    run.until(ChoicePage)
    assert "Stopped." in run.window.messages.words()
    assert people(folder, guide, clock) == {"Gwen", "Amir", "Ivor"}


def test_a_store_that_is_open_elsewhere_is_left_alone(run: Run, folder: Path, clock: Clock) -> None:
    page = run.to_preview(1)
    session = unlock(folder, PASSPHRASE, now=clock)
    page.agreed.emit()
    run.until(ChoicePage)
    session.close()
    refused = run.page
    assert isinstance(refused, ChoicePage)
    assert refused.summary.problems()[0].startswith("Another copy of eolplan")


# -- the ways to it --------------------------------------------------------------------------


def test_welcome_offers_it(window: Window, tmp_path: Path, clock: Clock, qtbot: QtBot) -> None:
    way = Setup(window, tmp_path / "none", cost=Cost.LOWEST, now=clock)
    way.page_ready.connect(window.show_page)
    page = way.begin()
    assert isinstance(page, PurposePage)
    page.purpose.card("restore").click()
    with qtbot.waitSignal(way.restore) as wanted:
        page.go_on()
    assert wanted.args == [tmp_path / "none"]


@pytest.mark.parametrize("harm", ["gone", "spoiled"])
def test_a_store_that_is_gone_or_damaged_leads_to_its_newest_good_back_up(
    window: Window, folder: Path, clock: Clock, qtbot: QtBot, harm: str
) -> None:
    names = Folder(folder)
    newest, older = Backups(folder).here()
    newest.path.write_bytes(newest.path.read_bytes()[:-200])
    for header in (names.header, names.header_copy):
        header.unlink() if harm == "gone" else header.write_bytes(b"{}")
    way = Unlock(window, folder, cost=Cost.LOWEST, now=clock)
    way.page_ready.connect(window.show_page)
    way.begin()
    page = window.page
    assert isinstance(page, StuckPage)
    qtbot.waitUntil(page.newest.isVisible, timeout=LONG_MS)
    assert f"{older.made_at.astimezone():%H:%M}" in page.newest.text()
    with qtbot.waitSignal(way.restore):
        page.backup_wanted.emit()
