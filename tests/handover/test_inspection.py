"""What a file is, without believing it."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from eolplan.handover import export, inspect, opening
from eolplan.handover.opening import NoPayload, Unreadable, payload_of, strict_json
from eolplan.handover.package import package, payload_bytes
from eolplan.handover.tags import Element
from eolplan.record import Entry, canonical
from tests.handover.notebook import SIGNED, STAFF, Notebook, gwen, reader_for

Json = dict[str, Any]
LOG = "https://eolplan.example/fhir/StructureDefinition/"


def file_of(book: Notebook, audience_id: str = "hospice", *, draft: bool = False) -> bytes:
    if not draft and book.log.unsigned():
        book.sign()
    made = export(book.log, book.guide, audience_id, staff=STAFF, now=SIGNED, draft=draft,
                  reason="asked today", reader=reader_for(book.log, audience_id))  # fmt: skip
    return made.pdf


@pytest.fixture(scope="module")
def sound() -> bytes:
    return file_of(gwen())


def blank() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def packed(payload: bytes) -> bytes:
    return package(blank(), payload, Element("Document"), SIGNED)


def repacked(pdf: bytes, change: Callable[[Json], None]) -> bytes:
    made: Json = json.loads(payload_of(pdf))
    change(made)
    return packed(payload_bytes(made))


def record_of(made: Json) -> Json:
    return next(e["resource"] for e in made["entry"]
                if e["resource"]["resourceType"] == "QuestionnaireResponse")  # fmt: skip


def log_of(made: Json, name: str) -> list[Json]:
    return [e for e in record_of(made)["extension"] if e["url"] == LOG + name]


def test_a_sound_copy_is_ok_and_says_whose_it_is(sound):
    found = inspect(sound)
    assert found == {
        "status": "ok", "person": "0b3f7e7c-1d84-4a50-8d0e-6e6b8f5f2c01", "version": 1,
        "signed_by": "Carys Bevan", "subset": False, "entries": len(gwen().log.entries),
        "findings": [],
    }  # fmt: skip
    assert inspect(repacked(sound, lambda made: None))["status"] == "ok"


@pytest.mark.parametrize("audience_id", ["ambulance", "gp", "full", "own"])
def test_every_kind_of_copy_is_sound(audience_id):
    book = gwen().say("cpr.discuss_person", "yes").contact("c3", "Ann Lee", "07700 900789")
    book.say("val.fears", None, "one").say("val.fears", None, "two", sharing="do_not_share")
    book.say("pod.first", "hospice", seen=())
    book.leave("poc.first", "undecided")
    assert inspect(file_of(book, audience_id))["status"] == "ok"


def test_a_draft_is_sound_and_says_that_it_is_one():
    found = inspect(file_of(gwen(), draft=True))
    assert found["status"] == "ok"
    assert found["version"] is None
    assert found["signed_by"] == ""
    assert found["findings"] == ["This is a draft. Nobody has signed it off."]


def test_a_second_version_names_its_own_number():
    book = gwen()
    book.sign()
    book.say("val.fears", None, "Being alone")
    assert inspect(file_of(book))["version"] == 2


# ---- changed


def _entry_word(made: Json) -> None:
    first = log_of(made, "entry")[3]
    first["valueString"] = first["valueString"].replace("Gwen", "Gwyn").replace("Mrs", "Mr")


def _drop_entry(made: Json) -> None:
    record_of(made)["extension"].remove(log_of(made, "entry")[-1])


def _add_entry(made: Json) -> None:
    """A new answer about CPR with a digest of its own, on top of the signed one."""
    entries = [Entry.read(e["valueString"]) for e in log_of(made, "entry")]
    head = next(e for e in entries if e.question == "cpr.status")
    members = head.members | {"value": "attempt", "supersedes": [head.digest]}
    extra = {"url": LOG + "entry", "valueString": canonical(members)}
    record_of(made)["extension"].append(extra)


def _item_code(made: Json) -> None:
    item = next(i for i in record_of(made)["item"] if i["linkId"] == "cpr.status")
    item["answer"][0]["valueCoding"]["code"] = "attempt"


def _item_words(made: Json) -> None:
    item = next(i for i in record_of(made)["item"] if i["linkId"] == "val.matters")
    item["answer"][0]["valueString"] = "Do everything"


def _item_gone(made: Json) -> None:
    record_of(made)["item"] = [i for i in record_of(made)["item"] if i["linkId"] != "cpr.status"]


def _item_twice(made: Json) -> None:
    record_of(made)["item"].append(record_of(made)["item"][0])


def _guide(made: Json) -> None:
    """Reversed words: the answer would invert."""
    guide = next(g for g in log_of(made, "guide") if "cpr.status" in g["valueString"])
    guide["valueString"] = guide["valueString"].replace("Do not attempt CPR", "Start CPR now")


def _signature(made: Json) -> None:
    version = log_of(made, "version")[0]
    parts = json.loads(version["valueString"])
    parts["signature"] = parts["signature"][:-6] + "AAAA=="
    version["valueString"] = canonical(parts)


def _signer(made: Json) -> None:
    version = log_of(made, "version")[0]
    version["valueString"] = version["valueString"].replace("Carys Bevan", "Carol Bevan")


def _person(made: Json) -> None:
    log_of(made, "persons")[0]["valueString"] = "somebody-else"


def _version_gone(made: Json) -> None:
    record_of(made)["extension"].remove(log_of(made, "version")[0])


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "change",
    [_entry_word, _drop_entry, _add_entry, _item_code, _item_words, _item_gone, _item_twice,
     _guide, _signature, _signer, _person, _version_gone],
)  # fmt: skip
def test_every_kind_of_tampering_is_found(sound, change):
    found = inspect(repacked(sound, change))
    assert found["status"] == "altered"
    assert found["findings"]
    if change in (_signature, _signer, _version_gone):
        assert found["signed_by"] == ""


def test_an_answer_of_a_question_this_eolplan_does_not_ask_is_compared_by_its_codes():
    book = gwen().say("zz.new", "yes").say("zz.words", None, "said")
    sound = file_of(book, "full")
    assert inspect(sound)["status"] == "ok"

    def other(made: Json) -> None:
        item = next(i for i in record_of(made)["item"] if i["linkId"] == "zz.new")
        item["linkId"] = "zz.other"

    assert inspect(repacked(sound, other))["status"] == "altered"


# ---- not ours


def test_a_pdf_without_a_plan_is_told_apart_from_a_broken_one():
    assert inspect(blank())["status"] == "no-payload"
    for data in (b"", b"%PDF-1.7\n", b"hello", blank()[:200], b"\x00" * 5_000):
        found = inspect(data)
        assert found["status"] == "unreadable"
        assert found["entries"] == 0


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"null", b"[]", b"{}", b'{"resourceType":"Bundle"}', b"\xff\xfe{\x00}\x00",
        b'{"type":"document","entry":[]}', b'{"type":"document","type":"document"}',
        b'{"type":"document","entry":NaN}', b'{"n":1e400}', b'{"n":123456789012345678901}',
        b'{"n":"\\ud800"}', b'{"n":"\\u0000"}', b"[" * 65 + b"]" * 65,
        b'"' + b"x" * (2**21 + 1) + b'"',
    ],
)  # fmt: skip
def test_a_payload_no_eolplan_has_written_is_refused(payload):
    assert inspect(packed(payload))["status"] == "unreadable"


def test_a_document_of_another_format_is_refused(sound):
    def later(made: Json) -> None:
        log_of(made, "format")[0]["valueInteger"] = 2

    def none(made: Json) -> None:
        record_of(made)["extension"] = []

    def words(made: Json) -> None:
        log_of(made, "entry")[0]["valueString"] = "not an entry"

    for change in (later, none, words):
        assert inspect(repacked(sound, change))["status"] == "unreadable"


def test_a_long_name_in_brackets_does_not_count_as_depth():
    assert strict_json(b'["' + b"[{" * 500 + b'\\"]"]') == ["[{" * 500 + '"]']


def attached(raw: bytes, **keys: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank())) as document:
        stream = document.make_stream(b"")
        stream.write(raw, **keys)  # type: ignore[arg-type]  # as given
        spec = Dictionary(Type=Name.Filespec, UF=String("acp.fhir.json"), EF=Dictionary(F=stream))
        names = Array([String("acp.fhir.json"), document.make_indirect(spec)])
        document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
        document.save(
            out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )
    return out.getvalue()


def test_a_bomb_is_not_unfolded(monkeypatch):
    """1.4 kB that became 286 MB in the library's own reader."""
    bomb = zlib.compress(b" " * 20_000_000, 9)
    twice = zlib.compress(bomb, 9)
    flate = Name.FlateDecode
    monkeypatch.setattr(opening, "UNFOLDED", 1_000_000)
    for data in (
        attached(bomb, filter=flate),
        attached(twice, filter=Array([flate, flate])),
        attached(b"00", filter=Name.ASCIIHexDecode),
        attached(bomb[:40], filter=flate),
        attached(b"no flate", filter=flate),
    ):
        with pytest.raises(Unreadable):
            payload_of(data)


