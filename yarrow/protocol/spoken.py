"""Every sentence of the protocol that a patient can see, with its place."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.protocol import Protocol


def spoken(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Place and text, in the order of the protocol."""
    yield from _questions(protocol)
    yield from ((f"wording.{key}", text) for key, text in protocol.wording.items())
    for topic in protocol.evidence.values():
        yield f"evidence.{topic.id}", f"{topic.answer} {topic.cautions}".strip()
        yield f"evidence.{topic.id}.title", topic.title
    yield from _advice(protocol)


def _questions(protocol: Protocol) -> Iterator[tuple[str, str]]:
    for section in protocol.sections:
        yield f"section.{section.id}.title", section.title
        yield f"section.{section.id}.intro", section.intro
    for question in protocol.questions:
        yield f"question.{question.id}", question.text
        yield f"question.{question.id}.why", question.why
        yield f"question.{question.id}.hint", question.hint or ""
        for option in question.options:
            yield f"question.{question.id}.{option.value}", option.label


def _advice(protocol: Protocol) -> Iterator[tuple[str, str]]:
    yield from ((f"recommendation.{item.id}", item.text) for item in protocol.recommendations.values())
    yield from ((f"not_needed.{item.id}", item.text) for item in protocol.not_needed.values())
    yield from ((f"rule.{rule.id}.because", rule.because) for rule in protocol.rules)
    yield from ((f"symptom.{item.id}", item.label) for item in protocol.symptoms.values())
    yield from ((f"condition.{item.id}", item.name) for item in protocol.conditions.values())
    for locale in protocol.locales.values():
        yield from ((f"locale.{locale.id}.{key}", text) for key, text in locale.wording.items())
        yield f"locale.{locale.id}.silent_call", locale.silent_call
