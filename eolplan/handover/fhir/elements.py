"""The small parts every FHIR resource is made of. Plain dicts, in a fixed order."""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Final

from eolplan.guide import Coding, Element
from eolplan.resources import resource

BASE: Final = "https://eolplan.example/fhir"
"""Canonical base of what is ours. A placeholder until the project owns a domain."""

UK: Final = "https://fhir.hl7.org.uk/StructureDefinition/"
RARE_SPACE: Final = re.compile(r"[^\S \r\n\t]|\ufeff")
r"""The spaces that FHIR's schema (``[ \r\n\t\S]+``) refuses in a string."""

_IDS: Final = uuid.UUID("6f1d9a52-5f0e-4e0c-9d5e-2b0f6f0b7a11")


def stable_id(*parts: str) -> str:
    """Return the same UUID for the same names, on every laptop and for every version."""
    return str(uuid.uuid5(_IDS, "/".join(parts)))


def urn(identifier: str) -> str:
    """Return the reference form of a UUID."""
    return f"urn:uuid:{identifier}"


def string(text: str) -> str:
    """Return *text* as an R4 ``string`` may hold it: no rare spaces, never empty."""
    plain = text if text.isprintable() else RARE_SPACE.sub(" ", text)
    return plain.strip() or "-"


def concept(*codings: Element, text: str = "") -> Element:
    """Return a CodeableConcept; the text is what a reader must see."""
    made: Element = {}
    if codings:
        made["coding"] = list(codings)
    if text:
        made["text"] = string(text)
    return made


def coding(system: str, code: str, display: str = "") -> Element:
    """Return a Coding."""
    made: Element = {"system": system, "code": code}
    return made | {"display": display} if display else made


def codings_of(codes: Iterable[Coding]) -> list[Element]:
    """Return the codings of an answer."""
    return [coding(c.system, c.code, c.display) for c in codes]


@cache
def _codes() -> dict[str, list[Element]]:
    text = resource("handover/codes.toml").read_text(encoding="utf-8")
    found: dict[str, list[Element]] = {}
    for row in tomllib.loads(text)["code"]:
        made = coding(row["system"], row["code"], row["display"])
        found.setdefault(row["id"], []).append(made)
    return found


def codes(meaning: str) -> list[Element]:
    """Return the codings for one meaning of ours; none where no code is safe."""
    return [dict(code) for code in _codes().get(meaning, ())]


def terminology(name: str, code: str, display: str = "") -> Element:
    """Return a coding of one of HL7's own code systems."""
    return coding(f"http://terminology.hl7.org/CodeSystem/{name}", code, display)


def extension(name: str, **value: object) -> Element:
    """Return an extension of ours with one ``value[x]``."""
    return {"url": f"{BASE}/StructureDefinition/{name}", **value}


def narrative(lines: Iterable[str]) -> Element:
    """Return plain lines as the human-readable text of a resource. Nothing in them is markup."""
    shown = [f"<p>{escape(line).replace(chr(10), '<br/>')}</p>" for line in lines if line.strip()]
    inside = "".join(shown) or "<p>-</p>"
    div = f'<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-GB" lang="en-GB">{inside}</div>'
    return {"status": "generated", "div": div}
