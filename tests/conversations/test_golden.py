"""Golden conversations, played with the trained model and the real actions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.golden import golden, play, started
from tests.support.in_process import Bot, Conversation

GOLDEN = golden()


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return Bot(Path(tmp_path_factory.mktemp("bot")))


def test_every_conversation_has_an_id_of_its_own() -> None:
    ids = [entry["id"] for entry in GOLDEN]
    assert len(ids) == len(set(ids)) >= 25


@pytest.mark.timeout(300)
@pytest.mark.parametrize("entry", GOLDEN, ids=lambda entry: f"{entry['id']} {entry['title']}")
def test_the_conversation_goes_as_it_should(bot: Bot, entry: dict[str, Any]) -> None:
    assert play(Conversation(bot, entry["id"], started(entry.get("start") or {})), entry) == []
