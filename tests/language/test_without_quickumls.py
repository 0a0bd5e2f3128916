"""Reading messages does not load QuickUMLS and what it brings; who asks for it still gets it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from yarrow.language.without_quickumls import without_quickumls

READS = """
import sys
from pathlib import Path
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
found = Reader(load_lexicon(Path("protocol"))).read("no lupus").findings
print(*(finding.status for finding in found), *sorted({"quickumls", "nltk", "sklearn"} & set(sys.modules)))
"""


def test_a_message_is_read_without_it() -> None:
    read = subprocess.run([sys.executable, "-c", READS], capture_output=True, text=True, check=True)
    assert read.stdout.split() == ["denied"]


def test_it_is_there_again_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "quickumls", raising=False)
    with without_quickumls():
        assert sys.modules["quickumls"].spacy_component is None
    assert "quickumls" not in sys.modules


def test_one_that_is_loaded_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = object()
    monkeypatch.setitem(sys.modules, "quickumls", loaded)
    with without_quickumls():
        assert sys.modules["quickumls"] is loaded
    assert sys.modules["quickumls"] is loaded
