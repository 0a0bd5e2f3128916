"""One invented conversation as rows, for a large record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Table

from yarrow.intake.case import Standing
from yarrow.store.bulk_words import CONDITIONS, QUESTIONS, TOLD, sentence
from yarrow.store.case_tables import case_marks, cases
from yarrow.store.tables import conversations, events, facts, inbound, outbound, triage_results

SPAN = timedelta(days=730)
LEVELS = (("T0", 1), ("T1", 2), ("T2", 5), ("T3", 30), ("T4", 30), ("T5", 22), (None, 10))
CHANNELS = (("widget", 70), ("page", 20), ("whatsapp", 10))
LOCALES = (("UK", 60), ("US", 20), ("IE", 10), ("AU", 10))
STAFF = tuple(f"staff-{number}" for number in range(8))


@dataclass(frozen=True)
class Made:
    """An invented conversation: its id, and its rows in each table."""

    id: str
    rows: dict[Table, list[dict[str, Any]]]


@dataclass(frozen=True)
class Plan:
    """What one conversation is to be like."""

    id: str
    channel: str
    locale: str
    begun: datetime
    turns: int
    level: str | None
    status: str
    section: str
    question: str | None
    change: int

    def at(self, turn: int) -> datetime:
        """When a turn was."""
        return self.begun + timedelta(seconds=40 * turn)


def made(count: int, messages: int, now: datetime, *, change: int) -> Iterator[Made]:
    """So many conversations with about so many messages; `change`: the number of the last change before."""
    draw = Random(count * 1_000_003 + messages)  # noqa: S311 - the same every time is what is wanted
    usual = max(1.0, messages / max(count, 1) / 2 - 0.5)
    owed = 0.0
    for number in range(count):
        wanted = min(60.0, draw.gammavariate(2.0, usual / 2.0)) + owed
        turns = max(1, round(wanted))
        owed = max(-30.0, min(30.0, owed + usual - turns))  # what one is too short, the next ones are longer
        begun = now - SPAN + (number + 1) / (count + 1) * SPAN
        yield _conversation(
            _plan(draw, f"large-{change + number + 1:08d}", begun, turns, change + number + 1), draw, now
        )


def _plan(draw: Random, id: str, begun: datetime, turns: int, change: int) -> Plan:
    level = _weighed(draw, LEVELS)
    is_through = turns >= len(QUESTIONS) or draw.random() < 0.5
    status = (
        "escalated" if level in ("T0", "T1") else "completed" if is_through else draw.choice(("in_progress", "paused"))
    )
    section, question = QUESTIONS[min(turns, len(QUESTIONS) - 1)]
    is_open = status in ("in_progress", "paused") or (level in ("T0", "T1") and draw.random() < 0.3)
    channel, locale = _weighed(draw, CHANNELS), _weighed(draw, LOCALES)
    return Plan(id, channel, locale, begun, turns, level, status, section, question if is_open else None, change)


def _conversation(plan: Plan, draw: Random, now: datetime) -> Made:
    heard, said = _messages(plan, draw)
    marks = draw.sample(CONDITIONS, draw.choice((0, 0, 1, 1, 2)))
    happened = _events(plan, draw)
    rows = {
        conversations: [_head(plan, said[-1]["seq"])],
        inbound: heard,
        outbound: said,
        facts: _facts(plan, draw, marks),
        triage_results: _results(plan),
        events: happened,
        cases: [_case(plan, draw, heard[-1]["seq"], happened, now)],
        case_marks: [{"conversation": plan.id, "kind": "condition", "value": mark} for mark in marks],
    }
    return Made(plan.id, rows)


def _head(plan: Plan, last_seq: int) -> dict[str, Any]:
    last = plan.at(plan.turns)
    standing = Standing(question=plan.question, section=plan.section, status=plan.status, consent=True)
    return {
        "id": plan.id,
        "token_hash": "0" * 64,
        "token_expires_at": last,
        "channel": plan.channel,
        "locale": plan.locale,
        "status": plan.status,
        "standing": standing.to_json(),
        "level": plan.level,
        "needs_human": False,
        "version": 2 * plan.turns + 1,
        "last_seq": last_seq,
        "last_turn": plan.turns,
        "created_at": plan.begun,
        "updated_at": last,
        "last_activity_at": last,
    }


def _messages(plan: Plan, draw: Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    heard, said = [], [_said(plan, 1, 0, None)]
    for turn in range(1, plan.turns + 1):
        is_typed = draw.random() < 0.6
        heard.append(
            {
                "conversation": plan.id,
                "id": f"{plan.id}-{turn}",
                "turn": turn,
                "seq": 2 * turn,
                "text": sentence(draw) if is_typed else None,
                "choices": [] if is_typed else ["yes"],
                "answered": QUESTIONS[(turn - 1) % len(QUESTIONS)][1],
                "body_hash": "0" * 64,
                "state": "done",
                "tries": 0,
                "at": plan.at(turn),
                "done_at": plan.at(turn),
            }
        )
        said.append(_said(plan, 2 * turn + 1, turn, f"{plan.id}-{turn}"))
    return heard, said


def _said(plan: Plan, seq: int, turn: int, answers: str | None) -> dict[str, Any]:
    section, question = QUESTIONS[turn % len(QUESTIONS)]
    kind = {
        "id": question,
        "kind": "choice",
        "section": section,
        "progress": {"done": turn, "of": 23},
        "skippable": True,
    }
    return {
        "conversation": plan.id,
        "seq": seq,
        "id": f"{plan.id}-said-{seq}",
        "answers": answers,
        "sender": "assistant",
        "kind": "reply" if answers else "opening",
        "text": "Thank you for telling me. The next question is about you, and you can skip it.",
        "choices": [{"label": "Yes", "value": f"{question}:yes"}, {"label": "No", "value": f"{question}:no"}],
        "question": kind,
        "question_id": question,
        "level": None,
        "at": plan.at(turn),
    }


def _facts(plan: Plan, draw: Random, marks: list[str]) -> list[dict[str, Any]]:
    told: list[tuple[str, Any]] = [(path, draw.choice(values)) for path, values in TOLD[: plan.turns]]
    told += [(f"conditions.{mark}", True) for mark in marks]
    return [
        {
            "conversation": plan.id,
            "turn": min(number, plan.turns),
            "path": path,
            "status": "present",
            "value": value,
            "message": f"{plan.id}-{min(number, plan.turns)}",
            "start": 0,
            "end": 2,
            "words": "yes",
            "captured": "text",
            "at": plan.at(min(number, plan.turns)),
        }
        for number, (path, value) in enumerate(told, 1)
    ]


def _results(plan: Plan) -> list[dict[str, Any]]:
    if plan.level is None:
        return []
    rules = {"level": plan.level, "rules": ["P01"], "recommendations": [{"id": "I_SAFETY_NET"}], "overlays": []}
    turns = range(max(1, plan.turns - 3), plan.turns + 1)
    return [
        {"conversation": plan.id, "turn": turn, "level": plan.level, "result": rules, "at": plan.at(turn)}
        for turn in turns
    ]


def _events(plan: Plan, draw: Random) -> list[dict[str, Any]]:
    names = []
    if plan.level in ("T0", "T1", "T2"):
        names.append("safety")
    if plan.status == "completed":
        names.append("completed")
    names += [name for name, share in (("not_understood", 0.12), ("person_wanted", 0.03)) if draw.random() < share]
    names += ["action_failed"] if draw.random() < 0.002 else []
    return [
        {"conversation": plan.id, "turn": plan.turns, "name": name, "detail": {}, "at": plan.at(plan.turns)}
        for name in names
    ]


def _case(plan: Plan, draw: Random, heard: int, happened: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    names = [one["name"] for one in happened]
    last = plan.at(plan.turns)
    is_old = now - last > timedelta(days=14) and draw.random() < 0.97
    is_urgent = plan.level in ("T0", "T1", "T2")
    work = "done" if is_old else draw.choice(("new", "new", "in_review", "follow_up"))
    is_seen = work != "new"
    return {
        "conversation": plan.id,
        "channel": plan.channel,
        "locale": plan.locale,
        "status": plan.status,
        "level": plan.level,
        "rank": int(plan.level[1]) if plan.level else 9,
        "section": plan.section,
        "question": plan.question,
        "created_at": plan.begun,
        "last_activity_at": last,
        "urgent_since": last if is_urgent else None,
        "red_flags": names.count("safety"),
        "wants_person_at": last if "person_wanted" in names else None,
        "not_understood": names.count("not_understood"),
        "failed": names.count("action_failed"),
        "last_heard_seq": heard,
        "read_seq": heard if is_seen else 0,
        "first_look_at": last + timedelta(minutes=draw.randint(1, 600)) if is_seen else None,
        "first_look_by": draw.choice(STAFF) if is_seen else None,
        "work": work,
        "follow_up_on": (last + timedelta(days=draw.randint(1, 21))).date() if work == "follow_up" else None,
        "assignee": draw.choice(STAFF) if is_seen else None,
        "attended": False,
        "change": plan.change,
    }


def _weighed(draw: Random, choices: tuple[tuple[Any, int], ...]) -> Any:
    return draw.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]
