"""What a pen writes: undo, correction, error, confirmation, settlement, removal."""

from __future__ import annotations

import pytest

from eolplan.record import (
    Answer,
    HistoryElsewhere,
    Log,
    NoLongerCurrent,
    NothingToUndo,
    Standing,
    in_error,
    stands_for,
    to_confirm,
)
from eolplan.record.rules_in_force import Rules
from tests.record.laptops import CPR, PLACE, SAFETY, laptop
from tests.record.pages import disagreeing, reads, undo

# ---- B. What the clinician saw


@pytest.mark.parametrize("seen", [True, False])
def test_typing_over_a_stale_page_replaces_only_what_it_showed(seen):
    """Hole 7: a copy arrives under an open page; B's answer was never seen."""
    a, b = laptop("A", Rules(seen=seen)), laptop("B")
    a.answer(CPR, "attempt")
    b.receive(a.export())
    page = a.log.reading(CPR).seen
    b.answer(CPR, "not_for_CPR")
    a.receive(b.export())
    a.keep(a.pen.answer(a.log, CPR, Answer(value="attempt"), seen=page))
    assert reads(a, CPR) == (["attempt", "not_for_CPR"] if seen else ["attempt"])


def test_a_page_cannot_have_shown_what_is_not_there():
    a = laptop("A")
    other = a.answer(CPR, "attempt")
    for unseen in ("0" * 64, other.digest):
        with pytest.raises(ValueError, match="what the page showed"):
            a.pen.answer(a.log, PLACE, Answer(value="own_home"), seen=[unseen])


def test_a_page_may_have_shown_what_was_erased_since():
    a = laptop("A")
    page = [a.answer(PLACE, "own_home").digest]
    a.erase(page[0])
    made = a.pen.answer(a.log, PLACE, Answer(value="hospice"), seen=page)
    assert made[0].supersedes == tuple(page)


def test_an_older_note_typed_later_is_asked_about():
    """Hole 8: ``said_on`` 1 October must not replace 15 November unasked."""
    a = laptop("A")
    head = a.answer(PLACE, "own_home", said_on="2026-11-15")
    older = Answer(value="hospital_acute", said_on="2026-10", said_on_precision="month")
    assert a.log.later_said(PLACE, older) == (head,)
    assert a.log.later_said(PLACE, older, seen=[]) == ()
    same_month = Answer(value="hospital_acute", said_on="2026-11", said_on_precision="month")
    assert a.log.later_said(PLACE, same_month) == ()
    assert a.log.later_said(PLACE, Answer(value="hospice")) == ()


def test_this_was_then_keeps_what_stands():
    """Hole 8: appended, then the head repeated over it; undo changes nothing either."""
    a = laptop("A")
    head = a.answer(PLACE, "own_home", said_on="2026-11-15")
    older = Answer(value="hospital_acute", said_on="2026-10-01")
    earlier, again = a.keep(a.pen.then(a.log, PLACE, older, head))
    assert reads(a) == ["own_home"]
    assert (again.repeats, again.supersedes) == (head.digest, (earlier.digest,))
    assert [e.answer.value for e in a.log.history(PLACE)] == [
        "own_home", "hospital_acute", "own_home",
    ]  # fmt: skip
    undo(a)
    assert reads(a) == ["own_home"]
    with pytest.raises(ValueError, match="nothing stands"):
        a.pen.then(a.log, PLACE, older)


def test_an_answer_without_a_day_was_said_today():
    a = laptop("A")
    (entry,) = a.pen.answer(a.log, PLACE, Answer(value="own_home"))
    assert entry.answer.said_on == a.now().astimezone().date().isoformat()


# ---- C. Undo, correction, error, withdrawal


@pytest.mark.parametrize(("rule", "left"), [(True, "not_asked"), (False, "withdrawn")])
def test_undo_of_a_first_answer_reads_as_not_asked(rule, left):
    """Hole 11: a slip of the finger is no withdrawn refusal of treatment."""
    a = laptop("A", Rules(undo_blank=rule))
    a.answer("adrt.exists", "yes")
    undo(a, "adrt.exists")
    assert a.log.heads("adrt.exists")[0].answer.standing == left
    assert (a.log.reading("adrt.exists").state == "silent") is rule


