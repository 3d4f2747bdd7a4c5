"""Record.md D: several of a kind, added, removed, put back and put in order."""

from __future__ import annotations

import pytest

from eolplan.record import (
    Answer,
    Author,
    NoLongerCurrent,
    Standing,
    erase,
)
from eolplan.record.rules_in_force import Rules
from tests.record.laptops import GROUP, NAME, PHONE, PLACE, laptop
from tests.record.pages import disagreeing, reads, undo, with_contact


def test_removal_is_one_entry_over_the_whole_instance():
    """Hole 21: a phone added elsewhere is a conflict, not a contact without a name."""
    a, b = with_contact(), laptop("B")
    b.receive(a.export())
    a.keep(a.pen.remove(a.log, GROUP, (NAME, PHONE), "c1"))
    assert (a.log.instances(GROUP), a.log.torn(GROUP)) == ((), ())
    assert a.log.reading(GROUP, "c1").state == "removed"
    assert a.log.reading(NAME, "c1").standing is Standing.REMOVED
    assert a.log.all_instances(GROUP) == ("c1",)
    with pytest.raises(NoLongerCurrent):
        a.pen.remove(a.log, GROUP, (), "c1")

    b.answer(PHONE, "07700 900001", "c1")
    a.receive(b.export())
    assert (a.log.instances(GROUP), a.log.torn(GROUP)) == ((), ("c1",))
    torn = a.log.reading(GROUP, "c1")
    assert (torn.state, len(torn.heads)) == ("conflict", 2)


def test_without_the_rule_a_contact_is_shown_without_a_name():
    """Hole 21, with the switch off."""
    a, b = laptop("A", Rules(remove_by_membership=False)), laptop("B")
    a.answer(NAME, "Sian", "c1")
    b.receive(a.export())
    a.keep(a.pen.remove(a.log, GROUP, (NAME, PHONE), "c1"))
    b.answer(PHONE, "07700 900001", "c1")
    a.receive(b.export())
    assert a.log.instances(GROUP) == ("c1",)
    assert reads(a, NAME, "c1") == ["removed"]


def test_a_torn_instance_can_be_removed_again_or_put_back():
    a, b = with_contact(), laptop("B")
    b.receive(a.export())
    (removal,) = a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    b.answer(PHONE, "07700 900001", "c1")
    a.receive(b.export())
    shown = a.log.reading(GROUP, "c1").heads
    gone = a.log.plus(a.pen.resolve(a.log, removal, shown))
    assert (gone.instances(GROUP), gone.torn(GROUP)) == ((), ())
    back = a.log.plus(a.pen.restore(a.log, removal))
    assert (back.instances(GROUP), back.torn(GROUP)) == (("c1",), ())
    assert back.reading(NAME, "c1").value == "Sian"
    assert back.reading(PHONE, "c1").value == "07700 900001"


def test_undo_of_a_removal_puts_everything_back():
    """Holes 12 and 21: one repeat for each question."""
    a = with_contact()
    (removal,) = a.keep(a.pen.remove(a.log, GROUP, (NAME,), "c1"))
    a.keep(a.pen.undo(a.log, removal))
    assert a.log.instances(GROUP) == ("c1",)
    assert reads(a, NAME, "c1") == ["Sian"]
    undo(a, NAME, "c1")
    assert reads(a, NAME, "c1") == ["not_asked"]


def test_only_a_removal_is_put_back_by_anybody():
    a = with_contact()
    with pytest.raises(NoLongerCurrent):
        a.pen.restore(a.log, a.log.heads(NAME, "c1")[0])


def test_removal_takes_only_what_the_page_showed():
    """Hole 7 holds for removals."""
    a, b = with_contact(), laptop("B")
    b.receive(a.export())
    page = [h.digest for q in (GROUP, NAME) for h in a.log.heads(q, "c1")]
    b.answer(PHONE, "07700 900001", "c1")
    a.receive(b.export())
    a.keep(a.pen.remove(a.log, GROUP, (), "c1", seen=page))
    assert a.log.torn(GROUP) == ("c1",)


def test_a_field_of_another_name_is_removed_when_it_is_named():
    a = with_contact()
    a.answer("lives.with", "Sian", "c1")
    kept = a.log.plus(a.pen.remove(a.log, GROUP, (), "c1"))
    assert kept.heads("lives.with", "c1")
    a.keep(a.pen.remove(a.log, GROUP, ("lives.with",), "c1"))
    assert a.log.heads("lives.with", "c1") == ()
    undone = a.log.plus(a.pen.undo(a.log, a.log.heads(GROUP, "c1")[0]))
    assert undone.reading("lives.with", "c1").value == "Sian"


