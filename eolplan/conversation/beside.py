"""What stands beside a record: on the laptop, in other plans, and on the way out.

The rules read no disk, so it is looked up here, and only where a rule may ask for it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import product
from typing import Final

from eolplan.caseload import Known, numbers_in
from eolplan.conversation.door import Conversation
from eolplan.conversation.training import training
from eolplan.record import Log, Standing
from eolplan.rules import Around, Handed
from eolplan.subject import each_of
from eolplan.vault import ClockBehind, last_backup

LEFT: Final = frozenset({"copy.saved", "copy.by_hand"})
"""What the audit trail calls a copy that left the laptop."""

_OWN: Final = ("val.matters", "pod.first")
"""Questions whose own words are nobody else's."""

_FEW: Final = 20
"""Of one name: whoever has more of them looks through the list of people."""

_LONG: Final = 6
"""Words: fewer are said alike by many people."""


def around(conversation: Conversation) -> Around:
    """Return what is known beside the record of a talk."""
    store, session = conversation.session.store, conversation.session
    backup = last_backup(store)
    signed = bool(conversation.log.versions)
    return Around(
        now=conversation.now().replace(second=0, microsecond=0),  # no rule counts seconds
        backed_up=backup.at if backup else None,
        handed=tuple(_handed(conversation)) if signed else (),
        copied=frozenset(_copied(conversation)),
        twins=len(_twins(conversation)),
        clock_wrong=any(isinstance(notice, ClockBehind) for notice in session.notices),
        training=training(),
    )


def _handed(conversation: Conversation) -> Iterator[Handed]:
    """Yield every copy of this plan that left, as the trail tells it, under any id of theirs."""
    store, ids = conversation.session.store, conversation.log.members | {conversation.person}
    told = {row.seq: row for one in ids for row in store.audit_about(one)}
    for _, row in sorted(told.items()):
        if row.action in LEFT:
            what = json.loads(row.object)
            at, reader = dt.datetime.fromisoformat(row.at), what.get("reader", "")
            yield Handed(what["version"], what["audience"], at, reader)


def _twins(conversation: Conversation) -> set[str]:
    """Return the ids of others with the same number, or the same name and day of birth."""
    store, me = conversation.session.store, conversation.subject
    names = product(each_of(me.given), each_of(me.family)) if me.born else ()
    looked = [*numbers_in(me), *(" ".join(filter(None, name)) for name in names)]
    near = {one for text in looked if text for one in store.search(text)[:_FEW]}
    rows = (store.caseload_row(one) for one in sorted(near - conversation.log.persons))
    return {row.person for row in Known(filter(None, rows)).like(me)}


def _copied(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Yield whose own words stand in another plan letter by letter."""
    log: Log = conversation.log
    for question in _OWN:
        reading = log.reading(question)
        words = reading.own_words if reading.standing is Standing.ANSWERED else ""
        long = len(words.split()) >= _LONG
        if long and conversation.session.store.others_say(question, words, log.persons):
            yield question, ""
