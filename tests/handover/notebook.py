"""Writes a synthetic record the way a conversation would, for the tests of this room."""

from __future__ import annotations

import base64
import datetime as dt
import itertools
from functools import cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from eolplan.guide import Guide, shipped
from eolplan.handover.audience import audience
from eolplan.handover.copying import Copy, make_copy
from eolplan.identity import Staff
from eolplan.record import Answer, Author, Log, Pen, Standing, Value, Version, sign

if TYPE_CHECKING:
    from eolplan.handover.pdf import Composed

PERSON = "0b3f7e7c-1d84-4a50-8d0e-6e6b8f5f2c01"
TALK = "5d3f7e7c-1d84-4a50-8d0e-6e6b8f5f2c02"
SIGNED = dt.datetime(2025, 11, 12, 14, 20, tzinfo=dt.UTC)
CARYS = Author("carys", "Carys Bevan", "Community nurse", "12A3456E")
STAFF = Staff(
    id="carys", name="Carys Bevan", role="Community nurse", organisation="Aberwen Health Board",
    team="Team Aberwen", team_phone="01632 960001", night_phone="01632 960002", nation="WAL",
)  # fmt: skip
_MUST_NOT_KNOW = "contact.must_not_know"
_KEY = ec.derive_private_key(20_251_112, ec.SECP256R1())


@cache
def core() -> Guide:
    return shipped()


class Notebook:
    """One record that grows; times and salts are fixed, so that bytes can be compared.

    As in life, no two things are said at the very same moment.
    """

    def __init__(self, person: str = PERSON, guide: Guide | None = None) -> None:
        self.guide = guide or core()
        self.log = Log()
        self._salts = (f"{n:032x}" for n in itertools.count(1))
        self.at = SIGNED - dt.timedelta(hours=1)
        self.person = person

    def pen(self, question: str, *, talk: str = TALK) -> Pen:
        known = question in self.guide
        digest = self.guide.digest_of(question, "en") if known else ""
        return Pen(self.person, CARYS, lambda: self.at, talk, digest, "en",
                   salt=lambda: next(self._salts))  # fmt: skip

    def say(
        self, question: str, value: Value = None, own_words: str = "", *, instance: str = "",
        seen: tuple[str, ...] | None = None, **more: str,
    ) -> Notebook:  # fmt: skip
        more.setdefault("said_on", "2025-11-12")
        standing = Standing(more.pop("standing", "answered"))
        answer = Answer(standing, value, own_words, **more).clean()
        written = self.pen(question).answer(self.log, question, answer, instance, seen)
        self.log = self.log.plus(written)
        self.at += dt.timedelta(microseconds=1)
        return self

    def leave(self, question: str, standing: str, **more: str) -> Notebook:
        """Record an exit."""
        return self.say(question, standing=standing, **more)

    def person_named(self, given: str = "Gwen", family: str = "Pryce", **more: str) -> Notebook:
        facts = {
            "person.given": given, "person.family": family, "person.preferred": given,
            "person.title": "Mrs", "person.pronouns": "she", "person.dob": "1941-03-04",
            "person.nhs_no": "9990641544", "plan.jurisdiction": "WAL",
        } | more  # fmt: skip
        for question, value in facts.items():
            if value:
                self.say(question, value, said_by="clinician_judgement")
        return self

    def address(self, *lines: str, postcode: str = "CF99 9ZZ") -> Notebook:
        self.say("person.address", True, instance="home")
        self.say("person.address.kind", "main", instance="home")
        self.say("person.address.lines", list(lines), instance="home")
        return self.say("person.address.postcode", postcode, instance="home")

    def contact(
        self, instance: str, name: str, phone: str = "", *roles: str, relation: str = "child_adult",
        words: str = "",
    ) -> Notebook:  # fmt: skip
        self.say("contact", True, instance=instance)
        self.say("contact.name", name, instance=instance)
        self.say("contact.relation", relation, words, instance=instance)
        if phone:
            self.say("contact.phones", [{"number": phone}], instance=instance)
        if roles:
            self.say("contact.roles", list(roles), instance=instance)
        return self

    def talk(self, on: str = "2025-11-12", doubt: str = "none_noticed") -> Notebook:
        for question, value in {
            "conv.when": on, "conv.staff.name": "Carys Bevan", "conv.staff.role": "Community nurse",
            "conv.present": "yes", "conv.permission": "yes", "conv.readback": "agreed",
            "conv.where": "home", "conv.doubt": doubt,
        }.items():  # fmt: skip
            if value:
                self.say(question, value, instance=TALK, said_by="clinician_observed")
        return self

    def agreed(self) -> Notebook:
        for question in ("agree.share.ambulance", "agree.share.hospice", "agree.share.gp"):
            self.say(question, "yes")
        self.say("agree.record", "explicit_person").say("agree.conversation", "yes")
        self.say("rev.date", "2026-02-12").say("rev.who.name", "Carys Bevan")
        return self.say("rev.who.role", "Community nurse")

    def form(self, **more: str) -> Notebook:
        """A signed original, seen, for all settings."""
        facts = {
            "cpr.status": "not_for_CPR", "cpr.date": "2025-10-03", "cpr.by.name": "Dr A Rees",
            "cpr.by.role": "GP", "cpr.form.exists": "yes", "cpr.form.kind": "respect",
            "cpr.form.seen_kind": "original", "cpr.form.seen_on": "2025-11-12",
            "cpr.form.seen_by": "Carys Bevan", "cpr.form.signed_on": "2025-10-03",
            "cpr.form.signer": "Dr A Rees", "cpr.form.signer_role": "GP",
            "cpr.form.valid_where": "all_settings", "cpr.form.place": "yellow folder, hall table",
        } | {key.replace("__", "."): value for key, value in more.items()}  # fmt: skip
        for question, value in facts.items():
            if value:
                self.say(question, value, said_by="clinician_observed")
        return self

    def sign(self, **facts: Value) -> Version:
        """Sign what stands, and hold the version."""
        known: dict[str, Value] = {"nation": "WAL", "conversation": TALK, "review": "2026-02-12"}
        version = sign(self.log, self.person, CARYS, SIGNED, known | facts)
        signed = version.with_signature(*signature(bytes.fromhex(version.digest)))
        self.log = self.log.plus(versions=[signed])
        return signed

    def copy(
        self, audience_id: str = "ambulance", *, now: dt.datetime = SIGNED, staff: Staff = STAFF,
        version: Version | None = None, reason: str = "",
    ) -> Copy:  # fmt: skip
        newest = None if self.log.unsigned() else self.log.latest_version()
        signed = version or newest or self.sign()
        made, _ = make_copy(self.log, self.guide, audience(audience_id), staff=staff, now=now,
                            version=signed, reason=reason)  # fmt: skip
        return made


