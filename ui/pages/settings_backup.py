"""Back-up: a section of Settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.words import say, tr
from ui.backing_up import BackingUp, backing_up_in
from ui.backup_work import Standing, choose_place, standing
from ui.pages.backup_place import PlaceChoice
from ui.pages.backup_progress import Progress
from ui.pages.backup_telling import last_words, place_name, place_trouble, proven_words
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, PlainLabel, order_tabs

if TYPE_CHECKING:
    from ui.pages.settings import SettingsPage

_NAME: Final = "settings.backup"


class BackupPane(QWidget):
    """When the last back-up was, where they go, and the ways to another computer and back.

    Args:
        parent: The widget it stands in.
        desk: Whose settings they are.
        page: Says and undoes.
    """

    def __init__(self, parent: QWidget, desk: Desk, page: SettingsPage) -> None:
        super().__init__(parent)
        self._desk, self._page = desk, page
        self._backing: BackingUp | None = None
        column = space_out(QVBoxLayout(self), 12)
        column.setContentsMargins(0, 0, 0, 0)
        if desk.practice:
            column.addWidget(self._made_up())
            return
        self._now = _NowCard(self)
        self._place = _PlaceCard(self, chosen=self._choose, only_here=lambda: self._choose(None))
        self._now.backup_wanted.connect(lambda: self.backing.back_up())
        self._now.test_wanted.connect(lambda: self.backing.test())
        self._now.progress.stop_wanted.connect(lambda: self.backing.stop())
        self._older = _OlderCard(self, restore=self._go_back, as_it_is=self._take_as_it_is)
        self._older.setVisible(desk.session.older)
        for card in (self._older, self._now, self._place, self._move(), self._restore()):
            column.addWidget(card)
        self._now.show_standing(standing(desk), desk)
        self._place.show_standing(standing(desk))

    @property
    def backing(self) -> BackingUp:
        """What makes the back-ups in this window."""
        if self._backing is None:
            self._backing = backing_up_in(self.window(), self._desk)
            self._backing.changed.connect(self._refresh)
            self._backing.told.connect(self._told)
        return self._backing

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what is under way, also when it began on another page."""
        super().showEvent(event)
        if not self._desk.practice:
            self.backing.changed.emit()

    # -- what is on it -----------------------------------------------------

    def _made_up(self) -> Card:
        card = Card(tr("Back-up"), self)
        words = tr("Everybody in this store is made up, so no back-ups are made.")
        card.column.addWidget(PlainLabel(words, card))
        return card

    def _move(self) -> Card:
        return _WayCard(
            tr("A new laptop"),
            tr("One file takes everything along: people, plans, settings, and who may open them."),
            tr("Move everything to another computer"),
            self,
            identifier=f"{_NAME}.move",
            chosen=lambda: self._page.wanted.emit(Where("moving")),
        )

    def _restore(self) -> Card:
        return _WayCard(
            tr("Going back to a back-up"),
            tr(
                "eolplan backs up what is there now, and locks. Then you choose a back-up and see"
                " what is in it before anything changes. The store of now is set aside: nothing is"
                " thrown away."
            ),
            tr("Restore a back-up"),
            self,
            identifier=f"{_NAME}.restore",
            chosen=self._go_back,
        )

    # -- what happens --------------------------------------------------------

    def _refresh(self) -> None:
        known = standing(self._desk)
        self._now.show_standing(known, self._desk, self.backing.trouble)
        self._place.show_standing(known)
        self._now.progress.follow(self.backing, self._now.button)
        order_tabs(self._page)

    def _go_back(self) -> None:
        """Lock, and let a back-up be chosen."""
        self.backing.restore()

    def _take_as_it_is(self) -> None:
        """An older store is the one that is wanted: the warning goes, here and in the bar."""
        try:
            self._desk.session.take_as_it_is(now=self._desk.now)
        except EolplanError as e:
            self._page.trouble.emit(e)
            return
        self._now.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._older.hide()
        order_tabs(self._page)
        self._page.said.emit(tr("Noted. eolplan goes on with the store as it is."), False)

    def _told(self, words: str) -> None:
        if self.isVisible():
            self._page.said.emit(words, False)

    def _choose(self, place: Path | None) -> None:
        """Send further copies to *place* from now on, the first at once."""
        before = standing(self._desk).place
        if place is None:
            words = tr("Back-ups stay on this laptop now. Those in the other place stay there.")
        else:
            words = say("Back-ups also go to {place} now.", place=place_name(place))

        def back() -> None:
            try:
                choose_place(self._desk, before)
            except EolplanError as e:
                self._page.trouble.emit(e)
            self.backing.changed.emit()

        self._page.change(lambda: choose_place(self._desk, place), back, words)
        self.backing.changed.emit()
        if standing(self._desk).place == place is not None:
            self.backing.back_up(asked=False)


