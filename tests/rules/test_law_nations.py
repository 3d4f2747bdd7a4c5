"""The law of each nation: what is said there and nowhere else, and papers of another law."""

from __future__ import annotations

import pytest

from eolplan.guide.nations import nation, nations
from eolplan.rules import RULES, Severity, check
from eolplan.rules.finding import MCA
from tests.handover.notebook import Notebook
from tests.rules.pages import TODAY, book, found
from tests.rules.test_law_and_capacity import refusal
from tests.rules.told import cases, written

pytestmark = pytest.mark.uncounted

EVERYWHERE = tuple(nations())


def test_northern_ireland_has_no_attorney_for_health():
    record = book("NIR").contact("c", "Siân Pryce", "", "health_attorney")
    assert found(record, nation="NIR")["J-02"].severity is Severity.PROMPT
    assert "J-02" not in found(record)
    paper = book("NIR").say("poa", True, instance="a").say("poa.kind", "lpa_health", instance="a")
    assert {"J-02", "J-05"} <= set(found(paper, nation="NIR"))
    money = book("NIR").say("poa", True, instance="a").say("poa.kind", "epa", instance="a")
    assert not {"J-02", "J-05"} & set(found(money, nation="NIR"))


def test_in_wales_welsh_is_offered_first():
    assert found(book("WAL"), nation="WAL")["J-03"].severity is Severity.PROMPT
    assert "J-03" not in found(book("WAL").say("comm.welsh_offer", "english"), nation="WAL")
    assert "J-03" not in found(book())


def test_elsewhere_statutory_text_is_off():
    record = refusal("OTH", **{"adrt.at_risk_statement": "no", "adrt.made_on": "1950-01-01"})
    rules = found(record, nation="OTH")
    assert rules["J-04"].severity is Severity.PROMPT
    assert not {"L-01", "L-02", "L-03", "L-11"} & set(rules)
    kin = book("OTH").contact("c", "Siân Pryce", "", "next_of_kin")
    assert "L-17" not in found(kin.say("contact.involve", "lead", instance="c"), nation="OTH")
    assert "J-04" in found(book("OTH").say("cpr.status", "attempt"), nation="OTH")
    assert "J-04" not in found(book("OTH"), nation="OTH")
    assert "J-04" not in found(record)


@pytest.mark.parametrize(
    ("made", "here", "moved"),
    [("SCT", "ENG", True), ("ENG", "SCT", True), ("WAL", "ENG", False), ("", "SCT", False),
     ("NIR", "NIR", False)],
)  # fmt: skip
def test_a_paper_of_another_law_is_told(made, here, moved):
    rules = found(refusal(here, **{"adrt.made_in": made}), nation=here)
    assert ("J-05" in rules) is moved
    if moved:
        assert rules["J-05"].severity is Severity.WARN


@pytest.mark.parametrize(
    ("kind", "here", "moved"),
    [("scot_welfare", "ENG", True), ("lpa_health", "SCT", True), ("lpa_health", "WAL", False),
     ("in_progress", "SCT", False), ("lpa_health", "OTH", False)],
)  # fmt: skip
def test_so_is_an_attorneys_paper_of_another_law(kind, here, moved):
    record = book(here).say("poa", True, instance="a").say("poa.kind", kind, instance="a")
    assert ("J-05" in found(record, nation=here)) is moved


@pytest.mark.parametrize(
    ("law", "here", "moved"),
    [("MCA_EW", "SCT", True), ("MCA_EW", "WAL", False), ("AWI_Scotland", "ENG", True),
     ("under16_competence", "ENG", False), ("MCA_EW", "OTH", False)],
)  # fmt: skip
def test_an_assessment_is_by_the_law_of_where_the_person_is(law, here, moved):
    record = book(here).say("cap", True, instance="a").say("cap.law", law, instance="a")
    assert ("J-05" in found(record, nation=here)) is moved


@pytest.mark.parametrize("here", EVERYWHERE)
def test_donation_is_told_by_the_law_of_the_nation_and_never_as_agreed(here):
    record = book(here).say("donate.view", ["eyes"])
    words = found(record, nation=here)["L-40"].words
    assert words == nation(here).says("donation")
    assert "family" in words.casefold()
    assert "L-40" not in found(book(here), nation=here)
    assert "L-40" not in found(book(here).say("donate.view", ["none"]), nation=here)


