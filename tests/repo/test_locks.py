from __future__ import annotations

import re
from pathlib import Path

import pytest

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)")


def pins(root: Path, need: str) -> dict[str, str]:
    lines = (root / f"packaging/requirements-{need}.lock").read_text(encoding="utf-8").splitlines()
    return {m[1]: m[2] for line in lines if (m := PIN.match(line))}


@pytest.mark.parametrize("need", ["app", "dev", "bench"])
def test_every_pin_carries_its_hashes_and_no_host(root, need):
    text = (root / f"packaging/requirements-{need}.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == len(pins(root, need)) > 20
    for entry in entries:
        assert PIN.match(entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    assert "://" not in text
    assert not re.search(r"^\s*-(?:i|f|-index|-extra-index|-find-links)", text, re.MULTILINE)


def test_the_tools_are_locked_beside_the_very_same_app(root):
    assert pins(root, "app").items() <= pins(root, "dev").items()


def test_the_lock_can_be_made_again_from_what_it_holds(root):
    assert "uv" in pins(root, "dev")


def test_qt_is_the_pair_that_is_sound(root):
    """Another version needs docs/decisions/0002 to be decided anew."""
    app = pins(root, "app")
    assert (app["pyside6-essentials"], app["shiboken6"]) == ("6.11.3", "6.11.3")