@pytest.mark.parametrize(("rule", "left"), [(True, 2), (False, 1)])
def test_undo_of_a_settlement_brings_the_conflict_back(rule, left):
    """Hole 12: one repeat for each superseded entry."""
    a = disagreeing()
    heads = a.log.heads(PLACE)
    a.keep(a.pen.resolve(a.log, heads[0], heads))
    assert len(a.log.heads(PLACE)) == 1
    a.log = Log(a.log.entries, rules=Rules(undo_all_parents=rule))
    undo(a)
    assert len(a.log.heads(PLACE)) == left


def test_undo_again_goes_one_step_further_back():
    """Hole 13: a, b, c, d and four undos, from the log alone: c, b, a, not asked."""
    a = laptop("A")
    for value in "abcd":
        a.answer(PLACE, value)
    seen = []
    for _ in range(4):
        undo(a)
        seen += reads(a)
    assert seen == ["c", "b", "a", "not_asked"]
    with pytest.raises(NothingToUndo):
        undo(a)


def test_only_one_s_own_steps_of_this_talk_are_undone():
    a, b = laptop("A"), laptop("B")
    entry = a.answer(PLACE, "own_home")
    b.receive(a.export())
    with pytest.raises(NothingToUndo):
        b.pen.undo(b.log, entry)
    b.answer(PLACE, "hospice")
    undo(b)
    assert reads(b) == ["own_home"]
    with pytest.raises(NothingToUndo):  # it stands for A's answer, made in another talk
        undo(b)


def test_what_was_replaced_since_is_not_undone():
    a = laptop("A")
    first = a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospice")
    with pytest.raises(NoLongerCurrent):
        a.pen.undo(a.log, first)


def test_undo_without_the_history_is_refused_in_words():
    """Hole 14."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospice")
    b = laptop("A")
    b.receive(a.export("team", history=False))
    with pytest.raises(HistoryElsewhere, match="not in this copy"):
        undo(b)


def test_undo_of_an_undo_needs_the_entry_it_repeats():
    a = laptop("A")
    first = a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospice")
    undo(a)
    a.erase(first.digest)
    with pytest.raises(HistoryElsewhere):
        undo(a)


@pytest.mark.parametrize(("rule", "left"), [(True, ["penicillin"]), (False, ["withdrawn"])])
def test_an_error_gives_way_to_what_stood_before(rule, left):
    """Hole 15: penicillin, "none known" for the wrong person, error: penicillin."""
    a = laptop("A", Rules(error_restores=rule))
    a.answer("dx.allergy", "penicillin")
    wrong = a.answer("dx.allergy", "none_known")
    a.keep(a.pen.error(a.log, wrong))
    assert reads(a, "dx.allergy") == left
    assert in_error(a.log, wrong)
    assert not in_error(a.log, a.log.heads("dx.allergy")[0])


def test_an_error_that_does_not_stand_is_only_marked():
    a = laptop("A")
    wrong = a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospice")
    (mark,) = a.keep(a.pen.error(a.log, wrong))
    assert (mark.question, mark.instance) == ("entry.error", wrong.digest)
    assert reads(a) == ["hospice"]
    assert a.log.annotations(wrong.digest) == (mark,)


def test_anybody_can_mark_an_error():
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    b.receive(a.export())
    b.keep(b.pen.error(b.log, b.log.heads(PLACE)[0]))
    assert reads(b) == ["not_asked"]
    with pytest.raises(NothingToUndo):
        b.pen.error(b.log, b.log.heads(PLACE)[0])


def test_confirming_adds_no_head():
    """Hole 16: a confirmation that supersedes comes back as something new to confirm."""
    a, b = laptop("A"), laptop("B")
    a.answer(CPR, "not_for_CPR")
    b.receive(a.export())
    (waiting,) = to_confirm(b.log, SAFETY)
    b.confirm_all()
    assert to_confirm(b.log, SAFETY) == ()
    assert b.log.heads(CPR) == (waiting,)
    assert b.pen.confirm(b.log, waiting) == ()
    a.receive(b.export())
    assert to_confirm(a.log, SAFETY) == ()


def test_a_confirmation_counts_for_the_team_that_made_it():
    """Hole 16."""
    a, b, c = laptop("A"), laptop("B"), laptop("C")
    a.answer(CPR, "not_for_CPR")
    b.receive(a.export())
    b.confirm_all()
    c.receive(b.export())
    assert len(to_confirm(c.log, SAFETY)) == 1


def test_putting_a_received_answer_back_does_not_confirm_it():
    """Hole 38: the mark is derived, and undo is no decision."""
    a, b = laptop("A"), laptop("B")
    received = a.answer(CPR, "not_for_CPR")
    b.receive(a.export())
    b.answer(CPR, "attempt")
    assert to_confirm(b.log, SAFETY) == ()
    undo(b, CPR)
    assert [stands_for(b.log, e) for e in to_confirm(b.log, SAFETY)] == [received]
    b.keep(b.pen.confirm(b.log, received))
    assert to_confirm(b.log, SAFETY) == ()


def test_a_mark_survives_the_loss_of_the_entry_it_repeats():
    a, b = laptop("A"), laptop("B")
    received = a.answer(CPR, "not_for_CPR")
    b.receive(a.export())
    b.answer(CPR, "attempt")
    undo(b, CPR)
    b.erase(received.digest)
    assert to_confirm(b.log, SAFETY) == ()  # nobody can say any more that it was received


def test_equal_heads_are_one_answer_and_the_next_replaces_them_all():
    """Hole 17: both sides recorded the same."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    b.answer(PLACE, "own_home", sharing="do_not_share")
    a.receive(b.export())
    reading = a.log.reading(PLACE)
    assert (reading.state, len(reading.heads)) == ("answered", 2)
    assert reading.answer is not None
    assert reading.answer.sharing == "do_not_share"
    assert reading.entry is not None
    assert reading.entry.author.id == "B"
    assert Log(a.log.entries, rules=Rules(equal_heads=False)).reading(PLACE).state == "conflict"
    assert len(a.answer(PLACE, "hospice").supersedes) == 2


