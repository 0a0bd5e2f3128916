"""The advice: how soon and where, what to ask about and why, what is not needed, what to bring, and when to call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.level import Level
from yarrow.clinical.recommendation import said_twice
from yarrow.intake.case import Case
from yarrow.intake.my_list import list_in_mind
from yarrow.intake.picture import discreet, full_json, open_json, urgent_picture
from yarrow.intake.ports import Desk
from yarrow.intake.safety import safety_messages
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.words import message, phrase, saying
from yarrow.intake.young import is_minor

# What every advice ends with, said once at its end and not in the list (clinical.md §6.2 rule 6).
ENDING = ("I_SAFETY_NET", "I_NO_DIAGNOSIS")
SAFETY_NET = "advice.safety_net"
FULL = "full"


def advise(desk: Desk, turn: Turn, case: Case) -> Result:
    """Give the advice and complete the conversation."""
    return given(desk, case, before="advice.completed", partial=False)


def given(desk: Desk, case: Case, *, before: str, partial: bool) -> Result:
    """The advice as far as the history goes, after these words; `partial`: the patient has stopped before its end."""
    triage = open_json(desk, case.history)
    in_mind = list_in_mind(case)
    standing = replace(case.standing, question=None, status="completed", advice=True, pending=in_mind, stumbles=0)
    event = {"event": "completed", "partial": partial}
    unheard = partial and _safety_is_open(desk, case)
    words = (message(desk, case, before), *advice_messages(desk, case, triage, unheard=unheard))
    return Result(standing, words, triage=full_json(desk, case.history), events=(event,))


def updated_advice(desk: Desk, case: Case) -> tuple[Message, ...]:
    """The level as it is with what was told after the advice, and that the list has followed."""
    triage = open_json(desk, case.history)
    return (*_level_messages(desk, case, Level[triage["level"]]), message(desk, case, "advice.followed"))


def _safety_is_open(desk: Desk, case: Case) -> bool:
    passed = case.standing.passed
    return interview.next_question(desk.protocol, case.history, passed=passed, section="safety") is not None


def advice_messages(desk: Desk, case: Case, triage: Mapping[str, Any], *, unheard: bool = False) -> tuple[Message, ...]:
    """The messages of the advice; at T0 and T1 only what must be done now (clinical.md §6.2 rule 2).

    `unheard`: she stopped before the questions about her safety were answered, so that nothing reassures her.
    """
    level = Level[triage["level"]]
    first = _level_messages(desk, case, level)
    if unheard and level > Level.T2:
        first = (message(desk, case, "advice.unheard"),)
    if level.stops_history:
        return (*first, saying(desk, case, _ending(desk, case), SAFETY_NET))
    young = (message(desk, case, "advice.under18"),) if is_minor(case.history) else ()
    parts = [_to_ask_about(desk, case, triage, later=False), _to_ask_about(desk, case, triage, later=True)]
    parts += [_done(desk, case, triage), _not_needed(desk, case, triage)]
    closing = saying(desk, case, _closing(desk, case), SAFETY_NET)
    return (*first, *young, *(Message(part) for part in parts if part), closing)


def _level_messages(desk: Desk, case: Case, level: Level) -> tuple[Message, ...]:
    """How soon and where: up to the same day in the very words the red-flag lane has for it, whatever the guidance."""
    if level <= Level.T2:
        fired = [rule for rule in urgent_picture(desk, discreet(case.history)).rules if rule.level is level]
        if fired:
            return safety_messages(desk, case, fired, level)
        return (message(desk, case, "safety.unsettled", level=level),)
    if case.standing.guidance != FULL:
        return (message(desk, case, "advice.no_level"),)
    name = "t5_with_sign" if level is Level.T5 and _has_danger_sign(desk, case) else level.name.lower()
    return (message(desk, case, f"advice.level.{name}", level=level),)


def _has_danger_sign(desk: Desk, case: Case) -> bool:
    """Whether she told of anything that an urgent rule looks for, be it that none of them fired."""
    signs = {symptom for symptoms in desk.protocol.red_flags.values() for symptom in symptoms}
    return not signs.isdisjoint(case.history.flat.get("symptoms", ()))


def _to_ask_about(desk: Desk, case: Case, triage: Mapping[str, Any], *, later: bool) -> str:
    """What to ask about, gathered under its reason, so that no reason is said twice."""
    items = [item for item in triage["recommendations"] if item["id"] not in ENDING]
    included = said_twice(desk.protocol.recommendations[item["id"]] for item in items)
    groups: dict[str, list[str]] = {}
    for item in (item for item in items if item["id"] not in included):
        if (item.get("when") == "later") is later:
            groups.setdefault(item["reason"], []).append(_line(desk, case, item))
    if not groups:
        return ""
    heading = phrase(desk, case, "advice.later" if later else "advice.ask_about")
    parts = ("\n".join([f"{reason.rstrip('.')}:", *lines]) for reason, lines in groups.items())
    return "\n\n".join([heading, *parts])


def _line(desk: Desk, case: Case, item: Mapping[str, Any]) -> str:
    label = ""
    if desk.protocol.recommendations[item["id"]].kind == "test":
        label = phrase(desk, case, f"evidence.short.{item['evidence']}")
    return f"- {item['text']} {label}".rstrip()


def _done(desk: Desk, case: Case, triage: Mapping[str, Any]) -> str:
    """What would be on the list had it not been done: said with what she told of it."""
    found = dict.fromkeys(f"- {_found(item)}" for item in triage["done"])
    return "\n".join([phrase(desk, case, "done.not_again"), *found]) if found else ""


def _found(item: Mapping[str, Any]) -> str:
    """The result, which names its test; of a test without one, what it is called."""
    result: str = item["result"]
    return result if ":" in result else f"{item['text'][:1].upper()}{item['text'][1:]}: {result}"


def _not_needed(desk: Desk, case: Case, triage: Mapping[str, Any]) -> str:
    lines = [f"- {item['name'][:1].upper()}{item['name'][1:]}. {item['reason']}" for item in triage["not_needed"]]
    return "\n".join([phrase(desk, case, "advice.not_needed"), *lines]) if lines else ""


def _closing(desk: Desk, case: Case) -> str:
    parts = [phrase(desk, case, "advice.bring"), phrase(desk, case, "advice.next")]
    if _wants_support(desk, case):
        parts.append(phrase(desk, case, "advice.support"))
    return "\n\n".join([*parts, _ending(desk, case)])


def _wants_support(desk: Desk, case: Case) -> bool:
    locale = desk.protocol.locale(case.history.value("locale"))
    return bool(locale.support) and case.history.value("support_wanted") is not False


def _ending(desk: Desk, case: Case) -> str:
    texts = (phrase(desk, case, SAFETY_NET), desk.protocol.recommendations["I_NO_DIAGNOSIS"].text)
    return "\n\n".join(texts)
