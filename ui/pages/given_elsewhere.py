"""What was asked in another place already, told where it is asked again: nobody is asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.conversation import Conversation
from eolplan.guide import Question
from eolplan.identity import Staff
from eolplan.record import is_view
from eolplan.telling import name_of, told
from eolplan.words import N_, listing, say, tr

_AGREES: Final = "agree.conversation"
_PERMISSION: Final = "conv.permission"
_ATTORNEYS: Final = "poa"
_REFUSED: Final = "adrt.exists"
_NUMBER: Final = "poa.contact24"
_BY_DAY: Final = "team.single_point.day"
_REVIEW: Final = "rev.date"
_OF_SUPPORT: Final = "pc.pcsp.review"
_ABOUT_A_PLACE: Final = {
    "poc.about": ("poc.first", N_("First choice: {place}.")),
    "pod.about": ("pod.first", N_("First choice: {place}.")),
    "pod.second.about": ("pod.second", N_("Second choice: {place}.")),
    "place.avoid.about": ("place.avoid", N_("Does not want: {place}.")),
}  # fmt: skip
"""Pages that ask more of a place -> where it was chosen, and how that is told."""


def given_elsewhere(talk: Conversation, page: Question) -> Iterator[str]:
    """Yield in words what is known already of a question on *page* that has no answer yet.

    And of which place more is asked: "why there" could be about any.
    """
    if page.id in _ABOUT_A_PLACE:
        yield from _place(talk, *_ABOUT_A_PLACE[page.id])
    if _AGREES in (page.id, *page.fields) and _is_silent(talk, _AGREES):
        asked = talk.guide.question(_PERMISSION)
        if words := told(talk.guide, talk.log, asked, talk.instance(_PERMISSION)):
            yield say("Asked before this talk, if it is all right to talk: {words}.", words=words)
    day = told(talk.guide, talk.log, talk.guide.question(_OF_SUPPORT))
    if day and _REVIEW in page.fields and _is_silent(talk, _REVIEW):
        yield say("The support plan is to be looked at again on {date}.", date=day)
    if page.id == _ATTORNEYS:
        if _is_silent(talk, _REFUSED):
            yield tr("Once “Papers there are” tells of a refusal of treatment, it has a page here.")
        yield from _numbers(talk)
    if _BY_DAY in page.fields and _is_silent(talk, _BY_DAY):
        yield from _of_the_team(talk.staff)


def comes_first(page: Question) -> bool:
    """Say whether it is read before what *page* asks; else it comes up while that is answered."""
    return page.id != _ATTORNEYS


def _place(talk: Conversation, question: str, words: str) -> Iterator[str]:
    """Yield which place was chosen, or which ones."""
    asked, log = talk.guide.question(question), talk.log
    keys = sorted(key for key in log.questions() if key[0] == question and not is_view(key[1]))
    answers = [answer for key in keys if (answer := log.reading(*key).answer) is not None]
    if places := [asked.text(answer) for answer in answers if answer.value is not None]:
        yield tr(words).format(place=listing(places))


def _of_the_team(staff: Staff) -> Iterator[str]:
    """Yield the numbers of the team, which print where a plan has none of its own."""
    if staff.team_phone and staff.night_phone:
        yield say("The team's numbers, from Settings: {phone}, and at night {night}.",
                  phone=staff.team_phone, night=staff.night_phone)  # fmt: skip
    elif staff.team_phone:
        yield say("The team's number, from Settings: {phone}.", phone=staff.team_phone)


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
