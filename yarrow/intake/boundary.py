"""Sets the honest boundary: whether she has an illness, and what to take, stop or start, are not ours to say."""

from __future__ import annotations

from yarrow.intake.case import Case
from yarrow.intake.evidence import asked_about, known_topics
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.show import aside
from yarrow.intake.taking import read
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message


def set_boundary(desk: Desk, turn: Turn, case: Case) -> Result:
    """Say what Yarrow cannot tell and what it can do; of a medicine she takes: do not stop it on your own."""
    understanding = read(desk, case, turn.said, turn.today, open_question(desk, case))
    if understanding.act == "ask_treatment" or _medicines(desk, turn, case):
        return ask_treatment(desk, turn, case)
    return ask_diagnosis(desk, turn, case)


def ask_diagnosis(desk: Desk, turn: Turn, case: Case) -> Result:
    """Whether she has something: no machine can say; what is known of it, and who can find out."""
    topics = known_topics(desk, turn, case)
    words = [message(desk, case, "boundary.diagnosis")]
    words += [Message(desk.protocol.evidence[topic].answer) for topic in topics[:1]]
    facts = (*asked_about(case, turn, topics), *volunteered(desk, turn, case))
    return aside(desk, case, words, facts=facts)


def ask_treatment(desk: Desk, turn: Turn, case: Case) -> Result:
    """What to take, stop or start: the prescriber decides; what guidelines say, where they do."""
    medicines = _medicines(desk, turn, case)
    topics = tuple(dict.fromkeys((*known_topics(desk, turn, case), *_topics_of(desk, medicines))))
    words = [message(desk, case, "boundary.treatment")]
    words += [Message(desk.protocol.evidence[topic].answer) for topic in topics[:1]]
    if medicines:
        words.append(message(desk, case, "boundary.dont_stop"))
    elif not topics:
        words.append(message(desk, case, "boundary.treatment_unknown"))
    facts = (*asked_about(case, turn, (*topics, *medicines)), *volunteered(desk, turn, case))
    return aside(desk, case, words, facts=facts)


def _medicines(desk: Desk, turn: Turn, case: Case) -> tuple[str, ...]:
    """The medicines named in the message."""
    understanding = read(desk, case, turn.said, turn.today, open_question(desk, case))
    named = (finding.id for finding in understanding.findings if finding.kind == "medicine")
    topics = (topic for topic in understanding.topics if topic in desk.protocol.medicines)
    return tuple(dict.fromkeys((*named, *topics)))


def _topics_of(desk: Desk, medicines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(medicine for medicine in medicines if medicine in desk.protocol.evidence)
