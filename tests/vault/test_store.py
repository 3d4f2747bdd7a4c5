from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.guide import digest
from eolplan.record import Answer, Husk, Standing, mask, newest_is_unread, receive
from eolplan.vault import Batch, CaseloadRow, Draft, NotWritten, Place, PlanAltered

AT = dt.datetime(2026, 11, 12, 12, 0, tzinfo=dt.UTC)
HEX = "b" * 64


def test_what_was_said_reads_back_exactly(store, say, clock):
    entry = say("matters.most", words="Fy nghi, ŵyn & <home>\nand\tmy garden 🌱 O'Brien")
    store.append([entry], at=clock())
    log = store.log("gwen")
    assert [e.body for e in log.entries.values()] == [entry.body]
    assert log.reading("matters.most").own_words == entry.answer.own_words
    assert log.received == frozenset()


def test_entries_come_back_in_the_order_in_which_they_arrived(store, say, clock):
    first = [say("a.b", n) for n in range(5)]
    store.append(first, at=clock())
    later = say("a.b", 9, over=tuple(first))
    store.append([later], at=clock())
    assert list(store.log("gwen").entries) == [e.digest for e in [*first, later]]


def test_an_unknown_person_has_an_empty_log(store):
    assert store.log("nobody").entries == {}
    assert store.persons() == []


def test_one_act_is_one_row_of_the_trail_and_names_every_entry(store, say, clock):
    said = [say("a.b", 1), say("a.c", 2)]
    store.append(said, at=clock(), guides={HEX: "text"})
    trail = store.audit_about(said[0].digest)
    assert [row.action for row in trail] == ["recorded"]
    assert said[1].digest in trail[0].object
    assert HEX in trail[0].object


def test_writing_the_same_entry_twice_does_no_harm(store, say, clock):
    """After a failed write a page tries again without knowing how far it got."""
    entry = say("a.b", 1)
    for _ in range(2):
        store.append([entry], at=clock())
    store.append([entry, entry], at=clock())
    assert len(store.log("gwen").entries) == 1
    assert len(store.audit_about(entry.digest)) == 1


def test_an_answer_replaces_its_draft_in_the_same_transaction(store, say, clock):
    draft = Draft("gwen", "a.b", "", Answer(own_words="half a sen"), (HEX,))
    other = replace(draft, question="a.c")
    store.keep_draft(draft, at=clock())
    store.keep_draft(other, at=clock())
    store.append([say("a.b", 1)], at=clock(), drop_drafts=[("gwen", "a.b", "")])
    assert store.draft("gwen", "a.b") is None
    assert [d.question for d in store.drafts("gwen")] == ["a.c"]


def test_when_the_disk_is_full_nothing_of_an_act_is_kept(store, session, say, clock):
    draft = Draft("gwen", "a.b", "", Answer(own_words="half a sen"))
    store.keep_draft(draft, at=clock())
    before, anchor = store.log("gwen").entries, store.anchor()
    session._db._db.set_authorizer(None)
    session._db.run("PRAGMA max_page_count = 1")
    with pytest.raises(NotWritten) as said:
        store.append(
            [say("a.b", words="x" * 20_000)], at=clock(), drop_drafts=[("gwen", "a.b", "")]
        )
    assert said.value.why == "full"
    assert (store.log("gwen").entries, store.anchor()) == (before, anchor)
    assert store.draft("gwen", "a.b").answer.own_words == "half a sen"
    session._db.run("PRAGMA max_page_count = 100000")
    store.append([say("a.b", words="x" * 20_000)], at=clock())
    assert store.verify().ok


def test_a_moment_without_a_zone_is_our_bug(store, say):
    with pytest.raises(ValueError, match="zone"):
        store.append([say("a.b", 1)], at=dt.datetime(2026, 11, 12))  # noqa: DTZ001  the bug
    assert store.log("gwen").entries == {}


def test_words_asked_are_kept_once_under_their_digest(store, say, clock):
    store.append([say("a.b", 1, guide=HEX)], at=clock(), guides={HEX: "What matters?"})
    store.append([say("a.c", 1, guide=HEX)], at=clock(), guides={HEX: "What matters?"})
    assert store.guide_text(HEX) == "What matters?"
    with pytest.raises(KeyError):
        store.guide_text("c" * 64)


def test_a_version_keeps_its_signature(store, told, signed, clock):
    told("pod.first", "own_home")
    version = signed(store.log("gwen"))
    store.add_version(version, at=clock())
    kept = store.log("gwen").latest_version()
    assert (kept, kept.signature, kept.signer_key) == (
        version, version.signature, version.signer_key,
    )  # fmt: skip
    assert kept.facts == {"read_back": "yes"}


