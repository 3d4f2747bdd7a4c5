"""The only shower of errors: a message bar for the world's faults, a page for ours.

An ``EolplanError`` is a situation, and its sentence is shown. Any other
exception is our bug: the user is told that what was said is kept, and IT is
given the type and the place of it, never a message, a value or a local path,
because those can hold a person's words. Qt's own messages are told the same way.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Protocol

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from eolplan import __version__
from eolplan.errors import EolplanError
from eolplan.words import tr

_ROOT: Final = Path(__file__).resolve().parent.parent
_NAMES_OF_QT: Final = re.compile(r"\bQ[A-Z][A-Za-z0-9]*(?:::~?[A-Za-z0-9_]+)*")


class Bar(Protocol):
    """Where a sentence is shown; ``ui.widgets.MessageBar`` is one."""

    def tell(
        self,
        words: str,
        tone: Literal["info", "attention"] = ...,
        *,
        action: str = ...,
        do: Callable[[], object] | None = ...,
        lasting: bool = ...,
    ) -> None:
        """Show one sentence, with at most one action."""

    def words(self) -> str:
        """Return the sentence shown."""

    def clear(self) -> None:
        """Take the sentence away."""


class Messages(QObject):
    """Shows errors in one window.

    Args:
        parent: The window.
        bar: Its message bar.

    Signals:
        broke: a bug came to light; carries the details for IT, without anybody's
            words. The window shows the crash page.
    """

    broke = Signal(str)
    _elsewhere = Signal(object)

    def __init__(self, parent: QObject, bar: Bar) -> None:
        super().__init__(parent)
        self._bar = bar
        self._waiting = ""
        self._elsewhere.connect(self.show)  # queued: an exception may come from any thread

    def show(self, error: object) -> None:
        """Show *error*: its sentence, or that something broke."""
        if isinstance(error, EolplanError):
            self._bar.tell(str(error), "attention")
        elif isinstance(error, BaseException):
            self.broke.emit(scrubbed(error))

    def not_saved(self, error: EolplanError, again: Callable[[], object]) -> None:
        """Show that something is not on disk yet, until it is; *again* tries once more.

        The words stay on the screen: nothing here takes them away.
        """
        self._waiting = str(error)
        self._bar.tell(self._waiting, "attention", action=tr("Try again"), do=again, lasting=True)

    def saved(self) -> None:
        """Take "Not saved yet" away again: it is on disk now."""
        if self._waiting and self._bar.words() == self._waiting:
            self._bar.clear()
        self._waiting = ""

    def watch(self) -> None:
        """Show every exception that nobody caught, in any thread, from now on.

        What Python could only mention, as from a destructor, and what Qt has to
        say is written without its words.
        """
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = _mentioned
        qInstallMessageHandler(_told_by_qt)
        if (application := QCoreApplication.instance()) is not None:
            # Qt speaks until the very end, when there is no Python to listen
            application.aboutToQuit.connect(lambda: qInstallMessageHandler(None))

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _write(scrubbed(error))
        if shiboken6.isValid(self):  # at the very end the window is gone already
            self._elsewhere.emit(error)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)


def _mentioned(caught: sys.UnraisableHookArgs) -> None:
    if caught.exc_value is not None:
        _write(scrubbed(caught.exc_value))


def _told_by_qt(kind: QtMsgType, context: QMessageLogContext, words: str | None) -> None:
    """Write which part of Qt speaks: the rest may be a path, a name of a file or a text."""
    names = " ".join(_NAMES_OF_QT.findall(words or ""))
    _write(f"{kind.name} {context.category or 'default'}: {names}".rstrip(": "))


def _write(line: str) -> None:
    if sys.stderr is not None:  # a bundle without a console has none
        sys.stderr.write(line + "\n")


def scrubbed(error: BaseException) -> str:
    """Return what IT may see of *error*: versions, types and places, and nothing else.

    No message, no value, no line of source, and of a file outside eolplan only
    its last two names: a home folder is named after somebody.
    """
    import platform  # the first paint need not wait for it

    head = (
        f"eolplan {__version__}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, {platform.system()}"
    )
    return "\n".join([head, *_places(error)])


def _places(error: BaseException | None) -> Iterator[str]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield type(error).__name__
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            yield f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_name}"
            trace = trace.tb_next
        error = error.__cause__ or error.__context__


def _short(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_ROOT) and ".venv" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])
