"""The gut, row by row: clinical.md §4.1 (each slot has a place), §4.2 and §4.3 (what fires, what just misses), §4.4."""

from __future__ import annotations

from typing import Any

import pytest

from yarrow.clinical.triage import assess

ADULT: dict[str, Any] = {"locale": "UK", "pregnant_now": "no", "planning": False}
BOWEL = {"symptoms": ["diarrhoea"], "bowel_symptom_weeks": 8}


def judged(protocol: Any, age: int = 30, **facts: Any) -> Any:
    return assess(protocol, {**ADULT, "age": age, **facts})


def advised(protocol: Any, age: int = 30, **facts: Any) -> dict[str, str]:
    return {item.id: item.evidence for item in judged(protocol, age, **facts).recommendations}


# Each slot of §4.1 with the place its answer goes to: a fact, an option's path, or a text that is kept.
SLOTS = {
    "bowel_symptom_weeks": "bowel_symptom_weeks",
    "bloating": "symptoms.bloating",
    "bloating_days_per_month": "bloating_days_per_month",
    "early_fullness": "symptoms.early_fullness",
    "diarrhoea": "symptoms.diarrhoea",
    "stools_per_day": "gut.stools_per_day",
    "constipation": "symptoms.constipation",
    "abdominal_pain": "symptoms.abdominal_pain",
    "site, high": "gut.pain_upper",
    "site, low": "gut.pain_lower",
    "severity": "gut.pain_score",
    "relation to stool": "gut.pain_with_stool",
    "relation to meals": "gut.pain_with_meals",
    "relation to period": "gut.cyclical",
    "nocturnal_diarrhoea": "symptoms.nocturnal_diarrhoea",
    "rectal_bleeding": "symptoms.rectal_bleeding",
    "colour and amount": "gut.rectal_blood",
    "bloody_stools_per_day": "bloody_stools_per_day",
    "mucus": "symptoms.mucus",
    "urgency": "gut.urgency",
    "weight_loss": "symptoms.weight_loss",
    "5% in 6 months": "weight_loss_amount",
    "kg, months": "gut.weight_loss_told",
    "swallowing_difficulty": "symptoms.dysphagia",
    "reflux": "gut.reflux",
    "mouth_ulcers": "symptoms.mouth_ulcers",
    "perianal_pain_or_fistula": "gut.perianal",
    "joint symptoms": "gut.joints",
    "eye and skin symptoms": "gut.eyes_or_skin",
    "fatigue_prolonged": "symptoms.fatigue_prolonged",
    "iron_def_anaemia": "hb_status",
    "iron deficiency": "gut.iron_low",
    "b12_folate_deficiency": "gut.b12_folate",
    "fever": "symptoms.fever",
    "jaundice": "symptoms.jaundice",
    "mass_felt": "symptoms.mass",
    "urinary_urgency": "symptoms.urinary_urgency",
    "new_since_age": "bowel_new_12_months",
    "recent travel": "gut.travel",
    "recent antibiotics": "gut.antibiotics",
    "NSAID, metformin, magnesium, iron": "gut.tablets",
    "GLP1, orlistat and other medicines": "medicines",
    "food_triggers": "gut.food_triggers",
    "gluten_free": "gluten_free",
    "gluten_free_months": "gut.gluten_free_months",
    "coeliac_tested": "coeliac_tested",
    "its result": "tests.coeliac",
    "family: coeliac": "family_history.coeliac",
    "family: ibd": "family_history.ibd",
    "family: bowel cancer": "family_history.bowel_cancer",
    "family: ovarian cancer": "family_history.ovarian_cancer",
}


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_of_the_history_has_a_question_that_fills_it(protocol, slot):
    filled = {q.fact for q in protocol.questions}
    filled |= {setting.path for q in protocol.questions for option in q.options for setting in option.sets}
    assert SLOTS[slot] in filled


def test_a_bowel_history_is_taken_in_few_questions(protocol):
    asked = [q.id for q in protocol.questions if q.section == "gut"]
    assert len(asked) <= 20
    longest = max(len(q.options) for q in protocol.questions if q.section == "gut")
    assert longest <= 12