def test_an_entry_that_was_changed_is_never_shown_and_spoils_no_other_plan(store, told, bare):
    told("pod.first", "own_home")
    told("pod.first", "hospice", person="ivor")
    bare.run("DROP TRIGGER entry_no_update")
    bare.run("UPDATE entry SET body = replace(body, 'own_home', 'hospital')")
    with pytest.raises(PlanAltered, match="changed outside eolplan") as said:
        store.log("gwen")
    assert said.value.person == "gwen"
    assert "hospital" not in str(said.value)
    assert store.log("ivor").reading("pod.first").value == "hospice"


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE version SET body = replace(body, 'yes', 'no!') WHERE digest = ?",
        "UPDATE version SET body = json_set(body, '$.frontier', 1) WHERE digest = ?",
    ],
    ids=["other words", "no version"],
)
def test_a_version_that_was_changed_spoils_neither_the_plan_nor_the_others(
    store, told, signed, bare, clock, damage
):
    """It is told as what cannot be read, by the plan and by the check of the whole file."""
    versions = []
    for question in ("pod.first", "pod.second", "val.matters"):
        told(question, question)
        versions.append(signed(store.log("gwen")))
        store.add_version(versions[-1], at=clock())
    first, second, third = versions
    triggers = bare.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"
                         " AND tbl_name = 'version' AND sql LIKE '%UPDATE%'")  # fmt: skip
    for (name,) in triggers:
        bare.run(f"DROP TRIGGER {name}")
    bare.run(damage, second.digest)
    log = store.log("gwen")
    assert log.reading("val.matters").value == "val.matters"
    assert set(log.versions) == {first.digest, third.digest}
    assert [(one.digest, one.number) for one in log.unread] == [(second.digest, 2)]
    assert not newest_is_unread(log)
    assert log.at(third).reading("pod.second").value == "pod.second"
    assert log.at(first).reading("pod.second").state == "silent"
    told("poc.first", "hospice")
    assert signed(store.log("gwen")).number == 4
    assert not store.verify().ok


# ---- what copies bring


def batch(log, received, parcel) -> Batch:
    return Batch(
        "gwen", received.new_entries, received.new_husks, received.new_versions,
        dict(parcel.guides), parcel.withheld,
    )  # fmt: skip


def test_a_received_copy_is_added_once_and_marked_as_received(store, say, clock, signed):
    asked = digest("text", "en")
    first = say("pod.first", "hospital", guide=asked)
    second = say("pod.first", "own_home", over=(first,))
    store.append([first], at=clock())
    theirs = store.log("gwen").plus([second])
    version = signed(theirs)
    parcel = replace(
        mask(theirs.plus(versions=[version]), lambda r: True, full=True), guides={asked: "text"}
    )
    for _ in range(2):
        mine = store.log("gwen")
        got = receive(mine, parcel, store.knows_erased)
        store.receive(batch(mine, got, parcel), at=clock())
    log = store.log("gwen")
    assert log.received == {second.digest}
    assert log.reading("pod.first").value == "own_home"
    assert log.latest_version() == version
    assert store.guide_text(asked) == "text"
    assert [r.action for r in store.audit_about(second.digest)] == ["received"]
    assert store.verify().ok


def test_what_a_copy_leaves_out_is_known_by_its_links(store, say, clock):
    """Without the husk, the first answer would stand again."""
    a = say("pod.first", "hospital")
    b = say("pod.first", "hospice", over=(a,))
    c = say("pod.first", "own_home", over=(b,))
    store.append([a], at=clock())
    theirs = store.log("gwen").plus([b, c])
    parcel = mask(theirs, lambda r: True, history=False, never={"spirit.faith"})
    mine = store.log("gwen")
    store.receive(batch(mine, receive(mine, parcel, store.knows_erased), parcel), at=clock())
    log = store.log("gwen")
    assert log.reading("pod.first").value == "own_home"
    assert log.husks.keys() == {b.digest}
    assert log.withheld == {"spirit.faith"}
    assert log.subset
    assert store.verify().ok
    store.append([b], at=clock())
    assert store.log("gwen").husks == {}


def test_a_husk_can_learn_its_links_later(store, say, clock):
    a, other = say("a.b", 1), "c" * 64
    store.append([a], at=clock())
    store.receive(Batch("gwen", husks=(Husk(other, (), "tip"),)), at=clock())
    linked = Husk(other, (a.digest,), "tip")
    for _ in range(2):
        store.receive(Batch("gwen", husks=(linked,)), at=clock())
    assert store.log("gwen").husks[other].supersedes == (a.digest,)
    assert len(store.audit_about(other)) == 2
    assert store.verify().ok


def test_of_copies_about_several_people_all_or_none_are_kept(store, say, clock):
    """A file half taken in would look like a whole one."""
    gwen, mei = say("a.b", 1), say("a.b", 2, person="mei")

    def torn():
        yield Batch("gwen", (gwen,)), None
        raise EOFError

    with pytest.raises(EOFError):
        store.receive_all(torn(), at=clock())
    assert store.persons() == []
    store.receive_all([(Batch("gwen", (gwen,)), None), (Batch("mei", (mei,)), None)], at=clock())
    assert sorted(store.persons()) == ["gwen", "mei"]
    assert store.verify().ok


