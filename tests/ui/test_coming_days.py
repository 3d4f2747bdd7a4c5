"""What a day brings, walked as staff walk it: planned, due, to come back to, changing."""

from __future__ import annotations

import pytest

from eolplan.caseload import Filter
from eolplan.desk import Desk
from eolplan.record import Answer, Standing
from tests.conftest import Clock
from tests.ui.audit import all_text
from tests.ui.hands import Hands
from tests.ui.test_people_filters import names, opened
from ui.pages.people_telling import Telling
from ui.pages.visits import VisitsPage
from ui.pages.where import Where
from ui.widgets import Button
from ui.window import Window


@pytest.mark.parametrize(
    ("show", "question", "answer"),
    [
        (Filter.PLANNED, "conv.next.when", Answer(value="2026-11-13")),
        (Filter.REVIEW_DUE, "rev.date", Answer(value="2026-11-14")),
        (Filter.COME_BACK, "val.fears", Answer(Standing.COME_BACK_LATER)),
        (Filter.CHANGING, "fn.trend", Answer(value="worse_slowly")),
    ],
)
def test_each_is_a_filter_that_shows_whom_it_is_about(
    at_work: Window, desk: Desk, people: dict[str, str],
    show: Filter, question: str, answer: Answer,
) -> None:  # fmt: skip
    desk.conversation(people["Gwen"]).answer(question, answer)
    page = opened(at_work)
    page.filters._chips[show].click()
    assert names(page) == ["Pryce"]
    Hands(at_work).tap("people.visits")
    listed = show is not Filter.CHANGING
    assert ("PRYCE, Gwen" in all_text(at_work)) == listed


def test_somebody_whose_talk_stopped_is_opened_and_no_second_talk_begun(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    talk = desk.conversation(people["Gwen"])
    talk.answer("conv.next.when", Answer(value="2026-11-13"))
    talk.here("val.fears")
    talk.pause("Ask again.")
    at_work.go(Where("visits"))
    assert isinstance(at_work.page, VisitsPage)
    button = at_work.page.findChild(Button, f"visits.visit.{people['Gwen']}")
    assert isinstance(button, Button)
    assert button.words() == "Open"
    button.click()
    assert "Ask again." in all_text(at_work)
    assert "Where you stopped" in all_text(at_work)


def test_somebody_planned_for_today_of_whom_nothing_was_asked_yet_is_a_first_conversation(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    by_staff = Answer(value="2026-11-12", said_by="clinician_judgement")
    desk.conversation(people["Gwen"]).answer("conv.next.when", by_staff)
    page = opened(at_work)
    assert "First conversation." in all_text(at_work)
    assert at_work.focusWidget() is page._cards[0]


def test_things_are_changing_for_as_long_as_the_filter_says(
    desk: Desk, people: dict[str, str], clock: Clock
) -> None:
    desk.conversation(people["Gwen"]).answer("fn.trend", Answer(value="worse_slowly"))
    row = desk.caseload.row(people["Gwen"])
    assert row is not None
    assert "Changing" in Telling(desk.today).flags(row)
    clock.go_on(days=31)
    assert "Changing" not in Telling(desk.today).flags(row)
    assert desk.caseload.people(show=Filter.CHANGING) == []
