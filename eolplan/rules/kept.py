"""What the catalogue asks for and no plan can break: it is kept by how eolplan is made.

There is nothing to find, so there is no function; each of them has a test of its own,
which the list of the tests names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.words import N_


@dataclass(frozen=True, slots=True)
class Kept:
    """One rule that holds by itself.

    Attributes:
        id: As in the catalogue.
        words: What holds, in whole sentences for staff.
        source: Where it comes from.
    """

    id: str
    words: str
    source: str


KEPT: Final = (
    Kept("N-03", N_("What counts as answered has words, a choice, or both."), "Own design"),
    Kept("N-04", N_("Every answer carries who said it and on which day."), "Own design"),
    Kept("A-11", N_("A copy for somebody who does not want to know how long they have says nothing"
                    " that would tell."), "Clinical decisions D30"),
    Kept("A-12", N_("What a relative says is never printed as the person's own words."),
         "Clinical decisions 4"),
    Kept("R-12", N_("A new record about CPR replaces the one before it. Two that nobody has"
                    " compared are shown as two."), "SCCI1580 45"),
    Kept("R-14", N_("A form for a child is never printed for an adult as what to do."),
         "Own design"),
    Kept("R-16", N_("A plan that says nothing about CPR prints that it has not been decided."),
         "Clinical decisions D1"),
    Kept("L-23", N_("No page says that a refusal is valid or binding, only what the paper has and"
                    " lacks."), "Own design"),
    Kept("X-01", N_("Every page says whose it is, which version, when it was made, which page of"
                    " how many, and how to ask for the newest."), "Own design"),
    Kept("X-02", N_("A plan that nobody signed off has no page 1, and says on every page that it is"
                    " a draft."), "Clinical decisions 2"),
    Kept("X-05", N_("Nothing leaves as a bare file of data. Every copy is a sealed PDF of one"
                    " person."), "Clinical decisions 2"),
    Kept("X-06", N_("No words are cut. What is too long for its place goes on behind, and that is"
                    " said."), "SCCI1580"),
    Kept("X-07", N_("Colour never says anything alone, and nothing that is said is smaller than 12"
                    " points."), "WCAG AA"),
    Kept("X-08", N_("Page 1 is always one page. What does not fit goes on behind by its weight."),
         "Clinical decisions 2"),
    Kept("X-09", N_("Codes that nobody has checked are sent as words."), "Clinical decisions 1d"),
    Kept("E-04", N_("The plan of somebody who has died says so at the head of every page, and asks"
                    " for nothing to be reviewed."), "Own design"),
)  # fmt: skip
"""In the order of the catalogue."""
