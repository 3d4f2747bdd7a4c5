"""What two records disagree about, what is masked and what nobody here knows is never a fact.

A doubt treats: a page must not sound surer because something is not on it.
"""

from __future__ import annotations

import pytest

from eolplan.handover.page1 import page1
from eolplan.record.erasure import erase
from tests.handover.notebook import TALK, Notebook, gwen
from tests.handover.told import (
    SEEN,
    appointing,
    assessed,
    gwen_only,
    page_of,
    record,
    refusing,
    refusing_cpr,
)


def ids(book: Notebook, audience: str = "ambulance") -> tuple[str, ...]:
    return page_of(book, audience).ids


def says(book: Notebook, audience: str = "ambulance") -> str:
    return "\n".join(page_of(book, audience).texts())


def differing(book: Notebook, question: str, value: str, instance: str = "") -> Notebook:
    """Another record says something else, and neither replaced the other."""
    return book.say(question, value, instance=instance, seen=(), said_by=SEEN)


def torn(book: Notebook, group: str, instance: str, field: str, words: str) -> Notebook:
    """One laptop removed a member of a group while another one changed it."""
    fields = [q.id for q in book.guide if q.id.startswith(f"{group}.")]
    removal = book.pen(group).remove(book.log, group, fields, instance)
    record(book, instance, **{field.replace(".", "__"): f"words:{words}"})
    book.log = book.log.plus(removal)
    assert book.log.torn(group) == (instance,)
    return book


def aged(nation: str, born: str, made_on: str | None) -> Notebook:
    book = Notebook().person_named(**{"plan.jurisdiction": nation, "person.dob": born})
    return refusing_cpr(book, made_on=made_on)


# ---- CPR


@pytest.mark.parametrize(
    "make",
    [
        lambda: gwen_only().say("cpr.status", "shock_only", said_by=SEEN),
        lambda: gwen_only().say("cpr.status", None, "Two shocks", said_by=SEEN),
        lambda: refusing_cpr(gwen_only()).say("cpr.status", "shock_only", said_by=SEEN),
        lambda: gwen_only().form(cpr__status="").say("cpr.status", "later_code", said_by=SEEN),
    ],
)
def test_a_recommendation_without_words_here_is_not_known_and_never_not_decided(make):
    assert "C07" in ids(make())


def test_a_disagreement_of_the_person_counts_though_another_record_has_none():
    book = record(gwen_only().form(), cpr__agree="agree")
    assert "C10.not_asked" in ids(differing(book, "cpr.agree", "disagree"))


@pytest.mark.parametrize("first", ["2025-10-01", "2027-01-01"])
def test_of_two_review_dates_the_earlier_one_counts(first):
    other = "2025-10-01" if first > "2026" else "2027-01-01"
    book = gwen_only().form(cpr__form__review_on=first)
    assert "C15" in ids(differing(book, "cpr.form.review_on", other))


@pytest.mark.parametrize(
    ("seen", "row"), [("original", "C06"), ("photo", "C04"), ("told", "C03"), ("", "C03")]
)
def test_a_topic_that_was_held_back_does_not_deny_the_paper_that_was_seen(seen, row):
    book = gwen_only().form(cpr__form__seen_kind=seen)
    version = book.sign(nation="ENG", held_back=["cpr"])
    assert row in page1(book.copy(version=version)).ids


# ---- refusals


def test_a_refusal_of_which_nothing_is_recorded_is_told_and_not_passed_over():
    book = gwen_only().say("adrt.exists", "yes", said_by=SEEN)
    assert "R14.not_known" not in ids(book)
    assert (
        "Gwen is said to have refused treatment (not recorded which), when circumstances that are"
        " not recorded (how is not recorded). We have not seen a paper."
    ) in says(book)


def test_that_all_was_withdrawn_shows_though_another_record_does_not_say_so():
    book = refusing_cpr(gwen_only()).say("adrt.exists", "yes", said_by=SEEN)
    said = ids(differing(book, "adrt.exists", "withdrawn"))
    assert "R05.possibly" in said
    assert not {"R01", "C12"} & set(said)


