"""Messages to be put on a platform, for the tests of rendering."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yarrow.gateway.channels.rendering import Phrases, Put
from yarrow.intake.turn import Choice, Message
from yarrow.protocol.wording import load_wording

ID = "5b0a4f52-3a52-4f31-9f67-0f1f2a6d7c11"
PHRASES = Phrases(load_wording(Path(__file__).parents[2] / "protocol"))


def asking(text: str, labels: Sequence[str], kind: str = "choice", none: str | None = None, **more: Any) -> Message:
    """A question with these answers; `none`: the label of the one that says that none of them fits."""
    choices = tuple(Choice(label, f"q:v{place}") for place, label in enumerate(labels))
    question = {"id": "q", "kind": kind, "section": "about", "skippable": True, **more}
    if none is not None:
        question["none"] = f"q:v{list(labels).index(none)}"
    return Message(text, choices, question)


def putting(message: Message | str, **more: Any) -> Put:
    """The message as it is to be put, under the one id of these tests."""
    return Put(Message(message) if isinstance(message, str) else message, ID, **more)
