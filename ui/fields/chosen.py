"""Fields that are picked: yes-no, choice, choices, scale, contact, treatment, ranked places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.guide import Option, Value
from eolplan.guide.nations import nation as law_of
from eolplan.words import say, tr
from ui.fields.base import Field
from ui.theme import space_out
from ui.widgets import (
    Button,
    Choice,
    ChoiceGroup,
    FlowLayout,
    LineBox,
    Place,
    PlaceTable,
    PlainLabel,
    Ranked,
)

EXIT: Final = "exit."
"""Prefix of the choices that are exits, not answers of the value set."""

WIDEST_SCALE: Final = 21
"""Points; a longer scale would be a wall of cards."""


class ChoiceField(Field):
    """One answer of a list."""

    _many = False
    _columns = 3

    def _build(self) -> None:
        self.group = ChoiceGroup(
            self.asked,
            self._choices(),
            self,
            many=self._many,
            columns=self._columns,
            identifier=self._identifier("choice"),
        )
        self.group.changed.connect(self.edited)
        self.group.changed.connect(self.settled)
        self._column.addWidget(self.group)

    def answer_value(self) -> Value:
        """Return the chosen code, None when nothing is chosen."""
        return self._chosen() or None

    def offer_exits(self, exits: Sequence[tuple[str, str]]) -> None:
        """Offer ways of not answering among the answers."""
        self.group.add(Choice(f"{EXIT}{code}", words, alone=True) for code, words in exits)

    def exit(self) -> str:
        """Return the code of the exit that is chosen, or the empty string."""
        chosen = self.group.value()
        return chosen.removeprefix(EXIT) if chosen.startswith(EXIT) else ""

    def show_exit(self, code: str) -> None:
        """Show which exit stands; none leaves the answer as it is."""
        if code:
            self.group.show_values([f"{EXIT}{code}"])

    def first(self) -> QWidget:
        """Return the chosen card, else the first."""
        return self.group.first()

    def _chosen(self) -> str:
        """Return the chosen code, the empty string when it is an exit."""
        chosen = self.group.value()
        return "" if chosen.startswith(EXIT) else chosen

    def _choices(self) -> list[Choice]:
        here = law_of(self.around.names.nation)
        offered = here.offered(self.question.id, self.question.options)
        return [self._choice(option) for option in offered if option.fits(self.around.age)]

    def _choice(self, option: Option) -> Choice:
        return Choice(
            option.code,
            option.said(self.around.voice),
            self.around.fill(option.hint),
            option.more,
            option.alone,
        )

    def _show_value(self, value: Value) -> None:
        self._show_codes([value])

    def _show_codes(self, codes: Sequence[Value]) -> None:
        """Choose exactly these; what is offered no longer comes into sight where it stands."""
        wanted = [code for code in codes if isinstance(code, str)]
        for option in filter(None, map(self.question.option, wanted)):
            if not self.group.offers(option.code):
                self.group.add([self._choice(option)])
        self.group.show_values(wanted)


class YesNoField(ChoiceField):
    """Yes, no, or not known, side by side."""

    _columns = 0


class ChoicesField(ChoiceField):
    """Several answers of a list; where any of them holds as a rule, all with one press.

    Nothing is ticked beforehand: who reads it must know that somebody meant it.
    """

    _many = True

    def _build(self) -> None:
        super()._build()
        if self.question.at_once:
            row = QWidget(self)
            every = Button(
                tr("Tick all of these"), row, icon="check", identifier=self._identifier("all"),
                name=say("Tick all of these: {question}", question=self.asked),
            )  # fmt: skip
            every.clicked.connect(self._choose_all)
            FlowLayout(row).addWidget(every)
            self._column.addWidget(row)

    def _choose_all(self) -> None:
        self.group.show_values(choice.code for choice in self._choices() if not choice.alone)
        self.group.changed.emit()

    def answer_value(self) -> Value:
        """Return the chosen codes in the order offered, None when there are none."""
        codes = (code for code in self.group.values() if not code.startswith(EXIT))
        return list[Value](codes) or None

    def _show_value(self, value: Value) -> None:
        self._show_codes(value if isinstance(value, list) else [value])


class ScaleField(ChoiceField):
    """A whole number between two ends, one card a point; never a slider."""

    _columns = 0

    def answer_value(self) -> Value:
        """Return the point, None when none is chosen."""
        chosen = self._chosen()
        return int(chosen) if chosen else None

    def _choices(self) -> list[Choice]:
        first, last = self.question.min or 0, self.question.max or 10
        step = max(self.question.step or 1, (last - first) // (WIDEST_SCALE - 1))
        points = range(first, last + 1, step)
        return [Choice(str(point), str(point), self._meaning(str(point))) for point in points]

    def _meaning(self, point: str) -> str:
        option = next((o for o in self.question.options if o.code == point), None)
        return option.said(self.around.voice) if option else ""

    def _show_value(self, value: Value) -> None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        self.group.show_values([str(value)] if whole else [])


class ContactField(Field):
    """One of the people who matter.

    Signals:
        add_wanted: the one who is meant is not in the list yet.
    """

    add_wanted = Signal()
    _part = "contact"

    def _build(self) -> None:
        people = self._listed()
        self.group: ChoiceGroup | None = None
        if people:
            choices = [Choice(instance, name) for instance, name in people]
            self.group = ChoiceGroup(
                self.asked, choices, self, identifier=self._identifier(self._part)
            )
            self.group.changed.connect(self.edited)
            self.group.changed.connect(self.settled)
            self._column.addWidget(self.group)
        else:
            self._column.addWidget(PlainLabel(self._no_one(), self, colour="text2"))
        row = QWidget(self)
        self.add = Button(self._adds(), row, icon="plus", identifier=self._identifier("add"))
        self.add.setAccessibleName(say("{add}. {name}", add=self._adds(), name=self.asked))
        self.add.clicked.connect(self.add_wanted)
        self.add.clicked.connect(lambda: self.around.go(self._of(), self.question.id))
        FlowLayout(row).addWidget(self.add)
        self._column.addWidget(row)

    def choose(self, instance: str) -> None:
        """Choose one of the list, as a press on the name would."""
        if self.group is not None and instance in dict(self._listed()):
            self.group.card(instance).click()

    def _of(self) -> str:
        """Return the group whose members there are to choose from."""
        return "contact"

    def _listed(self) -> Sequence[tuple[str, str]]:
        return self.around.contacts

    def _no_one(self) -> str:
        return tr("No one is on the list of people who matter yet.")

    def _adds(self) -> str:
        return tr("Add someone")

    def answer_value(self) -> Value:
        """Return a reference to the chosen one, None when none is chosen."""
        chosen = self.group.value() if self.group is not None else ""
        return {"ref": self._of(), "instance": chosen} if chosen else None

    def first(self) -> QWidget:
        """Return the first name, or the button that adds one."""
        return self.group.first() if self.group is not None else self.add

    def _show_value(self, value: Value) -> None:
        instance = value.get("instance") if isinstance(value, dict) else None
        if self.group is not None:
            self.group.show_values([instance] if isinstance(instance, str) else [])


class TreatmentField(ChoiceField):
    """The person's view of a treatment, and what it hangs on.

    A condition has its own line as soon as the view asks for one, and keeps it
    while anything stands in it.
    """

    _PARTS: Final = {"until": "would_try_for_a_time", "only_if": "only_if"}

    def _build(self) -> None:
        super()._build()
        labels = {"until": tr("We will look again when"), "only_if": tr("Only if")}
        self.lines: dict[str, LineBox] = {}
        self._holders: dict[str, QWidget] = {}
        for part in self._PARTS:
            self._column.addWidget(self._line(part, labels[part]))
        self.group.changed.connect(self._arrange)
        self._arrange()

    def answer_value(self) -> Value:
        """Return ``{"view", "until", "only_if"}``, the last two where they hold something."""
        view = self._chosen()
        if not view:
            return None
        parts: dict[str, Value] = {"view": view}
        typed = {part: box.text().strip() for part, box in self.lines.items()}
        return parts | {part: text for part, text in typed.items() if text}

    def take_off(self, words: Collection[str]) -> None:
        """Take off what the earlier view hung on, too."""
        super().take_off(words)
        for box in self.lines.values():
            if box.text().strip() in words:
                box.setText("")
        self._arrange()

    def put_back(self, value: Value, words: str) -> None:
        """Show again what the view hung on, too."""
        super().put_back(value, words)
        if isinstance(value, dict):
            self._show_value(value)

    def _line(self, part: str, label: str) -> QWidget:
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(PlainLabel(label, holder, style="strong"))
        box = LineBox(
            label, holder, identifier=self._identifier(part), most=self.question.max_length
        )
        box.textEdited.connect(self.edited)
        box.left.connect(self.settled)
        column.addWidget(box)
        self.lines[part], self._holders[part] = box, holder
        return holder

    def _arrange(self) -> None:
        for part, view in self._PARTS.items():
            wanted = self.group.value() == view or bool(self.lines[part].text())
            self._holders[part].setVisible(wanted)

    def _show_value(self, value: Value) -> None:
        parts = value if isinstance(value, dict) else {}
        super()._show_value(parts.get("view"))
        for part, box in self.lines.items():
            text = parts.get(part)
            if (shown := text if isinstance(text, str) else "") != box.text().strip():
                box.setText(shown)
        self._arrange()


class RankedPlacesField(Field):
    """The place table: a view over three questions, so it has no value of its own.

    Signals:
        chosen: a cell was chosen or un-chosen; carries the place's code and
            ``first``, ``second``, ``avoid`` or ``none``. ``ranked()`` is the whole.
    """

    chosen = Signal(str, str)

    def _build(self) -> None:
        voice = self.around.voice
        places = [
            Place(o.code, o.said(voice), self.around.fill(o.hint), o.more)
            for o in self.question.options
        ]
        avoid = tr("Do not want") if voice == "you" else tr("Does not want")
        self.table = PlaceTable(
            self.asked,
            places,
            self,
            avoid=avoid,
            choices=self._has_choices,
            digits=self.around.digits,
            identifier=self._identifier("place"),
        )
        self.table.chosen.connect(self._chosen)
        self._column.addWidget(self.table)

    def ranked(self) -> Ranked:
        """Return first choice, second choice and the places not wanted."""
        return self.table.value()

    def show_ranked(self, ranked: Ranked) -> None:
        """Show what is recorded without emitting anything."""
        self.table.show_value(ranked)

    def first(self) -> QWidget:
        """Return the cell that takes the focus."""
        return self.table.first()

    def _unchoose(self) -> None:
        """Take both choices away, and what is not wanted where nothing else is asked for."""
        self.table.show_value(Ranked("", "", self.ranked().avoid if self._has_choices else ()))

    def _excludes_exit(self) -> bool:
        """Say whether a first choice stands: a second one may stand beside "not sure"."""
        shown = self.ranked()
        return bool(shown.first if self._has_choices else shown.avoid)

    @property
    def _has_choices(self) -> bool:
        return len(self.question.fields) != 1

    def _chosen(self, place: str, rank: str) -> None:
        self.chosen.emit(place, rank)
        self.edited.emit()
        self.settled.emit()
