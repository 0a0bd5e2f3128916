"""Takes the answer to "I heard three losses. Is that right?": kept, asked plainly, or put right in her words."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.question import Question
from yarrow.intake.ask import ask_next, next_section
from yarrow.intake.case import Case, awake
from yarrow.intake.doubt import NO, Doubt, number_on
from yarrow.intake.fallback import not_understood
from yarrow.intake.numbers_said import is_said
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import find_question, open_question
from yarrow.intake.show import aside, reopened
from yarrow.intake.take import take
from yarrow.intake.taking import Heard, listen, whole
from yarrow.intake.turn import Result, Turn, applied
from yarrow.intake.understood import described
from yarrow.intake.words import message
from yarrow.language.understanding import Act

# After so many misses at this question what was heard stays as it is.
PATIENT = 2
LEAVES = ("unsure", "skip")


def heard_right(desk: Desk, turn: Turn, case: Case) -> Result:
    """A yes, or a doubt, keeps what was heard; a no has the question itself asked; words put it right."""
    doubt = Doubt.of(case.standing.pending)
    asked = find_question(desk, case, doubt.asked) if doubt else None
    if doubt is None or asked is None:
        return _kept(desk, turn, case, "clarify.thanks")
    own = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    if own.stale:
        return aside(desk, case, (message(desk, case, "choice.stale"),))
    corrected = None if turn.said.choices else _in_words(desk, turn, case, doubt, asked)
    if corrected is not None:
        return corrected
    answer = own.chosen[0] if own.chosen else own.understanding.act
    if answer == NO:
        return _asked_plainly(desk, turn, case, doubt, asked)
    if answer == "yes":
        return _kept(desk, turn, case, "clarify.thanks")
    if answer in LEAVES:
        return _kept(desk, turn, case, "clarify.kept")
    times = case.standing.stumbles + 1
    if times < PATIENT:
        return not_understood(desk, turn, case)
    kept = _kept(desk, turn, case, "clarify.kept")
    return replace(kept, events=({"event": "not_understood", "times": times}, *kept.events))


def _in_words(desk: Desk, turn: Turn, case: Case, doubt: Doubt, asked: Question) -> Result | None:
    """The words as a correction of what was heard: "no, four". None if they tell nothing beyond a yes or a no."""
    at = replace(case, standing=replace(case.standing, question=asked.id, pending={"asked": asked.id}))
    heard = listen(desk, at, turn.said, turn.today, asked)
    number = number_on(doubt.path, heard.facts)
    if number is not None and not _is_meant(doubt, heard, number, turn.said.text or ""):
        heard = replace(heard, facts=tuple(fact for fact in heard.facts if fact.path != doubt.path))
        number = None
    if not heard.facts:
        return None
    act: Act = "correct" if number is not None and number not in doubt.numbers else "answer"
    settled = number is not None or any(fact.path.startswith("losses[") for fact in heard.facts)
    understanding = replace(heard.understanding, act=act, ask=None if settled else heard.understanding.ask)
    return take(desk, turn, at, asked, replace(heard, understanding=understanding, answered=settled))


def _is_meant(doubt: Doubt, heard: Heard, number: float, text: str) -> bool:
    """Whether she said this number: "no" alone reads as none, and one loss told again is not how many there were."""
    if number == 0 and not is_said(text, 0):
        return False
    details = any(fact.path.startswith("losses[") for fact in heard.facts)
    return not (details and number < min(doubt.numbers) and heard.understanding.act != "no")


def _asked_plainly(desk: Desk, turn: Turn, case: Case, doubt: Doubt, asked: Question) -> Result:
    """What was heard is not right: it is not known any more, and the question itself is asked."""
    origin = whole(turn.said, "button" if turn.said.choices else "text")
    facts = (Fact(doubt.path, Status.UNKNOWN, None, origin),)
    pending = {"about": doubt.path, "asked": asked.id, "offers": True}
    standing = replace(case.standing, question=asked.id, pending=pending, stumbles=0, status=awake(case.standing))
    after = Case(case.history.adding(facts), standing)
    words = message(desk, case, "clarify.plainly")
    return Result(standing, (words, *reopened(desk, after)), facts, full_json(desk, after.history))


def _kept(desk: Desk, turn: Turn, case: Case, words: str) -> Result:
    """What was heard stays as it was written down, and the history goes on."""
    heard = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    standing = replace(case.standing, question=None, pending=None, stumbles=0, status=awake(case.standing))
    standing = replace(standing, section=next_section(desk, replace(case, standing=standing)))
    result = Result(standing, (message(desk, case, words),), understanding=described(heard.understanding))
    return result if result.is_over else result.then(ask_next(desk, applied(case, result)))
