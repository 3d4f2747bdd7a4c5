"""How one thing was said that is changed between visits: by telephone, or where."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation
from eolplan.words import N_
from ui.fields import Around, Field, field_for

_SOURCE: Final = "conv.where"
_SOURCES: Final = ("phone", "video", "home", "other")
"""Where one thing is said between visits."""


def said_where(talk: Conversation, around: Around, parent: QWidget) -> Field | None:
    """Return the field that asks it; None where this guide does not ask."""
    if _SOURCE not in talk.guide:
        return None
    asked = talk.guide.question(_SOURCE)
    offered = sorted(asked.options, key=lambda option: option.code != _SOURCES[0])
    options = tuple(option for option in offered if option.code in _SOURCES)
    how = replace(asked, they=N_("How was it said?"), own_words=False, options=options)
    return field_for(how, around, parent, labelled=True)
