from __future__ import annotations

from itertools import product
from pathlib import Path

import dev
import place
import pytest
import rounds
from hypothesis import Phase, settings

REPORT = """\
<testsuites><testsuite>
 <testcase classname="tests.vault.test_keys" name="test_a" time="1.5"/>
 <testcase classname="tests.vault.test_keys.TestSlots" name="test_b" time="0.5">
  <failure message="wrong">trace</failure></testcase>
 <testcase classname="tests.test_top" name="test_c" time="1">
  <skipped message="needs Java"/></testcase>
</testsuite></testsuites>
"""


@pytest.fixture
def tally(tmp_path: Path) -> rounds.Tally:
    report = tmp_path / "core.xml"
    report.write_text(REPORT, encoding="utf-8")
    tally = rounds.Tally()
    rounds._read(report, tally)
    return tally


def test_minutes_are_counted_by_folder_of_tests(tally):
    assert tally.seconds == {"tests/vault": 2.0, "tests/test_top": 1.0}


def test_a_skipped_test_is_named_with_its_reason(tally):
    assert tally.outcomes == {"passed": 1, "failure": 1, "skipped": 1}
    assert tally.skipped == ["tests.test_top::test_c: needs Java"]


def test_the_rounds_leave_no_test_out():
    """Whatever its marks, each test is chosen by exactly one round."""
    for has in product((False, True), repeat=3):
        marks = dict(zip(("gui", "xvfb", "uncounted"), has, strict=True))
        chosen = [r.name for r in rounds.ROUNDS if _chooses(r.marks, marks)]
        assert len(chosen) == 1, marks


def _chooses(expression: str, marks: dict[str, bool]) -> bool:
    """Say whether ``a and not b`` holds: that is all the rounds need of pytest's expressions."""
    terms = expression.split(" and ")
    return all(marks[term.removeprefix("not ")] is not term.startswith("not ") for term in terms)


def test_only_a_test_by_itself_takes_minutes_for_the_smallest_example(worker_id, request):
    """A fault that a property finds must not cost the whole run its time, and so its report."""
    alone = worker_id == "master" or request.config.getoption("--long")
    assert (Phase.shrink in settings().phases) == alone


def test_a_round_that_cannot_be_run_breaks_the_whole(tmp_path):
    """A machine without Xvfb must not pass because it tested less."""
    tally = rounds.Tally()
    absent = rounds.Round("x server", "xvfb", "xcb", around=["no-such-program"])
    rounds._pytest(absent, [], tmp_path, {}, tally)
    assert tally.broken or tally.skipped


def test_the_tools_environment_serves_the_app_too(monkeypatch, tmp_path):
    """Running after testing must not take anything away."""
    monkeypatch.setattr(place, "STAMP", tmp_path / "installed")
    monkeypatch.setattr(place, "PYTHON", Path(__file__))
    place.STAMP.write_text(place._wanted("dev"), encoding="utf-8")
    assert place._stamp_holds("app")
    place.STAMP.write_text(place._wanted("app"), encoding="utf-8")
    assert not place._stamp_holds("dev")
    place.STAMP.write_text("app 3.11 linux of-an-older-list", encoding="utf-8")
    assert not place._stamp_holds("app")


def test_a_desktop_without_a_screen_is_told_in_words(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "prepare", lambda _need: None)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    assert dev.main(["run"]) == 2
    assert "there is no screen" in capsys.readouterr().err
