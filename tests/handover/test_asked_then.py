"""A topic that a hospice has taken away again: what was answered in it reads as it was asked."""

from __future__ import annotations

from pathlib import Path

from eolplan.guide import shipped
from eolplan.handover.audience import audience
from eolplan.handover.copying import make_copy
from eolplan.handover.outline import outline
from eolplan.handover.plan import Row
from tests.handover.notebook import SIGNED, STAFF, Notebook, core
from tests.handover.test_outline import HOSPICE


def also_recorded(book: Notebook, texts: dict[str, str]) -> dict[str, str]:
    """Return what the full record says of answers that the guide of today does not ask."""
    copy, _ = make_copy(book.log, core(), audience("full"), staff=STAFF, now=SIGNED,
                        version=book.sign(), guides=texts)  # fmt: skip
    topic = next(t for t in outline(copy).topics if t.heading == "Also recorded")
    return {part.label: part.text for part in topic.parts if isinstance(part, Row)}


def answered(tmp_path: Path) -> Notebook:
    (tmp_path / "dogs.toml").write_text(HOSPICE, encoding="utf-8")
    return Notebook(guide=shipped(tmp_path)).person_named().say("stteilo.dog", "yes")


def test_it_prints_under_the_heading_and_the_words_of_then(tmp_path: Path):
    book = answered(tmp_path)
    texts = {book.guide.digest_of("stteilo.dog", "en"): book.guide.text_of("stteilo")}
    assert also_recorded(book, texts) == {"May the dog visit": "Yes"}


def test_where_no_words_were_kept_that_is_said_and_no_id_is_printed(tmp_path: Path):
    book = answered(tmp_path).leave("stteilo.dog", "asked_declined")
    told = {"A question of an older guide": "Would rather not talk about this"}
    assert also_recorded(book, {}) == told
