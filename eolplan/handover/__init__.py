"""Handing a plan over: one PDF that people can read and other services' software can read.

A copy is a pure function of the guide, the record, the reader and the moment.
The mask acts once, on the record; pages and data are both made from what is left.
The libraries that draw and pack are imported at first use, never at start-up.
"""

from __future__ import annotations

from eolplan.handover.agreed_for import Basis, basis, taken_back, talk_of
from eolplan.handover.audience import AUDIENCES, Audience, agreement, audience, needed_for
from eolplan.handover.export import (
    Export,
    IdentityDisputed,
    LeftOut,
    NobodyNamed,
    NotAgreed,
    NotForThisReader,
    NotToldOfCpr,
    export,
)
from eolplan.handover.fhir.questionnaire import questionnaire
from eolplan.handover.inspection import Inspection, inspect
from eolplan.handover.named import Reader, reader_of, readers

__all__ = [
    "AUDIENCES",
    "Audience",
    "Basis",
    "Export",
    "IdentityDisputed",
    "Inspection",
    "LeftOut",
    "NobodyNamed",
    "NotAgreed",
    "NotForThisReader",
    "NotToldOfCpr",
    "Reader",
    "agreement",
    "audience",
    "basis",
    "export",
    "inspect",
    "needed_for",
    "questionnaire",
    "reader_of",
    "readers",
    "taken_back",
    "talk_of",
]
