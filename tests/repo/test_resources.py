from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path


def test_the_fonts_are_the_ones_written_down(root):
    listed = re.findall(
        r"`([\w.-]+)`[^|]*\| `([0-9a-f]{64})`",
        (root / "packaging/fonts.md").read_text(encoding="utf-8"),
    )
    folder = root / "resources" / "fonts"
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}
    assert dict(listed) == found


def test_the_fonts_stand_beside_their_licence(root):
    text = (root / "resources/fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert len(list((root / "resources/fonts").glob("*.ttf"))) == 3


def test_the_icons_stand_beside_their_licences(root):
    text = (root / "resources/icons/LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "The MIT License" in text  # those that come from Feather


def test_every_icon_draws_in_the_colour_of_the_theme(root):
    icons = sorted((root / "resources/icons").glob("*.svg"))
    assert len(icons) >= 56
    for icon in icons:
        drawing = ET.parse(icon).getroot()  # noqa: S314  our own file
        assert drawing.get("stroke") == "currentColor", icon.name


def test_licences_that_packages_do_not_carry_are_here_in_full(root: Path):
    """Qt for Python asks for the text of its licence, and its package brings none."""
    folder = root / "resources" / "licences"
    ends = {
        "GPL-3.0.txt": "END OF TERMS AND CONDITIONS",
        "LGPL-3.0.txt": "GNU LESSER GENERAL PUBLIC LICENSE",
        "SQLCipher.txt": "ZETETIC LLC",
    }
    assert {file.name for file in folder.iterdir()} == set(ends)
    for name, words in ends.items():
        assert words in (folder / name).read_text(encoding="utf-8")


def test_our_own_licence_is_the_whole_text(root: Path):
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
