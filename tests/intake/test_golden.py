"""The golden conversations, played without Rasa: the use cases and the real reader alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.intake.nurse import Nurse
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.intake.case import Case, Standing
from yarrow.intake.known import history_of
from yarrow.intake.picture import full_json, urgent_picture
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

FOLDER = Path(__file__).resolve().parents[1] / "conversations"
GOLDEN = [entry for path in sorted(FOLDER.glob("*.yml")) for entry in yaml.safe_load(path.read_text("utf-8"))]
# Faults are of processes, which there are none of here.
PLAYABLE = [entry for entry in GOLDEN if not any("fault" in turn for turn in entry["turns"])]


@pytest.fixture(scope="module")
def desk(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


def started(desk: Desk, start: dict[str, Any]) -> Nurse:
    known = {**(start.get("known") or {}), **({"locale": start["locale"]} if "locale" in start else {})}
    if "at" not in start:
        return Nurse.opened(desk, start.get("locale"))
    history = history_of(known).adding([Fact("consent", value=True)])
    passed: list[str] = []
    while question := interview.next_question(desk.protocol, history, passed=tuple(passed)):
        if question.id == start["at"]:
            said = urgent_picture(desk, history).ids  # what is known already was answered when it was told
            at = Standing(question.id, question.section, tuple(passed), said=said, consent=True)
            return Nurse(desk, Case(history, at))
        passed.append(question.id)
    raise ValueError(f"The question {start['at']!r} is never asked of a patient with these facts.")


@pytest.mark.parametrize("entry", PLAYABLE, ids=lambda entry: entry["id"])
def test_it_is_played_as_written(desk, entry):
    nurse = started(desk, entry.get("start") or {})
    wrong = []
    for number, turn in enumerate(entry["turns"], 1):
        beside = {"changes": turn["changes"]} if "changes" in turn else {}
        choices = turn.get("choices") or ([turn["choice"]] if "choice" in turn else [])
        nurse.tap(*choices, **beside) if choices else nurse.say(turn["said"], **beside)
        wrong += [f"turn {number}: {problem}" for problem in unanswered(nurse, turn.get("answered") or {})]
    wrong += unstored(nurse, entry.get("stored") or {})
    assert wrong == []


def unanswered(nurse: Nurse, wanted: dict[str, Any]) -> list[str]:
    text = nurse.text.lower()
    wrong = [f"lacks {part!r}: {text!r}" for part in wanted.get("contains", ()) if part.lower() not in text]
    wrong += [f"says {part!r}: {text!r}" for part in wanted.get("lacks", ()) if part.lower() in text]
    levels = [message.level for message in nurse.last.messages if message.level]
    if "question" in wanted and nurse.question != wanted["question"]:
        wrong.append(f"asks {nurse.question}, not {wanted['question']}")
    if "level" in wanted and (wanted["level"] not in levels if wanted["level"] else levels):
        wrong.append(f"levels {levels}, not {wanted['level']}")
    if wanted.get("event") and wanted["event"] not in nurse.events:
        wrong.append(f"events {nurse.events}, not {wanted['event']}")
    return wrong + untapped(nurse)


def untapped(nurse: Nurse) -> list[str]:
    """The messages that say the emergency number, or that this cannot wait, without a button to call it."""
    place = nurse.desk.protocol.locale(nurse.case.history.value("locale"))
    needed = set(place.calls["emergency"])
    said = [m for m in nurse.last.messages if f"call {place.emergency}" in m.text or m.level in ("T0", "T1")]
    return [f"no button in {m.text!r}" for m in said if not needed <= set(m.calls)]


def unstored(nurse: Nurse, wanted: dict[str, Any]) -> list[str]:
    flat = nurse.flat
    wrong = [
        f"{k} is {flat.get(k)}, not {v}" for k, v in (wanted.get("facts") or {}).items() if not holds(flat.get(k), v)
    ]
    statuses = wanted.get("status") or {}
    wrong += [f"{k} is {nurse.status(k)}, not {v}" for k, v in statuses.items() if nurse.status(k) != v]
    wrong += [f"{path} is present" for path in wanted.get("absent", ()) if nurse.status(path) == "present"]
    if wanted.get("conversation") and nurse.case.standing.status != wanted["conversation"]:
        wrong.append(f"conversation {nurse.case.standing.status}, not {wanted['conversation']}")
    triage = full_json(nurse.desk, nurse.case.history)
    if wanted.get("level") and triage["level"] != wanted["level"]:
        wrong.append(f"level {triage['level']}, not {wanted['level']}")
    wrong += [f"rule {rule} did not fire" for rule in wanted.get("rules", ()) if rule not in triage["rules"]]
    advised = {item["id"] for item in triage["recommendations"]}
    return wrong + [f"{id} is not advised" for id in wanted.get("recommendations", ()) if id not in advised]


def holds(found: Any, wanted: Any) -> bool:
    """A subset match: what is wanted is there, more may be."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(holds(found.get(key), part) for key, part in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and all(any(holds(one, part) for one in found) for part in wanted)
    return bool(found == wanted)
