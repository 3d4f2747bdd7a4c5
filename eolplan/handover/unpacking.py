"""Reads the log out of a payload: every entry hashed again, every guide, every signature."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from eolplan.guide import digest as guide_digest
from eolplan.handover.fhir.elements import BASE
from eolplan.handover.fhir.response import FORMAT
from eolplan.handover.opening import Unreadable, strict_json
from eolplan.record import (
    Entry,
    EntryAltered,
    EntryUnreadable,
    Husk,
    Parcel,
    Value,
    Version,
    canonical,
)

_OURS: Final = f"{BASE}/StructureDefinition/"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a payload holds.

    Attributes:
        parcel: The log.
        items: The current answers, as another system would read them.
        copied: Digest of the version it is a copy of; empty for a draft.
        draft: It says that it is one.
    """

    parcel: Parcel
    items: list[object]
    copied: str
    draft: bool


def unpacked(payload: bytes) -> Unpacked:
    """Return what *payload* holds, if its form is ours.

    Raises:
        Unreadable: it is no document of ours.
        EntryAltered: an entry, a version or a guide is not what its digest names.
    """
    resources = _resources(strict_json(payload))
    record, first = resources["QuestionnaireResponse"], resources["Composition"]
    log = _Log(record)
    if log.one("format", int) != FORMAT:
        raise Unreadable
    guides = dict(_guides(log))
    try:
        entries = {e.digest: e for e in (Entry.read(_exact(t)) for t in log.all("entry"))}
        versions = {v.digest: v for v in map(_version, log.all("version"))}
        husks = {h.digest: h for h in map(_husk, log.all("husk"))}
    except (EntryUnreadable, KeyError, TypeError, ValueError):
        raise Unreadable from None  # the cause may quote a person's words
    _check_guides(entries, guides)
    parcel = Parcel(
        entries, husks, versions, guides, log.one("subset", bool) is True,
        frozenset(log.all("withheld")), frozenset(log.all("persons")),
    )  # fmt: skip
    items = record.get("item", [])
    draft = first.get("status") == "preliminary"
    copied = next(iter(log.all("copied")), "")
    return Unpacked(parcel, items if isinstance(items, list) else [], copied, draft)


def signature_holds(version: Version) -> bool:
    """Say whether the signature over a version's digest was made with the key beside it.

    Whose key that is, is another question: only a person can say so.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        raw = base64.b64decode(version.signature, validate=True)
        key = load_der_public_key(base64.b64decode(version.signer_key, validate=True))
        if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
            return False
        if len(raw) == 64:  # r || s, as in JWS ES256; otherwise DER
            r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
            raw = encode_dss_signature(r, s)
        key.verify(raw, bytes.fromhex(version.digest), ec.ECDSA(SHA256()))
    except (ValueError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


class _Log:
    """The extensions of ours on one resource."""

    def __init__(self, record: Mapping[str, object]) -> None:
        self._found: dict[str, list[object]] = {}
        extensions = record.get("extension")
        for one in extensions if isinstance(extensions, list) else []:
            if isinstance(one, dict) and str(one.get("url", "")).startswith(_OURS):
                values = [value for key, value in one.items() if key.startswith("value")]
                self._found.setdefault(str(one["url"])[len(_OURS) :], []).extend(values)

    def all(self, name: str) -> list[str]:
        """Return every text called *name*."""
        found = self._found.get(name, [])
        if not all(isinstance(value, str) for value in found):
            raise Unreadable
        return cast(list[str], found)

    def one(self, name: str, kind: type) -> object:
        """Return the only value called *name*."""
        found = self._found.get(name, [])
        if len(found) != 1 or not isinstance(found[0], kind):
            raise Unreadable
        return found[0]


def _resources(document: object) -> dict[str, dict[str, object]]:
    """Return the two resources of ours that every copy has, by type."""
    if not isinstance(document, dict) or document.get("type") != "document":
        raise Unreadable
    entries = document.get("entry")
    made = [
        entry["resource"]
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("resource"), dict)
    ]
    found: dict[str, dict[str, object]] = {}
    for kind in ("QuestionnaireResponse", "Composition"):
        ours = [resource for resource in made if resource.get("resourceType") == kind]
        if len(ours) != 1:
            raise Unreadable
        found[kind] = ours[0]
    return found


def _exact(text: str) -> str:
    """Return the JSON text as it was before FHIR asked for other spaces."""
    return canonical(cast(Value, strict_json(text.encode())))


def _object(text: str) -> dict[str, object]:
    value = strict_json(text.encode())
    if not isinstance(value, dict):
        raise Unreadable
    return value


def _version(text: str) -> Version:
    made = _object(text)
    return Version.read(str(made["body"]), "", str(made["signature"]), str(made["key"]))


def _husk(text: str) -> Husk:
    made = _object(text)
    links = made["supersedes"]
    if not isinstance(links, list):
        raise Unreadable
    return Husk(str(made["digest"]), tuple(str(link) for link in links))


def _guides(log: _Log) -> Iterator[tuple[str, str]]:
    for text in log.all("guide"):
        made = _object(text)
        yield str(made.get("digest")), str(made.get("text"))


def _check_guides(entries: Mapping[str, Entry], guides: Mapping[str, str]) -> None:
    """Hash every guide again, in every language in which an entry names it."""
    named = {(entry.guide, entry.lang) for entry in entries.values()}
    for digest, text in guides.items():
        langs = {lang for guide, lang in named if guide == digest}
        if not langs or any(guide_digest(text, lang) != digest for lang in langs):
            raise EntryAltered
