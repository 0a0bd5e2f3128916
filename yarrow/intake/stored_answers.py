"""What is stored of a patient's answers, question by question: to be read, and to be put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES, History
from yarrow.clinical.question import Option, Question, Setting
from yarrow.clinical.summary import answer_in_words, loss_in_words
from yarrow.clinical.summary_line import items_told
from yarrow.clinical.told_loss import LOSS, NEXT_LOSS, detail, indexes
from yarrow.intake.answered import answered_questions
from yarrow.intake.case import Case
from yarrow.intake.changing import changeable
from yarrow.intake.picture import WITHHELD, discreet
from yarrow.intake.ports import Desk
from yarrow.intake.show import put
from yarrow.intake.words import phrase

# How an answer stands whose items were told in these ways: it says something.
TOLD = (Status.PRESENT, Status.SUSPECTED, Status.PAST, Status.FAMILY)
# The wording of an answer that tells nothing of its own.
WITHOUT_WORDS = {Status.DECLINED: "answers.skipped", Status.UNKNOWN: "answers.unsure", Status.DENIED: "answers.no"}


def stored_answers(desk: Desk, case: Case) -> dict[str, Any]:
    """The answers by section, each with its question and what may be chosen; nothing that others must not see."""
    case = Case(discreet(case.history), case.standing)
    found: dict[str, list[dict[str, Any]]] = {}
    for question in _questions(desk, case):
        if answer := _answer(desk, case, question):
            found.setdefault(question.section, []).append(answer)
    sections = [part for part in desk.protocol.sections if part.id in found]
    return {"sections": [{"id": part.id, "title": part.title, "answers": found[part.id]} for part in sections]}


def _questions(desk: Desk, case: Case) -> Iterator[Question]:
    for question in answered_questions(desk, case.history):
        if whole := changeable(desk, case, question.id):
            yield whole


def _answer(desk: Desk, case: Case, question: Question) -> dict[str, Any] | None:
    """One answer; None where the loss it was about is none any more."""
    said, status = _in_words(desk, case, question)
    if question.kind == "loss" and status is Status.DENIED:
        return None
    message = put(desk, case, question).to_json()
    origin = _origin(case.history, question)
    typed = origin is not None and origin.provenance.start is not None and origin.provenance.text != WITHHELD
    return {
        "question": {**message["question"], "choices": message["choices"]},
        "text": question.text,
        "answer": said,
        "status": status.value,
        "chosen": [f"{question.id}:{option.value}" for option in question.options if _holds(case, question, option)],
        "words": origin.provenance.text if origin and typed else None,
        "at": origin.provenance.at if origin else None,
    }


def _in_words(desk: Desk, case: Case, question: Question) -> tuple[str, Status]:
    """The answer as short as it can be said, and how it stands."""
    if question.kind == "multi_choice" or question.fact in LIST_FAMILIES:
        return _list_in_words(desk, case, question)
    if question.kind == "loss":
        return _loss_in_words(desk, case, question)
    words, status = answer_in_words(desk.protocol, case.history, question)
    if status is Status.PRESENT:
        return words, status
    return _without_words(desk, case, status), status


def _loss_in_words(desk: Desk, case: Case, question: Question) -> tuple[str, Status]:
    status = case.history.status(question.fact or question.id) or Status.UNKNOWN
    if status is not Status.PRESENT:
        return _without_words(desk, case, status), status
    kind = next((option.label for option in question.options if _holds(case, question, option)), "")
    found = LOSS.fullmatch(question.fact or "")
    words = loss_in_words(desk.protocol, detail(case.history, int(found.group(1)))) if found else ""
    return (words[:1].upper() + words[1:]) or kind, status


def _list_in_words(desk: Desk, case: Case, question: Question) -> tuple[str, Status]:
    items = list(items_told(desk.protocol, case.history, question))
    told = [label for label, fact in items if fact.status in TOLD]
    told += [option.label for option in question.options if _is_outcome(option) and _holds(case, question, option)]
    if told:
        return "; ".join(dict.fromkeys(label[:1].upper() + label[1:] for label in told)), Status.PRESENT
    whole = case.history.status(question.fact or question.id)
    standing = [fact.status for _, fact in items]
    status = whole or next((one for one in WITHOUT_WORDS if one in standing), Status.DENIED)
    if status is Status.DENIED:
        none = next((option.label for option in question.options if option.none), None)
        return none or phrase(desk, case, "answers.none"), status
    return _without_words(desk, case, status), status


def _without_words(desk: Desk, case: Case, status: Status) -> str:
    return phrase(desk, case, WITHOUT_WORDS.get(status, "answers.unsure"))


def _holds(case: Case, question: Question, option: Option) -> bool:
    """Whether the history says what this option says."""
    if option.none:
        return _list_is_none(case.history, question)
    return bool(option.sets) and all(_is_so(case.history, setting) for setting in option.sets)


def _list_is_none(history: History, question: Question) -> bool:
    paths = [setting.path for option in question.options if not option.none for setting in option.sets]
    known = [history.status(path) for path in paths if path != NEXT_LOSS]
    whole = history.status(question.fact or question.id)
    return Status.DENIED in (whole, *known) and not any(status in TOLD for status in known)


def _is_so(history: History, setting: Setting) -> bool:
    if isinstance(setting.value, dict):
        loss = LOSS.fullmatch(setting.path)
        places = indexes(history) if setting.path == NEXT_LOSS else [int(loss.group(1))] if loss else []
        return any(setting.value.items() <= detail(history, place).items() for place in places)
    fact = history.latest.get(setting.path)
    if fact is None or fact.status is not setting.status:
        return False
    if isinstance(fact.value, str) and isinstance(setting.value, str):
        return setting.value in fact.value.split(", ")
    return fact.value == setting.value


def _is_outcome(option: Option) -> bool:
    return any(setting.path == NEXT_LOSS for setting in option.sets)


def _origin(history: History, question: Question) -> Fact | None:
    """The word that the answer rests on: of the question's own fact, else the last on what it offers."""
    latest = history.latest
    own = latest.get(question.fact or question.id) or latest.get(question.id)
    paths = {setting.path for option in question.options for setting in option.sets}
    family = question.fact if question.fact in LIST_FAMILIES else None
    told = [f for path, f in latest.items() if path in paths or (family and path.partition(".")[0] == family)]
    present = [fact for fact in told if fact.status in TOLD]
    return own or next(reversed(present or told), None)
