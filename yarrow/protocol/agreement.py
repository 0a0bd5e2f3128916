"""Checks that the parts agree: what patients ask about has an answer, and what is not needed is never advised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.recommendation import NotNeeded
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import content_hash
from yarrow.protocol.problem import Problem
from yarrow.protocol.where import one_of


def topics_without_answer(protocol: Protocol, root: Path) -> Iterator[Problem]:
    """A topic of the lexicon without an evidence answer, or an answer to something the lexicon cannot hear."""
    topics, heard = _heard(root, content_hash(root))
    for topic in sorted(topics - set(protocol.evidence)):
        expected = one_of(topic, protocol.evidence, "an evidence answer of the same id")
        yield Problem("lexicon.topics", "topic", f"the topic {topic!r} without an answer", expected, word=topic)
    for answer in sorted(set(protocol.evidence) - heard):
        expected = one_of(answer, heard, "a topic or a medicine of this id in the lexicon")
        yield Problem(f"evidence.{answer}", "topic", "an answer nobody can ask for", expected)


@lru_cache(maxsize=2)
def _heard(root: Path, version: str) -> tuple[frozenset[str], frozenset[str]]:
    """The topics of the lexicon, and those with everything else it can hear; read once for each version."""
    lexicon = load_lexicon(root)
    topics = frozenset(topic.id for topic in lexicon.topics)
    return topics, topics | {concept.id for concept in lexicon.concepts}


def never_output(protocol: Protocol) -> Iterator[Problem]:
    """A recommendation that names, adds or stands for what is never recommended. Source: clinical.md §2 (X_ list)."""
    names = {item.id: _names(protocol, item) for item in protocol.not_needed.values()}
    for recommendation in protocol.recommendations.values():
        for item, pattern in names.items():
            found = pattern.search(recommendation.text)
            if found or recommendation.id[1:] == item[1:]:
                said = f"“{found.group(0)}”" if found else f"the name of {item}"
                expected = f"nothing that {item} of not_needed.yml says is not needed"
                yield Problem(f"recommendation.{recommendation.id}", "never output", said, expected)
    for place, added in _added(protocol):
        if added.startswith("X_") or added in protocol.not_needed:
            yield Problem(place, "never output", repr(added), "an id of recommendations.yml", word=added)


def _names(protocol: Protocol, item: NotNeeded) -> re.Pattern[str]:
    """What patients call it, and what its own name says, as whole words."""
    called = [name for topic in protocol.evidence.values() if topic.not_needed == item.id for name in topic.names]
    listed = "|".join(re.escape(name) for name in sorted({item.name, *called}, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def _added(protocol: Protocol) -> Iterable[tuple[str, str]]:
    for rule in protocol.rules:
        adds = (*rule.adds, *(add for raised in rule.raises for add in raised.adds))
        yield from ((f"rule.{rule.id}", add.id) for add in adds)
    for index, standard in enumerate(protocol.standards):
        yield from ((f"standard.{index}", add.id) for add in standard.adds)
    for condition in protocol.conditions.values():
        yield from ((f"condition.{condition.id}", add.id) for add in (*condition.planning, *condition.pregnant))
