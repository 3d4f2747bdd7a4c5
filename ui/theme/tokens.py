"""Reads ``resources/style/tokens.toml``, the one place where a size or a colour is written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from eolplan.resources import resource

Theme = Literal["light", "dark", "contrast"]


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale.

    Attributes:
        size: Pixels at 100% text.
        weight: 400, 600 or 700.
        line: Height of a line as a multiple of ``size``.
    """

    size: int
    weight: int
    line: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything the look is made of; sizes in pixels at 100% text.

    Attributes:
        families: Font families, first choice first.
        steps: The text scales on offer, ascending.
        type: Type styles by name.
        space: The space scale; ``space_named`` holds its named uses.
        size: Targets, borders, radii, fixed widths by name.
        colour: ``#RRGGBB`` by theme, then by name; the same names in each theme.
        pairs: (foreground, background, least contrast) for everything drawn.
    """

    families: tuple[str, ...]
    steps: tuple[float, ...]
    type: Mapping[str, TypeStyle]
    space: tuple[int, ...]
    space_named: Mapping[str, int]
    size: Mapping[str, int]
    colour: Mapping[Theme, Mapping[str, str]]
    pairs: tuple[tuple[str, str, float], ...]


@cache
def tokens() -> Tokens:
    """Return the tokens, read once."""
    table = tomllib.loads(resource("style/tokens.toml").read_text(encoding="utf-8"))
    space = dict(table["space"])
    return Tokens(
        families=tuple(table["family"]["names"]),
        steps=tuple(table["scales"]["steps"]),
        type={name: TypeStyle(**style) for name, style in table["type"].items()},
        space=tuple(space.pop("steps")),
        space_named=space,
        size=table["size"],
        colour=table["colour"],
        pairs=tuple((a, b, float(least)) for a, b, least in table["contrast"]["pairs"]),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#RRGGBB`` colours, 1.0 to 21.0.

    Source:
        WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
