"""Whose plan a page shows: the facts of the person banner, read from the record."""

from __future__ import annotations

from typing import Final

from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.record import Log
from eolplan.status import state_of
from eolplan.subject import Subject, spaced
from eolplan.words import N_, listing, say, tr
from ui.pages.status_words import banner_fact
from ui.widgets import BannerFacts

_LANGUAGE: Final = "comm.lang_spoken"
_INTERPRETER: Final = "comm.interpreter"
_NEEDS: Final = "comm.impairments"
_ENGLISH: Final = "en"
_NUMBERS: Final = {
    "nhs": N_("NHS no. {number}"),
    "chi": N_("CHI no. {number}"),
    "hcn": N_("H&C no. {number}"),
}
"""The number of a person as each nation calls it, in the words of page 1."""
_NO_NEEDS: Final = frozenset({"none_known", "other"})


def banner_of(desk: Desk, person: str) -> BannerFacts:
    """Return the banner of *person*: who it is, in the form for staff, and what they need."""
    log = desk.log(person)
    subject, state = Subject.of(log), state_of(log)
    born = subject.born_words if state.died else subject.born_and_age(desk.today)
    facts = (
        banner_fact(state),
        say("Born {date}", date=born),
        _number(subject, subject.nation or desk.staff.nation),
    )
    return BannerFacts(
        name=subject.listed,
        facts=tuple(filter(None, facts)),
        tags=() if state.died else needs(desk.guide, log),  # nobody is to be helped to hear
        warning=_namesake(desk, person, subject),
        died=state.ended,
        practice=subject.practice,
    )


def needs(guide: Guide, log: Log) -> tuple[str, ...]:
    """Return what somebody needs to hear, see and understand, a few words each."""
    tags = []
    if language := _language(guide, log):
        tags.append(say("{language} first", language=language))
    if log.reading(_INTERPRETER).value == "needed":
        tags.append(tr("Interpreter needed"))
    chosen = log.reading(_NEEDS).value
    codes = [code for code in chosen if isinstance(code, str)] if isinstance(chosen, list) else []
    question = guide.question(_NEEDS) if _NEEDS in guide else None
    words = [
        option.said().lower()
        for code in codes
        if question and code not in _NO_NEEDS and (option := question.option(code))
    ]
    if words:
        tags.append(say("Help with {needs}", needs=listing(words)))
    return tuple(tags)


def _number(subject: Subject, nation: str) -> str:
    """The number of a person, the one of the plan's nation first."""
    kind, number = subject.numbered(nation)
    return say(_NUMBERS[kind], number=spaced(number) if number else tr("not known"))


def _language(guide: Guide, log: Log) -> str:
    """The first language in words; empty for English, and when nothing was said."""
    answer = log.reading(_LANGUAGE).answer
    if answer is None or answer.value == _ENGLISH or _LANGUAGE not in guide:
        return ""
    return guide.question(_LANGUAGE).text(answer) if answer.value else answer.own_words


def _namesake(desk: Desk, person: str, subject: Subject) -> str:
    """A warning when somebody else in the store has the same name, and what tells them apart."""
    name = (subject.given.casefold(), subject.family.casefold())
    if not all(name):
        return ""
    others = desk.caseload.people(f"{subject.given} {subject.family}")
    alike = [
        other
        for other in others
        if (other.given.casefold(), other.family.casefold()) == name and other.person != person
    ]
    words = f"{subject.given} {subject.family}"
    if any(other.born == subject.born for other in alike):
        return say("Another {name}, born on the same day, is in your list. Check the number and"
                   " the address.", name=words)  # fmt: skip
    if alike:
        return say("Another {name} is in your list. Check the date of birth.", name=words)
    return ""
