"""While a person from the clinic writes: the red-flag lane still listens, the program says only what can't wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Literal

from yarrow.intake.ask import ask_next
from yarrow.intake.case import Case
from yarrow.intake.once_more import waits_for_answer
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import CONFIRM_DELETE, SUMMARY, open_question
from yarrow.intake.screen import STOPPING, overheard, screen
from yarrow.intake.show import reopened
from yarrow.intake.summing_up import summary
from yarrow.intake.turn import Message, Result, Said
from yarrow.intake.words import message, phrase

Occasion = Literal["joined", "took_over", "silent", "left", "lapsed"]
# Said even while a person writes: call now, or go now.
CANNOT_WAIT = ("T0", "T1")
VOWELS = "aeiou"
# Where she is told that what was written is kept, if she has agreed to that and is not asking for the opposite.
SAYS_KEPT = ("left", "silent")
PHRASES = "staff_phrase."
# Of how many rules that could make it an emergency staff are told what is missing: more is not read.
MOST_UNSETTLED = 2


def attending_words(desk: Desk, case: Case, occasion: Occasion, title: str) -> Message:
    """Who writes from now on, a person or the program; `title`: what the person is ("Nurse")."""
    named = _with_article(title)
    key = f"attending.{occasion}"
    if occasion in ("joined", "took_over") and case.standing.consent is None:
        key = "attending.joined_unread"  # what she writes is held apart, and no person can read it
    if occasion in SAYS_KEPT and case.standing.consent and case.standing.question != CONFIRM_DELETE:
        key += "_kept"
    return message(desk, case, key, one=named, One=named[0].upper() + named[1:], the=_plain(title))


def staff_phrases(desk: Desk, case: Case) -> dict[str, dict[str, str]]:
    """What staff can put into a message, by occasion and name, with this patient's numbers and her own word."""
    found: dict[str, dict[str, str]] = {}
    for key in desk.protocol.wording:
        if key.startswith(PHRASES):
            name = key.removeprefix(PHRASES)
            occasion, _, which = name.partition(".")
            found.setdefault(occasion, {})[which] = phrase(desk, case, f"staff_phrase.{name}")
    return found


def listen_in(desk: Desk, case: Case, said: Said, today: str, told: Collection[str] = ()) -> Result:
    """What the lane makes of words written to a person: findings, level and events are kept for staff.

    Only words that can't wait are said, without a question. `told`: rules staff know of already. What is not said now
    is not marked as said: it comes when the program answers again. A doubt the lane would ask about goes to staff, and
    so does what they must ask because an emergency hangs on it.
    """
    known = replace(case, standing=replace(case.standing, said=(*case.standing.said, *told)))
    heard = screen(desk, known, said, today)
    facts = heard.facts or (heard.vital if case.standing.consent else ())
    result = heard.result()
    if not heard.rules:
        triage = full_json(desk, case.history.adding(facts)) if facts else None
        events = _unsettled(desk, case, triage)
        if heard.ask is not None:
            events = ({"event": "unasked", "about": heard.ask["about"]},)
        return Result(case.standing, (), facts, triage, events=events)
    is_of_its_own = any(rule in STOPPING for rule in heard.rules)  # mind and home: her words get an answer at once
    if not is_of_its_own and not is_vital_now(heard.messages):
        unsaid = tuple({**event, "unsaid": True} for event in result.events)
        return replace(result, standing=case.standing, messages=(), events=unsaid, answered=None)
    spoken = tuple(rule for rule in heard.standing.said if rule not in told)
    levels = (*CANNOT_WAIT, "T2") if is_of_its_own else CANNOT_WAIT
    return replace(result, standing=replace(heard.standing, said=spoken), messages=spoken_only(heard.messages, levels))


def handed_back(desk: Desk, case: Case, told: Collection[str] = ()) -> Result:
    """The program answers again: first the words for danger it has not said, else the open question as it was.

    If what was asked has been answered meanwhile, the next question comes. `told`: rules staff have been told of.
    """
    spoken = overheard(desk, case)
    if spoken is not None:
        return replace(spoken, events=tuple(event for event in spoken.events if not _is_known(event, told)))
    question = open_question(desk, case)
    if question is None or case.standing.status == "paused":
        return Result(case.standing)
    if question.id == SUMMARY:
        return summary(desk, case)
    if waits_for_answer(desk, case, question):
        return Result(case.standing, reopened(desk, case))
    return ask_next(desk, replace(case, standing=replace(case.standing, question=None)))


def is_vital_now(messages: Sequence[Message]) -> bool:
    """Whether any of these can't wait."""
    return any(one.level in CANNOT_WAIT for one in messages)


def spoken_only(messages: Sequence[Message], levels: Collection[str] = CANNOT_WAIT) -> tuple[Message, ...]:
    """Those that can't wait, without what could be tapped in answer: a person reads what is answered."""
    return tuple(replace(one, choices=(), question=None) for one in messages if one.level in levels)


def _unsettled(desk: Desk, case: Case, triage: dict[str, Any] | None) -> tuple[dict[str, Any], ...]:
    """What is not known yet of an emergency that these words, and none before them, speak for."""
    if triage is None:
        return ()
    known = {one["rule"]: one["present"] for one in full_json(desk, case.history)["undetermined"]}
    new = [
        one
        for one in triage["undetermined"]
        if _could_not_wait(one, triage) and one["present"] != known.get(one["rule"])
    ]
    if not new:
        return ()
    nearest = sorted(new, key=lambda one: (-len(one["present"]), one["level"]))[:MOST_UNSETTLED]
    missing = dict.fromkeys(path for one in nearest for path in one["missing"] if path != "symptoms")
    about = dict.fromkeys(path.partition(".")[2] for one in nearest for path in one["present"])
    return ({"event": "unasked", "about": ", ".join(about), "missing": list(missing)},)


def _could_not_wait(rule: dict[str, Any], triage: dict[str, Any]) -> bool:
    return rule["level"] in CANNOT_WAIT and rule["level"] < triage["level"]


def _is_known(event: dict[str, Any], told: Collection[str]) -> bool:
    return event.get("event") == "safety" and set(event.get("rules", ())) <= set(told)


def _plain(title: str) -> str:
    """The title as it stands in a sentence: "nurse", but "GP"."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _with_article(title: str) -> str:
    plain = _plain(title)
    return f"{'an' if plain[:1].lower() in VOWELS else 'a'} {plain}"