def test_an_empty_copy_writes_nothing(store, clock):
    before = store.anchor()
    store.receive(Batch("gwen"), at=clock())
    assert store.anchor() == before


def test_persons_who_were_joined_give_one_log(store, say, clock):
    one = say("pod.first", "own_home", person="a")
    two = say("matters.most", words="my dog", person="b")
    same = say("person.same_as", True, person="a", instance="b")
    for entry in (one, two, same):
        store.append([entry], at=clock())
    for person in ("a", "b"):
        log = store.log(person)
        assert log.members == {"a", "b"}
        assert log.reading("pod.first").value == "own_home"
        assert log.reading("matters.most").own_words == "my dog"
    store.append([say("person.same_as", False, person="a", instance="b", over=(same,))], at=clock())
    assert store.log("b").reading("pod.first").state == "silent"
    assert store.log("b").members == {"b"}


# ---- what belongs to this laptop


def test_a_draft_holds_a_whole_answer_and_what_its_page_showed(store, clock):
    answer = Answer(
        own_words="I do not want", said_by="family_or_friend", said_by_contact="c1",
        sharing="care_team_only", said_on="2026-11", said_on_precision="month",
    )  # fmt: skip
    store.keep_draft(Draft("gwen", "a.b", "i", answer, (HEX,)), at=clock())
    kept = store.draft("gwen", "a.b", "i")
    assert (kept.answer, kept.seen) == (answer, (HEX,))
    assert dt.datetime.fromisoformat(kept.at) == clock()
    assert store.draft("gwen", "a.b") is None
    clock.go_on(1)
    later = replace(kept, answer=Answer(Standing.UNDECIDED, note="ask again"))
    store.keep_draft(later, at=clock())
    assert store.drafts("gwen")[0].answer == later.answer
    store.drop_draft("gwen", "a.b", "i")
    store.drop_draft("gwen", "a.b", "i")
    assert store.drafts("gwen") == []


def test_a_draft_of_an_older_eolplan_still_opens(store, clock, bare):
    store.keep_draft(Draft("gwen", "a.b", "", Answer(value=1)), at=clock())
    bare.run("UPDATE draft SET answer = json_remove(answer, '$.readback')")
    assert store.draft("gwen", "a.b").answer == Answer(value=1)


def test_a_place_is_remembered_until_the_conversation_ends(store):
    place = Place("c1", "places", "pod.first", "", 120, "ask about the dog", "", "2026")
    assert store.place("gwen") is None
    store.remember("gwen", place)
    store.remember("gwen", replace(place, scroll=7))
    assert store.places() == {"gwen": replace(place, scroll=7)}
    store.forget("gwen")
    assert store.place("gwen") is None


def test_talks_are_found_under_every_id_of_those_who_are_one(store, say, clock):
    rows = {"gwen": "", "again": "gwen", "ivor": ""}
    for person, first in rows.items():
        row = CaseloadRow(person, one_with=first)
        store.append([say("a.b", 1, person=person)], at=clock(), caseload=row)
        store.remember(person, Place(person, began_at="2026"))
    for person in ("gwen", "again"):
        assert [p.conversation for p in store.places_of(person)] == ["again", "gwen"]
    assert [p.conversation for p in store.places_of("ivor")] == ["ivor"]
    assert store.places_of("nobody") == []


def test_settings_and_staff_are_kept_and_noted(store, staff, clock):
    assert store.setting("idle.minutes") is None
    store.put_setting("idle.minutes", 5, at=clock())
    store.put_setting("idle.minutes", [3, "x"], at=clock())
    assert store.setting("idle.minutes") == [3, "x"]
    store.put_user(replace(staff, team_phone="01632 960999"), at=clock())
    assert [u.team_phone for u in store.users()] == ["01632 960999"]
    assert store.verify().ok


def test_facts_of_a_later_eolplan_are_left_out(store, bare, staff):
    bare.run("UPDATE user SET facts = json_set(facts, '$.shoe_size', 41)")
    assert store.users() == [staff]


def test_what_was_done_is_written_down(store, clock):
    store.audit("plan.opened", "gwen", at=clock())
    store.audit("copy.saved", {"person": "gwen", "audience": "gp"}, at=clock())
    assert [(r.action, r.object) for r in store.audit_about("gwen")] == [
        ("plan.opened", '"gwen"'), ("copy.saved", '{"audience":"gp","person":"gwen"}'),
    ]  # fmt: skip


def test_a_reader_sees_what_was_written_and_writes_nothing(session, store, told, say, clock):
    told("pod.first", "own_home")
    with session.reader() as reader:
        assert reader.log("gwen").reading("pod.first").value == "own_home"
        assert reader.search("") == ["gwen"]
        with pytest.raises(NotWritten) as said:
            reader.append([say("pod.first", "hospice")], at=clock())
        assert said.value.why == "readonly"
        told("pod.second", "hospice")
        assert reader.log("gwen").reading("pod.second").value == "hospice"
    with pytest.raises(sqlcipher.ProgrammingError):
        reader.persons()
