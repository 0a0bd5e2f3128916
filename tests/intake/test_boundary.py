"""Asked for a diagnosis or about a medicine: the boundary, something useful, nothing forbidden, and back again."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from tests.support.forbidden import forbidden_outputs
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load
from yarrow.protocol.voice import voice_problems

PROTOCOL = load()
LEXICON = load_lexicon()
KNOWN = {"age": 31, "pregnant_now": "no"}
BOUNDARY = ("I can't tell", "I can't read", "I wish I could tell you", "I won't guess")

# What a patient calls each condition, where it is one she can ask about.
CALLED = {
    "hashimoto": "hashimotos", "graves": "graves disease", "coeliac": "coeliac", "sle": "lupus", "aps": "sticky blood",
    "sjogren": "sjogrens", "ra": "rheumatoid arthritis", "t1d": "type 1 diabetes", "psoriasis": "psoriasis",
    "psa": "psoriatic arthritis", "crohns": "crohns", "uc": "ulcerative colitis", "ms": "MS", "vitiligo": "vitiligo",
    "aih": "autoimmune hepatitis", "pbc": "PBC", "addison": "addisons", "pernicious": "pernicious anaemia",
    "ssc": "scleroderma", "mctd": "mixed connective tissue disease", "mg": "myasthenia gravis", "itp": "ITP",
    "pcos": "PCOS", "endometriosis": "endometriosis", "ibs": "IBS", "fibroids": "fibroids",
    "vte": "a blood clot in my leg",
    "pid": "pelvic inflammatory disease", "bowel_cancer": "bowel cancer", "ovarian_cancer": "ovarian cancer",
    "breast_cancer": "breast cancer", "type_2_diabetes": "type 2 diabetes", "thyroid_disease": "a thyroid problem",
}  # fmt: skip
# Told, found or done: nobody asks a computer whether she has had it.
NOT_ASKED = {
    "uctd_symptoms", "stroke", "stroke_young", "tubal_surgery", "cancer_treatment", "sperm_problem", "genetic_carrier",
    "baby_with_anomaly", "related_partner",
}  # fmt: skip
WHETHER = (
    "do I have {}?", "could it be {}", "is it {}?", "have i got {}", "do you think i have {}?",
    "im so scared, is this {}?",
    "what if i have {}?", "does this mean i have {}?", "how do i know if i have {}?",
)  # fmt: skip
UNCLEAR = {
    "colitis": "colitis", "ibd": "IBD", "diabetes": "diabetes", "arthritis": "arthritis",
    "gluten_allergy": "a gluten allergy", "discoid_lupus": "discoid lupus", "clotting_disorder": "a clotting disorder",
}  # fmt: skip

# Every medicine the reader knows, by the name most people use.
TAKEN = {
    "acei_arb": "ramipril", "doac": "apixaban", "jak": "tofacitinib", "s1p": "fingolimod", "glp1": "ozempic",
    "biologic": "humira",
    "thalidomide_group": "thalidomide", "bosentan_group": "bosentan", "fluorouracil_topical": "efudix",
    "ptu": "propylthiouracil",
    "diclofenac_misoprostol": "arthrotec", "ursodeoxycholic_acid": "ursodeoxycholic acid", "statin": "a statin",
    "folic_acid": "folic acid", "vitamin_d": "vitamin d", "hcg_injection": "hcg injections", "gcsf": "g-csf",
    "lit": "lymphocyte therapy", "prp": "platelet rich plasma", "nac": "n acetyl cysteine",
    "ldn": "low dose naltrexone",
    "steroid_long": "long term steroids", "ms_drug": "copaxone", "herbs": "chinese herbs", "iron": "iron tablets",
}  # fmt: skip
# Said only of what one is being treated with, or of the past: not a medicine somebody asks for by name.
NO_NAME = {"mtx_for_ectopic", "chemotherapy"}
HEARD = sorted({concept.id for concept in LEXICON.concepts if concept.kind == "medicine"} - NO_NAME)
ABOUT_IT = (
    "should I take {}?", "should i stop {}", "can i start {}?", "is {} safe in pregnancy?", "how much {} should i take",
    "what dose of {}?", "can I take {} with aspirin?", "do i need to come off {} before we try?",
    "can i just change my {}",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(PROTOCOL, Reader(LEXICON))


def asked(desk: Desk, words: str, **known: object) -> Nurse:
    """The conversation after this was asked while another question stood open."""
    nurse = Nurse.at(desk, "cycles", {**KNOWN, **known})
    nurse.say(words)
    return nurse


def answer(nurse: Nurse) -> str:
    """What was said before the open question came back."""
    return "\n".join(message.text for message in nurse.last.messages[:-1])


def said_well(nurse: Nurse, words: str) -> None:
    """Nothing forbidden, in Yarrow's voice, nothing taken as present, and the open question as it was."""
    assert nurse.question == "cycles", words
    assert nurse.last.messages[-1].text == PROTOCOL_QUESTION, words
    assert forbidden_outputs(answer(nurse)) == [], words
    present = [fact.path for fact in nurse.last.facts if fact.status.value == "present"]
    # Whoever asks whether she could be pregnant is unsure, and that is a fact.
    assert [path for path in present if not path.startswith("asks") and path != "pregnant_now"] == [], words


