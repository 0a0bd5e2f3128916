"""Danger is heard whatever the wording; what is not happening to her now is asked about or let be."""

from __future__ import annotations

import pytest

# clinical.md §5: each red flag in wordings of patients, typos and panic included. The ids that must be heard.
HEARD = [
    ("RF01", "im 6 weeks and just passed out in the bathroom", {"faint"}),
    ("RF01", "positive test last week, sudden sharp tummy pain and dizzy", {"faint", "severe_abdominal_pain"}),
    ("RF01", "my shoulder hurts when i lie down and im 7 weeks", {"shoulder_tip_pain"}),
    ("RF01", "late period and i colapsed", {"faint"}),
    ("RF02", "stabbing pain in my ovary and a positive test", {"one_sided_pelvic_pain"}),
    ("RF02", "pain on one side low down since last night", {"one_sided_pelvic_pain"}),
    ("RF02", "really bad pelvic pain, could be pregnant", {"pelvic_pain"}),
    ("RF03", "soaking a pad every hour", {"bleeding"}),
    ("RF03", "its gushing out blood everywhere", {"bleeding"}),
    ("RF03", "blood is pouring out through my clothes", {"bleeding"}),
    ("RF03", "clots like plums keep coming", {"clots_large"}),
    ("RF03", "HELP theres so much blood i cant stop it", {"bleeding"}),
    ("RF03", "bleding hevily and clots size of golf ball", {"bleeding", "clots_large"}),
    ("RF04", "miscarriage 5 days ago, now fever 38.5 and smelly discharge", {"fever", "offensive_discharge"}),
    ("RF04", "cant stop shaking and feel awful since my d&c", {"rigors"}),
    ("RF05", "8 weeks and pink when i wipe", {"bleeding"}),
    ("RF05", "brown discharge and cramps", {"bleeding", "pelvic_pain"}),
    ("RF06", "can't keep water down for 24 hours", {"cannot_keep_fluids"}),
    ("RF06", "sick all day, dark wee and nothing stays down", {"cannot_keep_fluids", "reduced_urine"}),
    ("RF07", "worst pain ever in my belly im doubled over", {"severe_abdominal_pain"}),
    ("RF07", "stomach pain 10/10 cant stand up", {"severe_abdominal_pain"}),
    ("RF08", "i vomited blood", {"vomiting_blood"}),
    ("RF08", "black tarry poo for 2 days", {"black_stool"}),
    ("RF08", "sick looks like coffee grounds", {"vomiting_blood"}),
    ("RF09", "chest pain and cant breathe", {"chest_pain", "breathless"}),
    ("RF09", "coughing up blood", {"coughing_blood"}),
    ("RF09", "heart pounding and im so breathless", {"racing_heart", "breathless"}),
    ("RF10", "my left calf is swollen and hot", {"leg_swelling_one"}),
    ("RF10", "one leg is twice the size of the other", {"leg_swelling_one"}),
    ("RF11", "my face is drooping and i cant lift my arm", {"stroke_signs"}),
    ("RF11", "slurring my words", {"stroke_signs"}),
    ("RF11", "worst headache of my life came on suddenly", {"severe_headache"}),
    ("RF11", "im told i had a fit", {"seizure"}),
    ("RF12", "32 weeks, banging headache and flashing lights", {"severe_headache", "visual_disturbance"}),
    ("RF12", "pain under my ribs and my hands and face are swollen", {"upper_abdominal_pain", "sudden_swelling"}),
    ("RF13", "baby hasn't moved today", {"reduced_movements"}),
    ("RF13", "26 weeks and baby is really quiet today", {"reduced_movements"}),
    ("RF14", "my throat is closing up", {"anaphylaxis"}),
    ("RF14", "lips swelling after eating nuts", {"anaphylaxis"}),
    (
        "RF15",
        "egg collection 4 days ago, belly is huge and hardly peeing",
        {"rapid_abdominal_swelling", "reduced_urine"},
    ),
    ("RF15", "gaining over 1kg a day since trigger", {"rapid_abdominal_swelling"}),
    ("RF16", "passed bits that look like grapes", {"molar_tissue"}),
    ("RF17", "4 weeks after my miscarriage and test is still positive", {"positive_test_persisting"}),
    ("RF18", "i have pills and im going to end it tonight", {"suicidal_plan"}),
    ("RF18", "i took an overdose an hour ago", {"suicidal_plan"}),
    ("RF18", "goin to kil myself", {"suicidal_plan"}),
    ("RF19", "i dont want to be here anymore", {"suicidal_thoughts"}),
    ("RF19", "they'd be better off without me", {"suicidal_thoughts"}),
    ("RF19", "whats the point of living, i just want to be with my baby", {"suicidal_thoughts"}),
    ("RF19", "im suicidle", {"suicidal_thoughts"}),
    ("RF20", "since the birth im hearing voices", {"psychosis"}),
    ("RF20", "my baby is evil and they are poisoning me", {"psychosis"}),
    ("RF22", "he hits me", {"abuse"}),
    ("RF22", "im scared of my partner", {"abuse"}),
    ("RF22", "he's going to kill me, hes outside", {"danger_now"}),
    ("RF24", "I have addisons and cant keep my tablets down", {"cannot_keep_fluids"}),
    ("RF27", "type 1, ketones 2.4 and vomiting", {"ketones"}),
    ("RF29", "myasthenia and i cant swallow", {"cannot_swallow"}),
    ("RF30", "itp and my nose wont stop bleeding", {"uncontrolled_bleeding"}),
    ("RF32", "itchy palms and soles at 30 weeks", {"itch_palms"}),
    ("RF33", "my waters have broken at 34 weeks", {"waters"}),
    ("RF34", "22 weeks and bleeding", {"bleeding"}),
    (
        "buried",
        "hi i was wondering about my appointment next week, i've had 3 losses and my GP referred me, "
        "also since this morning i've had "
        "chest pain and feel a bit breathless, but mainly i want to know about the NK cell test",
        {"chest_pain", "breathless"},
    ),
    ("panic", "PLEASE HELP IM BLEEDING SO MUCH!!!!", {"bleeding"}),
    ("panic", "omg so much blood omg", {"bleeding"}),
    ("not only", "its not only spotting but also cramps", {"bleeding", "pelvic_pain"}),
    ("pseudo", "i can't stop bleeding", {"bleeding"}),
    ("pseudo", "no idea why i keep bleeding", {"bleeding"}),
    ("pseudo", "bleeding hasn't stopped", {"bleeding"}),
    ("pseudo", "bleeding wont stop", {"bleeding"}),
    ("pseudo", "no let up in the bleeding", {"bleeding"}),
    ("pseudo", "i'm not coping, bleeding every day", {"bleeding"}),
    ("pseudo", "didn't know i was pregnant when i started bleeding", {"bleeding"}),
    ("pseudo", "not sleeping because of chest pain", {"chest_pain"}),
    ("contrast", "no bleeding but terrible pain in my right side low down", {"one_sided_pelvic_pain"}),
    ("contrast", "no fever, but i fainted", {"faint"}),
    ("worry", "worried about this bleeding", {"bleeding"}),
    ("normal?", "is it normal to be bleeding this much?", {"bleeding"}),
]


