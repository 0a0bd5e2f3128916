"""The real protocol, read once, with a reader that knows a few sentences or the real one."""

from __future__ import annotations

import pytest

from tests.intake.scripted_reader import ScriptedReader
from yarrow.clinical.protocol import Protocol
from yarrow.intake.ports import Desk
from yarrow.protocol.loader import load


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load()


@pytest.fixture
def reader() -> ScriptedReader:
    return ScriptedReader()


@pytest.fixture
def desk(protocol: Protocol, reader: ScriptedReader) -> Desk:
    return Desk(protocol, reader)
