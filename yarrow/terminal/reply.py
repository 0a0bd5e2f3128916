"""What a typed line is: a command to the client, one or more of the choices offered, or the patient's own words."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import Literal

from yarrow.terminal.message import Asking, Choice

# Said for the patient as plain words; a slash never reaches the server as a command.
SPOKEN = {
    "why": "Why do you ask?",
    "skip": "Skip",
    "back": "I want to change an answer",
    "pause": "Pause",
    "summary": "What have you written down?",
}
LOCAL = ("brief", "help", "quit")
SEPARATORS = re.compile(r"\s*(?:[,;&+\s]|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Reply:
    """What to do with a line. `text` or `choices` go to the server; `command` and `hint` stay with the client."""

    kind: Literal["text", "choices", "command", "hint"]
    text: str = ""
    choices: tuple[str, ...] = ()


def marks(asking: Asking) -> tuple[str, ...]:
    """What to type for each choice: its number, or a letter where a number would be an answer of its own."""
    count = len(asking.choices)
    return tuple(string.ascii_lowercase[:count]) if asking.takes_digits else tuple(map(str, range(1, count + 1)))


def read(line: str, asking: Asking | None) -> Reply:
    """Decide what the line is, given the open question."""
    words = line.strip()
    if words.startswith("/"):
        return command(words[1:].strip().lower())
    if asking and asking.choices:
        return chosen(words, asking) or Reply("text", words)
    return Reply("text", words)


def command(name: str) -> Reply:
    """One of the client's own commands, or a hint at what there is."""
    if name in LOCAL or name in SPOKEN:
        return Reply("command", name)
    known = " ".join(f"/{word}" for word in (*SPOKEN, *LOCAL))
    return Reply("hint", f"There is no /{name}. There is: {known}.")


def chosen(words: str, asking: Asking) -> Reply | None:
    """The choices meant by their marks or in words; a hint if a number fits none; None if these are other words."""
    parts = [part for part in SEPARATORS.split(words.lower()) if part]
    by_mark = dict(zip(marks(asking), asking.choices, strict=False))
    # Marks first: what the screen calls 1 is 1, even where a choice's own value is another number.
    if parts and all(part in by_mark for part in parts):
        if len(parts) > 1 and not asking.takes_several:
            return Reply("hint", "Please choose one of them, or answer in your own words.")
        return Reply("choices", choices=tuple(dict.fromkeys(by_mark[part].value for part in parts)))
    by_words = choice_in_words(words, asking.choices)
    if by_words:
        return Reply("choices", choices=(by_words.value,))
    if parts and not asking.takes_digits and all(part.isdecimal() for part in parts):
        return Reply("hint", f"Please type a number from 1 to {len(by_mark)}, or your own words.")
    return None


def choice_in_words(words: str, choices: tuple[Choice, ...]) -> Choice | None:
    """The choice whose label or value is exactly what was typed, case and closing dots aside."""
    said = plain(words)
    return next((c for c in choices if said in (plain(c.label), plain(c.value.partition(":")[2]))), None)


def plain(words: str) -> str:
    """For comparing: lower case, single spaces, straight quotes, no closing dot."""
    return " ".join(words.lower().replace("’", "'").split()).rstrip(".")
