"""What was heard and is not sure: which words settle it, and the one short question that is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard

from yarrow.clinical import interview
from yarrow.clinical.amount import amount, rounded
from yarrow.clinical.decides import decides_between
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.question import Option, Question
from yarrow.intake.case import Case
from yarrow.intake.heard_losses import heard_losses, losses_in_words, number_in_words
from yarrow.intake.numbers_said import bound_said, is_said, range_said
from yarrow.intake.own_questions import HEARD
from yarrow.intake.ports import Desk
from yarrow.intake.words import first_of, phrase

# `right`: one number was heard, and may be another. `which`: two were said. `conflict`: another was told before.
Kind = Literal["right", "which", "conflict"]
LOSSES = "losses_count"
NO = "no"
# Units that are said in years where they are whole ones: how many make one.
WHOLE_YEAR = {"months": 12, "weeks": 52}


@dataclass(frozen=True)
class Doubt:
    """A number that is not sure. `asked`: the question it answers, `path`: where it is written.

    `numbers`: the one heard (`right`), the two ends of a range (`which`), what was told before and now (`conflict`).
    `kept`: whether the first of them is written down until the patient has said more.
    """

    kind: Kind
    asked: str
    path: str
    numbers: tuple[float, ...]
    kept: bool = True

    def to_json(self) -> dict[str, Any]:
        """As it waits in the standing; `values`: what one of them must hold if she does not say which."""
        heard = {"heard": self.kind, "numbers": list(self.numbers), "kept": self.kept}
        left = list(self.numbers) if self.kind == "conflict" else list(self.numbers[:1]) if self.kept else []
        return {"about": self.path, "asked": self.asked, "values": left, **heard}

    @classmethod
    def of(cls, pending: Mapping[str, Any] | None) -> Doubt | None:
        """The inverse of `to_json`; None where something else waits."""
        if not pending or "heard" not in pending:
            return None
        return cls(pending["heard"], pending["asked"], pending["about"], tuple(pending["numbers"]), pending["kept"])


def doubt_about(question: Question, facts: Iterable[Fact], text: str) -> Doubt | None:
    """The doubt about the number this question asks for: what was heard of it, or a range; None if there is neither."""
    if question.kind != "number" or question.fact is None:
        return None
    heard = number_on(question.fact, facts)
    said = range_said(text, question)
    if said is not None:
        return Doubt("which", question.id, question.fact, said, kept=heard is not None)
    return Doubt("right", question.id, question.fact, (heard,)) if heard is not None else None


def is_idle(desk: Desk, doubt: Doubt, text: str, question: Question) -> bool:
    """Whether nothing hangs on it: both ends of a range, or all that lies beyond a bound, decide alike."""
    if not doubt.kept or doubt.path == LOSSES:
        return False
    if doubt.kind == "which":
        return not decides_between(desk.protocol, doubt.path, *doubt.numbers)
    ends = bound_said(text, doubt.numbers[0], question)
    return ends is not None and not decides_between(desk.protocol, doubt.path, *ends)


def worked_out(facts: Iterable[Fact], text: str) -> Doubt | None:
    """The doubt about a number of losses that nobody said: two or more, added up from what was told of them."""
    count = number_on(LOSSES, facts)
    if count is None or count < 2 or is_said(text, count):
        return None
    return Doubt("right", LOSSES, LOSSES, (count,))


def added_up_before(case: Case) -> Doubt | None:
    """The doubt about a sum of losses that was told before its turn came and has not been said back since."""
    count = case.history.value(LOSSES)
    is_due = case.standing.summed and HEARD not in case.standing.passed and is_number(count) and count > 1
    return Doubt("right", LOSSES, LOSSES, (count,)) if is_due else None


def number_on(path: str, facts: Iterable[Fact]) -> float | None:
    """The number these facts tell on the path."""
    told = [fact.value for fact in facts if fact.path == path and fact.status is Status.PRESENT]
    return told[-1] if told and is_number(told[-1]) else None


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value is a number; a yes or no is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def question_of_doubt(desk: Desk, case: Case) -> Question:
    """What was heard, in her own terms, and whether it is right."""
    doubt = Doubt.of(case.standing.pending)
    asked = interview.find(desk.protocol, case.history, doubt.asked) if doubt else None
    text = _heard(desk, case, doubt, asked) if doubt and asked else phrase(desk, case, "clarify.again")
    options = tuple(Option(answer, phrase(desk, case, f"clarify.answer.{answer}")) for answer in ("yes", NO, "unsure"))
    section = asked.section if asked else "closing"
    return Question(HEARD, section, "choice", text, phrase(desk, case, "clarify.why"), options=options, skippable=True)


def between(desk: Desk, case: Case, question: Question) -> tuple[str, tuple[Option, ...]] | None:
    """Between which two numbers it is, while this question asks for that: its words, and the two to choose from."""
    doubt = Doubt.of(case.standing.pending)
    if doubt is None or doubt.kind == "right" or doubt.asked != question.id or case.standing.question != question.id:
        return None
    before, now = (_in_words(desk, case, question, number) for number in doubt.numbers)
    options = tuple(Option(f"{number:g}", name) for number, name in zip(doubt.numbers, (before, now), strict=True))
    if question.id == LOSSES:
        now = number_in_words(int(doubt.numbers[1]))
        before = number_in_words(int(doubt.numbers[0])) if doubt.kind == "which" else before
    key = first_of(desk, f"clarify.{doubt.path}.{doubt.kind}", f"clarify.{doubt.kind}")
    return phrase(desk, case, key, before=before, now=now), options


def _heard(desk: Desk, case: Case, doubt: Doubt, asked: Question) -> str:
    number = doubt.numbers[0]
    what = heard_losses(desk, case, int(number)) if asked.id == LOSSES else _in_words(desk, case, asked, number)
    return phrase(desk, case, first_of(desk, f"clarify.heard.{doubt.path}", "clarify.heard.number"), what=what)


def _in_words(desk: Desk, case: Case, asked: Question, number: float) -> str:
    """One number as it is said: "12 months", "three miscarriages"."""
    if asked.id == LOSSES:
        return losses_in_words(case.history, int(number))
    year = WHOLE_YEAR.get(asked.unit or "")
    if year and number >= year and number % year == 0:
        return amount(number / year, "years")
    return rounded(desk.protocol, number, asked.unit)
