"""eolplan at the command line: the same core as the window, for scripts and for support."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from eolplan import __version__
from eolplan.desk import Desk, guide_of
from eolplan.errors import EolplanError
from eolplan.record import Entry, Log, Reading, Version
from eolplan.subject import Subject, spaced
from eolplan.vault import Cost, labels, reopen, unlock
from eolplan.words import N_, partial_date, say, tr

CAN_BE_MENDED: Final = 2
"""Exit status for anything the user can put right; standard error says what."""

AUDIENCES: Final = ("ambulance", "hospice")


class NobodyFound(EolplanError):
    """No person of the store has this id or number."""

    def __init__(self) -> None:
        super().__init__(tr("Nobody in this store has that id or NHS number."))


class FileUnreadable(EolplanError):
    """A file that was named cannot be read."""

    def __init__(self) -> None:
        super().__init__(tr("That file cannot be read. Check its name and that you may read it."))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 when the user can mend what stopped it."""
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except EolplanError as e:
        print(e, file=sys.stderr)
        return CAN_BE_MENDED


def people(args: argparse.Namespace) -> int:
    """List the people whose plans a store keeps."""
    with _desk(args) as desk:
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
    lines = (f"{r.person}  {r.name}  {partial_date(r.born)}  {spaced(r.nhs)}" for r in rows)
    return _print(args, {"people": found}, lines)


def show(args: argparse.Namespace) -> int:
    """Show what stands in one person's record."""
    with _desk(args) as desk:
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
    return _print(args, found, lines)


def export(args: argparse.Namespace) -> int:
    """Save the copy of a signed plan for one kind of reader as a PDF."""
    with _desk(args) as desk:
        person = _person(desk, args.person)
        copy = desk.copy(person, args.audience, reason=args.reason)
        desk.save_copy(copy, args.out, person=person, reason=args.reason)
    print(tr("Saved."))
    return 0


def inspect(args: argparse.Namespace) -> int:
    """Say what a PDF carries: whose plan, which version, signed by whom, and whether altered."""
    from eolplan.handover import inspect as look

    found = look(_bytes(args.file))
    lines = (f"{key}: {value}" for key, value in found.items())
    return _print(args, found, lines) or (0 if found["status"] == "ok" else CAN_BE_MENDED)


def verify(args: argparse.Namespace) -> int:
    """Read a whole store back and compare it with its chain."""
    with _desk(args) as desk:
        result = desk.verify(args.anchor)
    found = {"ok": result.ok, "anchored": result.anchored, "problems": list(result.problems)}
    said = tr("Nothing is wrong.") if result.ok else tr("Something is wrong.")
    if not result.anchored:
        said += " " + tr("Not anchored: an older copy of the whole store would look the same.")
    _print(args, found, (said, *result.problems))
    return 0 if result.ok else CAN_BE_MENDED


def check(args: argparse.Namespace) -> int:
    """Check guide files and list what is asked; or print the value shape of each kind."""
    from eolplan.guide import KINDS, GuideProblem, check_guide

    if args.kinds:
        shapes = {name: kind.shape() for name, kind in KINDS.items()}
        print(json.dumps(shapes, indent=2, ensure_ascii=False))
        return 0
    found = check_guide(args.files)
    if found.faults:
        raise GuideProblem(found.faults)
    for title, questions in found.sections:
        print(say("{topic}: {number} questions", topic=title, number=questions))
    return 0


def case(args: argparse.Namespace) -> int:
    """Play cases of made-up people through the real door; print one JSON object a file."""
    from eolplan.guide import shipped
    from eolplan.practice.base import shipped_base
    from eolplan.practice.files import cases
    from eolplan.practice.report import play

    guide = shipped()
    base = shipped_base(guide)
    ok = True
    for story in cases(args.files, guide, base.names):
        report = play(story, base, guide)
        print(json.dumps(report, ensure_ascii=False), flush=True)
        ok = ok and report["ok"]
    return 0 if ok else CAN_BE_MENDED


def practice(args: argparse.Namespace) -> int:
    """Make a store of made-up people to practise with."""
    from eolplan.practice.place import PASSPHRASE
    from eolplan.practice.store import make

    made = make(args.folder, now=_now)
    found = {
        "folder": str(args.folder),
        "passphrase": PASSPHRASE,
        "people": [
            {"case": m.case, "id": m.person, "name": m.name, "version": m.version} for m in made
        ],
    }
    said = say("The store is made. Its passphrase is: {passphrase}", passphrase=PASSPHRASE)
    return _print(args, found, (said, *(m.name for m in made)))


def organisation_make(args: argparse.Namespace) -> int:
    """Make an organisation's key: a public file for the laptops, a private one kept apart."""
    from eolplan.vault.organisation import make, refuse_existing, save

    refuse_existing(args.private)
    refuse_existing(args.public)
    public, private = make(_passphrase(args), Cost.for_this_machine(), args.label)
    save(args.private, private)
    save(args.public, public)
    print(tr("Saved."))
    return 0


def organisation_open(args: argparse.Namespace) -> int:
    """Open a store with the organisation's private file; somebody gets a new passphrase."""
    from eolplan.vault.organisation import recover_with_organisation

    slots = [slot for slot in labels(args.folder) if args.label in ("", slot.label)]
    if len(slots) != 1:
        raise NobodyFound
    made = recover_with_organisation(
        args.folder, _bytes(args.private), _passphrase(args),
        new_passphrase=_passphrase(args, tr("New passphrase: ")), cost=Cost.for_this_machine(),
        slot_id=slots[0].slot_id,
    )  # fmt: skip
    created = reopen(args.folder, made, now=_now, to_show=True)
    created.session.close()
    print(say("The new recovery code, to be written down: {code}", code=created.recovery_code))
    return 0


