"""Fields that point at something else: a member of another group, a local service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from eolplan.directory import Service
from eolplan.guide import Value
from eolplan.guide.kinds.pointing import SERVICE_PARTS
from eolplan.words import say, tr
from ui.fields.base import Field, Known, adding
from ui.fields.chosen import ContactField
from ui.theme import set_state, space_out
from ui.widgets import Button, Card, FlowLayout, LineBox, PlainLabel, into_sight, order_tabs

DIRECTORY: Final = "directory"
"""What ``Around.go`` is given for the page of local services."""

MOST_SHOWN: Final = 6
"""Services under the search box; more would be a list to read and not a choice."""


class MemberField(ContactField):
    """One member of another group, such as the goal that an action is for.

    Signals:
        add_wanted: the one that is meant is not in the list yet.
    """

    _part = "member"

    def _of(self) -> str:
        return self.question.of

    def _listed(self) -> Sequence[tuple[str, str]]:
        return self.around.members(self.question.of)

    def _no_one(self) -> str:
        heading = tr(self.around.find(self.question.of).heading)
        return say("{list}: nothing is written there yet.", list=heading)

    def _adds(self) -> str:
        return adding(self.around.find(self.question.of).one)


class ServiceField(Field):
    """A local service: its name and number, typed or taken from the team's directory."""

    def _build(self) -> None:
        self._id = ""
        self._taken = ""
        self.name = self._line(tr("Name of the service"), "name", 0)
        self.phone = self._line(tr("Phone"), "phone", 20)
        self.age = PlainLabel("", self, style="small", colour="attention")
        self.age.hide()
        self._column.addWidget(self.age)
        row = QWidget(self)
        words = tr("Choose from local services")
        self.choose = Button(words, row, icon="list-filter", identifier=self._identifier("choose"))
        self.choose.setAccessibleName(say("{choose}. {name}", choose=words, name=self.asked))
        self.choose.clicked.connect(self.open)
        FlowLayout(row).addWidget(self.choose)
        self._column.addWidget(row)
        self._panel: Chooser | None = None

    def open(self) -> None:
        """Show the services to choose from, and go to the box that finds one."""
        if self._panel is None:
            self._panel = Chooser(self, self.around.services(), self._identifier("find"))
            self._column.addWidget(self._panel)
        self._panel.refresh()
        self._panel.show()
        self.choose.hide()
        order_tabs(self)
        self._panel.search_box.setFocus(Qt.FocusReason.OtherFocusReason)
        into_sight(self._panel)

    def take(self, service: Service) -> None:
        """Fill in *service*, and record it."""
        self._id, self._taken = service.id, service.name[: SERVICE_PARTS["name"]]
        self.name.setText(self._taken)
        self.phone.setText(service.phone)
        self.close_panel()
        self._show_age()
        self.edited.emit()
        self.settled.emit()

    def close_panel(self) -> None:
        """Put the services away, and go back to the name."""
        if self._panel is not None:
            self._panel.hide()
        self.choose.show()
        order_tabs(self)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer_value(self) -> Value:
        """Return ``{"name", "phone", "id"}``; the id only while the name is the one it was."""
        name, phone = self.name.text().strip(), self.phone.text().strip()
        known = self._id if name and name == self._taken else ""
        parts = {"name": name, "phone": phone, "id": known}
        given: dict[str, Value] = {part: text for part, text in parts.items() if text}
        return given or None

    def first(self) -> QWidget:
        """Return the box with the name."""
        return self.name

    def complain(self, problems: list[str]) -> None:
        """Mark the boxes too."""
        super().complain(problems)
        for box in (self.name, self.phone):
            set_state(box, "error" if problems else "")

    def _line(self, label: str, part: str, letters: int) -> LineBox:
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(PlainLabel(label, holder, style="small"))
        box = LineBox(
            say("{label}. {question}", label=label, question=self.asked), holder,
            identifier=self._identifier(part), letters=letters, most=SERVICE_PARTS[part],
        )  # fmt: skip
        box.textEdited.connect(self.edited)
        box.textEdited.connect(self._show_age)
        box.left.connect(self._left)
        column.addWidget(box)
        self._column.addWidget(holder)
        return box

    def _left(self) -> None:
        """Both boxes are one answer: going from the one to the other is no moving on."""
        if not (self.name.hasFocus() or self.phone.hasFocus()):
            self.settled.emit()

    def _show_value(self, value: Value) -> None:
        if value is not None and value == self.answer_value():
            return
        parts = value if isinstance(value, dict) else {}
        texts = {part: str(parts.get(part) or "") for part in SERVICE_PARTS}
        self._id, self._taken = texts["id"], texts["name"]
        for part, box in (("name", self.name), ("phone", self.phone)):
            if box.text().strip() != texts[part]:
                box.setText(texts[part])
        self._show_age()

    def _show_age(self) -> None:
        """Say of a service that was chosen if it is out of use, or was not checked for long.

        And if it has another number since: the plan keeps the one of the day it was chosen.
        """
        chosen = self._id if self.name.text().strip() == self._taken else ""
        known = self.around.services() if chosen else ()
        words = [
            line for service, age in known if service.id == chosen
            for line in (age, self._other_number(service)) if line
        ]  # fmt: skip
        self.age.setText(" ".join(words))
        self.age.setVisible(bool(words))

    def _other_number(self, service: Service) -> str:
        here, there = (
            "".join(filter(str.isdigit, text)) for text in (self.phone.text(), service.phone)
        )
        if not (here and there) or here == there:
            return ""
        return say("Local services has another number now: {phone}.", phone=service.phone)


