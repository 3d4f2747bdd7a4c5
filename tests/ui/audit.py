"""Checks that any page can be put through: names, targets, clipping, reach, focus, fonts.

Each function returns a list of faults in words; an empty list is a pass. The
numbers A1 to A28 are those of the acceptance checks. ``test_audit.py`` plants a
fault for each: a check that cannot fail is a defect.

Only widgets that can be seen are looked at, so show the window first.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QRadioButton,
    QTableView,
    QWidget,
)

from tests.ui.audit_drawn import faint_words
from tests.ui.audit_focus import (
    hidden_focus,
    out_of_order,
    tab_chain,
    traps,
    unreachable,
    unseen_focus,
)
from tests.ui.audit_parts import controls, face, name_of, rect_in, role_of, seen_in, which
from tests.ui.audit_whole import (
    PANGRAM,
    mixed_fonts,
    modal_calls,
    shortcut_faults,
    shortcuts,
    weak_pairs,
)
from ui.theme import Look
from ui.theme.tokens import Theme
from ui.widgets import Button, Heading, PlainLabel

if TYPE_CHECKING:
    from ui.window import Window

__all__ = [
    "CORNERS",
    "EDGE",
    "EVERYWHERE",
    "HARDEST",
    "PANGRAM",
    "RIGHT_TO_LEFT",
    "Corner",
    "Lies",
    "all_text",
    "clipped",
    "close_targets",
    "controls",
    "duplicate_names",
    "faint_words",
    "heavy_chrome",
    "hidden_focus",
    "mixed_fonts",
    "modal_calls",
    "name_of",
    "nameless_groups",
    "out_of_order",
    "outside_window",
    "page_faults",
    "role_of",
    "shortcut_faults",
    "shortcuts",
    "small_targets",
    "tab_chain",
    "too_wide",
    "traps",
    "unnamed",
    "unreachable",
    "unseen_focus",
    "weak_pairs",
    "what_lies_where",
    "window_faults",
    "wrong_roles",
]


class Corner(NamedTuple):
    """One way of looking at a page: theme, text size, window, language."""

    theme: Theme
    scale: float
    width: int
    height: int
    language: str = "en"

    @property
    def look(self) -> Look:
        return Look(self.theme, self.scale)

    def __str__(self) -> str:
        percent = round(self.scale * 100)
        return f"{self.theme}-{percent}-{self.width}x{self.height}-{self.language}"


CORNERS: Final = (
    Corner("light", 1.0, 1366, 689),
    Corner("light", 1.25, 1093, 551, "en_XA"),
    Corner("light", 1.5, 1366, 689),
    Corner("light", 2.0, 1024, 521),
    Corner("dark", 1.0, 1024, 521, "en_XA"),
    Corner("dark", 2.0, 1366, 689, "en_XA"),
    Corner("contrast", 1.0, 1366, 689),
    Corner("contrast", 1.5, 1093, 551),
)
"""Eight corners of every theme, size and window: the set for each commit."""

HARDEST: Final = (CORNERS[3], CORNERS[4])
"""The two with the least room: large text in a small window, and the longest words."""

RIGHT_TO_LEFT: Final = "rtl"
"""The language of no language: English, laid out from right to left."""

EVERYWHERE: Final = tuple(
    Corner(theme, scale, width, height, language)
    for theme, scale, (width, height), language in product(
        ("light", "dark", "contrast"),
        (1.0, 1.25, 1.5, 2.0),
        ((1366, 689), (1093, 551), (1024, 521)),
        ("en", "en_XA", RIGHT_TO_LEFT),
    )
)  # fmt: skip
"""All of them, for the long run."""

EDGE: Final = 10
"""The least padding and border of a stock button, px."""


def unnamed(root: QWidget) -> list[str]:
    """A1: every control has a name."""
    return [which(w) for w in controls(root) if not name_of(w)]


def duplicate_names(root: QWidget) -> list[str]:
    """A2: no two controls on a page have the same name and role.

    A choice is spoken with its question, so "Yes" may answer two of them.
    """
    seen: dict[tuple[str, QAccessible.Role, str], list[QWidget]] = {}
    for widget in controls(root):
        choice = isinstance(widget, QRadioButton | QCheckBox)
        key = (name_of(widget), role_of(widget), _group_name(widget) if choice else "")
        seen.setdefault(key, []).append(widget)
    return [
        f"{name!r}: {', '.join(map(which, same))}"
        for (name, *_), same in seen.items()
        if name and len(same) > 1
    ]


def wrong_roles(root: QWidget) -> list[str]:
    """A3: choices, tables and headings are what they are to a screen reader too."""
    role = QAccessible.Role
    expected = (
        (QRadioButton, role.RadioButton),
        (QCheckBox, role.CheckBox),
        (QTableView, role.Table),
        (Heading, role.Heading),
    )
    seen = [w for w in root.findChildren(QWidget) if w.isVisibleTo(root)]
    faults = [
        f"{which(widget)} is {role_of(widget).name}, not {wanted.name}"
        for widget in seen
        for kind, wanted in expected
        if isinstance(widget, kind) and role_of(widget) != wanted
    ]
    if not any(isinstance(widget, Heading) for widget in seen):
        faults.append("no heading")
    return faults


def nameless_groups(root: QWidget) -> list[str]:
    """A4: every radio button stands in a grouping that carries the question."""
    radios = [w for w in controls(root) if isinstance(w, QRadioButton)]
    return [which(radio) for radio in radios if not _group_name(radio)]


def small_targets(root: QWidget, floor: int = 44) -> list[str]:
    """A5: controls are 44 px or more each way; primary buttons and choices 48."""
    faults = []
    for widget in controls(root):
        least = 48 if isinstance(widget, QRadioButton | QCheckBox) or _is_primary(widget) else floor
        if min(widget.width(), widget.height()) < least:
            faults.append(f"{which(widget)} {widget.width()}x{widget.height()}")
    return faults


def close_targets(root: QWidget, gap: int = 8) -> list[str]:
    """A6: neighbouring buttons are 8 px or more apart, wherever they are scrolled together."""
    buttons = [
        w
        for w in controls(root)
        if isinstance(w, QAbstractButton) and not seen_in(w, root).isEmpty()
    ]
    rects = [seen_in(w, root) for w in buttons]
    faults = []
    for i, one in enumerate(rects):
        grown = one.adjusted(1 - gap, 1 - gap, gap - 1, gap - 1)
        faults += [
            f"{which(buttons[i])} and {which(buttons[j])}"
            for j in range(i + 1, len(rects))
            if grown.intersects(rects[j]) and _scrolled_by(buttons[i]) is _scrolled_by(buttons[j])
        ]
    return faults


def _scrolled_by(widget: QWidget) -> QWidget | None:
    """Return the scroll area that moves *widget*: what slides under a bar is not beside it."""
    holder = widget.parentWidget()
    while holder is not None and not isinstance(holder, QAbstractScrollArea):
        holder = holder.parentWidget()
    return holder


def clipped(root: QWidget) -> list[str]:
    """A7: the words of every label and button fit, at the heaviest weight."""
    faults = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not widget.width():
            continue
        wide, high = _needs(widget)
        if wide > widget.width() + 1 or high > widget.height() + 1:
            faults.append(
                f"{which(widget)} needs {wide}x{high}, has {widget.width()}x{widget.height()}"
            )
    return faults


def outside_window(root: QWidget) -> list[str]:
    """A8: nothing sticks out sideways."""
    rects = [(w, rect_in(w, root)) for w in [*controls(root), *root.findChildren(PlainLabel)]]
    return [
        f"{which(w)} {r.left()}..{r.right()} of {root.width()}"
        for w, r in rects
        if w.isVisibleTo(root) and (r.left() < 0 or r.right() >= root.width())
    ]


def too_wide(page: QWidget, scale: float) -> list[str]:
    """A8: the page can be 960 px wide at 100%, and 985 at any size."""
    least = page.minimumSizeHint().width()
    most = 960 if scale == 1.0 else 985
    return [f"{which(page)} cannot be narrower than {least}"] if least > most else []


def heavy_chrome(window: QWidget, *bars: QWidget, most: float = 0.35) -> list[str]:
    """A9: the bars that stay put take 35% of the window's height or less."""
    high = sum(bar.height() for bar in bars if bar.isVisible())
    share = high / window.height()
    return [f"bars take {share:.0%} of {window.height()}"] if share > most else []


