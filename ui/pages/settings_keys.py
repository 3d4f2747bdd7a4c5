"""The organisation's key: one more way back in, whose private half lies outside this laptop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.words import tr
from ui.widgets import Button, Card, FlowLayout, PlainLabel

if TYPE_CHECKING:
    from ui.pages.settings import SettingsPage

_NAME: Final = "settings.organisation"


def ask_for_key_file(parent: QWidget, done: Callable[[Path], object]) -> QFileDialog:
    """Let the user choose a key file, and call *done* with it; nothing when they do not.

    Returns:
        The dialog, which is open and forgets itself.
    """
    dialog = QFileDialog(parent, tr("Choose the organisation's key file"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class OrganisationCard(Card):
    """Whether there is a key of the organisation, and the way to add it or take it away.

    Args:
        parent: The section.
        desk: Whose settings they are.
        page: Says and undoes.
    """

    def __init__(self, parent: QWidget, desk: Desk, page: SettingsPage) -> None:
        super().__init__(tr("Key of your organisation"), parent)
        self._page, self._team = page, desk.team
        self.column.addWidget(
            PlainLabel(
                tr(
                    "Your organisation may have given you a key file, and keeps the other half. If"
                    " you add it, they can open this store. Every use is written down and shown."
                ),
                self,
            )
        )
        self.state = PlainLabel("", self, style="strong")
        self.column.addWidget(self.state)
        row = QWidget(self)
        flow = FlowLayout(row)
        self.add = Button(tr("Add the key file"), row, icon="plus", identifier=f"{_NAME}.add")
        self.add.clicked.connect(lambda: ask_for_key_file(self, self.take))
        self.remove = Button(tr("Take the key away"), row, icon="x", identifier=f"{_NAME}.remove")
        self.remove.clicked.connect(self._take_away)
        flow.addWidget(self.add)
        flow.addWidget(self.remove)
        self.column.addWidget(row)
        self._show()

    def take(self, file: Path) -> None:
        """Add the key in *file*, and say so; or say why not."""
        self._page.change(
            lambda: self._then(lambda: self._team.add_organisation(file)),
            lambda: self._then(self._team.remove_organisation),
            tr("The key of your organisation opens this store too now."),
        )

    def _take_away(self) -> None:
        """Take the key away: it can be added again from the file, so there is no undo."""
        try:
            self._then(self._team.remove_organisation)
        except EolplanError as e:
            self._page.trouble.emit(e)
            return
        self._page.said.emit(tr("The key of your organisation opens this store no longer."), False)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _then(self, act: Callable[[], object]) -> None:
        act()
        self._show()

    def _show(self) -> None:
        there = self._team.has_organisation
        words = tr("There is a key of your organisation.") if there else tr("There is none.")
        self.state.setText(words)
        self.add.setVisible(not there)
        self.remove.setVisible(there)
