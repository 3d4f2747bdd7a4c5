"""Where somebody could not decide, the next step is how it was decided for them."""

from __future__ import annotations

import pytest

from eolplan.conversation import comes_next, decided_for, to_assess
from eolplan.record import Answer


@pytest.mark.parametrize(
    ("outcome", "follows"),
    [
        ("lacks_now_may_regain", True),
        ("lacks_unlikely_to_regain", True),
        ("has", False),
        ("fluctuates", False),
        ("doubt_not_assessed", False),
    ],
)
def test_it_follows_from_a_decision_that_could_not_be_made(talk, guide, outcome, follows):
    page = guide.question("cap")
    assert decided_for(talk, page) is None
    for found in ("has", outcome):
        talk.answer("cap.outcome", Answer(value=found), talk.add("cap"))
    assert (decided_for(talk, page) == guide.question("bi")) is follows
    assert decided_for(talk, guide.question("val.matters")) is None


def test_it_comes_next_until_it_is_written_down(talk, guide):
    page = guide.question("cap")
    talk.answer("cap.outcome", Answer(value="lacks_now_may_regain"), talk.add("cap"))
    assert comes_next(talk, page) == guide.question("bi")
    talk.add("bi")
    assert comes_next(talk, page) is None
    assert decided_for(talk, page) == guide.question("bi")


def test_a_decision_in_doubt_is_typed_once(talk):
    assert to_assess(talk) == ""
    talk.answer("conv.doubt.decision", Answer(value="Whether to go into hospital"))
    assert to_assess(talk) == "", "nobody is in doubt"
    talk.answer("conv.doubt", Answer(value="doubt"))
    one = to_assess(talk)
    assert talk.log.instances("cap") == (one,)
    assert talk.reading("cap.decision", one).value == "Whether to go into hospital"
    talk.answer("conv.doubt.decision", Answer(value="Whether to go into Hospital"))
    assert to_assess(talk) == "", "it is there to be looked at"
