"""Readings of a log: states, history, marks."""

from __future__ import annotations

from eolplan.record import Husk, Log, Standing, changes
from eolplan.record.rules_in_force import Rules
from tests.record.laptops import CPR, GROUP, NAME, PHONE, PLACE, laptop
from tests.record.pages import disagreeing, with_contact


def test_silence_is_a_reading():
    reading = Log().reading(PLACE)
    assert (reading.state, reading.standing) == ("silent", Standing.NOT_ASKED)
    assert (reading.answer, reading.entry, reading.value, reading.own_words) == (
        None,
        None,
        None,
        "",
    )
    assert reading.seen == ()


def test_one_answer_is_read_with_its_words():
    a = laptop("A")
    entry = a.answer(PLACE, "own_home", own_words="By the window.")
    reading = a.log.reading(PLACE)
    assert (reading.value, reading.own_words) == ("own_home", "By the window.")
    assert (reading.entry, reading.seen) == (entry, (entry.digest,))
    assert reading.standing is Standing.ANSWERED


def test_an_exit_is_a_standing_of_its_own():
    a = laptop("A")
    a.answer(PLACE, None, standing=Standing.ASKED_DECLINED)
    reading = a.log.reading(PLACE)
    assert (reading.state, reading.standing) == ("answered", Standing.ASKED_DECLINED)


def test_a_conflict_has_no_answer_and_shows_every_side():
    """Two heads are never settled by a clock."""
    log = disagreeing().log
    reading = log.reading(PLACE)
    assert (reading.state, reading.answer, reading.standing) == ("conflict", None, None)
    assert {a.value for a in reading.answers} == {"own_home", "hospital_acute"}
    assert log.conflicts() == (reading,)
    assert not log.kept_apart(Log().reading(PLACE))


def test_marks_are_no_questions():
    a = laptop("A")
    entry = a.answer(PLACE, "own_home")
    a.keep(a.pen.confirm(a.log, entry))
    assert a.log.questions() == {(PLACE, "")}


def test_a_husk_below_an_entry_hides_what_it_replaced():
    """Hole 26: B holds the first answer and receives only the third."""
    a, b = laptop("A"), laptop("B")
    a.answer(CPR, "attempt")
    b.receive(a.export())
    a.answer(CPR, "undecided")
    a.answer(CPR, "not_for_CPR")
    b.receive(a.export("team", history=False))
    assert b.log.reading(CPR).value == "not_for_CPR"
    assert b.log.subset


def test_two_ways_down_meet_again():
    a = laptop("A")
    old = a.answer(PLACE, "own_home")
    top, left, right, last = (letter * 64 for letter in "abcd")
    husks = [
        Husk(top, (left, right)), Husk(left, (last,)), Husk(right, (last,)),
        Husk(last, (old.digest,)),
    ]  # fmt: skip
    a.log = a.log.plus(husks=husks)
    a.answer(PLACE, "hospice")
    new = a.log.heads(PLACE)[0].repeated(
        person="P", author=a.pen.author, recorded_at=a.now(), conversation="",
        supersedes=[top], reason="",
    )  # fmt: skip
    assert Log({e.digest: e for e in (old, new)}, a.log.husks).heads(PLACE) == (new,)


def test_a_tip_husk_is_only_a_mark():
    """Hole 28: a file with nothing but a husk must not make an allergy vanish."""
    a = laptop("A")
    entry = a.answer("dx.allergy", "penicillin")
    husk = Husk("f" * 64, (entry.digest,), "tip")
    log = a.log.plus(husks=[husk])
    assert (log.reading("dx.allergy").value, log.reading("dx.allergy").later) == (
        "penicillin",
        True,
    )
    assert log.subset
    assert not a.log.reading("dx.allergy").later
    off = Log(log.entries, log.husks, rules=Rules(tips_never_hide=False))
    assert off.reading("dx.allergy").state == "silent"


