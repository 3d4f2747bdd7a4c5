"""What eolplan leaves outside its store: a copy that was saved, and no list, log or connection."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.saving import ask_where_to_save

NAME = "Plan-GP-19410304-v1-2026-11-12-ambulance.pdf"

FORMS = ("Gwen Pryce", "Gwen%20Pryce")
"""A folder that somebody named after her, also as an address."""


def files_that_hold(words: str, folder: Path) -> list[Path]:
    """Return the files below *folder* that hold *words*, as plain text or in UTF-16."""
    forms = [words.encode(code) for code in ("utf-8", "utf-16-le")]
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file for file in files if any(form in file.read_bytes() for form in forms)]


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac's own dialog keeps no list of files")
def test_the_place_of_a_copy_is_asked_for_by_a_dialog_that_keeps_no_list(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """A list of recent files outlives the file and shows whose plan was on this laptop."""
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[Path] = []
    dialog = ask_where_to_save(parent, NAME, chosen.append)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    folder = tmp_path / FORMS[0]
    folder.mkdir()
    dialog.setDirectory(str(folder))
    dialog.selectFile(NAME)
    dialog.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))  # what it keeps, it keeps as it goes
    assert chosen == [folder / NAME]
    home = Path(os.environ["HOME"])
    assert files_that_hold(NAME, home) == []
    assert [file for form in FORMS for file in files_that_hold(form, home)] == []


GNOME = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui.pages.saving import ask_where_to_save

application = QApplication([])
parent = QWidget()
parent.show()
dialog = ask_where_to_save(parent, sys.argv[2], lambda file: print(file.name))
dialog.setDirectory(sys.argv[1])
dialog.finished.connect(lambda _: QTimer.singleShot(0, application.quit))
QTimer.singleShot(0, dialog.accept)
application.exec()
"""


@pytest.mark.xvfb
def test_nor_does_gnome_get_to_know_of_it(root: Path, tmp_path: Path) -> None:
    """Under GNOME the system's dialog would write ``recently-used.xbel``."""
    home, folder = tmp_path / "home", tmp_path / "copies"
    home.mkdir()
    folder.mkdir()
    homes = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", GNOME, str(folder), NAME],
        cwd=root, env={**os.environ, **homes, "QT_QPA_PLATFORMTHEME": "gtk3"},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == NAME
    assert files_that_hold(NAME, home) == []


def test_no_log_is_kept(root: Path) -> None:
    """What is not written cannot be found; errors go to the screen, without anybody's words."""
    assert imported(root, {"logging", "syslog", "faulthandler", "traceback"}) == set()


def test_nothing_of_ours_speaks_to_a_network(root: Path) -> None:
    """Not even to ask for a newer eolplan: a hospice's network must not see when somebody dies."""
    speakers = {"asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket",
                "socketserver", "ssl", "telnetlib", "urllib", "webbrowser", "xmlrpc"}  # fmt: skip
    assert imported(root, {*speakers, "PySide6.QtNetwork"}) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at what the Linux kernel has mapped")
def test_the_app_with_all_its_pages_carries_no_network_library(root: Path) -> None:
    """Qt has one; nothing may bring it in by the back door."""
    code = (
        "import importlib, pkgutil, pathlib, sys, ui, ui.app\n"
        "for found in pkgutil.walk_packages(ui.__path__, 'ui.'):\n"
        "    if found.name != 'ui.__main__':\n"
        "        importlib.import_module(found.name)\n"
        "mapped = pathlib.Path('/proc/self/maps').read_text()\n"
        "assert 'libQt6Widgets' in mapped\n"
        "print('libQt6Network' in mapped, 'PySide6.QtNetwork' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["False", "False"]


def imported(root: Path, names: set[str]) -> set[str]:
    """Return which of *names*, packages or modules, our own code imports, and where."""
    return {
        f"{file.relative_to(root)}: {name}"
        for package in ("eolplan", "ui")
        for file in (root / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in names_of(node)
        if name in names or name.partition(".")[0] in names
    }


def names_of(node: ast.AST) -> set[str]:
    """Return the modules that *node* imports."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set()
