"""Every row of the approved table is reached by answers, and page 1 says exactly its words."""

from __future__ import annotations

import pytest

from eolplan.handover.page1 import page1
from eolplan.handover.phrases import phrasebook
from tests.handover import rows_of_care, rows_of_cpr, rows_of_law, rows_of_paper
from tests.handover.told import Case

pytestmark = pytest.mark.uncounted

CASES = [
    *rows_of_cpr.CASES, *rows_of_law.REFUSALS, *rows_of_law.PEOPLE, *rows_of_law.DECIDING,
    *rows_of_care.CASES, *rows_of_paper.CASES,
]  # fmt: skip
SAME = {"W05.ambulance": "W04.ambulance"}
"""A crew must not see which of the two it was, so the page cannot know either."""


def test_there_is_a_case_for_every_row_of_the_table():
    assert {case.id for case in CASES} == {phrase.id for phrase in phrasebook()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_page_1_says_exactly_the_words_of_the_row(case: Case):
    said = case.lines()
    assert case.words in said, "\n".join(said)


@pytest.mark.parametrize("case", [c for c in CASES if not c.draft], ids=lambda case: case.id)
def test_page_1_knows_which_rows_it_used(case: Case):
    assert SAME.get(case.id, case.id) in page1(case.copy()).ids
