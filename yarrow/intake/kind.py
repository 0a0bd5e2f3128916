"""What kind of turn a message is, where that can be told from the words and the open question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yarrow.intake.case import Case
from yarrow.intake.changing import as_if_open
from yarrow.intake.clarify import waits_for_name
from yarrow.intake.evidence import named_topics
from yarrow.intake.evidence_source import asks_where_from
from yarrow.intake.explain import asks_about_list, list_was_last
from yarrow.intake.farewell import is_farewell, is_yes
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import (
    CHANGE,
    CONFIRM_DELETE,
    CONSENT,
    HAPPENING_NOW,
    HEARD,
    HELP,
    SUMMARY,
    WHICH,
    open_question,
)
from yarrow.intake.steering import is_bare_agreement, is_blaming, is_for_somebody, wish_of
from yarrow.intake.taking import Heard, listen
from yarrow.intake.turn import Turn
from yarrow.intake.unknown_topic import asks_of_a_thing
from yarrow.intake.ways import ACTS as ACT_OF_WAY
from yarrow.intake.ways import way_in


@dataclass(frozen=True)
class Kind:
    """One of the kinds of turn, which are Rasa's intents. `sure`: nothing else needs to be asked."""

    name: str
    sure: bool = True


# What the reader's acts are called as kinds of turn; those it cannot be sure of are left to the classifier.
ACTS = {
    "yes": "affirm", "no": "deny", "unsure": "unsure", "skip": "skip", "why": "ask_why", "correct": "correct",
    "ask_evidence": "ask_evidence", "ask_diagnosis": "ask_diagnosis", "ask_treatment": "ask_treatment",
    "ask_person": "ask_person", "pause": "pause", "delete": "delete_data", "distress": "distress",
}  # fmt: skip
# Acts that mean the same whatever question stands open.
ANYWHERE = frozenset(
    ["ask_why", "ask_evidence", "ask_diagnosis", "ask_treatment", "ask_person", "pause", "delete_data", "distress"]
)
# Questions whose form alone is no proof: "what's the weather like?" is not about evidence. Sure if it names a subject.
NEED_A_SUBJECT = ("ask_evidence", "ask_diagnosis", "ask_treatment")
FORM_OF_A_QUESTION = re.compile(
    r"\W*(?:(?:so|and|but|sorry|ok|then)\W+)?"
    r"(?:why|what|which|how|who|does|(?:do|did|have|should|am) i|do you|is (?:it|my|the)|are|would|could|can|will)\b",
    re.IGNORECASE,
)
# "/restart" is a command to other programs; here it is words like any other, which no classifier has ever learnt.
# Whitespace of any alphabet and characters nobody sees may stand before the slash.
LIKE_A_COMMAND = re.compile(r"[\s\ufeff\u200b-\u200f\u2060-\u2064]*/")
# At a question of the conversation's own, every message that is none of the acts above answers it.
ASKS = "asks"
AT_PROMPT = {
    CONSENT: "consent",
    HELP: "help_status",
    HAPPENING_NOW: "inform",
    HEARD: "inform",
    CONFIRM_DELETE: "delete_data",
}


def kind_of(desk: Desk, turn: Turn, case: Case | None = None) -> Kind:
    """The kind of this turn; not sure where only a guess is left."""
    case = case or turn.case
    if turn.screened:
        return Kind("red_flag")  # the lane has answered it and put the next question; this message answers none
    return _of_change(desk, turn, case) if turn.said.changes else _of_message(desk, turn, case)


def _of_message(desk: Desk, turn: Turn, case: Case) -> Kind:
    question = open_question(desk, case)
    if turn.said.choices:
        return _of_choice(case, turn, way_in(question, turn.said.choices) if question else None)
    text = turn.said.text or ""
    heard = listen(desk, case, turn.said, turn.today, question)
    if heard.understanding.red_flags and case.standing.question not in (HELP, HAPPENING_NOW):
        return Kind("red_flag")
    plain = _of_words(case, text)
    if plain is not None:
        return plain
    if _asks_about_list(desk, case, heard, text):
        return Kind("ask_why")
    if case.standing.explained and asks_where_from(text):
        return Kind("ask_evidence")
    act = _act(desk, heard)
    wish = wish_of(text)
    if case.standing.status == "paused" and (wish == "resume" or is_bare_agreement(text)):
        return Kind("resume")  # "continue", or "ok", after a pause agrees to nothing that was asked before it
    # "What have you written down about me?" has the form of a question about the evidence, and is none.
    asks_own_data = wish == "see_data" and act == "ask_evidence"
    if act in ANYWHERE and not asks_own_data and not (act == "distress" and heard.answered):
        return _of_question(act, heard, text)
    if is_for_somebody(text) and case.standing.question != HELP:
        return Kind("third_party")
    if wish and not (heard.answered and question and question.kind != "text"):
        return Kind(wish)
    return _of_answer(desk, case, heard, text)


