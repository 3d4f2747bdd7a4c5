"""What a person said about one kind of reader, as facts with their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.guide import Guide
from eolplan.handover import AUDIENCES, NotAgreed, agreement, basis, taken_back, talk_of
from eolplan.handover.audience import OWN_COPY
from eolplan.history.voices import speaker
from eolplan.record import Answer, Log
from eolplan.status import may_not_be_copied
from eolplan.words import N_, begun, partial_date, say, tr
from ui.pages.form import LineField
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel, StateTag, announce, identify

_TAGS: Final = {
    "yes": N_("Agreed"),
    "no": N_("Not agreed"),
    "withdrawn": N_("Agreement taken back"),
    "ask_first": N_("Ask first"),
    "not_asked": N_("Not asked yet"),
    "reason": N_("Needs a reason"),
}
_TO_ASK: Final = ("not_asked", "ask_first")
"""What asking the person may settle; else a copy can be made only with a reason."""

_SAID: Final = {
    "yes": N_("{who} said yes to this on {date}."),
    "no": N_("{who} said no to this on {date}."),
    "ask_first": N_("{who} said on {date}: ask first."),
}
_FOR_THEM: Final = ("attorney_or_deputy", "family_or_friend", "paid_carer")
_NOT_TO_ASK: Final = ("withdrawn", "reason")
"""What nobody asks the person to change from here: a right, and what is no question to them."""

_COPIES: Final = ("own", "bedside")
"""Copies of which the person says whether, and in which form, they want one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said about one reader.

    Attributes:
        facts: Whole sentences.
        tag: What its "yes" is called, where it is not the person's own.
    """

    facts: tuple[str, ...]
    tag: str = ""


def told(log: Log, guide: Guide, audience: str, name: str) -> Told:
    """Return what *name* said about a reader, or who decided it for them.

    Args:
        log: The record as it stands now.
        guide: What may be asked.
        audience: A key of ``AUDIENCES``.
        name: What the person is called.
    """
    if agreement(log, audience) == "withdrawn":
        return Told((taken_back(guide, log, name),))
    if AUDIENCES[audience].reasoned:
        return Told(_of_all(log, guide, name))
    if audience in _COPIES:
        return Told(_at_home(log, guide, audience, name))
    how = basis(guide, log)
    if how.refused:
        return Told((how.taken_back(name),))
    asked = [(q, log.reading(q).answer) for q in AUDIENCES[audience].asked if q in guide]
    lines, own = [], True
    for question, answer in asked:
        if answer is None or answer.value is None:
            continue
        for_them = how.sentence(answer, name, talk_of(log, question))
        own = own and not for_them and answer.said_by not in _FOR_THEM
        words = for_them or _sentence(log, answer)
        reader = guide.question(question).heading.partition(": ")[2]
        named = say("{reader}: {words}", reader=begun(reader), words=words)
        lines.append(named if len(asked) > 1 else words)
    if not lines:
        return Told((say("We have not asked {name} about this.", name=name),))
    decided = say("Decided for {name}", name=name) if how.decided else ""
    return Told(tuple(lines), "" if own else decided or say("Agreed for {name}", name=name))


def _of_all(log: Log, guide: Guide, name: str) -> tuple[str, ...]:
    """Return what to think of before the full record goes anywhere."""
    all_of_it = say("Everything that is written down about {name} is on it, with the notes that"
                    " are for staff only. The code of a key safe is not.",
                    name=name)  # fmt: skip
    back = taken_back(guide, log, name) if may_not_be_copied(log) else ""
    return tuple(filter(None, (all_of_it, back)))


def _at_home(log: Log, guide: Guide, audience: str, name: str) -> tuple[str, ...]:
    """Return what was said of a copy that stays with the person, and what to think of."""
    if agreement(log, audience) == "no":
        return (say("{name} does not want a copy at home.", name=name),)
    answer = log.reading(OWN_COPY).answer
    wanted = guide.question(OWN_COPY).text(answer) if answer and OWN_COPY in guide else ""
    if audience == "bedside":
        return (say("It stays where {name} lives. Think who else may read it there.", name=name),)
    if not wanted:
        return (say("Ask {name} if a copy is wanted, and where it will be kept.", name=name),)
    return (say("{name} would like a copy: {kinds}.", name=name, kinds=wanted),
            say("Think who else may read it where {name} lives.", name=name))  # fmt: skip


def _sentence(log: Log, answer: Answer) -> str:
    words = tr(_SAID.get(str(answer.value), N_("{who} was asked on {date}.")))
    return words.format(who=speaker(log, answer), date=partial_date(answer.said_on))


class Agreed(QWidget):
    """The facts, and where they stand in the way: asking now, or a typed reason.

    Args:
        parent: The page.
        identifier: ``page.agreed``.

    Signals:
        ask_wanted: ask the person now.
        reason_given: the user has typed a reason and moved on.
    """

    ask_wanted = Signal()
    reason_given = Signal()

    def __init__(self, parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        self.setObjectName(identifier)
        self._said, self._reader = "", ""
        self._tag = StateTag("", "ok", self)
        self._facts = PlainLabel("", self)
        self._stop = PlainLabel("", self)
        self._ask_row = QWidget(self)
        self._ask = Button(tr("Ask now"), self._ask_row, icon="message-circle")
        identify(self._ask, f"{identifier}.ask")
        self._ask.clicked.connect(self.ask_wanted)
        FlowLayout(self._ask_row).addWidget(self._ask)
        self.reason = LineField(
            tr("Why it must go all the same"), self, identifier=f"{identifier}.reason",
            hint=tr("For example: immediate serious risk, and who decided. It prints on a copy for"
                    " staff, and is kept on this laptop."),
            most=300,
        )  # fmt: skip
        self.reason.box.left.connect(self._left)
        column = space_out(QVBoxLayout(self), 8)
        for widget in (self._tag, self._facts, self._stop, self._ask_row, self.reason):
            column.addWidget(widget)

    def show_said(
        self, said: str, facts: tuple[str, ...], *, asked: bool = True, tag: str = "",
        reader: str = "",
    ) -> None:  # fmt: skip
        """Show what was said.

        Args:
            said: As of ``handover.needed_for``.
            facts: The sentences of ``told``.
            tag: What a "yes" is called that is not the person's own.
            asked: Such a copy is agreed to; of one that is not nothing reads as agreed.
            reader: Whose name it is that alone is open: what they may know.
        """
        self._said, self._reader = said, reader
        self.reason.box.clear()
        self.reason.complain("")
        stops = said != "yes"
        words = tr(_TAGS[said]) if stops else tag or tr(_TAGS[said])
        self._tag.set_words(words, "attention" if stops else "plain" if tag else "ok")
        self._tag.setVisible(asked or stops)
        self._facts.setText("\n".join(facts))
        reason = tr("It goes only with a reason.")
        ask = tr("Ask, or write why that cannot be.")
        onward = (ask if said in _TO_ASK else reason) if stops else ""
        self._stop.setText(onward)
        self._stop.setVisible(stops)
        self._ask.set_words(tr("Ask now") if said == "not_asked" else tr("Ask again"))
        self._ask_row.setVisible(stops and said not in _NOT_TO_ASK)
        self.reason.setVisible(stops)
        announce(self, " ".join(filter(None, (*facts, onward))))

    def take_up(self, reason: str) -> None:
        """Show a reason that was typed before, where one is needed now."""
        if self._said not in ("", "yes"):
            self.reason.box.setText(reason)
            self._left()

    def stop(self) -> str:
        """Return why no copy can be made now, or the empty string."""
        if self._said in ("", "yes") or self.reason.text():
            return ""
        return str(NotAgreed(self._said, self._reader))

    def given(self) -> str:
        """Return the reason typed; empty where none is needed."""
        return "" if self._said == "yes" else self.reason.text()

    def words(self) -> str:
        """Return the facts shown."""
        return self._facts.text()

    def _left(self) -> None:
        if self.given():
            self.reason_given.emit()
