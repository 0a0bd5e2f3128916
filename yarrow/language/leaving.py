"""What is asked of a medicine she takes: to stop it, or to change to another.

`Should I come off my arava?`, `they want to swap me from Imuran to Rinvoq`, `GP says don't stop the Imuran`: taken now.
"""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.text import Token

# Words that may stand between the verb and the name.
BETWEEN = frozenset({"my", "the", "taking", "using", "on", "with", "me", "of"})
STOPPING = frozenset({"stop", "stopping", "continue", "continuing", "pause", "pausing", "quit", "quitting", "carry"})
FROM = frozenset({"off", "from"})
CHANGING = frozenset({"swap", "swapping", "switch", "switching", "change", "changing", "move", "moving", "come",
                      "coming", "get", "getting", "wean", "weaning", "taper", "tapering", "take", "taking", "go",
                      "going", "carry", "carrying", "want", "wants", "wanted"})  # fmt: skip
REACH = 4  # words back from "off" or "from" to the verb
OUGHT = frozenset({"need", "needs", "must", "should", "supposed", "want", "wants", "meant", "ought", "nearly", "have"})
DONE = frozenset({"had", "when", "after", "ago", "wanted", "did", "ive", "already", "since", "stopped"})
SELF = frozenset({"i", "me", "my", "im", "ive"})
GENERAL = frozenset({"does", "has", "anyone", "women", "people"})


def is_meant_to_be_left(tokens: Sequence[Token], start: int) -> bool:
    """`I need to come off valproate`, `they want me off the mycophenolate`: still taken; `I had to come off it` not."""
    words = [token.norm for token in tokens[:start]]
    near = words[-REACH - 4 :]
    return bool(OUGHT & set(near)) and not DONE & set(near) and _verb(words, start)


def is_to_be_left(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words before it speak of stopping it, or of going from it to another, as something still to come."""
    words = [token.norm for token in tokens]
    if GENERAL & set(words[:start]) or not SELF & set(words):
        return any(word == "dont" for word in words[:start]) and _verb(words, start)
    return _verb(words, start)


def _verb(words: Sequence[str], start: int) -> bool:
    place = start - 1
    while place >= 0 and words[place] in BETWEEN:
        place -= 1
    if place < 0:
        return False
    if words[place] in STOPPING:
        return True
    return words[place] in FROM and bool(CHANGING & set(words[max(0, place - REACH) : place]))
