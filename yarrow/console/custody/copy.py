"""A copy of everything about one person, one file that opens without Yarrow: a page to read, and JSON for machines."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yarrow.brief.sheet import Sheet
from yarrow.console.custody.words import called
from yarrow.console.sheets import TEMPLATES
from yarrow.store.values import Entry
from yarrow.store.whole import LEFT_OUT, Rows

SHEET = Sheet(TEMPLATES / "custody", "copy")
OPEN = """This is a copy of one conversation with Yarrow, made {made} (UTC).

conversation.html  opens in any browser: what was said, and what was taken down
messages.json      every message, for machines
record.json        facts with where they come from, and how urgent they were judged

It can be opened where others may see it: what only a clinician may read is not in it, whether there was any or not.
Notes and steps of the clinic's staff are not in it either. The clinic has a complete copy; please ask for it.
"""
WHOLE = """This is a complete copy of one conversation with Yarrow, made {made} (UTC).

conversation.html  opens in any browser: what was said, what was taken down, what staff did
messages.json      every message, for machines
record.json        facts with where they come from, and how urgent they were judged
everything.json    every row that is kept about this conversation, table by table, the audit log included

Some of it may be dangerous for the patient if others see it. Hand it to the patient alone, or to nobody.
Not in it, because it says nothing more about the patient: {left_out}.
"""


@dataclass(frozen=True)
class Line:
    """One message: `sender` patient, assistant or staff."""

    sender: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Copy:
    """What is handed over. `tables`: every row, in a complete copy; None in one that others may see."""

    conversation: str
    made: datetime
    lines: tuple[Line, ...]
    answers: Sequence[Mapping[str, Any]]
    record: Mapping[str, Any]
    tables: Mapping[str, Rows] | None = None

    def packed(self) -> bytes:
        """The ZIP file."""
        messages = [{"from": line.sender, "text": line.text, "at": line.at.isoformat()} for line in self.lines]
        files = {"README.txt": self._about(), "conversation.html": self._page(), "messages.json": _json(messages)}
        files["record.json"] = _json(self.record)
        if self.tables is not None:
            files["everything.json"] = _json(self.tables)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in files.items():
                file.writestr(zipfile.ZipInfo(name, self.made.timetuple()[:6]), text, zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    def _about(self) -> str:
        made = self.made.strftime("%Y-%m-%d %H:%M")
        return (OPEN if self.tables is None else WHOLE).format(made=made, left_out="; ".join(LEFT_OUT.values()))

    def _page(self) -> str:
        return SHEET.filled(copy=self, provenance=self.record["provenance"], called=called)


def lines_of(entries: Sequence[Entry]) -> tuple[Line, ...]:
    """The messages in words, taps by what stood on the button."""
    labels = {choice.value: choice.label for entry in entries for choice in entry.message.choices}
    return tuple(Line(entry.sender, _words(entry, labels), entry.at) for entry in entries)


def _words(entry: Entry, labels: Mapping[str, str]) -> str:
    taps = ", ".join(labels.get(value, value) for value in entry.choices)
    return "\n".join(part for part in (taps, entry.message.text) if part)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)
