"""From what was filled in on the page to the message it is: words, choices, or one of the fixed replies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yarrow.gateway.pages.question import Part, Question
from yarrow.web.form import Form

# Sent as words, which the interview understands at every question.
FIXED = {"skip": "Skip", "unsure": "I'm not sure", "why": "Why do you ask?", "pause": "Pause"}
# Where each kind is answered on the form.
FIELDS = {"choice": "choice", "yes_no": "choice", "loss": "choice", "multi_choice": "choices", "number": "number"}
ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
DIGITS = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class Mistake:
    """What has to be mended before the form can be sent: at which field, and the name of the words that say so."""

    at: str
    words: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """A form as filled in. `content`: the message for the API; `dropped`: the reply pressed while there were words."""

    content: dict[str, Any]
    mistakes: tuple[Mistake, ...] = ()
    dropped: str | None = None


def filled(form: Form, question: Question | None, fresh_id: str) -> Filled:
    """What was filled in at this question; words always count, whatever was pressed."""
    text, act = form.one("text"), form.one("act")
    content: dict[str, Any] = {"id": form.one("id") if ID.fullmatch(form.one("id")) else fresh_id}
    changes = form.one("changes")
    if changes:
        content["changes"] = changes
    if act in FIXED:
        return Filled({**content, "text": text or FIXED[act]}, dropped=act if text else None)
    choices, mistakes = _chosen(form, question)
    number = form.one("number")
    said = "\n".join(part for part in (number, text) if part)
    if said:
        content["text"] = said
    if choices:
        content["choices"] = choices
    if not said and not choices and not mistakes:
        mistakes = [_nothing(question)]
    return Filled(content, tuple(mistakes))


def _nothing(question: Question | None) -> Mistake:
    kind = question.kind if question and question.kind in FIELDS else "text"
    return Mistake(FIELDS.get(kind, "text"), f"chat.nothing.{kind}")


def _chosen(form: Form, question: Question | None) -> tuple[list[str], list[Mistake]]:
    if person := form.one("person"):  # pressed beside the answers, whatever is ticked among them
        return [person], []
    choices = list(dict.fromkeys((*form.all("choice"), *form.all("choices"))))
    if question is None:
        return choices, []
    if question.none in choices and len(choices) > 1:
        return choices, [Mistake("choices", "chat.none_and_more")]
    kind_of_loss = choices[0] if choices else None
    mistakes: list[Mistake] = []
    for place, part in enumerate(question.parts):
        given = form.one(f"part-{place}")
        if not given or (part.only and kind_of_loss not in part.only):
            continue
        value = _within(given, part) if part.kind == "number" else given
        if value is None:
            bounds = {"minimum": part.minimum, "maximum": part.maximum}
            mistakes.append(Mistake(f"part-{place}", "chat.not_within", bounds))
        else:
            choices.append(value)
    if choices and question.parts and kind_of_loss is None:
        mistakes.append(Mistake("choice", "chat.nothing.loss"))
    return choices, mistakes


def _within(given: str, part: Part) -> str | None:
    """The number part's value; None if there is not one number in it, or one out of bounds."""
    numbers = DIGITS.findall(given)
    if len(numbers) != 1 or not part.minimum <= int(numbers[0]) <= part.maximum:
        return None
    return f"{part.id}:{int(numbers[0])}"