def all_text(root: QWidget) -> str:
    """Return everything that eyes or a screen reader could get, tooltips too (A21)."""
    said = [root.windowTitle()]
    faces: list[QAccessibleInterface] = [face(root)]
    text = QAccessible.Text
    while faces:
        this = faces.pop()
        said += [this.text(kind) for kind in (text.Name, text.Description, text.Value)]
        faces += [c for k in range(this.childCount()) if (c := this.child(k)) is not None]
    for widget in [root, *root.findChildren(QWidget)]:
        said += [widget.toolTip(), widget.whatsThis(), widget.statusTip()]
    return "\n".join(filter(None, said))


Lies: TypeAlias = list[tuple[str, str, bool, QRect]]
"""Of each widget: its kind, its name, whether it shows, and its place."""


def what_lies_where(root: QWidget) -> Lies:
    """Return all that A1 to A15 look at, in order; two windows alike in it have the same faults."""
    return [
        (type(w).__name__, name_of(w), w.isVisibleTo(root), rect_in(w, root))
        for w in root.findChildren(QWidget)
    ]


def page_faults(root: QWidget) -> dict[str, list[str]]:
    """Return the faults of A1 to A8, A10 to A12, A14 and A16 by check; none is an empty dict."""
    checks = {
        "A16 faint": faint_words(root),
        "A1 unnamed": unnamed(root),
        "A2 same name": duplicate_names(root),
        "A3 role": wrong_roles(root),
        "A4 group": nameless_groups(root),
        "A5 small": small_targets(root),
        "A6 close": close_targets(root),
        "A7 clipped": clipped(root),
        "A8 outside": outside_window(root),
        "A10 unreachable": unreachable(root),
        "A11 order": out_of_order(root),
        "A12 trap": traps(root),
        "A14 hidden focus": hidden_focus(root),
    }
    return {check: faults for check, faults in checks.items() if faults}


