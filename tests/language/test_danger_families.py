"""Each family of wordings of a danger (protocol/lexicon, files of symptoms): one that fires, one that just misses."""

from __future__ import annotations

import pytest

FIRES = [
    ("faint", "I went down like a ton of bricks in Aldi"),
    ("faint", "next thing I remember is the paramedic's face"),
    ("faint", "came over all queer and nearly went over"),
    ("faint", "my knees buckled on the stairs"),
    ("faint", "he caught me before I hit the tiles"),
    ("faint", "my sight was closing in and everything sounded far away"),
    ("faint", "suddenly I see everything black and fall"),
    ("clammy", "I'm pouring with sweat but freezing, the colour of putty"),
    ("racing_heart", "my heart is going ninety to the dozen"),
    ("racing_heart", "pulse 132 lying down"),
    ("confusion", "mam says I'm talking rubbish and I don't know what day it is"),
    ("bleeding", "three pairs of knickers soaked through since lunch"),
    ("bleeding", "a brownish smudge when I wiped"),
    ("bleeding", "it's pissing out of me like a tap, blood everywhere"),
    ("bleeding", "tampon every half hour"),
    ("clots_large", "passed something the size of a mandarin, all jelly and clot"),
    ("one_sided_pelvic_pain", "something is stabbing me low down on the left"),
    ("one_sided_pelvic_pain", "right side only, it is killing me"),
    ("severe_abdominal_pain", "bent double on the couch with this belly"),
    ("severe_abdominal_pain", "the cramps are so bad I can't stand"),
    ("rigid_abdomen", "my tummy has gone hard as a brick"),
    ("shoulder_tip_pain", "a weird pain on the tip of the shoulder"),
    ("breathless", "I can't get a lungful, panting just sitting here"),
    ("chest_pain", "like a band tightening round my chest"),
    ("coughing_blood", "my phlegm had a streak of blood in it"),
    ("anaphylaxis", "my tongue is swelling up and I've hives everywhere"),
    ("stroke_signs", "the corner of my mouth won't lift and it's drooping"),
    ("stroke_signs", "no strength in my right arm all of a sudden"),
    ("seizure", "he says my eyes rolled back and my whole body was jerking"),
    ("severe_headache", "thumping head for two days, panadol not touching it"),
    ("visual_disturbance", "silver zigzags dancing in front of my eyes"),
    ("upper_abdominal_pain", "squeezing pain up under the right ribs"),
    ("leg_swelling_one", "my left calf is up like a balloon and roasting"),
    ("sudden_swelling", "face ballooned overnight and my rings won't come off"),
    ("itch_palms", "the soles of my feet are itching like mad"),
    ("reduced_urine", "barely a dribble when I wee since yesterday"),
    ("rapid_abdominal_swelling", "gained three kilos since egg collection on Monday"),
    ("cannot_keep_fluids", "every sip comes straight back up"),
    ("reduced_movements", "the wee one has hardly kicked since last night"),
    ("reduced_movements", "not a single kick out of him today"),
    ("movements_never_felt", "I have never felt a single kick at all"),
    ("waters", "warm water gushing down both legs and still coming"),
    ("waters", "my bump goes tight every five minutes then lets go"),
    ("fever", "burning up one minute and freezing the next"),
    ("rigors", "shivering like mad under three blankets"),
    ("offensive_discharge", "the stink off my pad is rank"),
    ("vomiting_blood", "threw up and there were brown bits like coffee grounds"),
    ("black_stool", "my poo is black as tar and sticky"),
    ("uncontrolled_bleeding", "my nosebleed has been pouring for an hour"),
    ("uncontrolled_bleeding", "purple blisters inside my cheeks"),
    ("molar_tissue", "passed a cluster of clear bubbles like tapioca"),
    ("positive_test_persisting", "the second line is still as dark as ever"),
    ("suicidal_plan", "I've counted out all the codeine and it's beside me"),
    ("suicidal_plan", "necked a packet of paracetamol"),
    ("suicidal_thoughts", "I wish I could just not wake up"),
    ("suicidal_thoughts", "they'd all be better off if I wasn't around"),
    ("psychosis", "the man on the telly is sending me messages"),
    ("abuse", "he gives me the odd slap when he's drunk"),
    ("abuse", "he went and flushed my pills"),
    ("danger_now", "he's kicking the bathroom door in"),
    ("cannot_swallow", "my tea keeps coming back out my nose"),
    ("weak_collapse", "legs are like jelly and I can't get up the stairs"),
]  # fmt: skip
MISSES = [
    ("faint", "my feet hit the floor at six every morning"),
    ("faint", "the nurse went over my results"),
    ("faint", "I nearly passed out when I saw the bill"),
    ("clammy", "my hair has gone grey over this"),
    ("racing_heart", "baby's heartbeat was 152 on the scan"),
    ("confusion", "the letter makes no sense"),
    ("bleeding", "bloods all over the place this year"),
    ("bleeding", "there were spots on the scan of my brain"),
    ("bleeding", "my gums bleed when I brush"),
    ("severe_abdominal_pain", "doubled up on my folic acid"),
    ("breathless", "cried so much I couldn't breathe, happy tears"),
    ("stroke_signs", "my fingers go white in the cold"),
    ("fever", "temperature of 36.8 this morning"),
    ("reduced_movements", "a quiet room would be nice"),
    ("suicidal_thoughts", "I'd rather die than ring them again"),
    ("suicidal_plan", "we tried again last month"),
    ("psychosis", "trying not to lose the plot"),
    ("abuse", "they gave me an injection"),
    ("abuse", "this tablet is not safe in pregnancy"),
    ("waters", "it has come back this month"),
    ("positive_test_persisting", "my hcg went up nicely"),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "text"), FIRES)
def test_it_fires(reader, id_, text):
    assert id_ in reader.read(text).red_flags


@pytest.mark.parametrize(("id_", "text"), MISSES)
def test_it_just_misses(reader, id_, text):
    assert id_ not in reader.read(text).red_flags


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("with our eldest I had flashing lights", "visual_disturbance"),
        ("I fainted, that was in 2019", "faint"),
        ("an overdose at 16", "suicidal_plan"),
        ("my ex used to hit me", "abuse"),
    ],
)
def test_long_ago_is_asked_about_and_not_raised(reader, text, id_):
    read = reader.read(text)
    assert read.red_flags == ()
    assert read.ask is not None
    assert read.ask.about == id_


@pytest.mark.parametrize("text", ["say my waters went at 30 weeks", "a woman at work had a seizure last year"])
def test_imagined_or_a_strangers_raises_nothing(reader, text):
    assert reader.read(text).red_flags == ()


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("I don't have a fever", "fever"),
        ("never had a seizure", "seizure"),
        ("I don't feel faint", "faint"),
        ("haven't had any contractions", "waters"),
    ],
)
def test_a_denial_that_shares_its_verb_denies(reader, text, id_):
    read = reader.read(text)
    assert read.red_flags == ()
    assert {finding.status for finding in read.findings if finding.id == id_} == {"denied"}


@pytest.mark.parametrize("text", ["I inject insulin four times a day", "I take insulin and metformin",
                                  "my insulin is ready next to me for the night"])  # fmt: skip
def test_insulin_as_it_should_be_is_no_plan(reader, text):
    assert "suicidal_plan" not in reader.read(text).red_flags


@pytest.mark.parametrize("text", ["I injected all my insulin", "I took insulin on purpose, a lot of it"])
def test_insulin_to_die_is_a_plan(reader, text):
    assert "suicidal_plan" in reader.read(text).red_flags
