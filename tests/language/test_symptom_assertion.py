"""How symptoms stand: denied, in lists, after a contrast, over."""

from __future__ import annotations

import pytest

# Each symptom that has a name of its own, by that name.
NAMES = {
    "bleeding": "bleeding",
    "clots_large": "large clots",
    "faint": "fainting",
    "clammy": "clamminess",
    "racing_heart": "palpitations",
    "confusion": "confusion",
    "shoulder_tip_pain": "shoulder tip pain",
    "one_sided_pelvic_pain": "pain on one side",
    "pelvic_pain": "cramps",
    "severe_abdominal_pain": "severe tummy pain",
    "rigid_abdomen": "rigid abdomen",
    "vomiting": "vomiting",
    "vomiting_blood": "vomiting blood",
    "black_stool": "black poo",
    "fever": "fever",
    "rigors": "rigors",
    "offensive_discharge": "smelly discharge",
    "chest_pain": "chest pain",
    "breathless": "shortness of breath",
    "coughing_blood": "coughing up blood",
    "stroke_signs": "slurred speech",
    "seizure": "seizure",
    "anaphylaxis": "swelling of my lips",
    "leg_swelling_one": "swollen calf",
    "severe_headache": "bad headache",
    "visual_disturbance": "blurred vision",
    "upper_abdominal_pain": "pain under my ribs",
    "sudden_swelling": "sudden swelling of my face",
    "rapid_abdominal_swelling": "sudden tummy swelling",
    "bloating": "bloating",
    "diarrhoea": "diarrhoea",
    "constipation": "constipation",
    "nocturnal_diarrhoea": "diarrhoea at night",
    "rectal_bleeding": "rectal bleeding",
    "mucus": "mucus",
    "weight_loss": "weight loss",
    "abdominal_pain": "tummy pain",
    "early_fullness": "early fullness",
    "urinary_urgency": "urinary urgency",
    "mouth_ulcers": "mouth ulcers",
    "fatigue_prolonged": "fatigue",
    "dysphagia": "trouble swallowing",
    "mass": "lump in my tummy",
    "jaundice": "jaundice",
    "suicidal_thoughts": "suicidal thoughts",
    "sore_throat": "sore throat",
    "molar_tissue": "grape like bits",
    "itch_palms": "itchy palms",
    "waters": "contractions",
    "ketones": "ketones",
    "weak_collapse": "drowsy",
    "uncontrolled_bleeding": "blood blisters in my mouth",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no bleeding or cramps but dizzy", {("bleeding", "denied"), ("pelvic_pain", "denied"), ("faint", "present")}),
        ("no blood in my poo but lots of mucus", {("rectal_bleeding", "denied"), ("mucus", "present")}),
        ("not only bloating but also diarrhoea", {("bloating", "present"), ("diarrhoea", "present")}),
        (
            "I have tummy aches but no diarrhoea or constipation",
            {("abdominal_pain", "present"), ("diarrhoea", "denied"), ("constipation", "denied")},
        ),
        (
            "no weight loss, no blood, just bloating",
            {("weight_loss", "denied"), ("rectal_bleeding", "denied"), ("bloating", "present")},
        ),
        (
            "I'm up 3 times a night with diarrhoea and I've dropped a stone and a half",
            {("nocturnal_diarrhoea", "present"), ("diarrhoea", "present"), ("weight_loss", "present")},
        ),
        ("I've lost weight because I've been dieting", set()),
        ("bleeding piles", {("rectal_bleeding", "present")}),
        ("my sister has crohns, ive had diarrhoea for 6 weeks", {("diarrhoea", "present")}),
        (
            "toilet 7-8 times a day with blood and mucus",
            {("diarrhoea", "present"), ("rectal_bleeding", "present"), ("mucus", "present")},
        ),
        ("swings between diarrhoea and constipation", {("diarrhoea", "present"), ("constipation", "present")}),
        ("bloody diarrhoea", {("diarrhoea", "present"), ("rectal_bleeding", "present")}),
        ("diarrhoea has stopped now", {("diarrhoea", "past")}),
        ("lost my appetite and dropped 5kg", {("early_fullness", "present"), ("weight_loss", "present")}),
        ("I go days without pooing", {("constipation", "present")}),
        (
            "constant bloating, loo 8 times a day, sometimes blood",
            {("bloating", "present"), ("diarrhoea", "present"), ("rectal_bleeding", "present")},
        ),
    ],
)
def test_symptoms_stand_as_said(reader, text, expected):
    """Lists, contrasts and everyday sentences give each symptom its own assertion."""
    assert {(f.id, f.status) for f in reader.read(text).findings if f.kind == "symptom"} == expected


@pytest.mark.parametrize(("id_", "name"), NAMES.items())
@pytest.mark.parametrize("frame", ["no {}", "I haven't had any {}", "no {} or anything"])
def test_a_denied_symptom_is_denied(reader, id_, name, frame):
    """A symptom that is named and denied is denied, and no red flag."""
    read = reader.read(frame.format(name))
    assert (id_, "denied") in {(f.id, f.status) for f in read.findings}
    assert id_ not in read.red_flags
