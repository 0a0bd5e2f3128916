"""How a fact is named and its value said on the page."""

from __future__ import annotations

from typing import Any

from yarrow.clinical.amount import amount
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES
from yarrow.clinical.losses import LOSS_TYPES
from yarrow.clinical.question import Question
from yarrow.clinical.summary_line import label, result
from yarrow.clinical.told_loss import LOSS

# Facts that are written under another name than the question's id.
FAMILIES = (*LIST_FAMILIES, "tests")
KINDS = frozenset(LOSS_TYPES) - {"unknown_loss"}


def name_of(sheet: Sheet, path: str) -> str:
    """The name of the fact on this path, to stand at the head of a line."""
    family, _, member = path.partition(".")
    loss = LOSS.fullmatch(path)
    if loss:
        return sheet.say("brief.loss_number", number=int(loss.group(1)) + 1)
    if family == "condition_treatment":
        condition = sheet.protocol.conditions.get(member)
        return sheet.say("summary.name.condition_treatment", condition=condition.name if condition else member)
    if member and family == "family_history":
        return sheet.say("summary.family", value=head(label(sheet.protocol, path)))
    if member and family in FAMILIES:
        return head(label(sheet.protocol, path))
    return _scalar(sheet, path)


def _scalar(sheet: Sheet, path: str) -> str:
    if path in ("n_eshre", "n_asrm", "n_t1", "n_t2", "n_fetal10", "n_early", "n_late"):
        return sheet.say(f"brief.count.{path}")
    term = f"brief.clinician.named.{path}"
    if not sheet.is_hers and sheet.has(term):
        return sheet.say(term)
    if sheet.has(f"brief.name.{path}"):
        return sheet.say(f"brief.name.{path}")
    question = question_of(sheet, path)
    key = f"summary.name.{question.id if question else path}"
    return sheet.say(key) if sheet.has(key) else head(path.replace("_", " ").replace(".", ", "))


def question_of(sheet: Sheet, path: str) -> Question | None:
    """The question whose answer is written to this path; None if there is none."""
    return next((question for question in sheet.protocol.questions if path in (question.fact, question.id)), None)


def value_of(sheet: Sheet, fact: Fact) -> str:
    """What was told, in words; how it stands, if it is not present."""
    if fact.status is not Status.PRESENT:
        return sheet.say(f"brief.status.{fact.status.value}")
    question = question_of(sheet, fact.path)
    if question is not None:
        chosen = (option for option in question.options for setting in option.sets if setting.path == fact.path
                  and setting.status is Status.PRESENT and setting.value == fact.value)  # fmt: skip
        option = next(chosen, None)
        if option is not None and not isinstance(fact.value, bool):
            return option.label
    return _plain(sheet, fact, question)


def _plain(sheet: Sheet, fact: Fact, question: Question | None) -> str:
    value = fact.value
    if isinstance(value, bool) or value is None:
        return sheet.say("summary.yes" if value is not False else "summary.no")
    if isinstance(value, (int, float)):
        return amount(value, question.unit if question else None)
    if isinstance(value, dict):
        return loss_in_words(sheet, value)
    return result(sheet.protocol, value) if fact.path.startswith("tests.") else value


def loss_in_words(sheet: Sheet, told: dict[str, Any]) -> str:
    """What is told of one loss, in one line."""
    parts = [sheet.say(f"brief.{sheet.audience}.kind.{told['type']}")] if told.get("type") in KINDS else []
    parts += [amount(told["weeks"], "weeks")] if told.get("weeks") is not None else []
    how = f"summary.confirmed.{told.get('confirmed')}"
    parts += [sheet.say(how)] if sheet.has(how) else []
    return ", ".join(parts) or sheet.say("brief.not_told")


def head(words: str) -> str:
    """The words with a capital at their head."""
    return words[:1].upper() + words[1:]


def joined(words: list[str]) -> str:
    """The words as one list, each once."""
    return ", ".join(dict.fromkeys(words))
