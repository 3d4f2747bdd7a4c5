from __future__ import annotations

import pytest

from eolplan.guide import Guide, shipped
from eolplan.practice.base import Base, shipped_base


@pytest.fixture(scope="session")
def guide() -> Guide:
    return shipped()


@pytest.fixture(scope="session")
def base(guide: Guide) -> Base:
    return shipped_base(guide)
