"""The words of a turn: wording by key, with this patient's numbers and her own word for what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yarrow.clinical.call import once
from yarrow.clinical.fields import calls_of, emergency_calls, fields_of
from yarrow.clinical.level import Level
from yarrow.clinical.term import in_her_word
from yarrow.clinical.wording import say
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message


def has_words(desk: Desk, key: str) -> bool:
    """Whether the protocol has wording for this key."""
    return key in desk.protocol.wording


def phrase(desk: Desk, case: Case, key: str, **fields: Any) -> str:
    """The wording of a key, the locale's numbers filled in, a loss in her own word."""
    said = say(desk.protocol, key, **{**fields_of(desk.protocol, case.history), **fields})
    return in_her_word(said, case.history)


def first_of(desk: Desk, *keys: str) -> str:
    """The first of these keys that has wording; the last one if none has."""
    return next((key for key in keys if has_words(desk, key)), keys[-1])


def message(desk: Desk, case: Case, key: str, *, level: Level | None = None, **fields: Any) -> Message:
    """One message with the wording of a key; `level` only where these words state one."""
    return paragraphs(desk, case, (key,), level=level, **fields)


def paragraphs(
    desk: Desk, case: Case, keys: Sequence[str], *, level: Level | None = None, between: str = "\n\n", **fields: Any
) -> Message:
    """One message with several wordings, and the numbers they say, to be tapped.

    Where it states that this cannot wait, the emergency number is always among them.
    """
    text = between.join(phrase(desk, case, key, **fields) for key in keys)
    calls = calls_of(desk.protocol, case.history, *keys)
    if level is not None and level.stops_history:
        calls = once((*calls, *emergency_calls(desk.protocol, case.history)))
    return Message(text, level=level.name if level is not None else None, calls=calls)


def saying(desk: Desk, case: Case, text: str, *keys: str) -> Message:
    """A message of these words, among which are the wordings of the keys, with the numbers they say."""
    return Message(text, calls=calls_of(desk.protocol, case.history, *keys))
