"""Whether Caps Lock is on. Qt does not tell, so each system is asked in its own way."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_VK_CAPITAL: Final = 0x14
_MAC_SESSION: Final = 0  # kCGEventSourceStateCombinedSessionState
_MAC_ALPHA_SHIFT: Final = 0x10000  # kCGEventFlagMaskAlphaShift


def caps_lock(typed: QKeyEvent | None = None) -> bool | None:
    """Return whether Caps Lock is on; None when nothing tells.

    Args:
        typed: The key that was pressed. Where the system itself cannot be
            asked, a letter tells: a capital without Shift, or a small one with it.
    """
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
    if sys.platform == "darwin":
        return _on_mac()
    return told_by(typed) if typed is not None else None


def told_by(typed: QKeyEvent) -> bool | None:
    """Return what a typed letter tells of Caps Lock; None for everything but a letter."""
    letter = typed.text()
    if len(letter) != 1 or letter.upper() == letter.lower():
        return None
    held = bool(typed.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return letter.isupper() is not held


def _on_mac() -> bool | None:
    import ctypes

    try:
        graphics = ctypes.CDLL(
            "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
        )
    except OSError:
        return None
    ask = graphics.CGEventSourceFlagsState
    ask.restype, ask.argtypes = ctypes.c_uint64, [ctypes.c_uint32]
    return bool(ask(_MAC_SESSION) & _MAC_ALPHA_SHIFT)
