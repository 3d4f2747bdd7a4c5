"""Commands that make or try something: practice stores, an organisation's key, the installation."""

from __future__ import annotations

import argparse

from eolplan.cli.stores import NobodyFound
from eolplan.cli.talking import CAN_BE_MENDED, now, passphrase, printed, read_bytes
from eolplan.vault import Cost, labels, reopen
from eolplan.words import say, tr


def practice(args: argparse.Namespace) -> int:
    """Make a store of made-up people to practise with."""
    from eolplan.practice.place import PASSPHRASE
    from eolplan.practice.store import make

    made = make(args.folder, now=now)
    found = {
        "folder": str(args.folder),
        "passphrase": PASSPHRASE,
        "people": [
            {"case": m.case, "id": m.person, "name": m.name, "version": m.version} for m in made
        ],
    }
    said = say("The store is made. Its passphrase is: {passphrase}", passphrase=PASSPHRASE)
    return printed(args, found, (said, *(m.name for m in made)))


def organisation_make(args: argparse.Namespace) -> int:
    """Make an organisation's key: a public file for the laptops, a private one kept apart."""
    from eolplan.vault.organisation import make, refuse_existing, save

    refuse_existing(args.private)
    refuse_existing(args.public)
    public, private = make(passphrase(args), Cost.for_this_machine(), args.label)
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
        args.folder, read_bytes(args.private), passphrase(args),
        new_passphrase=passphrase(args, tr("New passphrase: ")), cost=Cost.for_this_machine(),
        slot_id=slots[0].slot_id,
    )  # fmt: skip
    created = reopen(args.folder, made, now=now, to_show=True)
    created.session.close()
    print(say("The new recovery code, to be written down: {code}", code=created.recovery_code))
    return 0


def try_everything(args: argparse.Namespace) -> int:
    """Try everything that this installation needs, on made-up people."""
    from eolplan.selfcheck import self_check

    found = list(self_check(now=now))
    ok = all(check.ok for check in found)
    checks = [{"id": check.id, "ok": check.ok, "words": check.words} for check in found]
    printed(args, {"ok": ok, "checks": checks}, (f"{c.id}: {c.words}" for c in found))
    return 0 if ok else CAN_BE_MENDED
