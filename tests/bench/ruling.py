"""All rules over a plan in which every question is answered, beside the reading of that plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from eolplan.caseload import row
from eolplan.rules import check
from eolplan.vault import Cost, create
from tests.bench.bulk import AT, PASSPHRASE, STAFF, now
from tests.bench.figures import Figure, in_turns, median, taken
from tests.handover.notebook import PERSON, SIGNED
from tests.handover.test_every_question import everything


def figures(at: Path, n: int) -> Iterator[Figure]:
    """Yield what the rules cost, on a record that was just read, as when a plan is opened."""
    book = everything()
    guide, today = book.guide, SIGNED.date()
    made = create(at, STAFF, PASSPHRASE, cost=Cost.LOWEST, now=now)
    with closing(made.session) as session:
        entries = tuple(book.log.entries.values())
        words = {e.guide: guide.text_of(guide.section_of(e.question).id) for e in entries}
        caseload = row(book.log, guide, PERSON)
        session.store.append(entries, at=AT, caseload=caseload, guides=words)

        def ruled() -> float:
            log = session.store.log(PERSON)
            return taken(lambda: check(log, guide, today=today, nation="ENG"))

        mine, reading = in_turns(n, ruled, lambda: taken(lambda: session.store.log(PERSON)))
    yield Figure(
        "rules-full-plan", median(mine), median(reading), n,
        f"reading that plan of {len(entries):,} entries out of the vault", "<= 1",
    )  # fmt: skip
