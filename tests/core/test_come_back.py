"""What was put off is come back to: a topic left for later, what was wrong to ask, a whole talk."""

from __future__ import annotations

import pytest

from eolplan.caseload import Filter
from eolplan.record import Answer, Standing


@pytest.mark.parametrize("standing", [Standing.NOT_APPROPRIATE_NOW, Standing.COME_BACK_LATER])
def test_what_nobody_has_asked_yet_is_no_recorded_place(desk, gwen, standing):
    desk.conversation(gwen).answer("pod.first", Answer(standing, note="Upset today."))
    assert [r.place_words for r in desk.caseload.people(show=Filter.NO_PLACE)] == [""]


def test_what_was_wrong_to_ask_is_come_back_to_on_the_day_that_staff_named(desk, gwen, clock):
    talk = desk.conversation(gwen)
    judged = Answer(Standing.NOT_APPROPRIATE_NOW, note="Upset today.", again_on="2026-12-01")
    talk.answer("pod.first", judged)
    talk.answer("val.fears", Answer(Standing.NOT_APPROPRIATE_NOW, note="Asleep."))
    assert desk.caseload.people(show=Filter.COME_BACK) == []
    clock.go_on(days=30)
    assert [r.come_back for r in desk.caseload.people(show=Filter.COME_BACK)] == ["2026-12-01"]


def test_a_talk_that_was_not_wanted_is_offered_again_from_the_day_that_was_named(desk, gwen, clock):
    talk = desk.conversation(gwen)
    talk.answer("conv.declined.again", Answer(value="on_a_date"))
    talk.answer("conv.declined.again_on", Answer(value="2026-12-01"))
    assert desk.caseload.people(show=Filter.COME_BACK) == []
    clock.go_on(days=30)
    assert [r.come_back for r in desk.caseload.people(show=Filter.COME_BACK)] == ["2026-12-01"]
    another = desk.conversation(gwen, "another")
    another.answer("conv.declined.again", Answer(value="only_if_raised"))
    assert desk.caseload.people(show=Filter.COME_BACK) == []
    talk = desk.conversation(gwen, talk.id)
    talk.answer("conv.declined.again", Answer(value="on_a_date"))
    desk.conversation(gwen, "held").answer("val.matters", Answer(own_words="The sea."))
    assert desk.caseload.people(show=Filter.COME_BACK) == []
