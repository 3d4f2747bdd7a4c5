"""Treatment, capacity, legal papers and crisis: every field, and what each must never do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest

from eolplan.guide import NATION, NATIONS, Guide, Question
from tests.conftest import shipped_once

DECIDING: Final = ("S07", "S12", "S14", "S16")
WORDS_AT_HOME: Final = ("own", "family", "bedside", "ambulance")
REPEATING: Final = {
    "cap", "bi", "bi.option", "bi.consulted", "tx.item", "tx.scenario", "tx.shared_decision",
    "tx.stop", "adrt", "poa", "legal.other", "am.items",
}  # fmt: skip
DOSE: Final = re.compile(
    r"\d\s?(?:mg|mcg|micrograms?|ml|g|units?|puffs?|drops?|tablets?|litres?)\b|\b(?:subcut|stat|prn)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_once()


def mine(guide: Guide) -> Iterator[Question]:
    return (q for q in guide if guide.section_of(q.id).source in DECIDING)


def test_what_comes_more_than_once_repeats(guide: Guide) -> None:
    assert {q.id for q in mine(guide) if q.repeats} == REPEATING


# -- order and pace -----------------------------------------------------------------------


def test_nobody_is_walked_through_doubt(guide: Guide) -> None:
    """Everyone can decide until there is doubt about one thing: the topic waits aside."""
    assert "capacity" in [s.id for s in guide.sections if s.aside]
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
     ("poa.note.ni", {"NIR"}), ("cap.note.sct", {"SCT"}), ("adrt.note.ew", {"ENG", "WAL"}),
     ("poa.covers_refusal", {"ENG", "WAL"})],
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


@pytest.mark.parametrize("question", ["comm.lang_read", "comm.lang_read.also"])
def test_nobody_is_asked_to_read_a_sign_language(guide: Guide, question: str) -> None:
    """What was answered before is told in its words all the same."""
    asked, signed = guide.question(question), guide.question("comm.lang_spoken")
    hidden = {o.words for o in signed.options} - {o.words for o in asked.options}
    assert hidden == {"British Sign Language", "Irish Sign Language"}
    assert asked.option("bfi") == signed.option("bfi")


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
    """On other copies page 1 says one sentence: about what, what was found, when, best time.

    Of which topics it was travels along: without it a wish about anything else would read as
    one that could not be decided.
    """
    here = {q.id for q in guide if q.id.split(".")[0] in ("cap", "bi") and q.kind != "statement"}
    on = {i for i in here if guide.question(i).on_copy(audience)}
    decided = {"bi", "bi.decision", "bi.outcome", "bi.on"}
    acts = decided if audience in ("ambulance", "care_home") else set[str]()
    assert on == acts | {
        "cap", "cap.decision", "cap.topic", "cap.outcome", "cap.good_times", "cap.on", "cap.child",
        "cap.child.parental", "cap.child.parental_who",
    }  # fmt: skip


def test_best_interests_are_for_professionals_only(guide: Guide) -> None:
    """What was decided, and when, is for whoever acts on it; how it came about is not."""
    decided = {"bi", "bi.decision", "bi.outcome", "bi.on"}
    for q in (q for q in guide if q.id.split(".")[0] == "bi"):
        acts = {"ambulance", "care_home"} if q.id in decided else set[str]()
        assert {a for a, on in q.copies.items() if on} == {"gp", "hospice", "full"} | acts


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


def test_no_paper_for_money_only_is_said_to_wait_for_its_register(guide: Guide) -> None:
    """An enduring power is used before that, while the person can decide."""
    hint = guide.question("poa.registered").hint
    assert hint.endswith("A lasting or welfare power cannot be used before that.")
