"""One answer through the one door, beside the same statements in plain SQLite."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from eolplan.conversation import Conversation
from eolplan.guide import Guide
from eolplan.record import Answer
from eolplan.vault import Session
from tests.bench.bulk import now, opened, plain_copy, plainly, stores
from tests.bench.figures import Figure, in_turns, median, taken

Statement = tuple[str, Sequence[object]]
_WORDS = "I want to be in my own bed, with the dog at my feet and the window open. {}"


def figures(at: Path, guide: Guide, n: int) -> Iterator[Figure]:
    """Yield what an answer costs: the commit alone, and the whole way from hand to disk."""
    at.mkdir()
    ours = stores(at, guide, (1,))[1]
    rehearsal = at / "rehearsal"
    shutil.copytree(ours, rehearsal)
    one_row = plainly(at / "one-row.db")
    one_row.execute("CREATE TABLE said (words TEXT NOT NULL) STRICT")
    plain, script = _rehearsed(rehearsal, at / "plain.db", guide, n + 1)
    commits: list[float] = []
    with closing(plain), closing(one_row), closing(opened(ours)) as session:
        talk = _talk(session, guide, commits)
        times = in_turns(
            n,
            lambda: taken(lambda: _say(talk)),
            lambda: _replay(plain, next(script)),
            lambda: taken(lambda: one_row.execute("INSERT INTO said VALUES (?)", (_WORDS,))),
        )
    whole, same, row = map(median, times)
    commit = median(commits[1:])
    against = "the same statements in plain SQLite, WAL and FULL"
    yield Figure("answer-commit", commit, same, n, against, "<= 1.4")
    yield Figure("answer-commit-one-row", commit, row, n, "one row in plain SQLite, WAL and FULL")
    yield Figure("answer-whole", whole, same, n, f"{against}; ours from the page's call on")


def _talk(session: Session, guide: Guide, commits: list[float]) -> Conversation:
    """Return a talk whose commits are timed."""
    append: Callable[..., None] = session.store.append

    def timed(*args: Any, **named: Any) -> None:
        commits.append(taken(lambda: append(*args, **named)))

    session.store.append = timed  # type: ignore[method-assign]
    return Conversation(session, guide, session.store.persons()[0], now=now)


def _say(talk: Conversation) -> None:
    nth = len(talk.log.entries)
    talk.answer("val.matters", Answer(own_words=_WORDS.format(nth)))


def _rehearsed(
    vault: Path, to: Path, guide: Guide, n: int
) -> tuple[Any, Iterator[list[Statement]]]:
    """Say *n* answers in *vault*; return it as it was before, plain, and what each did to it."""
    with closing(opened(vault)) as session:
        plain = plainly(plain_copy(vault, to))
        done: list[Statement] = []
        _overhear(session, done)
        talk, script = _talk(session, guide, []), []
        for _ in range(n):
            done.clear()
            _say(talk)
            script.append(done[[sql for sql, _ in done].index("BEGIN IMMEDIATE") :])
    return plain, iter(script)


def _overhear(session: Session, done: list[Statement]) -> None:
    """Write down every statement that the session's database is given."""
    db: Any = session.store._db
    for name in ("run", "rows"):  # ``one`` asks ``rows``
        does = getattr(db, name)

        def listen(sql: str, *values: object, _does: Any = does, **named: Any) -> Any:
            done.append((sql, values))
            return _does(sql, *values, **named)

        setattr(db, name, listen)
    many = db.run_many

    def each(sql: str, rows: Any) -> None:
        kept = list(rows)
        done.extend((sql, row) for row in kept)
        many(sql, kept)

    db.run_many = each


def _replay(plain: Any, script: list[Statement]) -> float:
    def run() -> None:
        for sql, values in script:
            plain.execute(sql, values).fetchall()

    return taken(run)
