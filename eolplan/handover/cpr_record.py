"""Reads what a record says about CPR: what was recommended, the paper, what the person says."""

from __future__ import annotations

from typing import Final

from eolplan.handover.chart import Chart, answer_words
from eolplan.handover.cpr import STATUSES, CprFacts, Form, Side
from eolplan.handover.phrases import phrasebook
from eolplan.record import Answer, Reading, Standing, to_confirm
from eolplan.record.codes import JUDGED
from eolplan.rules.cpr_view import against_it
from eolplan.rules.wording import words_of
from eolplan.subject import Subject
from eolplan.words import tr

_DECIDES_CPR: Final = (
    "cpr.status", "cpr.form.exists", "cpr.form.seen_kind", "cpr.form.valid_where",
    "cpr.valid_where", "cpr.form.cancelled_on",
)  # fmt: skip
_BEHIND: Final = ("cpr.status.source", "cpr.status.source_on", "cpr.by.name", "cpr.date")
_CANCELS: Final = ("cpr.form.cancelled_on",)


def cpr_facts(chart: Chart) -> CprFacts:
    """Return what is recorded about CPR, but for a refusal in writing."""
    reading = chart.log.reading("cpr.status")
    lost = any(map(chart.is_elsewhere, ("cpr.status", *_CANCELS)))
    hidden = lost or reading.later or _is_foreign(reading)
    status = "unknown" if hidden else chart.code("cpr.status")
    form = _form(chart)
    unconfirmed = next(iter(to_confirm(chart.log, _DECIDES_CPR)), None)
    if unconfirmed:  # what limits treatment and came from elsewhere waits for someone here
        form = Form(
            signed_on=form.signed_on, cancelled_on=form.cancelled_on,
            cancelled_by=form.cancelled_by, cancel_told_by=form.cancel_told_by,
            cancel_told_on=form.cancel_told_on,
        )  # fmt: skip
    view, talked = chart.code("cpr.person_view"), chart.log.reading("cpr.person_view").answer
    said_on = reading.answer.said_on if reading.answer else ""
    theirs = not chart.is_stale("cpr.by.name")  # and not of what was recommended before
    return CprFacts(
        status=status,
        source=_source(chart) or (unconfirmed.author.name if unconfirmed else ""),
        by=chart.text("cpr.by.name") if theirs else "",
        role=_role(chart, "cpr.by.name", "cpr.form.signer") if theirs else "",
        on=_code(chart, "cpr.date"),
        told_on=_code(chart, "cpr.status.source_on") or said_on,
        text=_as_written(chart, reading),
        view=view,
        view_on=talked.said_on if talked else "",
        disagrees=_disagrees(chart),
        second_opinion_on=_code(chart, "cpr.agree.second_opinion_on"),
        form=form,
        sides=_sides(chart),
        talked=bool(view) or _code(chart, "cpr.discuss_person") == "yes",
        hidden=hidden,
        waits=unconfirmed is not None,
        reported=_is_reported(chart, reading),
        born=Subject.of(chart.log).born,
    )


def _disagrees(chart: Chart) -> bool:
    """Say whether the person does not agree with what is recommended now."""
    no = chart.says("cpr.agree", code="disagree") and not chart.is_stale("cpr.agree")
    return no or against_it(chart.log) is not None


def _code(chart: Chart, question: str) -> str:
    """Return what was said of the recommendation that stands, and of none before it."""
    return "" if chart.is_stale(question) else chart.code(question)


def _is_foreign(reading: Reading) -> bool:
    """Say whether something was recommended that this eolplan has no words for."""
    answer = reading.answer
    said = answer is not None and answer.standing is Standing.ANSWERED
    return said and reading.value not in STATUSES


def _is_reported(chart: Chart, reading: Reading) -> bool:
    """Say whether somebody is behind it: named, dated, on a form, or kept off this copy."""
    told = _code(chart, "cpr.status.source_on") or chart.code("cpr.form.exists") == "yes"
    kept_off = any(chart.is_elsewhere(q) for q in _BEHIND if not chart.is_stale(q))
    return bool(told) or kept_off or _is_of_others(reading)


