"""Questions of every kind, made on the spot."""

from __future__ import annotations

import datetime as dt
import json
import lzma
from pathlib import Path

import jsonschema

from eolplan.guide import Coding, Option, Question, ValueSet

TODAY = dt.date(2026, 11, 25)
SNOMED = "http://snomed.info/sct"
OPTIONS = (
    Option("home", "Home", codings=(
        Coding(SNOMED, "110481000000108", "at home", "PRSB", "2026-11-25", "hope"),
        Coding(SNOMED, "395091006", "place", "PZP", "2026-11-25"),
    )),
    Option("hospice", "Hospice"),
    Option("hospital", "Hospital"),
    Option("none", "None of these", alone=True),
)  # fmt: skip
PLACES = ValueSet("VS-PLACE", "Places", "test", (*OPTIONS, Option("old", "The old place")))
VIEWS = (Option("wants", "Wants it"), Option("only_if", "It depends"))
YES_NO = (Option("yes", "Yes"), Option("no", "No"), Option("not_known", "Not sure"))
DATA = Path(__file__).parent.parent / "data"
OFFICIAL = json.loads(lzma.decompress((DATA / "fhir.schema.json.xz").read_bytes()))
ANSWER = {"$ref": "#/definitions/QuestionnaireResponse_Answer"}
R4 = jsonschema.Draft6Validator({"definitions": OFFICIAL["definitions"], **ANSWER})
"""The official R4 schema, held against one answer of an item."""

CONTACT = {"ref": "contact", "instance": "0c8f2a"}
MEMBER = {"ref": "val.hopes", "instance": "5d1e0b"}
SERVICE = {"name": "Aberwen befrienders", "phone": "01632 960123", "id": "7f" * 18}
PHONE = {"number": "07700 900123", "kind": "mobile", "message": "yes"}


def ask(kind: str, **keys: object) -> Question:
    picked = kind in ("choice", "choices", "ranked-places")
    given = {"value_set": PLACES, "options": OPTIONS} if picked else {}
    if kind == "treatment":
        given = {"options": VIEWS, "value_set": ValueSet("VS-TXPREF", "Views", "test", VIEWS)}
    if kind == "yes-no":
        given = {"options": YES_NO, "value_set": ValueSet("VS-YN", "Yes or no", "test", YES_NO)}
    if kind == "member":
        given = {"of": "val.hopes"}
    if kind == "scale":
        given = {"min": 0, "max": 10}
    return Question(id="a", kind=kind, heading="A", **{**given, **keys})  # type: ignore[arg-type]
