"""Many entries in, one answer each out: a bad entry becomes an error in its place and costs no other its answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from yarrow.commands.entries import Entry
from yarrow.commands.errors import CommandError

Answer = Callable[[dict[str, Any]], dict[str, Any]]


class BadEntry(Exception):
    """The entry cannot be answered; the message says what to change, without repeating a patient's words."""


def as_json(reply: dict[str, Any]) -> str:
    """A reply as one JSON line."""
    return json.dumps(reply, ensure_ascii=False)


def answer_all(
    verb: str, entries: Iterable[Entry], answer: Answer, show: Callable[[dict[str, Any]], str] = as_json
) -> int:
    """Print an answer for each entry, in order, as `show` puts it; 0 if all could be answered, 1 if one could not.

    Raises CommandError if there was nothing to answer.
    """
    count, bad = 0, 0
    for entry in entries:
        count += 1
        reply = answer_one(entry, answer)
        if "error" in reply:
            bad += 1
            name = f" (id {reply['id']})" if reply["id"] is not None else ""
            print(f"yarrow {verb}: {entry.place}{name}: {reply['error']}.", file=sys.stderr)
        print(show(reply), flush=True)
    if not count:
        raise CommandError("there was nothing to read; give a file, or entries on standard input.")
    return 1 if bad else 0


def answer_one(entry: Entry, answer: Answer) -> dict[str, Any]:
    """The answer, or an error object with the id (if it can be told) and the place."""
    if entry.value is None:
        return {"id": None, "line": entry.number, "error": entry.problem}
    try:
        return answer(entry.value)
    except BadEntry as problem:
        return {"id": entry.value.get("id"), "line": entry.number, "error": str(problem).rstrip(".")}
