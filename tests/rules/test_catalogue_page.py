"""The page about the rules says what the rules say, and the one in docs is up to date."""

from __future__ import annotations

from pathlib import Path

from eolplan.rules import KEPT, RULES
from eolplan.rules.catalogue_page import catalogue_page


def test_the_page_in_docs_is_what_the_rules_say():
    """Made by ``python -m eolplan rules > docs/rules.md``."""
    docs = Path(__file__).parents[2] / "docs" / "rules.md"
    assert docs.read_text(encoding="utf-8") == catalogue_page()


def test_every_rule_stands_on_it_with_its_words_and_source():
    page = catalogue_page()
    for rule in RULES:
        line = next(
            x for x in page.splitlines() if x.startswith(f"| {rule.id} ") and rule.words in x
        )
        source = line.removesuffix(" |").rpartition("| ")[2]
        assert source.startswith(rule.source)
        assert bool(rule.elsewhere) is (source != rule.source)
    for kept in KEPT:
        assert f"| {kept.id} | {kept.words} |" in page


def test_it_says_where_a_rule_holds_and_where_it_is_seen():
    lines = {x.split("|")[1].strip(): x for x in catalogue_page().splitlines() if x[:3] > "| -"}
    assert "*in a talk*; *prints*" in lines["M-01"]
    assert "*England and Wales*" in lines["L-02"]
    assert "one topic, which can be held back" in lines["R-02"]
    assert "*reason*" in lines["R-02"]
    assert lines["L-06"].endswith("*Scotland and Northern Ireland*: Good practice |")
