"""One copy, in one file: what is kept back is in no byte of it."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import replace

import pikepdf
import pytest

from eolplan.handover import (
    AUDIENCES,
    Export,
    IdentityDisputed,
    NotAgreed,
    NotToldOfCpr,
    export,
    inspect,
)
from eolplan.handover.export import for_hand
from eolplan.handover.opening import payload_of
from tests.handover.notebook import SIGNED, STAFF, Notebook, gwen, reader_for

pytestmark = pytest.mark.uncounted


def made(book: Notebook, audience_id: str = "hospice", **more: object) -> Export:
    if book.log.unsigned() and "draft" not in more:
        book.sign()
    more.setdefault("reader", reader_for(book.log, audience_id))
    return export(book.log, book.guide, audience_id, staff=STAFF, now=SIGNED, **more)  # type: ignore[arg-type]  # keywords of export


def every_byte(pdf: bytes) -> str:
    """Return the file with everything in it unfolded: objects, streams, attachments, metadata."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        parts = [pdf]
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes())
            parts.append(str(thing).encode())
    parts.append(payload_of(pdf))
    return b"\n".join(parts).decode("latin-1")


def test_the_file_holds_the_pages_and_the_data_and_nothing_about_anybody():
    pdf = made(gwen()).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert {key: str(told) for key, told in document.docinfo.items()} == {
            "/Title": "Advance care plan", "/Creator": "eolplan", "/Producer": "eolplan",
            "/CreationDate": "D:20251112142000Z", "/ModDate": "D:20251112142000Z",
        }  # fmt: skip
        (spec,) = document.Root.AF
        assert spec.AFRelationship == "/Source"
        assert str(spec.UF) == "acp.fhir.json"
        assert list(document.attachments) == ["acp.fhir.json"]
        metadata = document.Root.Metadata.read_bytes().decode()
        assert "Advance care plan" in metadata
        assert document.Root.Lang == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    for name in ("Gwen", "Pryce", "PRYCE", "Carys", "064 1544"):
        assert name not in metadata
    assert json.loads(payload_of(pdf))["resourceType"] == "Bundle"


def test_the_same_input_gives_the_same_file():
    book = gwen()
    assert made(book).pdf == made(book).pdf
    assert made(book).pdf != made(book, "gp").pdf


def test_a_usual_file_is_small():
    assert len(made(gwen()).pdf) < 200_000


CANARIES = {
    "must": ("contact.must_not_know", "CANARYmust", {}),
    "risk": ("conv.risk.what", "CANARYrisk", {}),
    "team": ("val.strength", "CANARYteam", {"sharing": "care_team_only"}),
    "mine": ("val.comfort", "CANARYmine", {"sharing": "person_copy_only"}),
    "lock": ("val.else", "CANARYlock", {"sharing": "do_not_share"}),
    "prof": ("val.good_day", "CANARYprof", {"copy_rule": "professional_copies_only"}),
    "none": ("val.support_how", "CANARYnone", {"copy_rule": "not_on_any_copy"}),
    "safe": ("pod.why", "CANARYsafe", {"sharing": "do_not_share"}),
}
ALLOWED = {
    "ambulance": set[str](),
    "hospice": {"team", "prof"},
    "gp": {"team", "prof"},
    "own": {"team", "mine"},
    "family": set[str](),
    "full": {"must", "risk", "team", "mine", "prof"},
}


def with_canaries() -> Notebook:
    book = gwen().say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    for question, words, rules in CANARIES.values():
        instance = {"contact.must_not_know": "c1", "conv.risk.what": "talk"}.get(question, "")
        book.say(question, None, words, instance=instance, **rules)
    book.say("val.fears", None, "CANARYolder").say("val.fears", None, "Being alone")
    book.contact("c3", "CANARYperson", "07700 900789")
    return book


