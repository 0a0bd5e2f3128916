"""What one message says, on its own: the JSON contract of `yarrow understand`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.fact import Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Question
from yarrow.intake.agreement import Settled, settle
from yarrow.intake.case import Case, Standing
from yarrow.intake.known import history_of
from yarrow.intake.picture import urgent_picture
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import find_question
from yarrow.intake.repeated_question import question_of_template
from yarrow.intake.stated import stated
from yarrow.intake.taking import Heard, listen
from yarrow.intake.turn import Said

# Messages that stand alone have no day of their own; reading needs one only for dates said in full.
NO_DAY = "2000-01-01"


class EntryError(ValueError):
    """The entry cannot be read; the message says what to change, without repeating what was said."""


def understand(desk: Desk, entry: Mapping[str, Any], *, today: str = NO_DAY) -> dict[str, Any]:
    """The act, facts, findings, red flags, level and open question of one entry. Raises EntryError.

    `today` in the entry is the day it was written, for dates in words. Spans count in the text as it would be stored:
    composed (NFC), with halves of characters replaced.
    """
    text, context, question_id = _checked(entry)
    today = _day(entry.get("today"), today)
    case = Case(history_of(context), Standing(question=question_id, consent=True))
    question = find_question(desk, case, question_id) or question_of_template(desk, case, question_id)
    if question_id is not None and question is None:
        raise EntryError(f"has the question {question_id!r}, which the protocol does not know")
    case = case if question is None else replace(case, standing=replace(case.standing, question=question.id))
    heard = listen(desk, case, Said(str(entry.get("id") or "entry"), text), today, question)
    settled = settle(case, heard, question)
    after = case.history.adding(settled.facts)
    urgent = urgent_picture(desk, after)
    found = heard.understanding.findings
    return {
        "id": entry.get("id"),
        "act": heard.understanding.act,
        "facts": added(settled.facts),
        "findings": [finding.to_json() for finding in (*found, *stated(desk.protocol, heard.facts, found))],
        "red_flags": list(heard.understanding.red_flags),
        "level": urgent.level.name if urgent.rules else None,
        "ask": _ask(heard, settled.about)
        or (None if urgent.rules else _hanging(desk, case.history, after, question_id))
        or _again(heard, settled, question),
    }


def added(facts: tuple[Any, ...]) -> dict[str, Any]:
    """The flat facts that a message adds; what it denies, suspects or leaves open is in its findings."""
    return History(tuple(fact for fact in facts if fact.status is Status.PRESENT)).flat


def _ask(heard: Heard, about: str | None) -> dict[str, str] | None:
    if heard.understanding.ask is not None:
        return heard.understanding.ask.to_json()
    return {"about": about, "question": about} if about is not None else None


def _hanging(desk: Desk, before: History, after: History, open_id: str | None) -> dict[str, str] | None:
    """The question on which it hangs how urgent this is: the one the lane puts first, or the next in the interview."""
    asked, asked_before = (interview.first_of_all(desk.protocol, history) for history in (after, before))
    if asked is not None and asked_before is not None and asked.id != open_id:
        asked = None  # it hung on that before, and is asked about already
    asked = asked or interview.due_with(desk.protocol, before, after)
    return {"about": asked.fact or asked.id, "question": asked.id} if asked is not None else None


def _again(heard: Heard, settled: Settled, question: Question | None) -> dict[str, str] | None:
    """The open question, where the answer says nothing that can be written down: the conversation puts it once more."""
    if question is None or question.kind == "text" or heard.answered or heard.facts or settled.facts:
        return None
    said_yes = question.kind == "multi_choice" and heard.understanding.act == "yes"  # to which of them?
    if heard.understanding.act != "answer" and not said_yes:
        return None
    return {"about": question.fact or question.id, "question": question.id}


def _checked(entry: Mapping[str, Any]) -> tuple[str, Mapping[str, Any], str | None]:
    text, context, question = entry.get("text"), entry.get("context"), entry.get("question")
    context = {} if context is None else context
    if not isinstance(text, str):
        raise EntryError('needs a "text" that is a string')
    if not isinstance(context, Mapping):
        raise EntryError('has a "context" that is not an object of facts')
    if question is not None and not isinstance(question, str):
        raise EntryError('has a "question" that is not a question id')
    return _stored(text), context, question


def _stored(text: str) -> str:
    """The text with its characters whole: halves of pairs are put together, a half alone is replaced."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", whole)


def _day(given: Any, otherwise: str) -> str:
    if given is None:
        return otherwise
    try:
        return date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise EntryError('has a "today" that is not a date such as 2026-11-23') from None
