"""The recovery code: 160 random bits that a person can write down and type back.

Eight groups of four Crockford base32 letters, each with a check character of
its own, so that a slip is named by its group instead of "wrong code".
"""

from __future__ import annotations

from typing import Final

from eolplan.vault.errors import CodeMistyped

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O or U."""
GROUPS: Final = 8
SIZE: Final = 5  # four letters and their check character
CODE_BYTES: Final = 20
UNKEPT: Final = "recovery.unkept"
"""The setting that holds a code until somebody has it on paper. It lies inside the vault that
it opens, and goes when two groups were typed back."""
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "\t": ""})


def _check(position: int, letters: str) -> str:
    """Return the check character of one group.

    It covers the position too: two groups typed in each other's place are
    found (31 times in 32, like any slip).
    """
    import hashlib

    return ALPHABET[hashlib.sha256(f"{position}{letters}".encode()).digest()[0] % 32]


def code_from(secret: bytes) -> str:
    """Return the code of 20 bytes, ``PK5KF-9K6XH-...``."""
    number = int.from_bytes(secret, "big")
    letters = "".join(ALPHABET[number >> 5 * i & 31] for i in range(31, -1, -1))
    fours = [letters[i : i + 4] for i in range(0, 32, 4)]
    return "-".join(four + _check(n, four) for n, four in enumerate(fours))


def new_code() -> str:
    """Return a fresh recovery code."""
    import secrets

    return code_from(secrets.token_bytes(CODE_BYTES))


def groups_of(code: str) -> list[str]:
    """Return the eight groups of a code, for printing and for asking two of them back."""
    return code.split("-")


def same_group(typed: str, group: str) -> bool:
    """Say whether a group was typed back right; case, blanks and O for 0 do not matter."""
    return typed.upper().translate(_READ_AS) == group


def secret_of(code: str) -> bytes:
    """Return the 20 bytes of a typed code.

    Args:
        code: As typed; case, blanks and hyphens do not matter, O reads as 0,
            I and L as 1.

    Raises:
        CodeMistyped: it cannot be right; ``groups`` says where.
    """
    text = code.upper().translate(_READ_AS)
    if len(text) != GROUPS * SIZE:
        raise CodeMistyped
    groups = [text[i : i + SIZE] for i in range(0, len(text), SIZE)]
    wrong = [n + 1 for n, group in enumerate(groups) if not _whole(n, group)]
    if wrong:
        raise CodeMistyped(wrong)
    number = 0
    for letter in "".join(group[:4] for group in groups):
        number = number << 5 | ALPHABET.index(letter)
    return number.to_bytes(CODE_BYTES, "big")


def _whole(position: int, group: str) -> bool:
    """Say whether a group has only known letters and the right check character."""
    return all(c in ALPHABET for c in group) and _check(position, group[:4]) == group[4]
