"""A line of the summary, and the lines of a list: what was told, what was denied, what is not sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES, History
from yarrow.clinical.question import Question
from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

# More denials than this are said together: a page of noes helps nobody to check the summary.
MANY = 6
# The question under which a symptom is shown that no question offers.
HOME = {"symptoms": "symptoms_now"}
TESTS = "tests"


@dataclass(frozen=True)
class Line:
    """One line, how what it says stands, and the paths it speaks of."""

    text: str
    status: Status
    paths: tuple[str, ...]


def list_lines(protocol: Protocol, history: History, question: Question) -> Iterator[Line]:
    """The lines of a list question, from all that was told of its items."""
    name = say(protocol, f"summary.name.{question.id}")
    items = dict(items_told(protocol, history, question))
    told = [_qualified(protocol, label, fact) for label, fact in items.items() if fact.status in _TOLD]
    denied = [label for label, fact in items.items() if fact.status is Status.DENIED]
    unsure = [label for label, fact in items.items() if fact.status is Status.UNKNOWN]
    left_out = [label for label, fact in items.items() if fact.status is Status.DECLINED]
    paths = tuple(fact.path for fact in items.values())
    if told:
        yield Line(say(protocol, "summary.line", name=name, value=_joined(told)), Status.PRESENT, paths)
    if denied and told:
        key = "summary.denied_many" if len(denied) > MANY else "summary.denied"
        yield Line(say(protocol, key, name=name, value=_joined(denied)), Status.DENIED, paths)
    elif denied:
        few = say(protocol, "summary.only_denied", value=_joined(denied))
        value = say(protocol, "summary.none") if len(denied) > MANY or _none_told(question, history) else few
        yield Line(say(protocol, "summary.line", name=name, value=value), Status.DENIED, paths)
    if unsure:
        yield Line(say(protocol, "summary.not_sure", name=name, value=_joined(unsure)), Status.UNKNOWN, paths)
    if left_out:
        yield Line(say(protocol, "summary.left_out", name=name, value=_joined(left_out)), Status.DECLINED, paths)
    if not items:
        yield from _whole(protocol, history, question, name)


_TOLD = (Status.PRESENT, Status.SUSPECTED, Status.PAST, Status.FAMILY)


def items_told(protocol: Protocol, history: History, question: Question) -> Iterator[tuple[str, Fact]]:
    """Each item of which something was said: its words for the patient, and the fact."""
    latest, offered = history.latest, set[str]()
    for option in question.options:
        for setting in option.sets:
            fact = latest.get(setting.path)
            offered.add(setting.path)
            # "None of these" and "I don't know" speak of the list as a whole.
            if setting.path == question.fact:
                continue
            if fact is not None and not option.none and _same(fact, setting.value):
                yield tail(option.label), fact
    yield from _chosen_words(history, question)
    family = _family(question)
    if family:
        taken = offered | _offered_elsewhere(protocol, question)
        yield from ((label(protocol, path), fact) for path, fact in latest.items() if _extra(path, family, taken))
        other = latest.get(f"{family}_other")
        if other is not None and other.status is Status.PRESENT:
            yield str(other.value), other


def _same(fact: Fact, value: object) -> bool:
    return fact.status is not Status.PRESENT or value is True or fact.value == value


def _chosen_words(history: History, question: Question) -> Iterator[tuple[str, Fact]]:
    """The options of a list that is kept as words: "joints, rash"."""
    fact = history.latest.get(question.fact or "")
    if fact is None or fact.status is not Status.PRESENT or not isinstance(fact.value, str):
        return
    labels = {option.value: tail(option.label) for option in question.options}
    for word in fact.value.split(", "):
        yield labels.get(word, word), fact


def _family(question: Question) -> str | None:
    if question.fact in (*LIST_FAMILIES, TESTS):
        return question.fact
    return next((family for family, home in HOME.items() if home == question.id), None)


def _offered_elsewhere(protocol: Protocol, question: Question) -> set[str]:
    others = (other for other in protocol.questions if other.id != question.id)
    return {setting.path for other in others for option in other.options for setting in option.sets}


def _extra(path: str, family: str, taken: set[str]) -> bool:
    return path.startswith(f"{family}.") and path not in taken


def label(protocol: Protocol, path: str) -> str:
    """The words for a member of a list (`symptoms.bloating`), fit for the middle of a sentence."""
    family, _, member = path.partition(".")
    if family == TESTS:
        return protocol.wording.get(f"summary.results.{member}", member.replace("_", " "))
    if family == "symptoms" and member in protocol.symptoms:
        return protocol.symptoms[member].label
    if member in protocol.conditions:
        return protocol.conditions[member].name
    if family == "asks" and member in protocol.evidence:
        return tail(protocol.evidence[member].title)
    if member in protocol.medicines:
        return protocol.medicines[member].name
    return member.replace("_", " ")


def _qualified(protocol: Protocol, label: str, fact: Fact) -> str:
    if fact.status in (Status.SUSPECTED, Status.PAST, Status.FAMILY):
        return say(protocol, f"summary.{fact.status.value}", value=label)
    if fact.path.startswith(f"{TESTS}.") and isinstance(fact.value, str) and ":" not in label:
        return say(protocol, "summary.line", name=label, value=result(protocol, fact.value))
    return label


def result(protocol: Protocol, value: str) -> str:
    """The result of a test in words: "found", "normal"."""
    return protocol.wording.get(f"summary.results.{value}", value)


def _none_told(question: Question, history: History) -> bool:
    return question.fact is not None and history.status(question.fact) is Status.DENIED


def _whole(protocol: Protocol, history: History, question: Question, name: str) -> Iterator[Line]:
    """What was said of the list as a whole, where no item of it was told."""
    fact = history.latest.get(question.fact or question.id)
    key = (
        {Status.DENIED: "none", Status.DECLINED: "declined", Status.UNKNOWN: "unsure"}.get(fact.status)
        if fact
        else None
    )
    if fact is not None and key:
        value = say(protocol, f"summary.{key}")
        yield Line(say(protocol, "summary.line", name=name, value=value), fact.status, (fact.path,))


def tail(label: str) -> str:
    """A label inside a sentence; names and abbreviations keep their capital."""
    second = label[1:2]
    keeps = second.isupper() or label.split("'")[0].split(" ")[0] in _NAMES
    return label if keeps else label[:1].lower() + label[1:]


_NAMES = frozenset({"Crohn", "Addison", "Sjögren"})


def _joined(words: list[str]) -> str:
    return ", ".join(dict.fromkeys(words))
