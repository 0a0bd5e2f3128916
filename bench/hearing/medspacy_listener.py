"""medspaCy as it comes, to be measured beside ours: its pipeline and ConText with its own default rules.

What to look for is made from the protocol's plain names (conditions, symptoms, medicines; each alternative in a name by
itself, and the id as words); none of our lexicons. What it hears is judged by our own triage, so that its red flags
can be compared. It has no acts, counts, numbers or questions.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterator
from typing import Any

from bench.hearing.case import Case
from bench.hearing.listener import Heard
from bench.hearing.marks import EMERGENCIES, HEARD, QUIET, RAISED
from yarrow.clinical.protocol import Protocol
from yarrow.intake.known import history_of
from yarrow.intake.picture import urgent_picture
from yarrow.intake.ports import Desk

# Only what it can know is held against it.
MEASURES = ("conditions", "gut symptoms", "other symptoms", "medicines", RAISED, HEARD, EMERGENCIES, QUIET)
MATCHER = "medspacy_target_matcher"
SEPARATORS = re.compile(r"[(),]| or | and | such as ")
ARTICLE = re.compile(r"^(?:an?|the|another|being|having) ", re.IGNORECASE)
SHORTEST = 3
# ConText's attributes as our statuses; of several the first counts.
STATUSES = (
    ("is_family", "family"), ("is_hypothetical", "hypothetical"), ("is_negated", "denied"),
    ("is_uncertain", "suspected"), ("is_historical", "past"),
)  # fmt: skip
FACTS = {"condition": "conditions", "symptom": "symptoms", "medicine": "medicines"}


class MedspacyListener:
    """medspaCy's default pipeline with target rules from the protocol's names."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._nlp = _pipeline(desk.protocol)

    def hear(self, case: Case) -> Heard:
        """Findings as ConText asserts them, and what our triage makes of those that are present."""
        began = time.perf_counter()
        with warnings.catch_warnings():
            # It warns at every text that its matcher of token patterns has none, as its rules are plain words.
            warnings.simplefilter("ignore")
            findings = [_finding(entity) for entity in self._nlp(case.text).ents]
        facts = present(findings)
        flat = dict(case.context)
        for key, ids in facts.items():
            flat[key] = list(dict.fromkeys([*(flat.get(key) or ()), *ids]))
        urgent = urgent_picture(self._desk, history_of(flat))
        level = urgent.level.name if urgent.rules else None
        read = {"findings": findings, "facts": facts, "red_flags": facts["symptoms"], "level": level, "ask": None}
        return Heard(read, (time.perf_counter() - began) * 1000)


def present(findings: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The flat facts of findings: those present, by kind, each once."""
    return {
        key: list(dict.fromkeys(one["id"] for one in findings if one["kind"] == kind and one["status"] == "present"))
        for kind, key in FACTS.items()
    }


def names(id_: str, name: str, *, words: int = 1) -> list[str]:
    """What to look for: the alternatives in a plain name without their articles, and the id as words.

    `words`: alternatives of fewer words are left out, as "eyes" of "yellow skin or eyes".
    """
    pieces = [ARTICLE.sub("", piece.strip()).lower() for piece in SEPARATORS.split(name)]
    long = [piece for piece in pieces if len(piece) >= SHORTEST and len(piece.split()) >= words]
    return sorted({*long, id_.replace("_", " ")})


def _targets(protocol: Protocol) -> Iterator[tuple[str, str, str]]:
    """Kind, id and words of all that is looked for."""
    named = [("condition", one.id, names(one.id, one.name)) for one in protocol.conditions.values()]
    named += [("medicine", one.id, names(one.id, one.name)) for one in protocol.medicines.values()]
    named += [("symptom", one.id, names(one.id, one.label, words=2)) for one in protocol.symptoms.values()]
    yield from ((kind, id_, words) for kind, id_, some in named for words in some)


def _pipeline(protocol: Protocol) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import medspacy
        from loguru import logger
        from medspacy.target_matcher import TargetRule

    logger.disable("PyRuSH")
    nlp = medspacy.load()
    rules = [TargetRule(words, kind, metadata={"id": id_}) for kind, id_, words in _targets(protocol)]
    nlp.get_pipe(MATCHER).add(rules)
    return nlp


def _finding(entity: Any) -> dict[str, Any]:
    status = next((status for name, status in STATUSES if getattr(entity._, name)), "present")
    rule = entity._.target_rule
    return {"kind": rule.category, "id": rule.metadata["id"], "status": status, "value": None}
