"""The check page, opened: what its tests have in common."""

from __future__ import annotations

from tests.ui.hands import Hands
from ui.pages.check import CheckPage
from ui.pages.where import Where
from ui.widgets import PlainLabel


def check(hands: Hands, person: str) -> CheckPage:
    """Open the check page."""
    assert hands.window.go(Where("check", person=person))
    assert isinstance(hands.page, CheckPage)
    return hands.page


def needs(hands: Hands) -> list[str]:
    """Press Sign off; return what is needed first."""
    hands.tap("check.sign")
    assert isinstance(hands.page, CheckPage)
    return hands.page.summary.problems()


def all_words(page: CheckPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())
