"""The evidence answers: their form, what each must hold, and the cautions that hang on facts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.interviews import protocol
from yarrow.clinical.criterion import Member, Named
from yarrow.clinical.evidence import Caution
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.view import View
from yarrow.protocol.criteria import parse_criterion
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.evidence import load_evidence
from yarrow.protocol.lexicon import ROOT, load_lexicon
from yarrow.protocol.references import check_references

TOPICS = protocol().evidence
GOOD = "x: {title: X, evidence: standard, answer: It is so., names: [x], ask_clinic: [Why?], sources: [here]}"
MARK = re.compile(r"\[(?:C\d+[a-z]?\*?|K\??|P)\]")
SECTION = re.compile(r"§(\d+(?:\.\d+)?)")
# The sections clinical.md has: a source that names another one names nothing.
SUBSECTIONS = {0: 0, 1: 5, 2: 0, 3: 3, 4: 4, 5: 1, 6: 5, 7: 17, 8: 0, 9: 0, 10: 0, 11: 0, 12: 0}
SECTIONS = {str(part) for part in SUBSECTIONS} | {
    f"{part}.{number}" for part, last in SUBSECTIONS.items() for number in range(1, last + 1)
}
# DESIGN §5.7 and clinical.md §7, topic by topic.
ARTICLE = (
    "immune_general", "autoimmune_pregnancy", "thyroid_antibodies", "nk_cells", "th1_th2", "leaky_gut", "zonulin",
    "lps", "calprotectin", "cleanse", "binders", "fasting_mimicking", "milk_thistle", "probiotics", "psyllium",
    "fish_oil", "red_light", "functional_panel", "ana", "antiphospholipid", "hormonal_panel", "mitochondrial_panel",
    "microbiome", "endometrial_inflammation", "ovarian_immunity", "endometriosis", "pcos", "low_ovarian_reserve",
    "unexplained_infertility", "ivf_failure", "article_references", "reference_jinno", "reference_poppe",
    "reference_mu", "reference_saito", "reference_salehpour",
)  # fmt: skip
MEDICINES = (
    "aspirin", "heparin", "prednisolone", "intralipid", "ivig", "ldn", "hydroxychloroquine", "progesterone",
    "levothyroxine", "metformin", "folic_acid", "vitamin_d", "coq10", "dhea", "melatonin", "inositol", "nac", "herbs",
    "hcg_injection", "gcsf", "anti_tnf", "lit", "prp", "endometrial_scratch", "ibuprofen",
)  # fmt: skip
TESTS = (
    "mthfr", "hla", "thrombophilia", "sperm_dna", "karyotype", "tissue_genetics", "vitamin_d_test", "prolactin", "amh",
    "hba1c", "food_intolerance", "sibo", "heavy_metals", "colonic_irrigation", "coeliac", "gluten_free",
)  # fmt: skip


def evidence_of(tmp_path: Path, *entries: str, head: str = "version: 1\nreviewed_on: null\n") -> dict[str, Any]:
    (tmp_path / "evidence").mkdir()
    for number, entry in enumerate(entries):
        page = f"{head}topics:\n  {entry}\n"
        (tmp_path / "evidence" / f"{number}.yml").write_text(page, encoding="utf-8")
    return dict(load_evidence(tmp_path))


def heard(topic: str, *denied: str, **told: Any) -> str:
    """The cautions said to a patient with these flat facts; `denied`: paths she said no to."""
    facts = [Fact(path, Status.DENIED) for path in denied]
    for path, value in told.items():
        family, _, member = path.partition("__")
        facts.append(Fact(f"{family}.{member}" if member else family, value=value))
    return " ".join(TOPICS[topic].warnings(protocol().view(History(tuple(facts)))))


@pytest.mark.parametrize("topic", [*ARTICLE, *MEDICINES, *TESTS])
def test_every_topic_of_the_design_has_an_answer(topic: str) -> None:
    assert topic in TOPICS


def test_everything_that_patients_ask_about_by_name_has_an_answer_and_every_answer_can_be_asked_for() -> None:
    named = set(yaml.safe_load((ROOT / "lexicon" / "topics.yml").read_text("utf-8"))["topics"])
    medicines = {concept.id for concept in load_lexicon().concepts if concept.kind == "medicine"}
    assert named - TOPICS.keys() == set()
    assert TOPICS.keys() - named - medicines == set()


@pytest.mark.parametrize("topic", TOPICS)
def test_each_answer_names_its_place_in_the_dossier_and_how_sure_it_is(topic: str) -> None:
    sources = TOPICS[topic].sources
    assert any(source.startswith("clinical.md §") for source in sources)
    assert any(MARK.search(source) for source in sources)


@pytest.mark.parametrize("topic", TOPICS)
def test_each_section_an_answer_names_is_one_that_clinical_md_has(topic: str) -> None:
    dossier = [source for source in TOPICS[topic].sources if source.startswith("clinical.md")]
    named = [section for source in dossier for section in SECTION.findall(source)]
    assert named
    assert set(named) <= SECTIONS


def test_what_is_not_needed_names_the_thing_itself() -> None:
    for item in protocol().not_needed.values():
        assert not re.match(r"(?:this|these|it|they)\b", item.text, re.IGNORECASE), item.id


@pytest.mark.parametrize("topic", TOPICS)
def test_no_answer_gives_a_dose_but_the_two_of_public_health(topic: str) -> None:
    found = TOPICS[topic]
    said = " ".join([found.answer, *(c.say + c.if_unknown for c in found.cautions), *found.ask_clinic])
    assert re.findall(r"\b\d+(?:\.\d+)? ?(?:mg|micrograms?|µg|iu|g)\b", said.lower()) == (
        ["400 micrograms"] if topic == "folic_acid" else ["10 microgram"] if topic == "vitamin_d"
        else ["10 micrograms"] if topic == "vitamin_d_test" else []
    )  # fmt: skip


def test_nothing_has_been_signed_off_yet() -> None:
    reviews = protocol().reviews
    assert all(not reviews[f"evidence.{topic}"].is_reviewed for topic in TOPICS)


def test_the_articles_references_are_not_confirmed_and_not_quoted() -> None:
    for topic in ARTICLE[-6:]:
        assert "couldn't confirm" in TOPICS[topic].answer
        assert '"' not in TOPICS[topic].answer


@pytest.mark.parametrize("topic", ["endometriosis", "pcos", "low_ovarian_reserve", "unexplained_infertility"])
def test_standard_care_is_named_and_the_articles_treatments_are_not_established(topic: str) -> None:
    assert "Standard care is" in TOPICS[topic].answer
    assert "not established" in TOPICS[topic].answer


@pytest.mark.parametrize(
    ("topic", "told", "said"),
    [
        ("binders", {"medicines__levothyroxine": True}, "4 hours apart from binders"),
        ("binders", {"medicines__warfarin": True}, "trap your blood thinner"),
        ("binders", {"medicines__valproate": True}, "trap your epilepsy medicine"),
        ("binders", {"medicines__metformin": True}, "ask a pharmacist before you take a binder"),
        ("psyllium", {"medicines__levothyroxine": True}, "keep 4 hours between levothyroxine and fibre"),
        ("cleanse", {"medicines__levothyroxine": True}, "levothyroxine"),
        ("cleanse", {"pregnant_now": "unsure"}, "you could be pregnant"),
        ("cleanse", {"planning": True, "pregnant_now": "no"}, "As you are trying"),
        ("colonic_irrigation", {"pregnant_now": "yes"}, "you could be pregnant"),
        ("fasting_mimicking", {"pregnant_now": "yes"}, "please don't fast"),
        ("fasting_mimicking", {"planning": True, "pregnant_now": "no"}, "isn't advised either"),
        ("fasting_mimicking", {"conditions__t1d": True}, "diabetes team"),
        ("milk_thistle", {"planning": True}, "While you are pregnant or trying"),
        ("milk_thistle", {"medicines__warfarin": True}, "With a blood thinner"),
        ("milk_thistle", {"medicines__insulin": True}, "clash with diabetes medicine"),
        ("red_light", {"conditions__sle": True}, "With lupus, light can bring on a flare"),
        ("red_light", {"pregnant_now": "yes"}, "you could be pregnant"),
        ("fish_oil", {"medicines__warfarin": True}, "With your blood-thinning medicine"),
        ("fish_oil", {"pregnant_now": "yes"}, "cod-liver oil"),
        ("probiotics", {"medicines__azathioprine": True}, "lower your defences"),
        ("ibuprofen", {"pregnant_now": "yes"}, "before you take any"),
        ("ibuprofen", {"ivf": {"days_since_trigger": 3}}, "unless your clinic says so"),
        ("prednisolone", {"medicines__prednisolone": True}, "never stop them suddenly"),
        ("ldn", {"medicines__opioid": True}, "block your strong painkiller"),
        ("hydroxychloroquine", {"medicines__hydroxychloroquine": True}, "before any change"),
        ("aspirin", {"medicines__aspirin": True}, "don't stop on your own"),
        ("levothyroxine", {"pregnant_now": "yes", "medicines__levothyroxine": True}, "contact your GP soon"),
        ("antiphospholipid", {"pregnant_now": "yes", "conditions__aps": True}, "call your specialist team"),
        ("folic_acid", {"conditions__pernicious": True}, "B12"),
        ("coeliac", {"gluten_free": True}, "don't start gluten again on your own"),
        ("gluten_free", {"conditions__coeliac": True}, "stay on your gluten-free diet"),
    ],
)
def test_a_caution_is_said_when_its_facts_hold_and_not_otherwise(topic: str, told: dict[str, Any], said: str) -> None:
    assert said in heard(topic, **told)
    assert said not in heard(topic, "medicines", pregnant_now="no", planning=False)


def test_progesterone_with_bleeding_and_an_earlier_loss_is_for_today() -> None:
    her = {"pregnant_now": "yes", "symptoms__bleeding": True, "losses_count": 1}
    assert "call an early pregnancy unit today" in heard("progesterone", **her)
    for missing in her:
        told = {path: value for path, value in her.items() if path != missing}
        assert "call an early pregnancy unit today" not in heard("progesterone", **told)


def test_a_caution_nobody_can_judge_is_said_in_its_general_form() -> None:
    assert "With blood thinners" in heard("fish_oil")
    assert "If you take it, keep it 4 hours apart" in heard("levothyroxine")
    assert "With lupus, or if light brings you out in a rash" in heard("red_light", conditions__ra=True)


def test_who_takes_no_medicine_at_all_hears_nothing_of_medicines() -> None:
    assert "blood thinners" not in heard("fish_oil", "medicines")
    assert "blood thinners" in heard("fish_oil", medicines__metformin=True)


def test_a_caution_without_a_condition_is_for_everybody() -> None:
    assert Caution("Take care.").words(View({})) == "Take care."


@pytest.mark.parametrize(
    ("flat", "expected"), [({"age": 41}, "Over forty."), ({"age": 39}, ""), ({}, "If you are over forty, ask.")]
)
def test_a_caution_is_judged_in_three_values(flat: dict[str, Any], expected: str) -> None:
    when = parse_criterion({"above": {"age": 40}}, "x")
    assert Caution("Over forty.", when, "If you are over forty, ask.").words(View(flat)) == expected


def test_an_id_in_two_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProtocolError, match="an id that no other file has"):
        evidence_of(tmp_path, GOOD, GOOD)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (GOOD.replace("standard", "magic"), "one of standard"),
        (GOOD.replace("answer: It is so., ", ""), "a text"),
        (GOOD.replace("[here]", "[]"), "a list of texts"),
        (GOOD.replace("names: [x]", "names: x"), "a list of texts"),
        (GOOD.replace("[Why?]", "[]"), "a list of texts"),
        (GOOD.replace("}", ", not_needed: NK}"), "starts with X_"),
        (GOOD.replace("}", ", cautions: Beware}"), "a list of cautions"),
        (GOOD.replace("}", ", cautions: [{when: {medicine: aspirin}}]}"), "a text"),
        (GOOD.replace("}", ", cautions: [{when: {medicin: aspirin}, say: Ask.}]}"), "medicine"),
        (GOOD.replace("}", ", cautions: [{if_unknown: Ask., say: Ask.}]}"), "a `when` that can be unknown"),
        ("x: {colour: red}", "answer"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_its_file_and_place(
    tmp_path: Path, entry: str, expected: str
) -> None:
    with pytest.raises(ProtocolError, match=re.escape(expected)) as caught:
        evidence_of(tmp_path, entry)
    assert str(caught.value).startswith("evidence/0.yml")
    assert "x" in str(caught.value)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"not_needed": "X_NOTHING"}, "an id of not_needed.yml"),
        ({"cautions": (Caution("Ask.", Member("medicines", ("moonmilk",))),)}, "an id of medicines"),
        ({"cautions": (Caution("Ask.", Named("nobody")),)}, "a definition"),
    ],
)
def test_what_an_answer_names_must_exist(changed: dict[str, Any], expected: str) -> None:
    topic = replace(TOPICS["binders"], **changed)
    with pytest.raises(ProtocolError, match=expected) as caught:
        check_references(replace(protocol(), evidence={"binders": topic}), ROOT)
    assert "evidence/cleanses.yml" in str(caught.value)


@pytest.mark.parametrize("head", ["version: 1\n", "reviewed_on: null\n"])
def test_a_file_without_its_head_is_named(tmp_path: Path, head: str) -> None:
    with pytest.raises(ProtocolError, match="at the head of the file"):
        evidence_of(tmp_path, GOOD, head=head)
