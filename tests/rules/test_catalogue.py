"""The list of all rules: each exists once, weighs what was decided, and is tried both ways."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from eolplan.handover import export
from eolplan.rules import BUILT, KEPT, RULES, Rule, Severity
from tests.handover.notebook import SIGNED, STAFF, core, gwen
from tests.rules.test_cases import ALL

HERE = Path(__file__)
CATALOGUE: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    HERE.with_name("catalogue.toml").read_text(encoding="utf-8")
)
FOUND = {id_: facts for id_, facts in CATALOGUE.items() if "test" not in facts}
"""Rules that a plan can break; the others are kept by how eolplan is made."""

KEPT_BY = {id_: facts["test"] for id_, facts in CATALOGUE.items() if "test" in facts}


def test_every_rule_of_the_catalogue_is_built_and_no_other():
    assert set(FOUND) == BUILT
    assert set(KEPT_BY) == {kept.id for kept in KEPT}
    assert len(CATALOGUE) == 178


@pytest.mark.parametrize("id_", FOUND)
def test_a_rule_weighs_what_was_decided(id_):
    """Two rules may share an id, in two nations or for two sides of one thing."""
    facts = FOUND[id_]
    rules = [rule for rule in RULES if rule.id == id_]
    assert {str(rule.severity) for rule in rules} == {facts["severity"]}
    assert {rule.stops for rule in rules} == {facts.get("stops", "")}
    assert {rule.may_go_on for rule in rules} == {facts.get("may_go_on", False)}
    assert {rule.prints for rule in rules} == {facts.get("prints", False)}


@pytest.mark.parametrize("id_", FOUND)
def test_a_rule_is_tried_where_it_applies_and_where_it_nearly_does(id_):
    cases = [case for case in ALL if case.rule == id_]
    assert cases
    assert all(case.misses for case in cases)


def test_there_is_no_case_of_a_rule_that_is_not_there():
    assert {case.rule for case in ALL} <= BUILT


@pytest.mark.parametrize("id_", KEPT_BY)
def test_what_is_kept_by_itself_names_its_test(id_):
    file, _, name = KEPT_BY[id_].partition("::")
    text = (HERE.parents[2] / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(", text, re.MULTILINE)


def test_no_more_than_25_rules_ever_stop_anything():
    """A person, not a program, signs a plan off; each stop has a safety reason."""
    stops = {rule.id for rule in RULES if rule.stops} - {"C-12"}
    assert len(stops) == 25
    assert all(rule.severity is Severity.BLOCK for rule in RULES if rule.stops)


def test_what_may_print_is_the_list_that_was_agreed():
    """A page that lies at home tells no visitor that the carer is worn out."""
    printed = {rule.id for rule in RULES if rule.prints}
    assert printed == {id_ for id_, facts in FOUND.items() if facts.get("prints")}
    assert not printed & {"K-03", "V-11", "P-07", "V-06", "L-22"}


def test_no_wish_is_ever_asked_for_before_a_sign_off():
    """Nothing a person may want to keep to themselves stops a plan."""
    wishes = ("val.", "pod.", "poc.", "place.", "tx.", "dying.", "after.", "funeral.", "donate.")
    for case in ALL:
        for finding in case.everything(case.says):
            asks = finding.stops == "plan" and finding.fields[0].startswith(wishes)
            assert not asks, finding


@pytest.mark.parametrize("audience", ["ambulance", "full"])
def test_every_copy_that_leaves_is_a_pdf_of_one_person(audience):
    """X-05: a bare file of data can be opened by anybody who finds the stick."""
    made = export(
        gwen().log, core(), audience, staff=STAFF, now=SIGNED, draft=True, reason="asked", guides={}
    )
    assert made.pdf.startswith(b"%PDF-")
    files = [f.name for f in fields(made) if isinstance(getattr(made, f.name), bytes)]
    assert files == ["pdf"]


def is_safe_to_show(rule: Rule) -> bool:
    return rule.safety and rule.severity is Severity.WARN


def test_in_a_talk_only_what_could_do_harm_is_shown():
    """A carer's own words, a doubt about family or a review that is due can wait."""
    shown = {rule.id for rule in RULES if is_safe_to_show(rule)}
    assert {"M-01", "M-03", "V-08", "K-10"} <= shown
    assert not shown & {"K-03", "V-06", "V-11", "P-07", "Q-03", "P-01"}
    assert all(rule.severity is Severity.WARN for rule in RULES if rule.safety)
