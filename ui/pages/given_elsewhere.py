"""What was asked in another place already, told where it is asked again: nobody is asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.conversation import Conversation
from eolplan.guide import Question
from eolplan.telling import name_of, told
from eolplan.words import say

_AGREES: Final = "agree.conversation"
_PERMISSION: Final = "conv.permission"
_ATTORNEYS: Final = "poa"
_NUMBER: Final = "poa.contact24"
_BY_DAY: Final = "team.single_point.day"


def given_elsewhere(talk: Conversation, page: Question) -> Iterator[str]:
    """Yield in words what is known already of a question on *page* that has no answer yet."""
    if _AGREES in (page.id, *page.fields) and _is_silent(talk, _AGREES):
        asked = talk.guide.question(_PERMISSION)
        if words := told(talk.guide, talk.log, asked, talk.instance(_PERMISSION)):
            yield say("Asked before this talk, if it is all right to talk: {words}.", words=words)
    if page.id == _ATTORNEYS:
        yield from _numbers(talk)
    if _BY_DAY in page.fields and _is_silent(talk, _BY_DAY) and (phone := talk.staff.team_phone):
        yield say("The team's number, from Settings: {phone}.", phone=phone)


def _numbers(talk: Conversation) -> Iterator[str]:
    """Yield the numbers of the attorneys that stand with the people to ring."""
    for instance in talk.log.instances(_ATTORNEYS):
        who = talk.reading("poa.person", instance).value
        contact = str(who.get("instance", "")) if isinstance(who, dict) else ""
        phones = told(talk.guide, talk.log, talk.guide.question("contact.phones"), contact)
        if contact and phones and _is_silent(talk, _NUMBER, instance):
            name = name_of(talk.log, contact)
            yield say("{name}'s number, from the people to ring: {phone}.", name=name, phone=phones)


def _is_silent(talk: Conversation, question: str, instance: str = "") -> bool:
    return talk.reading(question, instance).state == "silent"
