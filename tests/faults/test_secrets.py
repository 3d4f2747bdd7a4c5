"""A wrong passphrase or code never opens the vault; the right one always does, however typed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eolplan.vault import (
    CodeMistyped,
    Cost,
    WrongCode,
    WrongPassphrase,
    create,
    derive,
    keys,
    recover,
)
from eolplan.vault.recovery import code_from, new_code, secret_of
from tests.faults.promised import afterwards
from tests.faults.recorded import CARYS

SEED = 20261128
RIGHT = "copper kettle ŵyneb harbour"
"""With a letter that two keyboards compose in two ways."""
NEW = "velvet hedgehog autumn piano"
LOOKS_LIKE = {"o": "\u043e", "e": "\u0435", "p": "\u0440", "t": "\u03c4"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Folder and recovery code of a closed vault."""
    folder = tmp_path_factory.mktemp("secrets") / "vault"
    created = create(folder, CARYS, RIGHT, cost=Cost.LOWEST, now=afterwards)
    created.session.close()
    return folder, created.recovery_code


def wrong_passphrases(chance: random.Random) -> Iterator[str]:
    """Yield near misses and far ones for ever; none of them is RIGHT by another keyboard."""
    while True:
        for change in _CHANGES:
            typed = change(RIGHT, chance)
            if keys.normal(typed) != keys.normal(RIGHT):
                yield typed


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda t, c: _put(t, c, c.choice("abcxyz 0")),
    lambda t, c: _put(t, c, ""),
    lambda t, c: _put(t, c, t[c.randrange(len(t))] * 2),
    lambda t, c: " ".join(c.sample(t.split(), 4)),
    lambda t, c: " ".join(t.split()[: c.randrange(4)]),
    lambda t, _: t.upper(),
    lambda t, _: t.title(),
    lambda t, _: t.replace(" ", ""),
    lambda t, _: t.replace("ŵ", "w"),
    lambda t, c: t.replace(*c.choice(list(LOOKS_LIKE.items()))),
    lambda t, c: t + c.choice("1!.\0\u200b\ufeff"),
    lambda t, _: t * 2,
    lambda _, c: "".join(chr(c.randrange(1, 0xD800)) for _ in range(c.randrange(40))),
    lambda _, c: "m" * c.choice((0, 1, 1_000, 100_000)),
    lambda _, c: c.choice(("", " ", "\0", "\ud800", "'; --", "../..")),
)


def _put(text: str, chance: random.Random, letter: str) -> str:
    at = chance.randrange(len(text))
    return text[:at] + letter + text[at + 1 :]


AS_TYPED = (
    RIGHT,
    f"  {RIGHT} ",
    RIGHT.replace(" ", "   "),
    RIGHT.replace(" ", "\u00a0"),
    unicodedata.normalize("NFD", RIGHT),
    unicodedata.normalize("NFKD", RIGHT),
)


@pytest.mark.slow
def test_wrong_passphrases_never_open_and_the_right_one_always_does(
    made: tuple[Path, str], figure: Callable[[int, int], int]
) -> None:
    """However often it was wrong before, and on whichever keyboard it is typed."""
    folder, times = made[0], figure(100, 5_000)
    wrong = wrong_passphrases(random.Random(SEED))  # noqa: S311  not for secrets
    opened, refused = [], 0
    for number in range(times):
        typed = next(wrong)
        try:
            derive(folder, typed)
        except WrongPassphrase:
            refused += 1
        else:
            opened.append(typed)
        if number % 10 == 9:
            assert derive(folder, AS_TYPED[number // 10 % len(AS_TYPED)]).vmk
    assert opened == [], f"seed {SEED}"
    assert refused == times


@pytest.mark.slow
def test_wrong_codes_never_open_and_the_right_one_always_does(
    made: tuple[Path, str], figure: Callable[[int, int], int]
) -> None:
    folder, code = made
    chance = random.Random(SEED)  # noqa: S311  not for secrets
    times = figure(100, 5_000)
    for number in range(times):
        typed = (_one_bit_off, _one_letter_off, lambda *_: new_code())[number % 3](code, chance)
        with pytest.raises((WrongCode, CodeMistyped)):
            recover(folder, typed, new_passphrase=NEW, cost=Cost.LOWEST)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O")):
        found = recover(folder, typed, new_passphrase=NEW, cost=Cost.LOWEST)
        assert found.unlocked.vmk == derive(folder, RIGHT).vmk


def _one_bit_off(code: str, chance: random.Random) -> str:
    """Well formed in every group, and wrong."""
    raw = bytearray(secret_of(code))
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return code_from(bytes(raw))


def _one_letter_off(code: str, chance: random.Random) -> str:
    at = chance.choice([n for n, letter in enumerate(code) if letter != "-"])
    other = chance.choice([c for c in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if c != code[at]])
    return code[:at] + other + code[at + 1 :]


def test_a_vault_that_any_passphrase_opens_is_found_out(
    made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the tests above would prove nothing."""
    from eolplan.vault import slots, unlocking

    right = keys.stretch
    for module in (keys, slots, unlocking):
        if "stretch" in vars(module):
            monkeypatch.setattr(module, "stretch", lambda _, salt, cost: right(RIGHT, salt, cost))
    wrong = wrong_passphrases(random.Random(SEED))  # noqa: S311  not for secrets
    assert derive(made[0], next(wrong)).vmk == derive(made[0], RIGHT).vmk
