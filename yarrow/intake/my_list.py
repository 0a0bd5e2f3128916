"""What stands on a patient's list, by the names she may call it: advised, not needed, or done already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.advice import Advice
from yarrow.clinical.done import Done, short_name
from yarrow.clinical.recommendation import NotNeeded, said_twice
from yarrow.clinical.wording import say
from yarrow.intake.case import Case
from yarrow.intake.own_questions import SUMMARY, WHICH
from yarrow.intake.picture import open_picture
from yarrow.intake.ports import Desk

ABOUT = "list"
# As many letters as tell "rheumatologist" from other words and not from "rheumatology".
STEM = 6
# Words that name nothing: half of all items are a blood test or a clinic.
EMPTY = frozenset(
    word[:STEM]
    for word in [
        "the", "a", "an", "of", "for", "and", "or", "in", "on", "to", "at", "by", "with", "after", "next", "until",
        "within", "your", "you", "my", "i", "me", "it", "is", "do", "does", "did", "what", "when", "why", "not", "no",
        "can", "cant", "own", "both", "two", "weeks", "today", "done", "blood", "test", "tests", "clinic", "check",
        "visit", "seeing", "see", "stay", "line", "team", "care", "get", "asking", "about", "keeping", "early",
        "routine", "health", "pregnancy", "help", "call", "support", "doctor",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing on the list, or kept off it. `name`: inside a sentence. `family`: its kind, if it is advised."""

    id: str
    name: str
    item: Advice | NotNeeded | Done
    stems: frozenset[str]
    family: str | None = None


def has_list(case: Case) -> bool:
    """Whether she can know what is on her list: it was given, or she has the summary before her."""
    return case.standing.advice or case.standing.question in (SUMMARY, WHICH)


def list_in_mind(case: Case, ids: Iterable[str] = ()) -> dict[str, Any]:
    """What `Standing.pending` holds while her list was spoken of last: these entries, after this evidence topic."""
    return {"about": ABOUT, "items": list(ids), "after": "".join(case.standing.explained[-1:])}


def my_list(desk: Desk, case: Case) -> tuple[Entry, ...]:
    """Everything on the list as her surroundings may see it, in its order, what ends every advice left out."""
    triage = open_picture(desk, case.history)
    advised = [item for item in (*triage.recommendations, *triage.deferred) if item.recommendation.kind != "closing"]
    twice = said_twice(item.recommendation for item in advised)
    return (
        *(_advised(desk, item) for item in advised if item.id not in twice),
        *(Entry(item.id, item.text, item, _stems(desk, item.id, item.text)) for item in triage.done),
        *(Entry(item.id, item.name, item, _stems(desk, item.id, item.name)) for item in triage.not_needed),
    )


def _advised(desk: Desk, item: Advice) -> Entry:
    name = short_name(desk.protocol, item.recommendation)
    return Entry(item.id, name, item, _stems(desk, item.id, name), item.recommendation.kind)


def named(entries: Sequence[Entry], text: str) -> tuple[Entry, ...]:
    """The entries that the words name: those that they name best."""
    said = _words(text)
    best = max((len(entry.stems & said) for entry in entries), default=0)
    return tuple(entry for entry in entries if best and len(entry.stems & said) == best)


def of_kind(desk: Desk, entries: Sequence[Entry], text: str) -> tuple[Entry, ...]:
    """The entries of the kind that the words name ("a specialist", "these tests"), clinics before other support."""
    said = _words(text)
    families = [family for family in ("referral", "test") if said & _called(desk, f"kind.{family}")]
    found = [entry for entry in entries if entry.family in families]
    return tuple(sorted(found, key=lambda entry: entry.family == "referral" and "clinic" not in entry.name))


def _stems(desk: Desk, id: str, name: str) -> frozenset[str]:
    return frozenset(word for word in _words(name) if word not in EMPTY) | _called(desk, id)


def _called(desk: Desk, name: str) -> frozenset[str]:
    """The other words that patients have for it, where the protocol lists some."""
    key = f"called.{name}"
    return _words(say(desk.protocol, f"called.{name}")) if key in desk.protocol.wording else frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(_each_word(text.lower().replace("’", "'")))


def _each_word(text: str) -> Iterator[str]:
    for word in re.findall(r"[^\W_]+", text):
        yield word[:STEM] if len(word) > STEM else word