def _source(chart: Chart) -> str:
    """Return who told us of what stands, and not of what was recommended before."""
    told = "cpr.status.source"
    return "" if chart.is_stale(told) else chart.text(told)


def _is_of_others(reading: Reading) -> bool:
    """Say whether the recommendation is written down as the words of somebody else."""
    return reading.answer is not None and reading.answer.said_by != JUDGED


def _form(chart: Chart) -> Form:
    """Return the paper, as it is written who saw it and when."""
    seen = "" if chart.code("cpr.form.exists") == "no" else chart.code("cpr.form.seen_kind")
    wheres = (chart.code("cpr.form.valid_where"), _code(chart, "cpr.valid_where"))
    where, elsewhere = wheres[0] or wheres[1], "this_setting" in wheres
    cancelled_on = chart.code("cpr.form.cancelled_on")
    head = chart.log.reading("cpr.form.cancelled_on").entry if cancelled_on else None
    told_by = chart.reporter(head, _CANCELS) if head else ""
    return Form(
        name=chart.text("cpr.form.kind"),
        seen=seen,
        seen_on=chart.code("cpr.form.seen_on"),
        seen_by=chart.text("cpr.form.seen_by"),
        signed_on=chart.code("cpr.form.signed_on"),
        signer=chart.text("cpr.form.signer"),
        signer_role=_role(chart, "cpr.form.signer", "cpr.by.name"),
        place=chart.text("cpr.form.place"),
        everywhere=where == "all_settings" and not elsewhere,
        setting=chart.text("cpr.form.valid_setting") or _unnamed(chart, where),
        review_on=chart.earliest("cpr.form.review_on") or chart.earliest("cpr.review.on"),
        cancelled_on="" if told_by else cancelled_on,
        cancelled_by=chart.text("cpr.form.cancelled_by"),
        cancel_told_by=told_by,
        cancel_told_on=head.answer.said_on if head and told_by else "",
    )


_ROLES: Final = {"cpr.by.name": "cpr.by.role", "cpr.form.signer": "cpr.form.signer_role"}


def _role(chart: Chart, who: str, other: str) -> str:
    """Return the role of *who*; the one written beside *other* where that is the same name."""
    name = words_of(chart.text(who))
    same = bool(name) and name == words_of(chart.text(other))
    role = "" if chart.is_stale(_ROLES[who]) else chart.text(_ROLES[who])
    return role or (chart.text(_ROLES[other]) if same else "")


def _unnamed(chart: Chart, where: str) -> str:
    """Return what stands for the setting of a form that names none, or that nobody wrote down."""
    on_it = chart.code("cpr.form.valid_where")
    if on_it == "not_stated":
        return phrasebook().absent("setting.not_stated")
    unwritten = not on_it and where != "this_setting"
    return phrasebook().absent("setting.not_written") if unwritten else ""


def _as_written(chart: Chart, reading: Reading) -> str:
    answer = reading.answer
    if answer is None or not answer.own_words:
        return chart.text("cpr.exceptions")
    return chart.room.fit(tr("CPR as written on the form"), answer.own_words)


def _sides(chart: Chart) -> tuple[Side, ...]:
    """Return the records that disagree on what decides the line about CPR, the older first."""
    for question in _DECIDES_CPR:
        reading = chart.log.reading(question)
        if reading.state == "conflict":
            by_day = sorted(reading.answers, key=lambda answer: answer.said_on)
            return tuple(_side(chart, question, reading, answer) for answer in by_day)
    return ()


def _side(chart: Chart, question: str, reading: Reading, answer: Answer) -> Side:
    what = (answer.standing, answer.value, answer.own_words)
    heads = reading.heads
    head = next(h for h in heads if (h.answer.standing, h.answer.value, h.answer.own_words) == what)
    words = answer_words(chart.guide, chart.log, question, answer)
    return Side(chart.room.fit(tr("CPR"), words), answer.said_on, head.author.name)
