"""Commands on a store: whose plans it keeps, what stands in them, a copy, whether it is sound."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from eolplan.cli.talking import CAN_BE_MENDED, now, passphrase, printed
from eolplan.desk import Desk, guide_for
from eolplan.errors import EolplanError
from eolplan.handover import AUDIENCES, readers
from eolplan.record import Entry, Log, Reading, Version
from eolplan.subject import Subject, spaced
from eolplan.vault import unlock
from eolplan.words import listing, partial_date, say, tr

_FULL: Final = "full"


class NobodyFound(EolplanError):
    """No person of the store has this id or number."""

    def __init__(self) -> None:
        super().__init__(tr("Nobody in this store has that id or number."))


class NobodyOfThatName(EolplanError):
    """A copy is for one of the people of the plan, and none of them was named."""

    def __init__(self, names: Iterable[str]) -> None:
        told = listing(tuple(names))
        words = say("Say with --reader whom of the plan it is for: {names}.", names=told)
        super().__init__(words if told else tr("Nobody is in this plan yet."))


class FullNeedsReason(EolplanError):
    """The full record holds what no other copy may, so it goes nowhere without a reason."""

    def __init__(self) -> None:
        super().__init__(tr("The full record needs a reason. Give it with --reason."))


def people(args: argparse.Namespace) -> int:
    """List the people whose plans a store keeps."""
    with opened(args) as desk:
        rows = desk.caseload.people()
    found = [
        {
            "id": r.person,
            "name": r.name,
            "born": r.born,
            "numbers": {"nhs": r.nhs},
            "review_due": r.review_due,
            "place_first": r.place_first,
            "practice": bool(r.practice),
        }
        for r in rows
    ]
    lines = (
        f"{r.person}  {r.name}  {partial_date(r.born)}  {spaced(r.nhs or r.chi or r.hcn)}"
        for r in rows
    )
    return printed(args, {"people": found}, lines)


def show(args: argparse.Namespace) -> int:
    """Show what stands in one person's record."""
    with opened(args) as desk:
        person = _person(desk, args.person)
        log = desk.log(person)
        secret = {question.id for question in desk.guide if question.secret}
    subject = Subject.of(log)
    readings = [log.reading(*key) for key in sorted(log.questions())]
    found = {
        "person": {
            "id": person,
            "name": subject.listed,
            "born": subject.born,
            "numbers": {"nhs": subject.nhs, "chi": subject.chi, "hcn": subject.hcn},
        },
        "answers": [_answer(r, entry, secret) for r in readings if (entry := r.entry) is not None],
        "conflicts": [
            {"question": r.question, "instance": r.instance,
             "sides": [_answer(r, head, secret) for head in r.heads]}
            for r in readings if r.state == "conflict"
        ],
        "versions": [_version(v) for v in _versions(log)],
    }  # fmt: skip
    lines = (
        f"{r.question}{'/' + r.instance if r.instance else ''}  {r.state}  {_short(r, secret)}"
        for r in readings
    )
    return printed(args, found, lines)


def export(args: argparse.Namespace) -> int:
    """Save the copy of a signed plan for one kind of reader as a PDF."""
    with opened(args) as desk:
        person = _person(desk, args.person)
        if args.audience == _FULL and not args.reason.strip():
            raise FullNeedsReason
        named = AUDIENCES[args.audience].named
        reader = _reader(desk, person, args.reader) if named else ""
        copy = desk.copy(person, args.audience, reason=args.reason, reader=reader)
        desk.save_copy(copy, args.out, person=person, reason=args.reason)
    print(tr("Saved."))
    return 0


def verify(args: argparse.Namespace) -> int:
    """Read a whole store back and compare it with its chain."""
    with opened(args) as desk:
        result = desk.verify(args.anchor)
    found = {"ok": result.ok, "anchored": result.anchored, "problems": list(result.problems)}
    said = tr("Nothing is wrong.") if result.ok else tr("Something is wrong.")
    if not result.anchored:
        said += " " + tr("Not anchored: an older copy of the whole store would look the same.")
    printed(args, found, (said, *result.problems))
    return 0 if result.ok else CAN_BE_MENDED


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Desk]:
    """Open the store of a command; tell of topics of the team's own that are left out."""
    session = unlock(args.folder, passphrase(args), now=now)
    try:
        guide, slip = guide_for(args.folder)
        desk = Desk(session, guide, now=now)
        for told in filter(None, (slip, desk.local.fault)):
            print(told, file=sys.stderr)
        yield desk
    finally:
        session.close()


def _person(desk: Desk, number_or_id: str) -> str:
    row = desk.caseload.find(number_or_id)
    if row is None:
        raise NobodyFound
    return row.person


def _reader(desk: Desk, person: str, named: str) -> str:
    """Return which of the people of the plan *named* is: an id, or a name that only one has."""
    log = desk.log(person)
    found = readers(desk.guide, log, Subject.of(log).names())
    wanted = named.strip().casefold()
    ids = [one.id for one in found if wanted in (one.id.casefold(), one.name.casefold())]
    if len(ids) != 1:
        raise NobodyOfThatName(one.name for one in found)
    return ids[0]


def _answer(reading: Reading, entry: Entry, secret: Collection[str]) -> dict[str, object]:
    """Return one answer; of a secret one, that it is there and nothing of what it says."""
    answer = entry.answer
    hidden = reading.question in secret
    return {
        "question": reading.question,
        "instance": reading.instance,
        "standing": str(answer.standing),
        "value": None if hidden else answer.value,
        "own_words": "" if hidden else answer.own_words,
        "said_by": answer.said_by,
        "said_on": answer.said_on,
        "digest": entry.digest,
    }


def _short(reading: Reading, secret: Collection[str]) -> str:
    answer = reading.answer
    if reading.question in secret:
        return tr("(not shown)")
    return json.dumps(answer.value, ensure_ascii=False) if answer and answer.value else ""


def _versions(log: Log) -> list[Version]:
    return sorted(log.versions.values(), key=lambda v: (v.number, v.digest))


def _version(version: Version) -> dict[str, object]:
    return {
        "number": version.number,
        "digest": version.digest,
        "signed_at": version.signed_at,
        "signed_by": version.signer.name,
        "subset": version.subset,
    }
