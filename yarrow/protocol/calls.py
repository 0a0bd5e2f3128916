"""Reads a line of locales.yml with its numbers, and sees to it that what is said and what is tapped are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.clinical.call import Call, once
from yarrow.protocol.files import mapping, text
from yarrow.protocol.where import Where

LINE_KEYS = frozenset({"say", "calls"})
CALL_KEYS = frozenset({"label", "tel", "sms", "body"})
# A button on a small screen.
LONGEST_LABEL = 30
# Digits as a number is written, in groups; what is shorter is an option of a menu, or a key to press.
NUMBER = re.compile(r"\d(?:[ -]?\d){2,}")


def line(value: Any, where: Where) -> tuple[str, tuple[Call, ...]]:
    """A line as it is said, and its numbers: a text alone says none. Raises ProtocolError."""
    entry = value if isinstance(value, Mapping) else {"say": value}
    found = mapping(entry, where, LINE_KEYS)
    said = text(found, "say", where)
    calls = tuple(_calls(found.get("calls", []), said, where.at("calls")))
    missing = numbers_in(said) - {_number_of(call) for call in calls}
    if missing:
        raise where.error(said, f"`calls` with the number {min(missing)} that this line says")
    return said, calls


def lines(values: Any, where: Where) -> tuple[tuple[str, ...], tuple[Call, ...]]:
    """Several lines, and their numbers in the order they are said. Raises ProtocolError."""
    if not isinstance(values, list):
        raise where.error(values, "a list of lines")
    read = [line(value, where.at(index)) for index, value in enumerate(values)]
    return tuple(said for said, _ in read), once(call for _, calls in read for call in calls)


def numbers_in(said: str) -> set[str]:
    """The numbers that a text says, as digits alone."""
    return {_digits(number) for number in NUMBER.findall(said)}


def _calls(values: Any, said: str, where: Where) -> Iterator[Call]:
    if not isinstance(values, list):
        raise where.error(values, "a list such as [{label: Call 999, tel: '999'}]")
    for index, value in enumerate(values):
        yield _call(value, said, where.at(index))


def _call(value: Any, said: str, where: Where) -> Call:
    entry = mapping(value, where, CALL_KEYS)
    ways = [key for key in ("tel", "sms") if key in entry]
    if len(ways) != 1:
        raise where.error(dict(entry), "a number to call (tel) or to text (sms)")
    number, label, body = text(entry, ways[0], where), text(entry, "label", where), text(entry, "body", where, "")
    if numbers_in(number) - numbers_in(said) or not numbers_in(number):
        raise where.at(ways[0]).error(number, f"a number that the line says: {said}")
    if len(label) > LONGEST_LABEL or numbers_in(label) != numbers_in(number):
        raise where.at("label").error(label, f"the number {number}, in up to {LONGEST_LABEL} characters")
    if body and (ways[0] != "sms" or body not in said.split()):
        raise where.at("body").error(body, "the word that the line says to text")
    return Call(label, f"{ways[0]}:{_digits(number)}{f'?&body={body}' if body else ''}")


def _number_of(call: Call) -> str:
    return _digits(call.to.partition(":")[2].partition("?")[0])


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
