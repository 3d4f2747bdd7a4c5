"""Errors: the world's are sentences, ours are a page, and neither repeats anybody's words."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject

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
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
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


FALLING = """
import ctypes, sys, threading
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget
from ui.messages import Messages

CANARY = sys.argv[1]


class Destroyed:
    def __del__(self):
        raise LookupError(CANARY)


class Painted(QWidget):
    def paintEvent(self, event):
        if "OSError" not in shown:
            raise OSError(CANARY)


class Run(QRunnable):
    def run(self):
        raise ArithmeticError(CANARY)


def slot():
    raise ValueError(CANARY)


def thread():
    raise KeyError(CANARY)


def callback():
    raise TypeError(CANARY)


def fall():
    Destroyed()
    ctypes.CFUNCTYPE(None)(callback)()
    qWarning(f"QWidget::setName: {CANARY} in /home/{CANARY} is no file")
    threading.Thread(target=thread).start()
    QThreadPool.globalInstance().start(run)
    widget.update()
    slot()


def show(details):
    shown.add(details.splitlines()[1])
    if len(shown) == 4:
        print(*sorted(shown))
        application.quit()


application = QApplication([])
shown, run, widget, parent = set(), Run(), Painted(), QObject()
messages = Messages(parent, None)
messages.watch()
messages.broke.connect(show)
QTimer.singleShot(0, fall)
widget.show()
sys.exit(application.exec())
"""


def test_however_it_falls_nobodys_words_are_written(root: Path) -> None:
    """A slot, a painting, two kinds of thread, a callback from C, a destructor, and Qt itself."""
    done = subprocess.run(
        [sys.executable, "-c", FALLING, CANARY],
        cwd=root, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "CANARY" not in done.stderr
    for kind in ("LookupError", "TypeError", "QtWarningMsg default: QWidget::setName"):
        assert kind in done.stderr.splitlines()
    assert done.stdout.split() == ["ArithmeticError", "KeyError", "OSError", "ValueError"]


def test_an_error_after_the_window_is_gone_is_told_without_words(qtbot, board, capsys, monkeypatch):
    """Otherwise Python tells of the first error whole, because the teller fell over too."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    parent = QObject()
    messages = Messages(parent, board)
    messages.watch()
    shiboken6.delete(parent)
    error = _bug()
    sys.excepthook(type(error), error, error.__traceback__)
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert CANARY not in told


def test_a_bundle_without_a_console_writes_nowhere(messages, monkeypatch):
    messages.watch()
    monkeypatch.setattr(sys, "stderr", None)
    error = _bug()
    sys.excepthook(type(error), error, error.__traceback__)
