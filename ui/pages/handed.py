"""Who has a copy: asked in one step once it is saved, and told wherever copies must be known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import AnswerRejected, NotWritten
from eolplan.desk import Desk
from eolplan.desk.half_written import HalfWritten
from eolplan.desk.handed import COPIES, WAYS, copies_out, is_older, write_down
from eolplan.guide import Guide
from eolplan.handover import AUDIENCES, reader_of
from eolplan.identity import Act
from eolplan.record import Log
from eolplan.subject import Subject
from eolplan.words import N_, say, tr
from ui.pages.form import LineField
from ui.pages.half_typed import InPassing
from ui.theme import space_out
from ui.widgets import Button, Card, Choice, ChoiceGroup, FlowLayout, PlainLabel, identify

_AT_HOME: Final = N_("The folder at home")
_SEEN: Final = 6
"""Copies that are told one by one; of more, how many there are besides."""


class CopyMade(Protocol):
    """What is known of a copy that was made, as a file or by hand."""

    @property
    def audience(self) -> str:
        """A key of ``AUDIENCES``."""

    @property
    def version(self) -> str:
        """Digest of the version."""

    @property
    def reader(self) -> str:
        """Which of the people it is for; empty where it is for a kind of reader."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A copy that something is half-typed about, as ``CopyMade``."""

    audience: str
    version: str
    reader: str


