"""All of Yarrow, started once for these tests; after each of them no log may hold what its patients said."""

from __future__ import annotations

import pytest

from tests.support.running import MARKER, Running


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    with Running(tmp_path_factory.mktemp("home")) as yarrow:
        yield yarrow


@pytest.fixture
def yarrow(running):
    """All parts there and nothing spoiled."""
    running.mend()
    yield running
    written = running.written().lower()
    assert MARKER not in written
    assert "traceback" not in written
