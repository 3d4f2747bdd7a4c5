"""What somebody asks who has just installed eolplan, or whose software reads its copies."""

from __future__ import annotations

import json
from contextlib import closing

import jsonschema

from eolplan.guide import shipped
from eolplan.selfcheck import self_check
from tests.cli.test_cli import checked, run, start


def test_a_whole_installation_passes_its_own_check(root):
    """It talks, signs, prints and reads back; nothing of it stays."""
    done = start("self-check", "--json")
    found = checked(root, "self-check", done.stdout)
    assert (done.returncode, found["ok"]) == (0, True), found
    assert [check["id"] for check in found["checks"]] == ["guide", "store", "read-back", "copy"]


def test_what_does_not_work_is_told_and_nothing_after_it_is_tried(clock, monkeypatch, tmp_path):
    """A temporary folder that cannot hold a store stands for a broken installation."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "store").mkdir()
    (full / "store" / "something").touch()
    monkeypatch.setattr("tempfile.TemporaryDirectory", lambda prefix: closing(_Kept(full)))
    found = list(self_check(now=clock))
    assert [(check.id, check.ok) for check in found] == [("guide", True), ("store", False)]
    assert found[-1].words.startswith("There is something in that folder")


class _Kept:
    """A folder that is there already."""

    def __init__(self, path):
        self._path = path

    def __fspath__(self):
        return str(self._path)

    def close(self):
        """It stays."""


def test_the_questionnaire_asks_everything_once_by_its_own_id():
    made = json.loads(start("questionnaire", "--json").stdout)
    assert made["resourceType"] == "Questionnaire"
    ids = list(_ids(made["item"]))
    assert len(ids) == len(set(ids))
    assert {question.id for question in shipped()} <= set(ids)


def test_a_service_finds_its_own_topic_in_the_questionnaire(tmp_path):
    (tmp_path / "own.toml").write_text(
        'id = "river"\ntitle = "The river"\nafter = "matters"\nabout = "Boats."\n'
        '[[question]]\nid = "river.boat"\nkind = "line"\nheading = "Boat"\nthey = "Which boat?"\n'
        'asks = "staff"\n'
    )
    made = json.loads(run("questionnaire", "--json", "--guides", tmp_path).stdout)
    assert {"linkId": "river.boat", "text": "Which boat?"}.items() <= _item(
        made, "river.boat"
    ).items()


def _ids(items):
    for item in items:
        yield item["linkId"]
        yield from _ids(item.get("item", ()))


def _item(made, link):
    return next(item for item in made["item"] if item["linkId"] == link)


def test_the_check_has_a_schema_that_can_refuse(root):
    schema = json.loads((root / "docs/cli/self-check.schema.json").read_text())
    assert not jsonschema.Draft202012Validator(schema).is_valid({"ok": "yes", "checks": []})
