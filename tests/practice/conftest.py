from __future__ import annotations

import pytest

from eolplan.guide import Guide
from eolplan.practice.base import Base, shipped_base
from tests.conftest import shipped_once


@pytest.fixture(scope="session")
def guide() -> Guide:
    return shipped_once()


@pytest.fixture(scope="session")
def base(guide: Guide) -> Base:
    return shipped_base(guide)
