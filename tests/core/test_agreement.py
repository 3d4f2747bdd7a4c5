from __future__ import annotations

import pytest

from eolplan.conversation import sign_off
from eolplan.desk import Past
from eolplan.handover import NotAgreed, inspect
from eolplan.record import Answer
from tests.core.conftest import PASSPHRASE


def test_a_copy_that_nobody_agreed_to_needs_a_reason(ready, desk, gwen, tmp_path):
    ready.answer("agree.share.ambulance", Answer(value="no"))
    sign_off(ready, PASSPHRASE)
    with pytest.raises(NotAgreed):
        desk.copy(gwen, "ambulance")
    with pytest.raises(NotAgreed):
        desk.copy(gwen, "hospice")
    reason = "Immediate serious risk, agreed with the duty doctor"
    made = desk.copy(gwen, "ambulance", reason=reason)
    desk.save_copy(made, tmp_path / "plan.pdf", person=gwen, reason=reason)
    assert inspect((tmp_path / "plan.pdf").read_bytes())["status"] == "ok"
    (told,) = [event.words for event in Past(desk, gwen).events if event.kind == "copy"]
    assert told == f"Copy saved for ambulance and urgent care: version 1. Why: {reason}"
    assert not any(reason in row.object for row in desk.session.store.audit_about(gwen))
