"""The laptop's own keyring, as it is and as it refuses: a real one, on a bus of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from eolplan.vault.keyring_item import SERVICE, KeyringItem, KeyringRefused, No
from tests.vault.secret_service import NAME, Laptop, laptop

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # a keyring that refuses leaves keyring's connection to the garbage collector
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]

SERVED = "keyring.backends.SecretService.Keyring"
SECRET = bytes(range(32))


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    """A laptop whose bus this process is on; no keyring runs yet."""
    with laptop() as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made


@pytest.fixture
def served(bus: Laptop) -> Laptop:
    """The same with a keyring that is unlocked, as after a login."""
    bus.start_keyring()
    return bus


@pytest.fixture
def item() -> KeyringItem:
    return KeyringItem("vault:slot", seconds=60)


def refused(call: object, *with_: object) -> No:
    with pytest.raises(KeyringRefused) as raised:
        call(*with_)  # type: ignore[operator]  # a method of the item
    assert str(raised.value).endswith("Your passphrase opens the store, and everything is there.")
    return raised.value.why


def test_what_is_put_there_comes_back_also_after_another_login(
    served: Laptop, item: KeyringItem
) -> None:
    assert item.put(SECRET) == SERVED
    assert item.get(SERVED) == SECRET
    served.stop_keyring()
    served.start_keyring()
    assert item.get(SERVED) == SECRET


def test_it_is_taken_away_and_taking_it_away_twice_does_no_harm(
    served: Laptop, item: KeyringItem
) -> None:
    item.put(SECRET)
    item.delete()
    item.delete()
    with served.items() as (_, found):
        assert found == []
    assert refused(item.get, SERVED) is No.GONE


def test_two_slots_have_two_secrets(served: Laptop, item: KeyringItem) -> None:
    item.put(SECRET)
    other = KeyringItem("vault:other", seconds=60)
    other.put(SECRET[::-1])
    other.delete()
    assert item.get(SERVED) == SECRET


def test_the_item_says_nothing_of_plans_or_people(served: Laptop, item: KeyringItem) -> None:
    item.put(SECRET)
    with served.items() as (_, found):
        attributes = found[0].get_attributes()  # type: ignore[attr-defined]  # no stubs
    assert attributes["service"] == SERVICE
    assert attributes["username"] == "vault:slot"


def test_without_a_bus_there_is_no_keyring(
    item: KeyringItem, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for address in ("", f"unix:path={tmp_path / 'nobody listens'}"):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert refused(item.put, SECRET) is No.ABSENT
        assert refused(item.get, SERVED) is No.ABSENT


def test_without_a_daemon_there_is_no_keyring(bus: Laptop, item: KeyringItem) -> None:
    del bus
    assert refused(item.put, SECRET) is No.ABSENT
    assert refused(item.get, SERVED) is No.ABSENT
    assert refused(item.delete) is No.ABSENT


def test_a_locked_keyring_is_told_and_holds_its_secret_until_it_is_open(
    served: Laptop, item: KeyringItem
) -> None:
    item.put(SECRET)
    served.lock_keyring()
    assert refused(item.get, SERVED) is No.LOCKED
    assert refused(item.put, SECRET) is No.LOCKED
    assert refused(item.delete) is No.LOCKED
    served.stop_keyring()
    served.start_keyring()
    assert item.get(SERVED) == SECRET


def test_one_that_never_answers_is_given_up(bus: Laptop) -> None:
    item = KeyringItem("vault:slot", seconds=0.2)
    with bus.stubborn():
        assert refused(item.get, SERVED) is No.SLOW
        assert refused(item.put, SECRET) is No.SLOW
        assert refused(item.delete) is No.SLOW


@pytest.mark.parametrize("error", ["AccessDenied", "Failed", "NoReply"])
def test_one_that_denies_everything_is_told(bus: Laptop, item: KeyringItem, error: str) -> None:
    with bus.stubborn(f"org.freedesktop.DBus.Error.{error}"):
        assert refused(item.get, SERVED) is No.DENIED
        assert refused(item.put, SECRET) is No.DENIED


def test_a_keyring_that_was_wiped_has_nothing(served: Laptop, item: KeyringItem) -> None:
    item.put(SECRET)
    served.stop_keyring()
    served.start_keyring(home="another")
    assert refused(item.get, SERVED) is No.GONE


def test_what_somebody_else_wrote_there_is_not_taken_for_the_secret(
    served: Laptop, item: KeyringItem
) -> None:
    item.put(SECRET)
    for content in (b"", b"not base64!", b"c2hvcnQ=", b"\xff\xfe\xfd", b"A" * 9_000):
        with served.items() as (_, found):
            found[0].set_secret(content)  # type: ignore[attr-defined]  # no stubs
        assert refused(item.get, SERVED) in (No.GARBLED, No.DENIED)


def test_another_keyring_than_the_one_it_was_put_in_is_told(
    served: Laptop, item: KeyringItem
) -> None:
    del served
    item.put(SECRET)
    assert refused(item.get, "keyring.backends.kwallet.DBusKeyring") is No.CHANGED


def test_neither_the_environment_nor_a_file_can_have_it_put_elsewhere(
    served: Laptop, item: KeyringItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line in a file of the user's home must not be enough to read the next secret."""
    from keyring.util.platform_ import config_root

    config = Path(config_root()) / "keyringrc.cfg"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/elsewhere")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
    try:
        assert item.put(SECRET) == SERVED
        with served.items() as (_, found):
            assert [i.get_secret() for i in found] != []  # type: ignore[attr-defined]  # no stubs
            assert "username" in found[0].get_attributes()  # type: ignore[attr-defined]
    finally:
        config.unlink()


def test_a_system_whose_keyring_is_not_known_has_none(
    served: Laptop, item: KeyringItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    del served
    monkeypatch.setattr(sys, "platform", "sunos5")
    assert refused(item.put, SECRET) is No.ABSENT


def test_nothing_of_a_test_is_left_running(bus: Laptop) -> None:
    bus.start_keyring()
    bus.stop_keyring()
    with bus.connection() as found:
        from jeepney.bus_messages import message_bus

        answer = found.send_and_get_reply(message_bus.NameHasOwner(NAME))
    assert answer.body == (False,)
    assert "DBUS_SESSION_BUS_ADDRESS" in os.environ