def test_a_field_that_was_removed_before_belongs_to_its_group():
    a, b = with_contact(), laptop("B")
    a.answer("lives.with", "Sian", "c1")
    b.receive(a.export())
    a.keep(a.pen.remove(a.log, GROUP, ("lives.with",), "c1"))
    b.answer("lives.with", "nobody", "c1")
    a.receive(b.export())
    assert a.log.torn(GROUP) == ("c1",)


def test_codes_as_instances_are_not_mixed_up():
    """Places to avoid: the instance is the code, which other questions use as well."""
    a = laptop("A")
    for question in ("place.avoid", "hh.avoid"):
        a.answer(question, "hospice", "hospice")
    a.keep(a.pen.remove(a.log, "place.avoid", (), "hospice"))
    assert a.log.instances("place.avoid") == ()
    assert a.log.torn("place.avoid") == ()
    assert a.log.instances("hh.avoid") == ("hospice",)


def test_taking_back_that_somebody_was_added_does_not_hide_what_was_said_since():
    a, b = with_contact(), laptop("B")
    b.receive(a.export())
    b.answer(PHONE, "07700 900001", "c1")
    undo(a, NAME, "c1")
    undo(a, GROUP, "c1")
    assert (a.log.instances(GROUP), a.log.torn(GROUP)) == ((), ())
    a.receive(b.export())
    assert a.log.torn(GROUP) == ("c1",)


def test_removed_here_and_never_added_there_is_gone_for_both():
    a, b = with_contact(), laptop("B")
    b.receive(a.export())
    b.keep(b.pen.remove(b.log, GROUP, (), "c1"))
    undo(a, NAME, "c1")
    undo(a, GROUP, "c1")
    a.receive(b.export())
    assert (a.log.reading(GROUP, "c1").state, a.log.torn(GROUP)) == ("removed", ())


def test_both_laptops_show_the_same_order():
    """Hole 22: one entry; two heads: all take the smaller digest, and can see that they differ."""
    a, b = laptop("A"), laptop("B")
    for contact in ("c1", "c2"):
        a.answer(GROUP, True, contact)
    assert a.log.instances(GROUP) == ("c1", "c2")
    a.keep(a.pen.order(a.log, GROUP, ["c2", "gone", "c1"]))
    assert a.log.instances(GROUP) == ("c2", "c1")
    b.receive(a.export())
    a.keep(a.pen.order(a.log, GROUP, ["c1", "c2"]))
    b.answer(GROUP, True, "c3")
    b.keep(b.pen.order(b.log, GROUP, ["c3", "c2", "c1"]))
    a.receive(b.export())
    b.receive(a.export())
    assert a.log.instances(GROUP) == b.log.instances(GROUP)
    assert a.log.reading("contact.order").state == "conflict"
    assert a.log.conflicts() == ()  # a warning, which stops nobody
    for one in (a, b):
        one.answer("shop.order", one.name)
    a.receive(b.export())
    assert [r.question for r in a.log.conflicts()] == ["shop.order"]  # no group of that name


def test_an_order_that_is_no_list_orders_nothing():
    a = laptop("A")
    a.answer(GROUP, True, "c1")
    a.answer("contact.order", "c1")
    assert a.log.instances(GROUP) == ("c1",)


def test_a_removed_contact_still_has_a_name():
    """Hole 25: a reference to somebody who was removed."""
    a = with_contact()
    assert a.log.last_said(NAME, "c9") is None
    a.answer(NAME, "Siân", "c1")
    a.keep(a.pen.remove(a.log, GROUP, (), "c1"))
    last = a.log.last_said(NAME, "c1")
    assert last is not None
    assert last.answer.value == "Siân"


def test_a_pen_writes_for_whoever_holds_it():
    a = laptop("A")
    (entry,) = a.pen.answer(a.log, PLACE, Answer(value="own_home"), reason="misheard")
    assert entry.author == Author("A", "Nurse A", "Community nurse")
    assert (entry.conversation, entry.reason) == ("talk-A", "misheard")


def test_erasing_one_of_two_sides_leaves_the_other():
    a = disagreeing()
    one, other = a.log.heads(PLACE)
    assert erase(a.log, [one.digest]).log.heads(PLACE) == (other,)
