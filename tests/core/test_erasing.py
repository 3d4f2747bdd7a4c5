"""Whoever is erased goes with every number of theirs, and with words that were moved to them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from eolplan.caseload import Newcomer, things
from eolplan.conversation import AnswerRejected, sign_off
from eolplan.desk import Erasing
from eolplan.identity import CLINICIAN, MayNot, Staff
from eolplan.record import Answer
from eolplan.vault import NotErased
from tests.core.conftest import PASSPHRASE
from tests.insides import every_row
from ui.own_place import place_of, remember_place
from ui.pages.where import Where

WHY = "The wrong plan was open."


@pytest.fixture
def ivor(desk):
    return desk.caseload.add(
        Newcomer(given="Ivor", family="Davies", born="1938-02-02", number="9990000026")
    )


@pytest.fixture
def erase(desk):
    def go(person):
        store = desk.session.store
        store.erase_person(person, reason="asked", at=desk.now(), make_row=desk._row)
        assert desk.verify().ok

    return go


def move(desk, person, heading, to):
    found = [t for t in things(desk.guide, desk.log(person)) if t.heading == heading]
    desk.two_plans.move(person, found, to=to, reason=WHY)


def words_left(desk, person, words):
    return [e for e in desk.log(person).entries.values() if words in e.answer.own_words]


def test_of_two_records_of_one_person_each_number_is_known_again(desk, gwen, ivor, erase):
    desk.two_plans.join(gwen, ivor)
    assert desk.caseload.row(gwen).nhs == "9990000018 / 9990000026"
    erase(gwen)
    store = desk.session.store
    assert store.persons() == []
    for number in ("9990000018", "9990000026"):
        assert store.knows_erased_person("somebody new", number)


def test_a_record_that_was_parted_stays(desk, gwen, ivor, erase):
    desk.two_plans.join(gwen, ivor)
    desk.two_plans.part(gwen, ivor)
    erase(ivor)
    assert desk.session.store.persons() == [gwen]
    assert not desk.session.store.knows_erased_person("somebody new", "9990000018")


def test_words_moved_to_whoever_is_erased_go_from_the_plan_they_were_in(
    desk, gwen, ivor, talk, erase
):
    talk.answer("val.matters", Answer(own_words="The loft."))
    talk.answer("val.matters", Answer(own_words="The loft, and the pigeons."))
    talk.answer("val.fears", Answer(own_words="The stairs."))
    move(desk, gwen, "What matters most", ivor)
    assert words_left(desk, gwen, "The loft")
    erase(ivor)
    assert not words_left(desk, gwen, "The loft")
    assert words_left(desk, gwen, "The stairs.")
    assert desk.session.store.persons() == [gwen]


def test_words_that_went_by_a_third_plan_go_from_both(desk, gwen, ivor, talk, erase):
    third = desk.caseload.add(Newcomer(given="Max", family="Parry"))
    talk.answer("val.matters", Answer(own_words="The loft."))
    move(desk, gwen, "What matters most", third)
    move(desk, third, "What matters most", ivor)
    assert words_left(desk, gwen, "The loft")
    assert words_left(desk, third, "The loft")
    erase(ivor)
    assert not words_left(desk, gwen, "The loft")
    assert not words_left(desk, third, "The loft")


def test_erasing_the_plan_they_were_in_takes_nothing_from_whom_they_are_about(
    desk, gwen, ivor, talk, erase
):
    talk.answer("val.matters", Answer(own_words="The loft."))
    move(desk, gwen, "What matters most", ivor)
    erase(gwen)
    assert words_left(desk, ivor, "The loft")


def test_what_was_erased_in_that_plan_before_is_passed_over(desk, gwen, ivor, talk, erase):
    talk.answer("val.matters", Answer(own_words="The loft."))
    move(desk, gwen, "What matters most", ivor)
    (struck,) = words_left(desk, gwen, "The loft")
    store = desk.session.store
    store.erase_entry(struck.digest, reason="asked", at=desk.now(), make_row=desk._row)
    erase(ivor)
    assert store.persons() == [gwen]


# -- on a page of its own ------------------------------------------------------------------------

SAID = "Zwetschgenkuchen"
"""A word that nothing else in a store holds."""
RULE = "Kept as long as the rule asks."


@pytest.fixture
def spoken(desk, gwen, talk):
    """Gwen has said it, half typed it, noted it and locked on a page that holds it."""
    store = desk.session.store
    talk.answer("val.matters", Answer(own_words=f"My {SAID}."))
    talk.draft("val.fears", Answer(own_words=f"No {SAID}"))
    talk.here("val.fears")
    talk.pause(f"Ask about {SAID}.")
    remember_place(desk.session, Where("death", gwen, note=f"all\n{SAID}"), at=desk.now())
    store.put_setting("place.of an earlier eolplan", {"note": SAID}, at=desk.now())
    store.put_setting("places", "kept", at=desk.now())
    return gwen


def test_nothing_that_the_person_said_is_left_in_any_file(desk, spoken, ivor):
    folder = desk.session.folder
    Erasing(desk, spoken).erase("Gwen Pryce", "1941-03-04", RULE)
    store = desk.session.store
    assert desk.verify().ok
    assert store.persons() == [ivor]
    assert [r.person for r in desk.caseload.everyone()] == [ivor]
    assert desk.caseload.people("pryce") == []
    assert not desk.conversation(spoken).log.entries
    dump = every_row(store)
    for word in (SAID, "Pryce", "PRYCE", "9990000018"):
        assert word not in dump
    assert not re.search("(?<![0-9a-f])1941(?![0-9a-f])", dump)  # in a digest it is chance
    assert RULE in dump
    assert place_of(desk.session, now=desk.now()) is None
    assert store.setting("places") == "kept"
    assert store.knows_erased_person(spoken)
    assert store.knows_erased_person("somebody new", "9990000018")
    assert folder.exists()


def test_an_erasing_that_is_refused_forgets_nothing(desk, spoken, ivor):
    """The page at which somebody locked goes with the plan, or stays with it."""
    with desk.session.reader(), pytest.raises(NotErased):
        Erasing(desk, spoken).erase("Gwen Pryce", "1941-03-04", RULE)
    assert place_of(desk.session, now=desk.now()) is not None
    assert desk.session.store.persons() == [spoken, ivor]


def test_what_was_typed_beside_the_trail_goes_too(desk, ready, gwen, ivor, tmp_path):
    """Why a copy went, why two were joined and parted, why words were moved."""
    sign_off(ready, PASSPHRASE)
    made = desk.copy(gwen, "ambulance", reason=f"{SAID} 1")
    desk.save_copy(made, tmp_path / "plan.pdf", person=gwen, reason=f"{SAID} 1")
    desk.by_hand(gwen, "ambulance", reason=f"{SAID} 2")
    desk.two_plans.join(gwen, ivor, reason=f"{SAID} 3")
    desk.two_plans.part(gwen, ivor, reason=f"{SAID} 4")
    desk.conversation(gwen, "later").answer("val.matters", Answer(own_words="The loft."))
    found = [t for t in things(desk.guide, desk.log(gwen)) if t.heading == "What matters most"]
    desk.two_plans.move(gwen, found, to=ivor, reason=f"{SAID} 5")
    store = desk.session.store
    assert len(store.settings("why.")) == 5
    assert not [row for row in store.audit_about(gwen) if SAID in row.object]
    Erasing(desk, gwen).erase("Gwen Pryce", "1941-03-04", RULE)
    assert set(store.settings("why.").values()) == {None}
    assert store.persons() == [ivor]
    assert desk.verify().ok


def test_why_a_copy_of_somebody_else_went_stays(desk, gwen, ivor):
    store = desk.session.store
    for who in (gwen, ivor):
        store.audit("copy.saved", {"person": who, "audience": "gp", "version": "0" * 64},
                    at=desk.now(), reason="Asked for.", about=[who])  # fmt: skip
    Erasing(desk, gwen).erase("Gwen Pryce", "1941-03-04", RULE)
    (left,) = [kept["words"] for kept in store.settings("why.").values() if kept]
    assert left == "Asked for."


def test_of_joined_people_what_is_half_typed_goes_with_the_answer_under_either_id(
    desk, gwen, ivor, talk
):
    """A new draft lies under the first id, and the answer under the one it came by."""
    first, second = sorted((gwen, ivor))
    desk.conversation(second).answer("val.fears", Answer(own_words=f"No {SAID}."))
    desk.two_plans.join(gwen, ivor)
    one = desk.conversation(first)
    one.draft("val.fears", Answer(own_words=f"No {SAID}, ever"))
    (entry,) = desk.log(first).heads("val.fears")
    assert entry.person == second
    store = desk.session.store
    store.erase_entry(entry.digest, reason="asked", at=desk.now(), make_row=desk._row)
    assert store.drafts(first) == []
    assert desk.verify().ok


def test_a_backup_is_due_at_once(desk, spoken):
    from eolplan.vault.due import LAST, backup_due

    made: dict = {"number": 1, "at": desk.now().isoformat(), "seq": 9999, "marks": 0,
                  "second": "none"}  # fmt: skip
    store = desk.session.store
    store.put_setting(LAST, made, at=desk.now())
    assert not backup_due(store, desk.now())
    Erasing(desk, spoken).erase("Gwen Pryce", "1941-03-04", RULE)
    assert backup_due(store, desk.now())


@pytest.mark.parametrize(
    ("name", "born", "reason", "wrong"),
    [
        ("Gwen", "1941-03-04", RULE, {"name"}),
        ("Gwen Pryce", "1941-03-05", RULE, {"born"}),
        ("Gwen Pryce", "", RULE, {"born"}),
        ("Gwen Pryce", "1941-03-04", " ", {"reason"}),
        ("Gwen Pryce", "1941-03-04", "Gwen asked for it", {"reason"}),
        ("Gwen Pryce", "1941-03-04", "Number 999 000 0018", {"reason"}),
        ("pryce gwen", "1941-03-04", RULE, set()),
    ],
)
def test_the_right_plan_and_a_reason_without_a_name_are_needed(
    desk, gwen, name, born, reason, wrong
):
    assert Erasing(desk, gwen).problems(name, born, reason).keys() == wrong
    if wrong:
        with pytest.raises(AnswerRejected):
            Erasing(desk, gwen).erase(name, born, reason)
        assert desk.session.store.persons() == [gwen]


def test_only_whoever_looks_after_the_team_erases(desk, gwen):
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=CLINICIAN), at=desk.now())
    with pytest.raises(MayNot):
        Erasing(desk, gwen).erase("Gwen Pryce", "1941-03-04", RULE)
    assert desk.session.store.persons() == [gwen]


def test_what_is_to_be_known_first_is_told(desk, gwen, ivor, talk):
    before = Erasing(desk, gwen)
    assert (before.ended, before.keep_until, before.copies) == (False, "", 0)
    assert before.records == (gwen,)
    talk.answer("plan.status", Answer(value="closed_moved", said_by="clinician_judgement"))
    talk.answer("close.copies.keep_until", Answer(value="2034-11-12"))
    for _ in range(2):
        what = {"person": gwen, "audience": "gp", "version": "0" * 64, "reason": ""}
        desk.session.store.audit("copy.saved", what, at=desk.now())
    desk.two_plans.join(gwen, ivor)
    told = Erasing(desk, ivor)
    assert (told.ended, told.keep_until, told.copies) == (True, "2034-11-12", 2)
    assert set(told.records) == {gwen, ivor}
    for day, kept in (("2026", "2026"), ("2026-11", "2026-11"), ("2026-11-12", "2026-11-12"),
                      ("2026-11-11", ""), ("2025", "")):  # fmt: skip
        desk.conversation(gwen, "later").answer("close.copies.keep_until", Answer(value=day))
        assert Erasing(desk, ivor).keep_until == kept
    told.erase("Ivor Davies", "1938-02-02", RULE)
    assert desk.session.store.persons() == []
