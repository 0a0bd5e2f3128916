"""What one message tells: facts from the choices tapped and from the words, each with where it was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.fact import Captured, Fact, Provenance, Status
from yarrow.clinical.history import LIST_FAMILIES, History
from yarrow.clinical.known import is_known
from yarrow.clinical.question import Option, Question, Setting
from yarrow.clinical.term import as_term
from yarrow.intake.case import Case
from yarrow.intake.farewell import is_farewell, is_yes
from yarrow.intake.ports import Desk
from yarrow.intake.steering import is_agreed, is_for_oneself, is_for_somebody
from yarrow.intake.tapped import tapped
from yarrow.intake.turn import Said
from yarrow.intake.ways import ACTS
from yarrow.language.understanding import Asked, AskedOption, ReadFact, Understanding

NOTHING = Understanding("other")
# Acts in which the words may stand, as they are, as the answer to a question for free text.
PLAIN_ACTS = ("answer", "other", "correct", "yes", "distress")

# What is asked of a loss that may be told in one breath.
RECTAL_BLOOD = "gut.rectal_blood"
CONFIRMED = "confirmed"
DETAILS = ("weeks", CONFIRMED)
WEEKS = ".weeks"
SEEN = ("scan", "histology")
VIABLE_WEEKS = 24
MONTH_FIRST = "US"  # where 10/12 is in October
TERM = "preferred_term"
# A preferred term is a few words; what is longer tells something.
WORDS_OF_A_TERM = 4


@dataclass(frozen=True)
class Heard:
    """One message as heard at the open question.

    `answered`: the open question has its answer. `stale`: a choice of another question was tapped.
    """

    understanding: Understanding = NOTHING
    facts: tuple[Fact, ...] = ()
    chosen: tuple[str, ...] = ()
    answered: bool = False
    stale: bool = False


def listen(desk: Desk, case: Case, said: Said, today: str, question: Question | None) -> Heard:
    """What the message says, as an answer to the question and beyond it."""
    taps = tapped(desk, case, said.choices, question)
    understanding = read(desk, case, said, today, question)
    if taps.way and not (said.text or "").strip():
        understanding = Understanding(ACTS[taps.way], plain=True)
    if _is_a_term(question, said.text or "") and understanding.ask and understanding.ask.about == "losses_count":
        understanding = replace(understanding, ask=None)  # "angel babies" is a word, not a number to be settled
    read_facts = (_fact(read_fact, said) for read_fact in understanding.facts)
    told = [_as_asked(fact, question) for fact in read_facts if not _is_only_wording(fact, question, said.text or "")]
    chosen = taps.values if taps else _chosen(question, understanding)
    origin = whole(said, "button", ", ".join(taps.labels)) if taps else whole(said)
    facts = _once([*_from_options(case, question, chosen, origin, taps.settings), *told])
    if question is not None and question.id.endswith(WEEKS) and facts:
        facts += _how_confirmed(desk, case, said, today, question)
    if question is not None and not _is_answered(case.history, question, facts, chosen):
        facts += _more_of_the_answer(desk, case, said, today, question)
    answered = bool(taps) or _is_answered(case.history, question, facts, chosen)
    if not answered and question is not None and question.fact == "for_whom":
        whom = _for_whom(said, facts)
        facts, answered = (
            ([*facts, Fact("for_whom", value=whom, provenance=whole(said))], True) if whom else (facts, False)
        )
    return Heard(understanding, tuple(facts), chosen, answered, taps.stale and not taps)


def _for_whom(said: Said, facts: Sequence[Fact]) -> str | None:
    """For whom it is, in words: whoever tells their own story has answered it, and so has "she knows and agrees"."""
    text = said.text or ""
    if is_for_somebody(text):
        return None
    if is_agreed(text) and not facts:
        return "other_agrees"
    return "self" if is_for_oneself(text) or facts else None


def _is_only_wording(fact: Fact, question: Question | None, text: str) -> bool:
    """Whether the fact is no more than the way an answer is put.

    Her word for a loss ("miscarriage") tells of no further one; one loss described is not the number of all of them,
    and its weeks are not those of a pregnancy now.
    """
    if _is_a_term(question, text):
        return fact.path.startswith("losses")
    if question is None or not question.id.startswith("losses["):
        return False
    return (fact.path == "losses_count" and fact.value == 1) or (
        fact.path == "gestation_weeks" and "pregnant" not in text.lower()
    )


def _is_a_term(question: Question | None, text: str) -> bool:
    return question is not None and question.fact == TERM and len(text.split()) <= WORDS_OF_A_TERM


def _as_asked(fact: Fact, question: Question | None) -> Fact:
    """At the question what she would like to ask about, a medicine named is one asked about, not one taken.

    Asked what the blood in the stool is like, the blood spoken of is that blood.
    """
    family, _, member = fact.path.partition(".")
    if question is not None and question.fact == RECTAL_BLOOD and fact.path == "symptoms.bleeding":
        return replace(fact, path="symptoms.rectal_bleeding")
    if question is None or question.fact != "asks" or family != "medicines":
        return fact
    return replace(fact, path=f"asks.{member}")


def _more_of_the_answer(desk: Desk, case: Case, said: Said, today: str, question: Question) -> list[Fact]:
    """What the words say where only this question can tell: the details of one loss, or the words themselves."""
    if question.kind == "loss":
        return _details(desk, case, said, today, question)
    if question.kind != "text" or not said.text:
        return []
    act = read(desk, case, said, today, question).act
    if question.id == interview.OFFER and is_farewell(said.text):
        return [] if is_yes(said.text) else [Fact(interview.OFFER, Status.DENIED, provenance=whole(said))]
    if act == "no":  # no treatment, no wish of her own: that is an answer
        return [Fact(question.fact or question.id, Status.DENIED, provenance=whole(said))]
    return [_own_words(question, said)] if act in PLAIN_ACTS else []


def _details(desk: Desk, case: Case, said: Said, today: str, question: Question) -> list[Fact]:
    """A loss told in words, read as the answers to the questions about it: how many weeks, and how confirmed."""
    told: dict[str, Any] = {}
    for part in DETAILS:
        detail = interview.find(desk.protocol, case.history, f"{question.id}.{part}")
        understanding = read(desk, case, said, today, detail)
        values = [fact.value for fact in understanding.facts if detail and fact.path == detail.fact]
        values += [value for value in _chosen(detail, understanding) if value != "unsure"]
        if values:
            told[part] = values[0]
    if not told:
        return []
    # "Lost" with weeks or a scan, and no other word: coding.md, Losses.
    seen = told.get("weeks", 0) < VIABLE_WEEKS and ("weeks" in told or told.get("confirmed") in SEEN)
    told["type"] = "miscarriage_clinical" if seen else "unknown_loss"
    return [Fact(question.id, value=told, provenance=whole(said))]


def _how_confirmed(desk: Desk, case: Case, said: Said, today: str, question: Question) -> list[Fact]:
    """How the loss was confirmed, where the answer to its weeks says so too: "6 weeks, scan"."""
    asked = f"{question.id.removesuffix(WEEKS)}.{CONFIRMED}"
    detail = interview.find(desk.protocol, case.history, asked)
    if detail is None or is_known(detail, case.history):
        return []
    values = [value for value in _chosen(detail, read(desk, case, said, today, detail)) if value in SEEN]
    return [Fact(asked, value=values[0], provenance=whole(said))] if values else []


def read(desk: Desk, case: Case, said: Said, today: str, question: Question | None) -> Understanding:
    """The reading of the words; nothing if there are none."""
    if not said.text or not said.text.strip():
        return NOTHING
    asked = asked_of(question) if question else None
    if asked is not None and case.history.flat.get("locale") == MONTH_FIRST:
        asked = replace(asked, month_first=True)
    return desk.reader.read(said.text, asked, case.history.flat, date.fromisoformat(today))


def asked_of(question: Question) -> Asked:
    """The question as far as reading needs it."""
    options = tuple(
        AskedOption(option.value, option.label, tuple(setting.path.rpartition(".")[2] for setting in option.sets))
        for option in question.options
    )
    limits = (question.minimum, question.maximum)
    steps = tuple(float(band.value) for band in question.offers)
    return Asked(question.id, question.kind, question.fact, options, question.unit, *limits, steps)


def whole(said: Said, captured: Captured = "text", text: str | None = None) -> Provenance:
    """The whole message as the place a fact comes from."""
    words = text if text is not None else said.text
    end = len(said.text) if said.text and captured == "text" else None
    return Provenance(said.id, 0 if end is not None else None, end, words, captured, said.at)


def new_to(history: History, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts without those that this very message has already given (the red-flag lane reads it first)."""
    return tuple(fact for fact in facts if not _already(history, fact))


