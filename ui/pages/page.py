"""What the window asks of every page, and what a page asks of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.pages.commands import Command
from ui.pages.where import Where
from ui.widgets import BannerFacts, GuidePanel, Heading, read_first
from ui.widgets import Page as Frame

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}
"""Keys that turn the page also from the buttons below it."""

_PASSED_BY = (".remove", ".end", ".retire", ".leaver", ".back", ".second.stop")
"""How the controls are called that Enter in a line never leads to: the next one would press it."""


class Page(Frame):
    """One screen that the window can open, leave, and open again at the same spot.

    Args:
        identifier: The ``page`` of ``page.control``.
        where: The place it was opened for.
        guide: A guide panel to stand beside the body, or None.

    Attributes:
        where: The place, kept up to date by the page itself where it changes.
        talking: True on the pages of a conversation, where people sit quietly
            for a long time and the laptop must not lock itself soon.
        tells: What it says is read before anything on it is pressed: it opens at its top,
            wherever its first control is.
        finished: What the page was for is done, such as adding somebody: Back does not
            lead to it.

    Signals:
        wanted: the user wants to go somewhere; carries a ``Where``.
        said: something to say in the message bar, and whether Undo goes with it.
        saved: something is on disk; the status line says when.
        unsaved: the disk did not take something; carries the error. The page
            keeps it, and ``turn`` tries again.
        trouble: carries an error that the message bar is to tell.
        lock_wanted, cover_wanted: the user wants that now.
        commands_changed: ``commands()`` has changed.
        look_wanted: carries the ``Look`` that the user chose.
        asked: carries a ``Command`` that the window is to do, such as larger text.
    """

    wanted = Signal(object)
    said = Signal(str, bool)
    saved = Signal()
    unsaved = Signal(object)
    trouble = Signal(object)
    lock_wanted = Signal()
    cover_wanted = Signal()
    commands_changed = Signal()
    asked = Signal(object)
    look_wanted = Signal(object)
    talking = False
    tells = False
    finished = False

    def __init__(self, identifier: str, where: Where, *, guide: GuidePanel | None = None) -> None:
        super().__init__(identifier, guide=guide)
        self.where = where
        self._scroll, self._is_back = 0, True
        self._opened_at: Heading | None = None
        self._enter_is: QAbstractButton | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._scroll_back)

    def help_id(self) -> str:
        """Return which help text F1 opens."""
        return self.where.page

    def banner(self) -> BannerFacts | None:
        """Return whose plan this is, for the banner; None shows the top bar."""
        return None

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what keys do on this page."""
        if not self.where.person:
            return {}
        ways = ((Command.SHARE, "share"), (Command.HISTORY, "history"), (Command.INSIDE, "inside"))
        return {
            command: partial(self._go_to, page) for command, page in ways if page != self.where.page
        }

    def back(self) -> Where | None:
        """Return where Back leads; None: where the user came from."""
        return None

    def way_back(self) -> Where:
        """Return where Back leads from the page after this one: to this spot.

        A page that only says what was just done is not come back to: by then it
        may be true no longer.
        """
        return self.place()

    @property
    def leads_back(self) -> bool:
        """Whether it was opened from another page, for one thing, and leads back there."""
        return False

    def settle(self) -> None:
        """Keep what is half-typed as a draft. Called before cover, lock and close."""

    def turn(self) -> bool:
        """Put away what is on the page, for another one; return False to stay.

        Called before leaving for another page, which is moving on: unlike
        ``settle``, it may record.
        """
        self.settle()
        return True

    def up(self) -> Where | None:
        """Return where Back leads when the user came from nowhere; None: to the person."""
        return None

    def refresh(self) -> None:
        """Read the record again: another page or an undo may have changed it."""

    def place(self) -> Where:
        """Return this page with the spot on it: what is read, else what has the focus."""
        focused: QWidget | None = self.focusWidget()
        if focused is not None and focused.isVisible() and focused.visibleRegion().isEmpty():
            focused = None  # it was scrolled away from
        return replace(
            self.where,
            scroll=self.view.verticalScrollBar().value(),
            focus=focused.objectName() if focused is not None else "",
            cursor=_cursor(focused),
        )

    def restore(self, place: Where) -> None:
        """Go to the spot that ``place`` returned."""
        known = self.findChild(QWidget, place.focus) if place.focus else None
        if known is not None and not known.isVisibleTo(self):
            known = None  # it is not there now, as in a sheet that was closed
        control = known or self.first_focus()
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        if known is not None:
            _set_cursor(known, place.cursor)
        self._scroll, self._is_back = place.scroll, known is not None
        self._settled.start()  # how long the page is shows once its layouts have run

    def opens_at(self) -> Heading | None:
        """Return the heading that is read first, where the way on stands below all there is."""
        around = self.column.parentWidget()
        headings = around.findChildren(Heading) if around is not None else []
        return next((one for one in headings if one.isVisible()), None)

    def _scroll_back(self) -> None:
        if self._scroll:
            self.view.verticalScrollBar().setValue(self._scroll)
            if not self._is_back:
                self._focus_in_sight()
        elif not self._is_back:
            self._show_top()
        here = self.focusWidget()
        if self._is_back and here is not None and self.view.isAncestorOf(here):
            fits = here.height() <= self.view.viewport().height()
            if fits and not self._is_in_sight(here):  # the page has become longer meanwhile
                self.view.show_whole(here)

    def _show_top(self) -> None:
        """Open at the top where the way on stands in the body, below what is to be read.

        The focus is on the heading then, in sight, and Enter there leads to the way on.
        """
        way, heading, bar = self.focusWidget(), self.opens_at(), self.view.verticalScrollBar()
        if way is None or way is not self.first_focus() or not self.view.isAncestorOf(way):
            return
        onward = way if isinstance(way, QAbstractButton) and self.bar.isAncestorOf(way) else None
        below = bool(bar.value()) or not self._is_in_sight(way)
        if heading is not None and below and (self.tells or onward is not None):
            self._opened_at, self._enter_is = heading, onward
            bar.setValue(0)
            read_first(heading)

    def _focus_in_sight(self) -> None:
        """What had the focus is there no more: it goes to the first control that can be seen."""
        here = self.focusWidget()
        if here is None or not self.view.isAncestorOf(here):
            return
        stop: QWidget | None = here
        while stop is not None and not self._is_in_sight(stop):
            stop = stop.nextInFocusChain()
            if stop is here:
                return
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_in_sight(self, control: QWidget) -> bool:
        """Say whether Tab stops at *control*, and all of it can be seen."""
        stops = bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus) and control.isEnabled()
        if not (stops and control.isVisible() and self.view.isAncestorOf(control)):
            return False
        ground = self.view.viewport()
        return ground.rect().contains(QRect(control.mapTo(ground, QPoint(0, 0)), control.size()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on from a single line, and from the heading at which the page opened.

        A box in which nothing was typed leaves Ctrl+Z to the page.
        """
        undo = self.commands().get(Command.UNDO)
        if undo is not None and event.matches(QKeySequence.StandardKey.Undo):
            undo()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain and self._enters(held=event.isAutoRepeat()):
            return
        if plain and event.key() in _STEPS:
            self.view.verticalScrollBar().triggerAction(_STEPS[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _enters(self, *, held: bool) -> bool:
        """Go on from what has the focus, unless that is a button; return whether Enter does."""
        at, button = self.focusWidget(), self._enter_is
        if isinstance(at, QLineEdit):
            self.entered(at)
        elif at is None or at is not self._opened_at or button is None or not button.isVisible():
            return False
        elif not held:  # a held key does not press what it comes to: no button lets it either
            if self._is_in_sight(button):
                button.click()
            else:  # nothing is pressed unseen: Enter shows it, and presses it from there
                button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def entered(self, line: QLineEdit) -> None:
        """Go on from *line*, to the next field, or to Continue from the only one: Enter did it."""
        lines = [w for w in self.findChildren(QLineEdit) if w.isVisible()]
        onward = self.commands().get(Command.CONTINUE)
        if len(lines) == 1 and onward is not None:
            onward()
        else:
            self._on_from(line)

    def _on_from(self, line: QLineEdit) -> None:
        """Go to what comes after *line*, but never to what takes something away or leads back."""
        going = self.focusNextChild()
        while going and (at := self.window().focusWidget()) is not None and at is not line:
            going = at.objectName().endswith(_PASSED_BY) and self.focusNextChild()

    def _share(self) -> None:
        self._go_to("share")

    def _go_to(self, page: str) -> None:
        self.wanted.emit(Where(page, person=self.where.person))


def _cursor(widget: QWidget | None) -> int:
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return 0


def _set_cursor(widget: QWidget, position: int) -> None:
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(position)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(position, len(widget.toPlainText())))
        widget.setTextCursor(cursor)
