"""What staff are quietly reminded of: few things at once, in their place, and put aside with a tap.

While people talk only what stops a sign-off or could do harm is shown; everything else
waits for the write-up. What was put aside comes back when something about it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.facts import findings
from eolplan.guide import Question
from eolplan.identity import Act
from eolplan.record import Value
from eolplan.rules import Finding, Severity
from eolplan.rules.leaving import was_told_of_cpr

AT_ONCE: Final = 3
"""More than that is read by nobody."""

ASIDE: Final = "notices.aside"
"""A setting inside the vault: marks of what was put aside on this laptop, the newest last."""

_REMEMBERED: Final = 500
_STAYS: Final = frozenset({"V-11"})
"""Rules that are never put aside: somebody told of harm."""


_CPR: Final = "cpr.status"
_LATE: Final = frozenset({"I-13", "N-05"})
"""Rules that say what prints as not recorded: the check of a first talk is early enough."""

_BETWEEN: Final = frozenset({
    "I-07", "A-10", "V-11", "Q-04", "Q-08", "X-03", "X-04", "M-02",
    "E-01", "E-02", "E-03", "E-05", "E-07", "E-08",
})  # fmt: skip
"""Rules about what happens between two talks and after the last, when no page of one is open."""

_LACKING: Final = frozenset({"L-02", "L-03", "L-10", "L-14", "L-16", "J-01"})
"""Rules that say what a paper lacks: not of what its page asks further down."""

_WAITS: Final = (Severity.WARN, Severity.LABEL, Severity.PROMPT)
"""What never stops a sign-off."""


def may_put_aside(finding: Finding) -> bool:
    """Say whether a finding can be put aside with a tap; what stops a sign-off is mended.

    So is what could do harm where two answers point different ways: it is settled, not seen.
    """
    stays = finding.rule in _STAYS or (finding.at_odds and finding.safety)
    return finding.severity is not Severity.BLOCK and not stays


def noticed(conversation: Conversation, page: Question, *, talking: bool) -> tuple[Finding, ...]:
    """Return what is worth a look on one page, the heaviest first; at most three.

    That something is not written down waits for the check of a first talk.

    Args:
        conversation: The talk.
        page: What is open.
        talking: Somebody sits beside the laptop; else it is being written up.
    """
    here = {page.id, *page.fields}
    found = (
        finding
        for finding in findings(conversation)
        if not here.isdisjoint(finding.fields)
        and not _asked_at_the_end(finding)
        and not _is_only_added(conversation, page, finding)
        and not _is_not_reached(conversation, page, finding)
        and (finding.in_talk or not (talking or _is_early(conversation, finding)))
        and not (talking and _tells_of_cpr(conversation, finding))
    )
    return _left(conversation, found)[:AT_ONCE]


def _is_only_added(conversation: Conversation, page: Question, finding: Finding) -> bool:
    """Say whether it is about a member of which nothing is said yet: the page asks all of it."""
    if not page.repeats or finding.instance not in conversation.log.instances(page.id):
        return False
    said = (conversation.log.reading(field, finding.instance) for field in page.fields)
    return all(reading.state == "silent" for reading in said)


def _is_not_reached(conversation: Conversation, page: Question, finding: Finding) -> bool:
    """Say whether it says that something is lacking which the page asks further down."""
    if finding.rule not in _LACKING or not page.repeats:
        return False
    log, at = conversation.log, finding.instance
    said = [f for f in page.fields if log.reading(f, at).state != "silent"]
    last = page.fields.index(said[-1]) if said else -1
    return not set(page.fields[last + 1 :]).isdisjoint(finding.fields)


def at_odds(conversation: Conversation) -> tuple[Finding, ...]:
    """Return where two answers point different ways, unless it was put aside; at most three."""
    found = (finding for finding in findings(conversation) if finding.at_odds)
    return _left(conversation, found)[:AT_ONCE]


def between_talks(conversation: Conversation) -> tuple[Finding, ...]:
    """Return what staff are reminded of when they open the plan and nobody talks."""
    return _left(conversation, (f for f in findings(conversation) if f.rule in _BETWEEN))


def second_look(conversation: Conversation) -> tuple[Finding, ...]:
    """Return everything worth a look before a sign-off that does not stop it.

    What could do harm comes first, then what warns, then what labels, then what only reminds.
    """
    found = [finding for finding in findings(conversation) if finding.severity in _WAITS]
    found.sort(key=lambda finding: (not finding.in_talk, not finding.at_odds))
    found.sort(key=lambda finding: _WAITS.index(finding.severity))
    return _left(conversation, found)


def put_aside(conversation: Conversation, finding: Finding) -> None:
    """Show a finding no more, until something that it is about changes.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    conversation.staff.must(Act.RECORD)
    store = conversation.session.store
    marks = [*_aside(conversation), _mark(conversation, finding)][-_REMEMBERED:]
    store.put_setting(ASIDE, list(marks), at=conversation.now())


def show_again(conversation: Conversation, finding: Finding) -> None:
    """Show a finding that was put aside.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    conversation.staff.must(Act.RECORD)
    mark = _mark(conversation, finding)
    marks = [kept for kept in _aside(conversation) if kept != mark]
    conversation.session.store.put_setting(ASIDE, list[Value](marks), at=conversation.now())


def _is_early(conversation: Conversation, finding: Finding) -> bool:
    """Say whether it only tells that nothing is written down, before anything was signed off."""
    log = conversation.log
    written = any(log.by_question.get(question) for question in finding.fields)
    return finding.rule in _LATE and log.latest_version() is None and not written


def _tells_of_cpr(conversation: Conversation, finding: Finding) -> bool:
    """Say whether the person would read of a recommendation that nobody has told them of.

    It is shown where staff write, and on the overview (rule A-13: no shared screen tells it).
    """
    return _CPR in finding.fields and not was_told_of_cpr(conversation.log)


def _asked_at_the_end(finding: Finding) -> bool:
    """Say whether it is one of the facts that the check page asks for: no reminder before."""
    return bool(finding.fact) and finding.stops == "plan"


def _left(conversation: Conversation, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what was not put aside; of two that say the same, one."""
    aside = set(_aside(conversation))
    left: dict[tuple[str, str], Finding] = {}
    for finding in found:
        hidden = may_put_aside(finding) and _mark(conversation, finding) in aside
        if not hidden:
            left.setdefault((finding.rule, finding.words), finding)
    return tuple(left.values())


def _aside(conversation: Conversation) -> tuple[str, ...]:
    kept = conversation.session.store.setting(ASIDE)
    return tuple(str(mark) for mark in kept) if isinstance(kept, list) else ()


def _mark(conversation: Conversation, finding: Finding) -> str:
    """Return what stands for a finding and all it is about, and tells nothing of either."""
    log = conversation.log
    heads = sorted(
        head.digest
        for question in finding.fields
        for instance in {finding.instance, ""}
        for head in log.heads(question, instance)
    )
    parts = (conversation.person, finding.rule, finding.instance, finding.words, *heads)
    return sha256("\n".join(parts).encode()).hexdigest()[:16]
