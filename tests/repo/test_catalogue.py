from __future__ import annotations

import gettext
import io
import os
import subprocess
import sys
from pathlib import Path

import catalogue
import pytest
from babel.messages.pofile import read_po

WELSH = """\
# a comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: resources/guides/core/10.toml:3
msgid "Where you want to be"
msgstr "Lle dych chi am fod"

msgid ""
"Two lines,\\n"
"one \\"message\\""
msgstr "Dwy linell ŵ"

#, fuzzy
msgid "Not sure"
msgstr "guessed"

msgid "Not yet"
msgstr ""
"""
GUIDE = b"""\
id = "places"
title = "Where you want to be"

[[question]]
id = "pod.first"
kind = "choice"
they = "Where would {name} want to be?"
say = ["Some people have a picture.", "Is that so for you?"]
options = "VS-PLACE"
"""


@pytest.fixture
def welsh() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(catalogue.compiled(WELSH)))


def test_a_compiled_catalogue_is_one_that_python_reads(welsh):
    assert welsh.gettext("Where you want to be") == "Lle dych chi am fod"
    assert welsh.gettext('Two lines,\none "message"') == "Dwy linell ŵ"


@pytest.mark.parametrize("text", ["Not sure", "Not yet", "Never seen"])
def test_what_is_not_translated_stays_english(welsh, text):
    """A guess by a tool must not reach a person who is dying."""
    assert welsh.gettext(text) == text


def test_it_is_compiled_again_only_when_its_source_is_newer(tmp_path: Path):
    source = tmp_path / "cy" / "LC_MESSAGES" / "eolplan.po"
    source.parent.mkdir(parents=True)
    source.write_text(WELSH, encoding="utf-8")
    catalogue.compile_all(tmp_path)
    made = source.with_suffix(".mo")
    assert made.read_bytes() == catalogue.compiled(WELSH)

    made.write_bytes(b"older")
    os.utime(source, (1, 1))
    catalogue.compile_all(tmp_path)
    assert made.read_bytes() == b"older"


def test_the_words_of_a_guide_reach_the_translator_with_their_place():
    found = list(catalogue.extract_toml(io.BytesIO(GUIDE), (), (), {}))
    assert found == [
        (2, None, "Where you want to be", ["places.title"]),
        (7, None, "Where would {name} want to be?", ["places.question.pod.first.they"]),
        (8, None, "Some people have a picture.", ["places.question.pod.first.say"]),
        (8, None, "Is that so for you?", ["places.question.pod.first.say"]),
    ]


def test_the_words_of_a_library_reach_the_translator_under_any_key():
    library = b'id = "plans"\n[[entry]]\ncode = "pain"\ndo = "Sit down."\nnot = "Wait."\n'
    found = list(catalogue.extract_toml(io.BytesIO(library), (), (), {}))
    assert found == [
        (4, None, "Sit down.", ["plans.entry.do"]),
        (5, None, "Wait.", ["plans.entry.not"]),
    ]


def test_every_room_s_words_reach_the_catalogue(root, tmp_path):
    """A mapping whose pattern matches nothing says nothing; some known words must be there."""
    template = tmp_path / "eolplan.pot"
    extract = ["-m", "babel.messages.frontend", "--quiet", "extract", "--mapping=pyproject.toml"]
    keywords = ["--keywords=tr", "--keywords=say", "--keywords=N_"]
    subprocess.run(
        [sys.executable, *extract, *keywords, f"--output-file={template}", "."],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "packaging"},
        check=True,
    )
    with template.open("rb") as file:
        found = read_po(file)
    rooms = {place.split("/")[0] for message in found for place, _line in message.locations}
    assert rooms == {"eolplan", "ui", "resources"}
    assert "{most} and {last}" in found  # words.py
    assert "Where would {name} want to be in the last days of life?" in found  # a guide
    assert "What the plan says now, and what has not been talked about." in found  # help
