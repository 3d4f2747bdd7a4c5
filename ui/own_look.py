"""How the window looks and how large it is, as each member of staff likes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from eolplan.settings import Settings
from ui import theme

_SIZE: Final = (1280, 720)


class OwnLook(QObject):
    """Puts the look on, and remembers it outside the store: it is needed before unlock.

    Args:
        application: Qt's own.
        window: The one window.
        settings: The look and window of last time.

    Attributes:
        settings: As they are now.
    """

    def __init__(self, application: QApplication, window: QMainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._application, self._window, self.settings = application, window, settings

    def choose(self, chosen: theme.Look) -> None:
        """Put on what the user chose."""
        theme.apply(self._application, chosen)
        kept = "" if chosen.follows else chosen.theme
        self.keep(replace(self.settings, theme=kept, scale=chosen.scale))

    def dress(self, slot: str) -> None:
        """Look as whoever opened the store with *slot* likes it; the next one may like another."""
        before, mine = self.settings, self.settings.of(slot)
        self.keep(mine)
        if before.slot not in ("", slot):
            theme.apply(self._application, look_of(mine))
            if mine.width and not self._window.isMaximized():
                self._window.resize(mine.width, mine.height)

    def keep(self, settings: Settings) -> None:
        """Remember *settings*."""
        if settings != self.settings:
            self.settings = settings
            settings.keep()

    def keep_size(self) -> None:
        """Remember how large the window is."""
        window = self._window
        large = window.isMaximized() or window.isFullScreen()
        size = window.normalGeometry().size() if large else window.size()
        width, height, full = size.width(), size.height(), window.isMaximized()
        self.keep(replace(self.settings, width=width, height=height, maximised=full))

    def size_window(self, geometry: str) -> None:
        """Make the window as large as it was, or put it back where *geometry* says."""
        kept = self.settings
        room = self._application.primaryScreen().availableSize()
        width, height = kept.width or _SIZE[0], kept.height or _SIZE[1]
        self._window.resize(min(width, room.width()), min(height, room.height()))
        if geometry:
            saved = QByteArray.fromBase64(geometry.encode("ascii"))
            self._window.restoreGeometry(saved)
        elif kept.maximised:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)


def look_of(settings: Settings) -> theme.Look:
    """Return the look that was kept, or the one the laptop asks for."""
    return theme.look_of(settings.theme, settings.scale)
