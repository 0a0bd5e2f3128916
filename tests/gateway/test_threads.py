"""What is under way when a door closes gets a moment to end, and no more than that."""

from __future__ import annotations

import asyncio
import threading

from yarrow.web import threads
from yarrow.web.threads import Threads


def closed_while(call):
    """Close while that call is under way, as at the end of a lifespan: nobody waits for its answer any more."""

    async def run():
        pools = Threads()
        asked = asyncio.create_task(pools.record(call))
        await asyncio.sleep(0.02)
        asked.cancel()
        pools.close()

    asyncio.run(run())


def test_a_call_under_way_ends_before_the_connections_are_given_back():
    ended = threading.Event()

    def call():
        threading.Event().wait(0.1)
        ended.set()

    closed_while(call)
    assert ended.is_set()


def test_a_call_that_hangs_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(threads, "LAST_SECONDS", 0.05)
    release, ended = threading.Event(), threading.Event()

    def call():
        release.wait(10)
        ended.set()

    closed_while(call)
    assert not ended.is_set()
    release.set()
