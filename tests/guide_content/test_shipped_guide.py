"""The shipped guide keeps its promises to the person: order, pace, privacy, presumption."""

from __future__ import annotations

from typing import Final

import pytest

from eolplan.guide import FHIR_NAMES, Guide, Question
from tests.conftest import shipped_once

FULL_ONLY: Final = {
    "contact.must_not_know", "contact.concern", "conv.risk", "conv.risk.told", "conv.risk.what",
    "conv.risk.steps", "conv.risk.who", "conv.risk.at", "conv.notes", "conv.note",
    "conv.about_others", "withheld", "withheld.what", "withheld.why", "withheld.until",
    "withheld.advice", "alert.item.source", "hasten", "hasten.on", "hasten.words",
    "hasten.feeling", "hasten.safety", "hasten.safety.done", "hasten.told", "hasten.support",
    "carer.feel",
}  # fmt: skip
"""What the person must be able to trust never leaves on paper."""

OWN_TEAM_ONLY: Final = {
    "conv.mood", "conv.distress", "conv.distress.helped", "conv.distress.follow_up",
}  # fmt: skip
LEFT_IN_THE_HOUSE: Final = ("own", "family", "bedside", "ambulance")
"""Copies that somebody in the house may read."""

OFF_PAPER_AT_HOME: Final = {
    "contact.aware_prognosis", "cpr.discuss_person", "cpr.aware", "feas.carer", "feas.family",
    "feas.summary", "pod.family_view.view", "pod.family_view.words", "poc.family_view.view",
    "poc.family_view.words", "conv.present.alone", "conv.disagree", "agree.limits",
    "agree.limits.with", "agree.limits.parts", "conv.declined.words", "aware.prognosis",
    "prog.estimate", "prog.words", "ident.how", "ident.surprise", "withheld.what", "icd.discussed",
    "home.keysafe.code", "ident.lgbt",
}  # fmt: skip
"""A reader at home could be told, or be hurt: reasons, secrets, other people's views."""