def asked(args: argparse.Namespace) -> int:
    """Print what is asked: the guide as a FHIR questionnaire, or its topics."""
    from eolplan.guide import shipped
    from eolplan.handover import questionnaire

    guide = shipped(args.guides)
    lines = (f"{section.id}: {tr(section.title)}" for section in guide.sections)
    return _print(args, questionnaire(guide), lines)


def data_dictionary(args: argparse.Namespace) -> int:
    """Print every question and every answer as a page to read, in Markdown."""
    from eolplan.guide import shipped
    from eolplan.guide.dictionary import dictionary

    return _print(args, {}, [dictionary(shipped()).rstrip("\n")])


def rules(args: argparse.Namespace) -> int:
    """Print every rule that is looked for in a plan as a page to read, in Markdown."""
    from eolplan.rules.catalogue_page import catalogue_page

    return _print(args, {}, [catalogue_page().rstrip("\n")])


def try_everything(args: argparse.Namespace) -> int:
    """Try everything that this installation needs, on made-up people."""
    from eolplan.selfcheck import self_check

    found = list(self_check(now=_now))
    ok = all(check.ok for check in found)
    checks = [{"id": check.id, "ok": check.ok, "words": check.words} for check in found]
    _print(args, {"ok": ok, "checks": checks}, (f"{c.id}: {c.words}" for c in found))
    return 0 if ok else CAN_BE_MENDED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="eolplan", description=__doc__)
    parser.add_argument("--version", action="version", version=f"eolplan {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        text = run.__doc__ or ""
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    for name, run in (("people", people), ("show", show), ("export", export), ("verify", verify)):
        command = add(name, run)
        command.add_argument("folder", type=Path, metavar="DIR", help=tr("folder of the store"))
        if name in ("show", "export"):
            command.add_argument("person", metavar="PERSON", help=tr("id or NHS number"))
        command.add_argument("--passphrase-stdin", action="store_true", help=tr(_FROM_STDIN))
        if name == "export":
            command.add_argument("--for", dest="audience", required=True, choices=AUDIENCES)
            command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
            command.add_argument("--reason", default="", metavar="TEXT", help=tr(_REASON))
        else:
            command.add_argument("--json", action="store_true", help=tr("print JSON"))
        if name == "verify":
            command.add_argument("--anchor", default="", metavar="SEQ:HASH", help=tr(_ANCHOR))
    command = add("inspect", inspect)
    command.add_argument("file", type=Path, metavar="FILE.pdf")
    command.add_argument("--json", action="store_true", help=tr("print JSON"))
    command = add("check-guide", check)
    command.add_argument("files", type=Path, nargs="*", metavar="FILE")
    command.add_argument("--kinds", action="store_true", help=tr("print each kind's value shape"))
    command = add("case", case)
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command = add("practice", practice)
    command.add_argument("folder", type=Path, metavar="DIR", help=tr("an empty or new folder"))
    command.add_argument("--json", action="store_true", help=tr("print JSON"))
    _organisation_words(add("organisation-key", organisation_make))
    command = add("questionnaire", asked)
    command.add_argument("--guides", type=Path, metavar="DIR", help=tr("a service's own topics"))
    command.add_argument("--json", action="store_true", help=tr("print JSON"))
    add("data-dictionary", data_dictionary).set_defaults(json=False)
    add("rules", rules).set_defaults(json=False)
    command = add("self-check", try_everything)
    command.add_argument("--json", action="store_true", help=tr("print JSON"))
    return parser


def _organisation_words(command: argparse.ArgumentParser) -> None:
    """Add the two words of the organisation's key, under one command."""
    words = command.add_subparsers(required=True, metavar="make|open")
    make = words.add_parser("make", help=organisation_make.__doc__)
    make.add_argument("public", type=Path, metavar="PUBLIC")
    make.set_defaults(run=organisation_make)
    unlocks = words.add_parser("open", help=organisation_open.__doc__)
    unlocks.add_argument("folder", type=Path, metavar="DIR", help=tr("folder of the store"))
    unlocks.set_defaults(run=organisation_open)
    for word, about in ((make, tr(_ITS_NAME)), (unlocks, tr(_WHOSE))):
        word.add_argument("private", type=Path, metavar="PRIVATE")
        word.add_argument("--label", default="", metavar="TEXT", help=about)
        word.add_argument("--passphrase-stdin", action="store_true", help=tr(_FROM_STDIN))


_FROM_STDIN: Final = N_("read the passphrase from standard input instead of asking for it")
_ITS_NAME: Final = N_("what the organisation is called")
_WHOSE: Final = N_("whose passphrase is to be new, as the lock screen calls them")
_REASON: Final = N_("why it goes to a reader whom the person did not agree to")
_ANCHOR: Final = N_("the anchor that was noted when the store was last verified")


@contextmanager
def _desk(args: argparse.Namespace) -> Iterator[Desk]:
    """Open the store of a command; ask for the passphrase, never take it as an argument."""
    session = unlock(args.folder, _passphrase(args), now=_now)
    try:
        yield Desk(session, guide_of(args.folder), now=_now)
    finally:
        session.close()


def _passphrase(args: argparse.Namespace, prompt: str = "") -> str:
    if args.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass(prompt or tr("Passphrase: "))


def _person(desk: Desk, number_or_id: str) -> str:
    row = desk.caseload.find(number_or_id)
    if row is None:
        raise NobodyFound
    return row.person


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


def _print(
    args: argparse.Namespace, found: Mapping[str, object], lines: Sequence[str] | Iterator[str]
) -> int:
    if args.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for line in lines:
            print(line)
    return 0


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as e:
        raise FileUnreadable from e


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