def test_a_relative_who_says_that_all_was_withdrawn_is_named():
    book = refusing(gwen_only()).say("adrt.exists", "withdrawn", said_by="family_or_friend")
    assert "POSSIBLY WITHDRAWN: Family told us on 12 November 2025." in says(book)


def test_how_it_was_withdrawn_or_refused_is_never_made_up():
    back = refusing(gwen_only(), withdrawn_on="2025-01-01")
    assert "was withdrawn on 1 January 2025 (how is not recorded)." in says(back)
    told = gwen_only().say("adrt", True, instance="r1")
    told.say("adrt.treatments", "antibiotics", instance="r1")
    told.say("adrt.type", "not_life_sustaining", instance="r1")
    assert "(how is not recorded, date not recorded)" in says(told)


@pytest.mark.parametrize(
    ("made_in", "more", "row"),
    [
        ("OTH", {}, "C13"), ("SCT", {"at_risk_statement": "no"}, "C13"), ("SCT", {}, "C12"),
        ("NIR", {"written": "no"}, "C13"),
    ],
)  # fmt: skip
def test_a_refusal_of_cpr_from_elsewhere_holds_only_by_the_law_of_the_place(made_in, more, row):
    assert row in ids(refusing_cpr(gwen_only(), made_in=made_in, **more))


@pytest.mark.parametrize(
    ("nation", "born", "made_on"),
    [
        ("SCT", "2010-03-04", "2025-06-01"), ("NIR", "2009-03-04", "2025-06-01"),
        ("ENG", "2008-12-04", None), ("WAL", "2008-12-04", "2025"),
    ],
)  # fmt: skip
def test_no_child_has_refused_whatever_the_nation_and_with_no_date(nation, born, made_on):
    said = ids(aged(nation, born, made_on))
    assert ("R12" if nation in ("ENG", "WAL") else "R12.local") in said
    assert not {"C12", "R01", "R10", "R11"} & set(said)


def test_two_records_with_two_birth_dates_print_all_the_same():
    """They may be one person joined out of two: then nobody knows how old they were."""
    both = differing(refusing_cpr(gwen_only()), "person.dob", "1938-02-28")
    assert "R12" not in ids(both)
    assert "C12" in ids(both)


def test_at_sixteen_scots_law_lets_somebody_refuse():
    assert "R10" in ids(aged("SCT", "2008-03-04", "2025-06-01"))


def test_of_two_refusals_of_cpr_the_original_speaks_not_the_newer_copy():
    book = refusing_cpr(gwen_only())
    refusing(book, "r2", treatments="CPR", about_cpr="yes", seen="copy", made_on="2025-01-01")
    assert "C12" in ids(book)


def test_what_was_done_since_leaves_a_doubt_though_it_is_not_on_the_copy():
    book = refusing(gwen_only())
    book.say("adrt.inconsistent", None, "Asked for a machine", instance="r1",
             sharing="do_not_share")  # fmt: skip
    assert "Since then: something that is not in this copy." in says(book)


# ---- removed on one laptop, changed on another


def test_an_allergy_that_two_laptops_part_on_is_still_an_allergy():
    book = record(gwen_only(), dx__allergy__status="none_known")
    book.say("dx.allergy", True, instance="x")
    record(book, "x", dx__allergy__agent="words:Penicillin")
    book = torn(book, "dx.allergy", "x", "dx.allergy.reaction", "swelling of the face")
    assert "G01.none" not in ids(book)
    assert "Allergies: name not recorded: swelling of the face." in says(book)
    assert "Allergies: Penicillin: swelling of the face." in says(book, "gp")


def test_a_medicine_to_avoid_that_two_laptops_part_on_stays():
    book = gwen_only().say("dx.avoid", True, instance="v")
    record(book, "v", dx__avoid__drug="words:haloperidol")
    assert "V03.avoid" in ids(torn(book, "dx.avoid", "v", "dx.avoid.by", "Dr A Rees"))