def _of_change(desk: Desk, turn: Turn, case: Case) -> Kind:
    """A new answer to an earlier question, unless the words surely ask or wish for something else."""
    if turn.said.choices:
        return Kind("correct")
    kind = _of_message(desk, turn, as_if_open(case, turn.said))
    return kind if kind.sure and kind.name in ANYWHERE - {"ask_why"} else Kind("correct")


def _of_words(case: Case, text: str) -> Kind | None:
    """What the words alone settle: a goodbye once all is said, or blame taken on herself."""
    if case.standing.advice and case.standing.question is None and is_farewell(text):
        return Kind("thanks")
    if case.standing.question == ASKS and is_farewell(text) and not is_yes(text):
        return Kind("deny")  # "thanks, that's all" says that there is nothing else to ask
    return Kind("distress") if is_blaming(text) else None


def _asks_about_list(desk: Desk, case: Case, heard: Heard, text: str) -> bool:
    """Whether the reason for something on her list is asked for, or whose advice it is, or which thing is chosen."""
    if asks_about_list(desk, case, text, heard.understanding.topics) or (list_was_last(case) and asks_where_from(text)):
        return True
    chooses = case.standing.question == WHICH and not heard.facts
    return chooses and ACTS.get(heard.understanding.act) not in ANYWHERE and wish_of(text) is None


def _of_question(act: str, heard: Heard, text: str) -> Kind:
    """A question or a request; about something nobody has reviewed it is one about the evidence, "should I" or not."""
    if act not in NEED_A_SUBJECT or heard.understanding.topics or heard.facts or _named(heard):
        return Kind(act)
    return Kind("ask_evidence") if asks_of_a_thing(text) else Kind(act, sure=False)


def _asks_evidence(desk: Desk, case: Case, heard: Heard, text: str) -> bool:
    """Whether words that no act was seen in ask what is known: by their form, or by nothing but the name of a topic."""
    act = heard.understanding.act
    if case.standing.question == ASKS and act in ("answer", "other") and named_topics(desk, text):
        return True
    if act not in ("answer", "other") or _named(heard):
        return False
    if all(fact.provenance.text == text for fact in heard.facts) and asks_of_a_thing(text):
        return True  # a question for any words would take these as its answer, too
    return act == "other" and not heard.answered and not heard.facts and bool(named_topics(desk, text))


def _act(desk: Desk, heard: Heard) -> str | None:
    """The act as a kind; of a medicine on which nothing is reviewed, what can be said of any medicine still helps."""
    act, topics = ACTS.get(heard.understanding.wants), heard.understanding.topics
    known, reviewed = desk.protocol.medicines, desk.protocol.evidence
    if act == "ask_evidence" and topics and all(one in known and one not in reviewed for one in topics):
        return "ask_treatment"
    return act


def _named(heard: Heard) -> bool:
    if heard.understanding.worries or heard.understanding.unclear:
        return True
    return any(finding.kind in ("condition", "medicine", "test", "symptom") for finding in heard.understanding.findings)


def _of_choice(case: Case, turn: Turn, way: str | None) -> Kind:
    """A tap answers the open question, is a way past it, or is stale and taken as an answer that came too late."""
    if way:
        return Kind(ACTS[ACT_OF_WAY[way]])
    question = case.standing.question
    here = [choice for choice in turn.said.choices if question and choice.rpartition(":")[0] == question]
    if not here:
        return Kind("inform")
    value = here[0].rpartition(":")[2]
    if question == SUMMARY:
        return Kind("confirm" if value == "right" else "change_something")
    return Kind({CONSENT: "consent", HELP: "help_status", WHICH: "ask_why"}.get(str(question), "inform"))


def _of_own_question(case: Case, heard: Heard, act: str | None) -> Kind | None:
    """An answer to a question of the conversation's own; None if it is none."""
    question = case.standing.question
    if question in AT_PROMPT:
        return Kind(AT_PROMPT[question])
    if question == SUMMARY and act in ("affirm", "deny"):
        return Kind("confirm" if act == "affirm" else "change_something")
    if question == CHANGE and (heard.facts or act in ("deny", "skip")):
        return Kind("correct" if heard.facts else "deny")
    return None


def _of_answer(desk: Desk, case: Case, heard: Heard, text: str) -> Kind:
    act = ACTS.get(heard.understanding.act)
    own = _of_own_question(case, heard, act)
    if own is not None:
        return own
    if _asks_evidence(desk, case, heard, text):
        return Kind("ask_evidence")
    if act == "correct":
        return Kind("correct")
    if act in ("skip", "unsure") and not heard.facts:
        return Kind(act)
    if heard.answered or heard.facts:
        # "Why does it matter whether I eat gluten?" tells something, and is yet a question.
        return Kind(act if act in ("affirm", "deny") else "inform", sure=not FORM_OF_A_QUESTION.match(text))
    if act in ("affirm", "deny"):
        return Kind(act)
    if heard.understanding.ask is not None or waits_for_name(case, text):
        return Kind("inform")
    name = "inform" if heard.understanding.act == "answer" else "nlu_fallback"
    return Kind(name, sure=LIKE_A_COMMAND.match(text) is not None)
