"""What the tests of the measurements share."""

from __future__ import annotations

import pytest

from bench.hearing.yarrow_listener import desk_of_rules
from yarrow.intake.ports import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The real protocol and a reader with the rules alone; made once, as it takes seconds."""
    return desk_of_rules()
