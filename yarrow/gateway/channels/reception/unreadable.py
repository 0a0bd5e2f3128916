"""What cannot be read, and which words answer it (protocol/wording/channels.yml)."""

from __future__ import annotations

from yarrow.gateway.channels.incoming import Kind

# A caption is read as text, and the words follow all the same. The kind is the name of its words.
UNREADABLE: frozenset[Kind] = frozenset(
    {"picture", "voice", "video", "file", "sticker", "location", "contact", "other", "edit", "deletion"}
)
# The first words stay as they were: their text is heard for danger and otherwise left aside.
CHANGES: frozenset[Kind] = frozenset({"edit", "deletion"})


# What is shown or heard, and may come with words.
SEEN_OR_HEARD: frozenset[Kind] = frozenset({"picture", "voice", "video", "file"})
CAPTION, ONLY_WORDS = "caption", "only_words"


def words_for(kind: Kind, text: str, *, is_attended: bool = False) -> str | None:
    """The name of the words to a thing of this kind; None if it can be read, or says nothing (a reaction).

    `is_attended`: a person of the clinic writes with her, who can't see it either.
    """
    if kind == "text":
        return None if text else "other"
    if kind not in UNREADABLE:
        return None
    if text and kind in SEEN_OR_HEARD:
        return CAPTION
    return ONLY_WORDS if is_attended and kind not in (*CHANGES, "location") else kind
