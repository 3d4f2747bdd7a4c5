"""A topic on the check page: what stands in it, the way to change it, and to leave it for later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.guide import Section
from eolplan.words import say, tr
from ui.widgets import (
    BesideLayout,
    Button,
    Card,
    FlowLayout,
    Heading,
    PlainLabel,
    ToggleButton,
    identify,
)

_NAME: Final = "check"


class TopicCard(Card):
    """A topic with the way to change it.

    Args:
        section: The topic.
        parent: The page.
    """

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__("", parent)
        title = tr(section.title)
        self._id = section.id
        self._without: ToggleButton | None = None
        head = QWidget(self)
        beside = BesideLayout(head)
        beside.addWidget(Heading(title, head, style="h2"))
        self.change = Button(tr("Change"), head, kind="quiet", icon="pencil")
        identify(self.change, f"{_NAME}.change.{section.id}", say("Change {topic}", topic=title))
        beside.addWidget(self.change)
        self.column.addWidget(head)

    def add_without(self, on: bool, choose: Callable[[bool], None], told: str) -> None:
        """Offer to sign off without this topic.

        Args:
            on: That is chosen already.
            choose: Called with what is chosen.
            told: What copies will say of it then.
        """
        row = QWidget(self)
        toggle = ToggleButton(tr("Sign off without this topic"), row)
        identify(toggle, f"{_NAME}.without.{self._id}")
        toggle.setAccessibleDescription(told)
        toggle.setChecked(on)
        toggle.toggled.connect(choose)
        self._without = toggle
        FlowLayout(row).addWidget(toggle)
        self.column.addWidget(row)
        self.column.addWidget(PlainLabel(told, self, style="small"))

    def show_without(self, on: bool) -> None:
        """Show that the topic is left out: another part of it was, and they are one."""
        if self._without is not None:
            self._without.setChecked(on)
