"""Checks of the whole app: A15 colours, A17 keys, A19 no dialogues, A28 one font a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtGui import QAction, QFont, QKeySequence, QShortcut, QTextLayout
from PySide6.QtWidgets import QWidget

from ui.theme import contrast, tokens
from ui.theme.tokens import Theme

PANGRAM: Final = "Tŷ Gŵyr llawn dŵr ẁẃẅỳ ÂÊÎÔÛŴŶ"


def weak_pairs(
    themes: dict[Theme, dict[str, str]] | None = None,
) -> list[str]:
    """A15: every pair of colours that is drawn has the contrast it needs, in each theme."""
    known = themes or {theme: dict(colours) for theme, colours in tokens().colour.items()}
    return [
        f"{theme}: {a} on {b} is {ratio:.2f}, needs {least}"
        for theme, colours in known.items()
        for a, b, least in tokens().pairs
        if (ratio := contrast(colours[a], colours[b])) < least
    ]


def shortcuts(root: QWidget) -> list[str]:
    """Return every shortcut of the window as portable text, such as ``Ctrl+F``."""
    keys = [shortcut.key() for shortcut in root.findChildren(QShortcut) if shortcut.isEnabled()]
    for action in root.findChildren(QAction):
        keys += action.shortcuts() if action.isEnabled() else []
    portable = QKeySequence.SequenceFormat.PortableText
    return sorted(key.toString(portable) for key in keys if not key.isEmpty())


def shortcut_faults(root: QWidget) -> list[str]:
    """A17: no single letter, and none twice."""
    found = shortcuts(root)
    faults = [f"{keys} is a single key" for keys in found if len(keys) == 1]
    faults += [f"Shift+letter: {keys}" for keys in found if _types_a_letter(keys)]
    return faults + sorted({f"{keys} twice" for keys in found if found.count(keys) > 1})


def modal_calls(folder: Path) -> list[str]:
    """A19: no message box, no input dialogue, no ``exec`` but the application's own."""
    faults = []
    for file in sorted(folder.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        faults += [f"{file.name}:{line} {what}" for line, what in _modal(tree)]
    return faults


def mixed_fonts(fonts: Sequence[QFont], text: str = PANGRAM) -> list[str]:
    """A28: a Welsh pangram is drawn with one font in each weight, and has every glyph."""
    faults = []
    for font in fonts:
        layout = QTextLayout(text, font)
        layout.beginLayout()
        layout.createLine().setLineWidth(10_000)
        layout.endLayout()
        runs = layout.glyphRuns()
        families = {run.rawFont().familyName() for run in runs}
        if len(families) > 1:
            faults.append(f"{font.weight()}: {', '.join(sorted(families))}")
        if any(0 in run.glyphIndexes() for run in runs):
            faults.append(f"{font.weight()}: a letter has no glyph")
    return faults


def _types_a_letter(keys: str) -> bool:
    head, _, last = keys.rpartition("+")
    return head == "Shift" and len(last) == 1


def _modal(tree: ast.Module) -> Iterator[tuple[int, str]]:
    banned = ("QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in banned:
                yield node.lineno, name
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, a.name) for a in node.names if a.name in banned)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            own = isinstance(of, ast.Name) and of.id in ("app", "application")
            if node.func.attr in ("exec", "exec_") and not own:
                yield node.lineno, f".{node.func.attr}()"
