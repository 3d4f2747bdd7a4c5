"""What a key can do: one table for the window that listens and the page that lists them.

No single letters anywhere: speech input types those. A key whose screen is not
there is not in the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eolplan.words import N_


class Command(StrEnum):
    """Something that a key does. The window does the first group, a page the second."""

    NEXT_REGION = "next_region"
    PREVIOUS_REGION = "previous_region"
    COVER = "cover"
    LOCK = "lock"
    SWITCH = "switch"
    FULL_SCREEN = "full_screen"
    FIND = "find"
    BACK = "back"
    SAVED = "saved"
    LARGER = "larger"
    SMALLER = "smaller"
    NORMAL = "normal"
    THEME = "theme"
    KEYS = "keys"
    HELP = "help"
    SETTINGS = "settings"

    CONTINUE = "continue"
    UNDO = "undo"
    PAUSE = "pause"
    TOPICS = "topics"
    NOTE = "note"
    SHARE = "share"
    HISTORY = "history"
    INSIDE = "inside"
    NEXT_DIFFERENCE = "next_difference"
    PREVIOUS_DIFFERENCE = "previous_difference"
    ADD = "add"
    SHOW_1 = "show_1"
    SHOW_2 = "show_2"
    SHOW_3 = "show_3"
    SHOW_4 = "show_4"
    SHOW_5 = "show_5"
    SHOW_6 = "show_6"
    SHOW_7 = "show_7"
    SHOW_8 = "show_8"
    SHOW_9 = "show_9"
    NEXT_SECTION = "next_section"
    PREVIOUS_SECTION = "previous_section"


@dataclass(frozen=True, slots=True)
class Key:
    """How a command is given, and how the keyboard list puts it.

    Attributes:
        sequences: Qt key sequences; the first is the one that is shown.
        words: What it does.
        place: Where it works: ``anywhere``, ``signed in``, ``person``,
            ``conversation``, ``people`` or ``settings``.
    """

    sequences: tuple[str, ...]
    words: str
    place: str = "anywhere"


KEYS: Final = {
    Command.CONTINUE: Key(("Ctrl+Return", "Ctrl+Enter"), N_("Continue, also from a text box")),
    Command.BACK: Key(("Alt+Left",), N_("Back")),
    Command.NEXT_REGION: Key(("F6",), N_("Next part of the window")),
    Command.PREVIOUS_REGION: Key(("Shift+F6",), N_("Previous part of the window")),
    Command.COVER: Key(("F8",), N_("Cover the screen, or carry on")),
    Command.LOCK: Key(("Ctrl+L",), N_("Lock now"), "signed in"),
    Command.SWITCH: Key(
        ("Ctrl+Shift+L",), N_("Switch user: lock, for a colleague to unlock"), "signed in"
    ),
    Command.FULL_SCREEN: Key(("F11",), N_("Full screen")),
    Command.LARGER: Key(("Ctrl++", "Ctrl+="), N_("Larger text")),
    Command.SMALLER: Key(("Ctrl+-",), N_("Smaller text")),
    Command.NORMAL: Key(("Ctrl+0",), N_("Normal text size")),
    Command.THEME: Key(("Ctrl+Shift+T",), N_("Light, dark or high contrast")),
    Command.KEYS: Key(("Ctrl+Shift+K",), N_("Keyboard list"), "signed in"),
    Command.HELP: Key(("F1",), N_("Help for this page")),
    Command.SETTINGS: Key(("Ctrl+,",), N_("Settings"), "signed in"),
    Command.FIND: Key(("Ctrl+F",), N_("Find a person"), "signed in"),
    Command.SAVED: Key(("Ctrl+S",), N_("When the last change was saved"), "signed in"),
    Command.ADD: Key(("Ctrl+N",), N_("Add a person"), "people"),
    Command.SHOW_1: Key(("Ctrl+1",), N_("Show everyone"), "people"),
    Command.SHOW_2: Key(("Ctrl+2",), N_("Use the second filter"), "people"),
    Command.SHOW_3: Key(("Ctrl+3",), N_("Use the third filter"), "people"),
    Command.SHOW_4: Key(("Ctrl+4",), N_("Use the fourth filter"), "people"),
    Command.SHOW_5: Key(("Ctrl+5",), N_("Use the fifth filter"), "people"),
    Command.SHOW_6: Key(("Ctrl+6",), N_("Use the sixth filter"), "people"),
    Command.SHOW_7: Key(("Ctrl+7",), N_("Use the seventh filter"), "people"),
    Command.SHOW_8: Key(("Ctrl+8",), N_("Use the eighth filter"), "people"),
    Command.SHOW_9: Key(("Ctrl+9",), N_("Use the ninth filter"), "people"),
    Command.NEXT_SECTION: Key(("Ctrl+Tab",), N_("Next section"), "settings"),
    Command.PREVIOUS_SECTION: Key(("Ctrl+Shift+Tab",), N_("Previous section"), "settings"),
    Command.SHARE: Key(("Ctrl+P",), N_("Share: save a PDF"), "person"),
    Command.HISTORY: Key(("Ctrl+H",), N_("History of the plan"), "person"),
    Command.INSIDE: Key(("Ctrl+Shift+F",), N_("Find words in the plan"), "person"),
    Command.NEXT_DIFFERENCE: Key(("Ctrl+D",), N_("Next difference, in the history"), "person"),
    Command.PREVIOUS_DIFFERENCE: Key(("Ctrl+Shift+D",), N_("Previous difference"), "person"),
    Command.PAUSE: Key(("F9",), N_("Pause the conversation"), "conversation"),
    Command.TOPICS: Key(("Ctrl+J",), N_("All topics"), "conversation"),
    Command.NOTE: Key(("Ctrl+M",), N_("Staff-only note"), "conversation"),
    Command.UNDO: Key(("Ctrl+Z",), N_("Undo the last change"), "conversation"),
}
