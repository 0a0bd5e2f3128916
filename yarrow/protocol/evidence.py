"""Reads protocol/evidence/*.yml: what Yarrow answers when asked about a test, a treatment or an idea."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from yarrow.clinical.evidence import EvidenceTopic
from yarrow.clinical.recommendation import EVIDENCE, Evidence
from yarrow.protocol.files import HEAD, META, mapping, read_folder, text
from yarrow.protocol.where import Where

FOLDER = "evidence"
KEYS = frozenset(["title", "names", "evidence", "answer", "cautions", "not_needed", "reviewed", "sources"])


def load_evidence(root: Path) -> Mapping[str, EvidenceTopic]:
    """Every topic by its id. Raises ProtocolError if an id stands in two files or an entry is incomplete."""
    topics: dict[str, EvidenceTopic] = {}
    for content, where in read_folder(root, FOLDER):
        for topic_id, entry in mapping(content, where).items():
            if topic_id in HEAD:
                continue
            if topic_id in topics:
                raise where.error(topic_id, "an id that no other file has")
            topics[topic_id] = _topic(topic_id, entry, where.at(topic_id))
    return topics


def _topic(topic_id: str, entry: Any, where: Where) -> EvidenceTopic:
    found = mapping(entry, where, KEYS | META)
    label = found.get("evidence")
    if label not in EVIDENCE:
        raise where.at("evidence").unknown(label, EVIDENCE)
    return EvidenceTopic(
        id=topic_id,
        title=text(found, "title", where),
        evidence=cast(Evidence, label),
        answer=text(found, "answer", where),
        names=_words(found.get("names"), where.at("names")),
        cautions=text(found, "cautions", where, ""),
        not_needed=found.get("not_needed"),
        reviewed=found.get("reviewed") is True,
        sources=_words(found.get("sources"), where.at("sources")),
    )


def _words(value: Any, where: Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        raise where.error(value, "a list of texts")
    return tuple(value)
