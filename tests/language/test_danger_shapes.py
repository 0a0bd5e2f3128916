"""Danger told by a part of the body and what it does is heard; what shares only its words is not."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

HEARD = [
    ("a weird ache at the very tip of my shoulder when I lie flat", "shoulder_tip_pain"),
    ("my left ovary has been like a hot poker since tea", "one_sided_pelvic_pain"),
    ("there's a place low on my left that lights up when I pee", "one_sided_pelvic_pain"),
    ("even ice lollies come straight back up", "cannot_keep_fluids"),
    ("nothing has stayed down since Tuesday", "cannot_keep_fluids"),
    ("her smile has slipped down on one side", "stroke_signs"),
    ("my words are coming out like mush", "stroke_signs"),
    ("right arm has gone to jelly", "stroke_signs"),
    ("head feels like it's in a vice, paracetamol won't touch it", "severe_headache"),
    ("usually a wee dancer, hardly anything today", "reduced_movements"),
    ("warm trickle that keeps coming, it is clear", "waters"),
    ("the sticks keep coming up positive weeks after", "positive_test_persisting"),
    ("what I'm throwing up looks like coffee grounds", "vomiting_blood"),
    ("number twos have gone black and gluey", "black_stool"),
    ("slid down the fridge and was out for ten seconds", "faint"),
    ("every night I pray not to wake up", "suicidal_thoughts"),
    ("some days I think about not existing", "suicidal_thoughts"),
    ("he gave me two slaps last week", "abuse"),
    ("he counts out my tablets", "abuse"),
    ("soles of my feet are driving me batty with the itch", "itch_palms"),
    ("the pads stink and are greeny", "offensive_discharge"),
    ("that's my fifth pad since breakfast", "bleeding"),
    ("rust coloured smears in my knickers", "bleeding"),
    ("it was like chicken livers, bigger than a golf ball", "clots_large"),
]
NOT_HEARD = [
    ("my jaw dropped when I read the letter", "stroke_signs"),
    ("my husband has a numb arm sometimes", "stroke_signs"),
    ("water stays down fine", "cannot_keep_fluids"),
    ("one miscarriage before this at 10 weeks", "severe_abdominal_pain"),
    ("we walked over the hill", "severe_abdominal_pain"),
    ("I took my tablets and went to bed", "abuse"),
    ("everyone would be happier if the clinic rang back", "suicidal_thoughts"),
    ("baby is quiet at night but lively all day", "reduced_movements"),
    ("my periods have clots like plums every month", "clots_large"),
    ("the tests keep coming up negative", "positive_test_persisting"),
    ("she always gives me a kick up the backside", "abuse"),
]


@pytest.mark.parametrize(("text", "symptom"), HEARD)
def test_the_shape_of_a_danger_is_heard(reader: Reader, text: str, symptom: str) -> None:
    """Whatever the words between."""
    read = reader.read(text)
    assert symptom in read.red_flags or (read.ask is not None and read.ask.about == symptom)


@pytest.mark.parametrize(("text", "symptom"), NOT_HEARD)
def test_what_shares_only_the_words_raises_nothing(reader: Reader, text: str, symptom: str) -> None:
    """Figures of speech, what is well, and what has always been so."""
    assert symptom not in reader.read(text).red_flags


def test_pads_counted_since_a_part_of_the_day_are_heavy(reader: Reader) -> None:
    """Four since lunch; two are not."""
    assert {"bleeding_heavy": True}.items() <= {
        fact.path: fact.value for fact in reader.read("I'm on my fourth pad since lunch").facts
    }.items()
    assert "bleeding_heavy" not in {fact.path for fact in reader.read("I'm on my second pad since lunch").facts}


@pytest.mark.parametrize("text", ["temp of 38.8", "it's 39.2 on the thermometer", "38.5 and shivering"])
def test_a_measured_fever_is_a_fever(reader: Reader, text: str) -> None:
    """A number in range beside a word of heat."""
    assert "fever" in reader.read(text).red_flags


@pytest.mark.parametrize("text", ["temp of 36.8", "BMI 38.5", "no temp over 38"])
def test_a_number_alone_is_no_fever(reader: Reader, text: str) -> None:
    """Nor one that is normal, denied, or of something else."""
    assert "fever" not in reader.read(text).red_flags


def test_the_partner_who_writes_of_a_pregnant_wife_writes_of_the_patient(reader: Reader) -> None:
    """Her collapse is a danger now; that of a wife of whom no pregnancy is told is asked about."""
    assert "faint" in reader.read("my wife is 8 weeks pregnant and she just collapsed").red_flags
    assert reader.read("my wife collapsed").red_flags == ()
