"""The typed answers to one question: what was chosen, what was written, and what stands otherwise than plainly so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from yarrow.brief.fhir.handover import Handover
from yarrow.brief.fhir.naming import SYSTEM_OF, name_of
from yarrow.brief.fhir.terms import absent, coding
from yarrow.brief.fhir.words import REASONS
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES, MAP_FAMILIES, History
from yarrow.clinical.question import Option, Question, Setting
from yarrow.clinical.told_loss import NEXT_LOSS, detail, indexes

Answer = dict[str, Any]
PLAIN = frozenset({"yes", "no", "unsure"})
# The question under which symptoms stand that no question offers.
HOME = "symptoms_now"


def answers(handover: Handover, question: Question) -> list[Answer]:
    """The answers, each of the type its question has; empty where nothing was said that answers it plainly."""
    chosen = [option for option in question.options if _holds(option, handover.history)]
    if question.kind in ("multi_choice", "text") or question.fact in LIST_FAMILIES:
        return [*_listed(handover, question, chosen)]
    if question.kind == "yes_no" and {option.value for option in question.options} <= PLAIN:
        return [{"valueBoolean": option.value == "yes"} for option in chosen[:1]] or _own(handover, question)
    return [{"valueCoding": _choice(question, option)} for option in chosen[:1]] or _own(handover, question)


def facts_behind(handover: Handover, question: Question) -> list[Fact]:
    """Every fact that was told on this question, whatever it says."""
    paths = [setting.path for option in question.options for setting in option.sets if setting.path != NEXT_LOSS]
    paths += [question.id, question.fact or question.id, *_extra_paths(handover, question)]
    latest = handover.history.latest
    return [latest[path] for path in dict.fromkeys(paths) if path in latest]


def why_not(handover: Handover, question: Question, due: Collection[str]) -> list[dict[str, Any]]:
    """Refused, not sure, or not asked; nothing where something was told that is no plain answer (a no to one item)."""
    paths = [question.fact or question.id, *(setting.path for option in question.options for setting in option.sets)]
    stands = [handover.history.status(path) for path in dict.fromkeys(paths)]
    reason = next((REASONS[status] for status in stands if status in REASONS), None)
    if reason:
        return [absent(reason)]
    return [absent("not-asked")] if question.id in due else []


def _listed(handover: Handover, question: Question, chosen: list[Option]) -> Iterator[Answer]:
    told = [option for option in chosen if not option.none and not _denies(option)]
    words = list(_own_words(handover, question))
    extras = [
        _extra(handover, path) for path in _extra_paths(handover, question) if _is_present(handover.history, path)
    ]
    yield from ({"valueCoding": _choice(question, option)} for option in told)
    yield from extras
    yield from words
    if not told and not extras and not words:
        none = next((option for option in question.options if option.none or _denies(option)), None)
        if none is not None and _is_none(handover, question):
            yield {"valueCoding": _choice(question, none)}


def _is_none(handover: Handover, question: Question) -> bool:
    """Whether she said "none of these": of the list as a whole, or of each thing that is offered to her."""
    if question.fact and handover.history.status(question.fact) is Status.DENIED:
        return True
    offering = interview.find(handover.protocol, handover.history, question.id) or question
    offered = [setting.path for option in offering.options if not option.none for setting in option.sets]
    return bool(offered) and all(handover.history.status(path) is Status.DENIED for path in offered)


def _holds(option: Option, history: History) -> bool:
    """Whether the history says plainly what choosing this option says; "not sure" is no answer."""
    return bool(option.sets) and all(_is_so(setting, history) for setting in option.sets)


def _is_so(setting: Setting, history: History) -> bool:
    if setting.path == NEXT_LOSS and isinstance(setting.value, dict):
        wanted = setting.value.items()
        return any(wanted <= detail(history, place).items() for place in indexes(history))
    fact = history.latest.get(setting.path)
    if fact is None or fact.status is not setting.status or fact.status not in (Status.PRESENT, Status.DENIED):
        return False
    if isinstance(setting.value, dict):
        return isinstance(fact.value, dict) and setting.value.items() <= fact.value.items()
    return fact.status is Status.DENIED or (fact.value is None and setting.value is True) or fact.value == setting.value


def _denies(option: Option) -> bool:
    return bool(option.sets) and all(setting.status is Status.DENIED for setting in option.sets)


def _choice(question: Question, option: Option) -> dict[str, Any]:
    return coding("answer", option.value, option.label)


def _own(handover: Handover, question: Question) -> list[Answer]:
    """The value itself, where it is not one of the options."""
    fact = handover.history.latest.get(question.fact or question.id)
    if fact is None or fact.status not in (Status.PRESENT, Status.DENIED):
        return []
    if fact.status is Status.DENIED:
        return [{"valueBoolean": False}] if question.kind == "yes_no" else []
    if isinstance(fact.value, bool):
        return [{"valueBoolean": fact.value}]
    if isinstance(fact.value, (int, float)):
        return [_number(question, fact.value)]
    return [] if fact.value is None or isinstance(fact.value, dict) else [{"valueString": str(fact.value)}]


def _number(question: Question, value: float) -> Answer:
    """With a unit it is measured, hence a decimal; without, it is counted."""
    whole = question.unit is None and float(value).is_integer()
    return {"valueInteger": int(value)} if whole else {"valueDecimal": value}


def _own_words(handover: Handover, question: Question) -> Iterator[Answer]:
    """What she wrote: on its own, or as words of a list ("joints, rash") whose options they name."""
    labels = {option.value: option for option in question.options}
    for path in (question.fact or question.id, f"{question.fact}_other"):
        value = handover.history.value(path)
        if not isinstance(value, str) or not value.strip():
            continue
        words = [word.strip() for word in value.split(",")]
        if question.kind == "multi_choice" and all(word in labels for word in words):
            yield from ({"valueCoding": _choice(question, labels[word])} for word in words)
        elif value not in labels or not _holds(labels[value], handover.history):
            yield {"valueString": value}


def _extra_paths(handover: Handover, question: Question) -> list[str]:
    """What was told of this question's list beyond the answers it offers."""
    family = "symptoms" if question.id == HOME else question.fact or ""
    if family not in (*LIST_FAMILIES, *MAP_FAMILIES) or question.kind not in ("multi_choice", "text"):
        return []
    offered = _offered(handover.protocol.questions if family == "symptoms" else (question,))
    latest = handover.history.latest
    return [path for path in latest if path.startswith(f"{family}.") and not _is_offered(latest[path], offered)]


def _offered(questions: Iterable[Question]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for question in questions:
        for option in question.options:
            for setting in option.sets:
                found.setdefault(setting.path, []).append(setting.value)
    return found


def _is_offered(fact: Fact, offered: dict[str, list[object]]) -> bool:
    values = offered.get(fact.path)
    return values is not None and (fact.status is not Status.PRESENT or True in values or fact.value in values)


def _extra(handover: Handover, path: str) -> Answer:
    family, _, member = path.partition(".")
    value = handover.history.value(path)
    name = name_of(handover.protocol, path)
    if family in MAP_FAMILIES and value is not True:
        return {"valueCoding": coding(SYSTEM_OF[family], f"{member}.{value}", f"{name}: {value}")}
    return {"valueCoding": coding(SYSTEM_OF[family], member, name)}


def _is_present(history: History, path: str) -> bool:
    return history.status(path) is Status.PRESENT
