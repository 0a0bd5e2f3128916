"""One item of the protocol as a page shows it: what it says, when, why, from where, and whether it is signed off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.rule import Add
from yarrow.console.content.readable import Line, readable
from yarrow.console.content.shelf import BY_ID, Item
from yarrow.console.insight.topics import LABELS
from yarrow.console.sheets import level_words
from yarrow.protocol.feeds import feeds
from yarrow.protocol.plain import spaced

MARKS = {
    "C": "a source that was read",
    "C*": "only its abstract was read",
    "K": "from general knowledge",
    "K?": "from general knowledge, less sure",
    "P": "a choice made here; no guideline stands behind it",
}


@dataclass(frozen=True)
class Link:
    """Where something else is explained. `note`: what holds of it here."""

    words: str
    to: str = ""
    note: str = ""


# What stands under a heading: a text, a list of texts or links, or a criterion.
Body = str | tuple[str, ...] | tuple[Link, ...] | Line
Part = tuple[str, Body]


@dataclass(frozen=True)
class Leaf:
    """`parts`: headings with what stands under them, in order, none empty. `points`: the open points that touch it."""

    item: Item
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    points: tuple[Link, ...]


def leaf(item: Item, protocol: Protocol) -> Leaf:
    """The page of an item."""
    key = f"{BY_ID[item.kind].prefix}.{item.id}"
    parts = tuple((heading, body) for heading, body in PARTS[item.kind](item.content, protocol) if body)
    points = (point for point in protocol.open_points if point.concerns(key))
    return Leaf(
        item,
        parts,
        item.review.sources,
        tuple((mark, meaning(mark)) for mark in item.review.marks),
        tuple(Link(point.title, f"/protocol/open-points#{point.id}") for point in points),
    )


def meaning(mark: str) -> str:
    """What a confidence mark says of a source."""
    star = "*" if mark.endswith("*") else ""
    return MARKS[f"C{star}"] if mark.startswith("C") else MARKS.get(mark, "")


def _question(question: Any, protocol: Protocol) -> Iterator[Part]:
    yield "Why it is asked", question.why
    yield "Hint", question.hint or ""
    yield "Kind of answer", question.kind.replace("_", " ") + (f", in {question.unit}" if question.unit else "")
    yield "Answers offered", tuple(option.label for option in question.options)
    yield "Offered where words were not understood", tuple(option.label for option in question.offers)
    if question.minimum is not None and question.maximum is not None:
        yield "Possible numbers", f"{question.minimum:g} to {question.maximum:g}"
    yield "Asked if", readable(question.when, protocol) if question.when else "always"
    if question.sooner is not None:
        yield "Asked at once, with the questions about safety, if", readable(question.sooner, protocol)
    yield "If she would rather not say", _refused(question)
    read = [rule for rule in protocol.rules if question.id in feeds(protocol, rule.when)]
    yield "Rules that read the answer", tuple(_rule(rule) for rule in read)


def _refused(question: Any) -> str:
    if question.red_flag:
        return "Danger stays possible: it is asked once more, and then the words for the same day are said."
    return "" if question.skippable else "It cannot be skipped."


def _rule_parts(rule: Any, protocol: Protocol) -> Iterator[Part]:
    yield "How urgent", f"{rule.level.name} {level_words(rule.level.name)}"
    yield "Fires if", readable(rule.when, protocol)
    for item in rule.raises:
        yield f"Becomes {item.level.name} {level_words(item.level.name)} if", readable(item.when, protocol)
    yield "What the patient is told it is for", f"Because you told me about {rule.because}."
    yield "Adds to the advice", _adds(rule.adds, protocol)
    yield "How guidelines differ", rule.disagreement
    yield (
        "Questions that decide it",
        tuple(Link(name, f"/protocol/questions/{name}", what) for name, what in feeds(protocol, rule.when).items()),
    )


def _definition(definition: Any, protocol: Protocol) -> Iterator[Part]:
    yield "Holds if", readable(definition, protocol)


def _recommendation(item: Any, protocol: Protocol) -> Iterator[Part]:
    yield "Words for the patient", item.text
    yield "How well established", LABELS[item.evidence]
    if item.done_when is not None:
        yield "Left out when this is done and normal", readable(item.done_when, protocol)
    yield "Done with it anyway", tuple(_advice(name, protocol) for name in item.includes)
    yield "How guidelines differ", item.disagreement
    asked = [rule for rule in protocol.rules if any(add.id == item.id for add in _all_adds(rule))]
    yield "Rules that ask for it", tuple(_rule(rule) for rule in asked)


def _not_needed(item: Any, protocol: Protocol) -> Iterator[Part]:
    yield "Words for the patient", item.text
    yield "How well established", LABELS[item.evidence]
    yield "Said if", readable(item.when, protocol)
    yield "How guidelines differ", item.disagreement
    topics = (topic for topic in protocol.evidence.values() if topic.not_needed == item.id)
    yield "Evidence answers about it", tuple(Link(topic.title, f"/protocol/evidence/{topic.id}") for topic in topics)


def _evidence(topic: Any, protocol: Protocol) -> Iterator[Part]:
    yield "How well established", LABELS[topic.evidence] + (f", {topic.of}" if topic.of else "")
    yield "Answer", topic.answer
    for caution in topic.cautions:
        yield f"Caution: {caution.say}", readable(caution.when, protocol)
    yield "Questions to take to the clinic", topic.ask_clinic
    yield "How patients call it", topic.names
    yield "How guidelines differ", topic.disagreement
    yield "Note for clinicians", topic.note
    if topic.not_needed:
        named = protocol.not_needed[topic.not_needed].name
        yield "What is not needed", (Link(named, f"/protocol/not-needed/{topic.not_needed}"),)


def _condition(condition: Any, protocol: Protocol) -> Iterator[Part]:
    yield "Groups that rules speak of", tuple(map(spaced, condition.groups))
    yield "Asked of it", condition.ask
    yield "Its usual treatments", tuple(_medicine_link(name, protocol) for name in condition.treatments)
    yield "Adds when planning a pregnancy", _adds(condition.planning, protocol)
    yield "Adds when pregnant", _adds(condition.pregnant, protocol)
    yield "Note for clinicians", condition.note
    yield "Codes", tuple(_code(code) for code in condition.codes)


def _code(code: Any) -> str:
    doubt = [] if code.certain else ["not certain"]
    seen = ["check against a release"] if code.seen else []
    return ", ".join([f"{code.system} {code.code}", *([code.name] if code.name else []), *doubt, *seen])


def _medicine(medicine: Any, protocol: Protocol) -> Iterator[Part]:
    yield "Marked as", tuple(map(spaced, medicine.flags))
    yield "Note for clinicians", medicine.note
    if medicine.id in protocol.evidence:
        yield "Evidence answer", (Link(protocol.evidence[medicine.id].title, f"/protocol/evidence/{medicine.id}"),)


def _symptom(symptom: Any, protocol: Protocol) -> Iterator[Part]:
    yield "Groups that rules speak of", tuple(map(spaced, symptom.groups))
    named = [name for name, symptoms in protocol.red_flags.items() if symptom.id in symptoms]
    yield "Urgent rules that speak of it", tuple(_rule(protocol.rule[name]) for name in named)


def _place(place: Any, _protocol: Protocol) -> Iterator[Part]:
    yield "In an emergency", place.emergency
    yield "Urgent advice", place.urgent_advice
    yield "In a crisis", place.crisis
    yield "When somebody hurts you", place.abuse
    yield "Under 18", place.under18
    yield "Support after a loss", place.support
    yield "Calling without speaking", place.silent_call
    yield "Spelling", place.lang


def _wording(sentence: Any, _protocol: Protocol) -> Iterator[Part]:
    yield "Words", sentence.text


def _adds(adds: Iterable[Add], protocol: Protocol) -> tuple[Link, ...]:
    return tuple(_advice(add.id, protocol, add) for add in adds)


def _advice(name: str, protocol: Protocol, add: Add | None = None) -> Link:
    text = protocol.recommendations[name].text
    notes = [name]
    if add is not None and add.when is not None:
        notes.append("in some cases only")
    if add is not None and add.evidence is not None:
        notes.append(f"here: {LABELS[add.evidence].lower()}")
    if add is not None and add.future:
        notes.append("also when it was done before")
    return Link(text, f"/protocol/recommendations/{name}", ", ".join(notes))


def _all_adds(rule: Any) -> tuple[Add, ...]:
    return (*rule.adds, *(add for item in rule.raises for add in item.adds))


def _rule(rule: Any) -> Link:
    return Link(f"{rule.id} {rule.title}", f"/protocol/rules/{rule.id}", rule.level.name)


def _medicine_link(name: str, protocol: Protocol) -> Link:
    known = protocol.medicines.get(name)
    return Link(known.name, f"/protocol/medicines/{name}") if known else Link(spaced(name))


PARTS: Mapping[str, Callable[[Any, Protocol], Iterator[Part]]] = {
    "questions": _question,
    "rules": _rule_parts,
    "definitions": _definition,
    "recommendations": _recommendation,
    "not-needed": _not_needed,
    "evidence": _evidence,
    "conditions": _condition,
    "medicines": _medicine,
    "symptoms": _symptom,
    "places": _place,
    "wording": _wording,
}