@pytest.mark.parametrize(("name", "text", "ids"), HEARD)
def test_a_danger_is_heard(reader, name, text, ids):
    """The dangerous symptoms are among the red flags."""
    assert ids <= set(reader.read(text).red_flags)


@pytest.mark.parametrize(
    "text",
    [
        "no bleeding",
        "no bleeding or pain",
        "I'm not bleeding",
        "i havent had any bleeding or cramps",
        "no fever, no pain, no bleeding",
        "not bleeding or anything",
        "no chest pain or breathlessness",
        "I'm not suicidal",
        "no thoughts of harming myself",
        "he has never hit me",
        "baby is moving fine",
        "dont have fever",
        "no bleeding, dizziness or pain at all",
        "never had a seizure",
        "no headache, no blurred vision",
    ],
)
def test_a_plain_denial_is_no_red_flag(reader, text):
    """A clear denial, alone or in a list, raises nothing and asks nothing."""
    read = reader.read(text)
    assert read.red_flags == ()
    assert read.ask is None


@pytest.mark.parametrize(
    "text", ["the line was faint and I am so faint", "after the test was faint", "positive, and faint"]
)
def test_a_faint_line_hides_no_faintness(reader, text):
    assert "faint" in reader.read(text).red_flags


@pytest.mark.parametrize(
    "text",
    [
        "dying of embarrassment asking this",
        "this wait is killing me",
        "flooded with emotion",
        "my heart is broken",
        "blood test results were fine",
        "my periods are heavy",
        "sick of all this",
        "floods of tears",
        "I could kill my husband for forgetting",
        "faint line on the test",
        "the second line was very faint",
        "just broken hearted",
        "hello",
        "I have hashimotos and two kids",
        "trying for 2 years",
        "how long does the appointment take?",
        "it hit me really hard emotionally",
        "lost hope",
        "im over the moon",
        "end this chat",
        "no point testing yet",
        "heard the baby's heartbeat",
        "I feel fit and healthy",
        "seeing my doctor on Monday",
        "my husband is lovely and supportive",
        "I want to be a mum",
        "I want to have a baby",
    ],
)
def test_a_saying_is_no_red_flag(reader, text):
    """Sayings and everyday words raise nothing and ask nothing."""
    read = reader.read(text)
    assert read.red_flags == ()
    assert read.ask is None


@pytest.mark.parametrize(
    "text",
    [
        "with my last pregnancy i collapsed",
        "last year i had chest pain",
        "last week i fainted",
        "i bled heavily in my last pregnancy",
        "i used to hear voices",
        "i don't have no bleeding",
        "my friend said she had chest pain",
        "my wife is bleeding heavily",
        "had a seizure when i was a child",
        "i was suicidal a few years ago",
        "a bit dizzy",
    ],
)
def test_an_unclear_danger_is_asked_about(reader, text):
    """A past, oddly negated, somebody else's or slight danger raises no flag; one question asks whether it is now."""
    read = reader.read(text)
    assert read.red_flags == ()
    assert read.ask is not None
    assert read.ask.question == "happening_now"


@pytest.mark.parametrize(
    "text", ["what if i start bleeding?", "when should i worry about bleeding", "does stress cause bleeding"]
)
def test_a_mere_if_raises_nothing(reader, text):
    """A danger that is only imagined is no red flag."""
    assert reader.read(text).red_flags == ()


def test_a_long_message_is_read_to_its_end(reader):
    """64 kB of chatter before the danger do not hide it."""
    text = (
        "I went to the shops and then we had lunch with my aunt. " * 1200 + "and now i have chest pain and cant breathe"
    )
    assert {"chest_pain", "breathless"} <= set(reader.read(text).red_flags)
    text = "so anyway " * 6400 + "i took an overdose"
    assert "suicidal_plan" in reader.read(text).red_flags
