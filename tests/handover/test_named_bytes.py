"""What a relative may not know is in no byte of the copy that is for them, however it was said.

Words are put into any questions of the guide, under any rule of sharing, and looked for in the
whole file: bytes as they are, streams unpacked, metadata, attachments, and the pages as read.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eolplan.guide import Question
from eolplan.handover import export, inspect
from eolplan.handover.audience import audience
from eolplan.handover.chart import ENDLESS, Room
from eolplan.handover.copying import make_copy
from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from eolplan.record import Answer
from eolplan.record.codes import COPY_RULES, KEPT, SHARING
from eolplan.subject import IDENTITY
from tests.handover.notebook import SIGNED, STAFF, TALK, Notebook, core, gwen
from tests.handover.test_export import every_byte
from tests.handover.test_pdf_page import pages_of

pytestmark = pytest.mark.uncounted

MAY_READ = ("care_team_and_emergency", "named_people_only")
NEVER = ("contact.must_not_know", "conv.risk.what", "conv.notes", "home.keysafe.code", "hasten",
         "prog.", "bi.", "agree.share", "agree.limits", "agree.how", "safeguard",
         "alert.item")  # fmt: skip
"""Beginnings of what no relative is ever given, whatever was agreed: told apart from the guide."""

_PACKED = re.compile(rb"[A-Za-z0-9+/_-]{40,}={0,2}")
_SIGN = re.compile(r"XWORD\d{4}X")


def unfolded(pdf: bytes) -> str:
    """Return every byte of a file, and what is written in it in another way."""
    plain = every_byte(pdf)
    raw = plain.encode("latin-1")
    packed = []
    for found in _PACKED.findall(raw):
        whole = found.rstrip(b"=") + b"=" * (-len(found.rstrip(b"=")) % 4)
        try:
            packed.append(base64.b64decode(whole, altchars=b"-_" if b"-" in whole else None))
        except binascii.Error:
            continue
    wide = raw.replace(b"\x00", b"")  # words of two bytes a letter, as PDF may hold them
    parts = (plain, wide.decode("latin-1"), b"\n".join(packed).decode("latin-1"), *pages_of(pdf))
    return "\n".join(parts)


@cache
def asked() -> tuple[Question, ...]:
    """Return every question that takes words, but for those that say who the person is."""
    identity = (*IDENTITY, "person.address")
    return tuple(
        q for q in core()
        if (q.kind in ("text", "line") or q.own_words) and not q.id.startswith(identity)
        and q.id != "contact.may_know"
    )  # fmt: skip


def may_have(question: Question, sharing: str, rule: str) -> bool:
    never = question.id.startswith(NEVER) or question.restricted or question.secret
    never = never or not question.on_copy("family")
    return not never and sharing in MAY_READ and rule == "all_copies"


def put(book: Notebook, question: Question, word: str, **rules: str) -> None:
    group, section = core().group_of(question.id), core().section_of(question.id)
    instance = TALK if section.per == "conversation" else ""
    if group is not None and group.repeats:
        instance = "c2" if group.id == "contact" else "planted"
        if instance not in book.log.instances(group.id):
            book.say(group.id, True, instance=instance)
    if question.kind == "line":
        book.say(question.id, word, instance=instance, **rules)
    else:
        book.say(question.id, None, word, instance=instance, **rules)


def for_the_daughter(book: Notebook, may_know: str = "everything") -> bytes:
    book.say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    book.say("contact.may_know", may_know, instance="c1").sign()
    return export(book.log, book.guide, "family", staff=STAFF, now=SIGNED, reason="asked today",
                  reader="c1").pdf  # fmt: skip


@settings(max_examples=max(6, settings().max_examples // 10))
@given(
    said=st.lists(
        st.tuples(st.integers(0, 10_000), st.sampled_from(SHARING), st.sampled_from(COPY_RULES)),
        min_size=20, max_size=60,
    ),
    may_know=st.sampled_from(["everything", "not_prognosis"]),
)  # fmt: skip
def test_no_word_that_was_kept_from_a_relative_is_in_any_byte(said, may_know):
    book, kept = gwen(), set()
    for number, (which, sharing, rule) in enumerate(said):
        question, word = asked()[which % len(asked())], f"XWORD{number:04}X"
        put(book, question, word, sharing=sharing, copy_rule=rule)
        if not may_have(question, sharing, rule):
            kept.add(word)
    found = set(_SIGN.findall(unfolded(for_the_daughter(book, may_know))))
    assert found & kept == set()


def test_a_search_that_finds_nothing_would_not_be_one():
    book = gwen()
    put(book, core().question("val.matters"), "XWORD0001X")
    assert "XWORD0001X" in unfolded(for_the_daughter(book))
    assert "XWORD" not in unfolded(for_the_daughter(gwen()))


@pytest.mark.parametrize("written", ["07700 900{n}", "07700900{n}", "+44 7700 900{n}"])
def test_no_number_of_anybody_is_in_it(written):
    book = gwen()
    for number, role in zip(itertools.count(711), ("emergency_first", "key_holder", "carer"),
                            strict=False):  # fmt: skip
        book.contact(f"n{number}", "Near Neighbour", written.format(n=number), role)
    file = re.sub(r"[ ]", "", unfolded(for_the_daughter(book)))
    assert not re.findall(r"(?:0|\+44)7700900\d{3}", file)


@pytest.mark.parametrize("audience", ["family", "bedside"])
def test_nobody_reads_there_how_to_walk_in(audience):
    """The code of the key safe, and who holds a key: for staff, who ring the team."""
    book = gwen().say("home.keysafe", "yes").say("home.keysafe.code", "XCODEX")
    book.contact("k1", "Near Neighbour", "07700 900711", "key_holder", words="XKEYX")
    book.say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    book.say("contact.may_know", "everything", instance="c1").sign()
    pdf = export(book.log, book.guide, audience, staff=STAFF, now=SIGNED, reason="asked today",
                 reader="c1" if audience == "family" else "").pdf  # fmt: skip
    file = unfolded(pdf)
    assert "XCODEX" not in file
    assert "07700 900711" not in file
    roles = [book.copy(audience).log.reading("contact.roles", i).value for i in ("k1", "c1")]
    assert roles == [None, ["emergency_first"]]
    assert "Key safe: ring Team Aberwen" in re.sub(r"\s+", " ", file)


@pytest.mark.parametrize("audience", ["family", "bedside", "own"])
def test_of_who_is_rung_first_it_is_not_told_that_they_hold_a_key(audience):
    """What else they do is: nobody must ring another number because of it."""
    book = gwen()
    roles = ["emergency_first", "health_attorney", "key_holder"]
    book.say("contact.roles", roles, "XUNDERTHEPOTX", instance="c2")
    book.say("contact.roles", ["emergency_second"], instance="c1")
    book.say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    book.say("contact.may_know", "everything", instance="c1").sign()
    pdf = export(book.log, book.guide, audience, staff=STAFF, now=SIGNED, reason="asked today",
                 reader="c1" if audience == "family" else "").pdf  # fmt: skip
    assert "XUNDERTHEPOTX" not in unfolded(pdf)
    assert inspect(pdf, book.guide)["findings"] == []
    copy = book.copy(audience)
    assert copy.log.reading("contact.roles", "c2").answers == ()
    assert "Holds a key" not in "".join(pages_of(pdf))
    assert [p.id for p in copy.chart(Room(ENDLESS, copy.names)).people()] == ["c2", "c1"]
    said = " ".join(outline(copy).texts())
    assert "Ring first in an emergency, Attorney, for care and treatment" in said
    page = "\n".join(page1(copy).texts())
    assert page.index("Huw Pryce") < page.index("Siân Pryce")
    assert "Huw Pryce" in page.partition("attorney for health")[0]
    assert "Holds a key" in " ".join(outline(book.copy("hospice")).texts())


def test_that_a_signature_is_awaited_is_told_and_whose_only_to_who_may_know():
    book = gwen()
    put(
        book,
        core().question("sign.second.name"),
        "XWORD0000X",
        copy_rule="professional_copies_only",
    )
    text = unfolded(for_the_daughter(book))
    assert "XWORD" not in text
    assert "has not yet signed" in text


def test_whoever_must_not_be_rung_and_holds_a_key_is_not_on_a_copy_without_their_roles():
    """Who reads it in gets no answer that says so, and would ring them first."""
    book = gwen().contact("k9", "Yan Exkey", "07700 900998", "key_holder", "do_not_contact")
    version = book.sign()
    for reader in ("own", "bedside"):
        _, parcel = make_copy(
            book.log, book.guide, audience(reader), staff=STAFF, now=SIGNED, version=version
        )
        assert all(entry.instance != "k9" for entry in parcel.entries.values())


def test_that_a_reason_was_written_is_told_only_with_the_reason():
    """Its author, its day and its talk stand in the mark beside the choice."""
    book = gwen()
    pen = book.pen("pod.why", talk="6d3f7e7c-1d84-4a50-8d0e-6e6b8f5f2c02")
    words = Answer(
        own_words="Why", said_on="2025-11-12", said_by="person_spoken", sharing="care_team_only"
    )
    book.log = book.log.plus(pen.answer(book.log, "pod.why", words.clean()))
    book.log = book.log.plus(pen.seen_with(book.log, "pod.why"))
    version = book.sign()

    def marks(reader: str) -> list[str]:
        _, parcel = make_copy(
            book.log, book.guide, audience(reader), staff=STAFF, now=SIGNED, version=version
        )
        return [e.digest for e in parcel.entries.values() if e.question == KEPT]

    assert (marks("bedside"), marks("ambulance")) == ([], [])
    assert len(marks("hospice")) == 1
