"""Golden conversations in which something breaks, over HTTP, with processes that are really killed."""

from __future__ import annotations

import pytest

from tests.support.golden import golden, play
from tests.support.over_http import OverHttp

FAULTY = [entry for entry in golden() if any("fault" in turn for turn in entry["turns"])]
pytestmark = pytest.mark.timeout(240)


@pytest.mark.parametrize("entry", FAULTY, ids=lambda entry: f"{entry['id']} {entry['title']}")
def test_the_conversation_goes_as_it_should(yarrow, entry):
    assert play(OverHttp(yarrow, entry.get("start") or {}), entry) == []
