"""The README is the first thing a stranger meets; what it says must be so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import dev
import pytest


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def commands_in(section: str) -> set[str]:
    """The first word of each row of a section's table."""
    return set(re.findall(r"^\| `([a-z-]+)", section, re.MULTILINE))


def section_of(readme: str, heading: str) -> str:
    return readme.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_it_shows_the_two_commands(readme):
    assert "\npython3 packaging/dev.py run\npython3 packaging/dev.py test\n" in readme


def test_it_names_every_command_of_the_task_runner_and_no_other(readme):
    assert commands_in(section_of(readme, "The two commands")) == set(dev.COMMANDS)


def test_it_names_every_command_of_the_command_line_and_no_other(readme, root):
    answer = subprocess.run(
        [sys.executable, "-m", "eolplan", "--help"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    known = set(re.findall(r"^ {4}([a-z][a-z-]+)(?= |$)", answer.stdout, re.MULTILINE))
    assert commands_in(section_of(readme, "Command line")) == known


def test_every_file_and_folder_that_it_names_is_there(readme, root):
    named = set(re.findall(r"`((?:docs|packaging|resources|tests|\.ci)/[\w./-]*)`", readme))
    named |= set(re.findall(r"\]\(([\w./-]+)\)", readme))
    assert len(named) > 8
    assert {name for name in named if not (root / name).exists()} == set()


def test_its_plan_of_the_code_names_every_room(readme, root):
    plan = section_of(readme, "How the code is laid out").split("```")[1]
    named = set(re.findall(r"(?<![\w/])(\w+)(?:/|\.py)", plan))
    # small, and their names say it
    quiet = {"__init__", "__main__", "errors", "identity", "resources", "settings"}
    for path in (root / "eolplan").iterdir():
        if path.suffix == ".py" or (path.is_dir() and any(path.glob("*.py"))):
            assert path.stem in named | quiet, path.name


def test_it_says_what_eolplan_is_not(readme):
    """So that nobody takes the program for a prescription, a form or advice."""
    text = section_of(readme, "What it is not")
    for word in (
        "prescribing",
        "co-ordination",
        "DNACPR",
        "refuse treatment",
        "triage",
        "prognostic",
    ):
        assert word in text
