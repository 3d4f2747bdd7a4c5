"""The filters over the list of people: what each is called and means, and says of nobody."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.caseload import Filter
from eolplan.words import N_, say, tr
from ui.widgets import ToggleButton

_NAMES: Final = {
    Filter.ALL: N_("All"),
    Filter.REVIEW_DUE: N_("Review due"),
    Filter.NO_PLACE: N_("No place recorded"),
    Filter.CHANGING: N_("Things are changing"),
    Filter.COME_BACK: N_("Come back to"),
    Filter.RECENT: N_("Recent"),
    Filter.PLANNED: N_("Planned"),
    Filter.ENDED: N_("Ended"),
}
_MEANS: Final = {
    Filter.ALL: N_("Everyone whose plan is in use. Others are found by name."),
    Filter.REVIEW_DUE: N_("The review date is in the next 14 days, or has come."),
    Filter.NO_PLACE: N_("No place is recorded, and no answer such as would rather not say."),
    Filter.CHANGING: N_("A member of staff said so in the last 30 days."),
    Filter.COME_BACK: N_("At least one topic was left for later, and the day has come."),
    Filter.RECENT: N_("A conversation in the last 14 days."),
    Filter.PLANNED: N_("The next talk is in the next 14 days, or its day has passed."),
    Filter.ENDED: N_("The person has died or moved, or the plan is not in use any more."),
}
_NOBODY: Final = {
    Filter.ALL: N_("No people yet. Add the first person."),
    Filter.REVIEW_DUE: N_("No reviews due in the next 14 days."),
    Filter.NO_PLACE: N_("Everyone has said something about where they want to be."),
    Filter.CHANGING: N_("Nobody was marked as changing in the last 30 days."),
    Filter.COME_BACK: N_("Nothing to come back to today."),
    Filter.RECENT: N_("No conversations in the last 14 days."),
    Filter.PLANNED: N_("No talk is planned for the next 14 days."),
    Filter.ENDED: N_("No plan has ended."),
}

FILTERS: Final = tuple(_NAMES)
"""In the order of the page."""


def filter_chip(show: Filter, count: int, parent: QWidget) -> ToggleButton:
    """Return the button that shows only those of a filter, of whom there are *count*."""
    words = tr(_NAMES[show])
    chip = ToggleButton(
        say("{filter} {count}", filter=words, count=count),
        parent,
        identifier=f"people.show.{show}",
        name=say("{filter}, people: {count}, filter", filter=words, count=count),
    )
    chip.setToolTip(tr(_MEANS[show]))
    chip.setAccessibleDescription(tr(_MEANS[show]))
    return chip


def mine_chip(count: int, parent: QWidget, *, on: bool) -> ToggleButton:
    """Return the button that shows only who is on one's own list, *count* of them."""
    chip = ToggleButton(
        say("My people {count}", count=count),
        parent,
        identifier="people.mine",
        name=say("My people only, people: {count}", count=count),
    )
    means = tr("Those you recorded something of, and those you put on your list.")
    chip.setToolTip(means)
    chip.setAccessibleDescription(means)
    chip.setChecked(on)
    return chip


def nobody(typed: str, show: Filter, *, mine: bool = False) -> str:
    """Say that nobody matches what is *typed*; nothing typed: that a filter shows nobody."""
    if mine and (typed or show is Filter.ALL):
        if not typed:
            return tr("Nobody is on your list. Whoever you record something of comes onto it.")
        return say("No one on your list matches “{typed}”.", typed=typed)
    if typed:
        return say(
            "No one matches “{typed}”. Check the spelling, or search by date of birth or NHS"
            " number.",
            typed=typed,
        )
    return tr(_NOBODY[show])
