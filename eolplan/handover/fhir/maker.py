"""What every resource of one copy has in common."""

from __future__ import annotations

import re
from typing import Final

from eolplan.guide import Element
from eolplan.handover.chart import ENDLESS, Room
from eolplan.handover.copying import Copy
from eolplan.handover.fhir.elements import (
    UK,
    codings_of,
    narrative,
    stable_id,
    terminology,
    urn,
)

DAY: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
"""A FHIR ``date``: a year, a month or a day."""


MADE_UP: Final = terminology("v3-ActReason", "HTEST", "test health data")
"""The label that keeps a made-up person out of anybody's real record."""


def labels(copy: Copy) -> Element:
    """Return the ``meta`` of a made-up person's resources: the label, else nothing."""
    return {"security": [dict(MADE_UP)]} if copy.subject.practice else {}


class Maker:
    """Makes resources of one copy; every reference is to one of them."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.guide, self.log = copy, copy.guide, copy.log
        self.chart = copy.chart(Room(ENDLESS, copy.names))
        self.person = min(copy.log.persons, default="")

    def id(self, name: str) -> str:
        """Return the id of a resource of this person."""
        return stable_id(self.person, name)

    def ref(self, name: str) -> Element:
        """Return a reference inside the document."""
        return {"reference": urn(self.id(name))}

    def resource(self, kind: str, name: str, line: str, profile: str = "") -> Element:
        """Return the beginning of a resource, with *line* as what a weak reader shows."""
        made: Element = {"resourceType": kind, "id": self.id(name)}
        if profile:
            made["meta"] = {"profile": [f"{UK}UKCore-{profile}"], **labels(self.copy)}
        return made | {"text": narrative([line])}

    def coded(self, question: str) -> list[Element]:
        """Return the codings that are true of the one answer to *question*."""
        code = self.chart.code(question)
        if not code or question not in self.guide:
            return []
        asked = self.guide.question(question)
        option = asked.option(code)
        return codings_of(option.coded(asked.fhir)) if option else []
