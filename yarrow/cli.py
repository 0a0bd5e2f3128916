"""The `yarrow` command: finds the verb and hands over to its file in yarrow/commands (imported only then)."""

from __future__ import annotations

import argparse
import difflib
import importlib
import importlib.metadata
import os
import sys
from collections.abc import Sequence

from yarrow.commands.errors import CommandError

# verb: what it does, in the order a newcomer wants them
VERBS = {
    "serve": "start everything and keep it running (what `make run` does)",
    "chat": "talk to Yarrow in the terminal",
    "understand": "what messages say: texts in, findings out, one JSON a line",
    "triage": "how soon, where and what to ask about: facts in, triage out",
    "replay": "stored histories against today's protocol: who would move, up or down",
    "protocol": "check, draw or show the clinical content",
    "train": "train the Rasa model, if what it is made from has changed",
    "brief": "the page to take to the visit, or its clinician's copy: HTML, PDF, JSON or FHIR",
    "export": "one person's record, or all of them, as JSON",
    "purge": "erase what has been kept long enough, by the rules of the console or by days",
    "db": "upgrade the record's database, or check it",
    "seed": "an invented clinic, to look at the console with or to measure it",
    "doctor": "is everything ready, and if not, what to do",
    "channels": "the messaging apps: set up, look at, send a test, can every question be put",
    "staff": "who may sign in to the staff console: add, list, reset, disable",
    "audit": "is the audit log whole; its newest line, to be kept elsewhere",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; its exit code is 0 if all went well, 1 if something did not, 2 if it was called wrongly."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    if words[0] == "--version":
        print(f"yarrow {importlib.metadata.version('yarrow')}")
        return 0
    verb = words[0]
    if verb not in VERBS:
        close = difflib.get_close_matches(verb, VERBS, n=1)
        hint = f"did you mean `yarrow {close[0]}`?" if close else "`yarrow --help` lists what there is."
        print(f"yarrow: there is no command “{verb}”; {hint}", file=sys.stderr)
        return 2
    return perform(verb, words[1:])


def perform(verb: str, rest: Sequence[str]) -> int:
    """Import the verb's file, read its arguments, run it; whatever it refuses becomes one sentence."""
    command = importlib.import_module(f"yarrow.commands.{verb}")
    parser = argparse.ArgumentParser(prog=f"yarrow {verb}", description=VERBS[verb].capitalize() + ".")
    command.add_arguments(parser)
    arguments = parser.parse_args(rest)
    try:
        status: int = command.run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        print(f"yarrow {verb}: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print(f"yarrow {verb}: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone; nothing more to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return status


def usage() -> str:
    """The list of verbs."""
    width = max(map(len, VERBS))
    lines = [f"  {verb:<{width}}  {meaning}" for verb, meaning in VERBS.items()]
    return "\n".join(
        ["Yarrow: history-taking and triage before a clinic visit.", "", "usage: yarrow COMMAND …", "", *lines, "",
         "`yarrow COMMAND --help` says more."]
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
