"""Kinds about reaching people: phones, contact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from eolplan.guide.kinds.kind import (
    NOTHING,
    Element,
    Plain,
    Value,
    as_recorded,
    fhir_string,
    strings,
)
from eolplan.guide.patterns import phone_problems
from eolplan.words import N_, say, tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question

PHONE_KINDS: Final[Mapping[str, str]] = {
    "mobile": N_("mobile"),
    "home": N_("home"),
    "work": N_("work"),
    "other": N_("other"),
}
"""What a phone is; the words go into :func:`eolplan.words.tr`."""

PHONE_MESSAGES: Final[Mapping[str, str]] = {
    "yes": N_("all right to leave a message"),
    "no": N_("leave no message"),
    "not_known": N_("not asked about messages"),
}
"""Whether a message may be left there."""

MOST_PHONES: Final = 20
CONTACT_SYSTEM: Final = "https://eolplan.example/fhir/contact"
"""The identifier system of the people who matter, in FHIR."""


class Phones(Plain):
    """Telephone numbers in the order in which to try them.

    Each is ``{"number", "kind", "message"}``; the last two may be left out.
    """

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse an empty list, too many, and any number that cannot be rung."""
        if not isinstance(value, list) or not value:
            return [tr(NOTHING)]
        if len(value) > MOST_PHONES:
            return [say("There are too many numbers. Use {most} or fewer.", most=MOST_PHONES)]
        return list(dict.fromkeys(p for phone in value for p in _phone_problems(phone)))

    def text(self, question: Question, value: Value) -> str:
        """Return one number a line, each with what is known of it."""
        phones = value if isinstance(value, list) else [value]
        return "\n".join(filter(None, map(_phone_text, phones)))

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueString`` a number."""
        phones = value if isinstance(value, list) else [value]
        return strings(map(_phone_text, phones))

    def shape(self) -> dict[str, object]:
        """Return the schema of a list of phones."""
        phone = {
            "type": "object",
            "required": ["number"],
            "additionalProperties": False,
            "properties": {
                "number": {"type": "string", "minLength": 1},
                "kind": {"enum": list(PHONE_KINDS)},
                "message": {"enum": list(PHONE_MESSAGES)},
            },
        }
        return {"type": "array", "minItems": 1, "maxItems": MOST_PHONES, "items": phone}


def _phone_problems(phone: Value) -> list[str]:
    if not isinstance(phone, dict) or set(phone) - {"number", "kind", "message"}:
        return [tr("There is more in this answer than this question asks for.")]
    number = phone.get("number")
    if not isinstance(number, str) or not number.strip():
        return [tr("Write the number, or take the line away.")]
    if phone.get("kind", "other") not in PHONE_KINDS:
        return [tr("Choose what kind of number it is.")]
    if phone.get("message", "not_known") not in PHONE_MESSAGES:
        return [tr("Choose whether it is all right to leave a message.")]
    return phone_problems(number)


def _phone_text(phone: Value) -> str:
    if not isinstance(phone, dict):
        return as_recorded(phone)
    number = as_recorded(phone.get("number"))
    kind = tr(PHONE_KINDS.get(as_recorded(phone.get("kind")), ""))
    message = as_recorded(phone.get("message"))
    known = [kind, tr(PHONE_MESSAGES[message]) if message in ("yes", "no") else ""]
    about = ", ".join(filter(None, known))
    return say("{number} ({about})", number=number, about=about) if about else number


class Contact(Plain):
    """A reference to one of the people who matter: ``{"ref": "contact", "instance": id}``.

    Only the record knows the name; whoever holds it prints the name instead of
    ``text``.
    """

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse anything but such a reference."""
        return [] if _instance(value) else [tr("Choose one of the people who matter.")]

    def text(self, question: Question, value: Value) -> str:
        """Return words that name nobody."""
        return tr("One of the people who matter") if _instance(value) else as_recorded(value)

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueReference`` by identifier, which needs no other resource."""
        instance = _instance(value)
        if not instance:
            return strings([as_recorded(value)])
        identifier = {"system": CONTACT_SYSTEM, "value": fhir_string(instance)}
        return [{"valueReference": {"type": "RelatedPerson", "identifier": identifier}}]

    def shape(self) -> dict[str, object]:
        """Return the schema of a reference."""
        return {
            "type": "object",
            "required": ["ref", "instance"],
            "additionalProperties": False,
            "properties": {
                "ref": {"const": "contact"},
                "instance": {"type": "string", "minLength": 1},
            },
        }


def _instance(value: Value) -> str:
    """Return the instance that a reference names; empty when it is none."""
    if not isinstance(value, dict) or set(value) != {"ref", "instance"}:
        return ""
    instance = value["instance"]
    well_formed = value["ref"] == "contact" and isinstance(instance, str) and instance.strip()
    return str(instance) if well_formed else ""
