"""What eolplan is made of: names, versions and licences, read from what is installed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

import eolplan
from eolplan.resources import resource

_LGPL: Final = ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt")
_OURS: Final = {
    "pyside6-essentials": _LGPL,
    "shiboken6": _LGPL,
    "sqlcipher3": ("licences/SQLCipher.txt",),
}
"""Texts that the packages themselves do not carry."""

_TERMS: Final = {
    "backports-tarfile": "MIT",
    "jaraco-classes": "MIT",
    "pyside6-essentials": "LGPL-3.0-only",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib, and BSD-3-Clause for SQLCipher",
}
"""Terms that the metadata tell at length, as a choice, or not at all."""

PACKAGES: Final = (
    "pyside6-essentials", "shiboken6", "sqlcipher3", "reportlab", "pillow", "charset-normalizer",
    "pikepdf", "lxml", "packaging", "lazy-importer", "pypdfium2", "cryptography", "cffi",
    "pycparser", "keyring", "jaraco-classes", "jaraco-context", "jaraco-functools",
    "backports-tarfile", "more-itertools", "importlib-metadata", "zipp", "jeepney",
    "secretstorage", "pywin32-ctypes", "platformdirs",
)  # fmt: skip
"""Every package of ``packaging/requirements-app.lock``, what we use first, then what it needs."""

_TOLD: Final = ("licen", "copying", "notice")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is built in.

    Attributes:
        id: Its name as a key.
        name: Its name as it calls itself.
        version: As installed; empty where there is none.
        terms: Its licence, as an SPDX expression where that is known.
    """

    id: str
    name: str
    version: str
    terms: str


_FIRST: Final = (
    Part("eolplan", "eolplan", eolplan.__version__, "Apache-2.0"),
    Part("font", "Atkinson Hyperlegible Next", "", "OFL-1.1"),
    Part("icons", "Lucide", "", "ISC"),
)


def parts() -> tuple[Part, ...]:
    """Return everything that is built in here; what another system needs is left out."""
    found = ((name, _found(name)) for name in PACKAGES)
    installed = [_part(name, known) for name, known in found if known is not None]
    return (*_FIRST, *installed)


def text_of(part: str) -> str:
    """Return the licence of a part in full; empty where the text is not on this laptop."""
    return "\n\n\n".join(_texts(part)).strip()


def _texts(part: str) -> Iterator[str]:
    if part == "eolplan":
        ours = Path(eolplan.__file__).parent.parent / "LICENSE"
        if ours.is_file():
            yield ours.read_text(encoding="utf-8")
    elif part in ("font", "icons"):
        yield resource("fonts/OFL.txt" if part == "font" else "icons/LICENSE").read_text("utf-8")
    elif (installed := _found(part)) is not None:
        for file in installed.files or ():
            inside = str(file).partition(".dist-info/")[2].lower()
            if any(word in inside for word in _TOLD):
                yield _decoded(file.read_binary())
        for name in _OURS.get(part, ()):
            yield resource(name).read_text("utf-8")


def _decoded(text: bytes) -> str:
    """Read a text of others, who wrote in the last century or in this one."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _found(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _part(name: str, installed: Distribution) -> Part:
    told = installed.metadata
    told_as = next((key for key in ("License-Expression", "License") if key in told), "")
    terms = _TERMS.get(name) or (told[told_as] if told_as else "")
    return Part(name, told["Name"], installed.version, terms.partition("\n")[0])
