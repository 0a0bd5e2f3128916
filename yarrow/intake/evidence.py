"""Answers a question about what is known of a test, a treatment or a claim, and comes back to the open question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yarrow.clinical.fact import Fact
from yarrow.clinical.view import View
from yarrow.intake.case import Case, Standing
from yarrow.intake.evidence_answer import full_answer, headed, in_a_sentence, is_reviewed, short_answer
from yarrow.intake.evidence_source import asks_where_from, where_from
from yarrow.intake.picture import urgent_picture
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import HAPPENING_NOW, HELP, open_question
from yarrow.intake.show import Event, aside
from yarrow.intake.taking import read, whole
from yarrow.intake.told_first import answered_aside
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.unknown_topic import asked_of_staff
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message

# More topics than this in one message are only named, so that nobody faces a wall of text.
MOST = 2
# Labels under which what a clinic offers and what guidelines say may differ.
UNSETTLED = ("research_only", "insufficient_evidence", "not_recommended")
_FEELS = re.compile(r"\b(?:pain|bleed|spott|cramp|ache|aching|hurt|fever|faint|dizz)", re.IGNORECASE)
_TOO_MUCH = re.compile(
    r"\b(?:whole|entire|full) (?:bottle|pack|packet|box|tub|strip)\b"
    r"|\b(?:took|taken|had|swallowed) (?:far |way )?too (?:much|many)\b|\boverdos|\bpoison",
    re.IGNORECASE,
)
_AFRAID = re.compile(
    r"\b(?:scared|terrified|frightened|petrified|panicking|crying|devastated|heartbroken|desperate|driving me mad"
    r"|(?:saved|save|killing|killed|losing|lose|lost) (?:my|this|them|all my|another|our) ?(?:bab|pregnanc|one\b)?)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:clinic|consultant|doctor|specialist|practitioner|nutritionist|naturopath)s?\b", re.IGNORECASE)


def answer_evidence(desk: Desk, turn: Turn, case: Case) -> Result:
    """Say honestly what is known, with its label; or where it comes from; or that nobody has reviewed it."""
    topics = known_topics(desk, turn, case)
    if waits_for_help(case):
        return _after_help(desk, turn, case, topics)
    if not topics and asks_where_from(turn.said.text or ""):
        return _sources(desk, turn, case)
    if not topics:
        return _unknown(desk, turn, case)
    told = volunteered(desk, turn, case)
    given = answers(desk, case, topics, told, beside=_medicines_named(desk, turn, case))
    words = [*still_urgent(desk, case), *_met(desk, turn, case, topics), *given]
    words += _others(desk, case, topics[MOST:])
    facts = (*asked_about(case, turn, topics), *told)
    said = Result(case.standing, tuple(words), facts, events=_events(desk, topics))
    result = answered_aside(desk, turn, case, said)
    return replace(result, standing=_explained(result, topics[:MOST]))


def answers(
    desk: Desk, case: Case, topics: tuple[str, ...], told: Iterable[Fact] = (), beside: Iterable[str] = ()
) -> list[Message]:
    """The answer to each of the first topics; short where it was given before.

    `told`: facts of this very message. `beside`: medicines it names, which count for the cautions of all else.
    """
    found = []
    for name in topics[:MOST]:
        topic = desk.protocol.evidence[name]
        say = short_answer if name in case.standing.explained else full_answer
        answer = say(desk, case, topic, _view(desk, case, told, {*topics, *beside} - {name}))
        found.append(headed(desk, case, topic, answer) if len(topics) > 1 else answer)
    return found


def known_topics(desk: Desk, turn: Turn, case: Case) -> tuple[str, ...]:
    """The topics the message asks about that the protocol has an answer to.

    What is only the setting of a question ("inositol for PCOS"), or a medicine she says she takes, is none if there is
    something else she asks about.
    """
    question = open_question(desk, case)
    understanding = read(desk, case, turn.said, turn.today, question)
    asked = understanding.topics or named_topics(desk, turn.said.text or "")
    taken = {found.id for found in understanding.findings if (found.kind, found.status) == ("medicine", "present")}
    known = [topic for topic in asked if topic in desk.protocol.evidence]
    meant = [topic for topic in known if not desk.protocol.evidence[topic].setting and topic not in taken]
    return tuple(meant or known)


def named_topics(desk: Desk, text: str) -> tuple[str, ...]:
    """The topics a bare list of names speaks of ("NK cells and intralipids"), in the order they are named."""
    words = text.lower()
    found = {
        topic.id: place.start()
        for topic in desk.protocol.evidence.values()
        for name in topic.names
        if (place := re.search(rf"\b{re.escape(name.lower())}\b", words))
    }
    return tuple(sorted(found, key=lambda topic: found[topic]))


def asked_about(case: Case, turn: Turn, topics: Iterable[str]) -> tuple[Fact, ...]:
    """That the patient asked about these, for the list she takes to the visit; nothing before consent."""
    if not case.standing.consent:
        return ()
    new = (topic for topic in topics if not case.history.is_answered(f"asks.{topic}"))
    return tuple(Fact(f"asks.{topic}", provenance=whole(turn.said), value=True) for topic in new)


def _view(desk: Desk, case: Case, told: Iterable[Fact], beside: Iterable[str]) -> View:
    """The facts for the cautions; a medicine asked about beside the topic ("charcoal with my warfarin") counts."""
    taken = (Fact(f"medicines.{name}", value=True) for name in beside if name in desk.protocol.medicines)
    return desk.protocol.view(case.history.adding((*told, *taken)))


def _explained(result: Result, topics: tuple[str, ...]) -> Standing:
    """The standing that remembers what was answered, the latest last."""
    before = (topic for topic in result.standing.explained if topic not in topics)
    return replace(result.standing, explained=(*before, *topics))


def waits_for_help(case: Case) -> bool:
    """Whether the patient has been told to get help, and has not said yet how it stands."""
    return case.standing.question in (HELP, HAPPENING_NOW) or case.standing.status == "escalated"


def still_urgent(desk: Desk, case: Case) -> list[Message]:
    """What was said for danger still stands, and is said first."""
    open_rules = [rule for rule in urgent_picture(desk, case.history).rules if rule.id in case.standing.said]
    if not open_rules:
        return []
    level = min(rule.level for rule in open_rules)
    return [message(desk, case, f"evidence.still.{level.name.lower()}", level=level)]


def _medicines_named(desk: Desk, turn: Turn, case: Case) -> tuple[str, ...]:
    asked = read(desk, case, turn.said, turn.today, open_question(desk, case)).topics
    return tuple(name for name in asked if name in desk.protocol.medicines)


def _met(desk: Desk, turn: Turn, case: Case, topics: tuple[str, ...]) -> list[Message]:
    """A word for who took too much, is afraid, or was offered what guidelines see otherwise; nobody is criticised."""
    if _TOO_MUCH.search(turn.said.text or ""):
        return [message(desk, case, "evidence.too_much")]
    if _AFRAID.search(turn.said.text or ""):
        return [message(desk, case, "evidence.feeling")]
    unsettled = any(desk.protocol.evidence[topic].evidence in UNSETTLED for topic in topics[:MOST])
    offered = unsettled and _TOLD.search(turn.said.text or "")
    return [message(desk, case, "evidence.clinic")] if offered else []


def _others(desk: Desk, case: Case, topics: tuple[str, ...]) -> list[Message]:
    if not topics:
        return []
    titles = "; ".join(in_a_sentence(desk.protocol.evidence[topic].title) for topic in topics)
    return [message(desk, case, "evidence.more", topics=titles)]


def _after_help(desk: Desk, turn: Turn, case: Case, topics: tuple[str, ...]) -> Result:
    """While help is on its way nothing else is said; the question is kept."""
    facts = asked_about(case, turn, topics) or asked_of_staff(case, turn.said)
    return aside(desk, case, [*still_urgent(desk, case), message(desk, case, "evidence.after_help")], facts=facts)


def _sources(desk: Desk, turn: Turn, case: Case) -> Result:
    """Where the latest answer comes from."""
    known = [topic for topic in case.standing.explained if topic in desk.protocol.evidence]
    words = [where_from(desk, case, desk.protocol.evidence[topic]) for topic in known[-1:]]
    return aside(desk, case, words or [message(desk, case, "evidence.source.gone")])


def _unknown(desk: Desk, turn: Turn, case: Case) -> Result:
    """Nobody has reviewed it: said so, and kept for staff in the patient's words, on the record alone."""
    kept = asked_of_staff(case, turn.said)
    key = "evidence.unknown" if case.standing.consent else "evidence.unknown_before"
    if _is_of_a_symptom(desk, turn, case):
        key = "evidence.symptom"  # "is bleeding normal?" may be somebody who bleeds
    told = tuple(fact for fact in volunteered(desk, turn, case) if fact.path != "asks_other")
    events: tuple[Event, ...] = ({"event": "unknown_topic"},) if kept else ()
    words = (*still_urgent(desk, case), message(desk, case, key))
    return answered_aside(desk, turn, case, Result(case.standing, words, (*kept, *told), events=events))


def _is_of_a_symptom(desk: Desk, turn: Turn, case: Case) -> bool:
    if _FEELS.search(turn.said.text or ""):
        return True
    findings = read(desk, case, turn.said, turn.today, open_question(desk, case)).findings
    return any(finding.kind == "symptom" and finding.status == "hypothetical" for finding in findings)


def _events(desk: Desk, topics: Iterable[str]) -> tuple[Event, ...]:
    return tuple({"event": "unreviewed_topic", "topic": topic} for topic in topics if not is_reviewed(desk, topic))
