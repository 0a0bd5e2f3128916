"""Says why: why the open question is asked, and why something is on her list, is not needed, or is not listed again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yarrow.clinical.done import Done
from yarrow.clinical.fact import Fact
from yarrow.intake.because import explained, whose_advice
from yarrow.intake.case import Case
from yarrow.intake.my_list import Entry, has_list, list_in_mind, my_list, named, of_kind
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import WHICH, open_question
from yarrow.intake.show import aside, asking
from yarrow.intake.taking import listen
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.which_advised import NOTHING
from yarrow.intake.words import message

# More than this is not explained in one go; the others can be asked about.
MOST = 2
# "Why the thyroid test?" needs no word that speaks of a list.
SHORT = 6
# What a message that asks for the reason of something on the list has in it: the asking, and the listing.
ASKS_WHY = re.compile(
    r"\b(?:why|how come|reason|explain|based on|basis|grounds|says who|who (?:says|said)|guidelines?|evidence for"
    r"|what makes you|how do you know|point of)\b|\bwhat(?:'s| is| are| was)? .{0,40}\bfor\b",
    re.IGNORECASE,
)
SPEAKS_OF_A_LIST = re.compile(
    r"\b(?:recommend|suggest|advis|list|test|clinic|see\b|scan|need|visit|refer|appointment|check|specialist|ask about"
    r"|should|not\b|no\b|don'?t|put\b|want me|have to)",
    re.IGNORECASE,
)
TELLS = re.compile(r"\b(?:i(?:'?ve| have(?! to\b)| had| was|'?m| am)|my|we(?:'?ve| had))\b", re.IGNORECASE)


def asks_about_list(desk: Desk, case: Case, text: str, topics: Sequence[str] = ()) -> bool:
    """Whether the message asks why something that it names is, or is not, on her list.

    `topics`: what is known about them is asked for, so that "a test" alone names nothing on the list.
    """
    words = text.replace("’", "'")
    if not has_list(case) or not _has_the_form(case, words):
        return False
    entries = my_list(desk, case)
    return bool(named(entries, text) or (not topics and of_kind(desk, entries, text)))


def _has_the_form(case: Case, words: str) -> bool:
    if case.standing.question == WHICH and not TELLS.search(words):
        return True
    short = len(words.split()) <= SHORT and not TELLS.search(words)
    return bool(ASKS_WHY.search(words)) and (short or bool(SPEAKS_OF_A_LIST.search(words)))


def list_was_last(case: Case) -> bool:
    """Whether her list was spoken of last, and no evidence topic since."""
    return case.standing.pending is not None and case.standing.pending == list_in_mind(
        case, case.standing.pending.get("items", ())
    )


def explain_why(desk: Desk, turn: Turn, case: Case) -> Result:
    """The reason asked for: of what the message names on her list, else of the open question."""
    if has_list(case):
        result = _explain_list(desk, turn, case)
        if result is not None:
            return result
    question = open_question(desk, case)
    words = Message(question.why) if question and question.why else message(desk, case, "why.nothing_open")
    return aside(desk, case, (words,), facts=volunteered(desk, turn, case))


def _explain_list(desk: Desk, turn: Turn, case: Case) -> Result | None:
    """What is explained of the list; None where the open question is meant."""
    tapped = [choice.rpartition(":")[2] for choice in turn.said.choices]
    if case.standing.question == WHICH and (tapped == [NOTHING] or (not tapped and _declines(desk, turn, case))):
        return _closed(desk, case, (message(desk, case, "explain.closed"),))
    entries = my_list(desk, case)
    found = tuple(entry for entry in entries if entry.id in tapped) or _named(desk, entries, turn)
    if found:
        return _told(desk, turn, case, found[:MOST])
    if not case.standing.advice:
        return None
    in_mind = (case.standing.pending or {}).get("items", ())
    before = [entry for entry in entries if entry.id in in_mind and not isinstance(entry.item, Done)]
    if before and case.standing.question != WHICH:
        return _closed(desk, case, (whose_advice(desk, case, before),), before)
    words = () if case.standing.question == WHICH else (whose_advice(desk, case, entries),)
    return asking(desk, case, WHICH, words)


def _told(desk: Desk, turn: Turn, case: Case, entries: Sequence[Entry]) -> Result:
    """Each explained; what the message tells beside its question is kept."""
    words = (*(explained(desk, case, entry) for entry in entries), message(desk, case, "explain.clinician"))
    facts: tuple[Fact, ...] = volunteered(desk, turn, case) if TELLS.search(turn.said.text or "") else ()
    if not case.standing.advice:
        return aside(desk, case, words, facts=facts)
    return _closed(desk, case, words, entries, facts)


def _closed(
    desk: Desk, case: Case, words: Sequence[Message], entries: Sequence[Entry] = (), facts: tuple[Fact, ...] = ()
) -> Result:
    """The words, with no question left open; what was explained is kept in mind, for "who says so?"."""
    pending = list_in_mind(case, [entry.id for entry in entries])
    later = replace(case, standing=replace(case.standing, question=None, pending=pending))
    return aside(desk, later, words, facts=facts)


def _declines(desk: Desk, turn: Turn, case: Case) -> bool:
    act = listen(desk, case, turn.said, turn.today, open_question(desk, case)).understanding.act
    return act in ("no", "skip", "unsure")


def _named(desk: Desk, entries: Sequence[Entry], turn: Turn) -> tuple[Entry, ...]:
    text = turn.said.text or ""
    return named(entries, text) or of_kind(desk, entries, text)
