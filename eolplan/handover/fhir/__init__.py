"""The machine-readable part of a copy: an R4 document, and the log that it carries."""

from __future__ import annotations

from eolplan.handover.fhir.bundle import bundle

__all__ = ["bundle"]
