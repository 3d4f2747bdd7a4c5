"""The shipped answers are sound: their codes, their words, and what they are called elsewhere."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from eolplan.guide import FHIR_NAMES, Coding, Guide
from eolplan.guide.codes import LOINC, SNOMED, UNSAFE, has_snomed_check_digit
from eolplan.guide.form import CODING_USES
from eolplan.identity import NATIONS
from tests.conftest import shipped_once

PLACES = [
    "own_home", "relative_home", "care_home", "hospice", "hospital_acute", "usual_place_wherever",
    "care_home_nursing", "care_home_residential", "supported_living", "hospital_community",
    "ld_unit", "mh_unit", "prison_secure", "hostel_street", "other", "no_preference",
]  # fmt: skip
STANDINGS = {
    "answered", "not_asked", "asked_not_ready", "asked_declined", "undecided", "does_not_know",
    "unable_to_express", "not_appropriate_now", "leaves_to_other", "not_applicable",
    "see_document", "come_back_later", "withdrawn", "removed",
}  # fmt: skip
PROGNOSIS = {"511401000000102", "955231000000109", "968211000000101", "526631000000108"}
ON_PAPER_ONLY = {"816361000000101", "816381000000105", "816301000000100", "816321000000109"}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_once()


def codings(guide: Guide) -> list[tuple[str, Coding]]:
    return [
        (f"{s.id}/{o.code}", c)
        for s in guide.value_sets.values()
        for o in s.options
        for c in o.codings
    ]


def codes(guide: Guide, set_id: str) -> list[str]:
    return [o.code for o in guide.value_set(set_id).options]


def test_codes_and_words_are_unique_in_their_set(guide):
    for value_set in guide.value_sets.values():
        for of in ("code", "words"):
            seen = [getattr(o, of) for o in value_set.options]
            assert len(seen) == len(set(seen)), value_set.id


def test_every_set_says_where_it_comes_from(guide):
    assert all(s.source and s.title for s in guide.value_sets.values())


def test_every_snomed_code_has_its_check_digit(guide):
    """It proves that nothing was mistyped."""
    snomed = [c for _, c in codings(guide) if c.system == SNOMED]
    assert len(snomed) > 20
    assert [c.code for c in snomed if not has_snomed_check_digit(c.code)] == []


@pytest.mark.parametrize(
    ("code", "fits"),
    [("395091006", True), ("395091005", False), ("110481000000108", True), ("12345", False),
     ("1" * 19, False), ("39509100x", False)],
)  # fmt: skip
def test_the_check_digit_is_verhoeffs(code, fits):
    assert has_snomed_check_digit(code) is fits


def test_no_code_is_attached_that_can_mislead(guide):
    """Clinical decisions, "codes and FHIR": a wrong code can turn a wish into an order."""
    unsafe = UNSAFE | PROGNOSIS | ON_PAPER_ONLY
    assert [(where, c.code) for where, c in codings(guide) if c.code in unsafe] == []


def test_a_form_seen_or_a_cpr_state_is_never_a_code_of_the_answer(guide):
    """Not-for-CPR as a code belongs to a flag over a paper that was seen, and nowhere else."""
    cpr = {c.use for where, c in codings(guide) if c.code in ("450475007", "450476008")}
    assert cpr == {"cpr-flag"}
    status = guide.question("cpr.status")
    assert [o.coded(status.fhir) for o in status.options] == [()] * len(status.options)


def test_codes_of_the_place_of_death_stay_with_the_place_of_death(guide):
    care, death = guide.question("poc.first"), guide.question("pod.first")
    assert death.fhir == "preferred-place-of-death"
    assert [c.code for c in death.option("hospice").coded(death.fhir)] == ["108401000000102"]
    assert [c for o in care.options for c in o.coded(care.fhir)] == []


def test_every_coding_names_its_source_its_day_and_its_use(guide):
    for where, coding in codings(guide):
        assert coding.system.startswith(("http://", "https://", "urn:")), where
        assert coding.source, where
        assert coding.display, where
        assert dt.date.fromisoformat(coding.verified_on) <= dt.date(2100, 1, 1)
        assert coding.use in CODING_USES | {""}
    assert CODING_USES > FHIR_NAMES


def test_a_code_has_one_meaning(guide):
    """One code of one system and use never stands for two different displays."""
    seen: dict[tuple[str, str, str], str] = {}
    for where, c in codings(guide):
        assert seen.setdefault((c.system, c.code, c.use), c.display) == c.display, where


def test_places_are_those_of_the_information_model(guide):
    assert codes(guide, "VS-PLACE") == PLACES
    first = [o.code for o in guide.value_set("VS-PLACE").options if not o.more]
    assert first == [*PLACES[:6], "no_preference"]


def test_undecided_is_not_the_same_as_not_minding(guide):
    assert guide.value_set("VS-PLACE").option("no_preference").codings == ()


def test_every_standing_has_words_and_a_reason_for_the_absence(guide):
    answers = guide.value_set("VS-ANSWER")
    assert set(codes(guide, "VS-ANSWER")) == STANDINGS
    absent = {
        o.code: [c.code for c in o.codings if c.use == "data-absent-reason"]
        for o in answers.options
    }
    assert absent["not_asked"] == ["not-asked"]
    assert absent["asked_declined"] == absent["asked_not_ready"] == ["asked-declined"]
    assert absent["does_not_know"] == absent["undecided"] == ["asked-unknown"]
    assert absent["unable_to_express"] == ["unknown"]
    assert absent["not_applicable"] == ["not-applicable"]
    assert absent["answered"] == absent["leaves_to_other"] == absent["see_document"] == []
    assert "temp-unknown" not in {c for found in absent.values() for c in found}


def test_declined_is_never_said_of_what_was_not_asked(guide):
    """ "Patient declined discussion" closes a door: only a person can close it."""
    declined = {where for where, c in codings(guide) if c.code == "766391000000108"}
    assert declined == {"VS-ANSWER/asked_declined", "VS-ANSWER/asked_not_ready"}


def test_nations_are_those_the_team_can_set(guide):
    assert tuple(codes(guide, "VS-JURIS")) == NATIONS


def test_a_few_lists_are_as_the_information_model_has_them(guide):
    assert codes(guide, "VS-YN") == codes(guide, "VS-YNU") == ["yes", "no", "not_known"]
    assert codes(guide, "VS-CPR") == [
        "attempt", "not_for_CPR", "modified_child", "none_recorded", "unknown",
    ]  # fmt: skip
    assert codes(guide, "VS-AIM") == [
        "cure_or_control", "longer_life_with_comfort", "balance", "comfort_longer_ok",
        "comfort_only",
    ]  # fmt: skip
    assert codes(guide, "VS-TXPREF") == [
        "wants", "would_try_for_a_time", "only_if", "would_rather_not", "does_not_want",
        "refused_in_ADRT", "leaves_to",
    ]  # fmt: skip
    assert codes(guide, "VS-ETHNIC") == [*"ABCDEFGHJKLMNPRSZ"]
    assert codes(guide, "VS-NHS-STATUS") == ["01", "02", "03", "04", "05", "06"]
    assert {"en", "cy", "bfi"} <= set(codes(guide, "VS-LANGUAGE"))


def test_an_answer_for_the_young_is_offered_to_nobody_of_whom_it_is_not_known(guide):
    for_the_young = guide.question("cpr.status").option("modified_child")
    assert [for_the_young.fits(age) for age in (17, 18, None)] == [True, False, False]
    assert guide.question("cpr.status").option("attempt").fits(None)


def test_no_words_begin_with_no_cpr(guide):
    """Read by torch, "No CPR has been decided" is a decision."""
    words = [w for s in guide.value_sets.values() for o in s.options for w in (o.words, o.you)]
    assert [w for w in words if w.lower().startswith("no cpr")] == []


def test_every_set_that_is_asked_for_is_there_and_every_option_can_be_told_apart(guide):
    for question in guide:
        assert (question.value_set is None) is (not question.options)
        said = [o.said("you") for o in question.options]
        assert len(said) == len(set(said)), question.id


def test_hints_of_answers_are_sentences(guide):
    hints = [o.hint for s in guide.value_sets.values() for o in s.options if o.hint]
    assert [h for h in hints if not h.endswith(".")] == []


def test_uk_codes_are_those_of_uk_core(guide):
    """Held against the published code systems where they are at hand."""
    folder = os.environ.get("EOLPLAN_FHIR_DATA")
    if not folder:
        pytest.skip("UK Core is not at hand: EOLPLAN_FHIR_DATA is not set")
    published = uk_core(Path(folder))
    ours = [(where, c) for where, c in codings(guide) if "fhir.hl7.org.uk" in c.system]
    assert len(ours) > 30
    for where, coding in ours:
        assert published[coding.system][coding.code] == coding.display, where


def uk_core(folder: Path) -> dict[str, dict[str, str]]:
    """Return system -> code -> display of every code system in the package."""
    import tarfile  # only where the package is at hand

    systems: dict[str, dict[str, str]] = {}
    with tarfile.open(folder / "ukcore-profiles.tar.xz") as package:
        for member in package.getmembers():
            if "/CodeSystem-" in member.name and (file := package.extractfile(member)):
                read = json.load(file)
                systems[read["url"]] = {c["code"]: c["display"] for c in read.get("concept", ())}
    return systems


def test_loinc_codes_are_few_and_carry_no_request(guide):
    assert {c.code for _, c in codings(guide) if c.system == LOINC} == {"75780-7", "81380-8"}
