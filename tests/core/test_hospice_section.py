"""A hospice drops in a file, and its question is everywhere, with no code."""

from __future__ import annotations

import json

import pypdfium2
import pytest

from eolplan.conversation import sign_off, walk
from eolplan.desk import Desk, guide_of
from eolplan.handover.opening import payload_of
from eolplan.record import Answer, changes
from eolplan.telling import told
from tests.core.conftest import PASSPHRASE, READY

SECTION = """
id = "sthelena"
title = "Pets at St Helena"
after = "matters"
about = "Which animals may visit."

[[question]]
id = "sthelena.pets"
kind = "choices"
heading = "Animals that visit"
they = "Which animals should visit {name}?"
you = "Which animals should visit you?"
options = "sthelena.ANIMALS"
own_words = true

[[set]]
id = "sthelena.ANIMALS"
title = "Animals"
source = "St Helena"
  [[set.option]]
  code = "dog"
  words = "A dog"
  [[set.option]]
  code = "cat"
  words = "A cat"
"""


@pytest.fixture
def guide(session, vault_folder):
    own = vault_folder / "guides"
    own.mkdir()
    (own / "sthelena.toml").write_text(SECTION)
    return guide_of(vault_folder)


def test_a_dropped_in_section_reaches_row_pdf_fhir_and_difference(session, guide, clock):
    desk = Desk(session, guide, now=clock)
    from eolplan.caseload import Newcomer

    person = desk.caseload.add(
        Newcomer(given="Gwen", family="Pryce", born="1941-03-04", number="9990000018")
    )
    talk = desk.conversation(person)
    for question, value in (*READY, ("agree.share.hospice", "yes")):
        talk.answer(question, Answer(value=value))

    assert ("sthelena", "sthelena.pets") in [(s.id, q.id) for s, q in walk(talk)]

    first = sign_off(talk, PASSPHRASE)
    talk.answer("sthelena.pets", Answer(value=["dog"], own_words="Mot, <every> day. Tŷ ni."))
    second = sign_off(talk, PASSPHRASE)

    stored = session.store.log(person).reading("sthelena.pets")
    assert stored.value == ["dog"]
    assert (
        told(guide, talk.log, guide.question("sthelena.pets")) == "A dog “Mot, <every> day. Tŷ ni.”"
    )

    (change,) = changes(talk.log.at(first), talk.log.at(second))
    assert change.question == "sthelena.pets"

    pdf = desk.copy(person, "hospice").pdf
    document = pypdfium2.PdfDocument(pdf)
    printed = " ".join(
        " ".join(page.get_textpage().get_text_bounded() for page in document).split()
    )
    document.close()
    assert "Pets at St Helena" in printed
    assert "Animals that visit" in printed
    assert "Mot, <every> day. Tŷ ni." in printed

    bundle = json.loads(payload_of(pdf))
    (response,) = [
        e["resource"] for e in bundle["entry"]
        if e["resource"]["resourceType"] == "QuestionnaireResponse"
    ]  # fmt: skip
    items = {item["linkId"]: item for item in _flat(response["item"])}
    codes = [
        a["valueCoding"]["code"] for a in items["sthelena.pets"]["answer"] if "valueCoding" in a
    ]
    assert codes == ["dog"]


def _flat(items):
    for item in items:
        yield item
        yield from _flat(item.get("item", []))
