"""What is said in the light of the question: a no that answers, what is left out, blood where it is asked about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from yarrow.language.reader import Reader
from yarrow.language.sayings import Sayings
from yarrow.language.second_ear import Hunch
from yarrow.language.text import Sentence, sentences
from yarrow.language.understanding import Asked, AskedOption
from yarrow.protocol.lexicon import load_lexicon

PREGNANT = Asked(
    "pregnant_now",
    "choice",
    "pregnant_now",
    (AskedOption("yes", "Yes"), AskedOption("no", "No"), AskedOption("unsure", "I'm not sure")),
)
NOW = Asked(
    "symptoms_now",
    "multi_choice",
    "symptoms",
    (
        AskedOption("bleeding", "Bleeding", ("bleeding",)),
        AskedOption("fever", "A fever", ("fever",)),
        AskedOption("none", "None of these"),
    ),
)
ILLNESSES = Asked(
    "conditions",
    "multi_choice",
    "conditions",
    (
        AskedOption("hashimoto", "Hashimoto's", ("hashimoto",)),
        AskedOption("coeliac", "Coeliac disease", ("coeliac",)),
        AskedOption("none", "None of these"),
    ),
)
ALARM = Asked(
    "gut_alarm",
    "multi_choice",
    "symptoms",
    (
        AskedOption("rectal_bleeding", "Blood when you go", ("rectal_bleeding",)),
        AskedOption("weight_loss", "Losing weight", ("weight_loss",)),
        AskedOption("none", "None of these"),
    ),
)
FLUIDS = Asked("fluids_24h", "yes_no", "fluids_24h", (AskedOption("yes", "Yes"), AskedOption("no", "No")))


def standing(reader: Reader, text: str, asked: Asked) -> dict[str, str]:
    """How each thing named stands."""
    return {finding.id: finding.status for finding in reader.read(text, asked).findings}


@pytest.mark.parametrize("text", ["no, bleeding since this morning", "Nope, bleeding on and off", "nah, I'm bleeding"])
def test_a_no_that_answers_denies_nothing_after_it(reader: Reader, text: str) -> None:
    read = reader.read(text, PREGNANT)
    assert read.act == "no"
    assert standing(reader, text, PREGNANT)["bleeding"] == "present"


@pytest.mark.parametrize("text", ["no bleeding", "no, no bleeding either", "no, I've had no bleeding"])
def test_what_the_no_stands_by_is_denied(reader: Reader, text: str) -> None:
    assert standing(reader, text, PREGNANT)["bleeding"] == "denied"


def test_of_a_list_the_no_goes_on(reader: Reader) -> None:
    assert standing(reader, "no, bleeding or fever", NOW) == {"bleeding": "denied", "fever": "denied"}


@pytest.mark.parametrize("text", ["none bar the liver thing", "none of them except the one my gran had"])
def test_what_is_left_out_and_not_understood_is_asked_about(reader: Reader, text: str) -> None:
    read = reader.read(text, ILLNESSES)
    assert not read.facts
    assert read.ask is not None


def test_what_is_left_out_and_understood_is_hers(reader: Reader) -> None:
    assert standing(reader, "none of them except coeliac", ILLNESSES)["coeliac"] == "present"
    assert standing(reader, "none of them at all", ILLNESSES) == {}


@pytest.mark.parametrize("text", ["a bit of blood on the tissue", "bright red blood twice this week"])
def test_blood_is_of_the_bowel_where_that_is_asked_about(reader: Reader, text: str) -> None:
    assert "bleeding" not in standing(reader, text, ALARM)
    assert "rectal_bleeding" in {*reader.read(text, ALARM).chosen, *standing(reader, text, ALARM)}


@pytest.mark.parametrize("text", ["blood, and I'm bleeding down below too", "blood and a period, bleeding for days"])
def test_the_womb_is_heard_where_it_is_named(reader: Reader, text: str) -> None:
    assert standing(reader, text, ALARM)["bleeding"] == "present"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no everything comes back up", True),
        ("whatever I drink comes straight up", True),
        ("no, water stays down", False),
    ],
)
def test_fluids_that_come_back_are_not_kept(reader: Reader, text: str, value: bool) -> None:
    assert {fact.path: fact.value for fact in reader.read(text, FLUIDS).facts}["fluids_24h"] is value


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("all except the fever", ("bleeding",)),
        ("everything bar bleeding", ("fever",)),
        ("all except the thing with my ear", ()),
        ("not all of them, fever only", ("fever",)),
    ],
)
def test_all_but_what_is_named(reader: Reader, text: str, chosen: tuple[str, ...]) -> None:
    assert reader.read(text, NOW).chosen == chosen


@pytest.mark.parametrize(
    ("text", "id_", "status"),
    [
        ("my left leg is swollen, the right one is fine", "leg_swelling_one", "present"),
        ("most days I wish I didn't have to be here any more", "suicidal_thoughts", "present"),
    ],
)
def test_the_other_one_that_is_fine_denies_nothing(reader: Reader, text: str, id_: str, status: str) -> None:
    assert {one.status for one in reader.read(text).findings if one.id == id_} == {status}


@pytest.mark.parametrize(
    "text",
    ["he doesn't know I'm on here", "one thing came back a bit off", "my jeans are a bit loose", "wiped it last night"],
)
def test_everyday_words_are_no_findings(reader: Reader, text: str) -> None:
    assert not [one for one in reader.read(text).findings if one.kind == "symptom"]


def test_where_she_lives_is_no_birth(reader: Reader) -> None:
    assert not reader.read("I live in Galway and work nights").findings
    assert reader.read("two living children").facts


class EarOfWords:
    """Hears a danger wherever one word stands in the text."""

    def __init__(self, word: str, id_: str) -> None:
        self.word, self.id = word, id_

    def dangers(self, text: str, sentences: Sequence[Sentence]) -> tuple[Hunch, ...]:
        return (Hunch(self.id, 0.9, 0, len(text)),) if self.word in text else ()

    def act(self, text: str, sentences: Sequence[Sentence]) -> Hunch | None:
        return None


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("a faint line on Tuesday", ()),
        ("a faint line on Tuesday and I was faint on the stairs", ("faint",)),
        ("I felt faint on the stairs", ("faint",)),
    ],
)
def test_the_ear_is_not_heard_on_a_saying_alone(text: str, heard: tuple[str, ...]) -> None:
    from yarrow.language.classes import class_lookup

    lexicon = load_lexicon()
    sayings, ear = Sayings(lexicon, class_lookup(lexicon.classes)), EarOfWords("faint", "faint")
    some = sentences(text)
    assert tuple(one.id for one in sayings.heard_beside(ear, text, some, ear.dangers(text, some))) == heard


@pytest.mark.parametrize(("text", "about"), [("my temp is 37.6", None), ("my temp feels up to me", "fever")])
def test_a_fever_whose_degrees_are_told_is_not_asked_about(text: str, about: str | None) -> None:
    ask = Reader(load_lexicon(), EarOfWords("temp", "fever")).read(text).ask
    assert (ask.about if ask else None) == about