def test_body_donation_needs_a_paper_of_their_own():
    record = book().say("donate.view", ["body"])
    assert found(record)["L-40"].words.startswith("Body donation needs the person's own form")


def test_another_nation_changes_what_is_found_and_nothing_that_was_recorded():
    """The law of the place where somebody is applies, to the same words, from that day on."""
    record = refusal(**{"adrt.signature_witnessed": "no"})
    record.say("feas.note", None, "Ask about the LPA")
    before = record.log.entries
    told = {here: _rules(record, here) for here in EVERYWHERE}
    assert {"L-02", "L-11"} <= told["ENG"]
    assert {"J-01", "J-06"} <= told["SCT"]
    assert not {"L-02", "L-11"} & told["SCT"]
    assert not {"L-02", "J-01", "J-06"} & told["NIR"]
    assert "J-04" in told["OTH"]
    assert record.log.entries == before


def _rules(record: Notebook, here: str) -> set[str]:
    return {f.rule for f in check(record.log, record.guide, today=TODAY, nation=here)}


@pytest.mark.parametrize("here", ["SCT", "NIR", "OTH"])
def test_no_section_of_an_english_act_is_named_elsewhere(here):
    """Words on screen hold no section number; sources of other nations do not reach them."""
    record = refusal(here, **{"adrt.signed": "no", "adrt.altered": "yes"})
    record.say("cap", True, instance="a").say("cap.outcome", "fluctuates", instance="a")
    for finding in check(record.log, record.guide, today=TODAY, nation=here):
        assert "Mental Capacity Act 2005" not in finding.words
        assert "best interests" not in finding.words


OF = {
    "MCA": ("Mental Capacity Act 2005", "Mental Capacity Act Code", "best interests", "deputy",
            "lasting power", "Court of Protection", "ADRT", "IMCA", "option A"),
    "SCT": ("(Scotland)", "welfare attorney", "sheriff", "section 50", "Scots"),
    "NIR": ("Northern Ireland", "Enduring Powers"),
}  # fmt: skip
"""What belongs to the law of one nation, in words or sources; Wales shares that of England."""


@pytest.mark.parametrize("here", EVERYWHERE)
def test_nothing_that_a_rule_says_is_of_the_law_of_another_nation(here):
    """Every case in which a law is looked at, as it is told to a nurse of each nation."""
    own = "MCA" if here in MCA else here
    foreign = [words for law, all_of_it in OF.items() if law != own for words in all_of_it]
    told = {
        (finding.rule, text)
        for case in cases("law.toml")
        for record in [written(case.says, nation="ENG")]
        for finding in check(record.log, record.guide, today=TODAY, nation=here)
        for text in (finding.words, finding.source)
    }
    assert len(told) > 50
    assert not [(rule, text) for rule, text in told if any(words in text for words in foreign)]


def test_a_source_of_england_has_one_beside_it_wherever_else_the_rule_holds():
    acts = ("Mental Capacity Act 2005", "Mental Capacity Act Code", "Care Act 2014")
    for rule in RULES:
        for here in rule.nations - MCA:
            assert not [act for act in acts if act in rule.source_in(here)], (rule.id, here)


@pytest.mark.parametrize(
    ("here", "made_in", "words", "source"),
    [
        ("ENG", "", "cannot be a refusal in law", "Mental Capacity Act 2005 s24(1)"),
        ("NIR", "", "may not hold it as a refusal", "Common law; Mental Capacity Act (Northern"),
        ("SCT", "", "may not hold it as a refusal", "Age of Legal Capacity (Scotland) Act 1991"),
        ("NIR", "WAL", "cannot be a refusal in law", "Mental Capacity Act 2005 s24(1)"),
    ],
)
def test_made_too_young_is_told_by_the_law_of_the_place_where_it_was_made(
    here, made_in, words, source
):
    record = refusal(here, **{"adrt.made_on": "1955-01-01", "adrt.made_in": made_in})
    young = found(record, nation=here)["L-01"]
    assert words in young.words
    assert young.source.startswith(source)


def test_elsewhere_nobody_speaks_of_a_legal_duty():
    record = book("OTH").say("cpr.status", "not_for_CPR")
    assert found(record, nation="OTH")["R-02"].words.startswith("Talk about CPR with the person")
    record.say("cpr.discuss_person", "would_harm")
    assert "legal duty" not in found(record, nation="OTH")["R-02"].words
    assert "legal duty" in found(record)["R-02"].words
