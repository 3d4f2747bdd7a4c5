"""Entries: identity is the digest, the digest covers everything, the body is kept as it came."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from typing import Any

import pytest

from eolplan.record import (
    Answer,
    Author,
    Entry,
    EntryAltered,
    EntryUnreadable,
    Husk,
    Standing,
    canonical,
    cleaned,
)
from eolplan.record.body import HEADER, digest_of
from eolplan.record.canonical import LARGEST, cleaned_value, parsed, sha256
from eolplan.record.rules_in_force import Rules

NURSE = Author("u1", "Sam Hill", "Community nurse", "99X9999Y")
NOON = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)
HOME = Answer(value="own_home", own_words="By the window.", said_on="2026-11-12")


def written(answer: Answer = HOME, **how: Any) -> Entry:
    given = {"person": "P", "question": "pod.first", "author": NURSE, "recorded_at": NOON}
    return Entry.write(answer=answer, **{**given, "salt": "0" * 32, **how})


def edited(entry: Entry, **members: Any) -> str:
    return canonical({**entry.members, **members})


def test_what_is_written_reads_back_byte_for_byte():
    entry = written(conversation="talk", guide="a" * 64, reason="misheard")
    again = Entry.read(entry.body, entry.digest)
    assert again == entry
    assert hash(again) == hash(entry)
    assert (again.body, again.answer, again.author) == (entry.body, HOME, NURSE)
    assert again.recorded == NOON
    assert again.key == ("pod.first", "")
    assert entry != entry.body


def test_each_entry_has_its_own_salt():
    one, other = written(salt=""), written(salt="")
    assert len(one.salt) == 32
    assert one.digest != other.digest


@pytest.mark.parametrize("member", sorted(written().members))
def test_an_edit_of_any_member_changes_the_digest(member):
    """Holes 2 and 4: identity is the digest, and it covers every field that travels."""
    entry = written()
    old = entry.members[member]
    new: Any = {"salt": "1" * 32, "supersedes": ["a" * 64], "format": 2, "value": "hospice"}.get(
        member, "2026-11-13T00:00:00+00:00" if isinstance(old, str) else {**NURSE.content, "id": ""}
    )
    assert digest_of({**entry.members, member: new}) != entry.digest


def test_an_entry_moved_to_another_person_is_another_entry():
    """Hole 4: the digest covers the person. With the switch off, nobody would notice."""
    members = written().members
    moved = {**members, "person": "Q"}
    assert digest_of(moved) != digest_of(members)
    off = Rules(person_in_digest=False)
    assert digest_of(moved, off) == digest_of(members, off)


def test_a_withheld_answer_cannot_be_guessed_from_its_digest():
    """Hole 3: the salt never leaves without the content. Without it, three guesses do."""
    secret = written(Answer(value="yes", said_on="2026-11-12"), salt="")

    def guesses(rules: Rules) -> set[str]:
        known = {**secret.members, "salt": "0" * 32}
        return {digest_of({**known, "value": v}, rules) for v in ("yes", "no", "not_known")}

    assert digest_of(secret.members) not in guesses(Rules())
    assert digest_of(secret.members, Rules(salt=False)) in guesses(Rules(salt=False))


def test_a_cycle_of_links_cannot_be_built():
    """Hole 1: an entry names digests, and its own digest covers them."""
    first = written()
    second = written(supersedes=[first.digest])
    back = edited(first, supersedes=[second.digest])
    assert Entry.read(back).digest not in second.supersedes


def test_the_digest_is_as_the_design_says():
    """The header can be shown, and the content proved, one without the other."""
    members = written().members
    header = {name: members[name] for name in HEADER}
    content = {n: v for n, v in members.items() if n not in header and n != "salt"}
    inner = sha256("0" * 32, canonical(content))
    assert written().digest == sha256("eolplan-entry-1", canonical(header), inner)


def test_lengths_keep_the_parts_of_a_digest_apart():
    assert sha256("ab", "c") != sha256("a", "bc")


def test_members_of_a_later_eolplan_are_kept_and_covered():
    """Hole 6: new laptop, old laptop, new laptop loses nothing."""
    later = Entry.read(
        edited(written(), mood="calm", question="zz.new", standing="dreamt", value=1)
    )
    assert later.answer.standing is Standing.UNKNOWN
    assert json.loads(later.body)["mood"] == "calm"
    assert later.digest != Entry.read(edited(later, mood="low")).digest
    assert later.same_as != Entry.read(edited(later, mood="low")).same_as
    again = later.repeated(
        person="P", author=NURSE, recorded_at=NOON, conversation="", supersedes=[], reason="undo"
    )
    assert (again.members["mood"], again.members["standing"]) == ("calm", "dreamt")
    assert (again.repeats, again.same_as) == (later.digest, later.same_as)


def test_a_received_entry_is_hashed_as_received():
    """Hole 5: the door cleans before hashing; nothing that was received is rewritten."""
    decomposed = unicodedata.normalize("NFD", "Tŷ Gŵyr")
    entry = Entry.read(edited(written(), own_words=decomposed))
    assert entry.answer.own_words == decomposed
    assert Entry.read(entry.body, entry.digest).body == entry.body


def test_another_digest_than_the_one_named_is_refused():
    entry = written()
    with pytest.raises(EntryAltered):
        Entry.read(entry.body, "0" * 64)


BAD_FORM = {
    "not json": "{",
    "not an object": "[]",
    "spaces": json.dumps(written().members, sort_keys=True),
    "a name twice": '{"a":1,"a":1}',
    "a fraction": edited(written(), value="x").replace('"x"', "1.5"),
    "not a number": edited(written(), value="x").replace('"x"', "NaN"),
    "too large": edited(written(), value="x").replace('"x"', str(LARGEST + 1)),
    "far too large": edited(written(), value="x").replace('"x"', "9" * 5000),
    "nested without end": "[" * 100_000,
    "half a letter": edited(written(), value="x").replace('"x"', '"\ud800"'),
    "a member gone": canonical({n: v for n, v in written().members.items() if n != "salt"}),
    "a text that is a number": edited(written(), own_words=1),
    "an author that is a text": edited(written(), author="Sam"),
    "an author without a role": edited(written(), author={"id": "", "name": "", "reg": ""}),
    "an author of numbers": edited(written(), author={**NURSE.content, "reg": 1}),
    "another format": edited(written(), format=2),
    "true is not 1": edited(written(), format=True),
    "a short salt": edited(written(), salt="0" * 31),
    "a guide that is no digest": edited(written(), guide="core"),
    "a link that is no digest": edited(written(), supersedes=["x"]),
    "links out of order": edited(written(), supersedes=["b" * 64, "a" * 64]),
    "a link twice": edited(written(), supersedes=["a" * 64, "a" * 64]),
    "links that are no list": edited(written(), supersedes="a" * 64),
    "a time without a zone": edited(written(), recorded_at="2026-11-12T12:00:00"),
    "no time": edited(written(), recorded_at="noon"),
    "no person": edited(written(), person=""),
    "no question": edited(written(), question=""),
    "a standing with spaces": edited(written(), standing="not asked"),
    "answered with nothing": edited(written(), value=None, own_words=""),
    "answered by nobody": edited(written(), said_by=""),
    "answered on no day": edited(written(), said_on=""),
    "declined with words": edited(written(), standing="asked_declined"),
}


@pytest.mark.parametrize("body", BAD_FORM.values(), ids=BAD_FORM)
def test_what_has_not_the_form_of_an_entry_is_refused(body):
    """The sentence holds nobody's words."""
    with pytest.raises(EntryUnreadable) as refusal:
        Entry.read(body)
    assert "window" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_a_time_without_a_zone_is_refused_at_birth():
    with pytest.raises(ValueError, match="zone"):
        written(recorded_at=dt.datetime(2026, 11, 12))  # noqa: DTZ001  that is the point


