"""Every item of the protocol, whatever its kind: where it stands, its sources, its version and its sign-off.

One walk over the files, knowing only their shapes: a list of entries, a mapping by id, or sentences by key. A new kind
of content in one of these shapes is found without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from yarrow.clinical.review import Review, marks_of
from yarrow.protocol.files import HEAD, read_yaml
from yarrow.protocol.where import Where

# What one entry of a list is called, where taking the "s" off is not enough.
SINGULAR = {"recommendations": "recommendation", "not_needed": "not_needed", "voice": "voice"}
BY_ID = ("evidence",)  # under one key, such as `topics`
SENTENCES = ("wording",)
WHOLE = ("lexicon",)
MISSING: Any = object()


@dataclass(frozen=True)
class Item:
    """One entry with its key (`rule.P01`, `wording.safety.t0`), its place, and the head of its file."""

    key: str
    where: Where
    entry: Any
    head: Mapping[str, Any]

    def field(self, name: str) -> Any:
        """What the entry says of itself, else what its file says; MISSING if neither does."""
        own = self.entry if isinstance(self.entry, Mapping) else {}
        for key in (name, "sources") if name == "source" else (name,):
            if key in own:
                return own[key]
        return self.head.get(name, MISSING)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it comes from, its parts taken apart."""
        found = self.field("source")
        if isinstance(found, list):
            return tuple(str(part).strip() for part in found if str(part).strip())
        return _parts(found) if isinstance(found, str) else ()

    @property
    def review(self) -> Review:
        """Its review state. Raises ProtocolError if its version is no whole number or its date no date."""
        version, day = self.field("version"), self.field("reviewed_on")
        if version is not MISSING and (not isinstance(version, int) or isinstance(version, bool)):
            raise self._place("version").error(version, "a whole number, such as 1")
        if day is not MISSING and day is not None and type(day) is not date:
            raise self._place("reviewed_on").error(day, "null, or the day of the sign-off, such as 2026-03-31")
        sources = self.sources
        known = None if version is MISSING else version
        return Review(known, None if day is MISSING else day, marks_of(sources), sources)

    def _place(self, field: str) -> Where:
        own = isinstance(self.entry, Mapping) and field in self.entry
        return self.where.at(field) if own else self.where.top(field)


@lru_cache(maxsize=1024)
def _parts(source: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in source.split(";") if part.strip())


def items(root: Path, *, lexicon: bool = True) -> Iterator[Item]:
    """Every item under `root`, in the order of the files; each lexicon file is one. Raises ProtocolError."""
    for path in sorted(root.rglob("*.yml")):
        if not lexicon and path.parent.name in WHOLE:
            continue
        content, where = read_yaml(path, root)
        if isinstance(content, Mapping):
            yield from _in_file(path.relative_to(root), content, where)


def reviews(root: Path) -> dict[str, Review]:
    """The review state of every item by its key, the lexicon's files left out. Raises ProtocolError."""
    found: dict[str, Review] = {}
    of_files: dict[str, Review] = {}  # a sentence has nothing of its own to say: one review for all of its file
    for item in items(root, lexicon=False):
        if isinstance(item.entry, Mapping):
            found[item.key] = item.review
        else:
            found[item.key] = of_files.get(item.where.file) or of_files.setdefault(item.where.file, item.review)
    return found


def _in_file(name: Path, page: Mapping[str, Any], where: Where) -> Iterator[Item]:
    folder = name.parts[0] if len(name.parts) > 1 else ""
    head = {key: value for key, value in page.items() if key in HEAD}
    body = {key: value for key, value in page.items() if key not in HEAD}
    if folder in WHOLE:
        yield Item(f"{folder}.{name.stem}", where, {}, head)
    elif folder in BY_ID:
        for part, entries in body.items():
            place = where.at(part)
            yield from (Item(f"{folder}.{key}", place.at(key), entry, head) for key, entry in dict(entries).items())
    elif folder in SENTENCES:
        yield from _sentences(folder, body, where, head)
    else:
        yield from _listed(name.stem, body, where, head)


def _sentences(prefix: str, entry: Mapping[str, Any], where: Where, head: Mapping[str, Any]) -> Iterator[Item]:
    for key, value in entry.items():
        if isinstance(value, Mapping):
            yield from _sentences(f"{prefix}.{key}", value, where.at(key), head)
        else:
            yield Item(f"{prefix}.{key}", where.at(key), value, head)


def _listed(stem: str, body: Mapping[str, Any], where: Where, head: Mapping[str, Any]) -> Iterator[Item]:
    for part, entries in body.items():
        kind = SINGULAR.get(part, str(part).removesuffix("s"))
        if isinstance(entries, list):
            for index, entry in enumerate(entries):
                name = entry.get("id", index) if isinstance(entry, Mapping) else index
                yield Item(f"{kind}.{name}", where.at(part).at(index), entry, head)
        elif isinstance(entries, Mapping):
            yield Item(f"{kind}.{stem}", where.at(part), entries, head)
