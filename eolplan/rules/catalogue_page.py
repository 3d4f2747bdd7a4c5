"""The catalogue of rules as a page to read, made from the very rules that run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.catalogue import RULES
from eolplan.rules.finding import EVERYWHERE, MCA, Rule, Severity
from eolplan.rules.kept import KEPT
from eolplan.words import N_, listing, tr

_FAMILIES: Final = {
    "N": N_("What every plan needs"), "I": N_("Who the person is"),
    "A": N_("Agreement, sharing and privacy"), "C": N_("Making decisions"), "P": N_("Places"),
    "T": N_("Treatment"), "R": N_("CPR"), "L": N_("Legal papers"), "J": N_("Nations"),
    "D": N_("Devices"), "M": N_("Medicines and crises"),
    "K": N_("People, carers and dependants"), "V": N_("Talks and whose voice"),
    "Q": N_("Review"), "X": N_("Copies"), "E": N_("After death"),
}  # fmt: skip
"""What the first letter of an id stands for, in the order of the page."""

_WEIGHTS: Final = {
    Severity.BLOCK: N_("stops"), Severity.WARN: N_("warns"), Severity.PROMPT: N_("reminds"),
    Severity.LABEL: N_("labels"),
}  # fmt: skip
_STOPS: Final = {
    "plan": N_("the whole sign-off"), "topic": N_("one topic, which can be held back"),
    "copy": N_("one copy"),
}  # fmt: skip
_NATIONS: Final = {"ENG": "England", "WAL": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}

_INTRO: Final = (
    N_("Every rule that eolplan looks for in a plan, made by `python -m eolplan rules` from the"
       " rules that run. Words in braces are filled from the plan."),
    N_("A rule **stops** a sign-off or a copy, **warns**, **reminds**, or **labels** what is"
       " printed beside a paper. Nothing here ever stops a draft, a pause or a talk, and no rule"
       " asks for a wish."),
    N_("While people talk, staff see only what stops and what is marked *in a talk*. What is"
       " marked *prints* stands on the copies of professionals until it is settled. What is marked"
       " *reason* can be answered by whoever signs, in words that print."),
)  # fmt: skip


def catalogue_page() -> str:
    """Return the page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f"# {tr('Rules')}"
    for words in _INTRO:
        yield from ("", tr(words))
    for letter, title in _FAMILIES.items():
        found = [rule for rule in RULES if rule.id.startswith(letter)]
        found.sort(key=lambda rule: rule.id)
        if found:
            yield from ("", f"## {tr(title)}", "")
            yield _row(tr("id"), tr("weight"), tr("what staff read"), tr("source"))
            yield _row(*["---"] * 4)
            yield from (_row(r.id, _weight(r), tr(r.words), _source(r)) for r in found)
    yield from ("", f"## {tr('Kept by how eolplan is made')}", "")
    yield tr("Nothing to find: no plan can break these. Each has a test of its own.")
    yield from ("", _row(tr("id"), tr("what holds"), tr("source")), _row(*["---"] * 3))
    yield from (_row(kept.id, tr(kept.words), kept.source) for kept in KEPT)


def _source(rule: Rule) -> str:
    """Return where a rule comes from, and then from where in the nations that have other law."""
    others = dict[str, list[str]]()
    for code, name in _NATIONS.items():
        if code in rule.nations and (source := rule.source_in(code)) != rule.source:
            others.setdefault(source, []).append(name)
    return ". ".join([rule.source, *(f"*{listing(n)}*: {s}" for s, n in others.items())])


def _weight(rule: Rule) -> str:
    """Return what a rule does, and where it is seen."""
    what = tr(_WEIGHTS[rule.severity])
    if rule.stops:
        what += f" {tr(_STOPS[rule.stops])}"
    marks = (
        (rule.safety, tr("in a talk")), (rule.prints, tr("prints")),
        (rule.may_go_on, tr("reason")), (rule.nations != EVERYWHERE, _where(rule)),
    )  # fmt: skip
    return "; ".join([what, *(f"*{words}*" for holds, words in marks if holds)])


def _where(rule: Rule) -> str:
    if rule.nations == MCA:
        return tr("England and Wales")
    if rule.nations == _NATIONS.keys():
        return tr("the United Kingdom")
    return listing([name for code, name in _NATIONS.items() if code in rule.nations]) or tr(
        "other places"
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', ' ') for cell in cells)} |"
