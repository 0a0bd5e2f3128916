"""A message that was misunderstood, as a golden conversation of one turn: where it starts and what it should give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES, MAP_FAMILIES, History
from yarrow.clinical.protocol import Protocol
from yarrow.intake.known import history_of
from yarrow.intake.picture import PRIVATE_PATHS

# Of the conversation itself, or in her own words: never part of an example.
NOT_KNOWN = ("consent", "for_whom", "locale", "lang", "contact", "preferred_term", "asks")
# A question is reached after fewer passed ones than this.
MOST_PASSED = 200


def start_of(protocol: Protocol, history: History, locale: str | None, question: str | None) -> dict[str, Any]:
    """Where the example starts: at the question that stood open, with no more known than it takes to be asked it."""
    country = {"locale": locale} if locale else {}
    known = _known(history)
    # What answers the question itself is left out first: it may have been answered before, and answered anew.
    tries = (known, *(_without(known, name) for name in known)) if question else ()
    found = next((one for one in tries if _is_put(protocol, {**country, **one}, question or "")), None)
    if found is None:
        first = interview.next_question(protocol, _agreed({**country, **known}))
        return {**country, "known": known, **({"at": first.id} if first else {})}
    for name in list(found):
        if _is_put(protocol, {**country, **_without(found, name)}, question or ""):
            found = _without(found, name)
    return {**country, "at": question, "known": found}


def expected(right: Iterable[Fact], wrong: Iterable[Fact]) -> dict[str, Any]:
    """What the record should hold after it: single facts by value, items of lists by how they stand."""
    facts: dict[str, Any] = {}
    status: dict[str, str] = {}
    for fact in right:
        if fact.status is Status.PRESENT and _is_single(fact.path):
            facts[fact.path] = fact.value
        else:
            status[fact.path] = fact.status.value
    said = {*facts, *status}
    absent = sorted({fact.path for fact in wrong if fact.status is Status.PRESENT} - said)
    return {name: held for name, held in (("facts", facts), ("status", status), ("absent", absent)) if held}


def _is_single(path: str) -> bool:
    family, _, member = path.partition(".")
    return "[" not in path and not (member and family in (*LIST_FAMILIES, *MAP_FAMILIES))


def _known(history: History) -> dict[str, Any]:
    """What is known without anything private and without her own words."""
    hidden = {path.partition(".")[2] for path in PRIVATE_PATHS}
    known = {name: value for name, value in history.flat.items() if name not in NOT_KNOWN and not _is_own(name)}
    if "symptoms" in known:
        known["symptoms"] = [one for one in known["symptoms"] if one not in hidden]
    return {name: value for name, value in known.items() if value not in ([], {})}


def _without(known: Mapping[str, Any], left: str) -> dict[str, Any]:
    return {name: value for name, value in known.items() if name != left}


def _is_own(name: str) -> bool:
    return name.endswith("_other") or name.startswith("condition_treatment.")


def _agreed(known: Mapping[str, Any]) -> History:
    return history_of(known).adding([Fact("consent", value=True)])


def _is_put(protocol: Protocol, known: Mapping[str, Any], wanted: str) -> bool:
    """Whether the question is asked of a patient of whom this is known, when all before it are passed over."""
    history, passed = _agreed(known), list[str]()
    while (question := interview.next_question(protocol, history, passed=passed)) and len(passed) < MOST_PASSED:
        if question.id == wanted:
            return True
        passed.append(question.id)
    return False
