"""Treatment, capacity, legal papers and crisis: every field, and what each must never do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest

from eolplan.guide import NATION, NATIONS, Guide, Question, shipped

CAPACITY: Final = {
    "cap": ("group", "M"), "cap.decision": ("line", "M"), "cap.topic": ("choices", "R"),
    "cap.law": ("choice", "M"), "cap.trigger": ("text", "M"), "cap.support": ("choices", "M"),
    "cap.understand": ("choice", "M"), "cap.retain": ("choice", "M"),
    "cap.weigh": ("choice", "M"), "cap.communicate": ("choice", "M"), "cap.cause": ("text", "M"),
    "cap.awi": ("choices", "M"), "cap.awi.reason": ("text", "M"), "cap.outcome": ("choice", "M"),
    "cap.regain": ("line", "R"), "cap.good_times": ("line", "R"), "cap.can_wait": ("yes-no", "R"),
    "cap.review_on": ("date", "R"), "cap.assessor": ("line", "M"),
    "cap.assessor_role": ("line", "M"), "cap.on": ("date", "M"), "cap.where": ("line", "M"),
    "cap.present": ("line", "M"), "cap.doc_location": ("line", "R"),
    "bi": ("group", "M"), "bi.decision": ("line", "M"), "bi.maker": ("choice", "M"),
    "bi.past_wishes": ("text", "M"), "bi.options": ("text", "M"),
    "bi.not_consulted": ("text", "M"), "bi.disagree": ("text", "R"), "bi.imca": ("yes-no", "R"),
    "bi.imca_on": ("date", "R"), "bi.motive": ("yes-no", "M"), "bi.outcome": ("text", "M"),
    "bi.on": ("date", "M"), "bi.review_on": ("date", "M"),
    "bi.consulted": ("group", "M"), "bi.consulted.who": ("contact", "M"),
    "bi.consulted.role": ("line", "R"), "bi.consulted.decision": ("line", "R"),
    "bi.consulted.view": ("text", "M"), "bi.consulted.on": ("date", "M"),
    "bi.scot": ("group", "M"), "bi.scot.benefit": ("text", "M"),
    "bi.scot.least_restrictive": ("text", "M"), "bi.scot.wishes": ("text", "M"),
    "bi.scot.consulted": ("text", "M"), "bi.scot.skills": ("text", "M"),
    "bi.scot.s47": ("yes-no", "M"), "bi.scot.s47_on": ("date", "M"),
    "bi.scot.s47_until": ("date", "M"),
    "cap.mha": ("choice", "O"), "cap.mha.from": ("date", "O"), "cap.mha.until": ("date", "O"),
    "cap.mha.note": ("line", "O"),
    "cap.child": ("group", "M"), "cap.child.parental": ("contact", "M"),
    "cap.child.parental_who": ("line", "M"), "cap.child.note": ("text", "M"),
}  # fmt: skip
TREATMENT: Final = {
    "esc.wish": ("text", "R"), "rec": ("group", "R"), "rec.aim": ("choice", "R"),
    "rec.aim.reasons": ("text", "R"), "esc": ("group", "R"), "esc.level": ("choice", "R"),
    "esc.reasons": ("text", "M"), "esc.why": ("text", "M"), "esc.basis": ("choice", "M"),
    "esc.by.name": ("line", "M"), "esc.by.role": ("line", "M"), "esc.by.reg": ("line", "O"),
    "esc.on": ("date", "M"),
    "tx.item": ("group", "O"), "tx.item.kind": ("choice", "O"),
    "tx.item.view": ("treatment", "O"), "tx.item.talked": ("choices", "O"),
    "tx.item.rec": ("choice", "O"), "tx.item.rec_reason": ("text", "O"),
    "tx.scenario": ("group", "R"), "tx.scenario.problem": ("choice", "R"),
    "tx.scenario.signs": ("text", "R"), "tx.scenario.do": ("text", "R"),
    "tx.scenario.ring": ("text", "R"), "tx.scenario.staff": ("text", "R"),
    "tx.scenario.where": ("text", "R"), "tx.scenario.not": ("text", "R"),
    "tx.scenario.carer_sheet": ("yes-no", "R"),
    "tx.shared_decision": ("group", "O"), "tx.shared_decision.what": ("line", "O"),
    "tx.shared_decision.status": ("choice", "O"), "tx.shared_decision.matters": ("text", "O"),
    "tx.shared_decision.options": ("text", "O"), "tx.shared_decision.nothing": ("text", "O"),
    "tx.shared_decision.tools": ("line", "O"), "tx.shared_decision.decision": ("text", "O"),
    "tx.shared_decision.reservations": ("text", "O"),
    "tx.shared_decision.present": ("line", "O"), "tx.shared_decision.on": ("date", "O"),
    "tx.stop": ("group", "O"), "tx.stop.what": ("line", "O"), "tx.stop.trigger": ("line", "O"),
    "tx.stop.by": ("line", "O"), "tx.transport": ("text", "R"),
    "tx.author.name": ("line", "M"), "tx.author.role": ("line", "M"),
    "tx.author.reg": ("line", "O"), "tx.author.on": ("date", "M"),
    "tx.author.senior.name": ("line", "R"), "tx.author.senior.role": ("line", "R"),
    "tx.author.senior.on": ("date", "R"),
}  # fmt: skip
LEGAL: Final = {
    "as.exists": ("yes-no", "R"), "as": ("group", "R"), "as.date": ("date", "R"),
    "as.location": ("line", "R"), "as.copy_held": ("yes-no", "R"), "as.signed": ("yes-no", "R"),
    "as.in_writing": ("yes-no", "R"),
    "adrt.exists": ("choice", "R"), "adrt": ("group", "M"), "adrt.type": ("choice", "M"),
    "adrt.treatments": ("line", "M"), "adrt.listed": ("choices", "R"),
    "adrt.circumstances": ("line", "M"), "adrt.about_cpr": ("yes-no", "R"),
    "adrt.at_risk_statement": ("yes-no", "M"), "adrt.at_risk_words": ("line", "R"),
    "adrt.written": ("yes-no", "M"), "adrt.signed": ("yes-no", "M"),
    "adrt.signed_by_other_at_direction": ("yes-no", "M"),
    "adrt.signature_witnessed": ("yes-no", "M"),
    "adrt.witness_signed_in_presence": ("yes-no", "M"), "adrt.witness_name": ("line", "M"),
    "adrt.made_on": ("date", "M"), "adrt.made_in": ("choice", "R"),
    "adrt.capacity_when_made": ("choice", "M"), "adrt.reviewed_on": ("date", "R"),
    "adrt.clinician_involved": ("line", "R"), "adrt.location": ("line", "R"),
    "adrt.copies": ("line", "R"), "adrt.seen": ("choice", "R"), "adrt.seen_on": ("date", "R"),
    "adrt.spoken": ("yes-no", "R"), "adrt.withdrawn_on": ("date", "R"),
    "adrt.withdrawn_how": ("choice", "R"), "adrt.altered": ("yes-no", "R"),
    "adrt.inconsistent": ("text", "R"), "adrt.unforeseen": ("text", "R"),
    "poa.none": ("choice", "R"), "poa": ("group", "R"), "poa.kind": ("choice", "R"),
    "poa.person": ("contact", "M"), "poa.person2": ("contact", "M"),
    "poa.person3": ("contact", "M"), "poa.person4": ("contact", "M"),
    "poa.replacement": ("contact", "R"), "poa.how": ("choice", "M"), "poa.lst": ("yes-no", "M"),
    "poa.instructions": ("text", "R"), "poa.preferences": ("text", "R"),
    "poa.signed_on": ("date", "R"), "poa.registered": ("yes-no", "R"),
    "poa.registered_on": ("date", "R"), "poa.ref": ("line", "R"), "poa.seen": ("choice", "M"),
    "poa.seen_on": ("date", "M"), "poa.contact24": ("line", "R"),
    "poa.covers_refusal": ("yes-no", "M"), "poa.place": ("line", "R"),
    "legal.will": ("line", "O"), "legal.funeral_plan": ("line", "O"),
    "legal.solicitor": ("line", "O"), "legal.other": ("group", "O"),
    "legal.other.kind": ("choice", "O"), "legal.other.what": ("text", "O"),
    "legal.other.on": ("date", "O"), "legal.other.place": ("line", "O"),
    "legal.other.seen": ("choice", "O"),
}  # fmt: skip
CRISIS: Final = {
    "am.status": ("choice", "R"), "am.status_on": ("date", "R"), "am.location": ("line", "M"),
    "am.keep_off_paper": ("yes-no", "R"), "am.items": ("group", "R"),
    "am.items.drug": ("line", "R"), "am.items.for": ("choices", "R"),
    "am.items.left": ("line", "R"), "am.items.expires": ("date", "R"),
    "am.chart.seen": ("yes-no", "M"), "am.chart.place": ("line", "M"),
    "am.chart.on": ("date", "M"), "am.chart.prescriber": ("line", "M"),
    "am.chart.review_on": ("date", "M"), "am.who_gives": ("choices", "R"),
    "am.who_gives.scheme": ("line", "R"), "am.who_gives.trained_on": ("date", "R"),
    "am.discussed": ("choice", "R"), "am.told": ("choices", "R"), "am.opioid": ("choice", "R"),
    "am.opioid.kidney": ("choice", "R"), "am.opioid.caution": ("choices", "R"),
    "am.driver": ("choice", "O"), "am.kit": ("choices", "O"),
    "crisis.bleed": ("group", "O"), "crisis.bleed.risk": ("yes-no", "O"),
    "crisis.bleed.plan": ("text", "O"), "crisis.bleed.towels": ("yes-no", "O"),
    "crisis.bleed.pack": ("yes-no", "O"), "crisis.bleed.carer_told": ("yes-no", "O"),
    "death_expected": ("yes-no", "R"), "death_expected.by": ("line", "M"),
    "death_expected.role": ("line", "M"), "death_expected.on": ("date", "M"),
    "last_days": ("group", "R"), "last_days.recognised_by": ("line", "R"),
    "last_days.role": ("line", "R"), "last_days.on": ("date", "R"),
    "last_days.talked_person": ("choice", "R"), "last_days.talked_family": ("choice", "R"),
    "last_days.food": ("text", "R"), "last_days.symptoms": ("text", "R"),
    "last_days.support": ("text", "R"), "last_days.ring": ("text", "R"),
    "last_days.after": ("text", "R"),
}  # fmt: skip
MODEL: Final = {"S07": CAPACITY, "S12": TREATMENT, "S14": LEGAL, "S16": CRISIS}
"""The model's fields, with the parts it lists for each: id -> (kind, obligation)."""

