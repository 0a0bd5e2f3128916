"""The voice: every sentence a patient can see keeps to it, and each rule of it can be broken."""

from __future__ import annotations

import pytest

from tests.support.interviews import protocol
from yarrow.protocol.reading_grade import grade, long_sentences, sentences, syllables
from yarrow.protocol.spoken import spoken
from yarrow.protocol.voice import voice_problems

LONG = " ".join(["word"] * 21) + "."
HARD = (
    "Comprehensive immunological evaluations necessitate considerable interdisciplinary collaboration. "
    "Individualised therapeutic recommendations subsequently materialise following deliberation. "
    "Insufficient documentation complicates interpretation of laboratory investigations considerably."
)
BROKEN = [
    ("They found retained products.", "retained products"),
    ("We can send the tissue.", "tissue"),
    ("It is called a spontaneous abortion.", "spontaneous abortion"),
    ("You may hear incompetent cervix.", "incompeten"),
    ("It was a blighted ovum.", "blighted ovum"),
    ("It was a chemical pregnancy.", "chemical pregnanc"),
    ("After your failed IVF we look again.", "failed IVF"),
    ("That is advanced maternal age.", "advanced maternal age"),
    ("At least you have a child.", "At least"),
    ("It's very common.", "It's very common"),
    ("Everything happens for a reason.", "happens for a reason"),
    ("Why did you wait?", "Why did you wait"),
    ("She refused the test.", "refused"),
    ("Your fertility journey starts here.", "journey"),
    ("Great, thank you.", "Great"),
    ("Congratulations on your pregnancy.", "Congratulat"),
    ("You have coeliac disease.", "You have"),
    ("So you need a scan.", "you need"),
    ("This means that it is your thyroid.", "This means"),
    ("Your diagnosis is clear.", "diagnosis"),
    ("You will have a baby.", "You will have a baby"),
    ("Don't worry about it.", "Don't worry"),
    ("It will be fine.", "will be fine"),
    ("Drive yourself to hospital.", "Drive yourself"),
    ("Users can stop at any time.", "Users"),
    ("Cancer can cause this.", "Cancer"),
    ("Thank you!", "exclamation mark"),
    ("Thank you \U0001f499.", "emoji"),
    (LONG, "21 words"),
    (HARD, "reads at grade"),
]
KEPT = [
    "At least 12 weeks later the test is repeated.",
    "Soak at least {number} pads and please call.",
    "Pregnancy tissue can be tested in a lab.",
    "Please don't drive yourself.",
    "If you have gut symptoms, proven tests can look for causes.",
    "Mixed connective tissue disease",
    "I'm so sorry. This matters.",
    "In the family: bowel cancer",
]


@pytest.mark.parametrize(("text", "named"), BROKEN, ids=[named for _, named in BROKEN])
def test_each_rule_of_the_voice_can_be_broken(text: str, named: str) -> None:
    assert any(named.lower() in problem.lower() for problem in voice_problems(text))


@pytest.mark.parametrize("text", KEPT)
def test_what_is_well_said_has_no_problem(text: str) -> None:
    assert list(voice_problems(text)) == []


def test_every_sentence_a_patient_can_see_keeps_to_the_voice() -> None:
    problems = [f"{place}: {problem}" for place, text in spoken(protocol()) for problem in voice_problems(text)]
    assert problems == []


def test_every_part_of_the_protocol_that_is_said_is_looked_at() -> None:
    kinds = {place.split(".")[0] for place, _ in spoken(protocol())}
    assert kinds == {"section", "question", "wording", "evidence", "recommendation", "not_needed", "rule", "symptom",
                     "condition", "locale"}  # fmt: skip
    assert len(list(spoken(protocol()))) > 500


@pytest.mark.parametrize(
    ("word", "count"),
    [("pain", 1), ("baby", 2), ("table", 2), ("walked", 1), ("wanted", 2), ("have", 1), ("thyroid", 2), ("the", 1)],
)
def test_syllables_are_counted_near_enough(word: str, count: int) -> None:
    assert syllables(word) == count


def test_plain_words_read_easier_than_long_ones() -> None:
    assert grade("We can stop at any time. I will wait for you.") < 4
    assert grade(HARD) > 12
    assert grade("") == 0.0


def test_a_colon_and_a_line_end_a_thought_but_not_a_sentence_limit() -> None:
    assert sentences("One: two.\n- three") == ["One:", "two.", "- three"]
    assert [count for _, count in long_sentences("a b c. d e", most=2)] == [3]