def test_a_file_or_a_packed_payload_of_unreasonable_size_is_not_looked_at(monkeypatch, sound):
    monkeypatch.setattr(opening, "RAW", 100)
    with pytest.raises(Unreadable):
        payload_of(sound)
    monkeypatch.setattr(opening, "FILE", 100)
    assert inspect(sound)["status"] == "unreadable"


def test_an_attachment_that_is_not_packed_is_read():
    assert payload_of(attached(b"{}")) == b"{}"


def test_an_attachment_by_another_name_is_none_of_ours():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank())) as document:
        spec = pikepdf.AttachedFileSpec(document, b"{}", filename="../../acp.fhir.json")
        document.attachments["../../acp.fhir.json"] = spec
        document.save(out)
    with pytest.raises(NoPayload):
        payload_of(out.getvalue())


def test_a_locked_file_is_not_readable_here(sound):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as document:
        document.save(out, encryption=pikepdf.Encryption(user="x", owner="y"))
    assert inspect(out.getvalue())["status"] == "unreadable"


@given(st.binary(max_size=400))
def test_any_bytes_are_judged_and_none_are_believed(data):
    assert inspect(data)["status"] == "unreadable"
    assert inspect(packed(data))["status"] == "unreadable"


@settings(max_examples=15)
@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_flipped_byte_in_the_payload_never_passes_as_another_record(sound, place, flip):
    payload = bytearray(payload_of(sound))
    payload[place % len(payload)] ^= flip
    found = inspect(packed(bytes(payload)))
    assert found["status"] != "ok" or found == inspect(sound)
