"""What became of a plan stands at the head of every copy of it, signed off or not."""

from __future__ import annotations

import pytest

from eolplan.handover.export import for_hand
from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from tests.handover.notebook import SIGNED, STAFF
from tests.handover.rows_of_paper import SOON, signed_then
from tests.handover.test_fhir import all_of, document, faults, schema
from tests.handover.test_page1_doubts import differing
from tests.handover.told import gwen_only, record, refusing_cpr

__all__ = ["schema"]  # the fixture

ENDS = {"S06", "S08", "S09.died", "S09.error"}


def ends(book):
    """Return the rows about an end or a hold on the copy of the version that was signed first."""
    first = min(book.log.versions.values(), key=lambda version: version.number)
    return ENDS & set(page1(book.copy(now=SOON, version=first)).ids)


@pytest.mark.parametrize(
    ("status", "row"),
    [
        ("under_review", "S06"), ("suspended", "S06"), ("closed_moved", "S06"),
        ("closed_discharged", "S06"), ("closed_declined", "S08"), ("closed_withdrew", "S08"),
        ("closed_died", "S09.died"), ("entered_in_error", "S09.error"),
    ],
)  # fmt: skip
def test_every_end_says_what_the_paper_is_worth(status, row):
    assert ends(signed_then(plan__status=status, plan__status__on="2025-11-18")) == {row}


def test_a_plan_in_use_says_nothing_of_the_kind():
    assert ends(signed_then(plan__status="final")) == set()


def test_the_day_on_which_it_ended_is_the_one_that_was_said():
    book = signed_then(plan__status="closed_moved", plan__status__on="2025-11-18")
    lines = page1(book.copy(now=SOON, version=book.log.latest_version())).texts()
    assert any(line.startswith("ON HOLD since 18 November 2025.") for line in lines)


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        (["whole_record"], {"S08"}), (["all_sharing"], {"S08"}),
        (["some_sharing"], set()), (["some_topics"], set()),
    ],
)  # fmt: skip
def test_a_part_that_was_taken_back_leaves_the_rest_to_be_used(scope, rows):
    """Whoever no longer wants the council to read it must not lose the page on the fridge."""
    book = signed_then(agree__withdrawn__on="2025-11-18")
    assert ends(book.say("agree.withdrawn.scope", scope)) == rows


def test_a_signature_that_was_given_is_no_longer_awaited():
    book = record(gwen_only(), sign__second__name="Dr A Rees", sign__second__role="GP")
    assert "S02" in page1(book.copy()).ids
    record(book, sign__second__on="2025-11-12")
    assert "S02" not in page1(book.copy()).ids


def test_of_somebody_who_died_nobody_is_told_to_ring_for_help_or_to_ask_them():
    """A family keeps this page; a donation is still urgent, and still told."""
    book = record(signed_then().say("donate.view", ["eyes"]), donate__phone="01632 960700")
    book.sign()
    version = book.log.latest_version()
    alive = list(page1(book.copy(now=SOON, version=version)).texts())
    record(book, plan__status="closed_died", death__date="2025-11-18")
    text = "\n".join(page1(book.copy(now=SOON, version=version)).texts())
    for words in ("ring 999", "can speak", "(84)"):
        assert any(words in line for line in alive)
        assert words not in text
    assert "Eye or tissue donation is wished for" in text


def test_while_two_records_differ_on_a_death_nobody_is_called_dead():
    """A wrong death on one laptop must not take the number to ring off the page of somebody."""
    book = differing(signed_then(plan__status="closed_died"), "plan.status", "final")
    text = "\n".join(page1(book.copy(now=SOON, version=book.log.latest_version())).texts())
    assert "ON HOLD since date not recorded." in text
    assert "died" not in text
    assert "ring 999" in text


TYPED = "Her daughter was told tonight."
"""Why R-02 is gone on from."""


def reasoned(sharing="care_team_and_emergency"):
    """A plan that was signed off against a check."""
    book = gwen_only().say("cpr.status", "not_for_CPR", said_by="clinician_judgement")
    book.say("cpr.discuss_person", "not_yet", said_by="clinician_judgement", sharing=sharing)
    mine = "R-02.cpr.discuss_person:0a1b2c3d"
    book.say("override", True, instance=mine)
    for part, value, words in (
        ("rule", "R-02", ""), ("about", "Say whether she was told.", ""),
        ("reason", None, TYPED), ("by", "Carys Bevan, Nurse", ""),
    ):  # fmt: skip
        book.say(f"override.{part}", value, words, instance=mine, said_by="clinician_judgement")
    return book


def printed_for(book, reader, **more):
    return "\n".join(outline(book.copy(reader, **more)).texts())


@pytest.mark.parametrize(
    ("reader", "reads"),
    [("gp", True), ("hospice", True), ("care_home", True), ("full", True), ("ambulance", True),
     ("bedside", False), ("own", False), ("family", False)],
)  # fmt: skip
def test_a_reason_to_sign_off_all_the_same_prints_for_professionals(reader, reads):
    text = printed_for(reasoned(), reader)
    assert (TYPED in text) is reads
    assert ("Carys Bevan, Nurse" in text) is reads


def test_a_reason_prints_while_the_check_that_it_answers_stands():
    """Once she was told, nobody signs off although she was not; the full record keeps it."""
    told = reasoned().say("cpr.discuss_person", "yes", said_by="clinician_judgement")
    assert TYPED not in printed_for(told, "gp")
    assert TYPED in printed_for(told, "full")


def test_of_a_topic_that_is_held_back_no_reason_prints():
    book = reasoned()
    version = book.sign(held_back=["cpr"])
    assert TYPED not in printed_for(book, "ambulance", version=version)