DERIVED: Final = ("adrt.validity_check", "poa.adrt_order", "crisis.plan")
"""Read from other answers, so never asked."""

ROWS: Final = [
    (section, field, kind, obligation)
    for section, table in MODEL.items()
    for field, (kind, obligation) in table.items()
]
WORDS_AT_HOME: Final = ("own", "family", "bedside", "ambulance")
REPEATING: Final = {
    "cap", "bi", "bi.consulted", "tx.item", "tx.scenario", "tx.shared_decision", "tx.stop",
    "adrt", "poa", "legal.other", "am.items",
}  # fmt: skip
DOSE: Final = re.compile(
    r"\d\s?(?:mg|mcg|micrograms?|ml|g|units?|puffs?|drops?|tablets?|litres?)\b|\b(?:subcut|stat|prn)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped()


def mine(guide: Guide) -> Iterator[Question]:
    return (q for q in guide if guide.section_of(q.id).source in MODEL)


# -- every field -----------------------------------------------------------------------


@pytest.mark.parametrize(("section", "field", "kind", "obligation"), ROWS)
def test_every_field_of_the_model_is_asked(
    guide: Guide, section: str, field: str, kind: str, obligation: str
) -> None:
    question = guide.question(field)
    assert (question.kind, question.obligation) == (kind, obligation)
    assert guide.section_of(field).source == section


def test_nothing_is_asked_that_the_model_does_not_hold(guide: Guide) -> None:
    """Pages that only hold fields together, and what is for reading, are no facts."""
    asked = {q.id for q in mine(guide) if q.kind != "statement"}
    held = {field for table in MODEL.values() for field in table}
    pages = {"papers", "legal.places", "cap.mha.page", "am", "am.care", "death_expected.page"}
    assert asked - held == pages


@pytest.mark.parametrize("field", DERIVED)
def test_what_follows_from_other_answers_is_not_asked(guide: Guide, field: str) -> None:
    assert field not in guide


def test_what_comes_more_than_once_repeats(guide: Guide) -> None:
    assert {q.id for q in mine(guide) if q.repeats} == REPEATING


# -- order and pace -----------------------------------------------------------------------


def test_topics_come_in_the_order_that_hurts_least(guide: Guide) -> None:
    """Treatment before the place of death; CPR after both; refusals and attorney after CPR."""
    order = [s.id for s in guide.sections]
    wanted = ["people", "matters", "health", "treatment", "places", "cpr", "legal", "crisis"]
    assert [s for s in order if s in wanted] == wanted
    assert order.index("cpr") > 4


def test_nobody_is_walked_through_doubt(guide: Guide) -> None:
    """Everyone can decide until there is doubt about one thing: the topic waits aside."""
    assert [s.id for s in guide.sections if s.aside] == ["about", "capacity"]
    assert guide.question("cap").they == (
        "Is there any reason to doubt that {name} can decide about one thing?"
    )


def test_asking_is_a_wish_and_the_page_says_so_kindly(guide: Guide) -> None:
    note = guide.question("esc.wish").note
    assert "Asking for a treatment is a wish" in note
    assert "A clear no from someone who understands is a right." in note


def test_advice_is_from_staff_and_a_wish_is_the_persons(guide: Guide) -> None:
    assert {q.asks for q in guide if q.id.startswith(("esc.by", "rec."))} == {"staff"}
    assert guide.question("esc.level").asks == "staff"
    assert [guide.question(q).asks for q in ("esc.wish", "tx.item.view", "am.discussed")] == [
        "person"
    ] * 3


def test_no_row_of_treatments_promises_everything(guide: Guide) -> None:
    for option in guide.value_set("VS-TREATMENT").options:
        assert "everything" not in option.words.lower()
    assert len(guide.value_set("VS-TREATMENT").options) >= 38
    assert [o.code for o in guide.question("tx.item.kind").options if not o.more][-1] == "other"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [("E1", "intensive care"), ("E2", "not intensive care"), ("E3", "here first"),
     ("E4", "Comfort first"), ("E5", "stay here"), ("not_decided", "Not decided")],
)  # fmt: skip
def test_the_levels_mean_on_screen_what_page_one_says(
    guide: Guide, code: str, meaning: str
) -> None:
    option = guide.value_set("VS-ESC").option(code)
    assert option is not None
    assert meaning in option.words


