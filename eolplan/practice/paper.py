"""Makes the real copies of a plan and reads their pages back."""

from __future__ import annotations

import pypdfium2 as pdfium

from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.handover import export
from eolplan.handover.audience import audience
from eolplan.handover.faithful import squeezed
from eolplan.handover.named import readers
from eolplan.subject import Subject


class Papers:
    """The copies of one plan as they are on one day, each made once.

    Of a plan that is not signed off, the draft.

    Args:
        desk: Whose copies.
        person: Whose plan.

    Attributes:
        refused: Why a copy was not made, a sentence for each.
    """

    def __init__(self, desk: Desk, person: str) -> None:
        self._desk, self._person = desk, person
        self._made: dict[str, tuple[str, ...]] = {}
        self.refused: dict[str, str] = {}

    def hold(self, copy: str, words: str, *, front: bool) -> bool:
        """Say whether a copy holds *words*.

        Args:
            copy: A key of ``handover.AUDIENCES``.
            words: However they are broken into lines.
            front: Look on page 1 only; a draft has none, so all of it is looked at.
        """
        pages = self.pages(copy)
        signed = self._desk.log(self._person).latest_version() is not None
        looked_at = pages[:1] if front and signed else pages
        return squeezed(words) in squeezed("".join(looked_at))

    def pages(self, copy: str) -> tuple[str, ...]:
        """Return the text of every page; none of a copy that is refused."""
        if copy not in self._made:
            try:
                self._made[copy] = _read(self._pdf(copy))
            except EolplanError as e:  # not agreed, not told, or it does not fit on its page
                self._made[copy], self.refused[copy] = (), str(e)
        return self._made[copy]

    def _pdf(self, copy: str) -> bytes:
        log = self._desk.log(self._person)
        reader = self._reader(copy)
        if log.latest_version() is not None:
            return self._desk.copy(self._person, copy, reader=reader).pdf
        made = export(log, self._desk.guide, copy, staff=self._desk.staff, now=self._desk.now(),
                      draft=True, reader=reader)  # fmt: skip
        return made.pdf

    def _reader(self, copy: str) -> str:
        """Return for which of the people a copy is: the first who may have one without asking."""
        if not audience(copy).named:
            return ""
        log = self._desk.log(self._person)
        known = readers(self._desk.guide, log, Subject.of(log).names())
        return next((one.id for one in sorted(known, key=lambda r: r.agreed != "yes")), "")


def _read(pdf: bytes) -> tuple[str, ...]:
    document = pdfium.PdfDocument(pdf)
    try:
        return tuple(_text(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _text(page: pdfium.PdfPage) -> str:
    words = page.get_textpage()
    text = str(words.get_text_range())
    words.close()
    page.close()
    return text