NOT_FOR_FAMILY: Final = {
    "contact.may_know", "contact.involve", "place.avoid.why", "val.fears",
    "val.unfinished", "val.else", "person.gender", "person.sex_birth", "cpr.reason",
    "aware.person_dx", "aware.info_pref", "aware.worries", "dx.primary.stage", "faith.blood",
}  # fmt: skip
FIRST_VISIT: Final = {
    (1, "conv.opening"), (2, "comm.how"), (2, "comm.language"), (3, "contact"),
    (3, "team.single_point"), (4, "val.matters"), (5, "aware.page"), (6, "val.fears"),
    (7, "poc.first"), (7, "place.avoid.page"), (9, "cpr.form"), (10, "dx.main"),
    (10, "dx.allergy"), (10, "dev.has"), (11, "agree.sharing"), (12, "conv.closing"),
}  # fmt: skip
"""The twelve questions of a first visit that these sections ask; some take two pages."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_once()


def questions(guide: Guide, *prefixes: str) -> list[Question]:
    return [q for q in guide if q.id.split(".")[0] in prefixes]


def test_cpr_is_never_among_the_first_topics(guide: Guide) -> None:
    """CPR comes after what matters, places and people, and never first."""
    assert [s.id for s in guide.sections].index("cpr") > 4


def test_a_topic_has_three_pages_at_most_before_say_more(guide: Guide) -> None:
    assert all(1 <= len(s.first_pages) <= 3 for s in guide.sections)


def test_what_is_asked_of_the_person_can_be_said_to_the_person(guide: Guide) -> None:
    without = [q.id for q in guide if q.asks == "person" and not (q.they and q.you)]
    assert without == []


def test_pages_for_the_person_help_staff_to_ask(guide: Guide) -> None:
    """Each has words to start with, and words for when it is too much."""
    pages = [p for s in guide.sections for p in s.pages if p.asks == "person"]
    assert [p.id for p in pages if not p.upset] == []
    first = [p for s in guide.sections for p in s.first_pages if p.asks == "person"]
    assert [p.id for p in first if not p.say] == []


def test_every_condition_names_a_code_that_is_offered(guide: Guide) -> None:
    for q in guide:
        if q.shown_if is None:
            continue
        earlier = guide.question(q.shown_if.question)
        codes = {o.code for o in earlier.options}
        assert codes.issuperset(q.shown_if.is_ + q.shown_if.is_not), q.id


def test_every_coded_mapping_is_known(guide: Guide) -> None:
    assert {q.fhir for q in guide if q.fhir} <= FHIR_NAMES


def test_restricted_things_are_in_the_full_record_only(guide: Guide) -> None:
    restricted = {q.id for q in guide if q.restricted}
    assert restricted == FULL_ONLY
    for q in (guide.question(i) for i in FULL_ONLY):
        assert [a for a, on in q.copies.items() if on] == ["full"]


def test_the_code_of_a_key_safe_is_on_no_copy_at_all(guide: Guide) -> None:
    assert {q.id for q in guide if q.secret} == {"home.keysafe.code"}


def test_an_alert_leaves_only_when_it_is_about_a_dog_oxygen_infection_or_lifting(
    guide: Guide,
) -> None:
    """Whoever reads a page at home must not learn what staff were warned of."""
    alerts = [q for q in guide if q.id.startswith("alert.item") and not q.restricted]
    assert {q.id for q in alerts} == {
        "alert.item", "alert.item.kind", "alert.item.note", "alert.item.on", "alert.item.review_on",
    }  # fmt: skip
    for q in alerts:
        assert q.restricted_unless is not None
        assert q.restricted_unless.is_ == ("dog", "smoking_oxygen", "infection", "lift",
                                           "two_person")  # fmt: skip
        assert not any(q.on_copy(a) for a in ("own", "family", "bedside"))
        assert not q.safety  # a reader would be told that something is kept back


def test_likely_time_is_for_the_gp_and_the_hospice_only(guide: Guide) -> None:
    """Nobody learns from a page on the fridge how long they have."""
    told = [q for q in questions(guide, "prog") if q.kind != "statement"]
    told += [guide.question(i) for i in ("ident.page", "ident.how", "ident.surprise")]
    assert len(told) >= 10
    for q in told:
        assert {a for a, on in q.copies.items() if on} == {"gp", "hospice", "full"}
    assert not guide.question("dx.primary.stage").on_copy("own")
    assert not guide.question("aware.prognosis").on_copy("own")


def test_who_somebody_is_goes_on_no_paper_in_the_house(guide: Guide) -> None:
    here = {
        a for a in guide.question("ident.lgbt").copies if guide.question("ident.lgbt").on_copy(a)
    }
    assert here == {"gp", "hospice", "care_home", "full"}


def test_devices_are_asked_about_before_cpr(guide: Guide) -> None:
    order = [s.id for s in guide.sections]
    assert order.index("devices") < order.index("cpr")


def test_how_it_was_stays_with_the_hospice_team(guide: Guide) -> None:
    for q in (guide.question(i) for i in OWN_TEAM_ONLY):
        assert {a for a, on in q.copies.items() if on} == {"hospice", "full"}


@pytest.mark.parametrize("audience", LEFT_IN_THE_HOUSE)
def test_private_things_are_on_no_paper_in_the_house(guide: Guide, audience: str) -> None:
    assert [i for i in sorted(OFF_PAPER_AT_HOME) if guide.question(i).on_copy(audience)] == []


@pytest.mark.parametrize("audience", ["family", "bedside"])
def test_family_do_not_read_what_was_not_said_to_them(guide: Guide, audience: str) -> None:
    assert [i for i in sorted(NOT_FOR_FAMILY) if guide.question(i).on_copy(audience)] == []


def test_family_do_not_get_each_others_numbers(guide: Guide) -> None:
    assert not guide.question("contact.phones").on_copy("family")
    assert guide.question("contact.phones").on_copy("bedside")


def test_ambulance_crews_read_one_line_of_own_words(guide: Guide) -> None:
    """What matters most, and the person's own aim; the rest of the topic waits."""
    here = {q.id for q in questions(guide, "val") if q.on_copy("ambulance")}
    assert here == {"val.matters", "val.aim"}


