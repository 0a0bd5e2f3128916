"""A front desk for the gateway's tests: few rules, no protocol, no reader; the shapes are the real ones."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from functools import cache

from yarrow.brief.handout import Order
from yarrow.clinical.fact import Fact, Provenance
from yarrow.clinical.protocol import Protocol
from yarrow.intake.case import Case, Standing
from yarrow.intake.turn import Choice, Message, Result, Said
from yarrow.protocol.loader import load

SAFETY_TEXT = "Please call 999 now."
HELP = Message(
    "Can you get help?",
    (Choice("I'm calling", "can_you_get_help:calling"), Choice("I can't", "can_you_get_help:cannot")),
    {"id": "can_you_get_help", "kind": "choice", "section": "safety", "skippable": False},
)
CONSENT = Message(
    "Is that all right?",
    (Choice("Yes", "consent:yes"), Choice("No", "consent:no")),
    {"id": "consent", "kind": "choice", "section": "opening", "skippable": False},
)


@cache
def real_protocol() -> Protocol:
    """Read once."""
    return load()


class TestFrontDesk:
    """`danger` in a text is a red flag; everything else is not. `loaded`: cleared, the lane is still loading."""

    __test__ = False

    def __init__(self, danger: str = "bleeding heavily") -> None:
        self.danger = danger
        self.loaded = threading.Event()
        self.loaded.set()
        self.broken = False

    def begin(self) -> None:
        """Nothing to load."""

    def state(self) -> str:
        if self.broken:
            return "failed"
        return "ok" if self.loaded.is_set() else "loading"

    @property
    def protocol(self) -> Protocol:
        """The real one: phrases stand in it, and which questions are sensitive."""
        return real_protocol()

    def open(self, standing: Standing, case: Case) -> Result:
        return Result(replace(standing, question="consent"), (Message("Hello, I'm Yarrow."), CONSENT))

    def screen(self, case: Case, said: Said, today: str) -> Result | None:
        self.loaded.wait(30)
        if self.broken:
            raise RuntimeError("the reader did not load")
        text = said.text or ""
        at = text.lower().find(self.danger)
        if at < 0 or "D01" in case.standing.said:
            return None
        end = at + len(self.danger)
        fact = Fact("symptoms.bleeding", provenance=Provenance(said.id, at, end, text[at:end]))
        standing = replace(
            case.standing,
            said=(*case.standing.said, "D01"),
            resume=case.standing.question,
            question="can_you_get_help",
            status="escalated",
        )
        event = {"event": "safety", "level": "T0", "rules": ["D01"]}
        triage = {"level": "T0", "rules": ["D01"], "recommendations": [], "overlays": [], "deferred": []}
        return Result(standing, (Message(SAFETY_TEXT, level="T0"), HELP), (fact,), triage, events=(event,))

    def listen_in(self, case: Case, said: Said, today: str, told: tuple[str, ...]) -> Result:
        known = replace(case, standing=replace(case.standing, said=(*case.standing.said, *told)))
        spoken = self.screen(known, said, today)
        if spoken is None:
            return Result(case.standing)
        words = (Message(SAFETY_TEXT, level="T0"),)
        return replace(spoken, messages=words)

    def handed_back(self, case: Case, told: tuple[str, ...]) -> Result:
        question = case.standing.question
        if question is None:
            return Result(case.standing)
        asked = {"id": question, "kind": "number", "section": "about", "skippable": True}
        return Result(case.standing, (Message(f"Again: {question}?", (), asked),))

    def staff_phrases(self, case: Case) -> dict[str, dict[str, str]]:
        return {"hello": {"joined": "Hello, I'm from the clinic."}}

    def channel_words(self, case: Case, what: str, **fills: str) -> Message:
        return Message(" ".join((f"({what})", *fills.values())))

    def put_once_more(self, case: Case) -> tuple[Message, ...]:
        question = case.standing.question
        known = {"consent": CONSENT, "can_you_get_help": HELP}
        return (known[question],) if question in known else self.handed_back(case, ()).messages

    def attending_words(self, case: Case, occasion: str, title: str) -> Message:
        return Message(f"{title} {occasion}")

    def changeable(self, case: Case, question: str) -> Message | None:
        asked = {"id": question, "kind": "number", "section": "about", "skippable": True}
        return Message("How old are you?", (), asked) if question in case.history.latest else None

    def answers(self, case: Case) -> dict:
        told = [
            {
                "question": {"id": path, "kind": "text", "section": "about", "skippable": True, "choices": []},
                "text": f"What of {path}?",
                "answer": str(fact.value),
                "status": "present",
                "words": fact.provenance.text if fact.provenance else None,
                "at": None,
            }
            for path, fact in case.history.latest.items()
        ]
        return {"sections": [{"id": "about", "title": "About you", "answers": told}]}

    def triage(self, case: Case) -> dict:
        return {"level": "T4", "rules": [], "recommendations": [], "overlays": [], "deferred": [], "not_needed": []}

    def handout(self, case: Case, order: Order) -> bytes | None:
        told = [path for path in case.history.latest if path != "consent"]
        if order.form == "json":
            return json.dumps({"told": told}).encode()
        return f"{order.form} for the {order.audience}: {', '.join(told)}".encode() if told else None

    def summary(self, case: Case, triage: dict | None) -> dict:
        lines = [{"text": path, "status": "present", "paths": [path]} for path in case.history.flat]
        return {"sections": [{"id": "about", "title": "About you", "lines": lines}]}