def test_keeping_both_sides_appends_no_answer():
    """Hole 18: the conflict stays, and says that somebody has looked at it."""
    a = disagreeing()
    for head in a.log.heads(PLACE):
        assert not a.log.kept_apart(a.log.reading(PLACE))
        a.keep(a.pen.keep(a.log, head))
        assert a.pen.keep(a.log, head) == ()
    assert a.log.reading(PLACE).state == "conflict"
    assert a.log.kept_apart(a.log.reading(PLACE))


def test_withdrawing_takes_back_what_stands():
    """Hole 19: the standing says that, the how and when belong to their own field."""
    a = laptop("A")
    with pytest.raises(NoLongerCurrent):
        a.pen.withdraw(a.log, PLACE)
    a.answer(PLACE, "own_home")
    a.keep(a.pen.withdraw(a.log, PLACE))
    assert a.log.reading(PLACE).standing is Standing.WITHDRAWN
    undo(a)
    assert reads(a) == ["own_home"]


def test_a_repeat_credits_who_said_it():
    """Hole 20: ``author`` is who pressed."""
    a, b = laptop("A"), laptop("B")
    first = a.answer(PLACE, "own_home", said_by="family_or_friend", said_on="2026-10-01")
    b.receive(a.export())
    b.answer(PLACE, "hospice")
    undo(b)
    (head,) = b.log.heads(PLACE)
    assert head.author.id == "B"
    assert (head.answer.said_by, head.answer.said_on) == ("family_or_friend", "2026-10-01")
    assert b.log.source(head) == first
    assert b.log.source(first) == first
    b.erase(first.digest)
    assert b.log.source(head) is None


def test_a_settlement_replaces_what_was_shown():
    a = disagreeing()
    shown = a.log.heads(PLACE)
    other = laptop("C").answer(CPR, "attempt")
    with pytest.raises(ValueError, match="what the page showed"):
        a.pen.resolve(a.log, shown[0], [other])
    (entry,) = a.keep(a.pen.resolve(a.log, shown[0], shown))
    assert entry.supersedes == tuple(h.digest for h in shown)
    assert a.log.reading(PLACE).value == shown[0].answer.value
