"""Say, undo, crash and open again, in any order: what is stored is what was said."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from eolplan.caseload import Newcomer, row
from eolplan.conversation import Conversation, said
from eolplan.record import Answer, Standing
from eolplan.vault import Session, UnlockedSlot
from tests.conftest import again, shipped_once

QUESTIONS = ("poc.first", "poc.second", "pod.first")
ANSWERS = (
    Answer(value="own_home"),
    Answer(value="hospice", own_words="by the window"),
    Answer(own_words="It depends on my daughter."),
    Answer(Standing.ASKED_DECLINED),
    Answer(Standing.COME_BACK_LATER, again_on="2026-12-01"),
)
GUIDE = shipped_once()


class Laptop(RuleBasedStateMachine):
    """One nurse, one person, and a laptop that stops at any moment."""

    first: ClassVar[Path]
    way_in: ClassVar[UnlockedSlot]

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = dt.datetime(2026, 11, 12, 12, 0, tzinfo=dt.UTC)
        self.folder = Path(self._folder.name) / "vault"
        shutil.copytree(self.first, self.folder)
        self.session = self._opened()
        from eolplan.caseload import Caseload

        caseload = Caseload(self.session, GUIDE, now=self.now)
        self.person = caseload.add(Newcomer(given="Gwen", family="Pryce", born="1941-03-04"))
        self.talk = Conversation(self.session, GUIDE, self.person, now=self.now)
        self.stack: list[dict[str, Answer | None]] = [{}]
        self.entries = len(self.talk.log.entries)

    def now(self) -> dt.datetime:
        return self.clock

    def _opened(self) -> Session:
        return Session.open(self.folder, again(self.way_in), now=self.now)

    @rule(question=st.sampled_from(QUESTIONS), answer=st.sampled_from(ANSWERS))
    def say(self, question: str, answer: Answer) -> None:
        if self.talk.answer(question, answer) is not None:
            self.stack.append(self.stack[-1] | {question: answer})

    @precondition(lambda self: len(self.stack) > 1)
    @rule()
    def undo(self) -> None:
        self.talk.undo()
        self.stack.pop()

    @rule(minutes=st.integers(-90, 90))
    def time_goes_by_or_the_clock_is_wrong(self, minutes: int) -> None:
        self.clock += dt.timedelta(minutes=minutes)

    @rule()
    def crash_and_open_again(self) -> None:
        talk_id = self.talk.id
        self.session.close()
        self.session = self._opened()
        self.talk = Conversation(
            self.session, GUIDE, self.person, now=self.now, conversation_id=talk_id
        )

    @invariant()
    def stored_is_what_was_said(self) -> None:
        log = self.session.store.log(self.person)
        for question in QUESTIONS:
            expected = self.stack[-1].get(question)
            reading = log.reading(question)
            if expected is None:
                assert reading.state == "silent"
            else:
                assert reading.standing is expected.standing
                assert reading.value == expected.value
                assert reading.own_words == expected.own_words
                assert said(reading) == (expected.value or expected.own_words or None)

    @invariant()
    def the_log_only_grows(self) -> None:
        held = len(self.session.store.log(self.person).entries)
        assert held >= self.entries
        self.entries = held

    @invariant()
    def undo_is_there_when_something_stands(self) -> None:
        assert self.talk.can_undo is (len(self.stack) > 1)

    def teardown(self) -> None:
        try:
            verified = self.session.store.verify(make_row=lambda p, log: row(log, GUIDE, p))
            assert verified.ok, verified.problems
        finally:
            self.session.close()
            self._folder.cleanup()


@pytest.fixture(scope="module", autouse=True)
def stretched(first_vault: Path, way_in: UnlockedSlot) -> None:
    """Make the store and stretch its passphrase once: both are slow on purpose."""
    Laptop.first, Laptop.way_in = first_vault, way_in


TestLaptop = Laptop.TestCase
TestLaptop.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
TestLaptop.pytestmark = [pytest.mark.slow]
