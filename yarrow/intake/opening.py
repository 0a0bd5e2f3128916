"""Opens a conversation: who Yarrow is, and whether the patient agrees to be asked."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical.fact import Fact, Status
from yarrow.intake.case import Case, Standing
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import CONSENT, open_question
from yarrow.intake.show import aside, reopened
from yarrow.intake.taking import Heard, listen, whole
from yarrow.intake.turn import Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message

# A danger sign that calls for nothing yet was told before consent, and is kept for when more is known.
DANGER_HEARD = "danger_heard"


def open_case(desk: Desk, standing: Standing, case: Case | None = None) -> Result:
    """Say who Yarrow is, what it cannot do and what happens with the data; then ask for consent."""
    case = replace(case or Case(), standing=replace(standing, question=CONSENT, section="opening"))
    return Result(case.standing, (message(desk, case, "opening.hello"), *reopened(desk, case)))


def consent(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take the answer to the consent question; anything but a clear yes or no brings it back."""
    question = open_question(desk, case)
    heard = listen(desk, case, turn.said, turn.today, question)
    answer = _answer(heard.chosen, heard.understanding.act)
    if answer is True:
        return _agreed(desk, turn, case)
    if answer is False:
        return refuse(desk, turn, case)
    danger = _danger(desk, heard)
    if danger:
        event = {"event": DANGER_HEARD}
        return aside(desk, case, (message(desk, case, "opening.danger_first"),), facts=danger, events=(event,))
    key = "choice.stale" if heard.stale else "opening.consent_first"
    return aside(desk, case, (message(desk, case, key),))


def _danger(desk: Desk, heard: Heard) -> tuple[Fact, ...]:
    """Danger signs told before consent: kept, as the lane keeps them, so that nobody has to say them twice."""
    signs = {f"symptoms.{symptom}" for symptoms in desk.protocol.red_flags.values() for symptom in symptoms}
    return tuple(fact for fact in heard.facts if fact.status is Status.PRESENT and fact.path in signs)


def refuse(desk: Desk, turn: Turn, case: Case) -> Result:
    """Nothing is kept; kind words and the numbers for an emergency."""
    standing = replace(case.standing, question=None, consent=False, status="declined")
    return Result(standing, (message(desk, case, "opening.refused"),), events=({"event": "consent_refused"},))


def _agreed(desk: Desk, turn: Turn, case: Case) -> Result:
    """From here on facts are taken, those told in the same breath included."""
    standing = replace(case.standing, consent=True, question=None, status="in_progress", stumbles=0)
    agreed = Fact("consent", value=True, provenance=whole(turn.said, "button" if turn.said.choices else "text"))
    told = volunteered(desk, turn, Case(case.history.adding((agreed,)), standing))
    triage = full_json(desk, case.history.adding((agreed, *told))) if told else None
    words = (message(desk, case, "opening.agreed"),)
    return Result(standing, words, (agreed, *told), triage, events=({"event": "consent_given"},))


def _answer(chosen: tuple[str, ...], act: str) -> bool | None:
    if "yes" in chosen or act == "yes":
        return True
    return False if "no" in chosen or act in ("no", "skip") else None
