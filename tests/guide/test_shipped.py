"""What is shipped loads whole, and an author can check a file of their own."""

from __future__ import annotations

from pathlib import Path

from eolplan.guide import Checked, asked_then, check_guide, shipped
from eolplan.resources import resource
from tests.guide.test_files import OWN


def test_the_shipped_guide_loads_with_and_without_a_hospices_folder(tmp_path: Path):
    (tmp_path / "garden.toml").write_text(OWN.replace('"pets"', '"matters"'), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a guide", encoding="utf-8")
    core, both = shipped(), shipped(tmp_path)
    ids = [s.id for s in both.sections]
    assert ids.index("sthelena") == ids.index("matters") + 1
    assert [i for i in ids if i != "sthelena"] == [s.id for s in core.sections]
    assert shipped(tmp_path / "nowhere") == core


def test_every_shipped_kept_text_stands_alone():
    for section in shipped().sections:
        for question in section.questions[::9]:
            then = asked_then(section.text, question.id)
            assert then is not None
            assert then.heading == question.heading
            assert set(then.options) >= {o.code for o in question.options}


def test_a_check_lists_what_is_asked(tmp_path: Path):
    file = tmp_path / "garden.toml"
    file.write_text(OWN.replace('"pets"', '"matters"'), encoding="utf-8")
    assert check_guide([file]) == Checked(sections=(("Garden", 1),))


def test_a_check_lists_what_is_wrong(tmp_path: Path):
    file = tmp_path / "garden.toml"
    file.write_text(OWN, encoding="utf-8")
    checked = check_guide([file, tmp_path / "gone.toml"])
    assert [f.line for f in checked.faults] == [4, 1]
    assert checked.sections == ()


def test_a_core_file_is_checked_in_its_own_place(tmp_path: Path):
    core = sorted(f.name for f in resource("guides/core").iterdir())
    shipped_text = resource(f"guides/core/{core[0]}").read_text(encoding="utf-8")
    file = tmp_path / core[0]
    file.write_text(shipped_text, encoding="utf-8")
    title, count = check_guide([file]).sections[0]
    assert (title, count) == (shipped().sections[0].title, len(shipped().sections[0].questions))
    file.write_text(shipped_text + "colour = 1\n", encoding="utf-8")
    assert [f.file for f in check_guide([file]).faults] == [core[0]]


def test_value_sets_are_checked_in_their_own_place(tmp_path: Path):
    file = tmp_path / "value-sets.toml"
    file.write_text('[[set]]\nid = "VS-YN"\n', encoding="utf-8")
    assert "value-sets.toml" in {f.file for f in check_guide([file]).faults}
    sets = resource("guides/core/value-sets.toml").read_text(encoding="utf-8")
    file.write_text(sets, encoding="utf-8")
    assert check_guide([file]) == Checked()
