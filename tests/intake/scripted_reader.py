"""A reader that knows a handful of sentences by heart: what the use cases do must not hang on how text is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from yarrow.language.understanding import Ask, Asked, Finding, ReadFact, Understanding

ACTS = {
    "yes": "yes", "no": "no", "not sure": "unsure", "skip": "skip", "why?": "why", "pause": "pause",
    "delete my data": "delete", "a person please": "ask_person", "i can't stop crying": "distress",
    "do i have lupus?": "ask_diagnosis", "what are nk cells?": "ask_evidence",
}  # fmt: skip
TOPICS = {"what are nk cells?": ("nk_cells",)}
FINDINGS = {"do i have lupus?": (Finding("condition", "sle", "hypothetical", 0, 1, "x"),)}


def told(path: str, value: Any = True, status: str = "present") -> ReadFact:
    """A fact as the reader gives it."""
    return ReadFact(path, status, value, 0, 1)


def finding(kind: Any, id: str, status: Any = "present") -> Finding:
    """A finding as the reader gives it."""
    return Finding(kind, id, status, 0, 1, "x")


@dataclass
class ScriptedReader:
    """Sentences taught with `teach`, the everyday ones above, and bare numbers where a number is asked."""

    taught: dict[str, Understanding] = field(default_factory=dict)

    def teach(self, text: str, act: Any = "answer", *facts: ReadFact, **more: Any) -> ScriptedReader:
        self.taught[text.lower()] = Understanding(act, facts=facts, **more)
        return self

    def read(
        self,
        text: str,
        asked: Asked | None = None,
        context: dict[str, Any] | None = None,
        today: date | None = None,
    ) -> Understanding:
        words = text.lower().strip()
        if words in self.taught:
            return self.taught[words]
        if words in ACTS:
            about = FINDINGS.get(words, ())
            return Understanding(ACTS[words], about, topics=TOPICS.get(words, ()), plain=True)  # type: ignore[arg-type]
        number = re.fullmatch(r"\d+(\.\d+)?", words)
        if number and asked and asked.kind == "number" and asked.fact:
            value = float(words) if "." in words else int(words)
            return Understanding("answer", facts=(ReadFact(asked.fact, "present", value, 0, len(text)),))
        chosen = tuple(o.value for o in asked.options if o.label.lower() == words) if asked else ()
        return Understanding("answer" if chosen else "other", chosen=chosen)


def asking(act: Any, about: str, question: str, *facts: ReadFact) -> Understanding:
    """A reading that leaves one thing to be asked."""
    return replace(Understanding(act, facts=facts), ask=Ask(about, question))
