"""Reads protocol/evidence/*.yml: what Yarrow answers when asked about a test, a treatment or an idea."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from yarrow.clinical.evidence import Caution, EvidenceTopic
from yarrow.clinical.recommendation import EVIDENCE, Evidence
from yarrow.protocol.criteria import parse_criterion
from yarrow.protocol.files import mapping, read_folder, text
from yarrow.protocol.where import Where

FOLDER = "evidence"
HEAD = frozenset({"version", "reviewed_on", "topics"})
KEYS = frozenset({
    "title", "names", "evidence", "of", "answer", "cautions", "ask_clinic", "disagreement", "note", "not_needed",
    "setting", "sources", "version", "reviewed_on",
})  # fmt: skip
CAUTION_KEYS = frozenset({"when", "say", "if_unknown"})


def load_evidence(root: Path) -> Mapping[str, EvidenceTopic]:
    """Every topic by its id. Raises ProtocolError if an id stands in two files or an entry is incomplete."""
    topics: dict[str, EvidenceTopic] = {}
    for content, where in read_folder(root, FOLDER):
        for topic in _page(content, where):
            if topic.id in topics:
                raise where.error(topic.id, "an id that no other file has")
            topics[topic.id] = topic
    return topics


def _page(content: Any, where: Where) -> Iterator[EvidenceTopic]:
    page = mapping(content, where, HEAD)
    for field in ("version", "reviewed_on"):
        if field not in page:
            raise where.error(f"no {field}", f"{field} at the head of the file (null until reviewed)")
    entries = mapping(page.get("topics"), where.at("topics"))
    for topic_id, entry in entries.items():
        yield _topic(topic_id, entry, where.at("topics").at(topic_id))


def _topic(topic_id: str, entry: Any, where: Where) -> EvidenceTopic:
    found = mapping(entry, where, KEYS)
    label = found.get("evidence")
    if label not in EVIDENCE:
        raise where.at("evidence").unknown(label, EVIDENCE)
    return EvidenceTopic(
        id=topic_id,
        title=text(found, "title", where),
        evidence=cast(Evidence, label),
        answer=text(found, "answer", where),
        names=_words(found.get("names"), where.at("names")),
        of=text(found, "of", where, ""),
        cautions=tuple(_cautions(found.get("cautions", []), where.at("cautions"))),
        ask_clinic=_words(found.get("ask_clinic"), where.at("ask_clinic")),
        disagreement=text(found, "disagreement", where, ""),
        note=text(found, "note", where, ""),
        not_needed=_not_needed(found.get("not_needed"), where.at("not_needed")),
        setting=_flag(found.get("setting", False), where.at("setting")),
        sources=_words(found.get("sources"), where.at("sources")),
    )


def _cautions(value: Any, where: Where) -> Iterator[Caution]:
    if not isinstance(value, list):
        raise where.error(value, "a list of cautions, each with `say` and, if it is not for everybody, `when`")
    for index, entry in enumerate(value):
        place = where.at(index)
        found = mapping(entry, place, CAUTION_KEYS)
        if "if_unknown" in found and "when" not in found:
            raise place.error("if_unknown without when", "a `when` that can be unknown")
        yield Caution(
            say=text(found, "say", place),
            when=parse_criterion(found.get("when", "always"), place.at("when")),
            if_unknown=text(found, "if_unknown", place, ""),
        )


def _not_needed(value: Any, where: Where) -> str | None:
    if value is not None and not (isinstance(value, str) and value.startswith("X_")):
        raise where.error(value, "an id that starts with X_")
    return value


def _flag(value: Any, where: Where) -> bool:
    if not isinstance(value, bool):
        raise where.error(value, "true or false")
    return value


def _words(value: Any, where: Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        raise where.error(value, "a list of texts")
    return tuple(value)
