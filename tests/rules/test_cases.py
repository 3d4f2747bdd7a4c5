"""Every rule has a plan in which it applies, and plans beside it in which it must not."""

from __future__ import annotations

import pytest

from tests.rules.told import Case, cases

FILES = ("care.toml", "law.toml")
ALL = tuple(cases(*FILES))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.about)
def test_a_rule_applies_where_it_should(case: Case):
    found = case.findings(case.says)
    assert found
    if case.severity:
        assert {str(finding.severity) for finding in found} == {case.severity}


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.about)
def test_a_rule_is_silent_where_one_thing_is_otherwise(case: Case):
    """A rule that speaks too often is soon not read at all."""
    assert case.misses
    for said in case.misses:
        assert case.findings(said) == (), said
