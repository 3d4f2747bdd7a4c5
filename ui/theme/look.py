"""The look in force, and how to change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.palette import palette
from ui.theme.sheet import style_sheet
from ui.theme.spacing import Spaced, respace, space_at
from ui.theme.tokens import Theme, tokens

_STYLE: Final = "fusion"
_ORDER: Final[tuple[Theme, ...]] = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class Look:
    """What the user chose: a theme and a text size.

    Attributes:
        theme: ``light``, ``dark`` or ``contrast``.
        scale: 1.0 to 2.0, one of ``tokens().steps``.
        follows: The theme is the one that the laptop asks for, and goes with it.
    """

    theme: Theme = "light"
    scale: float = 1.0
    follows: bool = False

    def __post_init__(self) -> None:
        if self.theme not in _ORDER or self.scale not in tokens().steps:
            raise ValueError(f"no such look: {self.theme} {self.scale}")

    def px(self, length: float) -> int:
        """Return a length given in pixels at 100% in pixels of this look."""
        return round(length * self.scale)

    def size(self, name: str) -> int:
        """Return a size token in pixels of this look; a 1 px line stays 1 px."""
        return _size(name, self.scale)

    def space(self, name: str) -> int:
        """Return a named space token (``page``, ``gap``, ``section``) in pixels."""
        return self.px(tokens().space_named[name])

    def hex(self, name: str) -> str:
        """Return a colour token as ``#RRGGBB``."""
        return tokens().colour[self.theme][name]

    def colour(self, name: str) -> QColor:
        """Return a colour token."""
        return QColor(self.hex(name))

    def font(self, style: str = "body") -> QFont:
        """Return the font of a type style (``body strong heavy small table h2 question``)."""
        return QFont(_font(style, self.scale))  # the caller's own: one may make it bolder

    def line(self, style: str = "body") -> int:
        """Return the height of one line of a type style in pixels."""
        chosen = tokens().type[style]
        return round(chosen.size * chosen.line * self.scale)

    def measure(self, style: str = "body") -> int:
        """Return how wide a line of a type style may be: as many letters in all of them."""
        return _measure(style, self.scale)

    def larger(self) -> Look:
        """Return this look one text step larger, or itself at the largest."""
        return self._step(1)

    def smaller(self) -> Look:
        """Return this look one text step smaller, or itself at the smallest."""
        return self._step(-1)

    def next_theme(self) -> Look:
        """Return this look in the next theme: light, dark, high contrast, light."""
        following = _ORDER[(_ORDER.index(self.theme) + 1) % len(_ORDER)]
        return replace(self, theme=following, follows=False)

    def _step(self, by: int) -> Look:
        steps = tokens().steps
        place = min(max(steps.index(self.scale) + by, 0), len(steps) - 1)
        return replace(self, scale=steps[place])


@cache
def _font(style: str, scale: float) -> QFont:
    chosen = tokens().type[style]
    font = QFont(list(tokens().families))
    font.setPixelSize(round(chosen.size * scale))
    font.setWeight(QFont.Weight(chosen.weight))
    font.setKerning(True)
    if style == "table":
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _size(name: str, scale: float) -> int:
    length = tokens().size[name]
    return round(length if length == 1 else length * scale)


@cache
def _measure(style: str, scale: float) -> int:
    letter, in_body = _font(style, scale).pixelSize(), _font("body", scale).pixelSize()
    return _size("measure", scale) * letter // in_body


class _InForce:
    def __init__(self) -> None:
        self.look = Look()
        self.generation = 0
        self.style_set = False


_now = _InForce()


def look() -> Look:
    """Return the look in force."""
    return _now.look


def generation() -> int:
    """Return a number that changes when a measured text may no longer be right."""
    return _now.generation


def application(name: str) -> QApplication:
    """Make the application of this process in the style that every look is drawn in.

    Qt is told its name here: whoever asks for the style later waits for PySide to make
    the 566 constants that a style knows, before the first paint.
    """
    _now.style_set = True
    return QApplication([name, "-style", _STYLE])


def apply(app: QApplication, chosen: Look, *, every_weight: bool = True) -> None:
    """Make *chosen* the look of the whole app.

    Args:
        app: The application.
        chosen: The look to use from now on.
        every_weight: False before the first paint: load only the regular
            weight, and call ``apply`` again once something is on screen.
    """
    fonts.load_first()
    if every_weight:
        fonts.load_rest()
    _now.look = chosen
    _now.generation += 1
    if not _now.style_set:
        app.setStyle(_STYLE)
        _now.style_set = True
    dark = chosen.theme != "light"
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    app.setFont(chosen.font())
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet(chosen.theme, chosen.scale))
    respace(app, chosen.scale)


def space_out(
    layout: Spaced, gap: int = 8, edges: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> Spaced:
    """Give *layout* a gap and edges (left, top, right, bottom) in pixels at 100%.

    They follow the text scale whenever a look is applied. Returns the layout.
    """
    return space_at(layout, gap, edges, look().scale)


def _palette(chosen: Look) -> QPalette:
    return palette(tokens().colour[chosen.theme])


def look_of(theme: str, scale: float) -> Look:
    """Return the look of these names; a theme that is none is the one the laptop asks for."""
    size = scale if scale in tokens().steps else 1.0
    chosen = next((known for known in _ORDER if known == theme), None)
    return Look(chosen or preferred(), size, follows=chosen is None)


def preferred() -> Theme:
    """Return the theme to start with: high contrast where the system asks for it, else light.

    Dark is only ever the user's own choice: light costs ageing eyes less.
    """
    hints = QGuiApplication.styleHints()  # held: PySide lets the inner object go with it
    wish = hints.accessibility().contrastPreference()
    return "contrast" if wish == Qt.ContrastPreference.HighContrast else "light"
