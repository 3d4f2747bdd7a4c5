"""What could not be decided says so under the words: on a difference, and in an old version."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.history import Difference
from eolplan.history.plan_then import Told
from ui.pages.history_lines import DifferenceCard, Sides
from ui.pages.told_then import ToldRow
from ui.widgets import PlainLabel

SAID = (
    "Said since 20 November 2025, when this could not be decided. It counts, and is not a decision."
)


def words(part: QWidget) -> str:
    return "\n".join(label.text() for label in part.findChildren(PlainLabel))


def test_a_difference_says_it_of_each_side_and_aloud(window):
    parent = QWidget(window)
    found = Difference("changed", "Places", "Place", "1st hospice.", "1st hospital.",
                       was_undecided_since="2025-11-19", undecided_since="2025-11-20")  # fmt: skip
    card = DifferenceCard("p", found, Sides.present(), "Difference 1", parent, identifier="c.1")
    assert SAID in words(card)
    assert SAID.replace("20 November", "19 November") in words(card)
    assert card.spoken().endswith(f"now 1st hospital. {SAID}")


def test_a_line_of_an_old_version_says_it_and_no_other_line_does(window):
    parent = QWidget(window)
    told = ("Place", "1st hospital.", "Gwen, 1 December 2025", "", "pod", "")
    assert SAID in words(ToldRow(Told(*told, undecided_since="2025-11-20"), parent))
    assert "Said since" not in words(ToldRow(Told(*told), parent))