OFFER = [
    ({"symptoms": ["diarrhoea"], "bowel_symptom_weeks": 6}, {"symptoms": ["diarrhoea"], "bowel_symptom_weeks": 5}),
    ({"symptoms": ["fatigue_prolonged"]}, {"symptoms": ["early_fullness"]}),
    ({"symptoms": ["weight_loss"]}, {"symptoms": ["vomiting"]}),
    ({"symptoms": ["mouth_ulcers"]}, {"symptoms": ["sore_throat"]}),
    ({"hb_status": "iron_deficiency_anaemia"}, {"hb_status": "ok"}),
    ({"gut": {"iron_low": True}}, {"gut": {"antibiotics": True}}),
    ({"gut": {"b12_folate": True}}, {"gut": {"travel": True}}),
    ({"conditions": ["t1d"]}, {"conditions": ["type_2_diabetes"]}),
    ({"conditions": ["hashimoto"]}, {"conditions": ["fibroids"]}),
    ({"conditions": ["graves"]}, {"conditions": ["vitiligo"]}),
    ({"conditions": ["ibs"]}, {"conditions": ["endometriosis"]}),
    ({"family_history": ["coeliac"]}, {"family_history": ["ibd"]}),
]


@pytest.mark.parametrize(("fires", "misses"), OFFER, ids=lambda facts: str(facts))
def test_the_coeliac_test_is_offered_as_ng20_lists(protocol, fires, misses):
    assert advised(protocol, **fires).get("E_COELIAC") == "standard"
    assert "P06" not in judged(protocol, **misses).ids


def test_after_two_losses_or_infertility_the_coeliac_test_is_only_considered(protocol):
    two = [{"type": "miscarriage_clinical", "weeks": 7, "confirmed": "scan"}] * 2
    assert advised(protocol, losses=two)["E_COELIAC"] == "consider_in_selected"
    trying = {"planning": True, "trying_months": 13}
    assert advised(protocol, **trying)["E_COELIAC"] == "consider_in_selected"
    assert "E_COELIAC" not in advised(protocol, losses=two[:1])


def test_who_eats_gluten_is_asked_to_keep_eating_it_and_nobody_is_told_to_start_again(protocol):
    assert "I_KEEP_GLUTEN" in advised(protocol, **BOWEL, gluten_free=False)
    free = advised(protocol, **BOWEL, gluten_free=True)
    assert "I_KEEP_GLUTEN" not in free
    assert "E_COELIAC" not in free
    assert {"R_GP_ROUTINE", "R_DIETITIAN"} <= set(free)


@pytest.mark.parametrize(
    ("result", "listed"),
    [
        ({"tests": {"coeliac": "negative"}}, False),
        ({"tests": {"coeliac": "normal"}}, False),
        ({"coeliac_tested": True}, False),
        ({"coeliac_tested": False}, True),
        ({}, True),
    ],
)
def test_a_coeliac_test_done_and_normal_is_not_listed_again(protocol, result, listed):
    assert ("E_COELIAC" in advised(protocol, **BOWEL, **result)) is listed


def test_bowel_symptoms_of_six_weeks_bring_the_simple_tests(protocol):
    found = advised(protocol, **BOWEL)
    assert {"E_CALPRO", "E_COELIAC", "E_FBC_FERRITIN", "E_CRP", "E_FIT", "R_GP_ROUTINE"} <= set(found)
    assert judged(protocol, **BOWEL).level.name == "T4"
    assert "P07" not in judged(protocol, symptoms=["diarrhoea"], bowel_symptom_weeks=5).ids
    assert "E_FIT" not in advised(protocol, symptoms=["bloating"], bowel_symptom_weeks=8)


@pytest.mark.parametrize("cancer", ["bowel_cancer", "ovarian_cancer"])
def test_bowel_or_ovarian_cancer_in_the_family_is_a_reason_to_refer(protocol, cancer):
    assert "R_GASTRO" in advised(protocol, **BOWEL, family_history=[cancer])
    assert "R_GASTRO" not in advised(protocol, **BOWEL, family_history=["autoimmune"])


FAST_TRACK = [
    (30, {"symptoms": ["mass"]}, 30, {"symptoms": ["bloating"]}),
    (50, BOWEL, 49, BOWEL),
    (30, {"hb_status": "iron_deficiency_anaemia"}, 30, {"hb_status": "anaemia"}),
    (40, {"symptoms": ["weight_loss", "abdominal_pain"]}, 39, {"symptoms": ["weight_loss", "abdominal_pain"]}),
    (49, {"symptoms": ["rectal_bleeding", "abdominal_pain"]}, 49, {"symptoms": ["rectal_bleeding"]}),
    (49, {"symptoms": ["rectal_bleeding", "weight_loss"]}, 39, {"symptoms": ["weight_loss"]}),
    (50, {"symptoms": ["rectal_bleeding"]}, 49, {"symptoms": ["rectal_bleeding"]}),
    (50, {"symptoms": ["abdominal_pain"]}, 49, {"symptoms": ["abdominal_pain"]}),
    (50, {"symptoms": ["weight_loss"]}, 49, {"symptoms": ["weight_loss"]}),
    (60, {"hb_status": "anaemia"}, 59, {"hb_status": "anaemia"}),
]


