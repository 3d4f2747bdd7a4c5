"""What no page may say, and what is kept by how eolplan is made."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from eolplan.guide.nations import nations
from eolplan.resources import resource
from eolplan.rules import RULES
from tests.handover.rows_of_cpr import form
from tests.handover.test_cpr import heart

_BINDS = re.compile(
    r"\blegally\b|\bin law binding\b|\b(?:is|are|be) (?:binding|valid)\b|\bbinds\b", re.IGNORECASE
)
_SAID_OF_NOBODYS_REFUSAL = (
    "It is not shown to be binding",  # R04: what may not be taken for one
    "It is not binding, and it has to be thought about",  # an advance statement
    "It also binds",  # R08: which attorney, not whether
    "It binds the attorney for that treatment, where it applies",  # L-13
)


def said() -> Iterator[str]:
    """Yield what anybody reads: the guide, page 1, the rules, and the law of each nation."""
    for folder in ("guides/core", "handover"):
        for file in Path(str(resource(folder))).glob("*.toml"):
            yield from _texts(tomllib.loads(file.read_text("utf-8")))
    yield from (rule.words for rule in RULES)
    for nation in nations().values():
        yield from nation.facts.values()


def _texts(node: object) -> Iterator[str]:
    match node:
        case str():
            yield node
        case list():
            for item in node:
                yield from _texts(item)
        case dict():
            for item in node.values():
                yield from _texts(item)


def test_no_page_says_that_a_refusal_binds():
    """L-23: only whoever treats can judge that, at the time; a page says what the paper has."""
    for text in said():
        for allowed in _SAID_OF_NOBODYS_REFUSAL:
            text = text.replace(allowed, "")
        assert not _BINDS.search(text), text


@pytest.mark.parametrize(
    ("born", "child"),
    [("2009-01-01", True), ("2007-11-13", True), ("2007-11-12", False), ("2007", True),
     ("1941-03-04", False)],
)  # fmt: skip
def test_a_form_for_a_child_says_nothing_of_an_adult(born, child):
    """R-14: whatever was ticked, an adult's page never prints it as what to do."""
    book = form(cpr__status="").say("person.dob", born)
    book.say("cpr.status", "modified_child", "Breaths only", said_by="clinician_observed")
    begins = "CPR AS WRITTEN ON THE FORM" if child else "WE DO NOT KNOW if there is a CPR decision"
    assert heart(book).startswith(begins)