# -- law by nation ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "nations"),
    [("cap.understand", {"ENG", "WAL", "NIR", "OTH"}), ("cap.awi", {"SCT"}),
     ("bi.scot", {"SCT"}), ("bi.imca", {"ENG", "WAL"}), ("bi.motive", {"ENG", "WAL"}),
     ("adrt.at_risk_statement", {"ENG", "WAL"}), ("adrt.written", set(NATIONS)),
     ("poa.note.ni", {"NIR"}), ("cap.note.sct", {"SCT"}), ("adrt.note.ew", {"ENG", "WAL"})],
)  # fmt: skip
def test_the_law_of_one_nation_is_asked_there_only(
    guide: Guide, question: str, nations: set[str]
) -> None:
    known = {"adrt.type": "life_sustaining"}
    asked = guide.question(question)
    assert {n for n in NATIONS if asked.shown({**known, NATION: n}.get)} == nations
    assert asked.shown(known.get)  # while nobody knows the nation, everything is asked


def test_a_paper_is_looked_at_by_the_law_of_where_it_was_made(guide: Guide) -> None:
    asked = guide.question("adrt.witness_signed_in_presence")
    assert asked.shown({NATION: "SCT", "adrt.made_in": "ENG"}.get)
    assert not asked.shown({NATION: "ENG", "adrt.made_in": "SCT"}.get)


