"""`yarrow protocol check|graph|show`: the clinical content, checked, drawn, shown."""

from __future__ import annotations

import argparse
import dataclasses
import difflib
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from yarrow.commands.desk import load_protocol
from yarrow.commands.errors import CommandError

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

KINDS = (
    "questions",
    "rules",
    "recommendations",
    "not_needed",
    "conditions",
    "medicines",
    "symptoms",
    "locales",
    "evidence",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow protocol` takes."""
    words = parser.add_subparsers(dest="what", required=True, metavar="check|graph|show")
    words.add_parser("check", help="everything an author can get wrong; exit code 1 if something is")
    words.add_parser("graph", help="the questions and what leads to them, as a DOT graph")
    show = words.add_parser("show", help="what there is, or one item by its id")
    show.add_argument("id", nargs="?", help="of a question, rule, recommendation, condition, medicine, topic …")


def run(arguments: argparse.Namespace) -> int:
    """Check, draw or show."""
    protocol = load_protocol()
    if arguments.what == "check":
        return check(protocol)
    if arguments.what == "graph":
        from yarrow.protocol.graph import dot

        print(dot(protocol))
        return 0
    print(overview(protocol) if arguments.id is None else shown(protocol, arguments.id))
    return 0


def check(protocol: Protocol) -> int:
    """Say each problem; 1 if there is one."""
    from yarrow.protocol.checks import check as problems_of

    problems = [str(problem) for problem in problems_of(protocol)]
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems." if problems else f"The protocol is in order (version {protocol.version}).")
    return 1 if problems else 0


def overview(protocol: Protocol) -> str:
    """How much there is of each kind, and the ids."""
    lines = [f"version {protocol.version}"]
    for kind in KINDS:
        ids = [name for _, name, _ in items(protocol, kind)]
        lines += ["", f"{kind.replace('_', ' ')} ({len(ids)}):", f"  {' '.join(ids)}"]
    return "\n".join(lines)


def shown(protocol: Protocol, wanted: str) -> str:
    """The item of this id, as YAML. Raises CommandError with the likeliest id if there is none."""
    import yaml

    found = [(kind, item) for kind in KINDS for kind, name, item in items(protocol, kind) if name == wanted]
    if not found:
        every = [name for kind in KINDS for _, name, _ in items(protocol, kind)]
        close = difflib.get_close_matches(wanted, every, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}?" if close else "`yarrow protocol show` lists them."
        raise CommandError(f"nothing in the protocol is called “{wanted}”; {hint}")
    content = {kind: plain(item) for kind, item in found}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110).rstrip()


def items(protocol: Protocol, kind: str) -> Iterator[tuple[str, str, Any]]:
    """Every item of a kind with its id."""
    content = getattr(protocol, kind)
    pairs = content.items() if isinstance(content, Mapping) else ((item.id, item) for item in content)
    yield from ((kind, name, item) for name, item in pairs)


def plain(value: Any) -> Any:
    """As plain values for YAML; what is empty is left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {name: part for name, part in parts.items() if part not in (None, "", [], {})} or type(value).__name__
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
