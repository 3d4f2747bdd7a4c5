"""From one masked record to pages and data, the pages read back before anybody gets them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from eolplan.guide import Element
from eolplan.handover.behind import more_shapes, plan_shapes
from eolplan.handover.copying import Copy
from eolplan.handover.faithful import check
from eolplan.handover.fhir import bundle
from eolplan.handover.front import PageOneTooFull, fitted
from eolplan.handover.margins import TOP, Imprint
from eolplan.handover.outline import outline
from eolplan.handover.page1 import smaller_rooms, states
from eolplan.handover.pages import bind
from eolplan.handover.phrases import phrasebook
from eolplan.handover.plan import Outline
from eolplan.handover.sheet import PageOne
from eolplan.record import Parcel
from eolplan.words import say


@dataclass(frozen=True, slots=True)
class Composed:
    """The two forms of one copy.

    Attributes:
        pages: The finished PDF, without the attachment.
        bundle: The FHIR document.
        page: Page 1 as plain values; None for a draft.
        plan: The plan pages as plain values.
    """

    pages: bytes
    bundle: Element
    page: PageOne | None
    plan: Outline


def compose(copy: Copy, parcel: Parcel) -> Composed:
    """Return the pages and the data of *copy*: page 1 where it is signed, then the plan.

    Raises:
        PageOneTooFull: page 1 cannot be one page without cutting something.
        ExportUnfaithful: the finished pages do not say all that they should.
    """
    edge = imprint(copy)
    page, shapes = _front(copy, A4[1] - TOP - edge.foot)
    plan = outline(copy, page.more if page else ())
    edge = replace(edge, more=". ".join(heading for heading, _ in plan.runs_on()))
    made = bind(shapes, plan_shapes(plan), more_shapes(plan), edge)
    check(made, _texts(page, plan), edge, front=page is not None)
    return Composed(made, bundle(copy, parcel, page, plan), page, plan)


def imprint(copy: Copy) -> Imprint:
    """Return what stands in the margins of every page of *copy*."""
    kind, number = copy.number
    book, names = phrasebook(), copy.names
    return Imprint(
        name=copy.subject.listed,
        born=copy.subject.born_words,
        number=book.label(f"identity.{kind or 'no_number'}", names, number=number).plain,
        version=copy.imprint,
        copy=say("Copy for: {audience}", audience=copy.audience.title),
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


def _texts(page: PageOne | None, plan: Outline) -> list[str]:
    return [*(page.texts() if page else ()), *plan.texts()]