class Chooser(Card):
    """The services that fit what is typed, a button for each.

    Args:
        field: Where one is wanted.
        services: All that there are.
        identifier: ``page.question.find``.
    """

    def __init__(self, field: ServiceField, services: Sequence[Known], identifier: str) -> None:
        super().__init__("", field)
        self._field, self._services, self._identifier = field, services, identifier
        label = tr("Find a local service")
        self.column.addWidget(PlainLabel(label, self, style="strong"))
        self.search_box = LineBox(label, self, identifier=identifier, letters=28)
        self.search_box.textChanged.connect(self.refresh)
        row = QWidget(self)
        FlowLayout(row).addWidget(self.search_box)
        self.column.addWidget(row)
        self._rows = space_out(QVBoxLayout(), 4)
        self.column.addLayout(self._rows)
        self._rest = PlainLabel("", self, style="small", colour="text2")
        self.column.addWidget(self._rest)
        foot = QWidget(self)
        flow = FlowLayout(foot)
        close = Button(tr("Close"), foot, kind="quiet", icon="x", identifier=f"{identifier}.close")
        close.clicked.connect(field.close_panel)
        more = Button(tr("Open the list of local services"), foot, kind="link")
        more.setObjectName(f"{identifier}.directory")
        more.clicked.connect(lambda: field.around.go(DIRECTORY, field.question.id))
        for button in (close, more):
            flow.addWidget(button)
        self.column.addWidget(foot)

    def refresh(self) -> None:
        """Show those that fit."""
        found = [known for known in self._services
                 if not known[0].retired and known[0].fits(self.search_box.text())]  # fmt: skip
        _clear(self._rows)
        for number, (service, age) in enumerate(found[:MOST_SHOWN]):
            self._rows.addWidget(self._row(number, service, age))
        self._rest.setText(self._rest_words(len(found)))
        self._rest.setVisible(bool(self._rest.text()))
        order_tabs(self)

    def _rest_words(self, found: int) -> str:
        if not any(not service.retired for service, _ in self._services):
            return tr("No local services are kept yet.")
        if not found:
            return tr("None fits. Try another word, or write the name above.")
        rest = found - MOST_SHOWN
        return say("And {count} more. Type to find one.", count=rest) if rest > 0 else ""

    def _row(self, number: int, service: Service, age: str) -> QWidget:
        holder = QWidget(self)
        column = space_out(QVBoxLayout(holder), 0)
        button = Button(service.name, holder, identifier=f"{self._identifier}.{number}")
        button.clicked.connect(lambda: self._field.take(service))
        row = QWidget(holder)
        FlowLayout(row).addWidget(button)
        column.addWidget(row)
        about = ". ".join(filter(None, (service.phone, service.area, service.what)))
        for words, colour in ((about, "text2"), (age, "attention")):
            if words:
                column.addWidget(PlainLabel(words, holder, style="small", colour=colour))
        return holder


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
