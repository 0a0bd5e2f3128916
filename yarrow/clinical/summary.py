"""What the patient told, section by section, in her own terms: what is, what is not, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yarrow.clinical.amount import amount, rounded
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES, History
from yarrow.clinical.question import Option, Question
from yarrow.clinical.summary_line import Line, list_lines
from yarrow.clinical.term import number_of_losses, which_loss
from yarrow.clinical.told_loss import detail, indexes, is_counted
from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

# Shown to nobody but a clinician, since others may look over the patient's shoulder. Source: DESIGN §4.5, NICE PH50.
PRIVATE = frozenset({"symptoms.abuse", "symptoms.danger_now"})


@dataclass(frozen=True)
class Part:
    """One section of the summary; a section of which nothing was told is left out."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Summary:
    """All that was told, for the patient to confirm or change."""

    sections: tuple[Part, ...]

    @property
    def text(self) -> str:
        """As plain text, a heading and a line for each answer."""
        return "\n\n".join(
            "\n".join([part.title, *(f"- {line.text}" for line in part.lines)]) for part in self.sections
        )


def summarise(protocol: Protocol, history: History) -> Summary:
    """The summary of a history. Abuse appears nowhere in it."""
    told = History(tuple(fact for fact in history.facts if fact.path not in PRIVATE))
    protocol = protocol.speaking_to(told)
    parts = (
        Part(section.id, section.title, tuple(_section_lines(protocol, told, section.id)))
        for section in protocol.sections
    )
    return Summary(tuple(part for part in parts if part.lines))


def _section_lines(protocol: Protocol, history: History, section: str) -> Iterator[Line]:
    for question in protocol.questions:
        if question.section != section:
            continue
        if question.id == "losses":
            yield from _loss_lines(protocol, history)
        elif question.repeat == "conditions":
            yield from _treatment_lines(protocol, history, question)
        elif f"summary.name.{question.id}" in protocol.wording and question.repeat is None:
            yield from _lines(protocol, history, question)


def _lines(protocol: Protocol, history: History, question: Question) -> Iterator[Line]:
    if question.kind == "multi_choice" or question.fact in LIST_FAMILIES:
        yield from list_lines(protocol, history, question)
        return
    value, status = answer_in_words(protocol, history, question)
    if value:
        name = say(protocol, f"summary.name.{question.id}")
        yield Line(say(protocol, "summary.line", name=name, value=value), status, (question.fact or question.id,))


def answer_in_words(protocol: Protocol, history: History, question: Question) -> tuple[str, Status]:
    """The answer in words, and how it stands; no words if nothing was said."""
    chosen = next((option for option in question.options if _holds(option, history)), None)
    if chosen is not None and question.kind != "text":
        return chosen.label, Status.PRESENT
    fact = history.latest.get(question.fact or question.id)
    if fact is None:
        return "", Status.UNKNOWN
    if fact.status is Status.PRESENT:
        return _told(protocol, history, question, fact), Status.PRESENT
    key = f"summary.{NOT_TOLD.get(fact.status, 'unsure')}"
    own = f"{key}.{question.id}"
    return say(protocol, own if own in protocol.wording else key), fact.status


# The wording of an answer that tells nothing.
NOT_TOLD = {Status.DENIED: "no", Status.DECLINED: "declined", Status.UNKNOWN: "unsure"}


def _holds(option: Option, history: History) -> bool:
    """Whether the history says what this option says."""
    latest = history.latest
    return bool(option.sets) and all(
        setting.path in latest
        and latest[setting.path].status is setting.status
        and latest[setting.path].value == setting.value
        for setting in option.sets
    )


def _told(protocol: Protocol, history: History, question: Question, fact: Fact) -> str:
    if question.id == "losses_count":
        return number_of_losses(history, int(str(fact.value)))
    if isinstance(fact.value, bool):
        return say(protocol, "summary.yes" if fact.value else "summary.no")
    if isinstance(fact.value, (int, float)):
        return rounded(protocol, fact.value, question.unit)
    return str(fact.value)


def _loss_lines(protocol: Protocol, history: History) -> Iterator[Line]:
    for place in indexes(history):
        words = loss_in_words(protocol, detail(history, place))
        if words:
            yield Line(_loss_line(protocol, history, place, words), Status.PRESENT, (f"losses[{place}]",))


def loss_in_words(protocol: Protocol, told: Mapping[str, Any]) -> str:
    """What is told of one loss: its kind, how far along it was, how it was seen; empty if nothing."""
    keys = (f"summary.losses.{told.get('type')}", f"summary.confirmed.{told.get('confirmed')}")
    kind, seen = (say(protocol, key) if key in protocol.wording else "" for key in keys)
    weeks = amount(told["weeks"], "weeks") if told.get("weeks") is not None else ""
    return ", ".join(part for part in (kind, weeks, seen) if part)


def _loss_line(protocol: Protocol, history: History, place: int, told: str) -> str:
    if not is_counted(history, place):
        return told[:1].upper() + told[1:]
    name = which_loss(history, place)
    return say(protocol, "summary.line", name=name[:1].upper() + name[1:], value=told)


def _treatment_lines(protocol: Protocol, history: History, question: Question) -> Iterator[Line]:
    prefix = f"{question.id}."
    for path, fact in history.latest.items():
        if path.startswith(prefix):
            condition = protocol.conditions.get(path[len(prefix) :])
            name = say(protocol, f"summary.name.{question.id}", condition=condition.name if condition else path)
            known = fact.status is Status.PRESENT
            value = str(fact.value) if known else say(protocol, f"summary.{NOT_TOLD.get(fact.status, 'unsure')}")
            yield Line(say(protocol, "summary.line", name=name, value=value), fact.status, (path,))