def test_every_nation_of_the_uk_has_its_words_about_the_law(guide: Guide) -> None:
    for stem in ("cap.note", "adrt.note", "poa.note"):
        here = {n for q in guide if q.id.startswith(f"{stem}.") for n in q.nations}
        assert here == {"ENG", "WAL", "SCT", "NIR"}


def test_a_court_deputy_is_not_asked_about_life_sustaining_treatment(guide: Guide) -> None:
    asked = guide.question("poa.lst")
    shown = {o.code for o in guide.question("poa.kind").options
             if asked.shown({"poa.kind": o.code}.get)}  # fmt: skip
    assert shown == {"lpa_health", "scot_welfare", "scot_combined"}


def test_nobody_is_asked_to_judge_a_refusal(guide: Guide) -> None:
    said = " ".join(t for q in mine(guide) for t in (q.they, q.hint, q.note)).lower()
    assert not re.search(r"\bvalid\b|\bbinding in law\b|legally", said)
    assert "You do not judge whether it counts." in guide.question("adrt").note


def test_a_refusal_that_is_about_cpr_says_so_without_a_verdict(guide: Guide) -> None:
    """As a label in print, "Refuses CPR: no" would be read as the opposite."""
    assert guide.question("adrt.about_cpr").heading == "Whether it is about CPR"


