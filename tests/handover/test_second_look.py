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
from tests.handover.told import SEEN, appointing, record, refusing

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


@pytest.mark.parametrize(
    ("audience_id", "told"), [("ambulance", False), ("gp", True), ("hospice", True)]
)
def test_what_a_carer_said_alone_is_not_told_by_what_follows_from_it(audience_id, told):
    """Whether a carer can go on is on no page in a crew's hands; that there is no plan B is."""
    book = gwen().say("carer.who", "has_carer").say("carer.able", "no", said_by="family_or_friend")
    said = looks(book, audience_id)
    assert any("carer" in words for words in said) is told
    assert any("a plan B" in words for words in said)


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
    moved = any("went into hospital, came out, or moved" in words for words in looks(book, "gp"))
    assert moved is told


# ---- a refusal and an attorney's paper of which nobody can say which came first (L-24)


def of_unclear_order(made_on: str = "2022-02-01", **more: object) -> Notebook:
    """The refusal was made after the paper was signed and before it was registered."""
    book = refusing(appointing(gwen(), **more), made_on=made_on)
    return record(book, plan__jurisdiction="ENG")


@pytest.mark.parametrize(("audience_id", "told"), [
    ("ambulance", True), ("gp", True), ("full", True), ("own", False), ("bedside", False),
])  # fmt: skip
def test_that_the_order_is_not_clear_is_told_to_professionals(audience_id, told):
    assert (words_of("L-24") in looks(of_unclear_order(), audience_id, nation="ENG")) is told


@pytest.mark.parametrize(
    ("made_on", "nation"),
    [("2022-01-01", "ENG"), ("2022-03-02", "ENG"), ("2022-02-01", "SCT")],
    ids=["before it was signed", "after it was registered", "the law of another place"],
)
def test_an_order_that_is_clear_is_not_told_as_unclear(made_on, nation):
    book = record(of_unclear_order(made_on), plan__jurisdiction=nation)
    assert words_of("L-24") not in looks(book, "gp", nation=nation)


def test_a_paper_for_money_leaves_no_order_to_be_clear_about():
    assert words_of("L-24") not in looks(of_unclear_order(kind="lpa_property"), "gp", nation="ENG")


@pytest.mark.parametrize("question", ["adrt.made_on", "poa.registered_on"])
def test_an_order_that_the_copy_cannot_tell_is_not_told_on_it(question):
    """Without a day the order is unclear too: then the copy would call open what is settled."""
    book, instance = of_unclear_order("2022-03-02"), {"adrt": "r1", "poa": "a1"}
    assert words_of("L-24") not in looks(book, "gp", nation="ENG")
    day = book.log.reading(question, instance[question.partition(".")[0]]).value
    book.say(question, day, instance=instance[question.partition(".")[0]], said_by=SEEN,
             sharing="do_not_share")  # fmt: skip
    assert words_of("L-24") not in looks(book, "gp", nation="ENG")


def test_nor_one_of_a_topic_that_is_being_talked_about():
    told = looks(of_unclear_order(), "gp", nation="ENG", held_back=["legal"])
    assert words_of("L-24") not in told


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


def test_what_one_rule_asks_to_settle_stands_in_one_sentence():
    said = [words for words in looks(gwen(), "gp") if words.startswith("Home is the wish.")]
    assert said == ["Home is the wish. To be settled: a plan B; whether the carer can go on."]
