"""The conversation as data: what may be asked, in which words, and what answers look like.

Nothing here knows a screen, a record or a person.
"""

from __future__ import annotations

from eolplan.guide.faults import Fault, GuideProblem
from eolplan.guide.files import Checked, check_guide, load, shipped
from eolplan.guide.guide import Guide, digest
from eolplan.guide.kept import Asked, asked_then
from eolplan.guide.kinds import KINDS, Element, Kind, Value
from eolplan.guide.model import (
    AUDIENCES,
    FHIR_NAMES,
    NATION,
    NATIONS,
    AnswerLike,
    Question,
    Section,
    ShownIf,
)
from eolplan.guide.names import PLACEHOLDERS, Names, fill
from eolplan.guide.path import GuidePath, PathStep
from eolplan.guide.patterns import PATTERNS, Pattern
from eolplan.guide.value_sets import Coding, Option, ValueSet, Voice

__all__ = [
    "AUDIENCES",
    "FHIR_NAMES",
    "KINDS",
    "NATION",
    "NATIONS",
    "PATTERNS",
    "PLACEHOLDERS",
    "AnswerLike",
    "Asked",
    "Checked",
    "Coding",
    "Element",
    "Fault",
    "Guide",
    "GuidePath",
    "GuideProblem",
    "Kind",
    "Names",
    "Option",
    "PathStep",
    "Pattern",
    "Question",
    "Section",
    "ShownIf",
    "Value",
    "ValueSet",
    "Voice",
    "asked_then",
    "check_guide",
    "digest",
    "fill",
    "load",
    "shipped",
]
