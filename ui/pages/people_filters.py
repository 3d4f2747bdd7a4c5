"""The filters over the list of people: what each is called and means, and says of nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from eolplan.caseload import Filter
from eolplan.words import N_, say, tr
from ui.pages.commands import Command
from ui.theme import space_out
from ui.widgets import FlowLayout, PlainLabel, ToggleButton

_NAMES: Final = {
    Filter.ALL: N_("All"),
    Filter.REVIEW_DUE: N_("Review due"),
    Filter.NO_PLACE: N_("No place recorded"),
    Filter.CHANGING: N_("Things are changing"),
    Filter.COME_BACK: N_("Come back to"),
    Filter.RECENT: N_("Recent"),
    Filter.PLANNED: N_("Planned"),
    Filter.AWAITS: N_("Waiting for a signature"),
    Filter.ENDED: N_("Ended"),
}
_MEANS: Final = {
    Filter.ALL: N_("Everyone whose plan is in use. Others are found by name."),
    Filter.REVIEW_DUE: N_("The review date is in the next 14 days, or has come."),
    Filter.NO_PLACE: N_("No place is recorded, and no answer such as would rather not say."),
    Filter.CHANGING: N_("A member of staff said so in the last 30 days."),
    Filter.COME_BACK: N_("A topic, or a talk, was left for later, and the day has come."),
    Filter.RECENT: N_("A conversation in the last 14 days."),
    Filter.PLANNED: N_("The next talk is in the next 14 days, or its day has passed."),
    Filter.AWAITS: N_("A second signature was asked for, and is not given yet."),
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
    Filter.AWAITS: N_("No plan is waiting for a second signature."),
    Filter.ENDED: N_("No plan has ended."),
}

FILTERS: Final = tuple(_NAMES)
"""In the order of the page."""

_NUMBERED: Final = (
    Command.SHOW_1, Command.SHOW_2, Command.SHOW_3, Command.SHOW_4, Command.SHOW_5,
    Command.SHOW_6, Command.SHOW_7, Command.SHOW_8, Command.SHOW_9,
)  # fmt: skip
"""The key of each filter, whichever of them are offered."""

_ONLY_WITH_PEOPLE: Final = (Filter.AWAITS, Filter.ENDED)
"""Offered with the first plan that they would show."""


class FilterRow(QWidget):
    """The filters with their counts, and before them that of one's own people.

    Args:
        counts: How many people each filter shows.
        show: The one to begin with.
        without: Filters that nobody could ever be in.
        mine: How many are one's own people; None: there is nobody else.
        only: Only one's own people are shown.
        parent: The page.

    Signals:
        chosen: another filter was chosen.
        mine_wanted: only one's own people are wanted, or everyone; carries which.
    """

    chosen = Signal()
    mine_wanted = Signal(bool)

    def __init__(
        self,
        counts: Mapping[Filter, int],
        show: Filter,
        parent: QWidget,
        *,
        without: Collection[Filter] = (),
        mine: int | None = None,
        only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.flow = space_out(FlowLayout(self), 8)
        if mine is not None:
            chip = mine_chip(mine, self, on=only)
            chip.toggled.connect(self.mine_wanted)
            self.flow.addWidget(chip)
        self.flow.addWidget(PlainLabel(tr("Show:"), self))
        self._group, self._chips = QButtonGroup(self), dict[Filter, ToggleButton]()
        for number, each in enumerate(FILTERS):
            if each in without or (
                each in _ONLY_WITH_PEOPLE and not counts[each] and each is not show
            ):
                continue
            made = self._chips[each] = filter_chip(each, counts[each], self)
            self.flow.addWidget(made)
            self._group.addButton(made, number)
        self._chips.get(show, self._chips[Filter.ALL]).setChecked(True)
        self._group.idToggled.connect(lambda _chip, on: self.chosen.emit() if on else None)

    def filter(self) -> Filter:
        """Return the filter that is chosen."""
        chosen = self._group.checkedId()
        return FILTERS[chosen] if chosen >= 0 else Filter.ALL

    def commands(self) -> dict[Command, Callable[[], object]]:
        """Return the filters by their keys."""
        return {_NUMBERED[FILTERS.index(each)]: c.click for each, c in self._chips.items()}


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


def nobody(typed: str, show: Filter, *, mine: bool = False, ended: int = 0) -> str:
    """Say that nobody matches what is *typed*; nothing typed: that a filter shows nobody.

    Args:
        typed: What is in Find.
        show: The filter.
        mine: Only one's own people are shown.
        ended: How many plans have ended.
    """
    if mine and (typed or (show is Filter.ALL and not ended)):
        if not typed:
            return tr("Nobody is on your list. Whoever you record something of comes onto it.")
        return say("No one on your list matches “{typed}”.", typed=typed)
    if typed:
        return say(
            "No one matches “{typed}”. Check the spelling, or search by date of birth or NHS"
            " number.",
            typed=typed,
        )
    if show is Filter.ALL and ended:
        return tr("No plan is in use now. Those that have ended are under “Ended”.")
    return tr(_NOBODY[show])
