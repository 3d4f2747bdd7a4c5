"""Days that cannot be, or have passed, on the pages that tell how a plan stands."""

from __future__ import annotations

import pytest

from eolplan.desk import Desk
from eolplan.status import Status
from tests.conftest import Clock
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.test_status_pages import die, state, words
from ui.pages.where import Where


def test_once_its_review_has_passed_no_copy_is_called_one_to_rely_on(
    hands: Hands, desk: Desk, gwen: str, clock: Clock
):
    plans.signed(desk, gwen)
    clock.go_on(days=92)
    hands.window.go(Where("person", person=gwen))
    assert "The review is due today." in words(hands)
    clock.go_on(days=28)
    hands.window.go(Where("status", person=gwen))
    assert "The review was due on" in words(hands)
    assert "can be relied on" not in words(hands)


@pytest.mark.parametrize(
    ("day", "problem"),
    [("2026-11-11", "You talked with Gwen on 12 November 2026"), ("2026-11-13", "in the future")],
)
def test_a_day_of_death_that_cannot_be_is_said_at_its_field(
    hands: Hands, desk: Desk, gwen: str, day: str, problem: str
):
    plans.signed(desk, gwen)
    page = die(hands, gwen)
    page.held.field("death.date").show_answer(day)
    hands.tap("death.continue")
    (found,) = page.summary.problems()
    assert problem in found
    assert state(desk, gwen) is Status.FINAL
