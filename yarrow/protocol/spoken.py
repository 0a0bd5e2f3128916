"""Every sentence of the protocol that a patient can see, with its place.

Each class of content says here which of its texts patients read and which they never do, so that a new text cannot
slip past the checks of the voice: what nobody has decided about is named by `undecided`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.clinical.protocol import Protocol

SAID: Mapping[str, tuple[str, ...]] = {
    "Section": ("title", "intro"),
    "Question": ("text", "why", "hint", "options", "offers"),
    "Option": ("label", "group"),
    "EvidenceTopic": ("title", "of", "answer", "cautions", "ask_clinic"),
    "Caution": ("say", "if_unknown"),
    "Recommendation": ("text",),
    "NotNeeded": ("name", "text"),
    "Rule": ("because", "becauses"),
    "Because": ("say",),
    "Standard": ("because",),
    "Condition": ("name", "ask"),
    "Medicine": ("name",),
    "Symptom": ("label",),
    "Locale": (
        *("name", "emergency", "urgent_advice", "crisis", "abuse", "under18", "support", "silent_call", "wording"),
        "calls",
    ),
    "Call": ("label",),
}
# For staff and machines: ids, what clinicians read, words patients say rather than hear.
UNSAID: Mapping[str, tuple[str, ...]] = {
    "Question": ("section", "unit", "fact", "source", "known_by", "only", "kind", "repeat"),
    "Option": ("value",),
    "EvidenceTopic": ("names", "evidence", "disagreement", "note", "not_needed"),
    "Recommendation": ("kind", "evidence", "disagreement", "includes"),
    "NotNeeded": ("evidence", "disagreement"),
    "Rule": ("title", "conditions", "disagreement"),
    "Condition": ("groups", "note", "treatments"),
    "Medicine": ("flags", "note"),
    "Symptom": ("groups",),
    "Locale": ("lang",),
    "Call": ("to",),
    "Spelling": ("phrases", "words"),
    "OpenPoint": ("title", "text", "touches"),
    "Review": ("marks",),
}
ALWAYS_UNSAID = ("id", "sources")
NO_CONTENT = ("wording", "named", "definitions", "version", "reviews")


def spoken(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Place and text, in the order of the protocol; empty texts are left out."""
    yield from ((f"wording.{key}", text) for key, text in protocol.wording.items())
    for place, item in _items(protocol):
        yield from _said(place, item)


def undecided(protocol: Protocol) -> list[str]:
    """The texts, as `Class.field`, of which nobody has said whether patients read them."""
    found = {name for _, item in _items(protocol) for name in _undecided(item)}
    return sorted(found)


def _items(protocol: Protocol) -> Iterator[tuple[str, Any]]:
    for field in dataclasses.fields(protocol):
        if field.name in NO_CONTENT:
            continue
        content = getattr(protocol, field.name)
        items = content.values() if isinstance(content, Mapping) else content
        for index, item in enumerate(items):
            yield f"{_kind(field.name)}.{getattr(item, 'id', index)}", item


def _kind(family: str) -> str:
    return family if family == "not_needed" else family.removesuffix("s")


def _said(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield from ((place, value),) if value else ()
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _said(f"{place}.{key}", part)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _said(f"{place}[{index}]", part)
    elif dataclasses.is_dataclass(value):
        for name in SAID.get(type(value).__name__, ()):
            yield from _said(f"{place}.{name}", getattr(value, name, None))


def _undecided(item: Any) -> Iterator[str]:
    name = type(item).__name__
    decided = (*SAID.get(name, ()), *UNSAID.get(name, ()), *ALWAYS_UNSAID)
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if field.name not in decided and _holds_text(value):
            yield f"{name}.{field.name}"
        for part in value if isinstance(value, tuple) and field.name in SAID.get(name, ()) else ():
            if dataclasses.is_dataclass(part):
                yield from _undecided(part)


def _holds_text(value: Any) -> bool:
    if isinstance(value, (tuple, frozenset)):
        return any(_holds_text(part) for part in value)
    if isinstance(value, Mapping):
        return any(_holds_text(part) for part in value.values())
    return isinstance(value, str) and bool(value)
