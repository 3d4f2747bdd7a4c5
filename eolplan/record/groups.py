"""Repeating groups: who is present, in which order, and what a removal leaves behind.

The fields of a group carry its id and a dot before their own name
(``contact``, ``contact.name``); so do the fields that a later guide adds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from eolplan.record.answer import Standing
from eolplan.record.codes import SAYS
from eolplan.record.entry import Entry
from eolplan.record.graph import closure, links_of

if TYPE_CHECKING:
    from eolplan.record.log import Log

GONE: Final = frozenset({Standing.REMOVED, Standing.NOT_ASKED})
"""Standings of a membership that does not stand: removed, or its adding was undone."""


def order_of(group: str) -> str:
    """Return the id of the question that holds the order of *group*."""
    return f"{group}.order"


def is_order(log: Log, question: str) -> bool:
    """Say whether *question* holds the order of a group of this record."""
    group = question.removesuffix(order_of(""))
    return group != question and any(known == group for known, _ in log.by_key)


def is_of(question: str, group: str) -> bool:
    """Say whether *question* is *group* itself or one of its fields."""
    return question == group or question.startswith(f"{group}.")


def instances(log: Log, group: str) -> tuple[str, ...]:
    """Return the members that are present, in order: listed ones first, then by id.

    With two orders that differ every reader takes that of the smaller digest.
    """
    orders = (head.answer.value for head in log.heads(order_of(group))[:1])
    listed = [member for order in orders if isinstance(order, list) for member in order]
    rank = {member: place for place, member in enumerate(listed) if isinstance(member, str)}
    here = (instance for instance in _known(log, group) if is_present(log, group, instance))
    return tuple(sorted(here, key=lambda i: (rank.get(i, len(rank)), i)))


def torn(log: Log, group: str) -> tuple[str, ...]:
    """Return the members that are gone for one record and changed in another."""
    return tuple(
        instance
        for instance in _known(log, group)
        if log.reading(group, instance).state == "conflict"
        and any(head.answer.standing in GONE for head in log.heads(group, instance))
    )


def all_instances(log: Log, group: str) -> tuple[str, ...]:
    """Return every member that was ever recorded, by id."""
    ever = {e.instance for e in log.entries.values() if e.instance and is_of(e.question, group)}
    return tuple(sorted(ever))


def is_present(log: Log, group: str, instance: str) -> bool:
    """Say whether a membership stands and nobody has removed it."""
    if not log.rules.remove_by_membership:
        return any(h.answer.standing is Standing.ANSWERED for h in _fields(log, group, instance))
    standings = {head.answer.standing for head in log.heads(group, instance)}
    return bool(standings - GONE) and Standing.REMOVED not in standings


def left_behind(log: Log, group: str, instance: str) -> tuple[Entry, ...]:
    """Return the heads of the fields of an instance, but for those that say nothing."""
    return tuple(
        head
        for head in _fields(log, group, instance)
        if head.answer.standing is not Standing.NOT_ASKED
    )


def whole(log: Log, group: str, instance: str, fields: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Return every head of an instance, across its questions.

    Args:
        log, group, instance: Which instance.
        fields: Questions of the group that do not carry its id before their own.
    """
    others = (head for field in fields for head in log.heads(field, instance))
    found = {h.digest: h for h in (*_fields(log, group, instance), *others)}
    found |= {head.digest: head for head in log.heads(group, instance)}
    return tuple(found[digest] for digest in sorted(found))


def is_removed(log: Log, question: str, instance: str) -> bool:
    """Say whether something was said on *question* until its instance was removed."""
    known = log.by_instance.get(instance)
    if not known:  # as of most of what is asked once
        return False
    return any(e.question == question for e in known) and any(
        e.answer.standing is Standing.REMOVED and e.digest not in log.graph.superseded
        for e in known
    )


def last_words(log: Log, question: str, instance: str) -> tuple[Entry, ...]:
    """Return what stood on *question* when its instance was removed, by digest."""
    if not is_removed(log, question, instance):
        return ()
    mine = {e.digest: e for e in log.by_instance[instance] if e.question == question}
    before = (parent for entry in mine.values() for parent in entry.supersedes)
    replaced = closure(before, links_of(log.entries, log.husks))
    return tuple(mine[digest] for digest in sorted(mine.keys() - replaced))


def _known(log: Log, group: str) -> tuple[str, ...]:
    """Instances in which the membership has a head (or, by the old rule, any field)."""
    if log.rules.remove_by_membership:
        found = {i for i in log.by_question.get(group, ()) if log.heads(group, i)}
    else:
        found = {instance for question, instance in log.by_key if is_of(question, group)}
    # what others say of a page makes no member
    return tuple(sorted(i for i in found if i and not i.startswith(SAYS)))


def _fields(log: Log, group: str, instance: str) -> tuple[Entry, ...]:
    """Return the heads of an instance in every question of *group* but the membership."""
    questions = sorted({e.question for e in log.by_instance.get(instance, ())} - {group})
    return tuple(
        head
        for question in questions
        if is_of(question, group) or question in _taken_off(log, group, instance)
        for head in log.heads(question, instance)
    )


def _taken_off(log: Log, group: str, instance: str) -> set[str]:
    """Return the questions that a removal of this instance has covered before."""
    return {
        log.entries[parent].question
        for entry in log.by_instance.get(instance, ())
        if entry.question == group and entry.answer.standing is Standing.REMOVED
        for parent in entry.supersedes
        if parent in log.entries
    }
