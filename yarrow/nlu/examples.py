"""The examples of data/nlu as the second ear and the trials of pipelines learn from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from yarrow.language.ear_heads import NO_DANGER

RED_FLAG = "red_flag"
LOOK_ALIKE = "inform/not_danger"
# What each kind of turn is as an act of DESIGN §4.4; the others depend on the question that stands open.
ACTS = {
    "inform": "answer", "red_flag": "answer", "affirm": "yes", "deny": "no", "unsure": "unsure", "skip": "skip",
    "ask_why": "why", "correct": "correct", "ask_evidence": "ask_evidence", "ask_diagnosis": "ask_diagnosis",
    "ask_treatment": "ask_treatment", "ask_person": "ask_person", "pause": "pause", "delete_data": "delete",
    "distress": "distress", "greet": "other", "thanks": "other", "out_of_scope": "other",
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One text and its intent, `red_flag/faint`."""

    text: str
    intent: str

    @property
    def danger(self) -> str | None:
        """The symptom it tells of, `NO_DANGER`, or None where it is danger that nobody has named."""
        base, _, symptom = self.intent.partition("/")
        return (symptom or None) if base == RED_FLAG else NO_DANGER

    @property
    def act(self) -> str | None:
        """The act it is, or None where that depends on more than the words."""
        return ACTS.get(self.intent.partition("/")[0])

    @property
    def is_look_alike(self) -> bool:
        """Whether it only sounds like danger."""
        return self.intent == LOOK_ALIKE


def examples(folder: Path) -> list[Example]:
    """All examples under the folder, each text once, in an order that depends on nothing but the files."""
    found: dict[str, Example] = {}
    for path in sorted(folder.rglob("*.yml")):
        for example in _of_file(yaml.safe_load(path.read_text(encoding="utf-8"))):
            found.setdefault(example.text, example)
    return list(found.values())


def _of_file(page: Any) -> Iterator[Example]:
    for entry in page.get("nlu") or ():
        for line in entry.get("examples", "").splitlines():
            text = line.strip().removeprefix("-").strip()
            if "intent" in entry and text:
                yield Example(text, entry["intent"])