def test_a_reason_goes_nowhere_where_what_it_is_about_may_not():
    assert TYPED not in printed_for(reasoned("person_copy_only"), "gp")


def refused_and_for(sharing="care_team_and_emergency"):
    """Signed off although a refusal of CPR conflicts; who may read of it was said of its parts."""
    book = record(refusing_cpr(gwen_only()), cpr__status="attempt", cpr__by__name="Dr A Rees")
    for question in ("adrt.about_cpr", "adrt.treatments"):
        held = book.log.reading(question, "r1")
        book.say(question, held.value, held.own_words, instance="r1", sharing=sharing)
    mine = "R-07.cpr.status:0a1b2c3d"
    book.say("override", True, instance=mine)
    return book.say("override.reason", None, TYPED, instance=mine, said_by="clinician_judgement")


@pytest.mark.parametrize("reader", ["gp", "ambulance"])
def test_a_reason_tells_of_no_refusal_that_may_not_be_here(reader):
    """It is about a thing of which there may be several, and is kept under another one."""
    assert TYPED in printed_for(refused_and_for(), reader)
    assert TYPED not in printed_for(refused_and_for("do_not_share"), reader)


def test_a_reason_about_two_topics_waits_while_either_is_talked_about():
    book = refused_and_for()
    refusals = book.guide.whole_of("adrt.about_cpr")
    assert refusals != book.guide.whole_of("cpr.status")
    assert TYPED not in printed_for(book, "gp", version=book.sign(held_back=[refusals]))


@pytest.mark.parametrize(
    ("said", "audience", "words"),
    [
        ({}, "gp", "Gwen was not asked about this copy."),
        ({"agree.share.gp": "no"}, "gp", "The answer to this copy was no."),
        ({"agree.share.ambulance": "ask_first"}, "ambulance", "Gwen wanted to be asked first."),
        ({"agree.record": "withdrawn"}, "care_home", "Agreement to this plan was taken back."),
        ({}, "full", "This is the full record."),
    ],
)
def test_why_a_copy_goes_all_the_same_prints_on_it(said, audience, words):
    """Rule A-04: a copy to a reader whom the person did not agree to says so, and why."""
    book = gwen_only()
    for question, value in said.items():
        book.say(question, value)
    text = printed_for(book, audience, reason="She is choking;\nDr Rees decided.")
    assert words in text
    assert (
        "Reason: “She is choking; Dr Rees decided.” (Carys Bevan, Community nurse,"
        " 12 November 2025)." in text
    )
    assert "Reason: “" not in printed_for(book, audience)


@pytest.mark.parametrize("audience", ["own", "bedside", "family"])
def test_nobody_at_home_reads_why_a_copy_went_to_them_all_the_same(audience):
    book = gwen_only().say("agree.copy", ["none"]).say("agree.share.named", "no")
    assert "Her son is cruel" not in printed_for(book, audience, reason="Her son is cruel.")


@pytest.mark.parametrize(
    ("audience", "reads", "whole"),
    [("ambulance", True, True), ("full", True, False), ("bedside", False, False)],
)
def test_a_copy_by_hand_says_too_why_it_goes_all_the_same(audience, reads, whole):
    """Paper that was written by hand is a copy; one page by hand is not the full record."""
    book = gwen_only().say("agree.share.ambulance", "no").say("agree.copy", ["none"])
    lines = for_hand(book.log, book.guide, audience, staff=STAFF, now=SIGNED,
                     version=book.sign(nation="ENG"), reason="She is choking.")  # fmt: skip
    words = "\n".join(line.words for line in lines)
    assert ("Reason: “She is choking.” (Carys Bevan, Community nurse" in words) is reads
    assert ("It was made all the same." in words) is whole
    assert "This is the full record" not in words


def test_a_copy_that_was_agreed_to_needs_no_reason_and_prints_none():
    book = gwen_only().say("agree.share.gp", "yes")
    assert "Reason: “" not in printed_for(book, "gp", reason="Left over from before.")


# -- for other people's software ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, {}),
        ({"plan__status": "closed_died", "death__date": "2025-11"},
         {"deceasedDateTime": "2025-11"}),
        ({"plan__status": "closed_died"}, {"deceasedBoolean": True}),
    ],
)  # fmt: skip
def test_software_is_told_that_somebody_has_died(schema, facts, told):
    made = document(signed_then(**facts))
    (patient,) = all_of(made, "Patient")
    assert {key: value for key, value in patient.items() if key.startswith("deceased")} == told
    assert not faults(schema, made)


def test_software_is_told_that_a_plan_was_recorded_in_error(schema):
    made = document(signed_then(plan__status="entered_in_error"))
    (composition,) = all_of(made, "Composition")
    assert composition["status"] == "entered-in-error"
    assert not faults(schema, made)


def test_agreement_that_was_withdrawn_without_a_day_ends_the_paper():
    book = signed_then(agree__record="withdrawn")
    assert ends(book) == {"S08"}
    first = min(book.log.versions.values(), key=lambda version: version.number)
    words = "\n".join(page1(book.copy(now=SOON, version=first)).texts())
    assert "took back agreement to this plan on" in words


@pytest.mark.parametrize(
    ("sharing", "words"),
    [
        ("care_team_and_emergency", "Dr A Rees, role not recorded, has not yet signed."),
        ("do_not_share", "Dr A Rees, role not on this copy, has not yet signed."),
    ],
)
def test_a_role_that_is_kept_off_is_not_called_unrecorded(sharing, words):
    book = record(gwen_only(), sign__second__name="Dr A Rees")
    if sharing == "do_not_share":
        book.say("sign.second.role", "GP", said_by="clinician_observed", sharing=sharing)
    assert f"Signed off by Carys Bevan. {words}" in page1(book.copy()).texts()