def test_a_refusal_that_two_laptops_part_on_is_only_said_to_exist():
    book = torn(refusing_cpr(gwen_only()), "adrt", "r1", "adrt.location", "drawer")
    assert "R02.said" in ids(book)
    assert not {"R01", "C12"} & set(ids(book))


@pytest.mark.parametrize("nation", ["ENG", "SCT"])
@pytest.mark.parametrize(
    ("spoken", "how"), [(None, "how is not recorded"), ("yes", "spoken"), ("no", "")]
)
def test_a_refusal_is_said_to_be_in_writing_only_where_somebody_said_so(nation, spoken, how):
    """Who refused in words has no paper to look for, and what it was for is told with it."""
    book = refusing(gwen_only(nation), seen=None, written=None, spoken=spoken)
    if how:
        assert (
            "Gwen is said to have refused a breathing machine, when “I no longer know my family”"
            f" ({how}). We have not seen a paper."
        ) in says(book)
    assert ("in writing" in says(book)) is not bool(how)


def test_an_attorney_whose_paper_two_laptops_part_on_is_only_said_to_be_one():
    book = record(appointing(gwen_only()), poa__none="none")
    said = ids(torn(book, "poa", "a1", "poa.place", "drawer"))
    assert "P04" in said
    assert not {"P01", "P11", "P12"} & set(said)


def test_an_assessment_that_two_laptops_part_on_is_a_doubt():
    book = torn(assessed(gwen_only().talk(), "has"), "cap", "k1", "cap.good_times", "mornings")
    assert "K04" in ids(book)
    assert "K01" not in ids(book)


# ---- deciding


def test_two_assessments_that_differ_tell_the_greater_doubt():
    book = assessed(gwen_only().talk(), "has")
    said = ids(differing(book, "cap.outcome", "lacks_now_may_regain", "k1"))
    assert "K02" in said
    assert "K01" not in said


@pytest.mark.parametrize(
    "make",
    [
        lambda: assessed(gwen_only().talk(), "a_later_code"),
        lambda: differing(gwen_only().talk(), "conv.doubt", "doubt", TALK),
        lambda: gwen_only().talk(doubt="a_later_code"),
    ],
)
def test_what_may_be_a_doubt_is_one(make):
    assert "K04" in ids(make())
    assert "K01" not in ids(make())


@pytest.mark.parametrize("noted", ["doubt", "none_noticed", ""])
def test_where_somebody_was_found_able_no_page_says_that_no_doubt_was_noted_that_day(noted):
    """There was a doubt to look at: what was found of it is told, with its day."""
    book = assessed(gwen_only().talk("2025-11-10", doubt=noted), "has")
    assert not {"K01", "K04"} & set(ids(book))
    assert "On 10 November 2025 she could decide about where to live." in says(book)
    assert "not recorded" not in says(book).partition("ability to decide")[2][:16]


def test_a_talk_on_a_later_day_that_noted_no_doubt_is_told():
    book = assessed(gwen_only().talk("2025-11-12"), "has")
    assert "No doubt about her own decisions was noted on 12 November 2025." in says(book)
    later = assessed(gwen_only().talk("2025-11-12", doubt="doubt"), "not_assessed_presumed")
    assert "K04" in ids(later), "what was found before settles no doubt of a later day"


def test_a_doubt_that_was_noted_and_not_found_again_later_is_no_doubt_any_more():
    book = assessed(gwen_only().talk("2025-11-01", doubt="doubt"), "not_assessed_presumed")
    assert "No doubt about her own decisions was noted on 10 November 2025." in says(book)


def test_what_nobody_looked_at_is_no_finding():
    """A blank is silence: no page says that no doubt was noted where nobody was asked."""
    book = gwen_only().talk(doubt="")
    assert not {"K01", "K04"} & set(ids(book))
    assert "Her ability to decide: not recorded." in page_of(book).texts()


