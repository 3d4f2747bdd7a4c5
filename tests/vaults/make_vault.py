"""Make the kept vault of the newest layout, ``tests/vaults/NNNN``; run once, then never changed.

    python tests/vaults/make_vault.py

Everybody in it is invented; the passphrase stands in ``expected.json``, because
there is nothing to protect.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from eolplan.directory import Service
from eolplan.guide import digest
from eolplan.identity import CLINICIAN, Staff
from eolplan.record import Answer, Author, Entry, Log, Standing, sign
from eolplan.vault import (
    CaseloadRow,
    Cost,
    Draft,
    Place,
    Session,
    Store,
    create,
    layout,
    unlock,
)

PASSPHRASE = "copper kettle harbour tulip"
AT = dt.datetime(2026, 11, 12, 10, 0, tzinfo=dt.UTC)
STAFF = Staff(
    "5b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a11", "Carys Bevan", "Community nurse",
    organisation="Aberwen Health", team="Aberwen team", team_phone="01632 960101",
    night_phone="01632 960102", nation="WAL",
)  # fmt: skip
AUTHOR = Author(STAFF.id, STAFF.name, STAFF.role)
WORDS_ASKED = 'id = "places"\ntitle = "Places"\n'


def row(person: str, log: Log) -> CaseloadRow:
    """Return what the list shows."""
    facts = {q: str(log.reading(q).value or "") for q in ("person.family", "person.given")}
    return CaseloadRow(
        person, f"{facts['person.family'].upper()}, {facts['person.given']}",
        facts["person.family"], facts["person.given"], practice="yes",
        born=str(log.reading("person.dob").value or ""),
        nhs=str(log.reading("person.nhs_no").value or ""),
        place_first=str(log.reading("pod.first").value or ""),
    )  # fmt: skip


def tell(store: Store, person: str, question: str, answer: Answer, *over: Entry) -> Entry:
    """Record one answer."""
    asked = digest(WORDS_ASKED, "en")
    entry = Entry.write(
        person=person, question=question, answer=answer, author=AUTHOR, recorded_at=AT,
        conversation="c1", guide=asked, supersedes=[e.digest for e in over],
    )  # fmt: skip
    log = store.log(person).plus([entry])
    store.append([entry], at=AT, caseload=row(person, log), guides={asked: WORDS_ASKED})
    return entry


def said(value: str = "", words: str = "") -> Answer:
    """Return an answer of the day."""
    return Answer(value=value or None, own_words=words, said_on="2026-11-12")


def new_keys(session: Session) -> None:
    """Let two colleagues in, and one of them leave: the store is under its second keys then."""
    stays = Staff("1b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a22", "Amir Khan", "GP", may=CLINICIAN)
    leaves = Staff("2b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a33", "Lois Hart", "Nurse", may=CLINICIAN)
    for staff, words in ((stays, "seven quiet herons rest"), (leaves, "marble lantern fox ink")):
        session.admit(staff, words, cost=Cost.LOWEST, now=lambda: AT)
    session.rotation(leaves.id, now=lambda: AT).run(lambda _done: None, lambda: False)
    session.close()
    unlock(session.folder, PASSPHRASE, now=lambda: AT).close()  # what is left of before goes


def main() -> None:
    """Make the vault and write down what it says."""
    folder = Path(__file__).parent / f"{layout.shipped()[-1].number:04}"
    shutil.rmtree(folder, ignore_errors=True)
    made = create(folder, STAFF, PASSPHRASE, cost=Cost.LOWEST, now=lambda: AT)
    session, store = made.session, made.session.store
    store.restrict({"staff.note"})
    tell(store, "gwen", "person.family", said("Pryce"))
    tell(store, "gwen", "person.given", said("Gwen"))
    tell(store, "gwen", "person.dob", said("1941-03-04"))
    tell(store, "gwen", "person.nhs_no", said("9991234560"))
    first = tell(store, "gwen", "pod.first", said("hospital"))
    tell(store, "gwen", "pod.first", said("own_home", "In my own bed, gyda'r ci bach."), first)
    tell(store, "gwen", "pod.second", Answer(Standing.UNDECIDED, said_on="2026-11-12"))
    version = sign(store.log("gwen"), "gwen", AUTHOR, AT, {"read_back": "yes"})
    signature = session.sign(bytes.fromhex(version.digest), PASSPHRASE)
    store.add_version(version.with_signature(*signature), at=AT)
    tell(store, "ivor", "person.family", said("Davies"))
    tell(store, "ivor", "staff.note", said(words="For chosen staff only."))
    gone = tell(store, "ivor", "matters.most", said(words="to be erased"))
    store.erase_entry(gone.digest, reason="asked", at=AT, make_row=row)
    draft = Draft("gwen", "matters.most", "", said(words="I would like"), ())
    store.keep_draft(draft, at=AT)
    cars = Service("7" * 36, "Aberwen cars", "transport", phone="01632 960201")
    store.put_services([cars], at=AT)
    store.remember("gwen", Place("c1", "matters", "matters.most", began_at=AT.isoformat()))
    people = {
        person: {
            "find": find,
            "entries": sorted(store.log(person).entries),
            "versions": sorted(store.log(person).versions),
            "answers": {
                q: [store.log(person).reading(q).value, store.log(person).reading(q).own_words]
                for q in questions
            },
        }
        for person, find, questions in (
            ("gwen", "4 mar pryce", ("person.family", "pod.first", "pod.second")),
            ("ivor", "davies", ("person.family", "matters.most", "staff.note")),
        )
    }
    anchor = str(session.anchor())
    new_keys(session)
    for made_again in ("lock", "reserve.bin"):
        (folder / made_again).unlink()
    expected = {
        "passphrase": PASSPHRASE, "slot": session.slot_id, "recovery_code": made.recovery_code,
        "staff": STAFF.name, "anchor": anchor, "people": people,
        "draft": {"person": "gwen", "question": "matters.most", "words": "I would like"},
        "services": [cars.name],
    }  # fmt: skip
    text = json.dumps(expected, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / "expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
