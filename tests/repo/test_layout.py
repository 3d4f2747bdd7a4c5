from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = {
    "CHANGELOG.md", "LICENSE", "README.md", "docs", "eolplan", "packaging", "pyproject.toml",
    "resources", "tests", "ui",
}  # fmt: skip

# An address is allowed where it is a name that a standard gives, or a licence's own notice.
NAMES = (
    "http://hl7.org/", "http://json-schema.org/", "http://loinc.org", "http://ns.adobe.com/",
    "http://purl.org/", "http://snomed.info/", "http://terminology.hl7.org/",
    "http://unitsofmeasure.org", "http://www.aiim.org/", "http://www.apache.org/licenses/",
    "http://www.npes.org/", "http://www.verapdf.org/ValidationProfile", "http://www.w3.org/",
    "https://eolplan.example/", "https://fhir.hl7.org.uk/",
    "https://fhir.nhs.uk/", "https://github.com/googlefonts/atkinson-hyperlegible-next",
    "https://openfontlicense.org", "https://json-schema.org/", "http://creativecommons.org/",
)  # fmt: skip
ADDRESS = re.compile(r"https?://[^\s\"'<>)\]}`]+")


def test_the_top_level_holds_what_it_should_and_no_more(kept, root):
    """A person who opens the folder must see at once where things are."""
    top = {path.relative_to(root).parts[0] for path in kept}
    assert {name for name in top if not name.startswith(".")} == TOP


def test_packaging_is_no_package(root):
    """As one it would hide the library of the same name from every tool."""
    assert not (root / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("name", ["ui/app.py", "ui/window.py"])
def test_the_frame_stays_small(root, name):
    """Where desktop programs go wrong first."""
    assert len((root / name).read_text(encoding="utf-8").splitlines()) <= 300


def test_no_file_of_the_program_outgrows_what_one_can_keep_in_mind(texts):
    rooms = ("eolplan/", "ui/", "packaging/")
    lines = {
        name: len(text.splitlines())
        for name, text in texts.items()
        if name.startswith(rooms) and name.endswith(".py")
    }
    assert {name: count for name, count in lines.items() if count > 400} == {}


@pytest.mark.parametrize("folder", [".ci/", "packaging/", "pyproject.toml"])
def test_nothing_names_where_packages_come_from(texts, folder):
    """A hospice's machine may reach a mirror of its own only."""
    for name, text in texts.items():
        if name.startswith(folder):
            assert ADDRESS.findall(text) == [], name


def test_every_other_address_is_a_name_given_by_a_standard(texts):
    for name, text in texts.items():
        if name.startswith("resources/licences/"):
            continue  # others' terms, kept to the letter
        strange = [a for a in ADDRESS.findall(text) if not a.startswith(NAMES)]
        assert name == "tests/repo/test_layout.py" or strange == [], name


def test_no_path_of_one_machine_is_written_down(texts):
    own = re.compile(r"(?<![\w.$~-])/(?:work|root)/\w")
    assert [name for name, text in texts.items() if own.search(text)] == []


def test_nothing_is_left_for_later(texts):
    """What is not done is not begun; the changelog says what eolplan cannot do yet."""
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    assert [name for name, text in texts.items() if marks.search(text)] == []


def test_text_ends_its_lines_one_way(kept):
    for path in kept:
        if path.suffix in {".py", ".toml", ".md", ".sql", ".json", ".lock", ".po"}:
            assert b"\r\n" not in path.read_bytes(), path


def test_the_checks_can_be_started(root: Path):
    assert (root / ".ci" / "run").stat().st_mode & 0o111


def test_the_version_is_said_once_and_the_same_everywhere(root, texts):
    import eolplan

    declared = re.search(r'^version = "(.+)"$', texts["pyproject.toml"], re.MULTILINE)
    assert declared
    assert declared[1] == eolplan.__version__
    assert f"\n## [{eolplan.__version__}] - " in texts["CHANGELOG.md"]
