"""A patient who answers whatever she is asked: by the question's id if a case says how, else by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.gateway import Chat

Answer = str | tuple[str, ...]
# The values of options that say no, in the order in which they are looked for.
NOES = ("no", "none", "nothing", "none_of_these", "neither", "not_at_all", "0", "unsure")
BY_KIND = {"number": "2", "yes_no": "no", "text": "no", "loss": "a miscarriage at 8 weeks, seen on a scan"}


@dataclass
class Patient:
    """`answers`: words, or option values in a tuple to tap them, by question id; asked again, she answers plainly.

    `asked`: ids in order, as put.
    """

    chat: Chat
    answers: Mapping[str, Answer]
    asked: list[str] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)  # every message of the assistant's

    def talk(self, message: dict[str, Any], most: int = 120) -> dict[str, Any]:
        """Answer questions from this one on, until none is put; the last message. Fails if it does not end."""
        for _ in range(most):
            if message["question"] is None:
                return message
            message = self.answer(message)
        raise AssertionError(f"the history did not end; last asked: {self.asked[-8:]}")

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """Answer one question; the last message that came back."""
        question = message["question"]
        self.asked.append(question["id"])
        is_new = self.asked.count(question["id"]) == 1
        given = (is_new and self.answers.get(question["id"])) or usual_answer(message)
        if isinstance(given, tuple):
            values = [f"{question['id']}:{value}" for value in given]
            answer = self.chat.say(**({"choices": values} if len(values) > 1 else {"choice": values[0]}))
        else:
            answer = self.chat.say(given)
        assert answer.status_code == 200, (question["id"], given, answer.text)
        content = answer.json()
        assert content["complete"] is True, (question["id"], content)
        self.said += content["messages"]
        return content["messages"][-1]


def usual_answer(message: dict[str, Any]) -> Answer:
    """What somebody says to whom nothing of this applies."""
    values = [choice["value"].rpartition(":")[2] for choice in message["choices"]]
    if values:
        return (next((no for no in NOES if no in values), values[0]),)
    return BY_KIND[message["question"]["kind"]]
