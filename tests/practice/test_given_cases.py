"""The given cases: findings, sign-off and printed words exactly as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from eolplan.practice.files import cases
from eolplan.practice.report import play

FOLDER = Path(__file__).parents[2] / "resources" / "practice"
CASES = sorted(FOLDER.glob("[tp][cp]-*.toml"))


def test_all_given_cases_are_there():
    named = {path.stem.upper() for path in CASES}
    assert len(CASES) == len(list(FOLDER.glob("*.toml"))) - len(("base", "store"))
    assert {"TC-01", "TC-02", "TC-03", "TC-05", "TC-06", "TC-08", "TC-10"} <= named


@pytest.mark.slow
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_as_written(path, guide, base):
    (case,) = cases([path], guide, base.names)
    report = play(case, base, guide)
    for step, written in zip(report["steps"], case.steps, strict=True):
        assert (step["missing"], step["unexpected"], step["rejected"]) == ([], [], [])
        assert step["not_built"] == []
        assert written.expect.sign_off in ("", step["sign_off"]), step["stopped_by"]
        assert [p for p in step["prints"] if not p["ok"]] == []
    assert report["ok"]
