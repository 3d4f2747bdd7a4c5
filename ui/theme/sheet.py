"""One style sheet for the stock widgets that are left; everything else paints itself.

Two rules of Qt style sheets shape this file. ``min-height`` is the height of
the *content*, so the padding and border are taken off the target first. And a
size inside a style sheet is deaf to ``QApplication.setFont``, so the whole
sheet is made anew for each text scale.
"""

from __future__ import annotations

from functools import cache
from string import Template
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.theme.tokens import Theme, tokens

_SHEET: Final = Template(
    """
QToolTip {
  background: $surface; color: $text; border: 1px solid $border_control; padding: ${s4}px;
}

QLineEdit, QPlainTextEdit {
  background: $surface; color: $text;
  border: ${control_border}px solid $border_control; border-radius: ${radius}px;
  selection-background-color: $primary; selection-color: $on_primary;
}
QLineEdit { padding: 0 ${s12}px; min-height: ${line_edit}px; }
QPlainTextEdit { padding: ${s4}px ${s8}px; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {
  background: $surface2; border-color: $border;
}
QLineEdit:disabled, QPlainTextEdit:disabled { color: $disabled; border-color: $border; }
QLineEdit[state="error"], QPlainTextEdit[state="error"] {
  border: ${selected_border}px solid $error;
}
QLineEdit[state="error"] { min-height: ${line_edit_error}px; }

QScrollArea { border: none; background: transparent; }
QScrollBar { background: $bg; border: none; margin: 0; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle {
  background: $border_control; border: ${bar_gap}px solid $bg; border-radius: ${bar_radius}px;
}
QScrollBar::handle:vertical { min-height: ${target}px; }
QScrollBar::handle:horizontal { min-width: ${target}px; }
QScrollBar::handle:hover { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: $bg; }

QAbstractItemView {
  background: $surface; alternate-background-color: $surface; color: $text;
  border: 1px solid $border; gridline-color: $border; outline: none;
  selection-background-color: $primary_soft; selection-color: $text;
}
QTableView, QHeaderView { font-size: ${table_px}px; }
QTableView::item { padding: 0 ${s8}px; border: none; border-bottom: 1px solid $border; }
QTableView::item:selected { background: $primary_soft; color: $text; }
QHeaderView { background: $surface2; border: none; }
QHeaderView::section {
  background: $surface2; color: $text; font-weight: 600;
  border: none; border-bottom: ${control_border}px solid $border_control;
  padding: 0 ${s8}px; min-height: ${header}px;
}

QMenu {
  background: $surface; color: $text; border: ${control_border}px solid $border_control;
  padding: ${s4}px;
}
QMenu::item { padding: ${s12}px ${s16}px; border-radius: ${tag_radius}px; }
QMenu::item:selected { background: $primary; color: $on_primary; }
QMenu::item:disabled { color: $disabled; }
"""
)


@cache
def style_sheet(theme: Theme, scale: float) -> str:
    """Return the style sheet of one theme at one text scale."""
    known = tokens()

    def px(length: float) -> int:
        return round(length * scale)

    size = {name: px(length) for name, length in known.size.items()}
    bar = px(14)
    values: dict[str, object] = {
        **size,
        **{f"s{step}": px(step) for step in known.space},
        **known.colour[theme],
        "line_edit": size["target"] - 2 * size["control_border"],
        "line_edit_error": size["target"] - 2 * size["selected_border"],
        "header": size["target"] - size["control_border"],
        "bar": bar,
        "bar_gap": px(3),
        "bar_radius": bar // 2,
        "table_px": px(known.type["table"].size),
    }
    return _SHEET.substitute(values)


def set_state(widget: QWidget, state: str) -> None:
    """Give *widget* a style sheet state (``error`` or empty) and have it drawn so."""
    if (widget.property("state") or "") == state:
        return
    widget.setProperty("state", state)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