# -- copies ------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [*WORDS_AT_HOME, "care_home"])
def test_how_doubt_was_looked_at_is_for_the_gp_and_the_team(guide: Guide, audience: str) -> None:
    """On other copies page 1 says one sentence: about what, what was found, when, best time."""
    here = {q.id for q in guide if q.id.split(".")[0] in ("cap", "bi") and q.kind != "statement"}
    on = {i for i in here if guide.question(i).on_copy(audience)}
    assert on == {
        "cap", "cap.decision", "cap.outcome", "cap.good_times", "cap.on", "cap.child",
        "cap.child.parental", "cap.child.parental_who",
    }  # fmt: skip


def test_best_interests_are_for_professionals_only(guide: Guide) -> None:
    for q in (q for q in guide if q.id.split(".")[0] == "bi"):
        assert {a for a, on in q.copies.items() if on} == {"gp", "hospice", "full"}


@pytest.mark.parametrize("field", ["esc.why", "tx.item.rec_reason", "rec.aim.reasons"])
def test_reasons_for_advice_are_not_on_the_fridge(guide: Guide, field: str) -> None:
    for audience in ("family", "bedside", "ambulance"):
        assert not guide.question(field).on_copy(audience)


@pytest.mark.parametrize("audience", WORDS_AT_HOME)
def test_what_would_frighten_or_endanger_is_on_no_paper_at_home(
    guide: Guide, audience: str
) -> None:
    for q in guide:
        if q.id.startswith(("last_days", "legal.other", "adrt.capacity_when_made")):
            assert not q.on_copy(audience)
        if q.id.startswith("crisis.bleed") and audience != "ambulance":
            assert not q.on_copy(audience)


def test_a_crew_is_told_that_death_is_expected_and_the_person_is_not(guide: Guide) -> None:
    on = {a for a, here in guide.question("death_expected").copies.items() if here}
    assert {"bedside", "ambulance", "gp", "hospice", "care_home"} <= on
    assert not on & {"own", "family"}


@pytest.mark.parametrize(
    "field",
    ["adrt.treatments", "adrt.circumstances", "adrt.type", "adrt.seen", "adrt.inconsistent",
     "adrt.withdrawn_on", "adrt.altered", "poa.lst", "poa.registered", "poa.how",
     "poa.covers_refusal", "am.status", "am.keep_off_paper", "am.chart.seen", "esc.level",
     "esc.reasons", "esc.basis", "esc.wish"],
)  # fmt: skip
def test_what_page_one_weighs_is_on_every_copy(guide: Guide, field: str) -> None:
    """A copy that cannot see a doubt would print a refusal as sure, beside one that does not."""
    assert all(guide.question(field).copies.values())


def test_what_limits_treatment_waits_for_a_person_here(guide: Guide) -> None:
    for field in ("esc.level", "adrt.type", "adrt.withdrawn_on", "poa.kind", "am.status",
                  "death_expected", "tx.item.view", "cap.outcome", "bi.outcome"):  # fmt: skip
        assert guide.question(field).safety
