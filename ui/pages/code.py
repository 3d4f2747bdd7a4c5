"""The way in with the recovery code, typed from paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eolplan.vault.errors import CodeMistyped
from eolplan.vault.recovery import secret_of
from eolplan.words import tr
from ui.pages.form import FormPage, LineField, Problems, look_tools
from ui.pages.waiting import Wait, Waiting, no_wait
from ui.pages.where import Where
from ui.widgets import Choice, ChoiceGroup, PlainLabel

if TYPE_CHECKING:
    from eolplan.vault import Label


class CodePage(FormPage):
    """The recovery code, typed from paper.

    Args:
        users: Who there is; whoever recovers says who they are.
        wait: Tells how long to wait before the next try.

    Signals:
        typed: a code that can be right; carries it.
    """

    typed = Signal(str)

    def __init__(self, users: Sequence[Label], *, wait: Wait = no_wait) -> None:
        super().__init__("recover", Where("recover"), tr("Open with the recovery code"), back=True)
        self.column.insertWidget(0, look_tools(self))
        self.column.addWidget(
            PlainLabel(
                tr(
                    "It is on the recovery sheet, the paper that was locked away."
                    " You then choose a new passphrase, and get a new code."
                ),
                self,
            )
        )
        self.user = who(users, self)
        self.code = LineField(
            tr("Recovery code"),
            self,
            identifier="recover.code",
            hint=tr("8 groups of 5 letters and digits. Blanks and hyphens do not matter."),
            most=80,
        )
        self.column.addWidget(self.code)
        self._waiting = Waiting(self, wait)
        self.column.addWidget(self._waiting)
        self._waiting.due()

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
        """Hand the code over, unless it is too soon."""
        if not self._waiting.due():
            self.typed.emit(self.code.text())


def who(users: Sequence[Label], page: FormPage) -> ChoiceGroup | None:
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
    words = tr("Not in this list? Ask whoever looks after your team.")
    page.column.addWidget(PlainLabel(words, page, style="small", colour="text2"))
    return group