class _OlderCard(Card):
    """Says that this is not the newest state of the store, and asks which one is to stand."""

    def __init__(
        self, parent: QWidget, *, restore: Callable[[], object], as_it_is: Callable[[], object]
    ) -> None:
        super().__init__(tr("This store is older than it was"), parent)
        words = (
            tr(
                "This laptop has had a newer one open. What was recorded between the two is not"
                " in this one."
            ),
            tr(
                "A back-up may hold it. Restoring one keeps both: what is in the back-up, and"
                " what was recorded here. eolplan locks first."
            ),
            tr("If somebody put the older one here on purpose, leave it as it is."),
        )
        for one in words:
            self.column.addWidget(PlainLabel(one, self))
        row = QWidget(self)
        flow = FlowLayout(row)
        for label, name, chosen in (
            (tr("Choose a back-up"), "older_restore", restore),
            (tr("It is right as it is"), "as_it_is", as_it_is),
        ):
            button = Button(label, row, identifier=f"{_NAME}.{name}")
            button.clicked.connect(lambda _=False, do=chosen: do())
            flow.addWidget(button)
        self.column.addWidget(row)


class _NowCard(Card):
    """When the newest back-up was made and tested, and how to have both now.

    Signals:
        backup_wanted, test_wanted: a button was pressed.
    """

    backup_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Back-up"), parent)
        self.last = PlainLabel("", self, style="strong")
        self.proven, self.trouble = PlainLabel("", self), PlainLabel("", self, colour="attention")
        always = tr(
            "Back-ups are made by themselves: every half hour while things change, and when you"
            " lock or close. They are locked like the store."
        )
        row = QWidget(self)
        flow = FlowLayout(row)
        self.button = Button(tr("Back up now"), row, identifier=f"{_NAME}.now")
        self.button.clicked.connect(self.backup_wanted)
        test = Button(tr("Test the newest now"), row, identifier=f"{_NAME}.test")
        test.clicked.connect(self.test_wanted)
        flow.addWidget(self.button)
        flow.addWidget(test)
        self.progress = Progress(self, identifier=f"{_NAME}.stop")
        for widget in (
            self.last, self.proven, self.trouble,
            PlainLabel(always, self, style="small", colour="text2"), row, self.progress,
        ):  # fmt: skip
            self.column.addWidget(widget)

    def show_standing(self, known: Standing, desk: Desk, trouble: str = "") -> None:
        """Show what is known, and why the last task did not go well."""
        now = desk.now()
        self.last.setText(last_words(known, now))
        self.last.set_style("strong", "text" if known.last is not None else "attention")
        self.proven.setText(proven_words(known, now))
        sound = known.proven is None or known.proven.ok
        self.proven.set_style("body", "text" if sound else "attention")
        self.proven.setVisible(known.last is not None)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))


class _PlaceCard(Card):
    """Where further copies go."""

    def __init__(
        self,
        parent: QWidget,
        *,
        chosen: Callable[[Path], object],
        only_here: Callable[[], object],
    ) -> None:
        super().__init__(tr("A second place"), parent)
        self.words = PlainLabel("", self)
        self.column.addWidget(self.words)
        self.trouble = PlainLabel("", self, colour="attention")
        self.column.addWidget(self.trouble)
        self.choice = PlaceChoice(self, identifier=f"{_NAME}.place", chosen=chosen)
        row = QWidget(self)
        flow = FlowLayout(row)
        self.choose = Button("", row, identifier=f"{_NAME}.place")
        self.choose.clicked.connect(self.choice.ask)
        self.only_here = Button(tr("Only on this laptop"), row, identifier=f"{_NAME}.only_here")
        self.only_here.clicked.connect(only_here)
        flow.addWidget(self.choose)
        flow.addWidget(self.only_here)
        self.column.addWidget(row)
        self.column.addWidget(self.choice)

    def show_standing(self, known: Standing) -> None:
        """Show the place, or why there should be one."""
        if known.place is None:
            words = tr(
                "If this laptop is stolen or breaks, its back-ups are gone too. Choose a stick, or"
                " a folder of your team, and each back-up goes there as well."
            )
        else:
            words = say("Each back-up also goes to {folder}", folder=known.place)
        self.words.setText(words)
        trouble = place_trouble(known)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        there = known.place is not None
        self.choose.set_words(tr("Choose another place") if there else tr("Choose a place"))
        if not there and self.only_here.hasFocus():
            self.choose.setFocus()
        self.only_here.setVisible(there)


class _WayCard(Card):
    """A few words and the one button that leads on."""

    def __init__(
        self, title: str, words: str, button: str, parent: QWidget, *, identifier: str,
        chosen: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(title, parent)
        self.column.addWidget(PlainLabel(words, self))
        row = QWidget(self)
        onward = Button(button, row, identifier=identifier)
        onward.clicked.connect(lambda _=False: chosen())
        FlowLayout(row).addWidget(onward)
        self.column.addWidget(row)
