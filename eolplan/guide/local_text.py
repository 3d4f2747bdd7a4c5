"""A table written as TOML: what a team wrote on a page becomes a guide file like any other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from eolplan.guide.source import Table


def as_toml(table: Table) -> str:
    """Return *table* as TOML that reads back as the same table, always in the same words."""
    return "\n".join(_lines(table, "")) + "\n"


def _lines(table: Mapping[str, object], path: str) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if _is_tables(value)}
    for key, value in table.items():
        if key not in inner:
            yield f"{key} = {_value(value)}"
    for key, value in inner.items():
        header = f"{path}.{key}" if path else key
        for item in value if isinstance(value, list) else ():
            yield f"\n[[{header}]]"
            yield from _lines(item, header)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        pairs = (f"{key} = {_value(inner)}" for key, inner in value.items())
        return f"{{ {', '.join(pairs)} }}"
    # JSON writes texts, numbers and flags as TOML reads them, but for one control character
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
