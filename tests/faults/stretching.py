"""Stretching each passphrase once: the same key as ever, sooner."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache


def stretch_once(put: Callable[[object, str, object], None] = setattr) -> None:
    """Remember every key that is stretched, by passphrase, salt and cost.

    Args:
        put: How an attribute of a module is replaced.
    """
    from eolplan.vault import derive, keys

    derive.__module__  # noqa: B018  so that whoever stretches has been imported
    once = lru_cache(maxsize=256)(keys.stretch)
    for name, module in list(sys.modules.items()):
        if name.startswith("eolplan.vault.") and "stretch" in vars(module):
            put(module, "stretch", once)
