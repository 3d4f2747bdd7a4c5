"""The timeline of a plan: what happened, and what it changed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from eolplan.desk import Past
from tests.ui import plans
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.history.hands import (
    CTRL,
    NEVER,
    SHIFT,
    TREE,
    TWICE,
    choose,
    chosen,
    words,
)
from tests.ui.plans import Stock
from ui.pages.history import HistoryPage
from ui.pages.history_ways import history_of, to_history
from ui.pages.where import Where


def test_the_plan_leads_to_its_history_by_button_and_by_key(looking: Hands, past: Stock):
    looking.window.go(Where("person", person=past.ids[TWICE]))
    said = words(looking.page)
    assert "12 December 2026, 12:00: Version 2 signed off, Carys Bevan" in said
    looking.tap("person.history")
    assert looking.page.where.page == "history"
    looking.window.go(Where("person", person=past.ids[TWICE]))
    looking.press(Qt.Key.Key_H, CTRL)
    assert looking.page.where.page == "history"
    said = words(looking.page)
    assert "Version 2 is the newest, 12 December 2026, 12:00." in said
    assert "Last checked with Gwen 2 days ago." in said
    newest = Past(past.desk, past.ids[TWICE]).events[0]
    assert chosen(looking) == newest.id
    assert looking.focused() == f"history.events.{newest.id}"


def test_an_event_shows_what_it_changed_and_a_key_leads_from_one_to_the_next(
    looking: Hands, past: Stock
):
    looking.window.go(Where("history", person=past.ids[TWICE]))
    event = choose(looking, past.desk, past.ids[TWICE], "change")
    said = words(looking.page)
    for line in (f"“{plans.MATTERS}”", f"“{TREE}”", "Was", "Now",
                 "Gwen, 12 December 2026. Written down by Carys Bevan."):  # fmt: skip
        assert line in said
    looking.press(Qt.Key.Key_D, CTRL)
    assert looking.focused() == "history.differences.1.answers"
    assert name_of(looking.window.focusWidget()) == (
        f"Difference 1 of 2, What matters most, was “{plans.MATTERS}”, now “{TREE}”"
    )
    looking.press(Qt.Key.Key_D, CTRL)
    assert looking.focused() == "history.differences.2.answers"
    assert "new, now" in name_of(looking.window.focusWidget())
    looking.press(Qt.Key.Key_D, CTRL)
    assert looking.focused() == "history.differences.1.answers"
    looking.press(Qt.Key.Key_D, CTRL, SHIFT)
    assert looking.focused() == "history.differences.2.answers"
    looking.press(Qt.Key.Key_Return)
    assert (looking.page.where.page, looking.page.where.question) == ("answers", "val.fears")
    looking.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert looking.page.where.page == "history"
    assert chosen(looking) == event, "it opens again where it was"


def test_only_one_kind_of_events_can_be_listed(looking: Hands, past: Stock):
    looking.window.go(Where("history", person=past.ids[TWICE]))
    page = looking.page
    assert isinstance(page, HistoryPage)
    page.shows.card("copies").click()
    assert looking.focused() == "history.show.copies", "the next kind is one arrow key away"
    shown = "Page 1 shown to be copied by hand for ambulance and urgent care: version 2"
    assert shown in words(looking.page)
    looking.tap("history.to_version")
    assert looking.page.where.page == "version"
    looking.window.go(to_history(past.ids[TWICE], show="versions"))
    looking.tap("history.to_compare")
    assert looking.page.where.page == "compare"
    looking.window.go(to_history(past.ids[TWICE], "nothing", "nothing"))
    assert chosen(looking) == Past(past.desk, past.ids[TWICE]).events[0].id


def test_a_kind_of_events_of_which_there_is_none_says_so(looking: Hands, past: Stock):
    looking.window.go(to_history(past.ids[NEVER], show="copies"))
    assert "Nothing of this kind has happened yet." in words(looking.page)
    assert looking.focused() == "history.show.copies"
    looking.press(Qt.Key.Key_D, CTRL)
    assert history_of(looking.page.place()) == ("copies", "")


def test_a_long_history_is_listed_in_parts(looking: Hands, past: Stock):
    looking.window.go(Where("history", person=past.ids[NEVER]))
    page = looking.page
    assert isinstance(page, HistoryPage)
    events = Past(past.desk, past.ids[NEVER]).events
    assert not looking.has(f"history.events.{events[-1].id}")
    looking.tap("history.earlier")
    assert looking.has(f"history.events.{events[-1].id}")
    assert looking.focused() == f"history.events.{events[30].id}"
    assert not looking.has("history.earlier")
    assert page.events is not None
    page.events.card(events[-1].id).click()
    assert "Added to the list of people" in words(page.detail)


def test_a_change_that_others_followed_does_not_call_its_answer_now(looking: Hands, past: Stock):
    person = past.ids[NEVER]
    changes = [e for e in Past(past.desk, person).events if e.entries]
    looking.window.go(to_history(person, changes[1].id))
    said = words(looking.page).splitlines()
    assert ("Before" in said, "After" in said, "Now" in said) == (True, True, False)
    looking.window.go(to_history(person, changes[0].id))
    assert "Now" in words(looking.page).splitlines()
