"""One text for one value, and one digest for one text."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Final, TypeAlias, Union

Value: TypeAlias = Union[bool, int, str, list["Value"], dict[str, "Value"], None]  # noqa: UP007  recursive
"""What an answer can hold: JSON without fractions, which digest differently here and there."""

LARGEST: Final = 2**53 - 1
"""The largest integer that every JSON reader keeps exactly."""

_HEX_64: Final = re.compile(r"[0-9a-f]{64}")
_CONTROLS: Final = dict.fromkeys(c for c in range(0x20) if c not in (0x09, 0x0A))
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


def canonical(value: Value) -> str:
    """Return the one JSON text of *value*: sorted names, no spaces, letters as they are."""
    return _ENCODER.encode(value)


def parsed(text: str) -> Value:
    """Read *text* if it is exactly what ``canonical`` writes.

    Raises:
        ValueError: it is not; the error holds none of the text.
    """
    try:
        value: Value = _DECODER.decode(text)
        text.encode()
        same = canonical(value) == text
    except (ValueError, RecursionError):
        raise ValueError("not canonical JSON") from None  # the cause would quote the text
    if not same:
        raise ValueError("not canonical JSON")
    return value


def sha256(*parts: str) -> str:
    """Return the hex SHA-256 over *parts*, each preceded by its length.

    The length is that of the UTF-8 form, in eight bytes, most significant first;
    without it, moving a letter from one part to the next would go unseen.
    """
    h = hashlib.sha256()
    for part in parts:
        data = part.encode()
        h.update(len(data).to_bytes(8, "big"))
        h.update(data)
    return h.hexdigest()


def is_digest(text: object) -> bool:
    """Say whether *text* is 64 lower-case hex digits."""
    return isinstance(text, str) and _HEX_64.fullmatch(text) is not None


def cleaned(text: str) -> str:
    r"""Return *text* as the record keeps it: NFC, ``\n`` for line ends, no controls but tab.

    Done once, in the door, before hashing; a received entry is never cleaned.
    """
    text = _SURROGATES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text.translate(_CONTROLS))


def cleaned_value(value: Value) -> Value:
    """Return *value* with every text in it cleaned.

    Raises:
        ValueError: something in it is not a ``Value``, such as a fraction.
    """
    match value:
        case None | bool():
            return value
        case int() if abs(value) <= LARGEST:
            return value
        case str():
            return cleaned(value)
        case list():
            return [cleaned_value(item) for item in value]
        case dict() if all(isinstance(name, str) for name in value):
            return {cleaned(name): cleaned_value(item) for name, item in value.items()}
    raise ValueError("an answer holds texts, integers, lists and named parts only")


def _refuse(_text: str) -> Value:
    raise ValueError("not an integer")


def _integer(text: str) -> int:
    if len(text) > len(str(-LARGEST)) or abs(int(text)) > LARGEST:
        raise ValueError("too large")
    return int(text)


# made once: a record is thousands of texts, and ``json.dumps`` would make one for each
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
_DECODER: Final = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, parse_int=_integer)
