"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from eolplan.record import said_of
from eolplan.rules.plan import Plan
from eolplan.rules.sources import LOCAL_LAW
from eolplan.words import listing, tr

Stops: TypeAlias = Literal["", "plan", "topic", "copy"]
"""What a BLOCK stops: the whole sign-off, the one topic, which can be held back, or a copy."""

EVERYWHERE: Final = frozenset({"ENG", "WAL", "SCT", "NIR", "OTH"})
MCA: Final = frozenset({"ENG", "WAL"})
"""Nations of the Mental Capacity Act 2005."""
UK: Final = EVERYWHERE - {"OTH"}
"""Nations whose law is known here; elsewhere what statutes say is left out."""


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first (clinical decisions, section 4).

    None of them ever stops a draft, a pause or a talk.
    """

    BLOCK = "BLOCK"
    WARN = "WARN"
    LABEL = "LABEL"
    """Changes what is printed beside a paper, and never stops a sign-off."""
    PROMPT = "PROMPT"


_QUIET: Final = (Severity.WARN, Severity.PROMPT)
"""What is said no more once a plan has ended."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule applies.

    Attributes:
        fields: Ids of the questions it is about; the first is where to mend it.
        instance: Which member of a repeating group.
        names: What the rule's words are filled with.
        severity: Where it depends on the facts; None: the rule's own.
        words: Other words than the rule's; empty: the rule's own.
        law: The nation whose law it is about; empty: where the plan is.
    """

    fields: tuple[str, ...]
    instance: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    severity: Severity | None = None
    words: str = ""
    law: str = ""


def of_each(
    group: str, hits: Callable[[Plan, str], Iterable[Hit]]
) -> Callable[[Plan], Iterator[Hit]]:
    """Return *hits* for every member of a repeating group."""
    return lambda plan: (hit for member in plan.members(group) for hit in hits(plan, member))


def naming(
    lacking: Sequence[tuple[str, str]], instance: str = "", *, also: tuple[str, ...] = ()
) -> Iterator[Hit]:
    """Yield one hit that names all that is lacking, as ``{what}``; none where nothing is.

    Args:
        lacking: Where each is to be recorded, and what it is called.
        instance: Which member of a repeating group.
        also: Further questions it is about.
    """
    if lacking:
        fields = dict.fromkeys([question for question, _ in lacking] + list(also))
        yield Hit(tuple(fields), instance, {"what": listing([words for _, words in lacking])})


def unsaid(plan: Plan, asked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of *asked* to which nothing was said, each with what it is called.

    What was said of an answer that stands no longer says nothing of the one that does.
    """
    return [
        (question, words) for question, words in asked
        if not plan.was_said(question) or said_of(plan.log, question)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        id: As in the catalogue, such as ``R-05``. Two rules may share it.
        severity: Its weight.
        words: Whole sentences for staff, with ``{places}`` for the names of a hit.
        source: Where it comes from; of a rule of law, in England and Wales.
        hits: Says where it applies; pure.
        nations: Whose law or services it belongs to.
        stops: What a BLOCK of it stops.
        fact: Which fact of a sign-off it asks for; empty for all others.
        safety: A warning of it may be shown while people talk, as what stops is.
        prints: It stands on the copies of professionals while it is not settled.
        at_odds: It finds two answers that point different ways.
        once_ended: It looks at a plan that has ended; the others are silent then, but for
            what stops or labels, and what stops a topic once the person has died.
        may_go_on: A named clinician may sign off all the same and write why, which prints.
        elsewhere: What it comes from where other law counts, by nation; where that law is not
            known here it is local law. Empty: it comes from the same everywhere.
    """

    id: str
    severity: Severity
    words: str
    source: str
    hits: Callable[[Plan], Iterable[Hit]]
    nations: frozenset[str] = EVERYWHERE
    stops: Stops = ""
    fact: str = ""
    safety: bool = False
    prints: bool = False
    at_odds: bool = False
    once_ended: bool = False
    may_go_on: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def source_in(self, law: str) -> str:
        """Return where it comes from in one nation: a statute of another says nothing there."""
        if not self.elsewhere:
            return self.source
        return self.elsewhere.get(law, self.source if law in MCA else LOCAL_LAW)

    def _is_too_late(self, plan: Plan) -> bool:
        """Say whether it stops a topic that nobody can talk about any more with the person."""
        return plan.died and self.stops == "topic" and not self.fact

    def _is_not_for_here(self, plan: Plan, hit: Hit) -> bool:
        """Say whether what would be asked for is known elsewhere; harm is told all the same."""
        return not self.safety and plan.is_out_of_sight(hit.fields[0], hit.instance)

    def findings(self, plan: Plan) -> Iterable[Finding]:
        """Yield what this rule finds in *plan*."""
        if self.nations != EVERYWHERE and plan.nation not in self.nations:
            return
        quiet = plan.ended and not self.once_ended
        if quiet and (self.severity in _QUIET or self._is_too_late(plan)):
            return
        for hit in self.hits(plan):
            severity = hit.severity or self.severity
            if severity in _QUIET and (quiet or self._is_not_for_here(plan, hit)):
                continue
            yield Finding(
                rule=self.id,
                severity=severity,
                fields=hit.fields,
                words=tr(hit.words or self.words).format(**hit.names),
                source=self.source_in(hit.law or plan.nation),
                instance=hit.instance,
                stops=self.stops if severity is Severity.BLOCK else "",
                fact=self.fact,
                safety=self.safety,
                prints=self.prints,
                at_odds=self.at_odds,
                may_go_on=self.may_go_on and severity is Severity.BLOCK,
            )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in one plan.

    Attributes:
        rule: Its id in the catalogue.
        severity: What it weighs here.
        fields: Ids of the questions it is about; the first is where to mend it.
        words: Whole sentences for staff, in the language in force.
        source: Where the rule comes from.
        instance: Which member of a repeating group; empty outside one.
        stops: ``plan``, ``topic``, ``copy``, or empty.
        fact: Which fact of a sign-off is asked for; empty for all others.
        safety, prints, at_odds: As of the rule.
        may_go_on: It stops something, and a named clinician may go on and write why.
    """

    rule: str
    severity: Severity
    fields: tuple[str, ...]
    words: str
    source: str
    instance: str = ""
    stops: Stops = ""
    fact: str = ""
    safety: bool = False
    prints: bool = False
    at_odds: bool = False
    may_go_on: bool = False

    @property
    def about(self) -> str:
        """What stands for a check and the thing it is about, whatever is said of that."""
        return f"{self.rule}.{self.instance or self.fields[0]}"

    @property
    def in_talk(self) -> bool:
        """Whether staff see it while people talk; everything else can wait for the write-up."""
        return self.severity is Severity.BLOCK or (self.safety and self.severity is Severity.WARN)
