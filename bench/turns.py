"""The same conversations held with a server: the cost of a turn early and late, and twenty chats at once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bench.figures import Figure, middle, percentile
from bench.talk import Connect, Timed, converse

# Five turns each, so that every window hears each of the script's five messages as often as the others.
WINDOWS = {5: (3, 7), 50: (48, 52), 200: (196, 200)}
LENGTH = 200
CROWD = 20
CROWD_FIRST, CROWD_LAST = 40, 60


@dataclass(frozen=True)
class Measured:
    """What one server did. `alone`: one chat at a time; `crowd`: twenty at once."""

    alone: tuple[Timed, ...]
    crowd: Timed

    def at(self, turn: int) -> float | None:
        """The median of the window around this turn, in ms."""
        first, last = WINDOWS[turn]
        return middle([ms for chat in self.alone for ms in chat.between(first, last)])

    def growth(self) -> float | None:
        """How many times dearer turn 200 is than turn 5."""
        early, late = self.at(5), self.at(200)
        return late / early if early and late else None

    def all(self) -> list[float]:
        """Every turn of the chats held alone, in ms."""
        return [ms for chat in self.alone for ms in chat.between(1, LENGTH)]

    def rate(self) -> float | None:
        """Turns a second while twenty chats are at turns 40 to 60; None if they did not get there."""
        done = len(self.crowd.between(CROWD_FIRST, CROWD_LAST))
        return done / self.crowd.seconds if done and self.crowd.seconds else None

    def bad(self) -> tuple[int, int]:
        """Turns without words, and turns without an answer."""
        chats = (*self.alone, self.crowd)
        return sum(chat.empty for chat in chats), sum(chat.failed for chat in chats)


def measure(connect: Connect, *, chats: int, budget: float) -> Measured:
    """Hold `chats` conversations of 200 turns one after another, then twenty of 60 at once, each within the budget."""
    share = budget / chats
    alone = (asyncio.run(converse(connect, chats=1, first=1, last=LENGTH, budget=share)) for _ in range(chats))
    crowd = converse(connect, chats=CROWD, first=CROWD_FIRST, last=CROWD_LAST, budget=budget)
    return Measured(tuple(alone), asyncio.run(crowd))


def figures(ours: Measured | None, stock: Measured | None) -> list[Figure]:
    """The rows of the table, ours beside stock."""
    return [*_latency(ours, stock), *_growth(ours, stock), *_throughput(ours, stock), *_silence(ours, stock)]


def _latency(ours: Measured | None, stock: Measured | None) -> list[Figure]:
    rows = []
    for name, share, limit in (("p50", 0.5, 30), ("p95", 0.95, 80)):
        mine, theirs = _share(ours, share), _share(stock, share)
        rows.append(Figure(f"a turn, one chat, {name}", "ms", mine, theirs, f"<= {limit} ms", _at_most(mine, limit)))
    for turn in WINDOWS:
        mine, theirs = (each.at(turn) if each else None for each in (ours, stock))
        rows.append(Figure(f"  at turn {turn}, p50", "ms", mine, theirs, "-", None))
    return rows


def _growth(ours: Measured | None, stock: Measured | None) -> list[Figure]:
    mine, theirs = (each.growth() if each else None for each in (ours, stock))
    return [Figure("turn 200 / turn 5, p50", "x", mine, theirs, "<= 1.2 x", _at_most(mine, 1.2))]


def _throughput(ours: Measured | None, stock: Measured | None) -> list[Figure]:
    mine, theirs = (each.rate() if each else None for each in (ours, stock))
    met = mine >= 5 * theirs if mine and theirs else None
    name = f"{CROWD} chats at once, turns {CROWD_FIRST}-{CROWD_LAST}"
    return [Figure(name, "turns/s", mine, theirs, ">= 5 x stock", met, better="higher")]


def _silence(ours: Measured | None, stock: Measured | None) -> list[Figure]:
    rows = []
    for place, name in enumerate(("turns without words", "turns without an answer")):
        mine, theirs = (float(each.bad()[place]) if each else None for each in (ours, stock))
        rows.append(Figure(name, "", mine, theirs, "0", None if mine is None else mine == 0))
    return rows


def _share(measured: Measured | None, share: float) -> float | None:
    values: Sequence[float] = measured.all() if measured else ()
    return percentile(values, share) if values else None


def _at_most(value: float | None, limit: float) -> bool | None:
    return None if value is None else value <= limit
