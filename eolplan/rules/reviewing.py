"""Rules about whether a plan is up to date: reviews, what has happened since, and actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.rules.course import COURSE, EVENT, MONTHS, event_day, is_dying
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_, partial_date, tr

_SOON: Final = dt.timedelta(days=14)
_A_WEEK: Final = dt.timedelta(days=7)
_WHILE_DYING: Final = dt.timedelta(days=3)
_OPEN: Final = ("", "to_do", "doing")


def _far_ahead(plan: Plan) -> Iterator[Hit]:
    due = plan.day("rev.date")
    if due and due - plan.today > MONTHS and not plan.answered("rev.date.reason"):
        yield Hit(("rev.date.reason", "rev.date"))


def _due(plan: Plan) -> Iterator[Hit]:
    due, last = plan.day("rev.date"), plan.last("rev.date")
    if due is None or last is None:
        return
    names = {"date": partial_date(plan.code("rev.date"))}
    if last < plan.today:
        words = N_("The review was due on {date}. Ask again, and sign off anew.")
        yield Hit(("rev.date",), names=names, severity=Severity.WARN, words=words)
    elif due - plan.today <= _SOON:
        yield Hit(("rev.date",), names=names)


def _happened_since(plan: Plan) -> Iterator[Hit]:
    reviews = [day for _, text in plan.each("rev.done.on") if (day := plan_day(text))]
    for event in plan.members(EVENT):
        day = event_day(plan, event)
        if day is None or plan.today - day <= _A_WEEK:
            continue
        if not any(review >= day for review in reviews):
            what = plan.option("rev.event.what", event) or tr("Something happened")
            on = plan.code("rev.event.on", event) or day.isoformat()
            names = {"event": what, "date": partial_date(on)}
            yield Hit(("rev.done", "rev.event.what"), event, names)


def plan_day(text: str) -> dt.date | None:
    """Return an ISO day as a date; None for anything less exact."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _too_far_while_dying(plan: Plan) -> Iterator[Hit]:
    due = plan.day("rev.date")
    if is_dying(plan) and due and due - plan.today > _WHILE_DYING:
        yield Hit(("rev.date", *COURSE))


def _actions_past(plan: Plan) -> Iterator[Hit]:
    for action in plan.members("act.item"):
        day = plan.last("act.item.when", action)
        if day and day < plan.today and plan.code("act.item.status", action) in _OPEN:
            what = plan.code("act.item.what", action) or plan.words("act.item.what", action)
            yield Hit(("act.item.status", "act.item.when"), action, {"what": what})


RULES: Final = (
    Rule("Q-02", Severity.WARN,
         N_("The next review is more than three months away. Choose an earlier day, or write why"
            " it can wait."),
         "SCCI1580 requirement 19", _far_ahead),
    Rule("Q-03", Severity.PROMPT, N_("A review is due on {date}."),
         "SCCI1580 requirement 20", _due, prints=True),
    Rule("Q-04", Severity.WARN,
         N_("The plan has not been looked at since: {event}, {date}."),
         "Universal principles for advance care planning 5", _happened_since, prints=True),
    Rule("Q-05", Severity.WARN,
         N_("The last days may have begun. Look at the plan every day, or within three days at"
            " most."),
         "Own design", _too_far_while_dying),
    Rule("Q-06", Severity.PROMPT,
         N_("The day for this has passed: {what}. Is it done?"), "PRSB", _actions_past),
)  # fmt: skip
