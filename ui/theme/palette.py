"""The QPalette of a theme: what stock widgets and unstyled ground are painted with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole
_ROLES: Final[Mapping[QPalette.ColorRole, str]] = {
    _Role.Window: "bg",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "surface2",
    _Role.Text: "text",
    _Role.PlaceholderText: "text2",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "on_primary",
    _Role.ToolTipBase: "surface",
    _Role.ToolTipText: "text",
    _Role.Highlight: "primary",
    _Role.HighlightedText: "on_primary",
    _Role.Accent: "primary",
    _Role.Link: "link",
    _Role.LinkVisited: "link",
    _Role.Light: "surface",
    _Role.Midlight: "surface2",
    _Role.Mid: "border",
    _Role.Dark: "border_control",
    _Role.Shadow: "border_control",
}
_FAINT: Final = (_Role.WindowText, _Role.Text, _Role.ButtonText)


def palette(colours: Mapping[str, str]) -> QPalette:
    """Return the palette of one theme's ``#RRGGBB`` colours by token name."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(colours[name]))
    for role in _FAINT:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    return made
