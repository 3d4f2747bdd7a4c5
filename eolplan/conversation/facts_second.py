"""A second signature: asked of somebody by name, and given later by that member of staff.

Until it is given page 1 says that it is awaited (S02). A colleague of the team gives it by
signing a version: that they have signed and their signature are written in one act, so the
record never says one without the other. Somebody from elsewhere signs on paper, and the day
of it is written down. Either counts for the version that it was given for: with the next one
the same person is awaited anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.identity import Act, Staff
from eolplan.record import Answer, Entry, Log, Standing
from eolplan.record.codes import JUDGED
from eolplan.status import SECOND as NAME
from eolplan.status import SECOND_ON as GIVEN
from eolplan.status import second_awaited

ROLE: Final = "sign.second.role"

_BLANK: Final = Answer(Standing.NOT_ASKED)
_MOST: Final = 70
"""As many letters as the lines for a name and a role hold."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A signature that somebody is asked for.

    Attributes:
        name, role: Of whom it is asked.
        by: Id of the member of staff who asked.
        signer: Id of whoever signed the newest version; empty where there is none.
    """

    name: str
    role: str
    by: str
    signer: str = ""

    def is_of(self, staff: Staff) -> bool:
        """Say whether it is asked of *staff*, who sign off and are not who asked or signed."""
        others = staff.id not in (self.by, self.signer)
        return self.names(staff) and others and staff.can(Act.SIGN)

    def names(self, staff: Staff) -> bool:
        """Say whether *staff* are called as whoever is asked."""
        return self.name.casefold() == _line(staff.name).casefold()


def awaited(log: Log) -> Awaited | None:
    """Return whose signature is awaited; None: nobody's."""
    name, asked = second_awaited(log), log.reading(NAME).entry
    if not name or asked is None:
        return None
    role, latest = log.reading(ROLE), log.latest_version()
    signer = latest.signer.id if latest is not None else ""
    return Awaited(name, str(role.value or role.own_words), asked.author.id, signer)


def is_asked(talk: Conversation) -> bool:
    """Say whether who is signed in is asked to sign, and there is something to sign with it."""
    asked = awaited(talk.log)
    return asked is not None and asked.is_of(talk.staff) and talk.log.latest_version() is not None


def ask_second(talk: Conversation, name: str, role: str) -> tuple[Entry, ...]:
    """Ask for a second signature; one that was given before counts for what it signed.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    return talk.record([
        (NAME, "", Answer(value=_line(name), said_by=JUDGED)),
        (ROLE, "", Answer(value=_line(role), said_by=JUDGED) if _line(role) else _BLANK),
        (GIVEN, "", _BLANK),
    ])  # fmt: skip


def ask_nobody(talk: Conversation) -> tuple[Entry, ...]:
    """Take the request back: one signature is enough.

    Raises:
        MayNot: who is signed in does not sign off.
        NotWritten: the disk did not take it.
    """
    return talk.record([(question, "", _BLANK) for question in (NAME, ROLE, GIVEN)])


def given_now(talk: Conversation) -> tuple[Entry, ...]:
    """Return what a version signed by who is signed in says of the second signature.

    That they have given it, where they are asked. Where they sign something new, a day that
    counted for an earlier version is taken off; nobody is the second to sign beside themselves.
    """
    if is_asked(talk):
        said = Answer(value=talk.today.isoformat(), said_by=JUDGED)
        return talk.prepare([(GIVEN, "", said)])
    if not talk.log.unsigned():
        return ()
    named = Awaited(str(talk.reading(NAME).value or ""), "", "")
    if named.names(talk.staff):
        return talk.prepare([(question, "", _BLANK) for question in (NAME, ROLE, GIVEN)])
    return talk.prepare([(GIVEN, "", _BLANK)]) if asked_anew(talk) else ()


def asked_anew(talk: Conversation) -> str:
    """Return who signed an earlier version, and is awaited once what is new is signed; or empty."""
    name = str(talk.reading(NAME).value or "")
    gave = name and awaited(talk.log) is None and _is_signed(talk) and talk.log.unsigned()
    return name if gave and not Awaited(name, "", "").names(talk.staff) else ""


def _is_signed(talk: Conversation) -> bool:
    """Say whether the day of the second signature is part of the newest version."""
    unsigned = {entry.digest for entry in talk.log.unsigned()}
    return all(head.digest not in unsigned for head in talk.log.heads(GIVEN))


def _line(text: str) -> str:
    """Return a name or a role as it stands in a plan: one line, no longer than that holds."""
    return text.strip()[:_MOST].strip()
