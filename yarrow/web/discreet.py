"""Which messages of a conversation others may read: a copy of it can be found at home (DESIGN §4.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from yarrow.intake.picture import PRIVATE_PATHS
from yarrow.store.values import CaseFile, Entry


def private_messages(casefile: CaseFile) -> frozenset[str]:
    """The ids of the patient's messages that told what only the clinician may read."""
    told = {fact.provenance.message for fact in casefile.facts if fact.path in PRIVATE_PATHS}
    return frozenset(message for message in told if message)


def open_to_others(entries: Sequence[Entry], private: Collection[str]) -> Iterator[Entry]:
    """What others may read: without private messages, what answers them, and what a person wrote back to them."""
    is_hidden = False
    for entry in entries:
        if entry.sender == "patient":
            is_hidden = entry.id in private
        is_staffs = is_hidden and entry.sender == "staff"
        if not (entry.id in private or entry.answers in private or is_staffs):
            yield entry
