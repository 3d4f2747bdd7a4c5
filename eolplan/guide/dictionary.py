"""The data dictionary: every question and every answer of a guide, as a page to read.

For whoever maps eolplan to another system, or checks what it asks. It is made
from the guide itself, so it cannot tell of anything else than what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from eolplan.guide.guide import Guide
from eolplan.guide.model import AUDIENCES, Question, Section, ShownIf
from eolplan.guide.value_sets import Option, ValueSet

_HEAD: Final = """# Data dictionary

Every question that eolplan asks, and every answer it offers. Made from the guide by
`python -m eolplan data-dictionary > docs/data-dictionary.md`; a test compares the two.

- **Kind**: what an answer is. In a group that repeats, each member has its own answers.
- **Asked of**: the person, a carer alone, or staff. *Words*: a box for words stands beside it.
- **Must**: M must be there before sign-off, or once what it hangs on is used; R is asked and its
  standing kept; O is optional. Nothing has to be answered for a record to be saved.
- **Copies**: those on which it may appear; the full record has everything but what is secret.
  *Restricted* is in the full record only, and kept shut for all but chosen staff.
"""
_COLUMNS: Final = ("Id", "Name", "Kind", "Asked of", "Must", "Answers", "Copies", "When", "From")
_EVERY: Final = AUDIENCES[:-1]


def dictionary(guide: Guide) -> str:
    """Return the page, in Markdown; the same guide gives the same text."""
    parts = [_HEAD, "## Topics\n", *(_topic(guide, section) for section in guide.sections)]
    sets = sorted(guide.value_sets.values(), key=lambda each: each.id)
    return "\n".join([*parts, "## Answers\n", *map(_answers, sets)]).rstrip("\n") + "\n"


def _topic(guide: Guide, section: Section) -> str:
    kept = "each conversation" if section.per == "conversation" else "each person"
    aside = ", for staff to open" if section.aside else ""
    source = f"{section.source}. " if section.source else ""
    about = f"{source}Kept for {kept}{aside}.\n"
    rows = (_row(guide, page) for page in _in_order(guide, section))
    head = f"### {section.title} (`{section.id}`)\n"
    return "\n".join([head, about, *_head(_COLUMNS), *rows, ""])


def _in_order(guide: Guide, section: Section) -> Iterator[Question]:
    """Yield the pages, each followed by its fields."""
    for page in section.pages:
        yield page
        yield from map(guide.question, guide.own_fields(page))


def _row(guide: Guide, question: Question) -> str:
    return _line([
        f"`{question.id}`", question.heading, _kind(guide, question), _asked(question),
        question.obligation, f"`{question.value_set.id}`" if question.value_set else "",
        _copies(question), "; ".join(_when(question)), question.source,
    ])  # fmt: skip


def _kind(guide: Guide, question: Question) -> str:
    kind = f"{question.kind}, repeats" if question.repeats else question.kind
    group = guide.group_of(question.id)
    return f"{kind}, in `{group.id}`" if group else kind


def _asked(question: Question) -> str:
    words = question.own_words and question.kind != "text"
    return f"{question.asks}, words" if words else question.asks


def _copies(question: Question) -> str:
    if question.secret:
        return "none at all"
    if question.restricted:
        return "restricted"
    on = [audience for audience in _EVERY if question.copies[audience]]
    if len(on) == len(_EVERY):
        return "all"
    off = [audience for audience in _EVERY if audience not in on]
    return f"all but {', '.join(off)}" if len(off) < len(on) else ", ".join(on) or "full only"


def _when(question: Question) -> Iterator[str]:
    """Yield what decides whether it is asked, and whether it leaves the full record."""
    if question.nations:
        yield "in " + ", ".join(question.nations)
    if question.under:
        yield f"under {question.under}"
    if question.shown_if:
        yield f"if {_fact(question.shown_if)}"
    if question.restricted_unless:
        yield f"restricted unless {_fact(question.restricted_unless)}"


def _fact(fact: ShownIf) -> str:
    if fact.answered:
        return f"`{fact.question}` is answered"
    verb, codes = ("is", fact.is_) if fact.is_ else ("is not", fact.is_not)
    return f"`{fact.question}` {verb} {' or '.join(codes)}"


def _words(option: Option) -> str:
    first = f" (first in {', '.join(option.nations)})" if option.nations else ""
    young = f" (under {option.under} only)" if option.under else ""
    return option.words + first + young


def _answers(value_set: ValueSet) -> str:
    rows = (
        _line([
            f"`{option.code}`", _words(option),
            "; ".join(f"{c.system} {c.code}" + (f" ({c.use})" if c.use else "") for c in
                      option.codings),
        ])
        for option in value_set.options
    )  # fmt: skip
    head = f"### {value_set.id}: {value_set.title}\n"
    table = _head(("Code", "Words", "Elsewhere"))
    return "\n".join([head, f"From: {value_set.source}\n", *table, *rows, ""])


def _head(columns: Sequence[str]) -> tuple[str, str]:
    return _line(columns), _line(["---"] * len(columns))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