class HandedCard(Card):
    """Asks who has the copy that was just saved; quiet, and it can be passed by.

    What is half-typed about it is there again after a lock, and when the page is next opened.

    Args:
        desk: What is at hand.
        person: Whose plan.
        parent: The page.
        identifier: ``page.handed``.
        place: Where the half of it is kept; see ``HalfWritten``.

    Signals:
        written: it stands in the plan; carries who has it.
        trouble: carries an error that the message bar is to tell.
    """

    written = Signal(str)
    trouble = Signal(object)

    def __init__(
        self, desk: Desk, person: str, parent: QWidget, *, identifier: str, place: str
    ) -> None:
        super().__init__(tr("Who has this copy now?"), parent)
        self._desk, self._person = desk, person
        self._half = HalfWritten(desk, place, person)
        self._made: CopyMade | None = None
        self._offered = ("", "")
        self._next: tuple[CopyMade, str] | None = None
        self._about = PlainLabel("", self, colour="text2")
        self._earlier = PlainLabel(
            tr("Half-typed, from earlier"), self, style="small", colour="text2"
        )
        words = tr("Write it down, so that they can be told when the plan changes. Later will do.")
        self.to = LineField(
            tr("Who has it?"), self, identifier=f"{identifier}.to", most=100,
            hint=tr("A name, a service, or a place such as the yellow folder."),
        )  # fmt: skip
        self.how = _ways(desk.guide, self, f"{identifier}.how")
        row = QWidget(self)
        flow = FlowLayout(row)
        keep = Button(tr("Write it down"), row, icon="check")
        identify(keep, f"{identifier}.keep")
        keep.clicked.connect(self.keep)
        later = Button(tr("Not now"), row, identifier=f"{identifier}.later")
        later.clicked.connect(self.put_away)
        flow.addWidget(keep)
        flow.addWidget(later)
        for widget in (self._about, self._earlier, PlainLabel(words, self), self.to,
                       PlainLabel(self.how.accessibleName(), self, style="strong"), self.how,
                       row):  # fmt: skip
            self.column.addWidget(widget)
        self._passing = InPassing(self)
        self._passing.due.connect(self._keep_in_passing)
        self.to.box.textEdited.connect(self._passing.typed)
        self.how.changed.connect(self._passing.typed)
        self.hide()

    def offer(self, made: CopyMade, *, how: str = "") -> None:
        """Ask about a copy, where who is signed in may write it down.

        Args:
            made: Which copy.
            how: A code of the ways in which it is given, where that is certain.
        """
        if not self._desk.can(Act.RECORD):
            return
        self._made, self._offered = made, (self._likely(made), how)
        self._about.setText(self._copy(made))
        self._earlier.hide()
        self.to.box.setText(self._offered[0])
        self.to.complain("")
        self.how.show_values((how,))
        self.show()

    def first(self) -> QWidget:
        """Return what is to be filled in first: an Enter too many there writes nothing down."""
        return self.how.first() if self.to.text() else self.to.box

    def has_focus(self) -> bool:
        """Say whether it is what the keys go to."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def begun(self) -> bool:
        """Whether something was filled in that is not written down."""
        return self._made is not None and (self.to.text(), self.how.value()) != self._offered

    def take_up(self) -> None:
        """Show what was half-typed earlier, with the copy that it is about.

        That may be one of an older version than the one that is asked about. What was
        half-typed of a copy of another plan is left alone.
        """
        half = self._half.texts()
        copy, to, how = (half.get(part, []) for part in ("copy", "to", "how"))
        if len(copy) != 3 or copy[0] not in AUDIENCES or not (to and how):
            return
        asked, known = self._made, copy[1] in self._desk.log(self._person).versions
        if known and (asked is None or asked.version != copy[1]):
            self._next = (asked, self._offered[1]) if asked is not None else None
            self.offer(_Made(*copy))
        if self._made is not None and self._made.version == copy[1]:
            self.to.box.setText(to[0])
            self.how.show_values(how)
            self._earlier.show()

    def settle(self) -> None:
        """Keep what is half-typed, with the copy that it is about.

        Raises:
            NotWritten: the disk did not take it.
        """
        self._passing.kept()
        made = self._made
        if made is not None:
            copy = [made.audience, made.version, made.reader]
            half = {"copy": copy, "to": [self.to.box.text()], "how": [self.how.value()]}
            self._half.keep(half if self.begun else {})

    def put_away(self) -> None:
        """Ask no more about it; nothing of it is half-typed then. What waits is asked next."""
        if self._made is None:
            return
        self.to.box.setText(self._offered[0])
        self.how.show_values((self._offered[1],))
        self._keep_in_passing()
        self._made = None
        self.hide()
        if self._next is not None:
            (made, how), self._next = self._next, None
            self.offer(made, how=how)

    def keep(self) -> None:
        """Write it into the plan, or say what is needed first."""
        if self._made is None:
            return
        to = self.to.text()
        if not to:
            self._complain(tr("Write who has it"))
            return
        try:
            write_down(self._desk, self._person, audience=self._made.audience,
                       version=self._made.version, to=to, how=self.how.value())  # fmt: skip
        except AnswerRejected as e:
            self._complain("; ".join(e.problems))
        except NotWritten as e:
            self.trouble.emit(e)
        else:
            self.put_away()
            self.written.emit(to)

    def _keep_in_passing(self) -> None:
        try:
            self.settle()
        except NotWritten as e:
            self.trouble.emit(e)

    def _copy(self, made: CopyMade) -> str:
        """Say which copy it is: of an older version than the newest also which version."""
        reader, versions = AUDIENCES[made.audience].title, self._desk.log(self._person).versions
        copied = versions.get(made.version)
        newest = self._desk.log(self._person).latest_version()
        if copied is None or copied == newest:
            return say("The copy for: {reader}", reader=reader)
        return say("The copy of version {number}, for: {reader}", number=copied.number,
                   reader=reader)  # fmt: skip

    def _complain(self, problem: str) -> None:
        self.to.complain(problem)
        self.to.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _likely(self, made: CopyMade) -> str:
        """Return who has it where its kind says so; who else might, only the user knows."""
        log = self._desk.log(self._person)
        who = Subject.of(log)
        if made.audience == "own":
            return who.called
        if made.audience == "bedside":
            return tr(_AT_HOME)
        if made.audience == "gp":
            return str(log.reading("gp.practice").value or log.reading("gp.name").value or "")
        one = reader_of(self._desk.guide, log, who.names(), made.reader)
        return one.name if one else ""


def _ways(guide: Guide, parent: QWidget, identifier: str) -> ChoiceGroup:
    options = guide.value_set(WAYS).options
    choices = [Choice(option.code, tr(option.words)) for option in options]
    return ChoiceGroup(tr("How was it given?"), choices, parent, columns=0, identifier=identifier)


class CopiesOut(Card):
    """Tells who has a copy, oldest first, and leads to where that is changed.

    Args:
        log: The record as it stands now.
        parent: The page.
        identifier: ``page.copies``.
        older: Only copies of versions that a newer one has replaced.

    Attributes:
        way: The button that leads there.

    Signals:
        wanted: show all the copies that were given.
    """

    wanted = Signal(str)

    def __init__(self, log: Log, parent: QWidget, *, identifier: str, older: bool = False) -> None:
        newest = log.latest_version()
        out = copies_out(log)
        if older:
            out = tuple(one for one in out if is_older(one.version, newest))
        self._out = out
        super().__init__("", parent)
        words = tr("These have an older version. Give them the new one, and take the old one back.")
        if not older:
            words = tr("Written down as having a copy. Tell each of them.")
        self.column.addWidget(PlainLabel(words, self, style="strong"))
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 4)
        for one in self._out[:_SEEN]:
            column.addWidget(PlainLabel(one.words, holder))
        if more := len(self._out[_SEEN:]):
            column.addWidget(PlainLabel(say("And others: {count}", count=more), holder))
        self.column.addWidget(holder)
        row = QWidget(self)
        self.way = Button(tr("Copies given"), row, icon="pencil", identifier=identifier)
        self.way.clicked.connect(lambda: self.wanted.emit(COPIES))
        FlowLayout(row).addWidget(self.way)
        self.column.addWidget(row)

    @property
    def found(self) -> bool:
        """Whether there is anybody to tell."""
        return bool(self._out)
