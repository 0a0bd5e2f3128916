"""One reader for all the language tests; building it is most of their time."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load_lexicon())
