"""Why: every question says why it is asked; everything on the list says why it is there, and whose advice it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import told
from yarrow.clinical.fact import Fact, Provenance
from yarrow.clinical.guideline import bodies
from yarrow.clinical.history import History
from yarrow.intake.because import explained
from yarrow.intake.kind import Kind, kind_of
from yarrow.intake.my_list import my_list
from yarrow.intake.own_questions import OWN, WHICH
from yarrow.intake.picture import full_json, open_json
from yarrow.intake.prompts import find_question
from yarrow.intake.turn import Said, Turn
from yarrow.protocol.loader import load
from yarrow.protocol.voice import voice_problems

PROTOCOL = load()
TWO = [{"type": "miscarriage_clinical", "weeks": week, "confirmed": "scan"} for week in (6, 8)]
KNOWN = {
    "age": 33, "pregnant_now": "no", "planning": True, "trying_months": 13, "cycles": "regular", "losses_count": 2,
    "losses": TWO, "family_history": ["coeliac"], "tests": {"apl": "negative"}, "conditions": ["sle"],
}  # fmt: skip
CONDITION = next(iter(next(q for q in PROTOCOL.questions if q.repeat == "conditions").known_by))


def each_question() -> list[str]:
    """The id of every question, of a repeated one as it is asked of the first loss or of a condition."""
    ids = [*OWN]
    for question in PROTOCOL.questions:
        if question.repeat == "losses":
            ids.append(question.id.replace("losses", "losses[0]", 1))
        else:
            ids.append(f"{question.id}.{CONDITION}" if question.repeat else question.id)
    return list(dict.fromkeys(ids))


@pytest.fixture
def advised(desk):
    nurse = Nurse.at(desk, "confirm_summary", KNOWN, passed=("symptoms_now",))
    nurse.tap("confirm_summary:right")
    return nurse


@pytest.mark.parametrize("question", each_question())
def test_every_question_says_why_it_is_asked_and_is_asked_again(desk, question):
    known = {**KNOWN, "conditions": [CONDITION], "consent": True}
    nurse = Nurse.at(desk, question, {k: v for k, v in known.items() if k != question}, advice=question == WHICH)
    asked = find_question(desk, nurse.case, question)
    assert asked is not None, "the question cannot be put"
    nurse.say("why?")
    words = nurse.last.messages
    if question != WHICH:  # there "why?" asks about the list itself
        assert words[0].text == asked.why
    assert nurse.question == question
    assert len(asked.why.split()) >= 5
    assert "{" not in asked.why
    assert list(voice_problems(asked.why)) == []
    assert asked.why != asked.text


def test_a_reason_for_asking_never_frightens_before_it_explains():
    for question in PROTOCOL.questions:
        first = question.why.split(".")[0].lower()
        assert not {"cancer", "tumour", "die", "death"} & set(first.split()), question.id


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("why do you recommend the coeliac test?", "the coeliac blood test"),
        ("why should I have an ultrasound?", "the ultrasound of the womb"),
        ("why would i need a scan", "the ultrasound of the womb"),
        ("and the thyroid test, why?", "the thyroid blood tests"),
        ("why a fertility clinic?", "the fertility clinic"),
        ("why should I see a rheumatologist?", "the rheumatology clinic"),
        ("what is the folic acid for?", "folic acid"),
        ("why coeliac", "the coeliac blood test"),
    ],
)
def test_what_is_advised_is_explained_by_the_name_she_gives_it(advised, words, named):
    advised.say(words)
    assert advised.kinds[-1] == "ask_why"
    assert f"About {named}." in advised.text
    assert "Because you told me about" in advised.text
    assert "This comes from" in advised.text
    assert "How well proven:" in advised.text
    assert "ask them what fits you" in advised.text
    assert [fact.path for fact in advised.last.facts] == []
    assert advised.question is None


def test_an_explanation_says_what_she_told_and_names_no_marks(advised):
    advised.say("why do you recommend the coeliac test?")
    assert "coeliac disease in the family" in advised.text
    assert "2 losses" in advised.text
    assert "[" not in advised.text
    assert "§" not in advised.text
    assert "NICE" in advised.text


def test_every_part_of_an_explanation_is_in_yarrows_voice(desk, advised):
    for option in find_question(desk, advised.case, WHICH).options:
        nurse = Nurse(desk, advised.case)
        nurse.say("why?")
        nurse.tap(f"{WHICH}:{option.value}")
        parts = [part for message in nurse.last.messages for part in message.text.split("\n\n")]
        assert [problem for part in parts for problem in voice_problems(part)] == []


def test_a_specialist_is_explained_by_the_clinics_on_the_list(advised):
    advised.say("why do I need to see a specialist?")
    named = [line for line in advised.text.splitlines() if line.startswith("About ")]
    assert len(named) == 2
    assert all("clinic" in line for line in named)


@pytest.mark.parametrize(
    "words", ["why not NK cells?", "why no NK cell test", "why is the MTHFR gene test not needed?"]
)
def test_what_is_not_needed_says_why_not(advised, words):
    advised.say(words)
    assert advised.kinds[-1] == "ask_why"
    assert "not advised" in advised.text or "not recommended" in advised.text
    assert "How well proven: not recommended." in advised.text


def test_a_test_done_already_is_not_on_the_list_again_and_says_so(advised):
    advised.say("why is the antiphospholipid test not on my list?")
    assert "You told me that it was done" in advised.text
    assert "Antiphospholipid antibodies: not found" in advised.text


def test_the_advice_itself_lists_what_is_done_already(desk):
    nurse = Nurse.at(desk, "confirm_summary", KNOWN, passed=("symptoms_now",))
    nurse.tap("confirm_summary:right")
    assert "Already done, so not on the list again:\n- Antiphospholipid antibodies: not found" in nurse.text
    nothing_done = Nurse.at(desk, "confirm_summary", {**KNOWN, "tests": {}}, passed=("symptoms_now",))
    nothing_done.tap("confirm_summary:right")
    assert "Already done" not in nothing_done.text


class TestWhich:
    """Where it is not clear what is meant."""

    def test_the_list_is_offered_by_short_names(self, advised):
        advised.say("why?")
        assert advised.question == WHICH
        labels = [choice.label for choice in advised.last.messages[-1].choices]
        assert "The coeliac blood test" in labels
        assert labels[-1] == "No, thank you"
        assert "This comes from" in advised.text or "comes from" in advised.text

    def test_a_choice_is_explained_and_closes_the_question(self, advised):
        advised.say("why?")
        advised.tap(f"{WHICH}:E_COELIAC")
        assert "About the coeliac blood test." in advised.text
        assert advised.case.standing.question is None
        assert advised.case.standing.status == "completed"

    def test_it_may_be_named_in_words_and_nothing_is_written_down(self, advised):
        advised.say("why?")
        advised.say("the coeliac one")
        assert "About the coeliac blood test." in advised.text
        assert advised.last.facts == ()

    def test_no_thank_you_closes_it(self, advised):
        advised.say("why?")
        advised.tap(f"{WHICH}:nothing")
        assert advised.case.standing.question is None
        advised.say("why?")
        advised.say("no")
        assert advised.case.standing.question is None
        assert advised.question is None

    def test_something_told_there_is_still_written_down(self, advised, reader):
        reader.teach("actually I'm 36", "correct", told("age", 36))
        advised.say("why?")
        advised.say("actually I'm 36")
        assert advised.flat["age"] == 36
        assert advised.case.standing.question is None

    def test_an_aside_there_comes_back_to_it(self, advised):
        advised.say("why?")
        advised.say("thanks")
        assert advised.question == WHICH


class TestWhoSaysSo:
    """Whose advice it is."""

    def test_after_an_explanation_its_sources_are_named(self, advised):
        advised.say("why do you recommend the coeliac test?")
        advised.say("who says so?")
        assert "NICE" in advised.text
        assert "About the coeliac" not in advised.text

    def test_of_the_whole_list_the_bodies_behind_it(self, advised):
        advised.say("who says so?")
        assert advised.kinds[-1] == "ask_why"
        assert "Most of your list comes from" in advised.text

    def test_after_an_evidence_answer_it_asks_about_that(self, advised):
        advised.say("what are nk cells?")
        advised.say("who says so?")
        assert advised.kinds[-1] == "ask_evidence"

    def test_what_no_guideline_says_is_said_so(self, desk):
        nurse = Nurse.at(desk, "confirm_summary", {"age": 30, "phq2": 4}, passed=("symptoms_now",))
        nurse.tap("confirm_summary:right")
        entry = next(entry for entry in my_list(desk, nurse.case) if entry.id == "R_GP_2W")
        unsourced = replace(entry.item, sources=("cut-offs [P]",))
        assert "No single guideline says this" in explained(desk, nurse.case, replace(entry, item=unsourced)).text

    def test_a_product_rule_is_never_said_to_be_a_guideline(self, desk):
        assert bodies(desk.protocol, ("clinical.md §6.4 D06 [P]", "NICE threshold of two [P]")) == ()
        assert len(bodies(desk.protocol, ("NICE NG20 1.1.1 [C6]", "NICE NG12 [K]"))) == 1


def test_before_the_advice_the_same_words_are_about_the_open_question(desk):
    nurse = Nurse.at(desk, "cycles", {"age": 31, "pregnant_now": "no"})
    nurse.say("why?")
    assert nurse.last.messages[0].text == find_question(desk, nurse.case, "cycles").why


def test_at_the_summary_what_is_named_is_explained_and_the_summary_comes_back(desk):
    nurse = Nurse.at(desk, "confirm_summary", KNOWN, passed=("symptoms_now",))
    nurse.say("why do you want me to see a fertility clinic?")
    assert "About the fertility clinic." in nurse.text
    assert nurse.question == "confirm_summary"


def test_whether_she_is_ill_is_no_question_about_the_list(desk, advised, reader):
    text = "why do I keep losing my babies, is it my thyroid?"
    reader.teach(text, "ask_diagnosis")
    turn = Turn("c", 1, Said("m", text), advised.case, "2026-11-22")
    assert kind_of(desk, turn) != Kind("ask_why")


def test_abuse_is_in_no_explanation(desk):
    nurse = Nurse.at(desk, "confirm_summary", {**KNOWN, "symptoms": ["abuse"]}, passed=("symptoms_now",))
    nurse.tap("confirm_summary:right")
    nurse.say("why?")
    labels = [choice.label for choice in nurse.last.messages[-1].choices]
    assert "Help to stay safe" not in labels
    nurse.say("why do I need a helpline to stay safe?")
    assert "hurt" not in nurse.text
    assert "controlled" not in nurse.text


def test_everything_that_can_be_advised_has_a_short_name(protocol):
    missing = [name for name in protocol.recommendations if f"short.{name}" not in protocol.wording]
    assert missing == []
    unknown = [key for key in protocol.wording if key.startswith("short.") and key[6:] not in protocol.recommendations]
    assert unknown == []


def test_a_message_that_told_abuse_gives_its_words_to_no_explanation(desk):
    words = "my husband controls me and I have had blood clots"
    origin = Provenance("m1", 0, len(words), words, "text")
    abuse, clot = (Fact(path, value=True, provenance=origin) for path in ("symptoms.abuse", "conditions.vte"))
    negative = Fact("tests.apl", value="negative", provenance=origin)
    history = History((Fact("pregnant_now", value="no"), abuse, clot, negative))
    assert "husband" in str(full_json(desk, history))
    assert "husband" not in str(open_json(desk, history))