PROTOCOL_QUESTION = next(question.text for question in PROTOCOL.questions if question.id == "cycles")


@pytest.mark.parametrize("condition", sorted(CALLED))
@pytest.mark.parametrize("form", WHETHER)
def test_whether_she_has_a_condition_gets_the_boundary_and_how_people_find_out(desk, condition, form):
    words = form.format(CALLED[condition])
    nurse = asked(desk, words)
    if nurse.kinds[-1] == "red_flag":  # a clot or worse is asked about first
        assert condition == "vte"
        return
    assert nurse.kinds[-1] == "ask_diagnosis", words
    assert "I can't tell you whether this is" in answer(nurse), words
    assert PROTOCOL.wording[f"find_out.{condition}"].split("{")[0] in answer(nurse), words
    said_well(nurse, words)
    assert nurse.status(f"conditions.{condition}") in (None, "suspected"), words
    assert condition in nurse.flat["asks"]


@pytest.mark.parametrize("name", sorted(UNCLEAR))
def test_a_name_that_settles_no_condition_gets_how_people_find_out_too(desk, name):
    words = f"do I have {UNCLEAR[name]}?"
    nurse = asked(desk, words)
    assert nurse.kinds[-1] == "ask_diagnosis"
    assert PROTOCOL.wording[f"find_out.{name}"] in answer(nurse)
    said_well(nurse, words)
    assert "conditions" not in nurse.flat


def test_every_condition_and_every_unclear_name_says_how_people_find_out():
    unclear = {named.id for named in LEXICON.unclear}
    names = {key.partition(".")[2] for key in PROTOCOL.wording if key.startswith("find_out.")}
    assert names == {*PROTOCOL.conditions, *unclear}
    assert set(CALLED) | NOT_ASKED == set(PROTOCOL.conditions)
    assert {f"clarify.{name}" for name in unclear} <= PROTOCOL.wording.keys()


@pytest.mark.parametrize("medicine", HEARD)
@pytest.mark.parametrize("form", ABOUT_IT)
def test_a_medicine_asked_about_gets_the_boundary_and_what_is_known(desk, medicine, form):
    called = TAKEN.get(medicine, medicine.replace("_", " "))
    words = form.format(called)
    nurse = asked(desk, words)
    if nurse.kinds[-1] != "ask_evidence":  # "can I start lymphocyte therapy?" asks what is known of it
        assert nurse.kinds[-1] == "ask_treatment", words
        assert "I can't tell you whether to take it, stop it or change it, or how much" in answer(nurse), words
    assert useful_on(medicine, called) in answer(nurse).lower(), words
    said_well(nurse, words)
    assert f"medicines.{medicine}" not in nurse.case.history.latest, words


def useful_on(medicine: str, called: str) -> str:
    """What has to be in the answer: the reviewed answer on it, or its own name beside what its flags ask for."""
    topic = PROTOCOL.evidence.get(medicine)
    if topic is not None:
        return topic.answer.lower()
    return called.removeprefix("a ").lower()


@pytest.mark.parametrize(
    "medicine", [m.id for m in PROTOCOL.medicines.values() if "teratogen" in m.flags and m.id in HEARD]
)
def test_a_flagged_medicine_is_not_to_be_stopped_alone_and_is_reviewed_promptly(desk, medicine):
    nurse = asked(desk, f"should i stop {TAKEN.get(medicine, medicine)}?")
    assert "Please do not stop this on your own. Contact the team who prescribes it promptly." in answer(nurse)
    assert "could be pregnant now, please ring them today" in answer(nurse)


@pytest.mark.parametrize(
    "medicine", [m.id for m in PROTOCOL.medicines.values() if "continued" in m.flags and m.id in HEARD]
)
def test_a_medicine_that_is_usually_continued_says_so_or_has_a_reviewed_answer(desk, medicine):
    nurse = asked(desk, f"should i stop {TAKEN.get(medicine, medicine)} now?")
    reviewed = medicine in PROTOCOL.evidence
    assert reviewed or "usually kept going" in answer(nurse)


