"""Finding and opening one of many people."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

from eolplan.vault import Store
from eolplan.vault.search import expression
from tests.bench.bulk import SEED, opened, plain_copy, plainly
from tests.bench.figures import Figure, in_turns, median, slowest_twentieth, taken

_FTS = (
    "SELECT c.person FROM people_search s JOIN person p ON p.n = s.rowid"
    " JOIN caseload c ON c.person = p.id WHERE people_search MATCH ? ORDER BY c.sorted, c.person"
)
_TYPED = (
    "pry", "pryce gw", "llew", "o'sh", "szym mei", "fairweather leo", "heol asha", "kaur", "cad",
    "12 march 1941", "999 10", "winifred rees", "wyn", "delacroix", "novak", "hol tom", "cf99 3z",
)  # fmt: skip


def figures(few: Path, many: Path, at: Path, n: int) -> Iterator[Figure]:
    """Yield what finding and opening cost among *many* people, and opening among *few*."""
    at.mkdir()
    plain = plainly(plain_copy(many, at / "plain.db"))
    with closing(plain), closing(opened(few)) as small, closing(opened(many)) as large:
        yield _found(large.store, plain, n)
        yield _opened(small.store, large.store, n)


def _found(store: Store, plain: Any, n: int) -> Figure:
    ours, theirs = cycle(_TYPED), cycle(_TYPED)
    mine, plainly_ = in_turns(
        n,
        lambda: taken(lambda: store.search(next(ours))),
        lambda: taken(lambda: plain.execute(_FTS, (expression(next(theirs)),)).fetchall()),
    )
    return Figure(
        "find-100k", slowest_twentieth(mine), slowest_twentieth(plainly_), n,
        "95th percentiles; plain FTS5 with the same rows", "<= 1.5, and <= 5 ms",
    )  # fmt: skip


def _opened(small: Store, large: Store, n: int) -> Figure:
    chance = random.Random(SEED)  # noqa: S311  not for secrets
    few, many = small.persons(), large.persons()
    above, below = in_turns(
        n,
        lambda: taken(lambda: large.log(chance.choice(many))),
        lambda: taken(lambda: small.log(chance.choice(few))),
    )
    return Figure(
        "open-person", median(above), median(below), n,
        f"among {len(many):,} people and among {len(few):,}", "1 (flat)",
    )  # fmt: skip
