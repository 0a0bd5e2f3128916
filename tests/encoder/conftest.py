"""One encoder for all: loading it is most of the time of these tests."""

from __future__ import annotations

import pytest

from yarrow.encoder.encoder import Encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder.load()
