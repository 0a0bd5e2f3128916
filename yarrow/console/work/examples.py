"""Lessons in the project's own formats: examples for data/nlu, golden conversations for tests/conversations."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from yarrow.store.work_values import Lesson

NLU = Path(__file__).resolve().parents[3] / "data" / "nlu"
WIDTH = 118


class Folded(str):
    """A text written as a block of lines."""


class Writer(yaml.SafeDumper):
    """Writes YAML as the project's files are written."""


Writer.add_representer(
    Folded, lambda writer, text: writer.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")
)


@lru_cache(maxsize=1)
def intents() -> tuple[str, ...]:
    """The intents there are training examples for, in order of their names; sub-intents count for theirs."""
    found = set()
    for path in NLU.rglob("*.yml"):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {entry["intent"].partition("/")[0] for entry in held.get("nlu", ()) if "intent" in entry}
    return tuple(sorted(found))


def nlu_yaml(lessons: Iterable[Lesson]) -> str:
    """The lessons about intents as a file for data/nlu; the same sentence stands in it once."""
    by_intent: dict[str, list[str]] = {}
    for lesson in lessons:
        line = one_line(lesson.text)
        examples = by_intent.setdefault(lesson.wanted["intent"], [])
        if line and line not in examples:
            examples.append(line)
    entries = [
        {"intent": intent, "examples": Folded("".join(f"- {line}\n" for line in examples))}
        for intent, examples in sorted(by_intent.items())
    ]
    return _written({"version": "3.1", "nlu": entries})


def golden_yaml(lessons: Iterable[Lesson]) -> str:
    """The lessons about facts as a file for tests/conversations."""
    return _written([golden(lesson) for lesson in lessons])


def golden(lesson: Lesson) -> dict[str, Any]:
    """One lesson as a golden conversation of a single turn."""
    return {
        "id": f"L{lesson.number:02d}",
        "title": f"a message that was misunderstood (lesson {lesson.number})",
        "start": {name: value for name, value in lesson.start.items() if value not in ({}, None)},
        "turns": [{"said": one_line(lesson.text), "answered": {}}],
        "stored": lesson.wanted,
    }


def one_line(text: str) -> str:
    """The text on one line. Square brackets would mark an entity to Rasa: round ones say the same."""
    return " ".join(text.split()).translate(str.maketrans("[]{}", "()()"))


def _written(content: Any) -> str:
    return yaml.dump(content, Dumper=Writer, sort_keys=False, allow_unicode=True, width=WIDTH)
