"""Kinds that point at something else: a member of another group, a local service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from eolplan.guide.kinds.kind import Element, Plain, Value, as_recorded, fhir_string, strings
from eolplan.guide.kinds.written import line_problems
from eolplan.guide.patterns import phone_problems
from eolplan.words import say, tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question

MEMBER_SYSTEM: Final = "https://eolplan.example/fhir/member/"
"""The identifier system of the members of a group, in FHIR; the group's id follows."""

SERVICE_PARTS: Final[Mapping[str, int]] = MappingProxyType({"name": 100, "phone": 40, "id": 36})
"""The parts of a service that an answer keeps, and the most letters in each."""


class Member(Plain):
    """A reference to a member of the group ``of``: ``{"ref": group, "instance": id}``.

    Only the record knows what the member is called; whoever holds it prints that
    instead of ``text``.
    """

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse anything but such a reference."""
        return [] if member_of(value, question.of) else [tr("Choose one of the list.")]

    def text(self, question: Question, value: Value) -> str:
        """Return words that name none."""
        return tr("One of the list") if member_of(value, question.of) else as_recorded(value)

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueReference`` by identifier, which needs no other resource."""
        instance = member_of(value, question.of)
        if not instance:
            return strings([as_recorded(value)])
        identifier = {"system": f"{MEMBER_SYSTEM}{question.of}", "value": fhir_string(instance)}
        return [{"valueReference": {"identifier": identifier}}]

    def shape(self) -> dict[str, object]:
        """Return the schema of a reference."""
        line = {"type": "string", "minLength": 1}
        return {
            "type": "object",
            "required": ["ref", "instance"],
            "additionalProperties": False,
            "properties": {"ref": line, "instance": line},
        }


def member_of(value: Value, group: str) -> str:
    """Return the instance of *group* that a reference names; empty when it names none."""
    if not isinstance(value, dict) or set(value) != {"ref", "instance"}:
        return ""
    instance = value["instance"]
    right = value["ref"] == group and isinstance(instance, str) and instance.strip()
    return str(instance) if right else ""


class Service(Plain):
    """A local service: ``{"name", "phone", "id"}``, the last two where they are known.

    The name and the number are those of the day on which it was chosen: a plan says what was
    meant then, also where nobody has the directory. ``id`` finds it there, for whoever has.
    """

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse a service without a name, and a number that cannot be rung."""
        if not isinstance(value, dict) or set(value) - set(SERVICE_PARTS):
            return [tr("Choose a service, or write its name.")]
        if "name" not in value:
            return [tr("Write the name of the service too.")]
        found = [p for part in value for p in line_problems(value[part], SERVICE_PARTS[part])]
        if not found and "phone" in value:
            found = phone_problems(str(value["phone"]))
        return list(dict.fromkeys(found))

    def text(self, question: Question, value: Value) -> str:
        """Return ``Aberwen befrienders (01632 960123)``."""
        if not isinstance(value, dict):
            return as_recorded(value)
        name, phone = as_recorded(value.get("name")), as_recorded(value.get("phone"))
        return say("{name} ({phone})", name=name, phone=phone) if name and phone else name or phone

    def shape(self) -> dict[str, object]:
        """Return the schema of a service."""
        line = {"type": "string", "minLength": 1}
        return {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": dict.fromkeys(SERVICE_PARTS, line),
        }
