"""Which messages of the record go out over which line, and as what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from yarrow.intake.turn import Message
from yarrow.store.line_values import Dispatch, Line, NewDispatch
from yarrow.store.values import Entry

URGENT = ("T0", "T1", "T2")
# The section of the questions whether help is on its way, and whether it is happening now.
EMERGENCY = "emergency"
# `link`: neutral words and a link to the page where it is answered; `words`: without what could be answered.
# `confirmation`: the words that say we have stopped, which alone go out after that.
LINK, WORDS, CONFIRMATION = {"as": "link"}, {"as": "words"}, {"as": "confirmation"}


@dataclass(frozen=True)
class Situation:
    """Where the person is when messages are sorted for one of her lines.

    `is_heard_last`: this line, of all those of the conversation. `is_elsewhere`: she has written in the browser since.
    `is_away`: the last question put here is one to be answered on the page. `is_web_only`: whether a question is.
    """

    line: Line
    is_heard_last: bool
    is_elsewhere: bool
    is_away: bool
    is_web_only: Callable[[Message], bool]


def sorted_out(entries: Sequence[Entry], situation: Situation) -> tuple[NewDispatch, ...]:
    """What goes out over the line, in the order of the conversation; entries of both sides, the oldest first."""
    ours = [entry for entry in entries if entry.sender != "patient"]
    if situation.line.stopped_at is not None:
        last = _confirmation(ours, situation.line)
        through = [entry for entry in ours if _gets_through(entry, situation) or entry is last]
        return tuple(_new(entry, CONFIRMATION if entry is last else None) for entry in through)
    newest = next((entry for entry in reversed(ours) if entry.message.question), None)
    here = [entry for entry in ours if _goes_here(entry, situation, is_newest=entry is newest)]
    put = [_as_put(entry, situation, is_words=is_words) for entry, is_words in _folded(_open_in_danger(here))]
    return tuple(one for one in put if one is not None)


def is_urgent(message: Message) -> bool:
    """Whether it says that somebody must act today; such words wait for nothing."""
    return message.level in URGENT


def is_on_page(dispatches: dict[int, Dispatch], line: str) -> bool:
    """Whether the last question that went out over the line was one to be answered on the page."""
    put = [one for _, one in sorted(dispatches.items()) if one.line == line and one.form.get("puts")]
    return bool(put) and put[-1].form.get("as") == "link"


def _goes_here(entry: Entry, situation: Situation, *, is_newest: bool) -> bool:
    """Whether it is for this line: what answers her here, or what nobody else will tell her."""
    line = situation.line
    if entry.answers is not None and entry.answers.startswith(f"{line.id}:"):
        return True
    comes_back = situation.is_away and is_newest and not situation.is_web_only(entry.message)
    if entry.answers is not None:
        return comes_back
    if not situation.is_heard_last:
        return False
    return not situation.is_elsewhere or is_urgent(entry.message) or entry.sender == "staff" or comes_back


def _gets_through(entry: Entry, situation: Situation) -> bool:
    """Whether it goes out although she wants no messages: danger does.

    Staff's words are put, too, and come to nothing where staff see it.
    """
    is_for_her = is_urgent(entry.message) or entry.sender == "staff"
    return is_for_her and _goes_here(entry, situation, is_newest=False)


def _confirmation(ours: Sequence[Entry], line: Line) -> Entry | None:
    """The words said at the very moment she stopped us."""
    asides = [entry for entry in ours if entry.answers is None and entry.sender == "assistant"]
    return next((entry for entry in reversed(asides) if entry.at == line.stopped_at), None)


def _open_in_danger(entries: list[Entry]) -> list[Entry]:
    """Without the questions that danger has put aside before they went out: they come back when it is over.

    Two questions at once, one of them whether she may be asked, must not stand between her and help.
    """
    last = next((entry for entry in reversed(entries) if entry.message.question), None)
    if last is None or (last.message.question or {}).get("section") != EMERGENCY:
        return entries
    asked = (None, _asks(last))
    return [entry for entry in entries if _asks(entry) in asked or is_urgent(entry.message)]


def _folded(entries: Sequence[Entry]) -> list[tuple[Entry, bool]]:
    """Each with whether only its words go, because its question is put again further on.

    Where these are the same words, or the question is for the page, it does not go at all. Urgent words are never
    touched.
    """
    kept: list[tuple[Entry, bool]] = []
    for place, entry in enumerate(entries):
        again = [one for one in entries[place + 1 :] if _asks(one) == _asks(entry) and not is_urgent(one.message)]
        if is_urgent(entry.message) or (entry.message.question and not again):
            kept.append((entry, False))
        elif entry.message.question:
            if all(one.message.text != entry.message.text for one in again):
                kept.append((entry, True))
        elif not (kept and _is_said_again(entry, kept[-1][0])):
            kept.append((entry, False))
    return kept


def _asks(entry: Entry) -> str | None:
    question: dict[str, Any] | None = entry.message.question
    return question["id"] if question else None


def _is_said_again(entry: Entry, before: Entry) -> bool:
    """Whether these are the very words that go out just before, by the same, with nothing to answer."""
    same = (entry.sender, entry.message.text) == (before.sender, before.message.text)
    return same and entry.sender != "staff" and not entry.message.question


def _as_put(entry: Entry, situation: Situation, *, is_words: bool) -> NewDispatch | None:
    if is_urgent(entry.message):
        return _new(entry)
    if situation.is_web_only(entry.message):
        return None if is_words else _new(entry, LINK)
    return _new(entry, WORDS if is_words else None)


def _new(entry: Entry, form: dict[str, str] | None = None) -> NewDispatch:
    asks = _asks(entry)
    puts = {"puts": asks} if asks and form != WORDS else {}
    return NewDispatch(entry.seq, is_urgent(entry.message), {**puts, **(form or {})})
