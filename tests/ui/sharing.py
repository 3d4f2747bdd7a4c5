"""The share page, opened and ready: what its tests have in common."""

from __future__ import annotations

import pypdfium2 as pdfium
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from tests.ui import plans
from tests.ui.hands import Hands
from ui.pages.share import SharePage
from ui.pages.where import Where
from ui.widgets import PlainLabel


def share(hands: Hands, person: str) -> SharePage:
    """Open the share page."""
    assert hands.window.go(Where("share", person=person))
    assert isinstance(hands.page, SharePage)
    return hands.page


def made(qtbot: QtBot, page: SharePage) -> None:
    """Wait until page 1 is drawn."""
    qtbot.waitUntil(lambda: not page.picture.image().isNull(), timeout=60_000)


def words(page: SharePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_bounded()
    document.close()
    return text


def ready_to_save(qtbot: QtBot, hands: Hands, desk: Desk, gwen: str) -> SharePage:
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    made(qtbot, page)
    return page