def test_what_must_never_be_stopped_suddenly_says_so(desk):
    assert "suddenly can be dangerous" in answer(asked(desk, "im on epilim can i just stop it"))
    assert "suddenly can be dangerous" not in answer(asked(desk, "should i stop ramipril?"))


def test_what_she_takes_is_kept_though_it_is_asked_about(desk):
    nurse = asked(desk, "im on epilim can i just stop it")
    assert nurse.flat["medicines"] == ["valproate"]
    assert nurse.question == "cycles"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("my husband takes testosterone, should he stop?", "Some medicines a partner takes can matter too"),
        ("my husband takes metformin, should he stop?", "If a partner takes metformin"),
    ],
)
def test_a_partners_medicine_is_his_and_not_hers(desk, words, says):
    nurse = asked(desk, words)
    assert says in answer(nurse)
    said_well(nurse, words)
    assert "medicines" not in nurse.flat


@pytest.mark.parametrize(
    "words", ["what should I take?", "can I take paracetamol?", "should i come off my antidepressants"]
)
def test_a_medicine_nobody_has_reviewed_is_left_to_a_pharmacist_and_kept_for_staff(desk, words):
    nurse = asked(desk, words)
    assert "A pharmacist can help" in answer(nurse)
    assert nurse.flat["asks_other"]
    said_well(nurse, words)


def test_the_treatment_of_an_illness_is_a_matter_for_its_team(desk):
    nurse = asked(desk, "whats the best treatment for crohns?")
    assert "The treatment of Crohn's disease is a matter for the team" in answer(nurse)


WORRIES = [
    ("will you tell my mum", "confidential"), ("is anyone reading this?", "watched"),
    ("am I having a miscarriage?", "miscarrying"), ("is my baby ok?", "baby_well"), ("is it ectopic?", "ectopic"),
    ("could I be pregnant?", "pregnant"), ("will I lose this one too?", "lose_again"),
    ("will it happen again?", "lose_again"),
    ("will I ever have a baby?", "ever_a_baby"), ("why do I keep losing them?", "why_again"),
    ("what's causing my miscarriages?", "why_again"), ("am I infertile?", "infertile"),
    ("am i just too old?", "too_old"),
    ("is it the menopause?", "early_menopause"), ("is this normal?", "normal"), ("should I be worried?", "normal"),
    ("what's wrong with me?", "what_is_wrong"), ("is it cancer?", "serious_illness"), ("am i dying?", "dying"),
    ("have I got an infection?", "infection"), ("do I have depression?", "low_mood"),
    ("is it pre-eclampsia?", "pre_eclampsia"),
    ("was it a molar pregnancy?", "molar"), ("do I have OHSS?", "overstimulation"), ("is it my thyroid?", "thyroid"),
    ("did stress cause it?", "fault"), ("was it because I lifted something?", "fault"),
    ("is a TSH of 3.9 high?", "result"), ("can you read my results?", "result"), ("can I still swim?", "everyday"),
    ("is it appendicitis", "other_illness"), ("is it a clot?", "clot"), ("could it be sepsis", "infection"),
    ("could i have lyme disease", "other_illness"),
    ("is my illness going to harm my baby?", "harm_baby"), ("just tell me whats wrong", "what_is_wrong"),
    ("my hcg is going up slowly is that bad", "normal"), ("is that why I lost them?", "why_again"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "worry"), WORRIES)
def test_a_worry_that_names_no_illness_is_met_honestly(desk, words, worry):
    nurse = asked(desk, words)
    assert PROTOCOL.wording[f"boundary.worry.{worry}"].split("{")[0] in answer(nurse), nurse.kinds
    said_well(nurse, words)
    assert "losses_count" not in nurse.flat


def test_every_worry_has_words_and_a_case_here():
    worded = {key.rpartition(".")[2] for key in PROTOCOL.wording if key.startswith("boundary.worry.")}
    assert worded == {named.id for named in LEXICON.worries} == {worry for _, worry in WORRIES}


@pytest.mark.parametrize(
    "worry", sorted({worry for _, worry in WORRIES} - {"fault", "too_old", "everyday", "dying", "confidential"})
)
def test_every_worry_says_what_cannot_be_told(worry):
    assert any(words in PROTOCOL.wording[f"boundary.worry.{worry}"] for words in (*BOUNDARY, "I can't"))


@pytest.mark.parametrize("words", ["is it my fault?", "did I do something wrong?", "was it something I did?"])
def test_fault_is_met_with_kindness_before_anything_else(desk, words):
    assert "aren't caused by anything you did or didn't do" in answer(asked(desk, words))


