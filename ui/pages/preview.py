"""A picture of page 1 of a copy, so that whoever hands it over has seen it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eolplan.words import say, tr
from ui.theme import look
from ui.widgets import identify, spoken_as

if TYPE_CHECKING:
    from eolplan.handover import Export

SHARP: Final = 2.0
"""Pixels of the picture for a point of the page: sharp up to twice the size."""

_A4: Final = 297 / 210

WIDE: Final = 560
"""Width on the screen, px at 100%: the words of page 1 can be read."""

_ONE_AT_A_TIME: Final = threading.Lock()
"""PDFium, which reads every copy back and draws it, must not run in two threads."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy and what its first page looks like.

    Attributes:
        copy: The copy.
        reason: Why it goes to a reader the person did not agree to; may be empty.
        pixels: The first page, blue, green and red, a byte each, top to bottom.
        width, height, stride: Of the picture: pixels, pixels, bytes.
        words: What the page says, for those who do not see it.
        pages: How many pages there are.
    """

    copy: Export
    reason: str
    pixels: bytes
    width: int
    height: int
    stride: int
    words: str
    pages: int


def make(copying: Callable[[], Export], reason: str) -> Made:
    """Make a copy and draw its first page. Slow, and touches no vault: for a ``Job``.

    Raises:
        EolplanError: the copy cannot be made; see ``eolplan.handover.export``.
    """
    import pypdfium2 as pdfium  # not before it is needed

    with _ONE_AT_A_TIME:
        copy = copying()
        document = pdfium.PdfDocument(copy.pdf)
        try:
            page = document[0]
            bitmap = page.render(scale=SHARP)
            text = page.get_textpage()
            return Made(
                copy, reason, bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
                text.get_text_bounded(), len(document),
            )  # fmt: skip
        finally:
            document.close()


class PagePicture(QWidget):
    """White paper on the screen, whatever the theme: it is what will be printed.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.control``.
    """

    def __init__(self, parent: QWidget | None = None, *, identifier: str) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.Graphic)
        identify(self, identifier)
        self._image = QImage()
        self.clear()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def clear(self) -> None:
        """Show an empty sheet: there is no copy yet."""
        self._image = QImage()
        self.setAccessibleName(tr("Page 1, not made yet"))
        self.setAccessibleDescription("")
        self.updateGeometry()
        self.update()

    def show_page(self, made: Made) -> None:
        """Show the first page of *made*."""
        image = QImage(
            made.pixels, made.width, made.height, made.stride, QImage.Format.Format_BGR888
        )
        self._image = image.copy()  # its own pixels: Qt only borrows those of Python
        self.setAccessibleName(say("Page 1 of {count}, as it will be printed", count=made.pages))
        self.setAccessibleDescription(made.words)
        self.updateGeometry()
        self.update()

    def image(self) -> QImage:
        """Return the picture shown."""
        return self._image

    def sizeHint(self) -> QSize:
        """Return the width at which the words can be read, and the height of the page."""
        wide = look().px(WIDE)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return a width that any window has."""
        return QSize(look().px(200), look().px(100))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the page at *width* pixels."""
        if self._image.isNull():
            return round(width * _A4)
        return round(width * self._image.height() / self._image.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page with a thin edge."""
        del event
        painter = QPainter(self)
        rect = QRectF(0, 0, self.width(), self.heightForWidth(self.width()))
        if self._image.isNull():
            painter.fillRect(rect, look().colour("surface2"))
        else:
            size = rect.size().toSize() * self.devicePixelRatio()
            as_is, smooth = Qt.AspectRatioMode, Qt.TransformationMode
            fitted = self._image.scaled(size, as_is.IgnoreAspectRatio, smooth.SmoothTransformation)
            painter.drawImage(rect, fitted)
        painter.setPen(look().colour("border_control"))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
