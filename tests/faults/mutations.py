"""Headers as chance, a failing disk or a stranger may change them."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from typing import Any, Final

Json = dict[str, Any]
"""A header, or part of one, as JSON has it."""


class Mutations:
    """Changes a header, each time in another way.

    Args:
        raw: A true header.
        others: Other headers of a right form: an older one, one of another vault.
        seed: The same seed gives the same changes.
    """

    def __init__(self, raw: bytes, others: tuple[bytes, ...], seed: int) -> None:
        self._raw, self._others = raw, others
        self._chance = random.Random(seed)  # noqa: S311  not for secrets

    def next(self) -> tuple[str, bytes]:
        """Return how it was changed, and the changed file; never the true one."""
        while True:
            change = self._chance.choice((*_BLIND, *_SEEING, *_SEEING))
            if change in _BLIND:
                changed = change(bytearray(self._raw), self._chance)
            else:
                whole = json.loads(self._raw)
                change(whole, self._other(), self._chance)
                changed = as_file(whole)
            if changed != self._raw:
                return change.__name__.strip("_"), changed

    def _other(self) -> Json:
        other: Json = json.loads(self._chance.choice(self._others))
        return other


def as_file(whole: Json) -> bytes:
    """Return JSON in the one form in which headers are written."""
    return (json.dumps(whole, sort_keys=True, indent=1) + "\n").encode("ascii", "replace")


# -- without knowing what it is ------------------------------------------------


def _flip(raw: bytearray, chance: random.Random) -> bytes:
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(raw)


def _letter(raw: bytearray, chance: random.Random) -> bytes:
    """Another letter or digit in the place of one: most stay in form."""
    places = [n for n, byte in enumerate(raw) if chr(byte).isalnum()]
    raw[chance.choice(places)] = ord(chance.choice("ABCXYZabcxyz0189"))
    return bytes(raw)


def _cut(raw: bytearray, chance: random.Random) -> bytes:
    return bytes(raw[: chance.randrange(len(raw))])


def _lose(raw: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    del raw[at : at + chance.randrange(1, 64)]
    return bytes(raw)


def _twice(raw: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    raw[at:at] = raw[at : at + chance.randrange(1, 64)]
    return bytes(raw)


def _noise(raw: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    raw[at : at + 512] = chance.randbytes(len(raw[at : at + 512]))
    return bytes(raw)


def _zeros(raw: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw)) // 512 * 512
    raw[at : at + 512] = bytes(len(raw[at : at + 512]))
    return bytes(raw)


_BLIND: Final = (_flip, _letter, _letter, _cut, _lose, _twice, _noise, _zeros)


# -- knowing very well what it is ----------------------------------------------


def _fields(value: Json) -> list[tuple[Json, str]]:
    """Return every field of a header, however deep."""
    found: list[tuple[Json, str]] = []
    for name, inside in value.items():
        found.append((value, name))
        for part in inside if isinstance(inside, list) else [inside]:
            if isinstance(part, dict):
                found += _fields(part)
    return found


def _swap(whole: Json, _other: Json, chance: random.Random) -> None:
    """Two slots change one field between them: a box, a key, an owner, a cost."""
    if len(whole["slots"]) < 2:
        return
    one, two = chance.sample(whole["slots"], 2)
    name = chance.choice(sorted(one.keys() & two.keys()))
    one[name], two[name] = two[name], one[name]


def _copy(whole: Json, _other: Json, chance: random.Random) -> None:
    """One slot takes a field over from another."""
    one, two = chance.choices(whole["slots"], k=2)
    name = chance.choice(sorted(two))
    one[name] = two[name]


def _borrow(whole: Json, other: Json, chance: random.Random) -> None:
    """A whole slot, or a field of it, of another header."""
    given = chance.choice(other["slots"])
    if chance.random() < 0.5:
        whole["slots"][chance.randrange(len(whole["slots"]))] = given
    else:
        name = chance.choice(sorted(given))
        chance.choice(whole["slots"])[name] = given[name]


def _replay(whole: Json, other: Json, chance: random.Random) -> None:
    """Everything of another header but one field."""
    kept = chance.choice(sorted(whole))
    whole.update({name: value for name, value in other.items() if name != kept})


def _reorder(whole: Json, _other: Json, chance: random.Random) -> None:
    chance.shuffle(whole["slots"])


def _drop(whole: Json, _other: Json, chance: random.Random) -> None:
    if chance.random() < 0.5:
        del whole["slots"][chance.randrange(len(whole["slots"]))]
    else:
        holder, name = chance.choice(_fields(whole))
        del holder[name]


def _again(whole: Json, _other: Json, chance: random.Random) -> None:
    """The same slot more than once, or far too often."""
    whole["slots"] += [chance.choice(whole["slots"])] * chance.choice((1, 2, 62, 70))


def _number(whole: Json, _other: Json, chance: random.Random) -> None:
    """A number becomes another: a version, an epoch, a generation, a cost within bounds or not."""
    numbers = [(holder, name) for holder, name in _fields(whole) if type(holder[name]) is int]
    holder, name = chance.choice(numbers)
    holder[name] = chance.choice(
        (0, 1, 2, 3, 8, -1, holder[name] + 1, max(holder[name] - 1, 0), 65_536, 1 << 40, 10**400)
    )


def _type(whole: Json, _other: Json, chance: random.Random) -> None:
    holder, name = chance.choice(_fields(whole))
    holder[name] = chance.choice((None, True, 1.5, "", [], {}, "x" * 2_000, [[[[]]]], "\ud800"))


def _bytes(whole: Json, _other: Json, chance: random.Random) -> None:
    """A key, a box, a salt: other bytes in the right form."""
    texts = [
        (holder, name)
        for holder, name in _fields(whole)
        if isinstance(holder[name], str) and holder[name].endswith("=")
    ]
    if not texts:
        return
    holder, name = chance.choice(texts)
    raw = bytearray(base64.b64decode(holder[name]))
    if not raw:
        return
    if chance.random() < 0.2:
        raw[:] = bytes(len(raw))  # a point of small order, an empty nonce
    else:
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    holder[name] = base64.b64encode(raw).decode()


def _label(whole: Json, _other: Json, chance: random.Random) -> None:
    """What the lock screen shows becomes somebody else's name."""
    chance.choice(whole["slots"])["label"] = chance.choice(("AK", "Dr Death", ""))


def _mac(whole: Json, other: Json, chance: random.Random) -> None:
    whole["mac"] = chance.choice(("", "0" * 64, other["mac"], whole["mac"].upper()))


def _unknown(whole: Json, _other: Json, chance: random.Random) -> None:
    chance.choice([whole, *whole["slots"]])["later"] = 1


_SEEING: Final[tuple[Callable[[Json, Json, random.Random], None], ...]] = (
    _swap, _copy, _borrow, _replay, _reorder, _drop, _again, _number, _type, _bytes, _bytes,
    _label, _mac, _unknown,
)  # fmt: skip