def test_places_to_avoid_are_printed_without_their_reasons_at_home(guide: Guide) -> None:
    assert guide.question("place.avoid").on_copy("bedside")
    assert not guide.question("place.avoid.why").on_copy("bedside")
    assert not guide.question("place.avoid.why").on_copy("ambulance")


def test_needs_for_communication_are_on_every_copy(guide: Guide) -> None:
    for q in questions(guide, "comm"):
        assert all(q.copies.values()), q.id


def test_who_it_is_about_is_on_every_copy(guide: Guide) -> None:
    for field in ("given", "family", "preferred", "dob", "nhs_no", "chi", "hcn"):
        assert all(guide.question(f"person.{field}").copies.values())


def test_safety_questions_are_marked(guide: Guide) -> None:
    """What arrives from elsewhere about these is confirmed by a person first."""
    safety = {q.id for q in guide if q.safety}
    assert {"pod.first", "pod.second", "place.avoid", "pod"} <= safety
    assert {q.id for q in questions(guide, "cpr")} <= safety
    assert {q.id for q in guide if q.id.startswith("agree.share.")} <= safety
    assert {"agree.record", "agree.conversation"} <= safety


def test_only_a_child_can_have_a_form_made_for_children(guide: Guide) -> None:
    option = guide.question("cpr.status").option("modified_child")
    assert option is not None
    assert option.hint.startswith("Under 18 only.")
    assert option.under == 18


def test_the_place_table_shows_six_rows_first(guide: Guide) -> None:
    table = guide.question("pod")
    assert table.fields == ("pod.first", "pod.second", "place.avoid")
    assert [o.code for o in table.options[:6]] == [
        "own_home", "relative_home", "care_home", "hospice", "hospital_acute",
        "usual_place_wherever",
    ]  # fmt: skip
    assert "no_preference" not in [o.code for o in table.options]
    assert guide.question("pod.first").option("no_preference")


def test_both_places_are_asked_alike(guide: Guide) -> None:
    """A place of care is not a place of death: each has its own answer to everything."""
    fields = ("first", "second", "name", "address", "usual", "strength", "why", "certainty",
              "with_me", "move_end", "family_view")  # fmt: skip
    for field in fields:
        assert guide.question(f"poc.{field}").kind == guide.question(f"pod.{field}").kind


def test_a_conversation_is_kept_for_itself(guide: Guide) -> None:
    section = guide.section("conversation")
    assert section.per == "conversation"
    assert not any(q.repeats for q in section.questions)


def test_doubt_is_about_one_decision(guide: Guide) -> None:
    """There is no place to write that somebody lacks capacity for everything."""
    doubt = guide.question("conv.doubt")
    assert [o.code for o in doubt.options] == ["none_noticed", "doubt"]
    assert guide.question("conv.doubt.decision").shown_if is not None


def test_the_questions_of_a_first_visit_are_marked(guide: Guide) -> None:
    marked = {(q.first_visit, q.id) for q in guide if q.first_visit}
    assert marked >= FIRST_VISIT


def test_heavy_topics_are_followed_by_a_breathing_page(guide: Guide) -> None:
    assert {"cpr", "places"} <= {s.id for s in guide.sections if s.heavy}


def test_a_heading_is_no_question(guide: Guide) -> None:
    """On paper the answer stands behind it and a colon."""
    assert [q.id for q in guide if q.heading.rstrip().endswith(("?", ".", ":"))] == []


def test_repeating_groups_say_what_one_of_them_is(guide: Guide) -> None:
    for q in guide:
        if q.repeats:
            assert q.one == q.one.strip() != ""
            assert q.names in q.fields
