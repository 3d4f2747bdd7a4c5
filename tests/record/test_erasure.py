"""Erasure: the words go, nothing older stands again, and no older copy brings them back."""

from __future__ import annotations

import pytest

from eolplan.record import Log, erase, receive, same_words
from eolplan.record.rules_in_force import Rules
from tests.record.laptops import CPR, GROUP, NAME, PLACE, laptop


@pytest.mark.parametrize(("rule", "state"), [(True, "erased"), (False, "answered")])
def test_what_was_replaced_does_not_stand_again(rule, state):
    """Hole 33."""
    a = laptop("A", Rules(erase_keeps_husk=rule))
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospital_acute")
    a.erase(wrong.digest)
    assert a.log.reading(PLACE).state == state
    assert not a.log.subset


def test_erasing_in_the_middle_keeps_what_stands():
    """Hole 33."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    middle = a.answer(PLACE, "hospital_acute")
    a.answer(PLACE, "hospice")
    (husk,) = erase(a.log, [middle.digest]).husks
    a.erase(middle.digest)
    assert a.log.reading(PLACE).value == "hospice"
    assert (husk.question, husk.person, husk.why) == (PLACE, "P", "erased")
    assert a.log.reading(CPR).state == "silent"


def test_what_is_not_held_cannot_be_erased():
    with pytest.raises(KeyError):
        erase(Log(), ["0" * 64])


@pytest.mark.parametrize("rule", [True, False])
def test_an_older_copy_does_not_bring_it_back(rule):
    """Hole 33: and the reader is told what was skipped."""
    a, b = laptop("A", Rules(erase_remembered=rule)), laptop("B")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospital_acute")
    b.receive(a.export())
    a.erase(wrong.digest)
    got = receive(a.log, b.export(), lambda digest: False)
    assert got.skipped == ((wrong.digest,) if rule else ())
    assert (got.log.reading(PLACE).state == "erased") is rule


def test_what_was_forgotten_with_its_person_leaves_its_links_when_it_comes_back():
    """Hole 33: the vault remembers only a keyed digest; nothing older may stand for it."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospital_acute")
    got = receive(Log(), a.export(), lambda digest: digest == wrong.digest)
    assert got.skipped == (wrong.digest,)
    assert [h.why for h in got.new_husks] == ["erased"]
    assert got.log.reading(PLACE).state == "erased"
    again = receive(got.log, a.export(), lambda digest: digest == wrong.digest)
    assert again.new_husks == ()


@pytest.mark.parametrize("rule", [True, False])
def test_nothing_below_an_erased_answer_goes_into_a_masked_copy(rule):
    """Hole 33: else the older answer is exported as the current one."""
    a, b = laptop("A", Rules(erased_tips_travel=rule)), laptop("B")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospital_acute")
    a.erase(wrong.digest)
    b.receive(a.export("team"))
    assert (b.log.reading(PLACE).value is None) is rule


def test_erasure_never_travels_as_a_command():
    """Hole 33: B keeps what it holds, and learns only that something later existed."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    wrong = a.answer(PLACE, "hospital_acute")
    b.receive(a.export())
    a.erase(wrong.digest)
    b.receive(a.export())
    assert b.log.reading(PLACE).value == "hospital_acute"


def test_words_that_were_repeated_are_erased_together():
    """Undo and settlement repeat an entry whole."""
    a = laptop("A")
    first = a.answer(PLACE, "own_home")
    second = a.answer(PLACE, "hospice")
    (again,) = a.keep(a.pen.undo(a.log, second))
    assert same_words(a.log, first.digest) == {first.digest, again.digest}
    assert same_words(a.log, again.digest) == {first.digest, again.digest}
    assert same_words(a.log, second.digest) == {second.digest}


def test_an_erased_removal_reads_as_erased():
    a = laptop("A")
    a.answer(GROUP, True, "c1")
    a.answer(NAME, "Sian", "c1")
    (removal,) = a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    a.erase(removal.digest)
    assert a.log.reading(GROUP, "c1").state == "erased"
    assert a.log.instances(GROUP) == ()
