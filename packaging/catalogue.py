"""Translations: which words of a TOML file are for translators, and ``.po`` made ``.mo``.

Babel finds the words (``[tool.babel]`` in pyproject.toml); the catalogues are
compiled here with the standard library, because running eolplan does not need
Babel. A compiled catalogue is built, never committed.
"""

from __future__ import annotations

import ast
import re
import struct
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

WORDS: Final = frozenset({
    "about", "check", "deeper", "heading", "hint", "listen", "note", "one", "say", "text", "they",
    "title", "unit", "upset", "whole_title", "words", "you",
})  # fmt: skip
"""The keys of guide, value-set and phrase files whose text a person reads."""

READY: Final = "entry"
"""The tables of a library of words to start with: all of their keys hold words but ``code``."""

Message = tuple[int, str | None, str, list[str]]
"""What Babel asks of an extractor: line, function, text, comments."""


def extract_toml(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Message]:
    """Yield every text of a TOML file that a person reads, with its line and where it stands.

    The text itself is the message, as ``eolplan.words.tr`` asks for it; the
    place (``places.pod.they``) is a comment for the translator.
    """
    source = fileobj.read().decode("utf-8")
    for place, text in _texts(tomllib.loads(source), ""):
        yield _line_of(text, source), None, text, [place]


def _texts(node: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield ``(place, text)`` of every readable text below *node*."""
    if isinstance(node, list):
        for item in node:
            yield from _texts(item, place)
    elif isinstance(node, dict):
        here = f"{place}.{node['id']}" if isinstance(node.get("id"), str) else place
        for key, value in node.items():
            inside = f"{here}.{key}".strip(".")
            if key in WORDS or (place.rpartition(".")[2] == READY and key != "code"):
                yield from ((inside, text) for text in _strings(value))
            if isinstance(value, list | dict):
                yield from _texts(value, inside)


def _strings(value: object) -> Iterator[str]:
    """Yield the text or the texts that a key holds."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and text:
            yield text


def _line_of(text: str, source: str) -> int:
    """Return the line where *text* begins, as far as its first character that is escaped."""
    found = source.find(re.split(r'["\\\n]', text, maxsplit=1)[0])
    return source.count("\n", 0, max(found, 0)) + 1


# --- .po to .mo -------------------------------------------------------------------------------


def compile_all(locale: Path) -> None:
    """Write ``eolplan.mo`` beside every ``eolplan.po`` under *locale* that is newer than it."""
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            target.write_bytes(compiled(source.read_text(encoding="utf-8")))


def compiled(source: str) -> bytes:
    """Return the catalogue *source* in the form that ``gettext`` reads.

    Fuzzy and empty translations are left out, so the English stands in for
    them. Plural forms and contexts are not used in eolplan and not read.

    Source:
        GNU gettext manual, "The Format of GNU MO Files": seven little-endian
        words, two tables of (length, offset) sorted by text, then the texts.
    """
    said = {text.encode(): meant.encode() for text, meant in _entries(source)}
    texts = sorted(said)
    count, table = len(texts), 7 * 4
    ids, words, at = b"", b"", table + 16 * count
    for out in (texts, [said[text] for text in texts]):
        for text in out:
            ids += struct.pack("<II", len(text), at + len(words))
            words += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, table, table + 8 * count, 0, at)
    return head + ids + words


def _entries(source: str) -> Iterator[tuple[str, str]]:
    """Yield ``(text, translation)`` of every entry that is translated and not fuzzy."""
    for block in source.replace("\r\n", "\n").split("\n\n"):
        parts, key, fuzzy = {"msgid": "", "msgstr": ""}, "", False
        for line in block.splitlines():
            if line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
                continue
            word, _, quoted = line.partition(" ") if not line.startswith('"') else (key, "", line)
            key = word
            if key in parts:
                parts[key] += ast.literal_eval(quoted.strip())
        is_head = not parts["msgid"] and "msgstr" in parts
        if parts["msgstr"] and (is_head or not fuzzy):
            yield parts["msgid"], parts["msgstr"]
