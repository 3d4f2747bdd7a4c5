"""What is about somebody else: taken out of one plan, said in another, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.record import Answer, Entry, Standing, is_about_another, mask
from eolplan.record.codes import CONTACT, SAYS
from tests.record.laptops import CPR, GROUP, NAME, PHONE, PLACE, Laptop, allows, laptop
from tests.record.pages import disagreeing, reads, undo

WHY = "The wrong plan was open."


def strike(one: Laptop, *wrong: Entry) -> tuple[Entry, ...]:
    return one.keep(one.pen.take_out(one.log, wrong, WHY))


def test_what_was_said_before_stands_again():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospice")
    made = strike(a, wrong)
    assert reads(a) == ["own_home"]
    assert is_about_another(a.log, wrong)
    assert [e.reason for e in made] == [WHY, "error"]
    assert wrong.digest in a.log.entries  # the history keeps it


def test_a_first_answer_leaves_silence():
    a = laptop("A")
    strike(a, a.answer(PLACE, "hospice"))
    assert a.log.reading(PLACE).standing is Standing.NOT_ASKED


def test_several_in_a_row_are_passed_over_together():
    """Taking out only the newest would bring the one before it back."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    wrong = [a.answer(PLACE, value) for value in ("hospice", "hospital_acute", "hospice")]
    strike(a, *wrong)
    assert reads(a) == ["own_home"]


def test_what_came_after_it_stays():
    a = laptop("A")
    wrong = a.answer(PLACE, "hospice")
    a.answer(PLACE, "own_home")
    strike(a, wrong)
    assert reads(a) == ["own_home"]


def test_undo_of_a_later_answer_does_not_bring_it_back():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospice")
    a.answer(PLACE, "hospital_acute")
    strike(a, wrong)
    undo(a)
    assert reads(a) == ["own_home"]


def test_a_settlement_that_is_about_somebody_else_leaves_the_difference():
    a = disagreeing()
    heads = a.log.heads(PLACE)
    settled = a.keep(a.pen.resolve(a.log, heads[0], heads))[0]
    strike(a, settled)
    assert reads(a) == ["hospital_acute", "own_home"]


def test_whatever_gives_its_words_again_goes_with_it():
    """An undone change repeats the words; a copy of the repetition would tell them too."""
    a = laptop("A")
    wrong = a.answer(PLACE, "hospice")
    a.answer(PLACE, "own_home")
    undo(a)
    again = a.log.heads(PLACE)[0]
    assert again.repeats == wrong.digest
    strike(a, wrong)
    assert is_about_another(a.log, again)
    assert a.log.reading(PLACE).standing is Standing.NOT_ASKED


def test_what_was_said_earlier_and_typed_late_gives_way_to_what_it_was_put_under():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    then = a.keep(a.pen.then(a.log, PLACE, Answer(value="hospice"), a.log.heads(PLACE)[0]))
    strike(a, *then)
    assert reads(a) == ["own_home"]


def test_somebody_who_was_taken_off_the_wrong_list_is_back():
    a = laptop("A")
    a.answer(GROUP, True, "c1")
    a.answer(NAME, "Sian", "c1")
    gone = a.keep(a.pen.remove(a.log, GROUP, [NAME], "c1"))[0]
    assert a.log.instances(GROUP) == ()
    strike(a, gone)
    assert a.log.instances(GROUP) == ("c1",)
    assert reads(a, NAME, "c1") == ["Sian"]


def test_somebody_who_was_put_on_the_wrong_list_is_off_it():
    a = laptop("A")
    wrong = [a.answer(GROUP, True, "c1"), a.answer(NAME, "Sian", "c1"), a.answer(PHONE, "1", "c1")]
    strike(a, *wrong)
    assert a.log.instances(GROUP) == ()
    assert a.log.torn(GROUP) == ()


def test_taking_it_out_twice_changes_nothing():
    a = laptop("A")
    wrong = a.answer(PLACE, "hospice")
    strike(a, wrong)
    assert a.pen.take_out(a.log, [wrong], WHY) == ()


@pytest.mark.parametrize("audience", ["full", "team"])
def test_no_copy_carries_it_though_the_history_does(audience):
    """A copy of one person's plan must not tell what another one said."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospice")
    a.answer(PLACE, "hospital_acute")
    assert wrong.digest in a.export(audience).entries
    strike(a, wrong)
    parcel = a.export(audience)
    assert wrong.digest not in parcel.entries
    assert parcel.log().reading(PLACE).value == "hospital_acute"
    b = laptop("B")
    b.receive(parcel)
    assert reads(b) == ["hospital_acute"]


def test_whoever_has_it_from_an_earlier_copy_learns_that_it_is_about_somebody_else():
    """Or they would hand it on."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospice")
    b.receive(a.export())
    strike(a, wrong)
    b.receive(a.export())
    assert is_about_another(b.log, wrong)
    assert reads(b) == ["own_home"]
    assert wrong.digest not in b.export().entries
    assert all(e.instance != wrong.digest for e in a.export(history=False).entries.values())


