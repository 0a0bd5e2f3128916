"""`yarrow replay`: stored histories against today's protocol: who would move, up or down."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from yarrow.commands.desk import Unread, load_protocol
from yarrow.commands.record import open_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow replay` takes."""
    parser.add_argument("--all", action="store_true", help="show those too who would stay where they are")


def run(arguments: argparse.Namespace) -> int:
    """A JSON line for each history that would be judged otherwise today, and a summary on standard error."""
    counts: Counter[str] = Counter()
    for outcome in outcomes():
        counts[outcome["moved"]] += 1
        if arguments.all or outcome["moved"] != "same":
            print(json.dumps(outcome))
    told = ", ".join(f"{counts[moved]} {words}" for moved, words in MOVES.items())
    print(f"{counts.total()} histories: {told}.", file=sys.stderr)
    return 0


MOVES = {
    "up": "would be more urgent",
    "down": "would be less urgent",
    "advice": "would get other rules at the same level",
    "same": "the same",
    "new": "judged for the first time",
}


def outcomes() -> Iterator[dict[str, Any]]:
    """For each stored history: its level then and now, and the rules that came or went."""
    from yarrow.clinical.history import History
    from yarrow.intake.picture import full_json
    from yarrow.intake.ports import Desk
    from yarrow.store.histories import Histories

    desk = Desk(load_protocol(), Unread())
    with open_record() as database:
        for stored in Histories(database).each():
            before = stored.triage.result if stored.triage else {}
            now = full_json(desk, History(stored.facts))
            yield {"id": stored.conversation, **difference(before, now)}


def difference(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """How two triage results of one history differ; the lower T is the more urgent."""
    was, level = before.get("level"), now["level"]
    rules_then, rules_now = rule_ids(before), rule_ids(now)
    if was is None:
        moved = "new"
    elif was != level:
        moved = "up" if level < was else "down"
    else:
        moved = "same" if rules_then == rules_now else "advice"
    gone, come = sorted(rules_then - rules_now), sorted(rules_now - rules_then)
    return {"was": was, "now": level, "moved": moved, "rules_gone": gone, "rules_new": come}


def rule_ids(triage: dict[str, Any]) -> set[str]:
    """The ids of the rules that fired, whether listed as ids or with their reasons."""
    return {rule["id"] if isinstance(rule, dict) else rule for rule in triage.get("rules") or ()}
