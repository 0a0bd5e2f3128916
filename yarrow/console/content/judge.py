"""Judges stored histories by a proposed protocol, in a process of its own: `python -m yarrow.console.content.judge`.

A proposal is somebody's file. Here it can take neither the console's memory nor its time, and the process is ended when
either runs out. It says what it finds as JSON lines on standard output, each with `say`.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from yarrow.console.content.proposal import Refused, unpack

NICENESS = 10
MOST_MEMORY = 2_000_000_000
MOST_PROBLEMS = 100
# How many of those who move are named, of each way to move; all are counted.
MOST_NAMED = 1000
EVERY = 200


def main(arguments: list[str]) -> int:
    """`packed` (the ZIP), `folder` (empty, to unpack into), `whole` or `part`, `all` or `open`, seconds allowed.

    `open`: what only clinicians may read is left out of every history: the proposal is the sender's own, and a rule of
    any name could ask for it.

    The first line of standard input is the record's address, which nobody else should see among the processes. Ends by
    itself when standard input closes.
    """
    packed, folder, extent, sight, seconds = arguments
    _bounded(int(seconds))
    record = sys.stdin.buffer.readline().decode().strip()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        for line in judge(Path(packed), Path(folder), record, is_whole=extent == "whole", private=sight == "all"):
            print(json.dumps(line, ensure_ascii=False), flush=True)  # noqa: T201 - standard output is its door
    except Refused as why:
        print(json.dumps({"say": "refused", "why": str(why)}), flush=True)  # noqa: T201
    return 0


def judge(
    packed: Path, folder: Path, record: str, *, is_whole: bool, private: bool = False
) -> Iterator[dict[str, Any]]:
    """What there is to say, line by line; `private`: of all that was told. Raises Refused."""
    from yarrow.protocol.errors import ProtocolError
    from yarrow.protocol.loader import ROOT, load

    names = unpack(packed.read_bytes(), folder, beside=None if is_whole else ROOT)
    yield {"say": "unpacked", "files": len(names)}
    try:
        proposed = load(folder)
    except ProtocolError as error:
        yield {"say": "wrong", "why": str(error)[:600]}
        return
    ours = load()
    yield {"say": "loaded", "version": proposed.version, "ours": ours.version}
    yield from _problems(proposed, folder)
    yield from _moves(ours, proposed, record, private=private)


def _problems(proposed: Any, folder: Path) -> Iterator[dict[str, Any]]:
    """What its author has to mend before it can go live; it is judged all the same."""
    from yarrow.protocol.checks import check

    found = check(proposed, root=folder, today=datetime.now().astimezone().date())
    shown = [str(problem)[:400] for problem in found[:MOST_PROBLEMS]]
    yield {"say": "problems", "many": len(found), "problems": shown}


def _moves(ours: Any, proposed: Any, record: str, *, private: bool) -> Iterator[dict[str, Any]]:
    from yarrow.clinical.history import History
    from yarrow.intake.moves import Tally, difference, judged
    from yarrow.intake.picture import discreet
    from yarrow.store.database import Database
    from yarrow.store.histories import Histories

    tally, named = Tally(), dict[str, int]()
    histories = Histories(Database(record))
    yield {"say": "total", "many": histories.many()}
    for number, stored in enumerate(histories.each(), 1):
        told = History(stored.facts)
        history = told if private else discreet(told)
        outcome = difference(judged(ours, history), judged(proposed, history))
        tally.add(outcome)
        moved = outcome["moved"]
        named[moved] = named.get(moved, 0) + 1
        if moved != "same" and named[moved] <= MOST_NAMED:
            yield {"say": "moved", "id": stored.conversation, **outcome}
        if number % EVERY == 0:
            yield {"say": "at", "done": number, "moves": dict(tally.moves)}
    yield {"say": "end", "moves": dict(tally.moves), "came": dict(tally.came), "went": dict(tally.went)}


def _bounded(seconds: int) -> None:
    """No more memory and computing than this; and everybody else goes first."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_parent() -> None:
    """Standard input closes when the console is gone, however it went."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
