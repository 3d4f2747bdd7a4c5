"""The history of a plan: what happened, what it changed, and putting right what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from eolplan.conversation import sign_off
from eolplan.desk import Desk, Past
from eolplan.guide import Guide
from eolplan.identity import READER, Staff
from eolplan.record import Answer, in_error
from tests.conftest import Clock
from tests.ui import plans
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.plans import Stock
from ui.pages.history import HistoryPage
from ui.pages.history_correct import CorrectPage
from ui.pages.history_ways import compared, history_of, to_answers, to_compare, to_history
from ui.pages.where import Where
from ui.widgets import PlainLabel, StateTag
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TREE = "The tree by the gate."
TWICE, ONCE, NEVER, SINCE = "twice", "once", "never", "changed since"
"""How often a plan was signed off."""


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


@pytest.fixture(scope="module")
def past(
    first_vault: Path, guide: Guide, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stock]:
    """Plans to be looked at and left as they are: signed off twice, once, and never."""
    from eolplan.vault import unlock

    folder = tmp_path_factory.mktemp("past") / "vault"
    shutil.copytree(first_vault, folder)
    clock = Clock()
    session = unlock(folder, plans.PASSPHRASE, now=clock)
    desk = Desk(session, guide, now=clock)
    names = {TWICE: "Gwen", ONCE: "Amir", NEVER: "Mair", SINCE: "Huw"}
    ids = {state: plans.person(desk, given) for state, given in names.items()}
    plans.signed(desk, ids[ONCE])
    plans.signed(desk, ids[SINCE])
    desk.conversation(ids[SINCE]).answer("val.fears", Answer(own_words="The stairs."))
    plans.signed(desk, ids[TWICE])
    clock.go_on(days=30)
    talk = desk.conversation(ids[TWICE])
    talk.answer("val.matters", Answer(own_words=TREE))
    talk.answer("val.fears", Answer(own_words="The stairs, at night."))
    sign_off(talk, plans.PASSPHRASE)
    talk.finish()
    clock.go_on(days=1)
    desk.by_hand(ids[TWICE], "ambulance")
    for n in range(32):
        desk.conversation(ids[NEVER]).answer("val.matters", Answer(own_words=f"Day {n}."))
        clock.go_on(hours=1)
    yield Stock(desk, ids)
    session.close()


@pytest.fixture
def looking(window: Window, past: Stock) -> Hands:
    """Hands on a window in which plans with a past are looked at."""
    window.begin(past.desk, None)
    return Hands(window)


@pytest.fixture
def changed(desk: Desk, gwen: str, clock: Clock) -> str:
    """A plan to be put right, in which the person has changed her mind."""
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words=plans.MATTERS))
    plans.contact(talk, "Siân Pryce", "07700 900123")
    clock.go_on(days=1)
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words=TREE))
    talk.answer("val.fears", Answer(own_words="The stairs, at night."))
    talk.answer("rev.date", Answer(value="2027-02-12"))
    clock.go_on(days=1)
    return gwen


def chosen(hands: Hands) -> str:
    page = hands.page
    assert isinstance(page, HistoryPage)
    assert page.events is not None
    return page.events.value()


def problems(hands: Hands) -> list[str]:
    page = hands.page
    assert isinstance(page, CorrectPage)
    return page.summary.problems()


def choose(hands: Hands, desk: Desk, person: str, kind: str) -> str:
    """Choose the newest event of a kind; return its id."""
    event = next(e for e in Past(desk, person).events if e.kind == kind)
    page = hands.page
    assert isinstance(page, HistoryPage)
    assert page.events is not None
    page.events.card(event.id).click()
    QApplication.processEvents()
    return event.id


# -- the timeline ----------------------------------------------------------------------


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
    assert "Page 1 copied by hand for ambulance and urgent care: version 2" in words(looking.page)
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


# -- all answers, and putting right ------------------------------------------------------


def test_an_earlier_answer_is_put_back_as_a_new_change(hands: Hands, desk: Desk, changed: str):
    """Never a rewind: the history has one line more."""
    first = desk.log(changed).history("val.matters")[0]
    before = len(desk.log(changed).entries)
    hands.window.go(to_answers(changed, "val.matters"))
    again = f"answers.{first.digest[:8]}.again"
    assert name_of(hands.find(again)) == "Put this back. What matters most, answer 2 of 2"
    hands.tap(again)
    hands.tap("answers.amend.yes")
    assert "Choose what has happened." in words(hands.page)
    hands.find("answers.amend.how.wrong").click()  # type: ignore[attr-defined]  # a card
    hands.tap("answers.amend.yes")
    assert "Write why, in a few words." in words(hands.page)
    assert hands.focused() == "answers.amend.why"
    hands.write("The newer words were of somebody else.")
    hands.tap("answers.amend.yes")
    log = desk.log(changed)
    assert log.reading("val.matters").own_words == plans.MATTERS
    assert len(log.entries) == before + 1
    assert hands.window.messages.words() == "The answer is put back."
    assert "Why: The newer words were of somebody else." in words(hands.page)


def test_what_is_said_again_today_needs_no_reason(hands: Hands, desk: Desk, changed: str):
    first = desk.log(changed).history("val.matters")[0]
    hands.window.go(to_answers(changed, "val.matters"))
    hands.tap(f"answers.{first.digest[:8]}.again")
    hands.find("answers.amend.how.again").click()  # type: ignore[attr-defined]  # a card
    hands.tap("answers.amend.yes")
    answer = desk.log(changed).reading("val.matters").answer
    assert answer is not None
    assert (answer.own_words, answer.said_on) == (plans.MATTERS, "2026-11-14")


def test_what_was_written_by_mistake_is_marked_and_stays(hands: Hands, desk: Desk, changed: str):
    (slip,) = desk.log(changed).heads("val.fears")
    hands.window.go(to_answers(changed, "val.fears"))
    button = f"answers.{slip.digest[:8]}.mistake"
    hands.tap(button)
    hands.press(Qt.Key.Key_Escape)
    assert not hands.has("answers.amend.yes"), "Esc closes it, and nothing is changed"
    hands.tap(button)
    hands.write("Her neighbour said it.")
    hands.tap("answers.amend.yes")
    log = desk.log(changed)
    assert in_error(log, slip)
    assert log.reading("val.fears").state == "silent"
    said = words(hands.page)
    for line in ("“The stairs, at night.”", "Why it was a mistake: Her neighbour said it."):
        assert line in said
    hands.window.go(Where("history", person=changed))
    said = words(hands.page)
    assert "Why: Her neighbour said it." in said
    hands.find("history.differences.1.answers").setFocus()
    assert "taken off" in name_of(hands.window.focusWidget())


def test_somebody_who_was_taken_off_is_put_back(hands: Hands, desk: Desk, changed: str):
    talk = desk.conversation(changed)
    (sian,) = talk.log.instances("contact")
    removal = talk.remove("contact", sian)
    hands.window.go(to_answers(changed, "contact", sian))
    assert not hands.has(f"answers.{talk.log.history('contact.name', sian)[0].digest[:8]}.again")
    hands.tap(f"answers.{removal.digest[:8]}.bring_back")
    assert desk.log(changed).instances("contact") == (sian,)
    assert hands.window.messages.words() == "It is on the plan again."


def test_what_was_written_wrongly_is_corrected_with_a_reason(
    hands: Hands, desk: Desk, changed: str
):
    (wrong,) = desk.log(changed).heads("val.matters")
    hands.window.go(to_answers(changed, "val.matters"))
    hands.tap(f"answers.{wrong.digest[:8]}.correct")
    assert hands.page.where.page == "correct"
    box = hands.find("correct.val.matters.words", QPlainTextEdit)
    assert box.toPlainText() == TREE
    hands.press(Qt.Key.Key_Return, CTRL)
    assert problems(hands) == ["Write what was wrong, in a few words."]
    assert hands.page.title().startswith("Error: ")
    box.setPlainText("")
    hands.write("It is a bush.", "correct.why")
    hands.tap("correct.yes")
    assert problems(hands) == ["Write what is right, or leave it as it is."]
    hands.paste("The bush by the gate.", "correct.val.matters.words")
    hands.tap("correct.yes")
    assert hands.page.where.page == "answers"
    (right,) = desk.log(changed).heads("val.matters")
    assert (right.answer.own_words, right.reason) == ("The bush by the gate.", "It is a bush.")
    assert right.answer.said_on == wrong.answer.said_on
    assert hands.window.messages.words() == "Corrected. What was written first is in the history."


def test_what_has_been_changed_since_is_not_corrected(hands: Hands, desk: Desk, changed: str):
    first = desk.log(changed).history("val.matters")[0]
    hands.window.go(Where("correct", person=changed, question="val.matters", note=first.digest))
    assert "This answer has been changed since. Look at the newest one." in words(hands.page)
    hands.tap("correct.back")
    assert hands.page.where.page == "answers"


def test_a_correction_that_the_guide_refuses_says_why(hands: Hands, desk: Desk, changed: str):
    (when,) = (e for e in desk.log(changed).entries.values() if e.question == "rev.date")
    hands.window.go(Where("correct", person=changed, question="rev.date", note=when.digest))
    hands.write("Typed wrongly.", "correct.why")
    for part, number in (("day", "12"), ("month", "2"), ("year", "2020")):
        box = hands.find(f"correct.rev.date.date.{part}")
        box.setText(number)  # type: ignore[attr-defined]  # a box of a date
    hands.tap("correct.yes")
    assert problems(hands) == ["This date is in the past. Check the year."]


def test_all_answers_lead_on_to_asking_it_again(hands: Hands, changed: str):
    hands.window.go(to_answers(changed, "val.matters"))
    assert "Last checked with Gwen yesterday." in words(hands.page)
    hands.tap("answers.change")
    assert (hands.page.where.page, hands.page.where.question) == ("question", "val.matters")


def test_what_nobody_answered_says_so(looking: Hands, past: Stock):
    looking.window.go(to_answers(past.ids[TWICE], "val.hopes"))
    assert "Nothing was ever written here." in words(looking.page)
    looking.tap("answers.back")
    assert looking.page.where.page == "history"


def test_whoever_only_reads_sees_all_of_it_and_changes_nothing(
    hands: Hands, desk: Desk, changed: str
):
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=READER), at=desk.now())
    hands.window.go(to_answers(changed, "val.matters"))
    assert TREE in words(hands.page)
    names = [w.objectName() for w in hands.page.findChildren(QWidget)]
    ends = (".again", ".mistake", ".correct", ".change")
    assert not [name for name in names if name.endswith(ends)]


# -- two versions ------------------------------------------------------------------------


def test_one_version_has_nothing_to_be_compared_with(looking: Hands, past: Stock):
    looking.window.go(Where("compare", person=past.ids[NEVER]))
    assert "Nothing has been signed off yet" in words(looking.page)
    looking.window.go(Where("compare", person=past.ids[ONCE]))
    line = "This is the first version, so there is nothing to compare yet."
    assert line in words(looking.page)
    assert looking.focused() == "compare.back"
    looking.press(Qt.Key.Key_D, CTRL)
    assert compared(looking.page.place()) == ("", "", False)
    looking.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_any_two_versions_are_compared_in_words(looking: Hands, past: Stock):
    looking.window.go(Where("compare", person=past.ids[TWICE]))
    assert "2 differences" in words(looking.page)
    looking.press(Qt.Key.Key_D, CTRL)
    assert looking.focused() == "compare.differences.1.answers"
    newest = Past(past.desk, past.ids[TWICE]).versions[0]
    looking.find(f"compare.older.{newest.digest}").click()  # type: ignore[attr-defined]  # a card
    assert "This is the same version twice. Choose another." in words(looking.page)
    looking.find("compare.newer.now").click()  # type: ignore[attr-defined]  # a card
    assert "No difference." in words(looking.page)
    assert compared(looking.page.place()) == (newest.digest, "", False)


def test_the_whole_plan_shows_what_is_the_same_too(looking: Hands, past: Stock):
    newest, first = Past(past.desk, past.ids[TWICE]).versions
    looking.window.go(to_compare(past.ids[TWICE], first.digest, newest.digest, whole=True))
    said = words(looking.page)
    assert "The same in both" in said
    assert "1st own home, 2nd hospice. Does not want hospital." in said
    looking.find("compare.much.changed").click()  # type: ignore[attr-defined]  # a card
    assert "The same in both" not in words(looking.page)


def test_what_changed_since_the_sign_off_is_compared_with_it(looking: Hands, past: Stock):
    looking.window.go(Where("history", person=past.ids[SINCE]))
    looking.tap("history.compare")
    assert "1 difference" in words(looking.page)


# -- an old version ----------------------------------------------------------------------


def test_an_old_version_is_read_as_it_was_and_says_so(looking: Hands, past: Stock):
    newest, first = Past(past.desk, past.ids[TWICE]).versions
    looking.window.go(Where("version", person=past.ids[TWICE], note=first.digest))
    said = words(looking.page)
    assert f"“{plans.MATTERS}”" in said
    assert TREE not in said
    assert "You can read it. Nothing on this page can be changed." in said
    assert _tags(looking) == {"Version 1. Not the newest."}
    assert looking.focused() == "version.newest"
    looking.tap("version.newest")
    assert looking.page.where.note == newest.digest
    assert TREE in words(looking.page)
    assert _tags(looking) == {"Version 2. The newest."}
    assert not looking.has("version.newest")
    (changed,) = Past(past.desk, past.ids[SINCE]).versions
    looking.window.go(Where("version", person=past.ids[SINCE], note=changed.digest))
    assert _tags(looking) == {"Version 1. It has been changed since."}


def test_a_version_that_is_elsewhere_says_so(looking: Hands, past: Stock):
    looking.window.go(Where("version", person=past.ids[TWICE], note="0" * 64))
    assert "This version is not on this laptop." in words(looking.page)
    assert not looking.has("version.compare")
    looking.tap("version.back")
    assert looking.page.where.page == "history"


def _tags(hands: Hands) -> set[str]:
    return {tag.words() for tag in hands.page.findChildren(StateTag)}


# -- find inside --------------------------------------------------------------------------


def test_words_are_found_in_a_plan(looking: Hands, past: Stock):
    looking.window.go(Where("person", person=past.ids[TWICE]))
    looking.press(Qt.Key.Key_F, CTRL, SHIFT)
    assert (looking.page.where.page, looking.focused()) == ("inside", "inside.find")
    looking.write("bed")
    looking.press(Qt.Key.Key_Return)
    said = words(looking.page)
    assert "Found once" in said
    assert plans.MATTERS in said
    looking.tap("inside.1.answers")
    assert looking.page.where.question == "val.matters"
    looking.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "Found once" in words(looking.page), "what was typed is there again"


def test_what_is_not_there_and_what_is_there_often_are_told(looking: Hands, past: Stock):
    looking.window.go(Where("inside", person=past.ids[TWICE], note="zebra"))
    assert "Nothing was found. Try fewer letters, or another word." in words(looking.page)
    looking.window.go(Where("inside", person=past.ids[TWICE], note="e"))
    said = words(looking.page)
    assert "Found " in said
    assert " times" in said
    looking.tap("inside.back")
    assert looking.page.where.page == "person"