def signature(message: bytes) -> tuple[str, str]:
    """Return what a clinician's key makes of *message*: signature and public key, base64."""
    r, s = decode_dss_signature(_KEY.sign(message, ec.ECDSA(SHA256())))
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    spki = _KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(raw).decode(), base64.b64encode(spki).decode()


def gwen() -> Notebook:
    """A usual plan: four topics, two people, a form in the hall."""
    book = Notebook().person_named().address("12 Heol y Bont", "Aberwen").talk().agreed().form()
    book.contact("c1", "Siân Pryce", "07700 900123", "emergency_first", words="daughter")
    book.contact("c2", "Huw Pryce", "07700 900456", "emergency_second")
    book.say("pod.first", "own_home", "Not the hospital unless I have broken something.")
    book.say("pod.second", "hospice").say("pod.second.name", "St Teilo's")
    book.say("place.avoid", "hospital_acute", instance="hospital_acute")
    book.say("val.matters", None, "I want to be in my own bed, with the dog. I do not want a fuss.")
    book.say("comm.lang_spoken", "cy").say("comm.interpreter", "not_needed")
    return book.say("comm.how", None, "Deaf in my left ear: sit on my right.")


def extreme() -> Notebook:
    """The fullest plan: long names, many people, words that fill pages."""
    long = "Featherstonehaugh"
    book = gwen().person_named(
        given="Bartholomew", family=f"Cholmondeley-{long}", **{"person.preferred": ""}
    )
    book.address("Flat 27B, The Old Schoolhouse Residences", "Lower Church Lane North",
                 "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")  # fmt: skip
    book.form(**{"cpr__form__place": "blue metal box on the third shelf of the hall cupboard",
                 "cpr__agree": "disagree", "cpr__form__review_on": "2025-11-01"})  # fmt: skip
    for n in range(12):
        roles = ("health_attorney",) if n < 4 else ("key_holder",)
        book.contact(f"x{n:02}", f"Person {n} {long}", "07700 900123", *roles)
    book.say("comm.how", None, "Speak slowly, and wait. " * 6)
    book.say("comm.hearing_plan", None, "I squeeze a hand for yes, and look away for no. " * 3)
    book.say("comm.impairments", ["sight", "hearing", "speech", "memory"])
    book.say("pod.name", "The house of my cousin " * 3)
    day = "The sea was there, and Mot the dog. " * 9
    story = "\n\n".join(f"Day {n}. {day}" for n in range(18))
    return book.say("val.matters", None, story).say("val.fears", None, "Being alone. " * 250)


def made(book: Notebook, audience_id: str = "hospice", *, draft: bool = False) -> Composed:
    """Return the composed copy of what stands, signed or as a draft."""
    from eolplan.handover.pdf import compose

    version: Version | None = None
    if not draft:
        book.copy(audience_id)
        version = book.log.latest_version()
    copy, parcel = make_copy(book.log, book.guide, audience(audience_id), staff=STAFF, now=SIGNED,
                             version=version)  # fmt: skip
    return compose(copy, parcel)


def reader_for(log: Log, audience_id: str) -> str:
    """Return one of the people whom a copy can be for that is for one by name; else nothing."""
    kept = {instance for question, instance in log.questions() if question == _MUST_NOT_KNOW}
    there = [one for one in log.instances("contact") if one not in kept]
    return next(iter(there), "") if audience(audience_id).named else ""