@pytest.mark.parametrize(("age", "fires", "near_age", "misses"), FAST_TRACK)
def test_each_line_of_the_fit_list_fires_and_its_neighbour_does_not(protocol, age, fires, near_age, misses):
    found = judged(protocol, age, **fires)
    assert "U02" in found.ids
    assert found.level.name == "T3"
    assert {"R_GP_2W", "E_FIT"} <= {item.id for item in found.recommendations}
    assert "U02" not in judged(protocol, near_age, **misses).ids


OVARY = [
    (50, {"symptoms": ["bloating"], "bloating_days_per_month": 13}, 49),
    (50, {"symptoms": ["bloating"], "bowel_symptom_weeks": 6}, 49),
]


@pytest.mark.parametrize(("age", "facts", "near"), OVARY)
def test_bloating_that_stays_is_checked_from_fifty(protocol, age, facts, near):
    assert {"R_GP_2W", "E_CA125"} <= set(advised(protocol, age, **facts))
    assert "U03" not in judged(protocol, near, **facts).ids


@pytest.mark.parametrize("symptom", ["early_fullness", "urinary_urgency"])
def test_fullness_or_bladder_changes_on_most_days_are_checked_at_any_age(protocol, symptom):
    assert "U03" in judged(protocol, 28, symptoms=[symptom], bloating_days_per_month=13).ids
    assert "U03" not in judged(protocol, 28, symptoms=[symptom], bloating_days_per_month=12).ids
    assert "U03" not in judged(protocol, 28, symptoms=[symptom], bloating_days_per_month=13, sex="male").ids


def test_ibs_like_symptoms_that_are_new_from_fifty_are_checked(protocol):
    assert "U03" in judged(protocol, 52, new_ibs_after_50=True).ids
    assert "U03" not in judged(protocol, 52, new_ibs_after_50=False).ids


def test_trouble_swallowing_is_seen_within_two_weeks_at_any_age(protocol):
    assert "U11" in judged(protocol, 22, symptoms=["dysphagia"]).ids
    assert "U11" not in judged(protocol, 22, symptoms=["sore_throat"]).ids


UPPER = [{"symptoms": ["weight_loss", "upper_abdominal_pain"]}, {"symptoms": ["weight_loss"], "gut": {"reflux": True}}]


@pytest.mark.parametrize("facts", [*UPPER, {"symptoms": ["weight_loss"], "gut": {"pain_upper": True}}])
def test_from_55_weight_loss_with_upper_symptoms_is_seen_too(protocol, facts):
    assert "U11" in judged(protocol, 55, **facts).ids
    assert "U11" not in judged(protocol, 54, **facts).ids
    assert "U11" not in judged(protocol, 55, symptoms=["weight_loss"]).ids
    assert "U11" not in judged(protocol, 55, gut={"reflux": True}).ids


INFLAMED = [
    (["rectal_bleeding", "nocturnal_diarrhoea"], {}),
    (["rectal_bleeding", "weight_loss"], {}),
    (["rectal_bleeding", "diarrhoea"], {"bowel_symptom_weeks": 6}),
    (["rectal_bleeding"], {"family_history": ["ibd"]}),
    (["nocturnal_diarrhoea", "weight_loss"], {}),
]


@pytest.mark.parametrize(("symptoms", "more"), INFLAMED)
def test_signs_of_bowel_inflammation_bring_the_bowel_clinic(protocol, symptoms, more):
    found = advised(protocol, symptoms=symptoms, **more)
    assert {"R_GP_2W", "R_GASTRO", "E_CALPRO", "E_FBC_FERRITIN", "E_CRP", "E_COELIAC"} <= set(found)


def test_blood_alone_or_nights_alone_do_not(protocol):
    assert "U04" not in judged(protocol, symptoms=["rectal_bleeding"]).ids
    assert "U04" not in judged(protocol, symptoms=["nocturnal_diarrhoea"]).ids
    assert "U04" not in judged(protocol, symptoms=["rectal_bleeding", "diarrhoea"], bowel_symptom_weeks=5).ids


