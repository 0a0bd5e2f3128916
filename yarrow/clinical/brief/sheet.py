"""What every part of a brief is written from: the history, how urgent it is, for whom, and the words at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.brief.document import Audience
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.fields import fields_of
from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.clinical.term import PLURALS, loss_word
from yarrow.clinical.triage import Triage
from yarrow.clinical.unsettled import unsettled
from yarrow.clinical.view import View
from yarrow.clinical.wording import say

FULL = "full"


@dataclass(frozen=True)
class Sheet:
    """The blank sheet. `history` and `triage` hold nothing private; `private`: what only the clinician may read."""

    protocol: Protocol
    history: History
    triage: Triage
    audience: Audience
    today: date
    guidance: str = FULL
    private: tuple[Fact, ...] = ()

    def say(self, key: str, **fields: Any) -> str:
        """The wording of a key, with the numbers of her locale and her word for a loss; KeyError as `say` raises it."""
        return say(self.protocol, key, **{**self._fields, **fields})

    def proof(self, evidence: str) -> str:
        """How well established something is, in words."""
        return self.say(f"brief.{self.audience}.evidence.{evidence}")

    def titled(self, key: str) -> str:
        """The wording of a key; that for a page about somebody else, where somebody else answered."""
        other = f"{key}_of_someone"
        return self.say(other if self.is_hers and self.someone and self.has(other) else key)

    @property
    def someone(self) -> str | None:
        """How somebody else answered for her: `other_agrees` (she knows) or `other`; None if she did herself."""
        value = self.history.value("for_whom")
        return str(value) if value in ("other_agrees", "other") else None

    def name(self, question_id: str) -> str:
        """The name of a question's answer, in terms for the clinician where there are any."""
        own = f"brief.clinician.named.{question_id}"
        return self.say(own if not self.is_hers and self.has(own) else f"summary.name.{question_id}")

    def has(self, key: str) -> bool:
        """Whether there is wording for this key."""
        return key in self.protocol.wording

    @property
    def is_hers(self) -> bool:
        """Whether this is the patient's own page."""
        return self.audience == "patient"

    @cached_property
    def level(self) -> Level:
        """How soon; a red flag nobody could settle is at least a same-day matter (clinical.md §6.2 rule 7)."""
        return min(self.triage.level, Level.T2) if self.unsettled else self.triage.level

    @cached_property
    def view(self) -> View:
        """The facts as the protocol's criteria see them."""
        return self.protocol.view(self.history)

    @cached_property
    def unsettled(self) -> tuple[str, ...]:
        """The red-flag questions that were asked in vain."""
        return unsettled(self.protocol, self.history)

    @cached_property
    def safety_is_open(self) -> bool:
        """Whether something about her safety was never asked or answered, so that nothing may reassure."""
        return interview.next_question(self.protocol, self.history, section="safety") is not None

    @cached_property
    def unasked(self) -> tuple[Question, ...]:
        """The questions that matter and that nothing was said of, in the order they would be asked."""
        found: list[Question] = []
        while question := interview.next_question(self.protocol, self.history, passed={one.id for one in found}):
            found.append(question)
        return tuple(found)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions by id."""
        return {question.id: question for question in self.protocol.questions}

    def status(self, path: str) -> Status | None:
        """How the path stands; None if nothing was said of it."""
        return self.history.status(path)

    def members(self, family: str) -> list[Fact]:
        """The latest facts of a family (`conditions`), in the order they were first told; free text included."""
        latest = self.history.latest
        return [fact for path, fact in latest.items() if path.startswith(f"{family}.") or path == f"{family}_other"]

    @cached_property
    def _fields(self) -> dict[str, str]:
        word = loss_word(self.history)
        plural = PLURALS.get(word, f"{word}s")
        return {**fields_of(self.protocol, self.history), "losses": plural}
