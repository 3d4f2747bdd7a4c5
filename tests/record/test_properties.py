"""What holds for any order, any repetition and any part of what was sent."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eolplan.record import Entry, Log, NothingToSign, Parcel, Refused, Version, canonical
from eolplan.record.body import digest_of
from eolplan.record.graph import closure, links_of
from tests.record.laptops import AUDIENCES, CPR, PLACE, SHARING, Laptop, laptop

acts = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["answer", "undo", "meet", "send", "send"]),
        st.sampled_from([PLACE, CPR]),
        st.sampled_from(SHARING),
        st.sampled_from(AUDIENCES),
        st.booleans(),
    ),
    min_size=4,
    max_size=20,
)
chance = st.randoms(use_true_random=False)


def lived(taken: list[tuple[int, str, str, str, str, bool]]) -> tuple[list[Laptop], list[Parcel]]:
    """Two laptops that have done *taken*, and every copy that they sent."""
    two, sent = [laptop("A"), laptop("B")], []
    for turn, (who, what, question, sharing, audience, history) in enumerate(taken):
        one = two[who]
        heads = one.log.heads(question)
        if what == "answer":
            one.answer(question, f"v{turn}", sharing=sharing)
        elif what == "undo" and len(heads) == 1:
            try:
                one.keep(one.pen.undo(one.log, heads[0]))
            except Refused:
                continue
        elif what == "meet":
            one.receive(two[1 - who].export())
        elif what == "send":
            sent.append(one.export(audience, history=history))
            try:
                one.sign()
            except NothingToSign:
                continue
    return two, [*sent, *(one.export() for one in two)]


def taking_in(parcels: list[Parcel]) -> Log:
    fresh = laptop("Z")
    for parcel in parcels:
        fresh.receive(parcel)
    return fresh.log


def shape(log: Log) -> tuple[Any, ...]:
    links = {digest: husk.supersedes for digest, husk in log.husks.items()}
    heads = {key: [h.digest for h in hs] for key, hs in log.by_key.items()}
    return set(log.entries), links, heads, set(log.versions), log.subset, log.withheld


@given(acts, chance)
def test_order_and_repetition_do_not_matter(taken, rnd):
    """Import is a union: the same copies in any order, some of them twice."""
    _, sent = lived(taken)
    some = [parcel for parcel in sent if rnd.random() < 0.7]
    other = some + [parcel for parcel in some if rnd.random() < 0.3]
    rnd.shuffle(other)
    assert shape(taking_in(some)) == shape(taking_in(other))


@given(acts, chance)
def test_parts_first_and_everything_later_is_everything(taken, rnd):
    two, sent = lived(taken)
    everything = [one.export() for one in two]
    some = [parcel for parcel in sent if rnd.random() < 0.7]
    assert shape(taking_in(everything)) == shape(taking_in([*some, *everything]))


@given(acts, chance)
def test_part_of_a_record_shows_no_older_answer_than_it_holds(taken, rnd):
    two, sent = lived(taken)
    whole = taking_in([one.export() for one in two])
    part = taking_in([parcel for parcel in sent if rnd.random() < 0.6])
    links = links_of(whole.entries, {})
    below = closure((p for e in part.entries.values() for p in e.supersedes), links)
    standing = {head.digest for heads in part.by_key.values() for head in heads}
    assert not standing & below


@given(acts, st.sampled_from(sorted(laptop("A").answer(PLACE, "x").members)), chance)
def test_an_edit_of_any_entry_is_seen(taken, member, rnd):
    """Every field that travels is in the digest."""
    two, _ = lived(taken)
    entries = [entry for one in two for entry in one.log.entries.values()]
    if entries:
        entry: Entry = rnd.choice(entries)
        changed = {"supersedes": ["f" * 64], "salt": "f" * 32, "format": 2}.get(member, "changed")
        assert digest_of({**entry.members, member: changed}) != entry.digest


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8))
def test_undo_restores_everything_step_by_step(values):
    """As many undos as answers, and each shows what stood before."""
    one = laptop("A")
    for value in values:
        one.answer(PLACE, value)
    for before in [*reversed(values[:-1]), None]:
        one.keep(one.pen.undo(one.log, one.log.heads(PLACE)[0]))
        assert one.log.reading(PLACE).value == before
    assert one.log.reading(PLACE).state == "silent"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=8,
)


@given(json_values.filter(lambda value: value is not None))
def test_any_value_reads_back_as_it_was_written(value):
    one = laptop("A")
    entry = one.answer(PLACE, value)
    assert Entry.read(entry.body, entry.digest).answer == entry.answer


@given(json_values)
def test_any_facts_read_back_as_they_were_signed(value):
    one = laptop("A")
    version = Version.write(
        person="P", number=1, parents=[], frontier=[], subset=False, signer=one.pen.author,
        signed_at=one.now(), facts={"fact": value},
    )  # fmt: skip
    assert canonical(dict(Version.read(version.body, version.digest).facts)) == canonical(
        {"fact": value}
    )


def test_a_shuffled_log_reads_the_same():
    """Arrival orders lists on screen and nothing else."""
    two, _ = lived([(i % 2, "meet" if i % 5 == 4 else "answer", PLACE, SHARING[0], "full", True)
                    for i in range(15)])  # fmt: skip
    entries = list(two[0].log.entries.items())
    rnd = random.Random(7)  # noqa: S311  the same shuffle every time
    for _ in range(5):
        rnd.shuffle(entries)
        assert Log(dict(entries)).by_key == two[0].log.by_key
