"""What a person said about one kind of reader, as facts with their days."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.guide import Guide
from eolplan.handover import AUDIENCES, NotAgreed
from eolplan.record import Answer, Log
from eolplan.words import N_, partial_date, say, tr
from ui.pages.form import LineField
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel, StateTag, announce, identify

_TAGS: Final = {
    "yes": N_("Agreed"),
    "no": N_("Not agreed"),
    "ask_first": N_("Ask first"),
    "not_asked": N_("Not asked yet"),
}


def told(log: Log, guide: Guide, audience: str, name: str) -> tuple[str, ...]:
    """Return what *name* said about a reader, a sentence for each question that was asked.

    Args:
        log: The record as it stands now.
        guide: What may be asked.
        audience: A key of ``AUDIENCES``.
        name: What the person is called.
    """
    asked = [(q, log.reading(q).answer) for q in AUDIENCES[audience].asked if q in guide]
    said = [(q, answer) for q, answer in asked if answer is not None and answer.value is not None]
    lines = []
    for question, answer in said:
        words = _sentence(answer, name)
        reader = guide.question(question).heading.partition(": ")[2]
        named = say("{reader}: {words}", reader=reader[:1].upper() + reader[1:], words=words)
        lines.append(named if len(asked) > 1 else words)
    return tuple(lines) or (say("We have not asked {name} about this.", name=name),)


def _sentence(answer: Answer, name: str) -> str:
    date = partial_date(answer.said_on)
    sentences = {
        "yes": tr("{name} said yes to this on {date}."),
        "no": tr("{name} said no to this on {date}."),
        "ask_first": tr("{name} said on {date}: ask first."),
    }
    known = sentences.get(str(answer.value), tr("{name} was asked on {date}."))
    return known.format(name=name, date=date)


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
        self._said = ""
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
            hint=tr("For example: immediate serious risk, and who decided. It is kept with the"
                    " copy, on this laptop."),
            most=300,
        )  # fmt: skip
        self.reason.box.left.connect(self._left)
        column = space_out(QVBoxLayout(self), 8)
        for widget in (self._tag, self._facts, self._stop, self._ask_row, self.reason):
            column.addWidget(widget)

    def show_said(self, said: str, facts: tuple[str, ...]) -> None:
        """Show what was said.

        Args:
            said: ``yes``, ``no``, ``ask_first`` or ``not_asked``.
            facts: The sentences of ``told``.
        """
        self._said = said
        self.reason.box.clear()
        self.reason.complain("")
        stops = said != "yes"
        self._tag.set_words(tr(_TAGS[said]), "attention" if stops else "ok")
        self._facts.setText("\n".join(facts))
        self._stop.setText(self.stop())
        self._stop.setVisible(stops)
        self._ask.set_words(tr("Ask now") if said == "not_asked" else tr("Ask again"))
        self._ask_row.setVisible(stops)
        self.reason.setVisible(stops)
        announce(self, " ".join(filter(None, (*facts, self.stop()))))

    def stop(self) -> str:
        """Return why no copy can be made now, or the empty string."""
        if self._said in ("", "yes") or self.reason.text():
            return ""
        return str(NotAgreed(self._said))

    def given(self) -> str:
        """Return the reason typed; empty where none is needed."""
        return "" if self._said == "yes" else self.reason.text()

    def words(self) -> str:
        """Return the facts shown."""
        return self._facts.text()

    def _left(self) -> None:
        if self.given():
            self.reason_given.emit()
