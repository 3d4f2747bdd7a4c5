"""What offscreen cannot show: the same flows with real windows, on a real X server."""

from __future__ import annotations

import pytest

from tests.ui.test_app import (  # noqa: F401  collected here too, so run once more
    pid_file,
    test_locking_is_a_fresh_process_and_unlocking_comes_back_to_the_word,
)

pytestmark = pytest.mark.xvfb


def test_these_windows_are_real(qapp):
    assert qapp.platformName() == "xcb"
