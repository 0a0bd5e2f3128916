"""Weeks of an invented clinic: many visits, held with the running bot, a few at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

import httpx

from yarrow.seeding.visit import Visit
from yarrow.seeding.visitors import drawn

AT_ONCE = 6
TIMEOUT = 60.0


def visits(address: str, count: int, seed: int) -> Iterator[str]:
    """Hold so many conversations with the gateway at that address; the id of each as it ends.

    The same seed brings the same people with the same words. Raises httpx.HTTPError if the gateway fails.
    """
    limits = httpx.Limits(max_connections=AT_ONCE)
    gateway = httpx.Client(base_url=address, timeout=TIMEOUT, limits=limits, trust_env=False)
    with gateway as client, ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(_one, client, f"{seed}/{number}") for number in range(count)]
        for done in as_completed(running):
            yield done.result()


def _one(client: httpx.Client, seed: str) -> str:
    chance = random.Random(seed)  # noqa: S311 - invented people, no secret
    return Visit(client, drawn(chance), chance).hold()
