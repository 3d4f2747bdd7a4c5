"""Somebody new: what is typed to add them, and the first entries of their record."""

from __future__ import annotations

import datetime as dt
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from eolplan.guide import Guide
from eolplan.identity import Staff
from eolplan.record import Answer, Author, Entry, Log, Pen, Value
from eolplan.record.codes import JUDGED
from eolplan.words import language


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is typed to add a person. Texts as typed; dates ISO.

    Attributes:
        given, family: Names; the family name or the given name must be there.
        preferred: What they like to be called.
        born: Date of birth, any precision, or empty.
        number: Digits of the NHS, CHI or H&C number, or empty.
        number_question: Which number it is, a question id.
        no_number_reason: A code of VS-NO-NUMBER when there is no number.
        address: Lines of where they live now.
        postcode: Of that address.
        communication: What they need to hear, see and understand.
        more_numbers: Further numbers, each after the id of its question.
    """

    given: str = ""
    family: str = ""
    preferred: str = ""
    born: str = ""
    number: str = ""
    number_question: str = "person.nhs_no"
    no_number_reason: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    communication: str = ""
    more_numbers: tuple[tuple[str, str], ...] = ()


def introduce(
    new: Newcomer, person: str, *, guide: Guide, staff: Staff, at: dt.datetime, practice: bool
) -> tuple[Entry, ...]:
    """Return what a newcomer's page says, as the first entries of a record.

    Args:
        new: What was typed.
        person: The new id.
        guide: Whose questions they answer.
        staff: Who wrote it down.
        at: When; aware UTC.
        practice: The person is made up.
    """
    made: list[Entry] = []
    for question, instance, answer in facts(new, staff.nation, at, practice=practice):
        pen = Pen(
            person=person,
            author=Author(staff.id, staff.name, staff.role, staff.reg),
            now=lambda: at,
            guide=guide.digest_of(question) if question in guide else "",
            lang=language(),
        )
        made += pen.answer(Log().plus(made), question, answer, instance)
    return tuple(made)


def facts(
    new: Newcomer, nation: str, at: dt.datetime, *, practice: bool
) -> Iterable[tuple[str, str, Answer]]:
    """Yield what a newcomer's page says: a question, an instance, an answer.

    Args:
        new: What was typed.
        nation: Of the team.
        at: When it was written down; aware.
        practice: The person is made up.
    """
    today = at.astimezone().date().isoformat()
    home = uuid.uuid4().hex
    has_home = bool(new.address or new.postcode)
    has_nhs = new.number_question == "person.nhs_no" and bool(new.number)
    values: list[tuple[str, str, Value]] = [
        ("person.given", "", new.given),
        ("person.family", "", new.family),
        ("person.preferred", "", new.preferred),
        ("person.dob", "", new.born),
        (new.number_question, "", new.number),
        *((question, "", number) for question, number in new.more_numbers),
        ("person.nhs_status", "", "02" if has_nhs else ""),
        ("person.no_id_reason", "", new.no_number_reason),
        ("plan.jurisdiction", "", nation),
        ("plan.practice", "", "yes" if practice else ""),
        ("person.address", home, True if has_home else ""),
        ("person.address.kind", home, "main" if has_home else ""),
        ("person.address.lines", home, list[Value](new.address)),
        ("person.address.postcode", home, new.postcode),
    ]
    for question, instance, value in values:
        if value:
            answer = Answer(value=value, said_by=JUDGED, said_on=today)
            yield question, instance, answer.clean()
    if new.communication:
        heard = Answer(own_words=new.communication, said_by="clinician_observed", said_on=today)
        yield "comm.how", "", heard.clean()  # staff typed it: it is nobody's own words yet


def folded(name: str) -> str:
    """Return *name* without accents, case, punctuation or order, to compare names by."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(letters.split()))
