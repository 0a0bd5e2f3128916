"""Plays whole conversations in one process. Which use case takes which kind of turn is Rasa's to say in the product."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from yarrow.clinical.fact import Fact
from yarrow.intake.answer import record_answer
from yarrow.intake.ask import ask_next, next_section
from yarrow.intake.boundary import ask_diagnosis, ask_treatment
from yarrow.intake.case import Case, Standing
from yarrow.intake.change import change_something
from yarrow.intake.closing import advise, confirm
from yarrow.intake.comfort import comfort
from yarrow.intake.courtesy import greet, out_of_scope, thanks
from yarrow.intake.emergency import can_you_get_help
from yarrow.intake.erase import ask_to_delete
from yarrow.intake.evidence import answer_evidence
from yarrow.intake.explain import explain_why
from yarrow.intake.fallback import not_understood
from yarrow.intake.kind import kind_of
from yarrow.intake.known import history_of
from yarrow.intake.opening import open_case
from yarrow.intake.pass_over import pass_over
from yarrow.intake.pause import pause, resume
from yarrow.intake.person import ask_for_person
from yarrow.intake.ports import Desk
from yarrow.intake.screen import screen
from yarrow.intake.see_data import see_data
from yarrow.intake.stop_here import stop_here
from yarrow.intake.third_party import acknowledge_third_party
from yarrow.intake.turn import Result, Said, Turn, applied

TODAY = "2026-11-22"
TAKING = ("inform", "affirm", "deny", "consent", "correct", "red_flag")
USE_CASES: dict[str, Any] = {
    **dict.fromkeys(TAKING, record_answer),
    "skip": pass_over, "unsure": pass_over, "confirm": confirm, "change_something": change_something,
    "ask_why": explain_why, "ask_evidence": answer_evidence, "ask_diagnosis": ask_diagnosis,
    "ask_treatment": ask_treatment, "ask_person": ask_for_person, "pause": pause, "resume": resume,
    "stop_here": stop_here, "delete_data": ask_to_delete, "see_data": see_data, "distress": comfort,
    "help_status": can_you_get_help, "third_party": acknowledge_third_party, "thanks": thanks, "greet": greet,
    "out_of_scope": out_of_scope, "nlu_fallback": not_understood,
}  # fmt: skip
NEXT = (*TAKING, "skip", "unsure", "confirm")


@dataclass
class Nurse:
    """One conversation: say or tap something, and look at what came back."""

    desk: Desk
    case: Case = field(default_factory=Case)
    results: list[Result] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, desk: Desk, question: str, known: dict[str, Any] | None = None, **standing: Any) -> Nurse:
        """A conversation that has consent, knows these flat facts, and has this question open."""
        facts = {"consent": True, "for_whom": "self", "locale": "UK", **(known or {})}
        at = Standing(question=question, section="safety", consent=True, introduced=("safety",), **standing)
        return cls(desk, Case(history_of(facts), at))

    @classmethod
    def opened(cls, desk: Desk, locale: str | None = "UK") -> Nurse:
        """A conversation that has just been opened."""
        nurse = cls(desk, Case(history_of({"locale": locale} if locale else {})))
        nurse._take(open_case(desk.speaking_to(nurse.case.history), Standing(), nurse.case))
        return nurse

    def say(self, text: str, **change: Any) -> Result:
        return self._turn(Said(f"m{len(self.results)}", text, **change))

    def tap(self, *choices: str, **change: Any) -> Result:
        return self._turn(Said(f"m{len(self.results)}", None, choices, **change))

    def _turn(self, said: Said) -> Result:
        desk = self.desk.speaking_to(self.case.history)
        screening = screen(desk, self.case, said, TODAY)
        words = screening.result()
        case = applied(self.case, words)
        turn = Turn("c", len(self.results), said, case, TODAY, screening.spoke)
        kind = kind_of(desk, turn).name
        self.kinds.append(kind)
        result = USE_CASES["inform" if turn.screened else kind](desk, turn, case)
        after = applied(case, result)
        if kind == "confirm" and not result.is_over:
            result = result.then(advise(desk, turn, after))
        elif kind in NEXT and not result.is_over:
            result = result.then(ask_next(desk, after, next_section(desk, after)))
        return self._take(words.then(result))

    def _take(self, result: Result) -> Result:
        self.case = replace(applied(self.case, result))
        self.results.append(result)
        return result

    @property
    def last(self) -> Result:
        return self.results[-1]

    @property
    def text(self) -> str:
        """All that was said in the last turn."""
        return "\n".join(message.text for message in self.last.messages)

    @property
    def question(self) -> str | None:
        """The question put in the last turn."""
        put = [message.question["id"] for message in self.last.messages if message.question]
        return put[-1] if put else None

    @property
    def events(self) -> list[str]:
        return [event["event"] for event in self.last.events]

    @property
    def flat(self) -> dict[str, Any]:
        return self.case.history.flat

    def fact(self, path: str) -> Fact | None:
        return self.case.history.latest.get(path)

    def status(self, path: str) -> str | None:
        found = self.case.history.status(path)
        return found.value if found else None
