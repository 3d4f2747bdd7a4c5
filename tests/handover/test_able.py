"""Once somebody could not decide, what they wished before and what they say now both print."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eolplan.handover.fhir.response import items
from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from tests.handover import told
from tests.handover.notebook import Notebook, gwen
from tests.handover.rows_of_law import decided_for
from tests.handover.said_since import SINCE, able_then_said_since
from tests.handover.test_fhir import document, observation


def assessed(on: str = "2025-11-01", outcome: str = "lacks_now_may_regain") -> Notebook:
    book = gwen().say("poc.first", None, "No hospitals, I want my music.", said_on="2023",
                      said_on_precision="year", said_by="person_wrote_it")  # fmt: skip
    book.say("cap", True, instance="a").say("cap.decision", "place of care", instance="a")
    book.say("cap.outcome", outcome, instance="a").say("cap.on", on, instance="a")
    return book.say("poc.first", None, "hospital, hospital", said_on="2025-11-10")


def printed(book: Notebook, audience: str = "hospice") -> str:
    return "\n".join(outline(book.copy(audience)).texts())


def test_both_are_printed_with_their_years():
    words = printed(assessed())
    then, now = words.index("Wishes written when able (2023)"), words.index("What she says now")
    assert then < words.index("No hospitals, I want my music.") < now
    assert now < words.index("hospital, hospital")
    assert "What she says now (2025)" in words


def test_two_records_that_differ_are_told_as_two_records():
    book = assessed().say("poc.first", None, "the hospice", said_on="2025-11-11", seen=())
    assert "when able" not in printed(book)


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        ("2025-11-11", "lacks_now_may_regain"),
        ("2022-01-01", "lacks_now_may_regain"),
        ("2025-11-01", "has"),
    ],
)
def test_a_change_of_mind_is_no_such_thing(on, outcome):
    """It was said before, both after, or the decision could be made."""
    assert "when able" not in printed(assessed(on, outcome))


def test_where_nobody_is_called_she_the_name_stands():
    book = assessed().say("person.pronouns", "they")
    assert "What Gwen says now (2025)" in printed(book)


def test_a_crew_reads_both_though_its_copy_has_no_other_history():
    """What is shouted in pain at night is not all that was ever wished."""
    book = assessed().say("val.matters", None, "Quiet.").say("val.matters", None, "The dog.")
    words = printed(book, "ambulance")
    assert "Wishes written when able (2023)" in words
    assert "No hospitals, I want my music." in words
    assert "Quiet." not in str(book.copy("ambulance").log.entries)


def test_a_copy_that_stays_at_home_tells_them_too_and_no_other_history():
    """A crew reads the folder at home: what is shouted in pain there is not all either."""
    book = assessed().say("val.matters", None, "Quiet.").say("val.matters", None, "The dog.")
    words = printed(book, "bedside")
    assert "Wishes written when able (2023)" in words
    assert "Quiet." not in str(book.copy("bedside").log.entries)


# -- places: page 1 and the plan page -----------------------------------------------------


def wished(**more: str) -> Notebook:
    """A place table, filled in before it was found that this could not be decided."""
    book = told.gwen_only()
    book.say("pod.first", "own_home", "Home with my fiddle, no hospitals", said_on="2025-02-25",
             **more)  # fmt: skip
    return book.say("place.avoid", "hospital_acute", instance="hospital_acute",
                    said_on="2025-02-25")  # fmt: skip


def lost(book: Notebook, on: str = "2025-03-26", outcome: str = "lacks_now_may_regain") -> Notebook:
    book.say("cap", True, instance="k").say("cap.decision", "where to be cared for", instance="k")
    return book.say("cap.outcome", outcome, instance="k").say("cap.on", on, instance="k")


def shouted(book: Notebook, words: str = "hospital, hospital", on: str = "2025-03-27") -> Notebook:
    """A tap on another place takes the first one, and what was not wanted, off the table."""
    book.say("place.avoid", standing="not_asked", instance="hospital_acute", said_on=on)
    return book.say("pod.first", "hospital_acute", words, said_on=on)


def place(book: Notebook, audience: str = "ambulance") -> str:
    return "\n".join(line.plain for line in page1(book.copy(audience)).read_first[2].lines)


THEN = (
    "Wished when able (25 February 2025): 1st: Own home. Does not want: Hospital."
    " “Home with my fiddle, no hospitals”"
)


@pytest.mark.parametrize("audience", ["ambulance", "bedside", "own", "hospice", "full"])
def test_a_place_said_since_does_not_stand_in_the_place_of_the_wish(audience):
    book = shouted(lost(wished()))
    now = "\nSays now (27 March 2025): 1st: Hospital. “hospital, hospital”"
    assert place(book, audience) == THEN + now
    words = printed(book, audience)
    assert "Wishes written when able (25 February 2025): Own home" in words
    assert "What she says now (27 March 2025): Hospital" in words
    assert "Wishes written when able (25 February 2025): Hospital" in words  # not wanted


def test_words_that_a_tap_left_beside_another_place_are_of_the_first_one():
    book = shouted(lost(wished()), words="Home with my fiddle, no hospitals")
    assert place(book) == f"{THEN}\nSays now (27 March 2025): 1st: Hospital."


def test_a_wish_that_nobody_spoke_against_stands_as_it_is():
    assert place(lost(wished())).startswith("Gwen's wish, 25 February 2025. 1st: Own home.")


def test_who_can_no_longer_tell_has_still_wished():
    book = lost(wished()).leave("pod.first", "unable_to_express", said_on="2025-03-27")
    assert place(book) == f"{THEN}\nCould not tell us on 27 March 2025."
    book = lost(told.gwen_only().say("pod.first", "own_home", said_on="2025-02-25"))
    book.say("pod.first", standing="not_asked", said_on="2025-03-27")
    assert place(book) == "Wished when able (25 February 2025): 1st: Own home."


def test_on_one_day_and_with_no_earlier_wish_it_is_labelled_all_the_same():
    book = told.gwen_only().say("pod.first", "hospital_acute", said_on="2025-03-26")
    assert place(lost(book)) == (
        "Gwen could not decide this on 26 March 2025. Says now (26 March 2025): 1st: Hospital."
    )
    assert "What she says now (26 March 2025): Hospital" in printed(book)


def test_what_is_said_now_of_care_stands_beside_the_wish_for_the_last_days():
    book = lost(wished()).say("poc.first", None, "hospital, hospital", said_on="2025-03-27")
    assert place(book) == f"{THEN}\nSays now (27 March 2025): “hospital, hospital”."


def test_the_name_of_a_place_stays_with_the_place_it_was_said_of():
    book = told.gwen_only().say("pod.first", "hospice", said_on="2025-02-25")
    book.say("pod.name", "St Teilo's", said_on="2025-02-25")
    lost(book).say("pod.first", "own_home", said_on="2025-03-27")
    assert place(book) == (
        "Wished when able (25 February 2025): 1st: Hospice (St Teilo's)."
        "\nSays now (27 March 2025): 1st: Own home."
    )


def test_the_name_of_a_place_that_was_given_up_while_able_goes_to_no_other():
    book = told.gwen_only().say("pod.first", "hospice", said_on="2025-02-24")
    book.say("pod.name", "St Teilo's", said_on="2025-02-24")
    book.say("pod.first", "own_home", said_on="2025-02-25")
    lost(book).say("pod.first", "hospital_acute", said_on="2025-03-27")
    for reader in ("ambulance", "hospice"):
        assert place(book, reader) == (
            "Wished when able (25 February 2025): 1st: Own home."
            "\nSays now (27 March 2025): 1st: Hospital."
        )


def test_that_it_came_back_makes_it_a_change_of_mind():
    book = lost(wished())
    book.say("cap", True, instance="l").say("cap.decision", "where to be cared for", instance="l")
    book.say("cap.outcome", "has", instance="l").say("cap.on", "2025-03-27", instance="l")
    assert "when able" not in place(shouted(book, on="2025-03-28"))


def test_what_was_undone_put_right_or_taken_off_while_able_was_not_wished():
    book = told.gwen_only().say("pod.first", "own_home", said_on="2025-02-25")
    book.say("pod.first", "prison_secure", said_on="2025-02-25")
    (slip,) = book.log.heads("pod.first")
    book.log = book.log.plus(book.pen("pod.first").undo(book.log, slip))
    book.say("place.avoid", "hospice", instance="hospice", said_on="2025-02-25")
    book.say("place.avoid", standing="not_asked", instance="hospice", said_on="2025-02-25")
    assert place(shouted(lost(book))).startswith(
        "Wished when able (25 February 2025): 1st: Own home.\nSays now"
    )


def test_what_was_entered_in_error_was_not_wished():
    book = told.gwen_only().say("pod.first", "prison_secure", said_on="2025-02-25")
    (slip,) = book.log.heads("pod.first")
    book.log = book.log.plus(book.pen("pod.first").error(book.log, slip, "another person"))
    assert "when able" not in place(shouted(lost(book)))


def test_other_software_gets_no_code_for_what_is_said_since():
    """A code for the hospital would say that it was chosen."""
    said = "Wished when able (25 February 2025): 1st: Own home. Says now (27 March 2025): 1st:"
    for question, kind in (("pod.first", "death"), ("poc.first", "care")):
        book = told.gwen_only().say(question, "own_home", said_on="2025-02-25")
        lost(book).say(question, "hospital_acute", said_on="2025-03-27")
        found = observation(document(book), f"Preferred place of {kind}")
        assert said in json.dumps(found, ensure_ascii=False)
        assert "coding" not in found.get("valueCodeableConcept", {})


def test_that_there_is_a_paper_is_a_fact_whoever_tells_of_it():
    book = told.gwen_only().say("cap", True, instance="k").say("cap.on", "2025-03-26", instance="k")
    book.say("cap.decision", "her refusal", instance="k")
    book.say("cap.outcome", "lacks_now_may_regain", instance="k")
    words = printed(book.say("adrt.exists", "wants_to_make", said_on="2025-03-27"))
    assert "says now" not in words


# -- an earlier paper -----------------------------------------------------------------------


def stated(book: Notebook, words: str = "No hospitals, I want my music.") -> Notebook:
    book.say("as.exists", "yes").say("as.date", "2023", said_by="clinician_judgement")
    return book.say("as.says", None, words, said_by="clinician_judgement")


STATED = "A statement (2023) says: “No hospitals, I want my music”."


def test_a_paper_from_before_stands_where_the_person_told_nobody():
    assert place(stated(shouted(lost(told.gwen_only())))) == (
        f"{STATED}\nSays now (27 March 2025): 1st: Hospital. “hospital, hospital”"
    )
    assert place(stated(lost(told.gwen_only()))) == STATED
    silent = lost(told.gwen_only()).leave("pod.first", "unable_to_express", said_on="2025-03-27")
    assert place(stated(silent)) == f"{STATED}\nCould not tell us on 27 March 2025."


def test_what_the_person_told_comes_before_a_paper_and_so_does_whoever_can_decide():
    assert place(stated(shouted(lost(wished())))).startswith(THEN)
    assert "statement" not in place(stated(wished()))
    assert place(stated(told.gwen_only())) == "Where Gwen wants to be: not talked about yet."


def test_a_long_statement_is_found_behind_the_line():
    said = place(stated(lost(told.gwen_only()), "No hospitals. " * 40))
    assert said == 'A statement (2023) says: see "More that others said or wrote".'


# -- what was decided for them ------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "told_of"),
    [("ambulance", True), ("care_home", True), ("hospice", True), ("bedside", False)],
)
def test_what_was_decided_for_them_is_for_whoever_acts_on_it(audience, told_of):
    book = decided_for(told.gwen_only()).say("bi.maker", "clinician", instance="b")
    copy = book.copy(audience)
    assert ("K05" in page1(copy).ids) is told_of
    assert ("bi.maker" in str(copy.log.entries)) is (audience == "hospice")


def test_what_was_decided_for_them_ends_when_they_can_decide_again():
    book = decided_for(told.gwen_only())
    told.record(book.say("cap", True, instance="l"), "l", cap__decision="where to live",
                cap__outcome="has", cap__on="2025-11-12")  # fmt: skip
    assert "K05" not in page1(book.copy()).ids


def test_one_decision_that_they_can_make_again_is_not_brought_back_by_a_later_doubt():
    book = decided_for(told.gwen_only())
    for member, about, outcome, day in (
        ("l", "where to live", "has", "2025-11-12"),
        ("m", "a feeding tube", "lacks_unlikely_to_regain", "2025-11-13"),
    ):
        told.record(book.say("cap", True, instance=member), member, cap__decision=about,
                    cap__outcome=outcome, cap__on=day)  # fmt: skip
    assert all("K05" not in page1(book.copy(a)).ids for a in ("hospice", "ambulance"))


def test_a_present_wish_is_no_code_for_another_program():
    """The item says what it is, in words; the wish that was made when able keeps its code."""
    book = able_then_said_since()
    book.say("pod.second", "hospice")
    book.say("place.avoid", "own_home", instance="own_home", said_on=SINCE)
    book.say("poc.first", None, "Take me in", said_on=SINCE)
    made = {item["linkId"]: item for item in items(book.log, book.guide)}
    label = "Said since 20 November 2025, when this could not be decided."
    for question, words in {"pod.first": "Hospital", "place.avoid": "Own home",
                            "poc.first": "Take me in"}.items():  # fmt: skip
        assert label in made[question]["text"]
        assert made[question]["answer"] == [{"valueString": words}]
    assert "valueCoding" in made["pod.second"]["answer"][0]
    received = replace(book.log, received=frozenset(book.log.entries))
    assert items(received, book.guide) == items(book.log, book.guide)


def test_a_wish_made_when_it_could_be_decided_again_is_a_decision():
    """That nobody can say where to die says nothing of where to be cared for."""
    book = Notebook().person_named().talk().agreed()
    book.say("poc.first", "hospital_acute", said_on="2025-09-01")
    for one, on, outcome, topic in (
        ("k1", "2025-10-01", "lacks_now_may_regain", "place_of_death"),
        ("k2", "2025-11-01", "has", "place_of_care"),
    ):
        book.say("cap", True, instance=one).say("cap.decision", "About a place", instance=one)
        book.say("cap.topic", [topic], instance=one).say("cap.outcome", outcome, instance=one)
        book.say("cap.on", on, instance=one)
    book.say("poc.first", "own_home", said_on="2025-11-10")
    assert "when able" not in printed(book).lower()
    assert "could not be decided" not in json.dumps(document(book))


# -- treatments: what a wish is about is no wish ------------------------------------------


def refused_since() -> Notebook:
    """A treatment that was first spoken of when this could not be decided."""
    book = lost(told.gwen_only()).say("cap.topic", ["treatment"], instance="k")
    book.say("tx.item", True, instance="t", said_on="2025-03-27")
    book.say("tx.item.kind", "hospital_emergency", instance="t", said_on="2025-03-27")
    view = {"view": "does_not_want"}
    return book.say("tx.item.view", view, instance="t", said_on="2025-03-27")


def test_the_treatment_that_is_not_wanted_is_not_headed_as_what_is_said_now():
    """Headed so, it would read as if that treatment were asked for."""
    words = printed(refused_since())
    assert "Going into hospital as an emergency: Wish about it" in words
    assert "What she says now (27 March 2025): Does not want it" in words
    assert "(27 March 2025): Going" not in words


def test_what_is_said_now_of_a_treatment_that_was_named_before_says_which_it_is():
    book = told.gwen_only().say("tx.item", True, instance="t", said_on="2025-01-05")
    book.say("tx.item.kind", "antibiotics_mouth", instance="t", said_on="2025-01-05")
    book.say("tx.item.view", {"view": "wants"}, instance="t", said_on="2025-01-05")
    lost(book).say("cap.topic", ["treatment"], instance="k")
    book.say("tx.item.view", {"view": "does_not_want"}, instance="t", said_on="2025-03-27")
    words = printed(book)
    assert "Antibiotics by mouth: Wish about it" in words
    assert "Wishes written when able (5 January 2025): Wants it" in words
