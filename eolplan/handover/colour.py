"""The colour space of the pages, written down, so that black is the same black in fifty years.

The profile is made here from the numbers of IEC 61966-2-1 (sRGB), adapted to the
white of ICC.1:2010 (D50). It is our own work, like the rest of this program.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

NAME: Final = "sRGB IEC61966-2.1"

_WHITE: Final = (0.9642, 1.0, 0.8249)
_RED: Final = (0.43607, 0.22249, 0.01392)
_GREEN: Final = (0.38515, 0.71687, 0.09708)
_BLUE: Final = (0.14307, 0.06061, 0.71410)
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_FROM_D65: Final = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508,
                    0.75168)  # fmt: skip


@cache
def profile() -> bytes:
    """Return the profile: version 4.2, for a display, three colours with one curve."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _text(NAME), b"cprt": _text("Made by eolplan from IEC 61966-2-1"),
        b"wtpt": _point(*_WHITE), b"chad": b"sf32" + bytes(4) + _fixed(*_FROM_D65),
        b"rXYZ": _point(*_RED), b"gXYZ": _point(*_GREEN), b"bXYZ": _point(*_BLUE),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        if content not in places:  # the three curves are one
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += tag + struct.pack(">II", places[content], len(content))
    size = start + len(body)
    return _header(size) + struct.pack(">I", len(tags)) + table + body


def _header(size: int) -> bytes:
    """Return the 128 bytes at the head; its date is that of the format, not of a print."""
    date = struct.pack(">6H", 2010, 12, 1, 0, 0, 0)
    return (
        struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
        + date
        + struct.pack(">4s4sI4s4sQI", b"acsp", bytes(4), 0, bytes(4), bytes(4), 0, 0)
        + _fixed(*_WHITE)
        + bytes(48)
    )


def _fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _point(*numbers: float) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*numbers)


def _text(words: str) -> bytes:
    """Return *words* as the format has them: one language, UTF-16."""
    encoded = words.encode("utf-16-be")
    return (
        b"mluc"
        + bytes(4)
        + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28)
        + encoded
    )
