"""`yarrow replay`: the same histories judged by two versions of the protocol: who would move, up or down."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yarrow.commands.desk import load_protocol
from yarrow.commands.entries import Entry, documents, open_input
from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_record
from yarrow.commands.triage import with_facts

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

# What `--fail-on-less-urgent` ends with; 1 and 2 say that something went wrong.
LESS_URGENT = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow replay` takes."""
    parser.add_argument("--all", action="store_true", help="show those too who would stay where they are")
    parser.add_argument(
        "--against", metavar="FOLDER", type=Path, help="the other version: a protocol folder (default: stored results)"
    )
    forms = "JSON lines, JSON or YAML: {id, facts}, a list of them; - is standard input"
    parser.add_argument("--histories", metavar="FILE", nargs="+", help=f"{forms} (default: the record)")
    parser.add_argument("--text", action="store_true", help="a table to read, instead of JSON lines")
    parser.add_argument(
        "--fail-on-less-urgent", action="store_true", help=f"exit with {LESS_URGENT} if any would be less urgent"
    )


def run(arguments: argparse.Namespace) -> int:
    """A JSON line (or a row) for each history that would be judged otherwise today, and a summary by rule."""
    from yarrow.intake.moves import Tally

    tally, bad = Tally(), 0
    for outcome in outcomes(arguments):
        if "error" in outcome:
            bad += 1
            print(f"yarrow replay: {outcome['place']}: {outcome['error']}.", file=sys.stderr)
            continue
        tally.add(outcome)
        if arguments.all or outcome["moved"] != "same":
            print(row(outcome) if arguments.text else json.dumps(outcome, ensure_ascii=False))
    summary = sys.stdout if arguments.text else sys.stderr
    print("\n".join([tally.sentence, *tally.lines]), file=summary)
    if bad:
        print(f"yarrow replay: {bad} entries could not be judged.", file=sys.stderr)
        return 1
    return LESS_URGENT if arguments.fail_on_less_urgent and tally.moves["down"] else 0


def outcomes(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """For each history: its level by the other version and by this one, and what came or went."""
    other = load_protocol(arguments.against) if arguments.against else None
    if arguments.histories is None:
        yield from of_the_record(other)
    elif other is None:
        raise CommandError("given histories have no stored results: say --against a protocol folder.")
    else:
        yield from of_files(arguments.histories, other)


def of_the_record(other: Protocol | None) -> Iterator[dict[str, Any]]:
    """Each stored history, against the other version or else against what was stored."""
    from yarrow.clinical.history import History
    from yarrow.intake.moves import difference, judged
    from yarrow.store.histories import Histories

    protocol = load_protocol()
    with open_record() as database:
        for stored in Histories(database).each():
            history = History(stored.facts)
            then = stored.triage.result if stored.triage else {}
            before = judged(other, history) if other else then
            yield {"id": stored.conversation, **difference(before, judged(protocol, history))}


def of_files(files: Iterable[str], other: Protocol) -> Iterator[dict[str, Any]]:
    """Each history of the files; one that is wrong becomes an error in its place."""
    from yarrow.intake.assess import checked_facts
    from yarrow.intake.moves import difference, judged
    from yarrow.intake.understand import EntryError

    protocol, count = load_protocol(), 0
    for place, entry in entries_of(files):
        count += 1
        if entry.value is None:
            yield {"place": place, "error": entry.problem}
            continue
        try:
            facts = checked_facts(with_facts(entry.value), protocol, other)
        except EntryError as problem:
            yield {"place": place, "error": str(problem).rstrip(".")}
            continue
        yield {"id": entry.value.get("id"), **difference(judged(other, facts), judged(protocol, facts))}
    if not count:
        raise CommandError("there was nothing to read; give a file with histories.")


def entries_of(files: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    """Every entry of every file, with the place to name where it is wrong."""
    for file in files:
        with open_input(file) as source:
            for entry in documents(source, suffix=Path(file).suffix):
                yield (entry.place if file == "-" else f"{file}, {entry.place}"), entry


def row(outcome: Mapping[str, Any]) -> str:
    """One history as a row: from level to level, who, and what came or went."""
    changes = [
        *(f"+{name}" for name in (*outcome["rules_new"], *outcome["recommendations_new"])),
        *(f"-{name}" for name in (*outcome["rules_gone"], *outcome["recommendations_gone"])),
    ]
    level = f"{outcome['was'] or '--'} to {outcome['now']}"
    return f"{level}  {outcome['moved']:<15}  {outcome['id']}  {' '.join(changes)}".rstrip()
