"""The brief as a document: parts made of blocks, each entry with the facts it speaks of and how they stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from yarrow.clinical.fact import Status

Audience = Literal["patient", "clinician"]
Paper = Literal["A4", "Letter"]
Tone = Literal["plain", "urgent", "note"]


@dataclass(frozen=True)
class Text:
    """Paragraphs. `tone`: urgent stands out without colour; note is small print that still must be read."""

    paragraphs: tuple[str, ...]
    tone: Tone = "plain"
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Entry:
    """A name and what was told of it; `status` is that of the facts on `paths`, None if they stand in several ways."""

    name: str
    value: str
    status: Status | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entries:
    """Names with their values."""

    entries: tuple[Entry, ...]
    title: str = ""
    kind: Literal["entries"] = "entries"


@dataclass(frozen=True)
class Row:
    """A row of a table, the first cell naming it."""

    cells: tuple[str, ...]
    status: Status | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with its caption, the heads of its columns, and what must be read with it below (`notes`)."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Item:
    """One point of a list. `label`: how well established, in words. `details`: small print, such as the sources."""

    text: str
    label: str = ""
    details: tuple[str, ...] = ()
    status: Status | None = None
    paths: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Items:
    """A list, with its own heading if it stands beside others. `tick`: each has a box to tick at the visit."""

    items: tuple[Item, ...]
    title: str = ""
    tick: bool = False
    kind: Literal["items"] = "items"


Block = Text | Entries | Table | Items


@dataclass(frozen=True)
class Part:
    """A headed part of the page. `annex`: what backs the page up, on paper on a sheet of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it holds nothing but lists, and perhaps a word before them: lists can stand in columns."""
        return all(isinstance(block, (Items, Text)) for block in self.blocks)


@dataclass(frozen=True)
class Urgency:
    """How soon and where. `level`: T0 … T5, None where none is told; `steps`: the ladder, for the clinician."""

    title: str
    paragraphs: tuple[str, ...] = ()
    level: str | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """The page she takes to the visit, or its clinician's version, complete in words; nothing is left to its drawing.

    `made`: the date it was made, in words. `notices`: what must be read first. `ending`: what stands at the foot.
    """

    audience: Audience
    title: str
    lang: str
    paper: Paper
    made: str
    intro: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    urgency: Urgency | None = None
    parts: tuple[Part, ...] = ()
    ending: tuple[str, ...] = ()
    fill_in: tuple[str, ...] = ()
    conversation: str = ""
    protocol: str = ""
    footer: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def part(self, part_id: str) -> Part | None:
        """The part of that id, None if this brief has none."""
        return next((part for part in self.parts if part.id == part_id), None)

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)
