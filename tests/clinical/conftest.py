"""What the tests of the clinical core share."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from yarrow.clinical.protocol import Protocol
from yarrow.protocol.loader import load

# Hypothesis is a development tool of the web side; the bot side runs all the other tests of the pure core.
collect_ignore_glob = [] if find_spec("hypothesis") else ["test_any_*.py"]


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load()