@pytest.mark.parametrize(
    ("words", "illness"),
    [
        ("i have lupus can i have a baby?", "ever_a_baby"),
        ("i have hashimotos, is that why i lost them?", "why_again"),
        ("is my lupus going to harm my baby", "harm_baby"),
    ],
)
def test_a_worry_of_somebody_with_an_illness_is_met_with_what_is_known_of_it(desk, words, illness):
    nurse = asked(desk, words, conditions=["sle"])
    assert PROTOCOL.wording[f"boundary.illness.{illness}"] in answer(nurse)
    assert "losses_count" not in nurse.flat
    assert PROTOCOL.wording["boundary.illness.ever_a_baby"] not in answer(asked(desk, "will i ever have a baby?"))


@pytest.mark.parametrize(
    ("words", "condition", "status"),
    [
        ("pls tell me is it coeliac im so worried", "coeliac", "suspected"),
        ("could all this be because of my lupus", "sle", "present"),
        ("do I need to be tested for lupus?", "sle", "suspected"),
        ("my gp thinks ulcerative colitis, is he right?", "uc", "suspected"),
    ],
)
def test_an_illness_is_recorded_as_it_was_said_of(desk, words, condition, status):
    nurse = asked(desk, words)
    assert nurse.kinds[-1] == "ask_diagnosis"
    assert nurse.status(f"conditions.{condition}") == status


@pytest.mark.parametrize("words", ["do i have to stop mounjaro", "my wife is on warfarin should she stop"])
def test_a_medicine_without_a_reviewed_answer_is_no_dead_end(desk, words):
    nurse = asked(desk, words)
    assert "I can't tell you whether to take it" in answer(nurse)
    assert "own" in answer(nurse)


@pytest.mark.parametrize(
    "words", ["can i take paracetamol", "I take paracetamol for the headaches", "can I take my tablets?"]
)
def test_tablets_taken_as_anyone_takes_them_are_no_danger(desk, words):
    nurse = asked(desk, words)
    assert "symptoms.suicidal_plan" not in nurse.case.history.latest


@pytest.mark.parametrize("words", ["I took a load of paracetamol", "I'm going to take all my tablets tonight"])
def test_an_overdose_is_still_heard(desk, words):
    assert asked(desk, words).kinds[-1] == "red_flag"


def test_a_result_told_before_the_question_is_kept(desk):
    nurse = asked(desk, "My lupus anticoagulant was positive, do I have APS?")
    assert nurse.flat["tests"]["apl"] == "positive"
    assert nurse.status("conditions.aps") == "suspected"
    assert "12 weeks later" in answer(nurse)


def test_whether_to_stop_eating_gluten_is_no_gluten_free_diet(desk):
    nurse = asked(desk, "should I stop eating gluten?")
    assert "gluten_free" not in nurse.flat
    assert "The coeliac test only works while you eat gluten" in answer(nurse)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("do I really need to keep taking azathioprine", "I can't tell you whether to take it"),
        ("my doctor stopped my methotrexate, was that right?", "do not stop this on your own"),
        ("I forgot my levothyroxine for 3 days what should I do", "Keep taking it as prescribed"),
        ("can you tell me if I have lupus", "I can't tell you whether this is lupus"),
    ],
)
def test_other_ways_to_ask_get_the_boundary_too(desk, words, says):
    nurse = asked(desk, words)
    assert says in answer(nurse)
    assert forbidden_outputs(answer(nurse)) == []
    assert nurse.question == "cycles"


def test_danger_told_with_the_question_comes_first(desk):
    nurse = asked(desk, "I'm soaking a pad every half hour and passed out, is this normal?", pregnant_now="yes")
    assert nurse.kinds[-1] == "red_flag"
    assert "999" in nurse.text


def test_while_help_is_on_its_way_nothing_else_is_said(desk):
    nurse = asked(desk, "I've collapsed and I'm pregnant", pregnant_now="yes")
    nurse.say("do I have lupus?")
    assert "rheumatology" not in nurse.text


def test_before_consent_the_boundary_is_set_and_nothing_is_kept(desk):
    nurse = Nurse.opened(desk)
    nurse.say("do I have lupus?")
    assert "I can't tell you whether this is lupus" in nurse.text
    assert nurse.question == "consent"
    assert nurse.last.facts == ()


def test_each_text_of_the_boundary_keeps_to_the_voice():
    texts = {key: text for key, text in PROTOCOL.wording.items() if key.startswith(("boundary.", "find_out."))}
    assert {key: found for key, text in texts.items() if (found := list(voice_problems(text)))} == {}
    assert {key: found for key, text in texts.items() if (found := forbidden_outputs(text))} == {}
