"""Everything the protocol holds, by kind: for browsing and searching."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.review import Review
from yarrow.console.sheets import level_words

MOST_FOUND = 200
UNSIGNED = Review(None, None, ())


@dataclass(frozen=True)
class Item:
    """One item. `group`: the heading it stands under; `words`: what a search looks through, in small letters."""

    kind: str
    id: str
    title: str
    group: str
    review: Review
    words: str
    content: Any

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/protocol/{self.kind}/{self.id}"


@dataclass(frozen=True)
class Kind:
    """One kind of item: its place in addresses, its name, the prefix of its keys, and where the items come from."""

    id: str
    name: str
    prefix: str
    of: Callable[[Protocol], Mapping[str, Any]]
    title: Callable[[Any], str]
    group: Callable[[Any, Protocol], str] = lambda _item, _protocol: ""


def _section(question: Any, protocol: Protocol) -> str:
    titles = {section.id: section.title for section in protocol.sections}
    return titles.get(question.section, "When it cannot wait")


def _level(rule: Any, _protocol: Protocol) -> str:
    return f"{rule.level.name} {level_words(rule.level.name)}"


KINDS: tuple[Kind, ...] = (
    Kind("questions", "Questions", "question", lambda p: {q.id: q for q in p.questions}, lambda q: q.text, _section),
    Kind("rules", "Rules", "rule", lambda p: {r.id: r for r in p.rules}, lambda r: r.title, _level),
    Kind("definitions", "Words used in the rules", "definition", lambda p: p.definitions, lambda _d: ""),
    Kind(
        "recommendations",
        "Recommendations",
        "recommendation",
        lambda p: p.recommendations,
        lambda r: r.text,
        lambda r, _p: r.kind.replace("_", " ").capitalize(),
    ),
    Kind("not-needed", "What is not needed", "not_needed", lambda p: p.not_needed, lambda n: n.name),
    Kind("evidence", "Evidence answers", "evidence", lambda p: p.evidence, lambda e: e.title),
    Kind("conditions", "Conditions", "condition", lambda p: p.conditions, lambda c: c.name),
    Kind("medicines", "Medicines", "medicine", lambda p: p.medicines, lambda m: m.name),
    Kind("symptoms", "Symptoms", "symptom", lambda p: p.symptoms, lambda s: s.label),
    Kind("places", "Whom to call where", "locale", lambda p: p.locales, lambda place: place.name),
    Kind(
        "wording",
        "Sentences",
        "wording",
        lambda p: {key: _Sentence(key, text) for key, text in p.wording.items()},
        lambda w: w.text,
        lambda w, _p: w.id.partition(".")[0].replace("_", " ").capitalize(),
    ),
)
BY_ID: Mapping[str, Kind] = {kind.id: kind for kind in KINDS}


@dataclass(frozen=True)
class _Sentence:
    id: str
    text: str


class Shelf:
    """All items of one protocol."""

    def __init__(self, protocol: Protocol) -> None:
        self.protocol = protocol
        self._items = {kind.id: {item.id: item for item in _items(kind, protocol)} for kind in KINDS}

    def items(self, kind: str) -> tuple[Item, ...]:
        """The items of a kind, in the order of the protocol; none of a kind that is not there."""
        return tuple(self._items.get(kind, {}).values())

    def find(self, kind: str, name: str) -> Item | None:
        """The item of this kind and id; None if there is none."""
        return self._items.get(kind, {}).get(name)

    def search(self, wanted: str) -> list[Item]:
        """The items that hold every one of the words, somewhere; those whose id or title has them first."""
        words = wanted.lower().split()
        if not words:
            return []
        every = (item for items in self._items.values() for item in items.values())
        found = [item for item in every if all(word in item.words for word in words)]
        found.sort(key=lambda item: not all(word in f"{item.id} {item.title}".lower() for word in words))
        return found[:MOST_FOUND]


def _items(kind: Kind, protocol: Protocol) -> Iterator[Item]:
    for name, content in kind.of(protocol).items():
        review = protocol.reviews.get(f"{kind.prefix}.{name}", UNSIGNED)
        title = kind.title(content)
        words = f"{name} {title} {_text(content)}".lower()
        yield Item(kind.id, name, title, kind.group(content, protocol), review, words, content)


def _text(content: Any) -> str:
    """Every text in it, as far as a search should find it."""
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping):
        return " ".join(_text(part) for part in content.values())
    if isinstance(content, (tuple, list)):
        return " ".join(_text(part) for part in content)
    fields = getattr(content, "__dataclass_fields__", {})
    return " ".join(_text(getattr(content, name)) for name in fields)