def test_bowel_trouble_around_periods_leads_to_gynaecology_without_more_urgency(protocol):
    found = judged(protocol, gut={"cyclical": True})
    assert found.level.name == "T5"
    assert "R_GYNAE" in {item.id for item in found.recommendations}
    assert "R_GYNAE" not in advised(protocol, gut={"cyclical": False})
    assert "R_GYNAE" not in advised(protocol, pregnant_now="yes", gut={"cyclical": True})
    assert "R_GYNAE" not in advised(protocol, 17, gut={"cyclical": True})


@pytest.mark.parametrize(
    ("facts", "level", "rule"),
    [
        ({"symptoms": ["vomiting_blood"]}, "T1", "D09"),
        ({"symptoms": ["black_stool"]}, "T1", "D09"),
        ({"symptoms": ["rectal_bleeding"], "gut": {"rectal_blood": "large"}}, "T1", "D09"),
        ({"symptoms": ["clammy"], "gut": {"rectal_blood": "large"}}, "T0", "E09"),
        ({"symptoms": ["black_stool", "racing_heart"]}, "T0", "E09"),
        ({"symptoms": ["abdominal_pain"], "gut": {"pain_score": 9}}, "T1", "D04"),
        ({"symptoms": ["rigid_abdomen"]}, "T1", "D04"),
        ({"bloody_stools_per_day": 6, "symptoms": ["racing_heart"]}, "T1", "D10"),
        ({"bloody_stools_per_day": 6, "temp_c": 37.9}, "T1", "D10"),
        ({"bloody_stools_per_day": 6}, "T2", "S14"),
        ({"symptoms": ["jaundice"]}, "T3", "U09"),
        ({"symptoms": ["jaundice", "abdominal_pain"]}, "T1", "U09"),
    ],
)
def test_each_gut_danger_has_its_level(protocol, facts, level, rule):
    found = judged(protocol, **facts)
    assert found.level.name == level
    assert rule in found.ids


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"symptoms": ["rectal_bleeding"], "gut": {"rectal_blood": "paper"}}, "D09"),
        ({"symptoms": ["abdominal_pain"], "gut": {"pain_score": 8}}, "D04"),
        ({"bloody_stools_per_day": 6, "temp_c": 37.8}, "D10"),
        ({"bloody_stools_per_day": 5}, "S14"),
    ],
)
def test_just_below_it_does_not_fire(protocol, facts, rule):
    assert rule not in judged(protocol, **facts).ids


def test_very_bad_pain_in_a_possible_pregnancy_is_more_than_a_gut_matter(protocol):
    found = judged(protocol, pregnant_now="unsure", symptoms=["abdominal_pain"], gut={"pain_score": 9})
    assert {"D01", "D04"} <= set(found.ids)


def test_ibs_is_named_to_nobody(protocol):
    from yarrow.protocol.spoken import spoken

    advice = ("rule.", "recommendation.", "question.gut", "wording.advice.", "standard.")
    told = [text for place, text in spoken(protocol) if place.startswith(advice)]
    assert told
    assert not any("irritable bowel" in text.lower() for text in told)


@pytest.mark.parametrize(
    ("topic", "named"),
    [
        ("zonulin", "X_ZONULIN"), ("lps", "X_LPS"), ("leaky_gut", "X_LEAKY_GUT"), ("lactulose_mannitol", "X_LEAKY_GUT"),
        ("microbiome", "X_MICROBIOME"), ("food_igg", "X_FOOD_IGG"), ("sibo", "X_SIBO"), ("cleanse", "X_DETOX"),
        ("colonic_irrigation", "X_COLONIC"), ("binders", "X_BINDERS"), ("chelation", "X_BINDERS"),
        ("fasting_mimicking", "X_FASTING"),
    ],
)  # fmt: skip
def test_what_is_not_standard_is_said_to_be_so_when_it_is_asked_about(protocol, topic, named):
    assert named in {item.id for item in judged(protocol, asks=[topic]).not_needed}
    assert named not in {item.id for item in judged(protocol).not_needed}


def test_the_us_guidance_is_there_for_the_clinician(protocol):
    assert "ACG IBS 2021" in protocol.rule["P07"].disagreement
    assert "lactoferrin" in protocol.recommendations["E_CALPRO"].disagreement
