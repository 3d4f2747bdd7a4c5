"""The bench itself: it measures what it says, with few people, and asserts no time."""

from __future__ import annotations

from contextlib import closing

from tests.bench import answering, finding, keeping
from tests.bench.bulk import opened, stores
from tests.bench.figures import Figure
from tests.conftest import shipped_once


def test_a_figure_is_kept_with_its_ratio():
    kept = Figure("copy", 30.0, 20.0, 5, "bare").kept()
    assert kept == {
        "name": "copy", "ours": 30.0, "baseline": 20.0, "ratio": 1.5, "unit": "ms", "n": 5,
    }  # fmt: skip


def test_answers_and_people_are_measured_beside_plain_sqlite(tmp_path):
    """Also the only place where the same statements run without our settings in between."""
    guide = shipped_once()
    made = stores(tmp_path / "people", guide, (2, 30))
    with closing(opened(made[30])) as session:
        assert len(session.store.persons()) == 30
        assert session.store.verify().ok
    found = [
        *answering.figures(tmp_path / "answering", guide, 2),
        *finding.figures(made[2], made[30], tmp_path / "finding", 20),
        *keeping.figures(made[30], tmp_path / "keeping", 1),
    ]
    names = ["answer-commit", "answer-commit-one-row", "answer-whole", "find-100k", "open-person"]
    names += ["backup-100k", "verify-100k"]
    assert [figure.name for figure in found] == names
    assert all(figure.ours > 0 and figure.baseline > 0 for figure in found)


def test_the_rules_are_measured_beside_the_reading_of_a_full_plan(tmp_path):
    from tests.bench import ruling

    (figure,) = ruling.figures(tmp_path / "ruling", 1)
    assert figure.name == "rules-full-plan"
    assert figure.ours > 0
    assert figure.baseline > 0


def test_opening_a_full_plan_is_measured_beside_a_usual_one(tmp_path, qapp):
    from tests.bench import opening

    found = list(opening.figures(tmp_path / "opening", shipped_once(), 1))
    assert [figure.name for figure in found] == ["open-full-plan", "open-full-question"]
    assert all(figure.ours > 0 and figure.baseline > 0 for figure in found)


def test_the_longest_wait_of_the_window_is_measured(tmp_path, qapp):
    from tests.bench import stalling

    guide = shipped_once()
    made = stores(tmp_path / "people", guide, (30,))
    found = list(stalling.figures(made[30], tmp_path / "stalling", guide))
    assert [figure.name for figure in found] == ["backup-stall-100k", "proof-stall-100k"]
    assert all(figure.ours > 0 and figure.baseline > 0 for figure in found)
