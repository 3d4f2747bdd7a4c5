"""macOS: the notifications of the login window and of the workspace.

Cocoa is spoken to through the runtime of Objective-C, which every Mac has, so
that no further package is needed. Not run on a Mac yet: tests look at what is
asked of the runtime, and in which order.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow

from ui.system_lock.signs import Signs

_OF_THE_LOGIN_WINDOW: Final = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_OF_THE_WORKSPACE: Final = (
    "NSWorkspaceWillSleepNotification",
    "NSWorkspaceSessionDidResignActiveNotification",  # another user's turn
)
_AT_ONCE: Final = 4
"""NSNotificationSuspensionBehaviorDeliverImmediately: otherwise only once we are in front."""
_CLASS: Final = b"EolplanSigns"
_TOLD: Final = b"told:"
_TAKES_ONE_OBJECT: Final = b"v@:@"
_Told: Final = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class Function(Protocol):
    """A function of a library, as ctypes has it."""

    restype: object
    argtypes: object

    def __call__(self, *values: object) -> int | None:
        """Call it."""


class Runtime(Protocol):
    """The functions of Objective-C's runtime that are used here."""

    @property
    def objc_getClass(self) -> Function:
        """Find a class."""

    @property
    def sel_registerName(self) -> Function:
        """Find the name of a message."""

    @property
    def objc_msgSend(self) -> Function:
        """Send a message."""

    @property
    def objc_allocateClassPair(self) -> Function:
        """Begin a class."""

    @property
    def class_addMethod(self) -> Function:
        """Give a class a method."""

    @property
    def objc_registerClassPair(self) -> Function:
        """Finish a class."""


class MacSigns(Signs):
    """Hears the lock, the screen saver, the sleep and another user.

    Args:
        parent: The object it belongs to.
        runtime: Objective-C's own; tests write down what it is asked.
    """

    def __init__(self, parent: QObject, runtime: Runtime | None = None) -> None:
        super().__init__(parent)
        self._cocoa = _Cocoa(runtime or _runtime_itself())
        self._told = _Told(lambda _self, _name, _notification: self.leaving.emit())
        self._ear: int | None = None
        self._centres: list[int | None] = []

    def watch(self, window: QWindow) -> None:
        """Begin to listen; *window* plays no part."""
        if self._centres:
            return
        cocoa = self._cocoa
        if self._ear is None:
            self._ear = cocoa.send(cocoa.make_class(_CLASS, _TOLD, self._told), "new")
        login = cocoa.send(cocoa.named("NSDistributedNotificationCenter"), "defaultCenter")
        workspace = cocoa.send(cocoa.named("NSWorkspace"), "sharedWorkspace")
        centre = cocoa.send(workspace, "notificationCenter")
        told = cocoa.selector(_TOLD)
        for name in _OF_THE_LOGIN_WINDOW:
            cocoa.send(
                login, "addObserver:selector:name:object:suspensionBehavior:",
                self._ear, told, cocoa.string(name), None, _AT_ONCE,
            )  # fmt: skip
        for name in _OF_THE_WORKSPACE:
            cocoa.send(
                centre, "addObserver:selector:name:object:",
                self._ear, told, cocoa.string(name), None,
            )  # fmt: skip
        self._centres = [login, centre]

    def stop(self) -> None:
        """Listen no longer."""
        for centre in self._centres:
            self._cocoa.send(centre, "removeObserver:", self._ear)
        self._centres = []


class _Cocoa:
    """Speaks to Objective-C in whole messages; every value is as wide as a pointer."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def send(self, to: int | None, message: str, *values: object) -> int | None:
        """Send *message* to an object and return what it answers."""
        name = self.selector(message.encode("ascii"))
        return self._call(self._runtime.objc_msgSend, to, name, *values)

    def named(self, name: str) -> int | None:
        """Return the class of that name."""
        return self._call(self._runtime.objc_getClass, name.encode("ascii"))

    def selector(self, name: bytes) -> int | None:
        """Return what stands for the name of a message."""
        return self._call(self._runtime.sel_registerName, name)

    def string(self, words: str) -> int | None:
        """Return *words* as Cocoa has them."""
        return self.send(self.named("NSString"), "stringWithUTF8String:", words.encode("utf-8"))

    def make_class(self, name: bytes, method: bytes, does: Callable[..., None]) -> int | None:
        """Make a class with one method that *does* something with one object."""
        runtime = self._runtime
        made = self._call(runtime.objc_allocateClassPair, self.named("NSObject"), name, 0)
        selector = self.selector(method)
        self._call(runtime.class_addMethod, made, selector, does, _TAKES_ONE_OBJECT)
        self._call(runtime.objc_registerClassPair, made)
        return made

    def _call(self, function: Function, *values: object) -> int | None:
        """Call with the very types of *values*: a wrong width is a crash on Apple silicon."""
        function.restype = ctypes.c_void_p
        function.argtypes = [_Told if isinstance(v, _Told) else ctypes.c_void_p for v in values]
        return function(*values)


def _runtime_itself() -> Runtime:
    return ctypes.CDLL(ctypes.util.find_library("objc"))  # type: ignore[return-value]  # by name