def test_a_link_from_another_question_hides_nothing():
    """A forged entry elsewhere, with a husk between or without, leaves no successor in sight."""
    a = laptop("A")
    allergy = a.answer("dx.allergy", "penicillin")
    husk = Husk("e" * 64, (allergy.digest,))
    for over in (husk.digest, allergy.digest):
        forged = laptop("X").answer("pet.name", "Rex").repeated(
            person="P", author=a.pen.author, recorded_at=a.now(), conversation="",
            supersedes=[over], reason="",
        )  # fmt: skip
        log = a.log.plus([forged], [husk])
        assert log.reading("dx.allergy").value == "penicillin"
        off = Log(log.entries, log.husks, rules=Rules(links_stay_inside=False))
        assert off.reading("dx.allergy").state == "silent"


def test_a_removal_outside_a_group_hides_nothing():
    a, x = laptop("A"), laptop("X")
    allergy = a.answer("dx.allergy", "penicillin")
    x.answer("pet", True, standing=Standing.ANSWERED)
    (removal,) = x.pen.remove(x.log, "pet", (), "")
    forged = removal.repeated(
        person="P", author=a.pen.author, recorded_at=a.now(), conversation="",
        supersedes=[allergy.digest], reason="",
    )  # fmt: skip
    assert a.log.plus([forged]).reading("dx.allergy").value == "penicillin"


def test_the_husk_of_an_entry_that_is_held_says_nothing():
    a = laptop("A")
    entry = a.answer(PLACE, "own_home")
    log = a.log.plus(husks=[Husk.of(entry)])
    assert (dict(log.husks), log.subset) == ({}, False)


def test_history_is_told_by_links_and_then_by_arrival():
    """Hole 39: B's clock is an hour behind and C's a day ahead."""
    a = laptop("A")
    first = a.answer(PLACE, "own_home")
    second = a.answer(PLACE, "hospice")
    third = a.answer(PLACE, "hospital_acute")
    log = Log({e.digest: e for e in (third, first, second)})
    assert log.history(PLACE) == (first, second, third)


def test_the_removal_of_an_instance_is_part_of_its_history():
    a = with_contact()
    (removal,) = a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    assert [e.question for e in a.log.history(NAME, "c1")] == [NAME, GROUP]
    assert a.log.history(PHONE, "c1") == ()
    assert a.log.history(GROUP, "c1")[-1] == removal


def test_changes_are_what_was_said_since():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    before = a.log
    a.answer(PLACE, "hospice")
    a.answer(CPR, "attempt")
    moved = changes(before, a.log)
    assert [(c.question, c.was.value, c.now.value) for c in moved] == [
        (CPR, None, "attempt"), (PLACE, "own_home", "hospice"),
    ]  # fmt: skip
    assert changes(a.log, a.log) == ()


def test_a_change_that_was_undone_is_none():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    before = a.log
    entry = a.answer(PLACE, "hospice")
    a.keep(a.pen.undo(a.log, entry))
    assert changes(before, a.log) == ()


def test_a_removal_changes_every_question_of_the_instance():
    a = with_contact()
    before = a.log
    a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    assert [(c.question, c.now.state) for c in changes(before, a.log)] == [
        (GROUP, "removed"), (NAME, "removed"),
    ]  # fmt: skip


def test_absence_is_no_change():
    """Hole 30: a version signed on a masked copy does not read as "removed"."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    a.answer("prog.hasten", "yes", sharing="do_not_share")
    b.receive(a.export("family"))
    b.answer(CPR, "attempt")
    assert [c.question for c in changes(a.log, b.log)] == [CPR]


def test_adding_what_is_there_changes_nothing():
    a = laptop("A")
    entry = a.answer(PLACE, "own_home")
    assert dict(a.log.plus([entry]).entries) == dict(a.log.entries)


def test_a_long_history_is_ordered_without_deep_recursion():
    a = laptop("A")
    for number in range(1_100):
        a.answer(PLACE, number)
    backwards = Log(dict(reversed(a.log.entries.items())))
    assert [e.answer.value for e in backwards.history(PLACE)] == list(range(1_100))
