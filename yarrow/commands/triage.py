"""`yarrow triage`: facts in, triage out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from yarrow.commands.batch import BadEntry, answer_all, as_json
from yarrow.commands.desk import load_protocol
from yarrow.commands.entries import documents, open_input


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow triage` takes."""
    forms = "JSON lines, JSON or YAML: {id, facts}, a list of them, or bare facts"
    parser.add_argument("file", nargs="?", default="-", help=f"{forms} (default: standard input)")
    parser.add_argument("--explain", action="store_true", help="add how it came about: the trace, rule by rule")
    parser.add_argument("--text", action="store_true", help="the trace as text to read, instead of JSON lines")


def run(arguments: argparse.Namespace) -> int:
    """One triage for each entry, as JSON lines, or its trace as text."""
    from yarrow.clinical.trace_text import trace_text
    from yarrow.intake.assess import explained_entry, triage_entry
    from yarrow.intake.understand import EntryError

    protocol = load_protocol()

    def answer(entry: dict[str, Any]) -> dict[str, Any]:
        given = with_facts(entry)
        try:
            if not (arguments.explain or arguments.text):
                return triage_entry(protocol, given)
            triage, trace = explained_entry(protocol, given)
        except EntryError as error:
            raise BadEntry(str(error)) from None
        return (
            {"id": triage["id"], "text": trace_text(trace)}
            if arguments.text
            else {**triage, "explanation": trace.to_json()}
        )

    with open_input(arguments.file) as source:
        entries = documents(source, suffix=Path(arguments.file).suffix)
        return answer_all("triage", entries, answer, show=as_text if arguments.text else as_json)


def as_text(reply: dict[str, Any]) -> str:
    """A reply to read: its id, and its trace or what is wrong with the entry; an empty line after it."""
    name = "" if reply["id"] is None else f"{reply['id']}: "
    return f"{name}{reply.get('text') or reply['error']}\n"


def with_facts(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry; if it has no `facts`, what it holds beside its id are the facts themselves."""
    bare = {name: value for name, value in entry.items() if name != "id"}
    return {"id": entry.get("id"), "facts": bare} if bare and "facts" not in entry else entry
