"""The shared pieces every page is made of. They know the theme, and no record.

What only a talk needs is loaded when it is first asked for: the locked screen does not wait.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from ui.widgets.banner import BannerFacts, PersonBanner, PracticeStrip
from ui.widgets.bars import ErrorSummary, MessageBar
from ui.widgets.buttons import Button, ToggleButton
from ui.widgets.cards import ChoiceCard, TickCard
from ui.widgets.choices import Choice, ChoiceGroup
from ui.widgets.complaint import Complaint
from ui.widgets.covers import CoverPage, CrashPage
from ui.widgets.frames import Card, Ground, RegionFrame, StateTag, Tone
from ui.widgets.guide_panel import NARROW, Guidance, GuidePanel, TwoPane
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.layouts import BesideLayout, CardGrid, Columns, FlowLayout, contents
from ui.widgets.long_words import LongWords
from ui.widgets.naming import announce, identify, spoken_as
from ui.widgets.order import HandsOn, order_tabs, order_tabs_after, read_first
from ui.widgets.page import ActionBar, Page
from ui.widgets.ring import FocusRing, FocusRings
from ui.widgets.scroll import ScrollArea, into_sight, keep_in_sight
from ui.widgets.texts import LineBox, OwnWords, WordsBox

if TYPE_CHECKING:
    from ui.widgets.dates import DateBoxes
    from ui.widgets.lists import LinesList, Phone, PhoneList
    from ui.widgets.places import Place, PlaceTable, Ranked
    from ui.widgets.voices import WhoseWords

__all__ = [
    "NARROW",
    "ActionBar",
    "BannerFacts",
    "BesideLayout",
    "Button",
    "Card",
    "CardGrid",
    "Choice",
    "ChoiceCard",
    "ChoiceGroup",
    "Columns",
    "Complaint",
    "CoverPage",
    "CrashPage",
    "DateBoxes",
    "ErrorSummary",
    "FlowLayout",
    "FocusRing",
    "FocusRings",
    "Ground",
    "Guidance",
    "GuidePanel",
    "HandsOn",
    "Heading",
    "LineBox",
    "LinesList",
    "LongWords",
    "MessageBar",
    "OwnWords",
    "Page",
    "PersonBanner",
    "Phone",
    "PhoneList",
    "Place",
    "PlaceTable",
    "PlainLabel",
    "PracticeStrip",
    "Ranked",
    "RegionFrame",
    "ScrollArea",
    "StateTag",
    "TickCard",
    "ToggleButton",
    "Tone",
    "TwoPane",
    "WhoseWords",
    "WordsBox",
    "announce",
    "contents",
    "identify",
    "into_sight",
    "keep_in_sight",
    "order_tabs",
    "order_tabs_after",
    "read_first",
    "spoken_as",
]

_LATER: Final = {
    "DateBoxes": "dates",
    "LinesList": "lists",
    "Phone": "lists",
    "PhoneList": "lists",
    "Place": "places",
    "PlaceTable": "places",
    "Ranked": "places",
    "WhoseWords": "voices",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = found
    return found