@pytest.mark.parametrize("audience_id", sorted(ALLOWED))
def test_what_a_reader_may_not_have_is_in_no_byte_of_the_file(audience_id):
    """The classic leak is a clean page with a full payload behind it."""
    file = every_byte(made(with_canaries(), audience_id, reason="asked today").pdf)
    found = {name for name, (_, words, _) in CANARIES.items() if words in file}
    assert found == ALLOWED[audience_id]
    history = AUDIENCES[audience_id].history
    assert ("CANARYolder" in file) is history
    assert ("CANARYperson" in file) is (audience_id != "ambulance")


def test_a_scan_that_reads_nothing_would_not_pass():
    assert "I want to be in my own bed" in every_byte(made(gwen()).pdf)


def test_what_is_left_out_is_told_by_kind_and_number_only():
    left = {one.what: one.count for one in made(with_canaries(), "ambulance").left_out}
    assert left["people by name"] == 1
    assert left["notes for the full record only"] == 2
    assert left["earlier answers"] == 1
    assert left["What matters"] >= 3
    assert "CANARY" not in str(left)
    assert made(gwen(), "full", reason="handover").left_out == ()


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES))
def test_the_code_of_a_key_safe_is_in_no_byte_of_any_copy(audience_id):
    """Whoever finds a copy on a bus must not be able to walk in: not even with the full record."""
    book = gwen().say("cpr.discuss_person", "yes").say("home.keysafe", "yes")
    book.say("home.keysafe.code", "CANARYold").say("home.keysafe.code", "CANARYcode")
    copy = made(book, audience_id, reason="asked today")
    assert "CANARY" not in every_byte(copy.pdf)
    left = {one.what: one.count for one in copy.left_out}
    assert left["codes that never leave this laptop"] == 1


def alert(book: Notebook, instance: str, kind: str, note: str) -> Notebook:
    book.say("alert.item", True, instance=instance)
    book.say("alert.item.source", f"{note}source", instance=instance)
    return book.say("alert.item.kind", kind, instance=instance).say(
        "alert.item.note", None, note, instance=instance
    )


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES))
def test_a_crew_is_told_of_the_dog_and_nobody_of_the_weapon(audience_id):
    book = gwen().say("cpr.discuss_person", "yes")
    alert(book, "a1", "dog", "CANARYdog")
    alert(book, "a2", "weapon", "CANARYweapon")
    alert(alert(book, "a3", "aggression", "CANARYonce"), "a3", "dog", "CANARYnow")
    file = every_byte(made(book, audience_id, reason="asked today").pdf)
    names = ("dog", "dogsource", "weapon", "once", "now")
    found = {name for name in names if f"CANARY{name}" in file}
    professional = {"dog"} if audience_id in ("ambulance", "gp", "hospice", "care_home") else set()
    assert found == (set(names) if audience_id == "full" else professional)


def test_the_file_name_has_no_name():
    assert made(gwen()).file_name == "Plan-GP-19410304-v1-2025-11-12-hospice.pdf"
    book = Notebook().person_named(given="Ŵyn", family="Łoś", **{"person.dob": "1941"})
    full = made(book, "full", reason="a hearing")
    assert full.file_name == "Plan-WX-1941-v1-2025-11-12-full-record.pdf"
    draft = made(gwen(), draft=True)
    assert draft.file_name == "Plan-GP-19410304-draft-2025-11-12-hospice.pdf"
    assert draft.version == ""


def test_no_two_readers_have_the_same_file_name():
    """The second would be saved over the first, and the wrong one handed over."""
    book = gwen().say("cpr.discuss_person", "yes")
    names = {made(book, kind, reason="asked today").file_name for kind in AUDIENCES}
    names.add(made(book, "family", reason="asked today", reader="c2").file_name)
    assert {name.removeprefix("Plan-GP-19410304-v1-2025-11-12-") for name in names} == {
        "ambulance.pdf", "house.pdf", "care-home.pdf",
        "full-record.pdf", "gp.pdf", "hospice.pdf", "own.pdf", "relative-1.pdf", "relative-2.pdf",
    }  # fmt: skip