def is_clear_no(heard: Heard, symptoms: Iterable[str]) -> bool:
    """Whether the answer says no, or that it was another time, another person, or not at all."""
    if heard.chosen:
        return heard.chosen[0] == "no"
    if heard.understanding.act == "no":
        return True
    wanted = set(symptoms)
    about = [finding for finding in heard.understanding.findings if finding.id in wanted]
    return bool(about) and all(finding.status in ("denied", "past", "family", "hypothetical") for finding in about)


def _already(history: History, fact: Fact) -> bool:
    known = history.latest.get(fact.path)
    return (
        known is not None
        and known.provenance.message == fact.provenance.message
        and known.status is fact.status
        and known.value == fact.value
    )


def _from_options(
    case: Case, question: Question | None, values: tuple[str, ...], origin: Provenance, beside: tuple[Setting, ...]
) -> list[Fact]:
    """What the answers set, and their parts. Words name what there is: only a tapped list denies the rest of it."""
    if question is None or not (values or beside):
        return []
    tapped_here = origin.captured == "button"
    options = (*question.options, *question.offers) if tapped_here else question.options
    question = replace(question, options=options, closed=question.closed and tapped_here)
    settings = (*interview.settings_for(question, values), *beside)
    kept = [setting for setting in settings if not _unsays(case, setting)]
    return list(interview.facts_for(case.history, kept, origin))


