"""What the eye waits for: the start, the list after unlock, the next page."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.vault import Session
from tests.bench.bulk import key_of, now, plain_copy, plainly
from tests.bench.figures import Figure, in_turns, median, taken
from tests.conftest import ROOT
from ui import theme
from ui.pages.where import Where
from ui.window import Window

_STOCK = (QCheckBox, QRadioButton, QLabel, QPlainTextEdit, QLineEdit, QPushButton, QToolButton)
_LIST = "SELECT * FROM caseload ORDER BY sorted, person"
_SIZE = (1280, 720)
_ASKED = ("val.strength", "val.comfort")


def start(vault: Path, n: int) -> Figure:
    """Return what it takes from nothing to the locked screen."""

    ours, empty = in_turns(
        n,
        lambda: taken(lambda: first_paint("ours", vault)),
        lambda: taken(lambda: first_paint("empty", vault)),
    )
    return Figure(
        "cold-start", median(ours), median(empty), n,
        "an empty window of Qt, from the start of the process to its first paint", "<= 1.7",
    )  # fmt: skip


def first_paint(which: str, vault: Path) -> None:
    """Start one of the programs of ``first_paint.py``, to its first paint and end.

    With byte code at hand, as where the app is installed: what a machine is told to
    keep or not to keep beside our sources is no part of a start.
    """
    command = [sys.executable, "-m", "tests.bench.first_paint", which, str(vault)]
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(vault.parent / "compiled"),
    }  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert done.stdout == b"painted\n", done.stderr


def turned() -> None:
    """Let Qt do all that the loop of the app does in a turn: also away with the page before.

    Without a loop what is to be deleted is kept, and every page would be slower than the last.
    """
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def figures(folder: Path, at: Path, guide: Guide, n: int) -> Iterator[Figure]:
    """Yield what the list of the people in *folder* and the next page cost on the screen."""
    at.mkdir()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Look("light", 1.0))
    plain = plain_copy(folder, at / "plain.db")
    yield _list(folder, plain, guide, n)
    yield _page(folder, guide, 5 * n)


def _list(folder: Path, plain: Path, guide: Guide, n: int) -> Figure:
    def ours() -> float:
        key = key_of(folder)
        window, held = Window(now=now), []
        window.resize(*_SIZE)
        window.show()
        QApplication.processEvents()

        def unlock() -> None:
            held.append(Session.open(folder, key, now=now))
            window.begin(Desk(held[0], guide, now=now), None)
            window.repaint()

        time = taken(unlock)
        window.close()
        shiboken6.delete(window)
        held[0].close()
        return time

    def theirs() -> float:
        window = QMainWindow()
        window.resize(*_SIZE)
        window.show()
        QApplication.processEvents()
        time = taken(lambda: _plain_list(window, plain))
        window.close()
        shiboken6.delete(window)
        return time

    mine, plainly_ = in_turns(n, ours, theirs)
    return Figure(
        "unlock-list-10k", median(mine), median(plainly_), n,
        "the same rows out of plain SQLite in a plain table; from the key on",
    )  # fmt: skip


def _plain_list(window: QMainWindow, path: Path) -> None:
    with closing(plainly(path)) as db:
        rows = db.execute(_LIST).fetchall()
    table = QTableView(window)
    table.setModel(_Rows(rows, table))
    window.setCentralWidget(table)
    table.show()
    window.repaint()


class _Rows(QAbstractTableModel):
    def __init__(self, rows: list[tuple[str, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._rows[index.row()][index.column()]


def _page(folder: Path, guide: Guide, n: int) -> Figure:
    """Compare the page of a question with a bare page of as many stock widgets."""
    window, bare = Window(now=now), QMainWindow()
    for each in (window, bare):
        each.resize(*_SIZE)
        each.show()
    with closing(Session.open(folder, key_of(folder), now=now)) as session:
        desk = Desk(session, guide, now=now)
        person = session.store.persons()[0]
        window.begin(desk, None)
        gc.freeze()  # as the app does once the store is open
        pages = [Where("question", person=person, question=q) for q in _ASKED]
        turn = iter(range(10 * n))

        def ours() -> float:
            return taken(lambda: (window.go(pages[next(turn) % 2]), turned()))

        ours()
        counts = _widgets_on(window.page)

        def theirs() -> float:
            return taken(lambda: (bare.setCentralWidget(_bare(counts)), turned()))

        mine, plainly_ = in_turns(n, ours, theirs)
        window.close()
        bare.close()
        shiboken6.delete(window)
    return Figure(
        "page-change", median(mine), median(plainly_), n,
        f"a bare page of the same {sum(counts.values())} stock widgets", "one frame (16.7 ms) more",
    )  # fmt: skip


def _widgets_on(page: QWidget | None) -> Counter[type[QWidget]]:
    assert page is not None
    found: Counter[type[QWidget]] = Counter()
    for widget in page.findChildren(QWidget):
        kind = next((stock for stock in _STOCK if isinstance(widget, stock)), None)
        if kind is not None and widget.isVisible():
            found[kind] += 1
    return found


def _bare(counts: Counter[type[QWidget]]) -> QWidget:
    page = QScrollArea()
    body = QWidget()
    column = QVBoxLayout(body)
    for kind, many in counts.items():
        for _ in range(many):
            column.addWidget(kind())
    page.setWidget(body)
    return page
