"""Ready-made paths in the window: offered, walked to the end, remembered, and left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from eolplan.conversation import stops
from tests.ui import plans
from tests.ui.conftest import PASSPHRASE
from tests.ui.talking import CTRL, Talking, words_on
from ui.pages.onward import to_stop
from ui.pages.where import Where
from ui.widgets import Button

if TYPE_CHECKING:
    from eolplan.vault import Session
    from tests.conftest import Clock

PATHS = ("first_visit", "phone_update", "crisis_visit")


def spot(talking: Talking) -> str:
    """Return which stop the page that is open is, as ``Stop.key`` names it."""
    where = talking.hands.page.where
    return where.note if where.page == "step" else where.question or where.page


def begin(talking: Talking, path: str) -> None:
    """Choose a path on the opening, and go on."""
    assert talking.window.go(Where("opening", person=talking.person))
    talking.hands.tap(f"opening.path.{path}")
    talking.hands.tap("opening.continue")


def at(talking: Talking, path: str, key: str) -> None:
    """Open one stop of a path."""
    desk, person = talking.desk, talking.person
    talk = desk.carry_on(person) or desk.conversation(person)
    talk.follow(path)
    stop = next(stop for stop in stops(talk) if stop.key == key)
    assert talking.window.go(to_stop(talk, stop))
    talking.hands.actions = 0


@contextmanager
def nothing_written(session: Session) -> Iterator[None]:
    """Have a disk that takes nothing at all."""
    database = session._db
    database._db.set_authorizer(None)
    database._db.execute("PRAGMA query_only = ON")
    yield
    database._db.execute("PRAGMA query_only = OFF")
    database.guard()


def on(talking: Talking) -> str:
    """Return the path that is followed."""
    followed = talking.talk.followed
    return followed.path.id if followed is not None else ""


# -- the opening ---------------------------------------------------------------------------


def test_nothing_is_chosen_beforehand_and_then_all_topics_are_there(talking: Talking) -> None:
    assert talking.window.go(Where("opening", person=talking.person))
    chosen = [f"opening.path.{path}" for path in ("all", *PATHS)]
    assert not any(talking.hands.find(one, QAbstractButton).isChecked() for one in chosen)
    talking.hands.tap("opening.continue")
    assert on(talking) == ""
    assert talking.hands.has("conv.topics")


def test_what_was_chosen_survives_a_lock_and_records_nothing(talking: Talking) -> None:
    assert talking.window.go(Where("opening", person=talking.person))
    before = talking.entries()
    talking.hands.tap("opening.path.crisis_visit")
    talking.lock_and_open()
    assert talking.entries() == before
    assert talking.hands.find("opening.path.crisis_visit", QAbstractButton).isChecked()
    talking.hands.tap("opening.continue")
    assert spot(talking) == "1"
    assert on(talking) == "crisis_visit"


def test_a_path_is_kept_on_disk_or_not_followed(talking: Talking) -> None:
    assert talking.window.go(Where("opening", person=talking.person))
    talking.hands.tap("opening.continue")  # the facts of the talk are recorded by now
    place = talking.talk.place
    assert place is not None
    there = Where("opening", person=talking.person, conversation=place.conversation)
    assert talking.window.go(there)
    talking.hands.tap("opening.path.first_visit")
    with nothing_written(talking.desk.session):
        talking.hands.tap("opening.continue")
        assert talking.hands.page.where.page == "opening"
    assert on(talking) == ""


def test_a_call_asks_first_who_is_speaking_and_is_noted_as_one(talking: Talking) -> None:
    assert talking.window.go(Where("opening", person=talking.person))
    talking.hands.tap("opening.path.first_visit")
    assert "Who is here?" in words_on(talking)
    assert talking.hands.has("opening.conv.alone_wish")
    talking.hands.tap("opening.path.phone_update")
    said = words_on(talking)
    assert "Who is speaking?" in said
    assert "Who is here?" not in said
    assert "Tick Gwen if they can speak on the phone." in said
    assert _row(talking, "conv.present.others") < _row(talking, "conv.permission")
    assert not talking.hands.has("opening.conv.alone_wish")
    talking.hands.tap("opening.path.first_visit")
    assert _row(talking, "conv.present.others") > _row(talking, "conv.permission")
    talking.hands.tap("opening.path.phone_update")
    talking.hands.tap("opening.continue")
    assert spot(talking) == "1"
    talk = talking.talk
    assert talk.log.reading("conv.where", talk.id).value == "phone"


def _row(talking: Talking, question: str) -> int:
    """Return where on the opening a question is asked."""
    column = talking.hands.page.column
    return column.indexOf(talking.hands.find(f"opening.{question}"))


# -- walking ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_continue_goes_through_the_whole_path_and_then_to_the_check(
    talking: Talking, path: str
) -> None:
    begin(talking, path)
    expected = [stop.key for stop in stops(talking.talk) if stop.key != "conv.opening"]
    walked = []
    while talking.hands.page.where.page != "check":
        walked.append(spot(talking))
        name = "step" if talking.hands.page.where.page == "step" else "conv"
        talking.hands.tap(f"{name}.continue")
    assert walked == expected


@pytest.mark.parametrize(
    ("path", "key"), [("first_visit", "val.fears"), ("phone_update", "2"), ("crisis_visit", "cap")]
)
def test_a_lock_comes_back_to_the_same_stop(talking: Talking, path: str, key: str) -> None:
    at(talking, path, key)
    talking.lock_and_open()
    assert spot(talking) == key
    assert on(talking) == path


@pytest.mark.parametrize(("path", "key"), [("first_visit", "esc.wish"), ("phone_update", "5")])
def test_a_pause_and_a_crash_come_back_to_the_same_stop(
    talking: Talking, path: str, key: str
) -> None:
    at(talking, path, key)
    talking.hands.press(Qt.Key.Key_F9)
    assert talking.hands.page.where.page == "paused"
    talking.hands.tap("paused.carry_on")
    assert spot(talking) == key

    assert talking.window.go(Where("people"))  # as after a crash: nothing but the vault is known
    title = talking.desk.guide.paths[path].title
    assert any(f"in {title}." in words for words in words_on(talking))
    talking.hands.tap(f"people.carry_on.{talking.person}")
    assert spot(talking) == key


def test_after_a_day_the_opening_comes_first_and_then_the_same_step(
    talking: Talking, clock: Clock
) -> None:
    at(talking, "phone_update", "5")
    talking.hands.press(Qt.Key.Key_F9)
    clock.go_on(hours=30)
    talking.hands.tap("paused.carry_on")
    assert talking.hands.page.where.page == "opening"
    assert talking.hands.find("opening.path.phone_update", QAbstractButton).isChecked()
    talking.hands.tap("opening.continue")
    assert spot(talking) == "5"


def test_back_leads_along_the_path_and_at_last_to_the_opening(talking: Talking) -> None:
    """For whoever came from nowhere, as after a lock."""

    def up() -> Where:
        there = talking.hands.page.up()
        assert there is not None
        return there

    at(talking, "phone_update", "2")
    assert (up().page, up().note) == ("step", "1")
    assert talking.window.go(up())
    assert up().page == "opening"
    at(talking, "phone_update", "5")
    assert up().question == "conv.closing"
    at(talking, "first_visit", "comm.language")
    assert up().page == "opening"


def test_the_position_is_in_words(talking: Talking) -> None:
    at(talking, "first_visit", "val.matters")
    assert "First visit, 12 questions: screen 6 of about 19" in words_on(talking)
    at(talking, "crisis_visit", "papers")  # the second screen of one question
    said = words_on(talking)
    assert "Crisis visit, 10 minutes: screen 3 of about 15" in said
    assert any(words.startswith("Look at the originals. Photograph nothing.") for words in said)


# -- beside the path ---------------------------------------------------------------------------


def test_all_topics_stay_in_reach_and_lead_back_to_the_path(talking: Talking) -> None:
    at(talking, "first_visit", "val.matters")
    talking.hands.tap("conv.topics")
    talking.hands.tap("topics.home")
    assert talking.hands.page.where.question == "home.in"
    assert not talking.hands.has("conv.path.leave")
    talking.hands.tap("conv.continue")
    assert talking.hands.page.where.question == "home.network"  # the topic is gone through
    talking.hands.tap("conv.continue")
    talking.hands.tap("conv.continue")
    assert spot(talking) == "val.matters"
    talking.hands.tap("conv.topics")
    talking.hands.tap("topics.capacity")  # nobody is walked through it
    talking.hands.tap("conv.continue")
    assert spot(talking) == "val.matters"
    talking.hands.tap("conv.topics")
    talking.hands.tap("topics.carry_on")
    assert spot(talking) == "val.matters"


def test_saying_more_leads_on_along_the_path(talking: Talking) -> None:
    at(talking, "first_visit", "place.avoid.page")
    talking.hands.tap("conv.more.place.avoid.about")
    assert talking.hands.page.where.question == "place.avoid.about"
    talking.hands.tap("conv.continue")
    assert talking.hands.page.where.question == "poc.second"
    where = talking.hands.page.where
    last = talking.desk.guide.section("care_places").more_pages[-1].id
    talking.window.go(Where(**{**where.kept(), "question": last}))  # type: ignore[arg-type]
    talking.hands.tap("conv.continue")
    assert spot(talking) == "esc.wish"


def test_one_thing_is_chosen_and_the_path_goes_on_after_it(talking: Talking) -> None:
    at(talking, "phone_update", "2")
    assert talking.hands.focused() == "step.val.matters"
    talking.hands.tap("step.poc.first")
    talking.hands.tap("conv.poc.first.choice.own_home")
    talking.hands.tap("conv.continue")
    assert spot(talking) == "3"
    assert talking.reading("poc.first").value == "own_home"
    at(talking, "phone_update", "2")
    talking.hands.tap("step.continue")  # nothing has to be chosen
    assert spot(talking) == "3"


def test_a_path_can_be_left_on_every_page_of_it(talking: Talking) -> None:
    at(talking, "crisis_visit", "esc.wish")
    talking.hands.tap("conv.path.leave")
    assert talking.hands.page.where.question == "esc.wish"
    assert on(talking) == ""
    assert talking.hands.has("conv.topics")

    at(talking, "phone_update", "1")
    talking.hands.tap("step.path.leave")
    assert talking.hands.page.where.page == "topics"
    assert on(talking) == ""

    at(talking, "first_visit", "val.fears")
    talking.hands.tap("conv.topics")
    talking.hands.tap("topics.path.leave")
    assert talking.hands.page.where.page == "topics"
    assert not talking.hands.has("topics.path.leave")


def test_a_path_is_left_on_disk_or_not_at_all(talking: Talking) -> None:
    at(talking, "crisis_visit", "esc.wish")
    with nothing_written(talking.desk.session):
        talking.hands.tap("conv.path.leave")
    assert on(talking) == "crisis_visit"


def test_a_step_of_a_path_that_was_left_shows_all_topics(talking: Talking) -> None:
    at(talking, "phone_update", "1")
    place = talking.window.place()
    assert place is not None
    talking.talk.follow()
    assert talking.window.go(place)
    assert talking.hands.page.title() == "All topics"
    assert talking.window.go(Where("step", person=talking.person, note=""))
    assert talking.hands.page.title() == "All topics"


# -- the crisis visit ----------------------------------------------------------------------------


def test_in_a_crisis_everything_else_is_out_of_sight(talking: Talking) -> None:
    at(talking, "crisis_visit", "poc.first")
    for name in ("conv.topics", "conv.pages.show"):
        assert not talking.hands.has(name)
    at(talking, "crisis_visit", "1")
    said = words_on(talking)
    assert any(words.startswith("CPR HAS NOT BEEN DECIDED in this plan.") for words in said)
    assert not talking.hands.has("step.topics")
    talking.hands.press(Qt.Key.Key_J, CTRL)  # and yet nobody is locked in
    assert talking.hands.page.where.page == "topics"


def test_leaving_page_1_goes_by_way_of_the_sign_off(talking: Talking, qtbot: QtBot) -> None:
    """There is no way round it: what is not signed off has no page 1."""
    plans.settle_facts(talking.desk.conversation(talking.person))
    at(talking, "crisis_visit", "esc.wish")
    talking.hands.tap("conv.page_1")
    assert talking.hands.page.where.page == "check"
    assert "Sign off here first. Then you come to the copy for the house." in words_on(talking)
    talking.lock_and_open()
    assert talking.hands.page.where.page == "check"
    talking.hands.tap("check.sign")
    with qtbot.waitSignal(talking.hands.page.wanted, timeout=60_000):
        talking.hands.write(PASSPHRASE + "\r")
    assert talking.hands.page.where.page == "signed"
    assert talking.hands.find("signed.share", Button).words() == "Copy page 1 for the house"
    talking.hands.tap("signed.share")
    assert talking.hands.find("share.reader.bedside", QAbstractButton).isChecked()
    assert talking.desk.session.store.place(talking.person) is None  # the path has ended

    at(talking, "crisis_visit", "esc.wish")  # nothing new to sign off
    talking.hands.tap("conv.page_1")
    assert talking.hands.page.where.page == "share"
    assert talking.hands.find("share.reader.bedside", QAbstractButton).isChecked()
