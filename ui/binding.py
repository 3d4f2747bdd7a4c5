"""What is to be known of PySide6 itself: whether it is sound with this Python, and its imports.

Some builds of PySide6 give back one reference to ``None`` too many on every
call that returns nothing. Where ``None`` can die, before Python 3.12, such a
pair aborts after some 5,000 calls: an afternoon's work, and never a short test.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

CALLS: Final = 1_000
SLACK: Final = 100  # other threads and first uses move the count by a few


def import_plainly() -> None:
    """Give Python's own ``import`` back, which PySide6 has put another in the place of.

    That one reads the source of every module imported after it, to see whether it wants
    methods named in snake case. Nothing here does, and it was a tenth of a cold start.

    Source:
        PySide6 6.11.3, ``shibokensupport/feature.py`` (``feature_imported``) and
        ``loader.py``, which keeps what was there as ``__orig_import__``.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


def binding_is_sound() -> bool:
    """Say whether Qt calls leave ``None`` alone; takes about a millisecond.

    Source:
        Measured: PySide6 6.12.0 on CPython 3.11 loses one reference a call,
        6.11.3 none in 200,000 calls.
    """
    return references_kept(QObject().setObjectName)


def references_kept(call: Callable[[str], object]) -> bool:
    """Say whether 1,000 times *call*, which returns nothing, leave the references to ``None``."""
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call("a")
    return sys.getrefcount(None) > before - SLACK
