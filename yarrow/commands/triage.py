"""`yarrow triage`: facts in, triage out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from yarrow.commands.batch import BadEntry, answer_all
from yarrow.commands.desk import load_protocol
from yarrow.commands.entries import documents, open_input


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow triage` takes."""
    forms = "JSON lines, JSON or YAML: {id, facts}, a list of them, or bare facts"
    parser.add_argument("file", nargs="?", default="-", help=f"{forms} (default: standard input)")
    parser.add_argument("--explain", action="store_true", help="say which facts made each rule fire, and the sources")


def run(arguments: argparse.Namespace) -> int:
    """One triage for each entry, as JSON lines."""
    from yarrow.clinical.triage import assess
    from yarrow.intake.assess import triage_entry
    from yarrow.intake.understand import EntryError

    protocol = load_protocol()

    def answer(entry: dict[str, Any]) -> dict[str, Any]:
        given = with_facts(entry)
        try:
            triage = triage_entry(protocol, given)
        except EntryError as error:
            raise BadEntry(str(error)) from None
        return {**triage, "explanation": assess(protocol, given["facts"]).explain()} if arguments.explain else triage

    with open_input(arguments.file) as source:
        return answer_all("triage", documents(source, suffix=Path(arguments.file).suffix), answer)


def with_facts(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry; if it has no `facts`, what it holds beside its id are the facts themselves."""
    bare = {name: value for name, value in entry.items() if name != "id"}
    return {"id": entry.get("id"), "facts": bare} if bare and "facts" not in entry else entry
