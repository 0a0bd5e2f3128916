"""The voice: every sentence a patient can see keeps to it, and each rule of it can be broken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.support.interviews import protocol
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.reading_grade import easy_names, grade, long_sentences, sentences, syllables
from yarrow.protocol.spoken import spoken, undecided
from yarrow.protocol.voice import ROOT, VoiceRule, load_voice, our_voice, voice_problems

RULES = our_voice().rules
LONG = " ".join(["word"] * 21) + "."
HARD = (
    "Comprehensive immunological evaluations necessitate considerable interdisciplinary collaboration. "
    "Individualised therapeutic recommendations subsequently materialise following deliberation. "
    "Insufficient documentation complicates interpretation of laboratory investigations considerably."
)
# The product's own promise, whatever the content file says: each of these is heard.
BROKEN = [
    ("They found retained products.", "retained products"),
    ("We can send the tissue.", "tissue"),
    ("It is called a spontaneous abortion.", "abortion"),
    ("You may hear incompetent cervix.", "incompeten"),
    ("It was a blighted ovum.", "blighted ovum"),
    ("It was a chemical pregnancy.", "chemical pregnanc"),
    ("After your failed IVF we look again.", "failed IVF"),
    ("That is advanced maternal age.", "advanced maternal age"),
    ("At least you have a child.", "At least"),
    ("It’s very common.", "It's very common"),
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
    ("Bring your husband to the scan.", "your husband"),
    ("The anniversary is near.", "anniversary"),
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
    " ".join(["word"] * 20) + ".",
]


@pytest.mark.parametrize(("text", "named"), BROKEN, ids=[named for _, named in BROKEN])
def test_what_hurts_is_heard(text: str, named: str) -> None:
    assert any(named.lower() in problem.lower() for problem in voice_problems(text))


@pytest.mark.parametrize("text", KEPT)
def test_what_is_well_said_has_no_problem(text: str) -> None:
    assert voice_problems(text) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_broken_by_its_own_example_and_kept_by_another(rule: VoiceRule) -> None:
    assert all(rule.found(text) for text in rule.breaks)
    assert [problem for text in rule.keeps for problem in voice_problems(text)] == []


def test_the_rules_of_the_fact_sheet_are_there() -> None:
    wanted = {"products", "tissue", "abortion", "cervix", "verdict_on_the_pregnancy", "verdict_on_the_person"}
    wanted |= {"consolation", "blame", "cliche", "congratulation", "verdict", "promise", "gender", "anniversary"}
    wanted |= {"cancer_first", "driving"}
    assert wanted <= {rule.id for rule in RULES}
    voice = our_voice()
    assert (voice.most_words, voice.hardest_grade) == (20, 8)


def test_a_rule_added_to_the_content_is_heard_without_a_change_of_code(tmp_path: Path) -> None:
    content = (ROOT / "voice.yml").read_text(encoding="utf-8")
    added = (
        '- id: moon\n  words: [moon*]\n  at: sentence\n  but_not: [moonlight]\n  instead: sun\n  breaks: ["Moons."]\n'
    )
    (tmp_path / "voice.yml").write_text(content + added + '  keeps: ["Moonlight."]\n', encoding="utf-8")
    voice = load_voice(tmp_path)
    assert voice.problems("So. Moonshine is here.") == ('says "Moonshine"; say sun',)
    assert voice.problems("Moonlight on the moon.") == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at: sentence", "at: sentance", "did you mean 'sentence'?"),
        ("  breaks: [Great thank you.]\n", "", "expected a list with one text or more"),
        ("  grade: 8", "  grade: eighth", "expected a number"),
        ("instead: plain thanks", "insted: plain thanks", "did you mean 'instead'?"),
        ("- id: user", "- id: blame", "expected an id that no other entry has"),
    ],
)
def test_a_mistake_in_the_voice_is_named_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    content = (ROOT / "voice.yml").read_text(encoding="utf-8").replace('["Great, thank you.", Well done.]',
                                                                       "[Great thank you.]")  # fmt: skip
    assert old in content
    (tmp_path / "voice.yml").write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProtocolError) as refused:
        load_voice(tmp_path)
    assert says in str(refused.value)
    assert str(refused.value).startswith(f"voice.yml:{refused.value.line}, ")


def test_every_sentence_a_patient_can_see_keeps_to_the_voice() -> None:
    problems = [f"{place}: {problem}" for place, text in spoken(protocol()) for problem in voice_problems(text)]
    assert problems == []


def test_every_part_of_the_protocol_that_is_said_is_looked_at() -> None:
    kinds = {place.split(".")[0] for place, _ in spoken(protocol())}
    assert kinds >= {"section", "question", "wording", "evidence", "recommendation", "not_needed", "rule", "symptom",
                     "condition", "medicine", "locale", "standard"}  # fmt: skip
    assert len(list(spoken(protocol()))) > 1000


@dataclass(frozen=True)
class Leaflet:
    """A kind of content nobody has thought of."""

    id: str
    lines: tuple[str, ...]
    pages: int = 1


def test_a_new_kind_of_text_is_named_until_somebody_decides() -> None:
    grown = replace(protocol(), medicines={"x": Leaflet("x", ("At least it is free.",))})  # type: ignore[dict-item]
    assert undecided(grown) == ["Leaflet.lines"]


def test_of_every_text_it_is_decided_whether_patients_read_it() -> None:
    assert undecided(protocol()) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("pain", 1), ("baby", 2), ("table", 2), ("walked", 1), ("wanted", 2), ("have", 1), ("thyroid", 2), ("the", 1)],
)
def test_syllables_are_counted_near_enough(word: str, count: int) -> None:
    assert syllables(word) == count


def test_an_easy_name_counts_as_two_syllables() -> None:
    assert syllables("rheumatologist") > 2
    assert syllables("rheumatologist", easy_names("thyroid rheumatolog*")) == 2


def test_plain_words_read_easier_than_long_ones() -> None:
    assert grade("We can stop at any time. I will wait for you.") < 4
    assert grade(HARD) > 12
    assert grade("") == 0.0


def test_a_colon_and_a_line_end_a_thought_but_not_a_sentence_limit() -> None:
    assert sentences("One: two.\n- three") == ["One:", "two.", "- three"]
    assert [count for _, count in long_sentences("a b c. d e", most=2)] == [3]