def _unsays(case: Case, setting: Setting) -> bool:
    """Whether this would deny by the way what was told before; only an answer that is being changed may."""
    changing = (case.standing.pending or {}).get("about") == "change"
    return not changing and setting.status is Status.DENIED and case.history.status(setting.path) is Status.PRESENT


def _chosen(question: Question | None, understanding: Understanding) -> tuple[str, ...]:
    """The offered answers that the words name; a plain yes or no is one where those are the answers."""
    if question is None:
        return ()
    offered = tuple(option.value for option in question.options)
    named = tuple(o.value for o in question.options if o.value in understanding.chosen and _holds(o, understanding))
    if named or understanding.act not in ("yes", "no"):
        return named
    if understanding.act in offered:
        return (understanding.act,)
    worded = [option.value for option in question.options if _is_worded(option.label.lower(), understanding.act)]
    if understanding.plain and len(worded) == 1:  # "No, they are fine"
        return (worded[0],)
    # A plain no alone is none of them: "no sleep" says nothing of what was offered.
    return ("none",) if understanding.act == "no" and understanding.plain and "none" in offered else ()


def _is_worded(label: str, act: str) -> bool:
    """Whether the answer offered begins with the plain yes or no; to "how often?" a no is "not at all"."""
    return label.startswith(f"{act},") or (act == "no" and label == "not at all")


def _holds(option: Option, understanding: Understanding) -> bool:
    """Whether the option is really said: naming a thing to deny it, or of somebody else, does not choose it."""
    paths = {setting.path for setting in option.sets}
    ids = {path.rpartition(".")[2] for path in paths}
    wanted = "family" if any(path.startswith("family_history.") for path in paths) else "present"
    about = [finding.status for finding in understanding.findings if finding.id in ids]
    denied = any(fact.status != "present" and fact.path in paths for fact in understanding.facts)
    return wanted in about or not (about or denied)


def _fact(told: ReadFact, said: Said) -> Fact:
    text = (said.text or "")[told.start : told.end]
    return Fact(
        told.path, Status(told.status), told.value, Provenance(said.id, told.start, told.end, text, "text", said.at)
    )


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """One fact a path. A present one stands before what a tapped or said "none of these" denies by the way."""
    kept: dict[str, Fact] = {}
    for fact in facts:
        before = kept.get(fact.path)
        if before is None or before.status is not Status.PRESENT or fact.status is Status.PRESENT:
            kept[fact.path] = fact
    return list(kept.values())


def _own_words(question: Question, said: Said) -> Fact:
    path = question.fact or question.id
    if path == TERM:
        # What is no word for it stays in her message alone: nothing of it is ever said back as one.
        term = as_term(said.text or "")
        return Fact(path, Status.PRESENT if term else Status.UNKNOWN, term, whole(said))
    return Fact(
        f"{path}_other" if path in LIST_FAMILIES else path, value=(said.text or "").strip(), provenance=whole(said)
    )


def _is_answered(history: History, question: Question | None, facts: Sequence[Fact], chosen: tuple[str, ...]) -> bool:
    if question is None:
        return False
    if question.complete:
        return interview.is_known(question, history.adding(facts))
    if chosen or question.fact is None:
        return bool(chosen)
    return any(_belongs(fact.path, question.fact) for fact in facts)


def _belongs(path: str, asked: str) -> bool:
    """Whether this path answers what was asked: the fact itself, or a member of the list it is."""
    if asked in LIST_FAMILIES:
        return path == f"{asked}_other" or path.startswith(f"{asked}.")
    return path == asked or (asked.startswith("losses[") and path.startswith(asked.partition(".")[0]))
