"""Opens a file from elsewhere: bounded, and without believing anything in it.

Everything is counted before it is unfolded. A file of a few hundred bytes can
hold gigabytes, JSON can say a thing twice and differently, and a number can be
none; none of that may reach a reader.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    import pikepdf

PAYLOAD: Final = "acp.fhir.json"
"""The one attachment of ours that is read."""

FILE: Final = 25 * 2**20
"""Bytes of a file that is looked at."""

RAW: Final = 16 * 2**20
"""Bytes of a packed payload."""

UNFOLDED: Final = 32 * 2**20
"""Bytes of an unpacked payload: ten thousand answers and their history."""

DEPTH: Final = 64
NODES: Final = 400_000
TEXT: Final = 2 * 2**20
"""Characters in one string: the guide's text of a long topic, and room."""

_STRING: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_LARGE: Final = 10**15


class Unreadable(Exception):
    """The file is not one of ours, or was damaged on the way."""


class NoPayload(Exception):
    """A PDF without the attachment that an eolplan copy carries."""


def payload_of(data: bytes) -> bytes:
    """Return the bytes of the attached payload.

    Raises:
        NoPayload: a sound PDF that carries none.
        Unreadable: no sound PDF, or a payload that no eolplan has written.
    """
    import pikepdf

    if len(data) > FILE:
        raise Unreadable
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return _inflated(_attachment(document))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise Unreadable from None
    except (KeyError, AttributeError, TypeError, ValueError, RuntimeError):
        raise Unreadable from None  # a structure that is not what its keys promise


def _attachment(document: pikepdf.Pdf) -> pikepdf.Object:
    """Return the stream of the one file of ours; its name is data, never a path."""
    import pikepdf

    names = document.Root.get("/Names")
    if names is None or "/EmbeddedFiles" not in names:
        raise NoPayload
    found = [
        spec for name, spec in pikepdf.NameTree(names.EmbeddedFiles).items() if name == PAYLOAD
    ]
    if not found:
        raise NoPayload
    return found[0].EF.F


def _inflated(stream: pikepdf.Object) -> bytes:
    """Return the content, unfolded no further than ``UNFOLDED``."""
    import pikepdf

    raw = stream.read_raw_bytes()
    if len(raw) > RAW:
        raise Unreadable
    kind = stream.get("/Filter")
    if isinstance(kind, pikepdf.Array) and len(kind) == 1:
        kind = kind[0]
    if kind is None:
        return bytes(raw)
    if kind != pikepdf.Name.FlateDecode or stream.get("/DecodeParms") is not None:
        raise Unreadable  # only ever written in one way
    unfolding = zlib.decompressobj()
    try:
        content = unfolding.decompress(raw, UNFOLDED)
    except zlib.error:
        raise Unreadable from None
    if not unfolding.eof:
        raise Unreadable  # more than we unfold, or cut off
    return content


def strict_json(data: bytes) -> object:
    """Return what JSON text says, if it says it once, plainly and within bounds.

    Raises:
        Unreadable: it does not; the error holds none of it.
    """
    try:
        text = data.decode("utf-8", "strict")
        _check_depth(text)
        value = json.loads(
            text, object_pairs_hook=_once, parse_constant=_refuse, parse_int=_whole,
            parse_float=_fraction,
        )  # fmt: skip
    except (ValueError, RecursionError):
        raise Unreadable from None
    _check_size(value)
    return value


def _check_depth(text: str) -> None:
    """Count brackets before anything is parsed: a parser's own stack is not the place to learn."""
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", _STRING.sub('""', text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEPTH:
            raise ValueError("too deep")


def _check_size(value: object) -> None:
    nodes, ahead = 0, [value]
    while ahead:
        node = ahead.pop()
        nodes += 1
        if nodes > NODES or (isinstance(node, str) and not _is_plain(node)):
            raise Unreadable
        if isinstance(node, dict):
            ahead.extend((*node.keys(), *node.values()))
        elif isinstance(node, list):
            ahead.extend(node)


def _is_plain(text: str) -> bool:
    return len(text) <= TEXT and not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("said twice")
    return made


def _refuse(_text: str) -> NoReturn:
    raise ValueError("not a number")


def _whole(text: str) -> int:
    number = int(text) if len(text) < 20 else _LARGE + 1
    if abs(number) > _LARGE:
        raise ValueError("too large")
    return number


def _fraction(text: str) -> float:
    number = float(text) if len(text) < 40 else float("inf")
    if not abs(number) < _LARGE:
        raise ValueError("too large")
    return number
