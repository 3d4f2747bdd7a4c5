"""What is said of how a plan stands, of what that means for copies, and of the ways on."""

from __future__ import annotations

from typing import Final

from eolplan.status import PlanState, Status
from eolplan.words import N_, moment, partial_date, say, tr

_STANDS: Final = {
    Status.DRAFT: N_("A draft. Nothing has been signed off yet."),
    Status.FINAL: N_("In use, signed off once."),
    Status.AMENDED: N_("In use, signed off."),
    Status.UNDER_REVIEW: N_("On hold: it is being looked at again with {name}."),
    Status.SUSPENDED: N_("On hold."),
    Status.DIED: N_("{name} has died."),
    Status.MOVED: N_("{name} has moved, and another team has the plan."),
    Status.DISCHARGED: N_("{name} is no longer with this team."),
    Status.DECLINED: N_("{name} does not want a plan."),
    Status.WITHDREW: N_("{name} took back agreement to this plan."),
    Status.ERROR: N_("Recorded in error."),
}
_RELIES: Final = N_("Copies of the newest version can be relied on until the review.")
_DUE: Final = N_(
    "The review was due on {date}, and new copies say so. Look at the plan with {name} again, and"
    " sign it off."
)
_CHANGED: Final = N_(
    "It was changed since it was signed off. Copies of the newest version do not say so."
    " Sign it off again."
)
_HELD: Final = N_("New copies say ON HOLD at the head of every page. Tell everyone who has a copy.")
_LEFT: Final = N_("Nobody here keeps it up to date, so copies say ON HOLD.")
_BACK: Final = N_("Copies say: Do not use. Return or destroy. Ask for those that are out.")
_COPIES: Final = {
    Status.DRAFT: N_("There are no copies of it."),
    Status.FINAL: _RELIES,
    Status.AMENDED: _RELIES,
    Status.UNDER_REVIEW: _HELD,
    Status.SUSPENDED: _HELD,
    Status.DIED: N_("Copies say so, and are kept for the record."),
    Status.MOVED: _LEFT,
    Status.DISCHARGED: _LEFT,
    Status.DECLINED: _BACK,
    Status.WITHDREW: _BACK,
    Status.ERROR: N_("Copies say: RECORDED IN ERROR. Do not use."),
}
_AS_BEFORE: Final = N_(
    "The plan counts again as before; if it was on hold, it is on hold again. Its history keeps"
    " that it was closed, and your reason."
)
_WAYS: Final = {
    Status.FINAL: (N_("Back in use"), N_("The plan counts again as it is written.")),
    Status.UNDER_REVIEW: (
        N_("Look at it again"), N_("On hold while you check with {name} what holds."),
    ),
    Status.SUSPENDED: (
        N_("Put on hold"), N_("Nobody is to rely on it for now. You can lift that at any time."),
    ),
    Status.MOVED: (N_("{name} has moved"), N_("Another team has the plan from now on.")),
    Status.DISCHARGED: (
        N_("No longer with this team"), N_("The team does not visit {name} any more."),
    ),
    Status.DECLINED: (
        N_("{name} does not want a plan"), N_("That is fine. Nobody asks again from here."),
    ),
    Status.WITHDREW: (
        N_("{name} takes back agreement"), N_("A right, and no reason is needed."),
    ),
    Status.DIED: (N_("{name} has died"), N_("The next page asks for what you know.")),
    Status.ERROR: (
        N_("Recorded in error"), N_("This plan was never about {name}, or is here twice."),
    ),
}  # fmt: skip


def stands(state: PlanState, name: str) -> str:
    """Return in one sentence how a plan stands, and since when."""
    if state.disputed:
        return tr("Two records differ on how it stands. Until you have looked at both, it is on"
                  " hold.")  # fmt: skip
    words = tr(_STANDS[state.status]).format(name=name)
    if not state.on:
        return words
    if state.status is Status.SUSPENDED:
        return say("On hold since {date}.", date=partial_date(state.on))
    since = say("That was on {date}.", date=partial_date(state.on))
    if not state.ended:
        since = say("Since {date}.", date=partial_date(state.on))
    return f"{words} {since}"


def recorded(state: PlanState) -> str:
    """Return who said how the plan stands, and when; empty where it is worked out."""
    if state.entry is None:
        return ""
    return say(
        "Recorded by {who}, {when}.",
        who=state.entry.author.name,
        when=moment(state.entry.recorded),
    )


def copies(state: PlanState, name: str, *, unsigned: bool = False, due: str = "") -> str:
    """Return what that means for copies of the plan.

    Args:
        state: How the plan stands.
        name: What the person is called.
        unsigned: It says more than its newest version.
        due: ISO date of a review that has passed; empty where none has.
    """
    if unsigned and state.status in (Status.FINAL, Status.AMENDED):
        return tr(_CHANGED)
    if due and state.status in (Status.FINAL, Status.AMENDED):
        return tr(_DUE).format(date=partial_date(due), name=name)
    return tr(_COPIES[state.status]).format(name=name)


def way(status: Status, state: PlanState, name: str) -> tuple[str, str]:
    """Return what a way on is called and what it means.

    Args:
        status: Where it leads.
        state: How the plan stands now.
        name: What the person is called.
    """
    words, means = _WAYS[status]
    if status is Status.FINAL and state.ended:
        words = N_("{name} is alive: undo this") if state.died else words
        means = _AS_BEFORE
    return tr(words).format(name=name), tr(means).format(name=name)


def to_way(status: Status) -> str:
    """Return how the button of a way on is called on the page that offers it."""
    return f"status.to.{status}"


def banner_fact(state: PlanState) -> str:
    """Return what the banner says of a plan that is on hold or has ended; else nothing."""
    if state.died:
        date = partial_date(state.on)
        return say("Died {date}", date=date) if date else tr("Has died")
    if state.on_hold:
        return tr("Plan on hold")
    return tr("Plan has ended") if state.ended else ""
