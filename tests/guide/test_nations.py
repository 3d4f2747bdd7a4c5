"""Questions that follow from the law of one nation: how a guide file says so."""

from __future__ import annotations

import pytest

from tests.guide.conftest import SETS

NATION_SET = """
[[set]]
id = "VS-NATION"
title = "Nations"
source = "test"
[[set.option]]
code = "ENG"
words = "England"
[[set.option]]
code = "SCT"
words = "Scotland"
"""
HEAD = 'id = "law"\ntitle = "Law"\norder = 10\n'
MADE_IN = (
    '[[question]]\nid = "law.made_in"\nkind = "choice"\nheading = "Made in"\n'
    'they = "Where?"\noptions = "VS-NATION"\n'
)
ASKED = '[[question]]\nid = "law.a"\nkind = "text"\nheading = "A"\nthey = "A?"\n'


def told(desk, more, before=MADE_IN):
    return [
        (f.what, f.remedy)
        for f in desk.faults(HEAD + before + ASKED + more, sets=SETS + NATION_SET)
    ]


def test_a_question_says_in_which_nations_it_is_asked(desk):
    text = HEAD + MADE_IN + ASKED + 'nations = ["SCT"]\nnation_from = "law.made_in"\n'
    asked = desk.load(text, sets=SETS + NATION_SET).question("law.a")
    assert (asked.nations, asked.nation_from) == (("SCT",), "law.made_in")


def test_an_answer_says_to_whose_law_it_belongs(desk):
    """In the other nations it is offered after those of their own."""
    of_law = NATION_SET.replace('words = "Scotland"', 'words = "Scotland"\nnations = ["SCT"]')
    asked = desk.load(HEAD + MADE_IN, sets=SETS + of_law).question("law.made_in")
    assert [option.nations for option in asked.options] == [(), ("SCT",)]
    wrong = of_law.replace('["SCT"]', '["FRA"]')
    ((what, _),) = [(f.what, f.remedy) for f in desk.faults(HEAD + MADE_IN, sets=SETS + wrong)]
    assert what == 'The key "nations" cannot hold this.'


def test_a_nation_that_nobody_knows_is_a_fault(desk):
    ((what, remedy),) = told(desk, 'nations = ["FRA"]\n')
    assert what == 'The key "nations" cannot hold this.'
    assert remedy == "Write some of these in square brackets: ENG, WAL, SCT, NIR, OTH."


def test_where_the_nation_is_read_means_something_only_with_nations(desk):
    ((what, _),) = told(desk, 'nation_from = "law.made_in"\n')
    assert what == '"nation_from" means something only with "nations".'


@pytest.mark.parametrize("name", ["law.gone", "law.a"])
def test_the_nation_is_read_from_an_earlier_question(desk, name):
    ((what, _),) = told(desk, f'nations = ["SCT"]\nnation_from = "{name}"\n')
    assert what == f'No earlier question that goes with this one is called "{name}".'


def test_the_nation_is_not_read_from_one_of_several(desk):
    several = (
        '[[question]]\nid = "law.papers"\nkind = "group"\nheading = "Papers"\nthey = "Papers?"\n'
        'repeats = true\none = "paper"\nnames = "law.made_in"\nfields = ["law.made_in"]\n'
    )
    more = 'nations = ["SCT"]\nnation_from = "law.made_in"\n'
    ((what, _),) = told(desk, more, several + MADE_IN)
    assert what == 'No earlier question that goes with this one is called "law.made_in".'


@pytest.mark.parametrize(
    "earlier",
    [
        MADE_IN.replace("VS-NATION", "VS-PLACE"),
        MADE_IN.replace('"choice"', '"text"').replace('options = "VS-NATION"\n', ""),
    ],
)
def test_the_answers_must_be_nations(desk, earlier):
    more = 'nations = ["SCT"]\nnation_from = "law.made_in"\n'
    assert told(desk, more, earlier) == [
        (
            '"law.made_in" does not name a nation.',
            "Name a question whose answers are: ENG, WAL, SCT, NIR, OTH.",
        )
    ]


def test_a_topic_may_stand_aside(desk):
    assert not desk.load(HEAD + ASKED).sections[0].aside
    assert desk.load(HEAD + "aside = true\n" + ASKED).sections[0].aside
