from __future__ import annotations

import pytest

from eolplan.desk import (
    CopyNotSaved,
    NotAnAnchor,
    NothingSigned,
    guide_for,
    guide_of,
    write_whole,
)
from eolplan.guide import GuideProblem
from eolplan.record import Answer


def test_pages_share_the_talk_that_is_open(desk, gwen):
    talk = desk.conversation(gwen)
    talk.answer("poc.first", Answer(value="own_home"))
    assert desk.conversation(gwen, talk.id) is talk
    assert desk.log(gwen) is talk.log
    assert desk.conversation(gwen) is not talk


def test_a_stopped_talk_is_carried_on(desk, gwen):
    assert desk.carry_on(gwen) is None
    talk = desk.conversation(gwen)
    talk.here("poc.first")
    assert desk.carry_on(gwen).id == talk.id


WRITES_ITSELF = (("conv.when", "2026-11-12"), ("conv.staff.name", "Carys Bevan"))


def test_a_page_that_was_only_looked_at_is_no_talk(desk, gwen, clock):
    looked = desk.conversation(gwen)
    looked.here("poc.first")
    assert not looked.is_begun
    looked.draft("val.matters", Answer(own_words="The d"))
    assert looked.is_begun
    looked.drop_draft("val.matters")
    assert not looked.is_begun
    looked.pause("Ask about the stairs.")
    assert looked.is_begun
    talk = desk.conversation(gwen)
    assert not talk.is_begun
    talk.here("val.matters")
    talk.record([(q, "", Answer(value=v)) for q, v in WRITES_ITSELF])
    assert not talk.is_begun  # Continue was pressed, and nobody has said anything
    assert gwen not in [row.person for row, _ in desk.caseload.carry_on()]
    talk.answer("poc.first", Answer(value="own_home"))
    assert talk.is_begun
    assert gwen in [row.person for row, _ in desk.caseload.carry_on()]


def test_a_draft_has_no_copies(desk, gwen):
    with pytest.raises(NothingSigned):
        desk.copy(gwen, "ambulance")


def test_a_store_that_was_only_used_verifies(desk, gwen):
    anchor = str(desk.session.anchor())
    desk.conversation(gwen).answer("poc.first", Answer(value="own_home"))
    assert desk.verify().ok
    assert not desk.verify().anchored
    assert desk.verify(anchor).anchored
    with pytest.raises(NotAnAnchor):
        desk.verify("yesterday")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "plan.pdf"
    write_whole(path, b"%PDF")
    assert path.read_bytes() == b"%PDF"
    with pytest.raises(CopyNotSaved):
        write_whole(tmp_path / "nowhere" / "plan.pdf", b"%PDF")
    assert [p.name for p in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_hospice_adds_its_own_section_by_dropping_a_file(vault_folder):
    own = vault_folder / "guides"
    own.mkdir(parents=True)
    (own / "sthelena.toml").write_text(
        'id = "sthelena"\ntitle = "Pets at St Helena"\nafter = "matters"\n'
        '[[question]]\nid = "sthelena.pets"\nkind = "text"\nheading = "Pets"\n'
        'they = "Which animals should visit {name}?"\nyou = "Which animals should visit you?"\n'
    )
    assert "sthelena.pets" in guide_of(vault_folder)
    assert guide_for(vault_folder)[1] == ""
    (own / "bad.toml").write_text("id = 3")
    with pytest.raises(GuideProblem):
        guide_of(vault_folder)
    guide, words = guide_for(vault_folder)
    assert "val.matters" in guide
    assert "sthelena.pets" not in guide
    assert "check-guide" in words