# ---- what must not leave


@pytest.mark.parametrize(
    ("answers", "refused"),
    [({}, "not_asked"), ({"agree.share.ambulance": "no"}, "no"),
     ({"agree.share.ambulance": "ask_first"}, "ask_first")],
)  # fmt: skip
def test_a_copy_nobody_agreed_to_needs_a_reason(answers, refused):
    book = Notebook().person_named()
    for question, code in answers.items():
        book.say(question, code)
    with pytest.raises(NotAgreed) as caught:
        made(book, "ambulance")
    assert caught.value.said == refused
    assert "Gwen" not in str(caught.value)
    assert made(book, "ambulance", reason="in danger tonight").pdf


def test_a_paper_at_home_does_not_tell_before_somebody_has():
    for audience_id in ("own", "family", "bedside"):
        with pytest.raises(NotToldOfCpr, match="It is not written here that this person was told"):
            made(gwen(), audience_id, reason="asked today")
        with pytest.raises(NotToldOfCpr, match="This person has not been told about the CPR"):
            made(gwen().say("cpr.discuss_person", "not_yet"), audience_id, reason="asked today")
    told = gwen().say("cpr.discuss_person", "yes")
    assert made(told, "own").pdf
    undecided = Notebook().person_named()
    assert made(undecided, "own").pdf


def test_two_birth_dates_are_settled_first():
    book = gwen().say("person.dob", "1942-03-04", seen=())
    with pytest.raises(IdentityDisputed):
        made(book)


@pytest.mark.parametrize(
    ("question", "value"), [("person.dob", "1942-03-04"), ("person.nhs_no", "9990000018")]
)
def test_what_was_signed_before_two_records_differed_is_not_handed_out(question, value):
    """Two were joined since: the signed plan may be that of either."""
    book = gwen()
    signed = book.sign()
    book.say(question, value, seen=())
    for copy in (export, for_hand):
        with pytest.raises(IdentityDisputed):
            copy(book.log, book.guide, "hospice", staff=STAFF, now=SIGNED, version=signed)


# ---- versions


def test_a_copy_is_of_what_was_signed_and_not_of_what_came_after():
    book = gwen()
    first = book.sign()
    book.say("val.matters", None, "CANARYunsigned")
    copy = export(book.log, book.guide, "hospice", staff=STAFF, now=SIGNED)
    assert copy.version == first.digest
    assert "CANARYunsigned" not in every_byte(copy.pdf)
    assert "CANARYunsigned" in every_byte(made(book, draft=True).pdf)


def test_the_newest_version_is_copied_unless_another_is_asked_for():
    book = gwen()
    first = book.sign()
    book.say("val.matters", None, "The sea")
    second = book.sign()
    assert made(book).version == second.digest
    assert made(book, version=first).version == first.digest


def test_a_record_nobody_signed_makes_a_draft():
    copy = export(gwen().log, gwen().guide, "full", staff=STAFF, now=SIGNED, reason="a hearing")
    assert copy.version == ""
    assert "draft" in copy.file_name


def test_texts_of_older_guides_travel_with_the_entries_that_name_them():
    from eolplan.guide import digest

    book = gwen()
    older = "id = 'matters'  # as it was"
    pen = replace(book.pen("val.fears"), guide=digest(older, "en"))
    from eolplan.record import Answer

    words = Answer(own_words="Being alone", said_on="2025-11-12")
    book.log = book.log.plus(pen.answer(book.log, "val.fears", words))
    copy = made(book, guides={digest(older, "en"): older})
    assert older in every_byte(copy.pdf)
    assert inspect(copy.pdf)["status"] == "ok"


def test_the_moment_is_part_of_the_copy():
    later = export(gwen().log, gwen().guide, "full", staff=STAFF, reason="a hearing",
                   now=SIGNED + dt.timedelta(days=1))  # fmt: skip
    assert b"%PDF-1.7" in later.pdf[:16]
