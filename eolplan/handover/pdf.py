"""From one masked record to one file of pages and data, read back before anybody gets it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from eolplan.guide import Element
from eolplan.handover.behind import more_shapes, plan_shapes
from eolplan.handover.copying import Copy
from eolplan.handover.faithful import as_read, check, check_tree
from eolplan.handover.fhir import bundle
from eolplan.handover.front import PageOneTooFull, fitted
from eolplan.handover.margins import TOP, Imprint
from eolplan.handover.outline import outline
from eolplan.handover.package import package, payload_bytes
from eolplan.handover.page1 import smaller_rooms, states
from eolplan.handover.pages import bind
from eolplan.handover.phrases import phrasebook
from eolplan.handover.plan import Outline
from eolplan.handover.sheet import PageOne
from eolplan.record import Parcel
from eolplan.words import say


@dataclass(frozen=True, slots=True)
class Composed:
    """One copy, and the plain values that it was made from.

    Attributes:
        pdf: The finished file: the pages, and the FHIR document attached.
        bundle: The FHIR document.
        page: Page 1 as plain values; None for a draft.
        plan: The plan pages as plain values.
    """

    pdf: bytes
    bundle: Element
    page: PageOne | None
    plan: Outline


def compose(copy: Copy, parcel: Parcel) -> Composed:
    """Return the file of *copy*: page 1 where it is signed, the plan behind it, the data inside.

    Raises:
        PageOneTooFull: page 1 cannot be one page without cutting something.
        ExportUnfaithful: the finished file does not say all that it should.
    """
    edge = imprint(copy)
    page, shapes = _front(copy, A4[1] - TOP - edge.foot)
    plan = outline(copy, page.more if page else ())
    edge = replace(edge, more=". ".join(heading for heading, _ in plan.runs_on()))
    drawn = bind(shapes, plan_shapes(plan), more_shapes(plan), edge)
    data = bundle(copy, parcel, page, plan)
    pdf = package(drawn.pages, payload_bytes(data), drawn.tree, copy.now)
    texts = as_read([*(page.texts() if page else ()), *plan.texts()])
    check(pdf, texts, edge, front=page is not None)
    check_tree(pdf, drawn.tree, texts)
    return Composed(pdf, data, page, plan)


def imprint(copy: Copy) -> Imprint:
    """Return what stands in the margins of every page of *copy*."""
    kind, number = copy.number
    book, names = phrasebook(), copy.names
    return Imprint(
        name=copy.subject.listed,
        born=copy.subject.born_words,
        number=book.label(f"identity.{kind}", names, number=number).plain,
        version=copy.imprint,
        copy=say("Copy for: {audience}", audience=copy.reader or copy.audience.title),
        mark=" ".join(state.plain for state in states(copy)),
    )


def version_code(copy: Copy) -> str:
    """Return what the version check code holds: which version this is, and no health data.

    ``EOLPLAN1:`` plan id, version, date, first 16 digits of the version's
    digest and first 8 of its signer's key, in the letters that make a small code.
    """
    version = copy.version
    if version is None or copy.signed_on is None:
        return ""
    key = hashlib.sha256(version.signer_key.encode()).hexdigest()[:8]
    parts = (version.person.replace("-", ""), str(version.number),
             copy.signed_on.isoformat().replace("-", ""), version.digest[:16], key)  # fmt: skip
    return "EOLPLAN1:" + ":".join(parts).upper()


def _front(copy: Copy, height: float) -> tuple[PageOne | None, list[Flowable]]:
    """Return page 1 and its shapes, as full as one page allows; nothing for a draft."""
    if copy.version is None:
        return None, []
    note = phrasebook().label("more", copy.names)
    for page in smaller_rooms(copy):
        try:
            return fitted(page, version_code(copy), note, height)
        except PageOneTooFull:
            continue
    raise PageOneTooFull
