"""A store that three members of staff share, with every kind of way in: made once, then copied."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

from eolplan.identity import CLINICIAN, Staff
from eolplan.record import Answer, Author, Entry
from eolplan.vault import CaseloadRow, Cost, Prepared, Session, UnlockedSlot, found, headers
from eolplan.vault.header import ORGANISATION, PASSPHRASE, QUICK, RECOVERY, Header, Slot
from eolplan.vault.keys import SecretRefused, new_sealing_pair, public_of, stretch
from eolplan.vault.organisation import PUBLIC, _file, as_base64
from eolplan.vault.place import Folder
from eolplan.vault.recovery import secret_of
from eolplan.vault.slots import open_sealed, personal_slot_around, recovery_kek
from eolplan.vault.unlocking import Opener, opened_by, with_kek

AMIR = Staff("1b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a22", "Amir Khan", "GP", may=CLINICIAN)
LOIS = Staff("2b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a33", "Lois Hart", "Nurse", may=CLINICIAN)
WORDS = {AMIR.id: "seven quiet herons rest", LOIS.id: "marble lantern orchard fox"}
PIN = bytes(range(32))
"""In the place of what a keyring and a PIN give."""
RESTRICTED = "staff.note"
AT = dt.datetime(2026, 11, 12, 12, 0, tzinfo=dt.UTC)


@dataclass
class TeamStore:
    """Where it lies, and every secret that opens it.

    Attributes:
        folder: The store.
        lead: Whoever set it up.
        words: By id, everybody's passphrase.
        code: On the recovery sheet.
        private: The organisation's half of its key.
        keks: What was stretched before, so that it need not be again.
    """

    folder: Path
    lead: Staff
    words: dict[str, str]
    code: str
    private: bytes
    keks: dict[tuple[bytes, str], bytes] = field(default_factory=dict)

    def copied(self, folder: Path) -> TeamStore:
        """Return a copy of it."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder, words=dict(self.words))

    @property
    def passphrase(self) -> str:
        """The lead's."""
        return self.words[self.lead.id]

    def unlocked(self, staff: Staff, passphrase: str = "") -> UnlockedSlot | None:
        """Open somebody's slot; None when it does not open."""
        words = passphrase or self.words[staff.id]
        return self._try(PASSPHRASE, with_kek(lambda slot: self._kek(slot, words)), staff)

    def open(self, staff: Staff | None = None) -> Session:
        """Open the store as one of them; without a name, as the lead."""
        opened = self.unlocked(staff or self.lead)
        assert opened is not None
        return Session.open(self.folder, opened, now=lambda: AT)

    def by_pin(self, staff: Staff) -> bool:
        """Say whether somebody's quick unlock opens the store."""
        return self._try(QUICK, with_kek(lambda _: PIN), staff) is not None

    def by_code(self, code: str = "") -> bool:
        """Say whether a recovery code opens the store; without one, the first."""
        secret = secret_of(code or self.code)
        return self._try(RECOVERY, with_kek(lambda slot: recovery_kek(slot, secret))) is not None

    def by_organisation(self) -> bool:
        """Say whether the organisation's key opens the store."""
        mine = public_of(self.private)

        def opener(header: Header, slot: Slot) -> tuple[bytearray, bytearray]:
            if slot.pub != mine:
                raise SecretRefused
            return open_sealed(header, slot, self.private), bytearray(self.private)

        return self._try(ORGANISATION, opener) is not None

    def _kek(self, slot: Slot, passphrase: str) -> bytes:
        by = (slot.salt, passphrase)
        if by not in self.keks:
            self.keks[by] = stretch(passphrase, slot.salt, Cost.LOWEST)
        return self.keks[by]

    def _try(self, kind: str, opener: Opener, staff: Staff | None = None) -> UnlockedSlot | None:
        def of_theirs(header: Header, slot: Slot) -> tuple[bytearray, bytearray]:
            if staff is not None and slot.user != staff.id:
                raise SecretRefused
            return opener(header, slot)

        return opened_by(headers.read(Folder(self.folder)), kind, of_theirs)


def public_file(private: bytes, label: str = "Aberwen Health") -> bytes:
    """Return the public file of an organisation's key, without stretching a passphrase."""
    return _file(PUBLIC, pub=as_base64(public_of(private)), label=label)


def make(folder: Path, prepared: Prepared, lead: Staff, passphrase: str) -> TeamStore:
    """Set the store up: a lead, two clinicians, two PINs, a sheet and an organisation."""
    session = found(folder, lead, prepared, now=_now).session
    private, _ = new_sealing_pair()
    made = TeamStore(folder, lead, {lead.id: passphrase, **WORDS}, prepared.recovery_code, private)
    for staff in (AMIR, LOIS):
        session.admit(staff, WORDS[staff.id], cost=Cost.LOWEST, now=_now)
    session.add_organisation(public_file(private), now=_now)
    session.store.restrict({RESTRICTED})
    tell(session, "pod.first", "own home")
    tell(session, RESTRICTED, "behind a closed door")
    tell(session, "matters.most", "to be erased")
    gone = [e for e in session.store.log("gwen").entries.values() if e.question == "matters.most"]
    session.store.erase_entry(gone[0].digest, reason="asked", at=AT, make_row=_row)
    for staff in (AMIR, LOIS):
        opened = made.unlocked(staff)
        assert opened is not None
        slot = personal_slot_around(
            session.unlocked.header, opened.private, opened.slot.pub, opened.vmk, lambda _: PIN,
            kind=QUICK, user=staff.id, label=opened.slot.label, cost=Cost.LOWEST,
        )  # fmt: skip
        session.put_slots((*session.unlocked.header.slots, slot))
    session.close()
    return made


def tell(session: Session, question: str, words: str) -> Entry:
    """Record something that Gwen said, as whoever is signed in."""
    staff = session.staff
    entry = Entry.write(
        person="gwen", question=question, answer=Answer(own_words=words, said_on="2026-11-12"),
        author=Author(staff.id, staff.name, staff.role), recorded_at=AT,
    )  # fmt: skip
    session.store.append([entry], at=AT, caseload=CaseloadRow("gwen", family="Pryce"))
    return entry


def _row(person: str, _log: object) -> CaseloadRow:
    return CaseloadRow(person, family="Pryce")


def _now() -> dt.datetime:
    return AT
