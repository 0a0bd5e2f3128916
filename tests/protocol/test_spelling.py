"""American and British words: each place reads its own, and nobody's own words are touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.fact import Fact, Provenance
from yarrow.clinical.history import History
from yarrow.clinical.spelling import Spelling, localised
from yarrow.clinical.summary import summarise
from yarrow.clinical.triage import assess
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.spelling import load_spellings
from yarrow.protocol.spoken import spoken
from yarrow.protocol.voice import voice_problems

UK, US = protocol(), protocol().speaking_to({"locale": "US"})
# Stems rather than the words of the file: a British word that the file has not thought of must be found too.
BRITISH_WORDS = re.compile(
    r"\b(?:\w*(?:aemi|oelia|rrhoea|oestro|oestra|haem|gynaec|paed|foet|oesoph|caesar|oedem|counsell)\w*"
    r"|(?:col|lab|behavi|fav|neighb|tum|hum|rum|harb)our\w*|fibres?|centres?|litres?|metres?|programmes?|defences?"
    r"|(?:\w+(?:ogn|gan|al|im|ar|il))is(?:ed?|es|ing)(?<!raised)(?<!raise)(?<!raises)(?<!raising)"
    r"|licence|labelled|travelled|cancelled|grey|whilst|fortnight|judgement|practise|sulph\w+|ageing"
    r"|G\.?P\.?s?|A&E|early pregnancy units?|maternity triage|paracetamol|adrenaline|smear|loo|mum|poos?|a fit|soya"
    r"|rings?)\b",
    re.IGNORECASE,
)
# What a place has itself; the names of guideline bodies; the words patients use, to be found in what they write.
NAMES = ("locale.", "wording.evidence.source.", "wording.called.")
AMERICAN_WORDS = re.compile(
    r"\b(?:celiac|\w*(?:anemi|rrhea|hemato|hemogl|hemorr|gynec|pediat)\w*|estrogen|esophagus|edema"
    r"|(?:col|lab|behavi|fav|neighb|tum)or\w*|fibers?|centers?|liters?|defenses?|counsel(?:ing|or)s?|OB-GYN\w*"
    r"|\w+(?:ganiz|cogniz|aliz|imiz)\w+|acetaminophen|epinephrine|Pap test|poop|labeled|gray|nurse line)\b",
    re.IGNORECASE,
)


def test_nothing_british_is_left_for_a_patient_in_the_us() -> None:
    found = {place: BRITISH_WORDS.findall(text) for place, text in spoken(US) if not place.startswith(NAMES)}
    assert {place: words for place, words in found.items() if words} == {}


def test_nothing_american_is_said_to_a_patient_in_the_uk() -> None:
    found = {place: AMERICAN_WORDS.findall(text) for place, text in spoken(UK) if not place.startswith(NAMES)}
    assert {place: words for place, words in found.items() if words} == {}


def test_the_american_words_keep_the_voice() -> None:
    changed = dict(spoken(UK)).items() ^ dict(spoken(US)).items()
    found = {place: list(voice_problems(text)) for place, text in spoken(US) if (place, text) in changed}
    assert {place: problems for place, problems in found.items() if problems} == {}


@pytest.mark.parametrize("locale", ["UK", "IE", "EU", "AU", "NZ", "CA", "IN", "other", "unknown", None, "Atlantis"])
def test_all_other_places_read_what_is_written(locale: str | None) -> None:
    assert protocol().speaking_to({"locale": locale}) is protocol()


def test_the_language_told_outweighs_the_place() -> None:
    assert protocol().speaking_to({"locale": "US", "lang": "en-GB"}) is protocol()
    assert protocol().speaking_to({"locale": "UK", "lang": "en-US"}) is US


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coeliac disease and diarrhoea.", "Celiac disease and diarrhea."),
        ("Ask your GP, or ring the early pregnancy unit.",
         "Ask your doctor, or call your OB-GYN's office or early pregnancy clinic."),
        ("The early pregnancy unit, today.", "Your OB-GYN's office or early pregnancy clinic, today."),
        ("Bring it. A string, a FIT test, what fits, tissue typing.",
         "Bring it. A string, a FIT test, what fits, tissue typing."),
        ("", ""),
    ],
)  # fmt: skip
def test_whole_words_are_respelt_with_their_capital(text: str, expected: str) -> None:
    assert localised(text, "en-US", protocol().spellings) == expected


def test_a_language_without_a_table_leaves_the_text_alone() -> None:
    assert localised("coeliac", "en-AU", protocol().spellings) == "coeliac"
    assert localised("coeliac", "en-US", {"en-US": Spelling()}) == "coeliac"


def test_rules_and_ids_stay_what_they_are() -> None:
    assert US.named is UK.named
    assert [rule.id for rule in US.rules] == [rule.id for rule in UK.rules]
    assert set(US.recommendations) == set(UK.recommendations)
    assert "symptoms.diarrhoea" in {s.path for q in US.questions for option in q.options for s in option.sets}


def test_the_record_of_a_patient_in_the_us_is_in_her_words() -> None:
    facts = {"age": 30, "symptoms": ["diarrhoea"], "bowel_symptom_weeks": 8}
    texts = {
        locale: {item.id: item.text for item in assess(protocol(), {**facts, "locale": locale}).recommendations}
        for locale in ("UK", "US")
    }
    assert texts["UK"]["E_COELIAC"].startswith("Coeliac")
    assert texts["US"]["E_COELIAC"].startswith("Celiac")
    assert "anaemia" in texts["UK"]["E_FBC_FERRITIN"]
    assert "anemia" in texts["US"]["E_FBC_FERRITIN"]


def test_her_own_words_are_never_respelt() -> None:
    said = Provenance(message="m1", text="my GP says coeliac")
    told = History((Fact("locale", value="US"), Fact("conditions_other", value="my GP says coeliac", provenance=said)))
    shown = summarise(protocol(), told.adding((Fact("conditions.coeliac", value=True),))).text
    assert "celiac disease" in shown.lower()
    assert "my GP says coeliac" in shown


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("spellings: {en-US: {words: {grey: 3}}}", "a text"),
        ("spellings: {en-US: {birds: {grey: gray}}}", "one of services, words"),
        ("colours: {}", "one of"),
    ],
)
def test_a_spelling_file_that_cannot_be_used_is_named(tmp_path: Path, content: str, expected: str) -> None:
    (tmp_path / "spelling.yml").write_text(content, encoding="utf-8")
    with pytest.raises(ProtocolError) as error:
        load_spellings(tmp_path)
    assert error.value.file == "spelling.yml"
    assert expected.split(" of ")[0] in error.value.expected
