"""What is worth a second look prints on professional copies, from a short list and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.handover.audience import audience
from eolplan.handover.copying import make_copy
from eolplan.handover.export import NotForThisReader, look_again
from eolplan.handover.outline import outline
from eolplan.rules import RULES
from tests.handover.notebook import SIGNED, STAFF, Notebook, gwen

SHORT_LIST = frozenset({
    "R-05", "R-11", "R-15", "L-10", "L-24", "P-05", "M-01", "M-02", "M-09", "Q-03", "Q-04",
})  # fmt: skip
SHOCKS = "There is a shock device. Has turning off its shocks been talked about?"


def with_a_device() -> Notebook:
    return gwen().say("dev.has", ["icd"])


def looks(book: Notebook, audience_id: str, **facts: object) -> tuple[str, ...]:
    version = book.sign(**facts)
    return book.copy(audience_id, version=version).looks


def test_no_other_rule_prints_than_those_of_the_list():
    """A carer who struggles and a fear of somebody in the house are on no page left behind."""
    assert {rule.id for rule in RULES if rule.prints} == SHORT_LIST


@pytest.mark.parametrize("audience_id", ["ambulance", "gp", "hospice", "care_home", "full"])
def test_professionals_are_told(audience_id):
    assert SHOCKS in looks(with_a_device(), audience_id)


@pytest.mark.parametrize("audience_id", ["own", "family", "bedside"])
def test_at_home_nobody_is(audience_id):
    assert looks(with_a_device(), audience_id) == ()


def test_it_stands_under_a_heading_of_its_own():
    book = with_a_device()
    copy = book.copy("gp", version=book.sign())
    topic = next(t for t in outline(copy).topics if t.heading == "To look at again")
    assert SHOCKS in topic.parts
    settled = with_a_device().say("icd.discussed", "yes").say("feas.carer", "yes")
    settled.say("cont", True, instance="b")
    plain = settled.copy("gp", version=settled.sign())
    assert "To look at again" not in [t.heading for t in outline(plain).topics]


def test_what_this_copy_leaves_out_is_not_told_of():
    book = with_a_device()
    book.say("dev.has", ["icd"], sharing="do_not_share")
    book.say("icd.discussed", "no", sharing="do_not_share")
    assert SHOCKS not in looks(book, "gp")


def words_of(rule_id: str) -> str:
    return next(rule.words for rule in RULES if rule.id == rule_id and rule.prints)


def test_nor_of_what_a_rule_looks_at_without_naming_it():
    hidden = gwen().say("dev.has", ["icd"], sharing="do_not_share")
    assert SHOCKS not in looks(hidden, "gp")


@pytest.mark.parametrize(("more", "told"), [({}, True), ({"sharing": "do_not_share"}, False)])
def test_a_move_that_stays_here_is_not_told_by_what_follows_from_it(more, told):
    book = gwen().say("cpr.date", "2025-10-01")
    book.say("rev.event", True, instance="e").say("rev.event.on", "2025-11-01", instance="e")
    book.say("rev.event.what", "move", instance="e", **more)
    assert (words_of("R-11") in looks(book, "gp")) is told


@pytest.mark.parametrize(("audience_id", "told"), [("gp", True), ("ambulance", False)])
def test_a_note_does_not_tell_a_crew_of_a_phase_that_its_copy_leaves_out(audience_id, told):
    dying = gwen().say("fn.phase", "dying", said_by="clinician_judgement")
    assert (words_of("M-09") in looks(dying, audience_id)) is told


def test_what_is_only_kept_back_is_not_called_open():
    settled = with_a_device().say("icd.discussed", "yes", sharing="do_not_share")
    assert SHOCKS not in looks(settled, "gp")


def test_a_topic_that_is_talked_about_is_not_told_of():
    assert SHOCKS not in looks(with_a_device(), "gp", held_back=["devices"])


@pytest.mark.parametrize("audience_id", ["own", "family", "bedside"])
def test_a_mask_that_lets_too_much_through_lets_nothing_out(audience_id):
    """A second lock: what is finished is looked at again, whatever the mask should have done."""
    book = gwen().say("prog.estimate", "months")
    version = book.sign()
    copy, parcel = make_copy(book.log, book.guide, audience("full"), staff=STAFF, now=SIGNED,
                             version=version)  # fmt: skip
    look_again(copy, parcel)
    with pytest.raises(NotForThisReader):
        look_again(replace(copy, audience=audience(audience_id)), parcel)
