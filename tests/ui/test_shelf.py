"""Every widget and every kind of field, at every corner: names, reach, order, clipping, focus."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from eolplan import words
from tests.ui import audit, shelf
from ui.theme import Look, apply
from ui.widgets import contents

pytestmark = pytest.mark.usefixtures("ringed")


@pytest.mark.parametrize("name", shelf.PAGES)
@pytest.mark.parametrize("corner", audit.CORNERS, ids=str)
def test_every_widget_passes_the_audit_at_every_corner(qapp, corner, name):
    words.speak(corner.language)
    apply(qapp, corner.look)
    page = shelf.PAGES[name]()
    window = shelf.window(page)
    window.resize(corner.width, corner.height)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    try:
        assert audit.page_faults(window) == {}
        assert audit.too_wide(page, corner.scale) == []
        bars_ = [w for w in contents(window.layout()) if w is not page]
        fixed = [page.bar] if not page.body.isAncestorOf(page.bar) else []
        assert audit.heavy_chrome(window, *bars_, *fixed) == []
    finally:
        window.close()
        shiboken6.delete(window)


@pytest.mark.parametrize("name", shelf.PAGES)
@pytest.mark.parametrize("look", [Look("light"), Look("dark", 2.0), Look("contrast", 1.5)], ids=str)
def test_the_focus_is_seen_on_every_control(qapp, look, name):
    apply(qapp, look)
    window = shelf.window(shelf.PAGES[name]())
    window.resize(1366, 689)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    chain = audit.tab_chain(window)
    assert [fault for w in chain for fault in audit.unseen_focus(window, w)] == []
    window.close()
    shiboken6.delete(window)


def test_pages_can_be_made_and_thrown_away_many_times(qapp):
    """A stale wrapper of a deleted layout item once turned a widget into a QWidgetItem."""
    for round_ in range(12):
        for make in shelf.PAGES.values():
            window = shelf.window(make())
            window.show()
            assert all(isinstance(w, QWidget) for w in audit.tab_chain(window))
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if round_ % 4 == 0:
            gc.collect()


@pytest.mark.parametrize("name", shelf.PAGES)
def test_every_widget_passes_the_audit_from_right_to_left(qapp, name):
    window = shelf.window(shelf.PAGES[name]())
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.resize(1366, 689)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    assert audit.page_faults(window) == {}
    window.grab()
    window.close()
    shiboken6.delete(window)
