"""What cannot be read, and which words answer it (protocol/wording/channels.yml)."""

from __future__ import annotations

from yarrow.gateway.channels.incoming import Kind

# A caption is read as text, and the words follow all the same. The kind is the name of its words.
UNREADABLE: frozenset[Kind] = frozenset(
    {"picture", "voice", "video", "file", "sticker", "location", "contact", "other", "edit", "deletion"}
)
# The first words stay as they were: their text is heard for danger and otherwise left aside.
CHANGES: frozenset[Kind] = frozenset({"edit", "deletion"})


def words_for(kind: Kind, text: str) -> str | None:
    """The name of the words to a thing of this kind; None if it can be read, or says nothing (a reaction)."""
    if kind in UNREADABLE:
        return kind
    return "other" if kind == "text" and not text else None
