"""About: what IT may know, and the terms of everything that is built in."""

from __future__ import annotations

import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from eolplan import __version__
from tests.ui.audit import all_text
from tests.ui.hands import Hands
from ui.pages.built_in import PACKAGES, parts, text_of
from ui.pages.details import details
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.usefixtures("qapp")
def test_details_for_it_name_nobody_and_no_place(desk: Desk, people: dict[str, str]) -> None:
    told = details(desk)
    assert f"eolplan {__version__}" in told
    assert "people 3" in told
    assert f"store layout {desk.session.layout}" in told
    secret = (
        "Gwen", "Pryce", "Khan", "Carys", "Aberwen", "01632", "9990000018", "/", "\\",
        str(desk.session.folder), *people.values(), desk.staff.id, platform.node() or "no name",
    )  # fmt: skip
    assert [word for word in secret if word and word in told] == []


def test_they_can_be_copied(hands: Hands, desk: Desk) -> None:
    hands.window.go(Where("about"))
    hands.tap("about.copy")
    assert QApplication.clipboard().text() == details(desk)
    assert hands.window.messages.words() == "Copied. Paste it into an email to IT."


def test_the_keyboard_list_is_called_so_and_names_keys_as_they_are_called(hands: Hands) -> None:
    """A plus after a plus is overlooked, and a British keyboard says Enter."""
    hands.window.go(Where("keys"))
    assert hands.page.title() == "Keyboard list"
    told = all_text(hands.page)
    assert [sign for sign in ("Ctrl++", "Ctrl+-", "Ctrl+,", "Ctrl+Return") if sign in told] == []
    assert "Plus: Larger text" in told or "+: Larger text" in told  # a Mac draws its signs


def test_about_leads_to_the_licences_and_back(hands: Hands) -> None:
    hands.window.go(Where("settings"))
    hands.tap("settings.about")
    hands.tap("about.licences")
    hands.tap("licences.read.pyside6-essentials")
    text = hands.find("licences.text", QPlainTextEdit).toPlainText()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    for page in ("licences", "about", "settings"):
        hands.window._back()
        assert hands.page.where.page == page


@pytest.mark.parametrize(("note", "above"), [("", "about"), ("font", "licences")])
def test_back_leads_up_where_nobody_came_from(hands: Hands, note: str, above: str) -> None:
    hands.window.go(Where("licences", note=note))
    hands.window._trail = ()
    hands.window._back()
    assert hands.page.where.page == above


def test_every_package_that_is_installed_for_the_app_is_named() -> None:
    lock = (ROOT / "packaging" / "requirements-app.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)) == set(PACKAGES)
    assert len(set(PACKAGES)) == len(PACKAGES)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.id)
def test_every_part_has_terms_and_their_text(part) -> None:  # type: ignore[no-untyped-def]  # of a list
    assert part.terms
    assert len(text_of(part.id)) > 400


def test_a_part_that_is_not_here_has_no_text() -> None:
    assert text_of("pywin32-ctypes" if platform.system() != "Windows" else "jeepney") == ""


def test_a_text_that_is_not_here_is_said_so(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.pages.licences.text_of", lambda part: "")
    hands.window.go(Where("licences", note="keyring"))
    from tests.ui.audit import all_text

    assert "The text is not on this laptop." in all_text(hands.window)