def undone_elsewhere(*, later: bool) -> tuple[Laptop, Entry]:
    """Struck on A; on B an undo, made without knowing that, gave the words again.

    Args:
        later: Something was said after the struck words when A struck them.
    """
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospice")
    b.receive(a.export())
    b.answer(PLACE, "hospital_acute")
    if later:
        a.receive(b.export())
    undo(b)
    strike(a, wrong)
    (again,) = b.log.heads(PLACE)
    assert again.repeats == wrong.digest
    a.receive(b.export())
    return a, again


@pytest.mark.parametrize("audience", ["full", "team"])
@pytest.mark.parametrize(("later", "reads_now"), [(False, "own_home"), (True, None)])
def test_an_undo_that_arrives_later_takes_it_onto_no_copy(audience, later, reads_now):
    """Nor does what was undone read as current there, with the undo left out above it."""
    a, again = undone_elsewhere(later=later)
    assert again in a.log.heads(PLACE)
    assert is_about_another(a.log, again)
    parcel = a.export(audience)
    assert all(e.answer.value != "hospice" for e in parcel.entries.values())
    assert parcel.log().reading(PLACE).value == reads_now
    strike(a, again)
    assert a.log.reading(PLACE).value == "own_home"


def test_what_was_brought_from_there_is_this_persons_though_the_two_are_one_later():
    a, b = laptop("A"), laptop("B")
    wrong = a.answer(PLACE, "hospice")
    strike(a, wrong)
    pen = replace(b.pen, person="Q")
    (new,) = b.keep(pen.bring_in(b.log, wrong, "moved"))
    both = a.log.plus([new])
    assert is_about_another(both, wrong)
    assert not is_about_another(both, new)


@pytest.mark.parametrize(("never", "how"), [((PLACE,), {}), ((), {"sharing": "do_not_share"})])
def test_a_reader_who_may_not_have_the_answer_learns_nothing_of_it(never, how):
    a = laptop("A")
    wrong = a.answer(PLACE, "hospice", **how)
    a.answer(CPR, "attempt")
    strike(a, wrong)

    def told(*, full: bool) -> list[str]:
        copy = mask(a.log, allows("team"), never=never, full=full).entries.values()
        return [e.instance for e in copy if e.question == "entry.error"]

    assert told(full=False) == []
    assert told(full=True) == [wrong.digest]


def test_a_reader_from_whom_the_question_is_kept_today_learns_nothing_of_it():
    a = laptop("A")
    wrong = a.answer(PLACE, "hospice")
    a.answer(PLACE, "own_home", sharing="do_not_share")
    strike(a, wrong)
    assert [e.question for e in a.export("team").entries.values()] == []


def other() -> Laptop:
    """The laptop's record of another person."""
    b = laptop("B")
    b.answer(CPR, "attempt")
    return b


def test_it_is_said_in_the_right_plan_as_it_was_said():
    a, b = laptop("A"), other()
    wrong = a.answer(PLACE, "hospice", said_by="family_or_friend", said_by_contact="c1")
    (new,) = b.keep(b.pen.bring_in(b.log, wrong, WHY))
    assert (new.answer, new.conversation, new.reason) == (wrong.answer, "talk-A", WHY)
    assert (new.author.id, new.person, new.repeats) == ("B", "P", wrong.digest)
    assert reads(b) == ["hospice"]
    assert b.log.source(new) is None  # the first one lies in the other plan


def test_it_stands_beside_what_the_right_plan_says():
    a, b = laptop("A"), other()
    wrong = a.answer(CPR, "not_for_CPR")
    b.keep(b.pen.bring_in(b.log, wrong, WHY))
    assert b.log.reading(CPR).state == "conflict"


def test_it_replaces_what_it_is_told_to_replace():
    a, b = laptop("A"), other()
    wrong = a.answer(CPR, "not_for_CPR")
    heads = [head.digest for head in b.log.heads(CPR)]
    b.keep(b.pen.bring_in(b.log, wrong, WHY, heads))
    assert reads(b, CPR) == ["not_for_CPR"]
    with pytest.raises(ValueError, match="about something else"):
        b.pen.bring_in(b.log, a.answer(PLACE, "hospice"), WHY, heads)


def test_what_others_say_moves_with_the_place_it_stands_in():
    a, b = laptop("A"), other()
    wrong = a.answer(PLACE, None, f"{SAYS}c1", own_words="She wants the hospice.")
    b.keep(b.pen.bring_in(b.log, wrong, WHY))
    assert b.log.reading(PLACE, f"{SAYS}c1").own_words == "She wants the hospice."
    assert CONTACT == GROUP
