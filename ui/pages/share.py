"""Make a copy of a signed version for one kind of reader, see it, and save it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.status import state_of
from eolplan.subject import Subject
from eolplan.words import say, tr
from ui.jobs import Job
from ui.pages.banner import banner_of
from ui.pages.byhand import to_by_hand
from ui.pages.commands import Command
from ui.pages.handed import CopiesOut, HandedCard
from ui.pages.left_out import LeftOutList
from ui.pages.onward import FOR_SHARE
from ui.pages.page import Page
from ui.pages.preview import Made, PagePicture, make
from ui.pages.saving import SaveCard
from ui.pages.share_whom import Whom
from ui.pages.status_words import copies, stands
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BannerFacts,
    BesideLayout,
    Button,
    Card,
    ErrorSummary,
    Heading,
    PlainLabel,
    announce,
    identify,
    into_sight,
    keep_in_sight,
    order_tabs,
)

_NAME: Final = "share"
_APART: Final = "\n"


class SharePage(Page):
    """Who is it for, what was agreed, what is left out, page 1, and Save PDF.

    Args:
        desk: What is at hand.
        where: Opened for a person; ``note`` is who is chosen (``Whom.whom``), or empty, and
            on a line of its own the reason that was typed.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__(_NAME, where)
        self._desk = desk
        self._log = desk.log(where.person)
        self._name = Subject.of(self._log).called
        self._version = self._log.latest_version()
        self._made: Made | None = None
        self._unasked: Made | None = None
        self._making = self._saves = False
        self.column.addWidget(Heading(self._heading(), self))
        if self._version is None:
            self._draft()
        else:
            self._signed()

    # -- what the window asks ------------------------------------------------

    def title(self) -> str:
        """Return the page's name, with a warning while something is to be mended."""
        words = tr("Share")
        wrong = self._version is not None and self.summary.problems()
        return say("Error: {title}", title=words) if wrong else words

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def place(self) -> Where:
        """Return this page with who is chosen, and the reason: it is no draft of the plan."""
        if self._version is None:
            return super().place()
        note = _APART.join((self.whom.whom(), self.agreed.reason.text()))
        return replace(super().place(), note=note.strip())

    def settle(self) -> None:
        """Keep what is half-typed about who has a copy.

        Raises:
            NotWritten: the disk did not take it.
        """
        super().settle()
        if self._version is not None:
            self.handed.settle()

    def first_focus(self) -> QWidget:
        """Return the first reader; of a draft, the way to sign it off.

        Where others have a copy that must be told, the page opens there, and not below it.
        """
        if self._version is None:
            return self._check
        return self._copies.way if self._copies.found else self.readers.first()

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what Continue means here: Save PDF, or to write down who has the copy."""
        own = super().commands()
        if self._version is None:
            return own
        return {**own, Command.CONTINUE: self.handed.keep if self.handed.has_focus() else self.save}

    def entered(self, line: QLineEdit) -> None:
        """Who has a copy was typed: keep it. A reason was: make the copy, and go on to Save."""
        if line is self.handed.to.box:
            self.handed.keep()
            return
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is on the page ---------------------------------------------------

    def _heading(self) -> str:
        if self._version is None:
            return say("Share {name}'s plan", name=self._name)
        return say(
            "Share {name}'s plan, version {number}", name=self._name, number=self._version.number
        )

    def _draft(self) -> None:
        """Explain that copies are made from what was signed."""
        for words in (
            tr("Copies are made from a signed version. This plan has not been signed off yet."),
            tr("What is on a page at home has to be certain, so somebody signs for it first."),
        ):
            self.column.addWidget(PlainLabel(words, self))
        self._check = self._to_check("primary")
        self.add_action(self._check)
        self._add_back()

    def _signed(self) -> None:
        self.summary = ErrorSummary(self, identifier=f"{_NAME}.problems")
        self.column.insertWidget(0, self.summary)
        self._tell_of_unsigned()
        both, left = QWidget(self), QWidget(self)
        beside = space_out(BesideLayout(both, gap=24, top=True), 24)
        column = space_out(QVBoxLayout(left), 16)
        self.left_out = LeftOutList(left, identifier=f"{_NAME}.left_out")
        self.left_out.hide()
        self.saving = SaveCard(self._desk, self.where.person, left, identifier=f"{_NAME}.saving")
        self.saving.saved.connect(self._saved)
        name = f"{_NAME}.handed"
        self.handed = HandedCard(desk=self._desk, person=self.where.person, parent=left,
                                 identifier=name, place=name)  # fmt: skip
        self.handed.written.connect(self._written)
        for card in (self.saving, self.handed):
            card.trouble.connect(self.trouble)
        self.whom = self._whom(left)
        self.readers, self.agreed = self.whom.readers, self.whom.agreed
        for widget in (self.whom, self.left_out, self.saving, self.handed):
            column.addWidget(widget)
        beside.addWidget(left)
        self._beside = self._preview(both)
        beside.addWidget(self._beside)
        self.column.addWidget(both)
        self.onward = Button(tr("Save PDF"), kind="primary", icon="download")
        identify(self.onward, f"{_NAME}.save")
        self.onward.clicked.connect(self.save)
        self.add_action(self.onward)
        hand = Button(tr("Copy by hand"), icon="pencil", identifier=f"{_NAME}.by_hand")
        hand.clicked.connect(self.by_hand)
        self.add_action(hand)
        self._add_back()
        self.handed.take_up()
        self._begin()

    def _begin(self) -> None:
        """Choose who was chosen before, with the reason that was typed."""
        whom, _, reason = self.where.note.partition(_APART)
        self.whom.choose(whom)
        if reason and self.whom.audience():
            self.agreed.take_up(reason)

    def _tell_of_unsigned(self) -> None:
        state = state_of(self._log)
        if not state.in_use:  # what every copy that is made now says at its head
            card = Card("", self)
            card.column.addWidget(PlainLabel(stands(state, self._name), card, style="strong"))
            card.column.addWidget(PlainLabel(copies(state, self._name), card))
            self.column.addWidget(card)
        self._tell_of_copies(older=state.in_use)
        if state.ended or not self._log.unsigned():
            return
        card = Card("", self)
        row = QWidget(card)
        beside = BesideLayout(row)
        words = tr("There are changes that are not signed off yet. They are not in these copies.")
        beside.addWidget(PlainLabel(words, row))
        beside.addWidget(self._to_check("secondary"))
        card.column.addWidget(row)
        self.column.addWidget(card)

    def _tell_of_copies(self, *, older: bool) -> None:
        """Tell who has a copy that must be told of a change: of an older one, or of any."""
        name = f"{_NAME}.copies"
        card = self._copies = CopiesOut(self._log, self, identifier=name, older=older)
        card.wanted.connect(self._ask)
        card.setVisible(card.found)
        self.column.addWidget(card)

    def _whom(self, parent: QWidget) -> Whom:
        whom = Whom(self._desk, self.where.person, parent, identifier=_NAME)
        whom.chosen.connect(self._choose)
        whom.ask_wanted.connect(self._ask)
        whom.reason_given.connect(self._make)
        return whom

    def _preview(self, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        column = space_out(QVBoxLayout(holder), 8)
        self._state = PlainLabel(tr("Choose who it is for to see page 1."), holder, colour="text2")
        self.picture = PagePicture(holder, identifier=f"{_NAME}.page")
        column.addWidget(self._state)
        column.addWidget(self.picture)
        return holder

    def _to_check(self, kind: str) -> Button:
        words = tr("Check and sign off")
        primary = kind == "primary"
        button = Button(words, kind="primary" if primary else "secondary", icon="check")
        identify(button, f"{_NAME}.check")
        there = Where("check", person=self.where.person)
        button.clicked.connect(lambda: self.wanted.emit(there))
        return button

    def _add_back(self) -> None:
        back = Button(tr("Back to the plan"), icon="arrow-left", identifier=f"{_NAME}.back")
        back.clicked.connect(lambda: self.wanted.emit(Where("person", person=self.where.person)))
        self.add_action(back)

    # -- making a copy -----------------------------------------------------------

    def _choose(self) -> None:
        """Make the copy for who was chosen."""
        order_tabs(self)
        self.summary.show_problems([])
        if not self.handed.begun:  # else it stays, and says which copy it is about
            self.handed.put_away()
        self._make()

    def _make(self) -> None:
        """Make the copy and its picture off-thread, where there is nothing against it."""
        if self._up_to_date():
            return
        self._show(None)
        problems = self.whom.problems()
        self._beside.setHidden(bool(problems))  # a blank sheet would only be scrolled past
        if problems:
            return
        self._state.setText(tr("Making the PDF"))
        if self._making:
            return  # it is looked at again when that one is done
        self._making = True
        reason = self.agreed.given()
        try:
            copying = self._desk.copying(
                self.where.person, self.whom.audience(), reason=reason, reader=self.whom.reader()
            )
        except EolplanError as e:
            self._failed(e)
            return
        job = Job(self, partial(make, copying, reason))
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.start()

    def _done(self, made: Made) -> None:
        self._making = False
        self._made = made
        if not self._up_to_date():
            self._make()
            return
        self._show(made)
        keep_in_sight(QApplication.focusWidget())
        if self._saves:
            self._ask_where()

    def _failed(self, error: Exception) -> None:
        wanted, self._making, self._saves = self._saves, False, False
        if not isinstance(error, EolplanError):
            raise error
        self._state.setText(str(error))
        announce(self, str(error))
        if wanted:  # Save was pressed: it says at the head why there is nothing to save
            self.summary.show_problems([(str(error), self.readers)])

    def _up_to_date(self) -> bool:
        made = self._made
        wanted = (self.whom.audience(), self.whom.reader(), self.agreed.given())
        return made is not None and (made.copy.audience, made.copy.reader, made.reason) == wanted

    def _show(self, made: Made | None) -> None:
        """Show a finished copy, or that there is none."""
        self._made = made
        self.saving.hide()
        self.left_out.setVisible(made is not None)
        if made is None:
            self.picture.clear()
            return
        self.picture.show_page(made)
        self._state.setText(say("Page 1 of {count}", count=made.pages))
        self.left_out.show_kinds(made.copy.left_out)

    # -- by hand -----------------------------------------------------------------

    def by_hand(self) -> None:
        """Show page 1 as lines to be copied, or say what is needed first."""
        problems = self.whom.problems()
        self.summary.show_problems(problems)
        if problems:
            self.view.verticalScrollBar().setValue(0)
            return
        self.wanted.emit(to_by_hand(self.where.person, self.whom.whom(), self.agreed.given()))

    # -- saving ------------------------------------------------------------------

    def save(self) -> None:
        """Ask where the PDF goes, or say what is needed first."""
        problems = self.whom.problems()
        self.summary.show_problems(problems)
        if problems:
            self.view.verticalScrollBar().setValue(0)
            return
        self._saves = True
        self._make()
        if self._up_to_date():
            self._ask_where()

    def _ask_where(self) -> None:
        self._saves = False
        if self._made is not None:
            self.saving.save(self._made)

    def _saved(self, name: str, folder: str) -> None:
        """Say where the file is, and ask who has it now."""
        words = say("Saved as {file}, in the folder {folder}.", file=name, folder=folder)
        if self.handed.begun:
            before = tr("Below is the copy before this one. Write that down first.")
            words = f"{words} {before}"
        self.said.emit(words, False)
        self._unasked = self._made
        if not self.handed.begun:
            self._ask_who_has_it()

    def _ask_who_has_it(self) -> None:
        """Ask who has the copy that was saved last, once."""
        made, self._unasked = self._unasked, None
        if made is not None:
            self.handed.offer(made.copy)
        if made is not None and not self.handed.isHidden():  # who only reads is not asked
            order_tabs(self)
            # a window that comes back from under a dialog scrolls to what has the focus
            self.handed.first().setFocus(Qt.FocusReason.OtherFocusReason)
            into_sight(self.handed)

    def _written(self, who: str) -> None:
        self.saved.emit()
        self.said.emit(say("Written down: {who} has this copy.", who=who), False)
        self._ask_who_has_it()
        there = self.onward if self.handed.isHidden() else self.handed.first()
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, question: str) -> None:
        """Go to the question that settles who may have it, and come back here after it."""
        there = Where("question", person=self.where.person, question=question, note=FOR_SHARE)
        self.wanted.emit(there)
