"""Danger told by the way, played down or in a second language is heard; what only sounds like it is not."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

HEARD = [
    ("next thing I knew my mum was over me saying my name", "faint"),
    ("I was gone for a sec in the queue", "faint"),
    ("my sight went to pinpricks and then nothing", "faint"),
    ("have to crouch or I'd drop", "faint"),
    ("went down in the hall", "faint"),
    ("I have fallen in the bathroom without sense", "faint"),
    ("white as milk", "clammy"),
    ("the pad is soaked before I get back to the sofa", "bleeding"),
    ("can't drink even a sip since Monday", "cannot_keep_fluids"),
    ("I counted the kicks and only three", "reduced_movements"),
    ("what is the use of me living", "suicidal_thoughts"),
    ("stabbing by my right hip, low, like a hot needle going in, on the right", "one_sided_pelvic_pain"),
    ("pain down in my right side all day", "one_sided_pelvic_pain"),
    ("worst pain of my life on the left", "severe_abdominal_pain"),
    ("the pain in my gut has me on my knees", "severe_abdominal_pain"),
    ("even the duvet touching it hurts", "severe_abdominal_pain"),
    ("my belly is in spasm and I can't uncurl", "severe_abdominal_pain"),
    ("my knickers have a brown patch", "bleeding"),
    ("slight staining since yesterday", "bleeding"),
    ("passed a clot of blood this morning", "bleeding"),
    ("the bleeding is heavier than a normal period", "bleeding"),
    ("hot as a furnace since last night", "fever"),
    ("what comes out of there smells rotten", "offensive_discharge"),
    ("can only get three words out at a time", "breathless"),
    ("can't walk to the kitchen without stopping for air", "breathless"),
    ("there's a strap tight round my chest", "chest_pain"),
    ("my heart is going a mile a minute", "racing_heart"),
    ("right leg has blown up, the other is normal", "leg_swelling_one"),
    ("left leg is since three days fat like a log", "leg_swelling_one"),
    ("the sight in my left eye just went", "stroke_signs"),
    ("my arm has gone like a dead weight", "stroke_signs"),
    ("my left hand does not obey", "stroke_signs"),
    ("her mouth is wonky and froth in her mouth, shaking all the body for minutes", "seizure"),
    ("this headache is laughing at the paracetamol", "severe_headache"),
    ("seeing sparkly lines in the air", "visual_disturbance"),
    ("my throat feels narrow", "anaphylaxis"),
    ("she's barely stirred since last night", "reduced_movements"),
    ("his kicks are feeble today", "reduced_movements"),
    ("only one wee nudge all day", "reduced_movements"),
    ("my knickers keep getting soaked with clear water", "waters"),
    ("my tummy is as tight as a drum and growing", "rapid_abdominal_swelling"),
    ("khujli on both palms, no spots", "itch_palms"),
    ("can barely lift the phone", "weak_collapse"),
    ("the tea goes out by my nose", "cannot_swallow"),
    ("every drink I throw it, brought back every sip", "cannot_keep_fluids"),
    ("my gums haven't stopped bleeding since morning", "uncontrolled_bleeding"),
    ("threw up dark stuff like old coffee", "vomiting_blood"),
    ("kit is still showing positive only", "positive_test_persisting"),
    ("I've counted out the zopiclone", "suicidal_plan"),
    ("took about 20 of my nan's codeine", "suicidal_plan"),
    ("I know exactly how I would do it", "suicidal_plan"),
    ("I swallowed everything in the cabinet", "suicidal_plan"),
    ("I'd not be bothered if I never woke up", "suicidal_thoughts"),
    ("they would manage better with me out of the picture", "suicidal_thoughts"),
    ("I pray God takes me too", "suicidal_thoughts"),
    ("nobody would miss me", "suicidal_thoughts"),
    ("a woman's voice keeps telling me things and no one else can hear her", "psychosis"),
    ("the telly is full of hidden messages about me", "psychosis"),
    ("there are cameras in the walls", "psychosis"),
    ("he keeps my tablets in his van", "abuse"),
    ("my mother in law won't give me money for the bus", "abuse"),
    ("he had his hands round my throat last week", "abuse"),
]
# One that just misses for each kind: the same words, and no danger.
NOT_HEARD = [
    ("I nearly passed out with joy", "faint"),
    ("my hands go white in winter", "faint"),
    ("we live in a ground floor flat", "faint"),
    ("shoulders are sore from the gym", "shoulder_tip_pain"),
    ("my needles are in the left drawer", "one_sided_pelvic_pain"),
    ("that scan bill hurts, ten out of ten", "severe_abdominal_pain"),
    ("the duvet is too hot", "severe_abdominal_pain"),
    ("we poured our savings into it", "bleeding"),
    ("work is haemorrhaging staff", "bleeding"),
    ("scared I'll see blood", "bleeding"),
    ("heavy periods run in my family", "bleeding"),
    ("40 degrees here in the shade", "fever"),
    ("my toddler has a temp of 39", "fever"),
    ("I couldn't breathe for laughing", "breathless"),
    ("a weight off my chest telling you this", "chest_pain"),
    ("he broke my heart leaving", "danger_now"),
    ("my heart melted at the scan", "racing_heart"),
    ("leg cramps at night", "pelvic_pain"),
    ("my ankles are swollen after work", "leg_swelling_one"),
    ("my feet are swollen by the evening", "sudden_swelling"),
    ("we had a stroke of luck", "stroke_signs"),
    ("everybody's smile is wide on the day", "stroke_signs"),
    ("the form is giving me a headache", "severe_headache"),
    ("lip filler left my lips swollen", "anaphylaxis"),
    ("she's barely three", "reduced_movements"),
    ("magnesium in labour could be a problem", "waters"),
    ("I gained 3 kg over Christmas", "rapid_abdominal_swelling"),
    ("dry hands from all the washing", "itch_palms"),
    ("my legs are like jelly after spin", "weak_collapse"),
    ("chewing gum helps", "cannot_swallow"),
    ("I throw out old water bottles", "cannot_keep_fluids"),
    ("the dentist said my gums are fine", "uncontrolled_bleeding"),
    ("I have a plan to try again in June", "suicidal_plan"),
    ("took all my pills this morning like a good girl", "suicidal_plan"),
    ("took two of my paracetamol", "suicidal_plan"),
    ("I can't go on with this diet", "suicidal_thoughts"),
    ("we need to be gone by five", "suicidal_thoughts"),
    ("he can see anything I write", "psychosis"),
    ("lost my voice shouting at the match", "psychosis"),
    ("he keeps his tools in his van", "abuse"),
    ("he makes me eat breakfast", "abuse"),
    ("hubby hit the roof", "abuse"),
    ("the price went down in the shop", "faint"),
    ("paint it white or milk", "clammy"),
    ("he bled the radiators", "bleeding"),
    ("the flashing lights on the ambulance", "visual_disturbance"),
    ("I counted the kicks, ten in an hour", "reduced_movements"),
    ("I don't see the point of another scan", "suicidal_thoughts"),
]
ASKED = [
    ("one calf is a bit crampy", "leg_swelling_one"),
    ("won't matter much after the weekend anyway", "suicidal_thoughts"),
    ("my jaw gets tired, chewing is a bit tiring lately", "cannot_swallow"),
]


@pytest.mark.parametrize(("text", "danger"), HEARD)
def test_is_heard(reader: Reader, text: str, danger: str) -> None:
    """A danger that is told is raised at once."""
    assert danger in reader.read(text).red_flags


@pytest.mark.parametrize(("text", "danger"), NOT_HEARD)
def test_only_sounds_like_it(reader: Reader, text: str, danger: str) -> None:
    """The same words without the danger raise none."""
    assert danger not in reader.read(text).red_flags


@pytest.mark.parametrize(("text", "danger"), ASKED)
def test_a_mere_hint_is_asked_about(reader: Reader, text: str, danger: str) -> None:
    """What may be danger and may be none raises nothing and is not passed over."""
    read = reader.read(text)
    assert danger not in read.red_flags
    assert read.ask is not None
    assert read.ask.about == danger


@pytest.mark.parametrize(
    ("text", "weeks"),
    [("app says 5 weeks and there is a brown stain", 5), ("6 weeks now by my dates, on lithium", 6)],
)
def test_weeks_by_the_way_are_of_now(reader: Reader, text: str, weeks: int) -> None:
    """Weeks that an app or her own counting gives are those of a pregnancy now."""
    told = {fact.path: fact.value for fact in reader.read(text).facts}
    assert told.get("gestation_weeks") == weeks
    assert told.get("pregnant_now") == "yes"


def test_weeks_that_were_are_not_of_now(reader: Reader) -> None:
    """The same words of a loss tell of no pregnancy now."""
    told = {fact.path: fact.value for fact in reader.read("the app said 5 weeks when I lost it").facts}
    assert told.get("pregnant_now") != "yes"


@pytest.mark.parametrize("text", ["it's 38 degrees in Perth", "40 degrees here, can't sleep"])
def test_the_weather_is_no_temperature(reader: Reader, text: str) -> None:
    """Degrees of the air are not hers."""
    assert "temp_c" not in {fact.path for fact in reader.read(text).facts}


@pytest.mark.parametrize("text", ["39 degrees in my armpit", "it's 38.5 degrees and I feel awful"])
def test_degrees_of_the_body_are(reader: Reader, text: str) -> None:
    """Degrees with nothing of the weather beside them are hers."""
    assert "temp_c" in {fact.path for fact in reader.read(text).facts}


def test_days_since_a_birth_told_by_the_baby(reader: Reader) -> None:
    """The baby's days tell of the birth; days of being late tell of none."""
    assert "procedure_or_birth_days" in {fact.path for fact in reader.read("she's only 8 days old").facts}
    assert "procedure_or_birth_days" not in {fact.path for fact in reader.read("she is 3 days late").facts}
