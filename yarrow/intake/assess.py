"""Triage of facts on their own: the JSON contract of `yarrow triage`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.schema import check
from yarrow.clinical.trace import Trace, trace
from yarrow.clinical.triage import assess
from yarrow.intake.understand import EntryError

CATALOGUES = ("symptoms", "conditions", "medicines")


def triage_entry(protocol: Protocol, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Level, rules, recommendations and the rest for one entry `{"id", "facts"}`. Raises EntryError on bad facts."""
    return {"id": entry.get("id"), **assess(protocol, checked_facts(entry, protocol)).to_json()}


def explained_entry(protocol: Protocol, entry: Mapping[str, Any]) -> tuple[dict[str, Any], Trace]:
    """The triage of one entry and how it came about. Raises EntryError on bad facts."""
    found = trace(protocol, checked_facts(entry, protocol))
    return {"id": entry.get("id"), **found.triage.to_json()}, found


def checked_facts(entry: Mapping[str, Any], *protocols: Protocol) -> Mapping[str, Any]:
    """The facts of an entry `{"id", "facts"}`. Raises EntryError if they cannot be right.

    An id that none of the protocols knows is an error: it would fire no rule, and look like good news.
    """
    facts = entry.get("facts")
    if not isinstance(facts, Mapping):
        raise EntryError('needs "facts", an object in the flat schema')
    known = {name: set().union(*(getattr(one, name) for one in protocols)) for name in CATALOGUES}
    problems = check(facts, known)
    if problems:
        raise EntryError(f"has facts that cannot be right: {'; '.join(problems)}")
    return facts
