"""Reading entries: JSON lines, or one YAML or JSON document holding an entry or a list of them."""

from __future__ import annotations

import itertools
import json
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from yarrow.commands.errors import CommandError


@dataclass(frozen=True)
class Entry:
    """One entry and where it stood (`line 3`, `entry 2`). `problem`: why it could not be read, if it could not."""

    place: str
    number: int
    value: dict[str, Any] | None = None
    problem: str | None = None


def open_input(path: str) -> TextIO:
    """The file, or standard input for `-`; bytes that are not UTF-8 are told later, with their line."""
    if path == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
        return sys.stdin
    try:
        return Path(path).open(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise CommandError(f"cannot read {path}: {(error.strerror or 'unreadable').lower()}.") from error


def json_lines(lines: Iterable[str], start: int = 1) -> Iterator[Entry]:
    """One entry for each line that is not blank, as soon as the line is there."""
    for number, line in enumerate(lines, start=start):
        if line.strip():
            yield read_line(line, number)


def read_line(line: str, number: int) -> Entry:
    """The entry on a line, or what is wrong with the line."""
    place = f"line {number}"
    if is_not_utf8(line):
        return Entry(place, number, problem="is not UTF-8 text")
    try:
        return as_entry(parse_json(line), place, number)
    except json.JSONDecodeError as error:
        return Entry(place, number, problem=f"is not JSON ({error.msg.lower()}, column {error.colno})")
    except (ValueError, RecursionError) as error:
        return Entry(place, number, problem=f"is not JSON ({error})")


def documents(source: TextIO, *, suffix: str = "") -> Iterator[Entry]:
    """Entries of a JSON lines, JSON or YAML source; which of them it is, is told by its suffix or its first line."""
    if suffix in (".yml", ".yaml"):
        yield from yaml_document(source.read())
        return
    start, head = next(((number, line) for number, line in enumerate(source, start=1) if line.strip()), (1, ""))
    if suffix == ".jsonl" or parses(head):
        yield from json_lines(itertools.chain([head], source), start)
        return
    text = "\n" * (start - 1) + head + source.read()
    if suffix == ".json" or head.lstrip("\ufeff \t")[:1] in ("{", "["):
        yield from json_document(text)
    else:
        yield from yaml_document(text)


def json_document(text: str) -> Iterator[Entry]:
    """One JSON document; if it is none, JSON lines whose first line is bad, so that the others keep their answers."""
    try:
        value = parse_json(text)
    except (ValueError, RecursionError) as error:
        entries = list(json_lines(text.splitlines()))
        if not any(entry.value for entry in entries) and not text.lstrip().partition("\n")[0].rstrip().endswith("}"):
            raise CommandError(f"the input is neither JSON nor JSON lines: {error}.") from None
        yield from entries
    else:
        yield from listed(value)


def yaml_document(text: str) -> Iterator[Entry]:
    """One YAML document with an entry or a list of them. Raises CommandError with the place if it is none."""
    if not text.strip():
        return
    if is_not_utf8(text):
        raise CommandError("the input is not UTF-8 text.")
    from yarrow.protocol.plain_yaml import NotYaml, parse_yaml

    try:
        value = parse_yaml(text)
    except NotYaml as error:
        raise CommandError(f"the input is not YAML ({error}).") from None
    yield from listed(value)


def listed(value: Any) -> Iterator[Entry]:
    """The entries of a document that is one entry or a list of them."""
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        yield as_entry(item, f"entry {number}", number)


def as_entry(value: Any, place: str, number: int) -> Entry:
    """An entry must be an object."""
    if not isinstance(value, dict):
        return Entry(place, number, problem=f"must be an object with named fields, not {json_name(value)}")
    return Entry(place, number, value)


def parses(line: str) -> bool:
    """Whether the line is a whole JSON object."""
    try:
        return isinstance(parse_json(line), dict)
    except (ValueError, RecursionError):
        return False


def parse_json(text: str) -> Any:
    """JSON, read strictly: no NaN, no number too large to hold, no name given twice. Raises ValueError."""
    return json.loads(
        text.lstrip("\ufeff"),
        parse_constant=refuse_constant,
        parse_float=finite,
        object_pairs_hook=once,
    )


def refuse_constant(name: str) -> None:
    """NaN and Infinity are not JSON, though Python reads them."""
    raise ValueError(f"{name} is not a number")


def finite(digits: str) -> float:
    """The number, which must not be beyond what can be held."""
    number = float(digits)
    if math.isinf(number):
        raise ValueError("a number is too large")
    return number


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: which of two values holds must not be a matter of luck."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name[:40]}” is given twice")
        found[name] = value
    return found


def is_not_utf8(text: str) -> bool:
    """Whether bytes were read that are no UTF-8 text."""
    return any("\udc80" <= character <= "\udcff" for character in text)


def json_name(value: Any) -> str:
    """What JSON calls this kind of value."""
    names: dict[type, str] = {list: "a list", str: "a text", bool: "a yes or no", type(None): "nothing"}
    return names.get(type(value), "a number")
