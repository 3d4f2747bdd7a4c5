"""The locked screen, the way back in with the recovery code, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.errors import EolplanError
from eolplan.practice.place import is_practice
from eolplan.vault import (
    CodeMistyped,
    Cost,
    Label,
    Recovered,
    UnlockedSlot,
    WrongCode,
    WrongPassphrase,
    derive,
    labels,
    recover,
)
from eolplan.vault.recovery import secret_of
from eolplan.words import say, tr
from ui.jobs import Job
from ui.pages.form import FormPage, LineField, Problems, look_tools
from ui.pages.practise import Practise, known_passphrase
from ui.pages.secret import SecretField
from ui.pages.stuck import StuckPage
from ui.pages.where import Where
from ui.widgets import Button, Choice, ChoiceGroup, FlowLayout, PlainLabel, announce

if TYPE_CHECKING:
    from ui.pages.passphrase import PassphrasePage

FREE_TRIES: Final = 5
LONGEST_WAIT_S: Final = 30


class Unlock(QObject):
    """Leads from the locked screen to an open store.

    Args:
        parent: The object it belongs to.
        folder: The store.
        cost: What a new slot is to cost after recovery; None: as suits this laptop.
        now: Aware UTC clock.

    Signals:
        page_ready: carries the ``Page`` to show.
        opened: carries the ``Session``.
        elsewhere: the user chose another folder; carries it.
        fresh: the user wants a new store instead.
        trying: a passphrase is being tried, which takes a moment.
        left: away from this store of made-up people.
    """

    page_ready = Signal(object)
    opened = Signal(object)
    elsewhere = Signal(object)
    fresh = Signal()
    trying = Signal()
    left = Signal()

    def __init__(
        self,
        parent: QObject,
        folder: Path,
        *,
        cost: Cost | None,
        now: Callable[[], dt.datetime],
    ) -> None:
        super().__init__(parent)
        self._folder, self._cost, self._now = folder, cost, now

    def begin(self) -> None:
        """Show the locked screen, or what stands in the way of it."""
        try:
            users = labels(self._folder)
        except EolplanError as e:
            self._stuck(e)
            return
        page = UnlockPage(users, practice=is_practice(self._folder))
        page.left.connect(self.left)
        page.practice.connect(self._practise)
        page.typed.connect(lambda words: self._derive(page, words))
        page.forgotten.connect(self._code)
        self.page_ready.emit(page)

    def _practise(self) -> None:
        """Look around with made-up people, in a store of their own."""
        way = Practise(self, now=self._now)
        way.page_ready.connect(self.page_ready)
        way.opened.connect(self.opened)
        way.left.connect(self._not_practised)
        way.begin()

    def _not_practised(self, error: Exception | None) -> None:
        if error is None:
            self.begin()
        else:
            self._stuck(error)

    def _derive(self, page: UnlockPage, passphrase: str) -> None:
        page.set_busy(True)
        job = Job(page, partial(derive, self._folder, passphrase, slot_id=page.slot()))
        job.done.connect(self._open)
        job.failed.connect(lambda error: self._refused(page, error))
        job.start()
        self.trying.emit()

    def _open(self, unlocked: UnlockedSlot) -> None:
        from eolplan.vault import Session  # the record and the guide come with it

        try:
            session = Session.open(self._folder, unlocked, now=self._now)
        except EolplanError as e:
            self._stuck(e)
        else:
            self.opened.emit(session)

    def _refused(self, page: UnlockPage, error: Exception) -> None:
        page.set_busy(False)
        if isinstance(error, WrongPassphrase):
            page.refuse(str(error))
        else:
            self._stuck(error)

    def _stuck(self, error: Exception) -> None:
        if not isinstance(error, EolplanError):
            raise error
        page = StuckPage(error)
        page.again.connect(self.begin)
        page.elsewhere.connect(self.elsewhere)
        page.fresh.connect(self.fresh)
        self.page_ready.emit(page)

    # -- with the recovery code ------------------------------------------

    def _code(self) -> None:
        page = CodePage(labels(self._folder))
        page.back_wanted.connect(self.begin)
        page.typed.connect(lambda code: self._new_passphrase(code, page.slot()))
        self.page_ready.emit(page)

    def _new_passphrase(self, code: str, slot: str | None) -> None:
        from ui.pages.passphrase import PassphrasePage

        page = PassphrasePage(
            step="", heading=tr("Choose a new passphrase"), where=Where("passphrase")
        )
        page.back_wanted.connect(self._code)
        page.chosen.connect(lambda words: self._recover(page, code, slot, words))
        self.page_ready.emit(page)

    def _recover(self, page: PassphrasePage, code: str, slot: str | None, words: str) -> None:
        page.set_busy(True)
        cost = self._cost or Cost.for_this_machine()
        call = partial(recover, self._folder, code, new_passphrase=words, slot_id=slot, cost=cost)
        job = Job(page, call)
        job.done.connect(self._reopen)
        job.failed.connect(lambda error: self._not_recovered(page, error))
        job.start()

    def _reopen(self, recovered: Recovered) -> None:
        from eolplan.vault import reopen
        from ui.pages.setup import keep_code

        try:
            created = reopen(self._folder, recovered, now=self._now, to_show=True)
        except EolplanError as e:
            self._stuck(e)
        else:
            self.page_ready.emit(
                keep_code(created, step="", now=self._now, opened=self.opened.emit)
            )

    def _not_recovered(self, page: PassphrasePage, error: Exception) -> None:
        page.set_busy(False)
        if isinstance(error, WrongCode):
            self._code()
        page.trouble.emit(error)


class UnlockPage(FormPage):
    """One passphrase, and who it is only where there is more than one.

    Args:
        users: The slots, as their owners chose to be shown.
        practice: Everybody in the store is made up: its passphrase is no secret.

    Signals:
        typed: try this passphrase; carries it.
        forgotten: the way in with the recovery code is wanted.
        left: another store is wanted than this one of made-up people.
        practice: made-up people are wanted.
    """

    typed = Signal(str)
    forgotten = Signal()
    left = Signal()
    practice = Signal()

    def __init__(self, users: Sequence[Label], *, practice: bool = False) -> None:
        super().__init__("unlock", Where("unlock"), tr("eolplan is locked"), onward=tr("Unlock"))
        self._tries = self._wait_s = 0
        self._busy = False
        self.column.insertWidget(0, look_tools(self))
        if practice:
            self.column.addWidget(PlainLabel(known_passphrase(), self))
        self.user = _who(users, self)
        self.secret = SecretField(
            tr("Passphrase"), self, identifier="unlock.passphrase", show=tr("Show passphrase")
        )
        self.column.addWidget(self.secret)
        self._note = PlainLabel("", self, colour="text2")
        self._note.hide()
        self.column.addWidget(self._note)
        flow = FlowLayout(row := QWidget(self), gap=12)
        flow.addWidget(self.onward)  # under the passphrase, where the eye is
        self.bar.hide()
        for words, name, wanted in self._ways(practice):
            link = Button(words, row, kind="link", identifier=f"unlock.{name}")
            link.clicked.connect(wanted)
            flow.addWidget(link)
        self.column.addWidget(row)
        self._clock = QTimer(self)
        self._clock.setInterval(1_000)
        self._clock.timeout.connect(self._wait_less)

    def _ways(self, practice: bool) -> tuple[tuple[str, str, SignalInstance], ...]:
        """Return what else can be done here: words, name, and what it emits."""
        if practice:
            return ((tr("Leave practice"), "leave", self.left),)
        return (
            (tr("I have forgotten my passphrase"), "forgotten", self.forgotten),
            (tr("Look around with made-up people"), "practice", self.practice),
        )

    def first_focus(self) -> QWidget:
        """Return the passphrase, or who it is when there is more than one."""
        return self.user.first() if self.user is not None else self.secret.box

    def slot(self) -> str | None:
        """Return which slot to try; None when there is only one."""
        return (self.user.value() or None) if self.user is not None else None

    def check(self) -> Problems:
        """Say what is to be filled in."""
        found: list[tuple[str, QWidget]] = []
        if self.user is not None and not self.user.value():
            found.append((tr("Choose who you are"), self.user))
        if not self.secret.text():
            found.append((tr("Enter your passphrase"), self.secret))
        return found

    def submit(self) -> None:
        """Try it, unless one is being tried or it is too soon."""
        if self._wait_s:
            self._say_wait()
        elif not self._busy:
            self.typed.emit(self.secret.text())

    def entered(self, line: QLineEdit) -> None:
        """Try it: Enter was pressed after the passphrase."""
        del line
        self.go_on()

    def set_busy(self, busy: bool) -> None:
        """Say that the slow part is running, or that it is over."""
        self._busy = busy
        words = tr("This can take a second or two on purpose. It protects the plans.")
        self._tell(words if busy else "")
        self.onward.set_words(tr("Opening...") if busy else tr("Unlock"))
        if busy:
            announce(self, words)

    def refuse(self, words: str) -> None:
        """Say that it did not open; what was typed stays, selected, to be typed over."""
        self._tries += 1
        self.secret.complain(words)
        announce(self, words)
        self.secret.box.setFocus()
        self.secret.box.selectAll()
        if self._tries >= FREE_TRIES:
            self._wait_s = min(2 ** (self._tries - FREE_TRIES), LONGEST_WAIT_S)
            self._clock.start()
            self._say_wait()

    def _say_wait(self) -> None:
        words = say("You can try again in {count} seconds.", count=self._wait_s)
        if self._wait_s == 1:
            words = tr("You can try again in a second.")
        self._tell(words)
        announce(self, words)

    def _tell(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _wait_less(self) -> None:
        self._wait_s -= 1
        if self._wait_s <= 0:
            self._wait_s = 0
            self._clock.stop()
            self._tell(tr("You can try again now."))


class CodePage(FormPage):
    """The recovery code, typed from paper.

    Args:
        users: Who there is; whoever recovers says who they are.

    Signals:
        typed: a code that can be right; carries it.
    """

    typed = Signal(str)

    def __init__(self, users: Sequence[Label]) -> None:
        super().__init__("recover", Where("recover"), tr("Open with the recovery code"), back=True)
        self.column.addWidget(
            PlainLabel(
                tr(
                    "It is on the paper that was put away when the store was set up."
                    " You then choose a new passphrase, and get a new code."
                ),
                self,
            )
        )
        self.user = _who(users, self)
        self.code = LineField(
            tr("Recovery code"),
            self,
            identifier="recover.code",
            hint=tr("8 groups of 5 letters and digits. Blanks and hyphens do not matter."),
            most=80,
        )
        self.column.addWidget(self.code)

    def first_focus(self) -> QWidget:
        """Return the line for the code, or who it is when there is more than one."""
        return self.user.first() if self.user is not None else self.code.box

    def slot(self) -> str | None:
        """Return whose passphrase is to be new; None when there is only one."""
        return (self.user.value() or None) if self.user is not None else None

    def check(self) -> Problems:
        """Say which group has a slip."""
        found: list[tuple[str, QWidget]] = []
        if self.user is not None and not self.user.value():
            found.append((tr("Choose who you are"), self.user))
        try:
            secret_of(self.code.text())
        except CodeMistyped as e:
            found.append((str(e), self.code))
        return found

    def submit(self) -> None:
        """Hand the code over."""
        self.typed.emit(self.code.text())


def _who(users: Sequence[Label], page: FormPage) -> ChoiceGroup | None:
    """Add the choice of who it is to *page* and return it; None where there is only one."""
    if len(users) < 2:
        return None
    asked = tr("Who are you?")
    page.column.addWidget(PlainLabel(asked, page, style="strong"))
    group = ChoiceGroup(
        asked,
        [Choice(user.slot_id, user.label) for user in users],
        page,
        columns=2,
        identifier=f"{page.objectName()}.user",
    )
    page.column.addWidget(group)
    return group
