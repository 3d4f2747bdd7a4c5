"""Looks at a PDF and says what it is: whose, which version, by whom, and whether it was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypedDict

from eolplan.guide import Element, Guide, shipped
from eolplan.handover.fhir.response import SAYS, items
from eolplan.handover.opening import NoPayload, Unreadable, payload_of
from eolplan.handover.unpacking import Unpacked, signature_holds, unpacked
from eolplan.record import EntryAltered, Parcel, Version
from eolplan.words import tr

_FIXED: Final = ("linkId", "code", "valueInteger", "valueDecimal", "valueDate", "valueCode")
"""What an answer is, in whatever words it was asked."""


class Inspection(TypedDict):
    """What ``inspect`` says. No person's words are in it.

    Keys:
        status: ``ok``, ``no-payload``, ``altered`` or ``unreadable``.
        person: Id of the person; of several who are one, the smallest.
        version: Number of the version; None for a draft or where nothing could be read.
        signed_by: Who signed it; empty when nobody did or the signature does not hold.
        subset: Whether something was left out of this copy.
        entries: How many entries it carries.
        findings: What a reader must know, in sentences.
    """

    status: str
    person: str
    version: int | None
    signed_by: str
    subset: bool
    entries: int
    findings: list[str]


def inspect(data: bytes, guide: Guide | None = None) -> Inspection:
    """Say what a file is, without believing it.

    Args:
        data: The bytes of a PDF.
        guide: What may be asked here; None: what comes with eolplan.
    """
    try:
        found = unpacked(payload_of(data))
    except NoPayload:
        return _nothing("no-payload", tr("This PDF carries no plan that software can read."))
    except Unreadable:
        return _nothing("unreadable", tr("This file is damaged, or no copy of ours."))
    except EntryAltered:
        return _nothing("altered", tr("Something in this file was changed after it was made."))
    version = found.parcel.versions.get(found.copied)
    findings = list(_findings(found, version, guide or shipped()))
    signed = version is not None and signature_holds(version)
    notes = [tr("This is a draft. Nobody has signed it off.")] if found.draft else []
    return {
        "status": "altered" if findings else "ok",
        "person": min(found.parcel.persons, default=""),
        "version": version.number if version else None,
        "signed_by": version.signer.name if version and signed else "",
        "subset": found.parcel.subset,
        "entries": len(found.parcel.entries),
        "findings": [*findings, *notes],
    }


def _nothing(status: str, finding: str) -> Inspection:
    return {"status": status, "person": "", "version": None, "signed_by": "", "subset": False,
            "entries": 0, "findings": [finding]}  # fmt: skip


def _findings(found: Unpacked, version: Version | None, guide: Guide) -> Iterator[str]:
    """Yield every sign that the file is not what it was when it was made."""
    parcel = found.parcel
    if not {entry.person for entry in parcel.entries.values()} <= parcel.persons:
        yield tr("It holds answers of somebody whom it does not name.")
    if found.draft and version is None:
        pass
    elif version is None:
        yield tr("The version it is a copy of is not in it.")
    else:
        if not all(signature_holds(v) for v in parcel.versions.values()):
            yield tr("A signature does not fit what was signed.")
        if not _covered(parcel, version):
            yield tr(
                "It holds answers that the signature does not cover, or lacks some that it does."
            )
    if not _same_items(found, guide):
        yield tr("The answers that other systems read differ from the record behind them.")


def _covered(parcel: Parcel, version: Version) -> bool:
    """Say whether the signed version names exactly what is here and what was left out."""
    links = {d: entry.supersedes for d, entry in parcel.entries.items()}
    links |= {d: husk.supersedes for d, husk in parcel.husks.items() if d not in links}
    inside, ahead = set[str](), list(version.frontier)
    while ahead:
        digest = ahead.pop()
        if digest not in inside:
            inside.add(digest)
            ahead += links.get(digest, ())
    return set(version.frontier) <= links.keys() and parcel.entries.keys() <= inside


def _same_items(found: Unpacked, guide: Guide) -> bool:
    """Make the items again from the log, and compare."""
    parcel = found.parcel
    log = parcel.log()
    ours = {_key(item): item for item in items(log, guide)}
    theirs = {_key(item): item for item in found.items if isinstance(item, dict)}
    if len(theirs) != len(found.items) or ours.keys() != theirs.keys():
        return False
    known = _known_here(parcel, guide)
    return all(_alike(ours[key], theirs[key], known) for key in ours)


def _known_here(parcel: Parcel, guide: Guide) -> set[str]:
    """Return the questions that this guide asks in just the words that the entries name."""
    asked: dict[str, bool] = {}
    for entry in parcel.entries.values():
        question = entry.question
        same = question in guide and guide.digest_of(question, entry.lang) == entry.guide
        asked[question] = asked.get(question, True) and same
    return {question for question, same in asked.items() if same}


def _key(item: Mapping[str, object]) -> tuple[str, str]:
    extensions = item.get("extension")
    marks = [e for e in extensions if isinstance(e, dict)] if isinstance(extensions, list) else []
    instance = [e.get("valueString") for e in marks if str(e.get("url")).endswith("/instance")]
    return str(item.get("linkId")), str(instance[0]) if instance else ""


def _alike(ours: Element, theirs: Mapping[str, object], known: set[str]) -> bool:
    """Say whether two items tell the same.

    Where the words asked are not those of this guide, the words may differ; the
    codes, numbers and days of the answers are those of the log all the same.
    """
    if {link.removesuffix(SAYS) for link in _values(ours, ("linkId",))} <= known:
        return dict(ours) == dict(theirs)
    return _values(ours, _FIXED) == _values(theirs, _FIXED)


def _values(item: object, keys: tuple[str, ...]) -> set[str]:
    """Return every value that stands under one of *keys* anywhere in an item."""
    found, ahead = set[str](), [item]
    while ahead:
        node = ahead.pop()
        if isinstance(node, list):
            ahead.extend(node)
        elif isinstance(node, dict):
            found.update(f"{key} {node[key]}" if len(keys) > 1 else str(node[key])
                         for key in keys if key in node)  # fmt: skip
            ahead.extend(node.values())
    return found
