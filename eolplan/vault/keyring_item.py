"""One small secret in the laptop's own keyring, and every way in which a keyring says no.

A keyring is a convenience: it may be absent, locked, slow, wiped or another one
since yesterday. So each call runs in a thread of its own and is given up after a
time, and each refusal is a sentence that points to the passphrase.

Only the keyrings of the systems themselves are used. Which one that is, is found
here and set by hand: neither an environment variable nor a file in the user's home
can have the secret put elsewhere.
"""

from __future__ import annotations

import base64
import queue
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeVar

from eolplan.errors import EolplanError
from eolplan.vault.keys import KEY_BYTES, as_base64
from eolplan.words import N_, say, tr

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "uk.eolplan.vault"
SECONDS: Final = 10.0
"""How long a keyring may take; one that asks the user to unlock it takes longer."""
_ALLOWED: Final = {
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS.Keyring",),
    "linux": ("keyring.backends.SecretService.Keyring", "keyring.backends.kwallet.DBusKeyring"),
}
_T = TypeVar("_T")


class No(StrEnum):
    """Why a keyring gives or takes nothing."""

    ABSENT = "absent"
    LOCKED = "locked"
    SLOW = "slow"
    DENIED = "denied"
    GONE = "gone"
    GARBLED = "garbled"
    CHANGED = "changed"


_WORDS: Final = {
    No.ABSENT: N_("This laptop's keyring, where it keeps passwords, is not there."),
    No.LOCKED: N_("This laptop's keyring, where it keeps passwords, is locked."),
    No.SLOW: N_("This laptop's keyring, where it keeps passwords, does not answer."),
    No.DENIED: N_("This laptop's keyring, where it keeps passwords, did not take part."),
    No.GONE: N_("The key for your PIN is gone from this laptop's keyring."),
    No.GARBLED: N_("The key for your PIN was changed in this laptop's keyring."),
    No.CHANGED: N_("This laptop keeps its passwords in another keyring now."),
}


class KeyringRefused(EolplanError):
    """The keyring did not do what it was asked; the passphrase does not need it.

    Attributes:
        why: ``absent``, ``locked``, ``slow``, ``denied``, ``gone``, ``garbled`` or ``changed``.
    """

    def __init__(self, why: No) -> None:
        self.why = why
        reason = tr(_WORDS[why])
        text = say(
            "{reason} Your passphrase opens the store, and everything is there.", reason=reason
        )
        super().__init__(text)


class KeyringItem:
    """One secret of 32 bytes, under the name of its slot.

    Args:
        name: ``vault_id:slot_id``.
        seconds: How long the keyring may take.
    """

    def __init__(self, name: str, *, seconds: float = SECONDS) -> None:
        self._name, self._seconds = name, seconds

    def put(self, secret: bytes) -> str:
        """Keep *secret*, read it back, and return which keyring has it.

        Raises:
            KeyringRefused: it is not kept there.
        """
        text = as_base64(secret)

        def call() -> tuple[str, str | None]:
            backend = _backend()
            backend.set_password(SERVICE, self._name, text)
            return _path(backend), backend.get_password(SERVICE, self._name)

        keyring, found = _in_time(call, self._seconds)
        if found != text:
            raise KeyringRefused(No.DENIED)
        return keyring

    def get(self, keyring: str) -> bytes:
        """Return the secret.

        Args:
            keyring: What ``put`` said of it.

        Raises:
            KeyringRefused: it cannot be had now, or is not there any more.
        """

        def call() -> tuple[str, str | None]:
            backend = _backend()
            return _path(backend), backend.get_password(SERVICE, self._name)

        used, found = _in_time(call, self._seconds)
        if used != keyring:
            raise KeyringRefused(No.CHANGED)
        if found is None:
            raise KeyringRefused(No.GONE)
        return _secret(found)

    def delete(self) -> None:
        """Take the secret away; one that is gone already does no harm.

        Raises:
            KeyringRefused: it may be there yet.
        """

        def call() -> None:
            from keyring.errors import PasswordDeleteError

            backend = _backend()
            try:
                backend.delete_password(SERVICE, self._name)
            except PasswordDeleteError:
                if backend.get_password(SERVICE, self._name) is not None:
                    raise

        _in_time(call, self._seconds)


def _secret(text: str) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except ValueError as e:
        raise KeyringRefused(No.GARBLED) from e
    if len(secret) != KEY_BYTES:
        raise KeyringRefused(No.GARBLED)
    return secret


def _backend() -> KeyringBackend:
    """Return the system's own keyring, and make it the one that the library uses.

    Raises:
        KeyringRefused: there is none that is allowed.
    """
    import keyring

    for path in _ALLOWED.get(sys.platform, ()):
        module, _, name = path.rpartition(".")
        kind: type[KeyringBackend] = getattr(import_module(module), name)
        if _works(kind):
            backend = kind()
            vars(backend).clear()  # what KEYRING_PROPERTY_... in the environment put there
            keyring.set_keyring(backend)
            return backend
    raise KeyringRefused(No.ABSENT)


def _works(kind: type[KeyringBackend]) -> bool:
    try:
        kind.priority  # noqa: B018  asking raises where it cannot work
    except Exception:  # noqa: BLE001  each system has its own way to be without one
        return False
    return True


def _path(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"


def _in_time(call: Callable[[], _T], seconds: float) -> _T:
    """Return what *call* returns, in a thread that is left to itself when it takes too long.

    Raises:
        KeyringRefused: it took too long, or the keyring raised something.
    """
    answer: queue.SimpleQueue[tuple[list[_T], Exception | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            answer.put(([call()], None))
        except Exception as error:  # noqa: BLE001  a keyring raises what its system raises
            answer.put(([], error))

    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        result, error = answer.get(timeout=seconds)
    except queue.Empty:
        raise KeyringRefused(No.SLOW) from None
    if error is None:
        return result[0]
    if isinstance(error, KeyringRefused):
        raise error
    raise KeyringRefused(_why(error)) from error


def _why(error: Exception) -> No:
    """Return what the classes of an error tell; each system has its own."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return No.LOCKED
    if names & {"NoKeyringError", "SecretServiceNotAvailableException", "ConnectionError"}:
        return No.ABSENT  # it went away in the middle
    return No.DENIED
