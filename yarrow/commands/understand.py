"""`yarrow understand`: messages in, what they say out."""

from __future__ import annotations

import argparse
from typing import Any

from yarrow.commands.batch import BadEntry, answer_all
from yarrow.commands.desk import load_desk
from yarrow.commands.entries import json_lines, open_input
from yarrow.commands.intents import Intents


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow understand` takes."""
    parser.add_argument("file", nargs="?", default="-",
                        help="JSON lines of {id, text, question?, context?} (default: standard input)")  # fmt: skip
    parser.add_argument("--intents", action="store_true", help="add the trained model's intent (loads Rasa: 10 s)")


def run(arguments: argparse.Namespace) -> int:
    """What each message says, as JSON lines."""
    from yarrow.intake.understand import EntryError, understand

    desk = load_desk()

    def answer(entry: dict[str, Any]) -> dict[str, Any]:
        try:
            return understand(desk, entry)
        except EntryError as error:
            raise BadEntry(str(error)) from None

    with open_input(arguments.file) as source:
        if not arguments.intents:
            return answer_all("understand", json_lines(source), answer)
        with Intents() as intents:

            def with_intent(entry: dict[str, Any]) -> dict[str, Any]:
                return {**answer(entry), "intent": intents.of(entry)["intent"]}

            return answer_all("understand", json_lines(source), with_intent)
