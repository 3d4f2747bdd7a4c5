"""Page 1 in large plain lines, to be copied onto a printed pad in a house without a printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.desk.handed import BY_HAND
from eolplan.errors import EolplanError
from eolplan.handover.byhand import Written
from eolplan.record import Version
from eolplan.words import say, tr
from ui.pages.banner import banner_of
from ui.pages.handed import HandedCard
from ui.pages.page import Page
from ui.pages.share_whom import parted
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import BannerFacts, Button, Card, FlowLayout, Heading, PlainLabel

_NAME: Final = "byhand"
_APART: Final = "\n"


@dataclass(frozen=True, slots=True)
class _ByHand:
    """A copy on a pad, as ``CopyMade``."""

    audience: str
    version: str
    reader: str


class ByHandPage(Page):
    """The lines of page 1 in the order of the pad, with version and check letters.

    Nothing leaves the laptop; that it was copied is on the audit trail.

    Args:
        desk: What is at hand.
        where: Opened for a person; see ``to_by_hand``.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        self.handed: HandedCard | None = None
        row = QWidget(self)
        self._back = Button(
            tr("Back to the copies"), row, icon="arrow-left", identifier=f"{_NAME}.back"
        )
        self._back.clicked.connect(lambda: self.wanted.emit(self.up()))
        FlowLayout(row).addWidget(self._back)
        self.column.addWidget(row)  # at the top: a page to read begins at its beginning
        self.column.addWidget(Heading(self.title(), self))
        whom, _, reason = where.note.partition(_APART)
        audience, reader = parted(whom)
        try:
            lines = desk.by_hand(where.person, audience, reason=reason, reader=reader)
        except EolplanError as e:
            self.column.addWidget(PlainLabel(str(e), self))
            return
        version = desk.log(where.person).latest_version()
        self._show(lines, version)
        if version is not None:
            self._ask_who_has_it(_ByHand(audience, version.digest, reader))

    def title(self) -> str:
        """Return what the page is for."""
        return tr("Copy page 1 by hand")

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the way back."""
        return self._back

    def up(self) -> Where:
        """Lead back to the copies, with the same reader and the same reason."""
        return Where("share", person=self.where.person, note=self.where.note.strip())

    def _show(self, lines: tuple[Written, ...], version: Version | None) -> None:
        words = tr("Write every line as it stands. Leave nothing out, and shorten nothing.")
        self.column.addWidget(PlainLabel(words, self))
        if version is not None:
            check = say("Version {number}. Check letters: {check}.",
                        number=version.number, check=version.digest[:4])  # fmt: skip
            self.column.addWidget(PlainLabel(check, self, style="h2"))
        card: Card | None = None
        for line in lines:
            if line.label or line.anew or card is None:
                card = Card("", self)
                space_out(card.column, 4, (16, 12, 16, 12))
                self.column.addWidget(card)
            self._add(card, line)

    def _ask_who_has_it(self, made: _ByHand) -> None:
        """Ask at the end where the paper is: it is a copy like any other."""
        name = f"{_NAME}.handed"
        self.handed = HandedCard(
            self._desk, self.where.person, self, identifier=name,
            place=".".join((name, made.audience, made.reader)),
        )  # fmt: skip
        self.handed.written.connect(self._written)
        self.handed.trouble.connect(self.trouble)
        self.handed.offer(made, how=BY_HAND)
        self.handed.take_up()
        self.column.addWidget(self.handed)

    def _written(self, who: str) -> None:
        self.saved.emit()
        self.said.emit(say("Written down: {who} has this copy.", who=who), False)
        card = self.handed  # of the one after it, it asks as well
        there = card.first() if card is not None and not card.isHidden() else self._back
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what is half-typed about who has the paper.

        Raises:
            NotWritten: the disk did not take it.
        """
        super().settle()
        if self.handed is not None:
            self.handed.settle()

    def entered(self, line: QLineEdit) -> None:
        """Who has the paper was typed: keep it."""
        del line
        if self.handed is not None:
            self.handed.keep()

    def _add(self, card: Card, line: Written) -> None:
        """Add a line under its label: what is read first is larger than the rest."""
        holder = QWidget(card)
        column = space_out(QVBoxLayout(holder), 2)
        if line.label:
            column.addWidget(PlainLabel(line.label, holder, style="small", colour="text2"))
        column.addWidget(PlainLabel(line.words, holder, style="h2" if line.first else "strong"))
        card.column.addWidget(holder)


def to_by_hand(person: str, whom: str, reason: str) -> Where:
    """Return the place of page 1 of the copy for *whom* (``Whom.whom``), with a typed *reason*."""
    return Where("byhand", person=person, note=f"{whom}{_APART}{reason}")
