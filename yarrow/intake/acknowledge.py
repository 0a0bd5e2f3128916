"""What is said back to an answer before the next question: a loss once, a correction, something told by the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.intake.case import Case, Standing
from yarrow.intake.condolence import condolence, new_losses
from yarrow.intake.naming import listed
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.taking import Heard
from yarrow.intake.turn import Message
from yarrow.intake.words import message

OTHER_AGREES = "other_agrees"
ASKED = "asks_other"


def acknowledgement(
    desk: Desk, before: Case, after: Case, heard: Heard, facts: Sequence[Fact]
) -> tuple[tuple[Message, ...], Standing]:
    """The words, and the standing that remembers that a loss was acknowledged."""
    words: list[Message] = []
    standing = after.standing
    if heard.understanding.act == "distress":
        words.append(message(desk, after, "comfort.again" if standing.comforted else "comfort.here"))
        standing = replace(standing, comforted=True)
    if sorry := condolence(desk, replace(before, standing=standing), facts):
        words += sorry
        standing = replace(standing, consoled=True)
    elif new_losses(before.history, facts):
        words.append(message(desk, after, "ack.told"))
    changed = [fact for fact in facts if _is_change(before.history, fact)]
    if changed and _is_correction(before, heard):
        words.append(changed_words(desk, after, changed))
    elif beside := _beside(desk, before, heard, facts):
        words.append(message(desk, after, "ack.noted", what=listed(desk, after.history, beside)))
    return tuple(words or _in_itself(desk, after, heard, facts)), standing


def changed_words(desk: Desk, after: Case, changed: Sequence[Fact]) -> Message:
    """What was changed, in the summary's words; where those may not be seen, only that it was."""
    what = listed(desk, after.history, changed)
    return message(desk, after, "ack.changed", what=what) if what else message(desk, after, "change.done")


def _in_itself(desk: Desk, after: Case, heard: Heard, facts: Sequence[Fact]) -> list[Message]:
    """Words for an answer that none of the others fit: a pregnancy, somebody who helps, a wish of her own."""
    told = {fact.path: fact.value for fact in facts if fact.status is Status.PRESENT}
    if told.get("for_whom") == OTHER_AGREES:
        return [message(desk, after, "third_party.agreed")]
    if told.get("pregnant_now") == "yes" and after.history.value("for_whom") != OTHER_AGREES:
        return [message(desk, after, "ack.pregnant")]
    return [message(desk, after, "ack.asked")] if heard.answered and ASKED in told else []


def _is_correction(before: Case, heard: Heard) -> bool:
    return heard.understanding.act == "correct" or (before.standing.pending or {}).get("about") == "change"


def _is_change(history: History, fact: Fact) -> bool:
    known = history.latest.get(fact.path)
    return fact.provenance.message is not None and (
        known is None or known.status is not fact.status or known.value != fact.value
    )


def _beside(desk: Desk, before: Case, heard: Heard, facts: Sequence[Fact]) -> list[Fact]:
    """What was told beside the open question while that has no answer yet; losses have their own words."""
    if heard.answered or open_question(desk, before) is None:
        return []
    return [
        fact
        for fact in facts
        if _is_change(before.history, fact) and not fact.path.startswith("losses") and fact.status is not Status.DENIED
    ]
