"""How long stock Rasa takes to read the messages of our reader's benchmark (its parsing call, HTTP included)."""

from __future__ import annotations

import statistics
from functools import partial

import httpx

from bench.micro import timed
from bench.script import TEXTS


def stock_reading(address: str) -> float:
    """The median in ms over the fixed texts."""
    with httpx.Client(timeout=30.0) as client:
        return statistics.median(ms for text in TEXTS for ms in timed(partial(_parse, client, address, text)))


def _parse(client: httpx.Client, address: str, text: str) -> None:
    client.post(f"{address}/model/parse", json={"text": text}).raise_for_status()
