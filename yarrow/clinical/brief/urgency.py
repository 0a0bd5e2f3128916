"""How soon and where: in the very words the conversation has for it, and never better than is known."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.brief.document import Urgency
from yarrow.clinical.brief.sheet import FULL, Sheet
from yarrow.clinical.level import Level
from yarrow.clinical.urgent_words import urgent_keys


def urgency(sheet: Sheet) -> Urgency:
    """The box at the head of the page."""
    return _for_her(sheet) if sheet.is_hers else _for_clinician(sheet)


def is_emergency(sheet: Sheet) -> bool:
    """Whether the page is cut down to what matters until there is help (clinical.md §6.2 rule 2)."""
    return sheet.level.stops_history


def _for_her(sheet: Sheet) -> Urgency:
    told = sheet.level.name if sheet.guidance == FULL else None
    if sheet.level <= Level.T2:
        title = sheet.say(f"brief.urgency.{sheet.level.name.lower()}")
        return Urgency(title, _urgent_words(sheet), told)
    if sheet.safety_is_open:
        return Urgency(sheet.say("brief.urgency.open"), (sheet.say("advice.unheard"),))
    if sheet.guidance != FULL:
        return Urgency(sheet.say("brief.urgency.list"), (sheet.say("advice.no_level"),))
    key = sheet.level.name.lower()
    return Urgency(sheet.say(f"brief.urgency.{key}"), (sheet.say(f"advice.level.{key}"),), told)


def _urgent_words(sheet: Sheet) -> tuple[str, ...]:
    """The words of the rules that fired at this level; of none, those for what nobody could settle."""
    fired = [rule for rule in sheet.triage.rules if rule.level is sheet.level and rule.rule.is_urgent]
    keys = urgent_keys(sheet.protocol, fired, sheet.level) if fired else ["safety.unsettled"]
    return tuple(sheet.say(key) for key in dict.fromkeys(keys))


def _because(sheet: Sheet) -> Iterator[str]:
    """The rules that make the level, so that the box says why; nothing if none fired."""
    fired = [f"{rule.id} {rule.rule.title}" for rule in sheet.triage.rules if rule.level is sheet.level]
    if fired:
        yield sheet.say("brief.clinician.level_because", rules="; ".join(fired))


def _for_clinician(sheet: Sheet) -> Urgency:
    key = sheet.level.name.lower()
    words = [sheet.say(f"brief.clinician.level.{key}"), *_because(sheet)]
    if sheet.unsettled:
        words.append(sheet.say("brief.clinician.unsettled", questions=", ".join(sheet.unsettled)))
    if sheet.safety_is_open:
        words.append(sheet.say("brief.clinician.safety_open"))
    title = sheet.say(f"brief.clinician.level_name.{key}")
    return Urgency(title, tuple(words), sheet.level.name, tuple(level.name for level in Level))
