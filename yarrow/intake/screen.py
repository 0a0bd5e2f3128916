"""The red-flag lane: hears danger in a message, on top of what is known, and says at once what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.level import Level
from yarrow.clinical.rule import Fired
from yarrow.intake.agreement import settle
from yarrow.intake.ask import ask, is_still_open
from yarrow.intake.case import Case, Standing
from yarrow.intake.changing import as_if_open, edited, question_of
from yarrow.intake.picture import full_json, urgent_picture
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import GO_ON, HAPPENING_NOW, HELP, find_question, is_prompt, open_question
from yarrow.intake.quoted import quoted
from yarrow.intake.safety import safety_messages
from yarrow.intake.show import reopened
from yarrow.intake.taking import is_clear_no, listen, new_to, whole
from yarrow.intake.turn import Message, Result, Said, Turn, applied
from yarrow.intake.words import message, phrase, saying
from yarrow.language.understanding import Ask

# What the lane may write down, even before consent: what happens to the body now, and what decides how urgent it is.
VITAL_FAMILIES = ("symptoms",)
VITAL = (
    "age", "pregnant_now", "gestation_weeks", "pads_per_hour", "bleeding_hours", "bleeding_heavy", "temp_c",
    "bleeding_much",
    "bloody_stools_per_day", "days_since_loss", "procedure_or_birth_days", "recent_event", "ivf.days_since_trigger",
    "ivf.pregnant_after_ivf", "fluids_24h", "test_still_positive", "gut.rectal_blood", "gut.pain_score",
)  # fmt: skip
# Same-day matters that stop the history as an emergency does (DESIGN §4.5, Stopping), and those about mind and home,
# which are said whatever was said before.
STOPPING = ("S05", "S13", "S15")
YOU_WROTE = "safety.you_wrote"
OF_THEIR_OWN = ("E07", "D11", "S05", "S13", "S15")


@dataclass(frozen=True)
class Screening:
    """What the lane makes of a message. Empty, with the standing as it was, when there is nothing new.

    `rules`, `level`: the urgent rules that are new, and the level of their words. `ask`: what must be asked first.
    `answered`: the question of the history that the message also answered. `vital`: what it tells of danger, also where
    nothing is said to it.
    """

    standing: Standing
    messages: tuple[Message, ...] = ()
    rules: tuple[str, ...] = ()
    level: Level | None = None
    facts: tuple[Fact, ...] = ()
    ask: dict[str, str] | None = None
    triage: dict[str, Any] | None = None
    findings: tuple[dict[str, Any], ...] = field(default_factory=tuple)
    answered: str | None = None
    vital: tuple[Fact, ...] = ()

    @property
    def spoke(self) -> bool:
        """Whether the lane has said anything."""
        return bool(self.messages)

    def result(self) -> Result:
        """The screening as the result of a turn."""
        events: tuple[dict[str, Any], ...] = ()
        if self.rules and self.level is not None:
            events = ({"event": "safety", "level": self.level.name, "rules": list(self.rules)},)
        return Result(self.standing, self.messages, self.facts, self.triage, events=events, answered=self.answered)


def screen(desk: Desk, case: Case, said: Said, today: str) -> Screening:
    """Hear danger in the message and in what is known with it; speak if it is new, ask if it is not clear."""
    question, asked = question_of(desk, case, said), as_if_open(case, said)
    own = question is not None and is_prompt(question.id)
    heard = listen(desk, asked, replace(said, choices=()) if own else said, today, None if own else question)
    facts = (*_now_present(desk, asked, said, today), *settle(asked, heard, question).facts)
    facts = edited(said, new_to(case.history, facts))
    vital = tuple(fact for fact in facts if is_vital(fact.path))
    loud = _loud(desk, Case(case.history.adding(facts), case.standing))
    if loud:
        spoken = _speak(desk, case, vital, loud)
        answers = question is not None and not own and heard.answered
        return replace(spoken, answered=question.id if question and answers else None)
    doubt = heard.understanding.ask
    if doubt is not None and doubt.question == HAPPENING_NOW and case.standing.question not in (HELP, HAPPENING_NOW):
        return replace(_clear_up(desk, case, doubt, said.text or ""), vital=vital)
    hanging = _decides(desk, case, vital) if case.standing.question == GO_ON else _hangs_on(desk, case, said, vital)
    return hanging or Screening(case.standing, vital=vital)


def overheard(desk: Desk, case: Case) -> Result | None:
    """What the lane says of the history as it stands, when an answer left out or added up makes it urgent; or None."""
    loud = _loud(desk, case)
    return _speak(desk, case, (), loud).result() if loud else None


def _loud(desk: Desk, case: Case) -> list[Fired]:
    """The urgent rules whose words have not been said, and are not overtaken by more urgent words that were."""
    said = case.standing.said
    fired = urgent_picture(desk, case.history).rules
    spoken = Level.worst(rule.level for rule in fired if rule.id in said)
    return [rule for rule in fired if rule.id not in said and (rule.id in OF_THEIR_OWN or rule.level <= spoken)]


def _now_present(desk: Desk, case: Case, said: Said, today: str) -> tuple[Fact, ...]:
    """What the patient was asked about and has not clearly said no to (clinical.md §5, Mechanics)."""
    pending = case.standing.pending or {}
    if case.standing.question != HAPPENING_NOW or pending.get("about") == "mistake":
        return ()
    heard = listen(desk, case, said, today, open_question(desk, case))
    symptoms = [str(symptom) for symptom in pending.get("symptoms", ())]
    if heard.stale or is_clear_no(heard, symptoms) or heard.understanding.act == "why":
        return ()
    return tuple(
        Fact(f"symptoms.{s}", value=True, provenance=whole(said)) for s in symptoms if s in desk.protocol.symptoms
    )


def screened(desk: Desk, turn: Turn, case: Case) -> tuple[Turn, Case, Result | None]:
    """The turn after the lane, run here if the gateway has not run it, or heard nothing; its words, if it spoke."""
    if turn.screened:
        return turn, case, None
    screening = screen(desk, case, turn.said, turn.today)
    if not screening.spoke:
        return turn, case, None
    result = screening.result()
    return replace(turn, screened=True), applied(case, result), result


def is_vital(path: str) -> bool:
    """Whether the lane may write this down."""
    return path.partition(".")[0] in VITAL_FAMILIES or path in VITAL


def interrupted(standing: Standing) -> str | None:
    """The question of the history that stands open, or that was open before the conversation's own questions."""
    return standing.resume if standing.question is not None and is_prompt(standing.question) else standing.question


