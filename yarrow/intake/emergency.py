"""After the words for danger: is there help, was it a mistake, is it happening now, shall we go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.intake.case import Case
from yarrow.intake.help_words import help_in
from yarrow.intake.picture import urgent_picture
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import HAPPENING_NOW, HELP, open_question
from yarrow.intake.return_to import back_to_history
from yarrow.intake.show import aside, asking
from yarrow.intake.taking import Heard, is_clear_no, listen, whole
from yarrow.intake.turn import Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message

# Numbers that made an urgent rule hold and may be a slip of the finger; they are asked again after a mistake.
SLIPS = ("age", "pads_per_hour", "bleeding_hours", "temp_c", "bloody_stools_per_day")
HELPED = ("calling", "someone_with_me")
# So often the same words ask for help; then it is said how to go on.
PATIENT = 2


def can_you_get_help(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take the answer to "are you able to get help": on the way, somebody is there, not able, or a mistake."""
    if case.standing.question != HELP:
        return _after_help(desk, turn, case)
    heard = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    answer = heard.chosen[0] if heard.chosen else _in_words(turn.said.text or "", heard)
    if answer in HELPED:
        return _helped(desk, case, answer)
    if answer == "cannot":
        result = aside(desk, case, (message(desk, case, "help.cannot"),), events=({"event": "cannot_get_help"},))
        return replace(result, standing=replace(result.standing, status="escalated"))
    if answer == "mistake":
        return _confirm_mistake(desk, case)
    if heard.stale:
        return aside(desk, case, (message(desk, case, "choice.stale"),))
    return _no_answer(desk, case)


def settle_now(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take the answer to "is it happening now": only a clear no lets the history go on."""
    heard = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    pending = case.standing.pending or {}
    symptoms = [str(symptom) for symptom in pending.get("symptoms", ())]
    if is_clear_no(heard, symptoms):
        return _not_now(desk, turn, case, symptoms)
    if heard.stale:
        return aside(desk, case, (message(desk, case, "choice.stale"),))
    if pending.get("about") == "mistake":
        return asking(desk, case, HELP, (message(desk, case, "help.still"),), pending={**pending, "about": "safety"})
    present = tuple(_of_symptom(s, Status.PRESENT, turn) for s in symptoms if s in desk.protocol.symptoms)
    return back_to_history(desk, turn, case, facts=present)


def go_on(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take the answer to "go on now or later" after same-day words."""
    heard = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    act = heard.understanding.act
    if heard.chosen[:1] == ("later",) or act in ("no", "pause", "skip"):
        return go_on_later(desk, case)
    if heard.chosen[:1] == ("now",) or act == "yes":
        return back_to_history(desk, turn, case)
    key = "choice.stale" if heard.stale else "clarify.go_on"
    return aside(desk, case, (message(desk, case, key),), facts=volunteered(desk, turn, case))


def go_on_later(desk: Desk, case: Case) -> Result:
    """The history waits; what was interrupted stands open for the return."""
    standing = replace(case.standing, status="paused", question=case.standing.resume, resume=None, pending=None)
    return Result(standing, (message(desk, case, "pause.later"),), events=({"event": "paused"},))


def _helped(desk: Desk, case: Case, how: str) -> Result:
    standing = replace(case.standing, question=None, status="escalated", pending={"about": "help", "how": how})
    event = {"event": "help", "how": how}
    return Result(standing, (message(desk, case, f"help.{how}"),), events=(event,))


def _no_answer(desk: Desk, case: Case) -> Result:
    """Words that say nothing of help: asked again, and after two of them how to go on is said instead."""
    times = case.standing.stumbles + 1
    words = message(desk, case, "help.first" if times <= PATIENT else "help.choose")
    result = aside(desk, case, (words,))
    return replace(result, standing=replace(result.standing, stumbles=times))


def _after_help(desk: Desk, turn: Turn, case: Case) -> Result:
    """Words while help is on its way: nothing is asked but whether it has come."""
    facts = volunteered(desk, turn, case)
    if case.standing.status != "escalated":
        return aside(desk, case, (message(desk, case, "help.known"),), facts=facts)
    return replace(asking(desk, case, HELP, (message(desk, case, "help.first"),)), facts=facts)


def _confirm_mistake(desk: Desk, case: Case) -> Result:
    """Ask once more: about the symptoms, or, where a number alone made the rule hold, for that number."""
    rules = tuple((case.standing.pending or {}).get("rules", case.standing.said))
    made_by = reasons(desk, case.history, rules)
    symptoms = [path.partition(".")[2] for path in made_by if path.startswith("symptoms.")]
    slips = [path for path in made_by if path in SLIPS]
    words = (message(desk, case, "help.mistake"),)
    if slips and not symptoms:
        unsaid = tuple(rule for rule in case.standing.said if rule not in rules)
        return asking(desk, case, slips[0], words, said=unsaid, pending={"about": "change"}, status="in_progress")
    pending = {"about": "mistake", "rules": list(rules), "symptoms": symptoms, "paths": made_by}
    return asking(desk, case, HAPPENING_NOW, words, pending=pending)


def reasons(desk: Desk, history: History, rules: Iterable[str]) -> list[str]:
    """The paths of the facts that made these urgent rules hold."""
    fired = [rule for rule in urgent_picture(desk, history).rules if rule.id in set(rules)]
    return list(dict.fromkeys(path for rule in fired for path in rule.facts))


def _not_now(desk: Desk, turn: Turn, case: Case, symptoms: list[str]) -> Result:
    pending = case.standing.pending or {}
    facts = [_of_symptom(symptom, Status.DENIED, turn) for symptom in symptoms]
    slips = [path for path in pending.get("paths", ()) if path in SLIPS]
    facts += [Fact(path, Status.UNKNOWN, None, whole(turn.said)) for path in slips]
    unsaid = tuple(rule for rule in case.standing.said if rule not in pending.get("rules", ()))
    key = "help.mistake_cleared" if pending.get("about") == "mistake" else "help.not_now"
    cleared = replace(case, standing=replace(case.standing, said=unsaid))
    return back_to_history(desk, turn, cleared, facts=tuple(facts), messages=(message(desk, case, key),))


def _of_symptom(symptom: str, status: Status, turn: Turn) -> Fact:
    captured = "button" if turn.said.choices else "text"
    return Fact(f"symptoms.{symptom}", status, True if status is Status.PRESENT else None, whole(turn.said, captured))  # type: ignore[arg-type]


def _in_words(text: str, heard: Heard) -> str | None:
    return help_in(text) or {"yes": "calling", "no": "cannot", "skip": "cannot"}.get(heard.understanding.act)