def test_text_is_cleaned_in_the_door():
    r"""Hole 5: NFC, ``\n``, no controls but tab, no halves of letters."""
    assert cleaned("a\r\nb\rc\x00\x1f\td\ud800") == "a\nb\nc\td"
    assert cleaned(unicodedata.normalize("NFD", "ŵ")) == "ŵ"
    value = {"number": "07700\x00 900001", "parts": ["a\r\n", 3, None, True]}
    assert cleaned_value(value) == {"number": "07700 900001", "parts": ["a\n", 3, None, True]}


@pytest.mark.parametrize("value", [1.5, LARGEST + 1, {1: "a"}, [object()]])
def test_a_value_holds_texts_and_integers_only(value):
    with pytest.raises(ValueError, match="an answer holds"):
        cleaned_value(value)


def test_the_largest_integers_are_read():
    assert parsed(str(LARGEST)) == LARGEST
    assert parsed(str(-LARGEST)) == -LARGEST


def test_a_husk_is_two_things_and_no_more():
    entry = written(supersedes=["a" * 64])
    below = Husk.of(entry)
    assert (below.digest, below.supersedes, below.question) == (entry.digest, ("a" * 64,), "")
    erased = Husk.of(entry, "erased")
    assert (erased.question, erased.person) == ("pod.first", "P")
    for bad in (("x", ()), ("a" * 64, ("b",)), ("a" * 64, ("a" * 64,))):
        with pytest.raises(ValueError, match="husk"):
            Husk(*bad)


def test_two_husks_of_one_entry_know_together_what_either_knows():
    bare, linked = Husk("a" * 64, (), "tip"), Husk("a" * 64, ("b" * 64,))
    erased = Husk("a" * 64, (), "erased", "pod.first")
    assert bare.joined_with(linked) == linked
    assert linked.joined_with(bare).supersedes == linked.supersedes
    for pair in (erased.joined_with(linked), linked.joined_with(erased)):
        assert (pair.why, pair.question, pair.supersedes) == ("erased", "pod.first", ("b" * 64,))
