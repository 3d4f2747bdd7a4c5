"""The other pages of a restore: opening the back-up, what is in it, how far it is, what came of it.

Each says what happens to the store that is there now: it is set aside, never thrown away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.words import say, tr
from ui.pages.backup_telling import counted, when
from ui.pages.form import FormPage, LineField, Problems, look_tools
from ui.pages.page import Page
from ui.pages.secret import SecretField
from ui.pages.where import Where
from ui.widgets import (
    Button,
    Card,
    Choice,
    ChoiceGroup,
    FlowLayout,
    Heading,
    PlainLabel,
    announce,
)

if TYPE_CHECKING:
    from eolplan.vault import Label, Preview, Restored

_WHERE: Final = Where("restore")
_HERE: Final = ("people", "entries", "versions")


class SecretPage(FormPage):
    """Whose passphrase opens the back-up, or the recovery code.

    Args:
        users: Whose passphrases open it.
        made: When it was made, in words.
        by_code: The recovery code is asked for instead.
        here: A store stands on this laptop: what opens that opens the back-up too.

    Attributes:
        busy: One is being tried: nothing else can be done until that has ended.

    Signals:
        typed: carries the passphrase or the code.
        other_way: the code instead of the passphrase, or the other way round.
    """

    typed = Signal(str)
    other_way = Signal()

    def __init__(
        self, users: Sequence[Label], made: str, *, by_code: bool = False, here: bool = True
    ) -> None:
        super().__init__(
            "restore-open", _WHERE, tr("Open the back-up"), onward=tr("Open it"), back=True
        )
        self.busy = False
        self.column.insertWidget(0, look_tools(self))
        self.column.addWidget(PlainLabel(say("It was made {when}.", when=made), self))
        self.user = None if by_code or len(users) < 2 else self._who(users)
        self.secret = self._code_line() if by_code else self._passphrase_line(here)
        self.column.addWidget(self.secret)
        self._note = PlainLabel("", self, colour="text2")
        self._note.hide()
        self.column.addWidget(self._note)
        row = QWidget(self)
        words = tr("Use a passphrase") if by_code else tr("Use the recovery code")
        link = Button(words, row, kind="link", identifier="restore-open.other_way")
        link.clicked.connect(lambda: None if self.busy else self.other_way.emit())
        FlowLayout(row).addWidget(link)
        self.column.addWidget(row)

    def first_focus(self) -> QWidget:
        """Return the line, or who it is when there is more than one."""
        return self.user.first() if self.user is not None else self.secret.box

    def slot(self) -> str | None:
        """Return whose passphrase it is; None when there is only one, or for a code."""
        return (self.user.value() or None) if self.user is not None else None

    def check(self) -> Problems:
        """Say what is to be filled in."""
        found: list[tuple[str, QWidget]] = []
        if self.user is not None and not self.user.value():
            found.append((tr("Choose who you are"), self.user))
        if not self.secret.text():
            found.append((tr("Enter what opens the back-up"), self.secret))
        return found

    def submit(self) -> None:
        """Try it, unless one is being tried."""
        if not self.busy:
            self.typed.emit(self.secret.text())

    def entered(self, line: QLineEdit) -> None:
        """Try it: Enter was pressed after the secret."""
        del line
        self.go_on()

    def set_busy(self, busy: bool) -> None:
        """Say that it is being opened, or that this is over."""
        self.busy = busy
        words = tr("The back-up is opened and compared with this laptop. Nothing is changed.")
        self._note.setText(words)
        self._note.setVisible(busy)
        self.onward.set_words(tr("Opening...") if busy else tr("Open it"))
        if busy:
            announce(self, words)

    def refuse(self, words: str) -> None:
        """Say that it did not open; what was typed stays, selected, to be typed over."""
        self.set_busy(False)
        self.secret.complain(words)
        announce(self, words)
        self.secret.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.secret.box.selectAll()

    def _who(self, users: Sequence[Label]) -> ChoiceGroup:
        asked = tr("Who are you?")
        self.column.addWidget(PlainLabel(asked, self, style="strong"))
        choices = [Choice(user.slot_id, user.label) for user in users]
        group = ChoiceGroup(asked, choices, self, columns=2, identifier="restore-open.user")
        self.column.addWidget(group)
        return group

    def _passphrase_line(self, here: bool) -> LineField:
        hint = (
            tr(
                "The one you had when it was made. If the store here can be read, the one you have"
                " now opens it too."
            )
            if here
            else tr("The one you had when it was made.")
        )
        return SecretField(
            tr("Passphrase"), self, identifier="restore-open.passphrase", hint=hint,
            show=tr("Show passphrase"),
        )  # fmt: skip

    def _code_line(self) -> LineField:
        return LineField(
            tr("Recovery code"), self, identifier="restore-open.code",
            hint=tr("8 groups of 5 letters and digits. Blanks and hyphens do not matter."),
            most=80,
        )  # fmt: skip


class PreviewPage(Page):
    """What is in the back-up, what this laptop has, and what happens to it.

    Args:
        preview: What a restore would do.
        now: For the words of dates.

    Signals:
        agreed: restore it.
        back_wanted: another one.
    """

    agreed = Signal()
    back_wanted = Signal()

    def __init__(self, preview: Preview, now: dt.datetime) -> None:
        super().__init__("restore-preview", _WHERE)
        self.column.addWidget(look_tools(self))
        self.column.addWidget(Heading(self.title(), self))
        self.column.addWidget(self._in_it(preview, now))
        self.column.addWidget(self._here(preview))
        self._agree = Button(
            tr("Restore this back-up"), kind="primary", identifier="restore-preview.agree"
        )
        self._agree.clicked.connect(self.agreed)
        other = Button(tr("Choose another one"), identifier="restore-preview.back")
        other.clicked.connect(self.back_wanted)
        self.add_action(self._agree)
        self.add_action(other)

    def title(self) -> str:
        """Return what the page says."""
        return tr("Before anything changes")

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self._agree

    def _in_it(self, preview: Preview, now: dt.datetime) -> Card:
        card = Card(tr("In the back-up"), self)
        newest = preview.backup.manifest.newest
        lines = [
            say("Made: {when}", when=when(preview.made_at, now)),
            counted(preview.counts) or tr("Nobody was in the store yet."),
            say("Newest answer: {when}", when=when(newest, now)) if newest else "",
        ]
        for line in filter(None, lines):
            card.column.addWidget(PlainLabel(line, card))
        return card

    def _here(self, preview: Preview) -> Card:
        card = Card(tr("On this laptop now"), self)
        for line in filter(None, _present(preview)):
            card.column.addWidget(PlainLabel(line, card))
        for words in filter(None, _to_know(preview)):
            card.column.addWidget(PlainLabel(words, card, colour="attention"))
        if preview.present != "absent":
            words = tr("The store of now is set aside in a folder of its own. Nothing is thrown "
                       "away.")  # fmt: skip
            card.column.addWidget(PlainLabel(words, card, style="strong"))
        return card


def _present(preview: Preview) -> list[str]:
    """Return what is said of the store that is there now."""
    if preview.present == "absent":
        return [tr("There is no store here. The back-up becomes the store of this laptop.")]
    if preview.present == "unreadable":
        return [tr("The store here cannot be read. It is kept as it is.")]
    lacks = counted(preview.only_here, only=_HERE)
    more = counted(preview.only_there, only=_HERE)
    return [
        _age(newer=preview.older and not more, older=bool(more) and not lacks),
        say("The back-up lacks {what}. They are brought over.", what=lacks)
        if lacks
        else tr("Everything that is here is in the back-up too."),
        say("The back-up has {what} that are not here.", what=more) if more else "",
    ]


def _age(*, newer: bool, older: bool) -> str:
    """Return how the store here stands to the back-up; nothing where each has more than the other.

    An older store that was opened once has gone on too, and is older all the same.
    """
    if newer:
        return tr("It is newer than the back-up.")
    return tr("It is older than the back-up.") if older else ""


def _to_know(preview: Preview) -> list[str]:
    """Return what is to be put right by hand afterwards."""
    return [
        tr(
            "The store on this laptop was newer than this back-up once. What was written in"
            " between is only on paper, or in copies that were given out."
        )
        if preview.behind
        else "",
        tr(
            "After this back-up was made, somebody's way in was taken away. They could open the"
            " store again. Take it away once more afterwards, in Settings, Staff."
        )
        if preview.older_keys
        else "",
    ]


class RestoringPage(Page):
    """Says how far the restore is.

    Signals:
        stop_wanted: everything is to stay as it was.
    """

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("restoring", _WHERE)
        self.column.addWidget(look_tools(self))
        self.column.addWidget(Heading(self.title(), self))
        words = tr("Until the last step everything here is as it was.")
        self.column.addWidget(PlainLabel(words, self))
        self.progress = PlainLabel("", self, colour="text2", measured=False)
        self.column.addWidget(self.progress)
        self._stop = Button(tr("Stop"), identifier="restoring.stop")
        self._stop.clicked.connect(self.stop_wanted)
        self.add_action(self._stop)
        self.show_share(0.0)

    def title(self) -> str:
        """Return what the page says."""
        return tr("Restoring the back-up")

    def first_focus(self) -> QWidget:
        """Return Stop."""
        return self._stop

    def show_share(self, share: float) -> None:
        """Say how far it is."""
        self.progress.setText(say("{percent}% is done.", percent=round(share * 100)))


class RestoredPage(Page):
    """What is in the store now, and where the one of before lies.

    Args:
        restored: What was done.

    Signals:
        onward: unlock it.
    """

    onward = Signal()

    def __init__(self, restored: Restored) -> None:
        super().__init__("restored", _WHERE)
        self.column.addWidget(look_tools(self))
        self.column.addWidget(Heading(self.title(), self))
        self.column.addWidget(
            PlainLabel(say("In the store now: {what}.", what=counted(restored.counts)), self)
        )
        if restored.brought:
            words = (
                tr("1 answer or signed version came over from the store of before.")
                if restored.brought == 1
                else say(
                    "{count} answers and signed versions came over from the store of before.",
                    count=f"{restored.brought:,}",
                )
            )
            self.column.addWidget(PlainLabel(words, self))
        if restored.unread:
            words = tr(
                "Some of the store of before could not be read, and is only there. Keep it, and"
                " tell the person who looks after this laptop."
            )
            self.column.addWidget(PlainLabel(words, self, colour="attention"))
        if restored.aside is not None:
            words = say("The store of before lies in {folder}", folder=restored.aside)
            self.column.addWidget(
                PlainLabel(words, self, style="small", colour="text2", measured=False)
            )
        self._onward = Button(tr("Unlock"), kind="primary", identifier="restored.unlock")
        self._onward.clicked.connect(self.onward)
        self.add_action(self._onward)

    def title(self) -> str:
        """Return what the page says."""
        return tr("The back-up is in place")

    def first_focus(self) -> QWidget:
        """Return the way on."""
        return self._onward