def _to_come_back_to(desk: Desk, case: Case, facts: tuple[Fact, ...]) -> str | None:
    question = find_question(desk, case, interrupted(case.standing))
    after = Case(case.history.adding(facts), case.standing)
    return question.id if question is not None and is_still_open(desk, case, after, question) else None


def _speak(desk: Desk, case: Case, facts: tuple[Fact, ...], fired: Sequence[Fired]) -> Screening:
    level = Level.worst(rule.level for rule in fired)
    rules = [rule.id for rule in fired]
    stops = level.stops_history or any(rule in STOPPING for rule in rules)
    standing = replace(
        case.standing,
        said=(*case.standing.said, *rules),
        resume=_to_come_back_to(desk, case, facts),
        question=HELP if stops else GO_ON,
        pending={"about": "safety", "rules": list(rules)},
        stumbles=0,
        status="escalated" if level.stops_history else case.standing.status,
    )
    history = case.history.adding(facts)
    later = Case(history, standing)
    words = safety_messages(desk, later, fired, level)
    return Screening(
        standing, (*words, *reopened(desk, later)), tuple(rules), level, facts, triage=full_json(desk, history)
    )


def _hangs_on(desk: Desk, case: Case, said: Said, vital: tuple[Fact, ...]) -> Screening | None:
    """What to do if it is bad, and the question on which it hangs how bad it is; None if nothing told just now does.

    Before consent the question about that says both; a question of the conversation's own is not put aside.
    """
    open_now = case.standing.question
    if not case.standing.consent or said.changes or (open_now is not None and is_prompt(open_now)):
        return None
    after = Case(case.history.adding(vital), case.standing)
    asked = interview.first_of_all(desk.protocol, after.history, case.standing.passed)
    if asked is None or interview.first_of_all(desk.protocol, case.history) is not None:
        return None
    put = ask(desk, after, asked)
    words = message(desk, after, "safety.meanwhile")
    return Screening(put.standing, (words, *put.messages[-1:]), facts=vital, vital=vital)


def _decides(desk: Desk, case: Case, vital: tuple[Fact, ...]) -> Screening | None:
    """Whether to go on waits for what makes it worse: two pads an hour, told then, are asked about for how long."""
    after = Case(case.history.adding(vital), case.standing)
    asked = interview.newly_decisive(desk.protocol, case.history, after.history)
    if asked is None:
        return None
    put = ask(desk, after, asked)
    return Screening(put.standing, put.messages[-1:], facts=vital, vital=vital)


def _clear_up(desk: Desk, case: Case, ask: Ask, text: str) -> Screening:
    """Ask whether it is happening now; of a long message her own words are said again, as none of ours may fit."""
    standing = replace(
        case.standing,
        resume=interrupted(case.standing),
        question=HAPPENING_NOW,
        pending={"about": ask.about, "symptoms": [ask.about]},
    )
    later = replace(case, standing=standing)
    words = quoted(text, ask.start, ask.end)
    wrote = (saying(desk, later, f"{phrase(desk, later, YOU_WROTE)} “{words}”", YOU_WROTE),) if words else ()
    return Screening(standing, (*wrote, *reopened(desk, later)), ask=ask.to_json())
