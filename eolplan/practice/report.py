"""Plays case files and says what came of each step, against what was expected."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypedDict

from eolplan.guide import Guide
from eolplan.practice.base import Base
from eolplan.practice.paper import Papers
from eolplan.practice.player import Player
from eolplan.practice.seat import Hands, Seat
from eolplan.practice.story import Case, Printed, Step
from eolplan.rules import BUILT, KEPT, Finding

_KNOWN: Final = BUILT | {kept.id for kept in KEPT}
"""Rules that exist. Those that no plan can break are never found."""


class Found(TypedDict):
    """One finding, as ``case`` prints it."""

    rule: str
    severity: str
    fields: list[str]


class Words(TypedDict):
    """Words that were looked for on a copy, as ``case`` prints them.

    Keys:
        copy, page: Where; page 1, or None for any.
        words: They.
        wanted, found: Whether they must be there, and whether they are.
        refused: Why the copy was not made; it then holds nothing.
        ok: Whether it is as it must be. Words that must be off a copy are not
            shown to be so by a copy that was never made.
    """

    copy: str
    page: int | None
    words: str
    wanted: bool
    found: bool
    refused: str
    ok: bool


class StepReport(TypedDict):
    """One step, as ``case`` prints it.

    Keys:
        today: The day.
        findings: Everything the rules found, in their order.
        missing: Rules that must be found and were not.
        unexpected: Rules that must not be found and were.
        not_built: Rules named by the case that do not exist here: never a pass.
        rejected: Answers that the door did not take.
        sign_off: ``done``, ``refused``, or empty when it was not tried.
        stopped_by: What refused it.
        prints: The words that were looked for.
        ok: Whether all was as expected.
    """

    today: str
    findings: list[Found]
    missing: list[str]
    unexpected: list[str]
    not_built: list[str]
    rejected: list[dict[str, str]]
    sign_off: str
    stopped_by: list[str]
    prints: list[Words]
    ok: bool


class CaseReport(TypedDict):
    """One case, as ``case`` prints it."""

    id: str
    ok: bool
    steps: list[StepReport]


def play(case: Case, base: Base, guide: Guide) -> CaseReport:
    """Play a case in a store of its own that is thrown away, and report."""
    with tempfile.TemporaryDirectory(prefix="eolplan-case-") as place:
        now = Hands()
        now.set(case.steps[0].today)
        seat = Seat(Path(place) / "vault", *base.team([case], case.nation), guide, now)
        try:
            player = Player(case, base, seat)
            steps = [_step(player, step, seat) for step in case.steps]
        finally:
            seat.close()
    return {"id": case.id, "ok": all(step["ok"] for step in steps), "steps": steps}


def _step(player: Player, step: Step, seat: Seat) -> StepReport:
    played = player.play(step)
    papers = Papers(seat.desk(), player.person)
    prints = [_words(printed, papers) for printed in step.expect.prints]
    missing = list(_missing(step.expect.must, played.findings))
    unexpected = list(_unexpected(step.expect.must_not, played.findings))
    named = (*step.expect.must, *step.expect.must_not)
    not_built = sorted({rule for rule in map(_id, named) if rule not in _KNOWN})
    as_expected = step.expect.sign_off in ("", played.sign_off)
    wrong = missing or unexpected or not_built or played.rejected
    return {
        "today": step.today.isoformat(),
        "findings": [_found(finding) for finding in played.findings],
        "missing": missing,
        "unexpected": unexpected,
        "not_built": not_built,
        "rejected": [{"question": r.question, "words": r.words} for r in played.rejected],
        "sign_off": played.sign_off,
        "stopped_by": list(played.stopped_by),
        "prints": prints,
        "ok": as_expected and not wrong and all(words["ok"] for words in prints),
    }


def _found(finding: Finding) -> Found:
    fields = list(finding.fields)
    return {"rule": finding.rule, "severity": str(finding.severity), "fields": fields}


def _id(rule: str) -> str:
    return rule.partition(" ")[0]


def _is_there(rule: str, findings: Iterable[Finding]) -> bool:
    """Say whether a rule was found, with the severity that is named, if one is."""
    id_, _, severity = rule.partition(" ")
    return any(f.rule == id_ and severity in ("", str(f.severity)) for f in findings)


def _missing(must: Iterable[str], findings: tuple[Finding, ...]) -> Iterator[str]:
    yield from (rule for rule in must if _id(rule) in _KNOWN and not _is_there(rule, findings))


def _unexpected(must_not: Iterable[str], findings: tuple[Finding, ...]) -> Iterator[str]:
    yield from (rule for rule in must_not if _is_there(rule, findings))


def _words(printed: Printed, papers: Papers) -> Words:
    there = papers.hold(printed.copy, printed.words, front=printed.front)
    refused = papers.refused.get(printed.copy, "")
    return {
        "copy": printed.copy,
        "page": 1 if printed.front else None,
        "words": printed.words,
        "wanted": printed.wanted,
        "found": there,
        "refused": refused,
        "ok": there is printed.wanted and not refused,
    }