@pytest.mark.parametrize(("noted", "row"), [("none_noticed", "K01"), ("doubt", "K04")])
def test_a_talk_that_did_not_look_leaves_what_an_earlier_one_noted(noted, row):
    book = gwen_only().talk("2025-11-01", doubt=noted)
    book.say("conv.when", "2025-11-12", instance="later", said_by=SEEN)
    line = next(text for text in page_of(book).texts() if "1 November 2025" in text)
    assert row in ids(book)
    assert "12 November" not in line


def test_an_assessment_that_is_not_on_the_copy_leaves_no_good_word_behind():
    book = gwen_only().talk().say("cap", True, instance="k1", sharing="do_not_share")
    for question, value in {"cap.decision": "CPR", "cap.outcome": "lacks_now_may_regain"}.items():
        book.say(question, value, instance="k1", said_by=SEEN, sharing="do_not_share")
    assert "K01" not in ids(book)
    held = assessed(gwen_only().talk(), "lacks_now_may_regain")
    version = held.sign(nation="ENG", held_back=["capacity"])
    assert "K01" not in page1(held.copy(version=version)).ids


def test_attorneys_who_may_have_to_agree_are_told_to_agree():
    book = differing(appointing(gwen_only()), "poa.how", "jointly", "a1")
    assert "P07" in ids(book)


def test_nobody_is_rung_whom_one_of_two_records_says_not_to_ring():
    book = gwen()
    book.say("contact.roles", ["do_not_contact"], instance="c1", seen=(), said_by=SEEN)
    for audience in ("ambulance", "bedside", "own"):
        ring = page_of(book, audience).ring[0].lines
        assert "07700 900123" not in " ".join(line.plain for line in ring)


def test_a_name_that_begins_like_a_decision_stands_between_quotation_marks():
    book = appointing(gwen_only().contact("c1", "No CPR Jones", "07700 900123"))
    texts = list(page_of(book).texts())
    assert any("“No CPR Jones" in text for text in texts)
    assert not [text for text in texts if text.casefold().startswith("no cpr")]


def test_both_numbers_stand_where_two_records_differ_on_them():
    book = gwen()
    book.say("contact.phones", [{"number": "07700 900888"}], instance="c1", seen=(), said_by=SEEN)
    line = page_of(book).ring[0].lines[0].plain
    assert "07700 900123" in line
    assert "07700 900888" in line


# ---- erased


def erased(book: Notebook, question: str, instance: str = "") -> Notebook:
    """What was last said on a question was purged from this laptop."""
    heads = {head.digest for head in book.log.heads(question, instance)}
    book.log = erase(book.log, heads).log
    assert book.log.reading(question, instance).state == "erased"
    return book


@pytest.mark.parametrize(
    ("make", "question", "instance", "row"),
    [
        (lambda: gwen_only().form(), "cpr.status", "", "C07"),
        (
            lambda: gwen_only().form(cpr__form__cancelled_on="2025-11-10"),
            "cpr.form.cancelled_on",
            "",
            "C07",
        ),
        (
            lambda: refusing_cpr(gwen_only(), withdrawn_on="2025-11-10"),
            "adrt.withdrawn_on",
            "r1",
            "R05.possibly",
        ),
        (lambda: refusing_cpr(gwen_only()), "adrt.signed", "r1", "R04"),
        (lambda: refusing_cpr(gwen_only(), altered="no"), "adrt.altered", "r1", "R04"),
        (lambda: appointing(gwen_only()), "poa.lst", "a1", "P03"),
        (lambda: appointing(gwen_only()), "poa.registered", "a1", "P14"),
        (
            lambda: record(gwen_only(), dx__allergy__status="none_known"),
            "dx.allergy.status",
            "",
            "G01.not_known",
        ),
    ],
)
def test_what_was_erased_leaves_nothing_surer_behind(make, question, instance, row):
    said = ids(erased(make(), question, instance))
    assert row in said
    assert not {"C01", "C12", "P01", "G01.none"} & set(said)


def test_an_assessment_that_was_erased_is_no_word_for_the_better():
    book = assessed(gwen_only().talk(), "lacks_now_may_regain")
    assert "K01" not in ids(erased(book, "cap.outcome", "k1"))
