"""After two persons were parted: what is left to be said of each entry, and by whom."""

from __future__ import annotations

from dataclasses import replace

from eolplan.record import Log, log_of, parted_from, to_place
from eolplan.record.codes import SAME_AS
from tests.record.laptops import Laptop
from tests.record.test_persons import both, here, join, say


def words(log: Log) -> list[object]:
    return [entry.answer.value for entry in to_place(log)]


def of(one: Laptop, person: str) -> Log:
    return log_of(one.log, person)


def test_nothing_is_to_be_placed_while_they_are_one():
    a = both()
    assert parted_from(of(a, "P1")) == frozenset()
    assert to_place(of(a, "P1")) == ()


def test_what_was_recorded_while_they_were_one_is_to_be_placed():
    a = both()
    join(a, same=False)
    say(a, "P1", "pet.name", "Rex")
    assert parted_from(of(a, "P1")) == {"P2"}
    assert words(of(a, "P1")) == ["latex and penicillin"]
    assert to_place(of(a, "P2")) == ()  # nothing was written down under that id


def test_what_somebody_decided_about_is_not_asked_again():
    a = both()
    join(a, same=False)
    (entry,) = to_place(of(a, "P1"))
    a.keep(a.pen.leave(entry))
    assert to_place(of(a, "P1")) == ()


def test_what_was_taken_out_is_not_asked_again():
    a = both()
    join(a, same=False)
    pen = replace(a.pen, person="P1")
    a.keep(pen.take_out(of(a, "P1"), to_place(of(a, "P1")), "Two people after all."))
    assert to_place(of(a, "P1")) == ()
    assert of(a, "P1").reading("dx.allergy").value == "penicillin"
    assert of(a, "P2").reading("dx.allergy").value == "latex"


def test_what_is_taken_out_while_they_are_one_stays_out_when_they_are_parted():
    """A mark under the first id would count for nothing in the plan of the other."""
    a = both()
    log = of(a, "P1")
    wrong = [e for e in log.entries.values() if e.answer.value == "latex"]
    a.keep(replace(a.pen, person="P1").take_out(log, wrong, "The wrong plan was open."))
    join(a, same=False)
    (marked,) = (e for e in of(a, "P2").entries.values() if e.question == "entry.error")
    assert marked.reason == "The wrong plan was open."


def test_joined_again_there_is_nothing_to_place():
    a = both()
    join(a, same=False)
    join(a)
    assert to_place(of(a, "P1")) == ()


def test_of_three_what_may_be_about_the_one_who_left_is_listed():
    """Where it cannot be told what came first, an entry is listed rather than not."""
    a = here("A")
    a.log = replace(a.log, members=a.log.members | {"P3"})
    a.keep(replace(a.pen, person="P3").join(a.log, "P2", "The same number."))
    a.keep(replace(a.pen, person="P1").join(a.log, "P2"))
    say(a, "P3", "val.matters", "the garden")
    a.keep(replace(a.pen, person="P2").part(a.log, "P3", "Another birthday."))
    assert words(of(a, "P1")) == ["the garden"]
    assert [e.reason for e in a.log.entries.values() if e.question == SAME_AS] == [
        "The same number.", "", "Another birthday.",
    ]  # fmt: skip


def test_what_another_laptop_says_of_two_counts_only_when_confirmed():
    a, b = both(), here("B")
    join(a, same=False)
    b.receive(a.export())
    assert parted_from(of(b, "P1")) == frozenset()
    assert to_place(of(b, "P1")) == ()


def test_keeping_one_side_of_a_conflict_is_another_mark():
    a = both()
    join(a, same=False)
    (entry,) = to_place(of(a, "P1"))
    a.keep(a.pen.leave(entry))
    assert a.pen.keep(a.log, entry) != ()
