"""What pages with fields share: labelled lines, one error summary, Continue and Back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import say, tr
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.where import Where
from ui.theme import look, set_state, space_out
from ui.widgets import (
    BesideLayout,
    Button,
    ChoiceGroup,
    Complaint,
    ErrorSummary,
    FlowLayout,
    HandsOn,
    Heading,
    LineBox,
    PlainLabel,
    identify,
)

Problems = Sequence[tuple[str, QWidget]]
"""Sentences, each with the widget that can mend it."""


class WideLine(LineBox):
    """As wide as an eye can follow where it is for any number of letters."""

    def sizeHint(self) -> QSize:
        """Return the measure of the type scale, or the width it is for."""
        hint = super().sizeHint()
        return hint if self._letters else QSize(look().size("measure"), hint.height())


class LineField(HandsOn):
    """A label, a hint, and one line to type in.

    Args:
        label: What is asked.
        parent: The widget it belongs to.
        identifier: ``page.control`` of the box.
        hint: A small grey line under the label.
        name: The accessible name, where the label alone would not tell.
        letters: About how many letters it is for; 0 for as wide as there is room.
        most: The most characters it takes; 0 for any number.
    """

    def __init__(
        self,
        label: str,
        parent: QWidget,
        *,
        identifier: str,
        hint: str = "",
        name: str = "",
        letters: int = 0,
        most: int = 0,
    ) -> None:
        super().__init__(parent)
        self.box = self._make_box(name or label, identifier, letters, most)
        self.box.setAccessibleDescription(hint)
        self._complaint = Complaint(self)
        self._column = space_out(QVBoxLayout(self), 4)
        self._column.addWidget(PlainLabel(label, self, style="strong"))
        if hint:
            self._column.addWidget(PlainLabel(hint, self, style="small", colour="text2"))
        self._column.addWidget(self._complaint)
        self._place_box()
        self.hand_to(self.box)
        self.box.full.connect(lambda words: self._complaint.show_problems([words] if words else []))

    def text(self) -> str:
        """Return what was typed, without blanks around it."""
        return self.box.text().strip()

    def complain(self, problem: str) -> None:
        """Say beside the box what is to be mended; an empty text clears it."""
        self._complaint.show_problems([problem] if problem else [])
        set_state(self.box, "error" if problem else "")

    def _make_box(self, name: str, identifier: str, letters: int, most: int) -> LineBox:
        return WideLine(name, self, identifier=identifier, letters=letters, most=most)

    def _place_box(self) -> None:
        row = QWidget(self)
        FlowLayout(row).addWidget(self.box)
        self._column.addWidget(row)


class FormPage(Page):
    """A page with fields, one Continue, and an error summary that takes the focus.

    A subclass fills ``column`` and says what is to be mended (``check``) and
    what Continue does (``submit``).

    Args:
        identifier: The ``page`` of ``page.control``.
        where: The place it was opened for.
        heading: What the page is about.
        step: Where in a series it stands, in words; may be empty.
        onward: The words of the one primary button.
        back: True for a Back button.

    Signals:
        back_wanted: the user wants the page before.
    """

    back_wanted = Signal()

    def __init__(
        self,
        identifier: str,
        where: Where,
        heading: str,
        *,
        step: str = "",
        onward: str = "",
        back: bool = False,
    ) -> None:
        super().__init__(identifier, where)
        self._heading = heading
        self.summary = ErrorSummary(self, identifier=f"{identifier}.problems")
        self.column.addWidget(self.summary)
        if step:
            self.column.addWidget(PlainLabel(step, self, style="small", colour="text2"))
        self.column.addWidget(Heading(heading, self))
        self.onward = Button(
            onward or tr("Continue"), kind="primary", identifier=f"{identifier}.continue"
        )
        self.onward.clicked.connect(self.go_on)
        self.add_action(self.onward)
        self._goes_back = back
        if back:
            button = Button(tr("Back"), icon="arrow-left", identifier=f"{identifier}.back")
            button.clicked.connect(self.back_wanted)
            self.add_action(button)

    def title(self) -> str:
        """Return the heading, with a warning while something is to be mended."""
        return say("Error: {title}", title=self._heading) if self._wrong() else self._heading

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Continue, and Back where there is a page before."""
        back = {Command.BACK: self.back_wanted.emit} if self._goes_back else {}
        return {**super().commands(), Command.CONTINUE: self.go_on, **back}

    def check(self) -> Problems:
        """Return what is to be mended before going on."""
        return []

    def submit(self) -> None:
        """Go on; everything is in order."""

    def go_on(self) -> None:
        """Go on, or say what is to be mended first."""
        problems = self.check()
        self.show_problems(problems)
        if not problems:
            self.submit()

    def show_problems(self, problems: Problems) -> None:
        """Say what is to be mended: in the summary, and beside each field."""
        wrong = {widget: words for words, widget in problems}
        for line in self.findChildren(LineField):
            line.complain(wrong.get(line, wrong.get(line.box, "")))
        for group in self.findChildren(ChoiceGroup):
            group.complain(wrong.get(group, ""))
        self.summary.show_problems([(words, widget) for words, widget in problems])
        self.body.setAccessibleName(self.title())
        if problems:
            self.view.verticalScrollBar().setValue(0)

    def _wrong(self) -> bool:
        return bool(self.summary.problems())


def look_tools(page: Page) -> QWidget:
    """Return the name of the app with the text size and theme buttons, for pages without a bar."""
    row = QWidget(page)
    beside = BesideLayout(row)
    beside.addWidget(PlainLabel("eolplan", row, style="strong"))
    tools = QWidget(row)
    flow = FlowLayout(tools)
    for words, name, command, icon in (
        ("A-", tr("Smaller text"), Command.SMALLER, ""),
        ("A+", tr("Larger text"), Command.LARGER, ""),
        (tr("Theme"), tr("Change the theme"), Command.THEME, "sun"),
        (tr("Help"), tr("Help for this page"), Command.HELP, "circle-help"),
    ):
        button = Button(words, tools, kind="quiet", icon=icon, name=name)
        identify(button, f"{page.objectName()}.{command}", name)
        button.clicked.connect(lambda _=False, c=command: page.asked.emit(c))
        flow.addWidget(button)
    beside.addWidget(tools)
    return row
