"""Errors: the world's are sentences, ours are a page, and neither repeats anybody's words."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from eolplan.errors import EolplanError
from ui.messages import Messages, scrubbed

CANARY = "CANARY she said she is afraid"


class DiskFull(EolplanError):
    """The disk is full."""


@dataclass
class Board:
    """A bar that remembers what it was told."""

    told: list[tuple[str, str, str, bool]] = field(default_factory=list)
    do: Callable[[], object] | None = None

    def tell(
        self,
        words: str,
        tone: str = "info",
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
        lasting: bool = False,
    ) -> None:
        self.told.append((words, tone, action, lasting))
        self.do = do


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def messages(qapp, board, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return Messages(qapp, board)


def _bug() -> BaseException:
    try:
        try:
            int(CANARY)
        except ValueError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError as error:
        return error


def test_a_fault_of_the_world_is_its_own_sentence(messages, board):
    messages.show(DiskFull("The disk is full."))
    assert board.told == [("The disk is full.", "attention", "", False)]


def test_what_is_not_saved_yet_stays_and_can_be_tried_again(messages, board):
    tries: list[int] = []
    messages.not_saved(DiskFull("Not saved yet: the disk is full."), lambda: tries.append(1))
    assert board.told == [("Not saved yet: the disk is full.", "attention", "Try again", True)]
    board.do()
    assert tries == [1]


def test_a_bug_is_shown_as_a_page_and_never_in_the_bar(qtbot, messages, board):
    with qtbot.waitSignal(messages.broke) as broke:
        messages.show(_bug())
    assert board.told == []
    assert "RuntimeError" in broke.args[0]


def test_details_for_it_hold_types_and_places_and_no_words(tmp_path):
    details = scrubbed(_bug())
    assert CANARY not in details
    assert "she" not in details
    assert details.splitlines()[0].startswith("eolplan ")
    assert "RuntimeError" in details
    assert "ValueError" in details  # the cause too
    assert "tests/ui/test_messages.py" in details
    assert "_bug" in details


def test_details_do_not_name_the_home_folder(tmp_path):
    """A home folder is named after somebody."""
    home = tmp_path / "home" / "gwen.pryce" / "work"
    home.mkdir(parents=True)
    code = compile("def outside():\n    raise KeyError('x')\n", str(home / "plan.py"), "exec")
    scope: dict[str, Callable[[], None]] = {}
    exec(code, scope)  # noqa: S102  two lines of our own, with a file name of our choice
    with pytest.raises(KeyError) as caught:
        scope["outside"]()
    assert "gwen.pryce" not in scrubbed(caught.value)
    assert "work/plan.py:2 outside" in scrubbed(caught.value)


def test_a_cause_that_comes_round_to_itself_ends(messages):
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert scrubbed(one).count("KeyError") == 1


def test_what_nobody_caught_is_shown(qtbot, messages, capsys):
    messages.watch()
    error = _bug()
    with qtbot.waitSignal(messages.broke):
        sys.excepthook(type(error), error, error.__traceback__)
    assert CANARY not in capsys.readouterr().err


def test_what_another_thread_did_not_catch_is_shown_here(qtbot, messages, capsys):
    messages.watch()

    def fall() -> None:
        raise RuntimeError(CANARY)

    with qtbot.waitSignal(messages.broke):
        thread = threading.Thread(target=fall)
        thread.start()
        thread.join()
    assert CANARY not in capsys.readouterr().err


def test_stopping_the_program_is_not_a_bug(messages, monkeypatch):
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_: passed.append(kind))
    messages.watch()
    messages.broke.connect(lambda _: pytest.fail("Ctrl+C is no bug"))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]
