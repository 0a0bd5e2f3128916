"""`yarrow protocol check|graph|show|review`: the clinical content, checked, drawn, shown, signed off."""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yarrow.commands import reviewing
from yarrow.commands.desk import load_protocol
from yarrow.commands.errors import CommandError
from yarrow.commands.picture import svg

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol
    from yarrow.protocol.problem import Problem

PICTURES = ("questions", "rules", "all")
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
    words = parser.add_subparsers(dest="what", required=True, metavar="check|graph|show|review")
    checked = words.add_parser("check", help="everything an author can get wrong; exit code 1 if something is")
    checked.add_argument("--vignettes", type=Path, metavar="DIR", help="invented patients (default: tests/vignettes)")
    checked.add_argument("--json", action="store_true", help="the problems as JSON, for machines")
    drawn = words.add_parser("graph", help="the questionnaire and the rules as a picture")
    drawn.add_argument("--what", dest="picture", choices=PICTURES, default="all", help="what to draw (default: all)")
    drawn.add_argument("--format", choices=("svg", "dot"), default="svg", help="SVG needs Graphviz (default: svg)")
    drawn.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it there (default: standard output)")
    show = words.add_parser("show", help="what there is, or one item by its id")
    show.add_argument("id", nargs="?", help="of a question, rule, recommendation, condition, medicine, topic …")
    review = words.add_parser("review", help="what clinicians have signed off, and the open points")
    review.add_argument("key", nargs="?", help="of one item (rule.P01) or open point (OP01)")
    review.add_argument("--unreviewed", action="store_true", help="the key of each item not signed off, one a line")


def run(arguments: argparse.Namespace) -> int:
    """Check, draw, show, or say what is signed off."""
    if arguments.what == "check":
        return check(arguments.vignettes, as_json=arguments.json)
    protocol = load_protocol()
    if arguments.what == "graph":
        write(picture(protocol, arguments.picture, arguments.format), arguments.output)
    elif arguments.what == "review":
        print(review(protocol, arguments.key, unreviewed=arguments.unreviewed))
    else:
        print(overview(protocol) if arguments.id is None else shown(protocol, arguments.id))
    return 0


def check(vignettes: Path | None, *, as_json: bool) -> int:
    """Say each problem, those that keep the protocol from loading among them; 1 if there is one."""
    from yarrow.protocol.errors import ProtocolError
    from yarrow.protocol.problem import Problem

    version = ""
    try:
        problems, version = problems_of(vignettes)
    except ProtocolError as error:
        problems = [Problem(error.place, "file", error.found, error.expected, error.file, error.line)]
    if as_json:
        print(json.dumps([problem.to_json() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
        count = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
        print(count if problems else f"The protocol is in order (version {version}).")
    return 1 if problems else 0


def problems_of(folder: Path | None) -> tuple[list[Problem], str]:
    """The problems of the protocol, and its version. Raises ProtocolError if a file cannot be read."""
    from yarrow.protocol.checks import check as checked
    from yarrow.protocol.loader import load
    from yarrow.protocol.vignettes import OURS, load_vignettes

    protocol = load()
    patients = load_vignettes(folder) if folder else load_vignettes(OURS) if OURS.is_dir() else []
    return checked(protocol, vignettes=patients, today=datetime.now().astimezone().date()), protocol.version


def picture(protocol: Protocol, what: str, form: str) -> str:
    """The picture as text. Raises CommandError if an SVG is wanted and Graphviz is not there."""
    from yarrow.protocol.graph import DESCRIPTIONS, TITLES, dot

    graph = dot(protocol, what)
    return graph if form == "dot" else svg(graph, TITLES[what], DESCRIPTIONS[what])


def write(text: str, output: Path | None) -> None:
    """Write the text to the file, or to standard output. Raises CommandError if the file cannot be written."""
    if output is None:
        print(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
    print(f"Written to {output}.")


def review(protocol: Protocol, key: str | None, *, unreviewed: bool) -> str:
    """What is signed off: in all, item by item, or of one."""
    if unreviewed:
        return reviewing.unreviewed(protocol)
    return reviewing.overview(protocol) if key is None else reviewing.one(protocol, key)


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