def window_faults(window: Window, corner: Corner) -> dict[str, list[str]]:
    """Return the faults of the page that is open in *window*, and of the bars round it."""
    faults = page_faults(window)
    page = window.page
    assert page is not None
    bars = 0 if window.covered else window.height() - page.view.height()
    bars -= window.messages.height() if bars and window.messages.isVisible() else 0  # it goes again
    more = {
        "A8 wide": too_wide(page, corner.scale) + too_wide(window, corner.scale),
        "A9 chrome": [f"{bars} of {window.height()}"] if bars > 0.35 * window.height() else [],
        "A17 keys": shortcut_faults(window),
    }
    return faults | {check: found for check, found in more.items() if found}


def _group_name(widget: QWidget) -> str:
    holder = widget.parentWidget()
    while holder is not None:
        if role_of(holder) == QAccessible.Role.Grouping:
            return name_of(holder)
        holder = holder.parentWidget()
    return ""


def _is_primary(widget: QWidget) -> bool:
    return isinstance(widget, Button) and widget.kind() == "primary"


def _needs(widget: QWidget) -> tuple[int, int]:
    """Return the width and height that a label's or button's words need in its present width."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.hasHeightForWidth():
            return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
        return widget.sizeHint().width(), widget.sizeHint().height()
    if not isinstance(widget, QAbstractButton) or not widget.text():
        return 0, 0
    if widget.hasHeightForWidth():
        return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
    font = widget.font()
    font.setWeight(QFont.Weight.Bold)  # a size hint does not know of a style sheet's weight
    icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
    words = QFontMetrics(font).horizontalAdvance(widget.text().replace("&", ""))
    return words + icon + 2 * EDGE, widget.sizeHint().height()
