"""How the pages are brought into each of their states: the ways to the scenes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from eolplan import words
from eolplan.conversation import stops
from eolplan.errors import EolplanError
from eolplan.vault.recovery import UNKEPT
from eolplan.words import tr
from tests.ui.audit_parts import settle
from tests.ui.cast import CODE, LONG_NAME, Studio
from tests.ui.talking import LONG, fill_disk
from ui.pages.about_you import AboutYouPage
from ui.pages.add_person import AddPersonPage
from ui.pages.check import CheckPage
from ui.pages.crash import BrokenPage
from ui.pages.onward import to_stop
from ui.pages.page import Page
from ui.pages.passphrase import PassphrasePage
from ui.pages.question import QuestionPage
from ui.pages.recovery import RecoveryPage
from ui.pages.settings import SettingsPage
from ui.pages.setup import PurposePage
from ui.pages.share import SharePage
from ui.pages.stuck import StuckPage
from ui.pages.where import Where
from ui.widgets import ToggleButton
from ui.window import Window

# -- people -------------------------------------------------------------------------


def people(desk: str, note: str = "") -> Callable[[Window, Studio], None]:
    def open_(window: Window, studio: Studio) -> None:
        window.begin(getattr(studio, desk), Where("people", note=note))

    return open_


def always(page: str, note: str = "") -> Callable[[Window, Studio], None]:
    """Return what opens a page that is the same whoever is there."""
    return lambda window, studio: window.begin(studio.one, Where(page, note=note))


def helped(window: Window, studio: Studio) -> None:
    always("keys")(window, studio)
    settle(window)
    window._around.turn_help()


def _settings(window: Window, studio: Studio) -> SettingsPage:
    always("settings")(window, studio)
    page = _page(window)
    assert isinstance(page, SettingsPage)
    return page


def settings_long(window: Window, studio: Studio) -> None:
    for line in _settings(window, studio).staff.lines():
        line.box.setText(" ".join(LONG_NAME) * 2)


def settings_wrong(window: Window, studio: Studio) -> None:
    page = _settings(window, studio)
    page.staff.phone.box.setText("none")
    page.staff.settled.emit()


def damaged(window: Window, studio: Studio) -> None:
    window.begin(studio.damaged, Where("people"))
    page = _page(window)
    (ivor,) = (row for row in studio.damaged.caseload.people() if "Ivor" in row.name)
    page._open(ivor.person)  # type: ignore[attr-defined]  # of the list of people


def _adding(window: Window, desk: str, studio: Studio) -> AddPersonPage:
    window.begin(getattr(studio, desk), Where("add-person"))
    page = _page(window)
    assert isinstance(page, AddPersonPage)
    return page


def add_nothing(window: Window, studio: Studio) -> None:
    _adding(window, "nobody", studio)


def add_somebody(window: Window, studio: Studio) -> None:
    page = _adding(window, "adding", studio)
    page.given.box.setText("Gwen")
    page.family.box.setText("Pryce")
    page.born.show_value("1941-03-04")


def add_twin(window: Window, studio: Studio) -> None:
    page = _adding(window, "crowd", studio)
    twin = next(r for r in studio.crowd.caseload.people() if r.family == LONG_NAME[1])
    page.given.box.setText(LONG_NAME[0])
    page.family.box.setText(LONG_NAME[1])
    page.born.show_value(twin.born)
    page.go_on()


def add_wrongly(window: Window, studio: Studio) -> None:
    page = _adding(window, "one", studio)
    page.none.setChecked(True)
    page.go_on()


# -- a plan ---------------------------------------------------------------------------


def plan(page: str, state: str, **more: str) -> Callable[[Window, Studio], None]:
    """Return what opens *page* for the plan in *state*."""

    def open_(window: Window, studio: Studio) -> None:
        stock = studio.talks if page in ("question", "opening") else studio.plans
        window.begin(stock.desk, Where(page, person=stock.ids[state], **more))  # type: ignore[arg-type]

    return open_


def on_path(path: str, state: str, step: int) -> Callable[[Window, Studio], None]:
    """Return what opens a step of a path, whether it is a page of the guide or of its own."""

    def open_(window: Window, studio: Studio) -> None:
        stock = studio.walks
        talk = stock.desk.conversation(stock.ids[state])
        talk.follow(path)
        stop = next(one for one in stops(talk) if one.step == step)
        window.begin(stock.desk, to_stop(talk, stop))

    return open_


def refused_sign(window: Window, studio: Studio) -> None:
    plan("check", "new")(window, studio)
    page = _page(window)
    assert isinstance(page, CheckPage)
    page.go_on()


def sheet(window: Window, studio: Studio) -> None:
    plan("check", "differs")(window, studio)
    page = _page(window)
    assert isinstance(page, CheckPage)
    without = page.findChild(ToggleButton, "check.without.care_places")
    assert without is not None
    without.setChecked(True)
    page.go_on()
    page.sheet.refuse("That is not your passphrase.")


def full_disk(window: Window, studio: Studio) -> None:
    stock = studio.full_disk
    window.begin(stock.desk, Where("question", person=stock.ids["typical"], question="val.matters"))
    page = _page(window)
    assert isinstance(page, QuestionPage)
    fill_disk(stock.desk.session)
    box = page.findChild(QWidget, "conv.val.matters.words")
    assert box is not None
    box.insertPlainText(LONG)  # type: ignore[attr-defined]  # the box for their words
    box.setFocus()
    page.first_focus()
    window.go(Where("topics", person=stock.ids["typical"]))  # it cannot be put away


def contact(state: str) -> Callable[[Window, Studio], None]:
    def open_(window: Window, studio: Studio) -> None:
        stock = studio.talks
        instance = stock.desk.log(stock.ids[state]).instances("contact")[-1]
        where = Where("question", person=stock.ids[state], question="contact", instance=instance)
        window.begin(stock.desk, where)

    return open_


def copy(state: str, reader: str) -> Callable[[Window, Studio], None]:
    def open_(window: Window, studio: Studio) -> None:
        page = _sharing(window, studio, state)
        page.readers.card(reader).setChecked(True)
        QThreadPool.globalInstance().waitForDone()
        QTest.qWait(50)  # in the pseudo-locale the longest name finds no room on page 1
        assert words.language() == words.PSEUDO or not page.picture.image().isNull()
        page.left_out.see.setChecked(True)

    return open_


def copying(window: Window, studio: Studio) -> None:
    pool, held = QThreadPool.globalInstance(), Event()
    pool.setMaxThreadCount(1)  # a pool of none has one all the same
    pool.start(held.wait)
    vars(studio)["held"] = held
    _sharing(window, studio, "typical").readers.card("hospice").setChecked(True)


def not_agreed(window: Window, studio: Studio) -> None:
    page = _sharing(window, studio, "changed")
    page.readers.card("ambulance").setChecked(True)
    page.save()


def not_saved(window: Window, studio: Studio) -> None:
    copy("typical", "ambulance")(window, studio)
    page = _page(window)
    assert isinstance(page, SharePage)
    page.saving._chosen(Path("OneDrive", "plan.pdf"))


def _sharing(window: Window, studio: Studio, state: str) -> SharePage:
    plan("share", state)(window, studio)
    page = _page(window)
    assert isinstance(page, SharePage)
    return page


# -- before and around ------------------------------------------------------------------


def recovery(window: Window, studio: Studio) -> None:
    studio.crowd.session.store.put_setting(UNKEPT, CODE, at=studio.now())
    window.begin(studio.crowd, Where("recovery"))


def recovery_wrong(window: Window, studio: Studio) -> None:
    recovery(window, studio)
    page = _page(window)
    assert isinstance(page, RecoveryPage)
    for line in page.lines:
        line.box.setText("ABCDE")
    page.go_on()


def plain(make: Callable[[Studio], Page]) -> Callable[[Window, Studio], None]:
    return lambda window, studio: window.show_page(make(studio))


def purpose(_studio: Studio) -> Page:
    return PurposePage(Path("/home/carys/.local/share/eolplan/vault"))


def purpose_wrong(studio: Studio) -> Page:
    page = purpose(studio)
    assert isinstance(page, PurposePage)
    page.go_on()
    return page


def about_you(studio: Studio) -> Page:
    page = AboutYouPage(step="Step 2 of 4")
    page.show_staff(studio.one.staff)
    return page


def new_passphrase(_studio: Studio, words: str = "", *, busy: bool = False) -> Page:
    page = PassphrasePage(
        step="Step 3 of 4", heading=tr("Choose a passphrase"), where=Where("passphrase")
    )
    page.first.box.setText(words)
    page.second.box.setText(words)
    page.set_busy(busy)
    return page


def two_passphrases(_studio: Studio) -> Page:
    page = new_passphrase(_studio, "copper kettle harbour tuesday")
    assert isinstance(page, PassphrasePage)
    page.second.box.setText("copper kettle harbour")
    page.go_on()
    return page


def stuck(error: Callable[[], EolplanError]) -> Callable[[Window, Studio], None]:
    return plain(lambda _: StuckPage(error()))  # made now: its words are of this language


def cover(window: Window, studio: Studio) -> None:
    plan("question", "typical", question="val.matters")(window, studio)
    window.cover()


def crash(saved_at: str) -> Callable[[Window, Studio], None]:
    return plain(lambda _: BrokenPage(saved_at, "eolplan 0.1.0, Linux", Where("people")))


def _page(window: Window) -> Page:
    assert window.page is not None
    return window.page
