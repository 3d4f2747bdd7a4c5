"""The closed table of kinds of question.

The screen half lives in ``ui.fields.FIELDS`` under the same keys; a test keeps
the two tables equal. Adding a kind is adding one line here and one there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from eolplan.guide.kinds.chosen import Choice, Choices, Treatment, YesNo
from eolplan.guide.kinds.grouped import Group, RankedPlaces, Statement
from eolplan.guide.kinds.kind import Element, Kind, Value
from eolplan.guide.kinds.measured import Date, Number, Scale
from eolplan.guide.kinds.money import Money
from eolplan.guide.kinds.people import Contact, Phones
from eolplan.guide.kinds.pointing import Member, Service
from eolplan.guide.kinds.written import Line, Lines, Text

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({
    "text": Text(),
    "line": Line(),
    "yes-no": YesNo(),
    "choice": Choice(),
    "choices": Choices(),
    "date": Date(),
    "number": Number(),
    "scale": Scale(),
    "lines": Lines(),
    "phones": Phones(),
    "contact": Contact(),
    "member": Member(),
    "service": Service(),
    "money": Money(),
    "treatment": Treatment(),
    "group": Group(),
    "ranked-places": RankedPlaces(),
    "statement": Statement(),
})  # fmt: skip

__all__ = ["KINDS", "Element", "Kind", "Value"]
