"""Which topics a question names, as anxious people write it; and what is not a question about the evidence."""

from __future__ import annotations

import pytest

from tests.support.interviews import protocol

TOPICS = protocol().evidence
# One line for each: what was written, and the topics it asks about.
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("is intralipid worth it", ("intralipid",)),
    ("should I get tested for NK cells", ("nk_cells",)),
    ("do I need a zonulin test", ("zonulin",)),
    ("my clinic says NK testing is essential", ("nk_cells",)),
    ("my clinic offers immune testing", ("immune_general",)),
    ("my clinic offers Th1/Th2 testing for £800, is it worth the money", ("th1_th2",)),
    ("what are nk cels", ("nk_cells",)),
    ("can leeky gut stop me getting pregnant??", ("leaky_gut",)),
    ("is leaky gut causing my miscarriages", ("leaky_gut",)),
    ("does LDN work", ("ldn",)),
    ("has anyone tried LDN for fertility", ("ldn",)),
    ("what do you think about steroids for implantation", ("prednisolone",)),
    ("my friend swears by red light therapy", ("red_light",)),
    ("is the laser thing safe", ("red_light",)),
    ("what's the deal with photobiomodulation", ("red_light",)),
    ("does a gut cleanse help before ivf", ("cleanse",)),
    ("do binders work", ("binders",)),
    ("heard about milk thistle for the liver", ("milk_thistle",)),
    ("tell me about fasting mimicking diet", ("fasting_mimicking",)),
    ("does aspirin prevent miscarriage", ("aspirin",)),
    ("what about clexane", ("heparin",)),
    ("does progesterone prevent miscarriage", ("progesterone",)),
    ("what is calprotectin", ("calprotectin",)),
    ("is a positive ANA bad", ("ana",)),
    ("should everyone have antiphospholipid tests", ("antiphospholipid",)),
    ("is the functional fertility assessment worth £2000", ("functional_panel",)),
    ("are microbiome tests any use", ("microbiome",)),
    ("is the mitochondrial panel any good", ("mitochondrial_panel",)),
    ("what about my endometriosis", ("endometriosis",)),
    ("does low amh mean I can't have a baby", ("low_ovarian_reserve",)),
    ("why does ivf keep failing", ("ivf_failure",)),
    ("what causes unexplained infertility", ("unexplained_infertility",)),
    ("does pcos cause miscarriage", ("pcos",)),
    ("I read the article that quotes Jinno 2021, is that a real study", ("reference_jinno",)),
    ("is Salehpour 2022 real", ("reference_salehpour",)),
    ("what about the Poppe study", ("reference_poppe",)),
    ("are the references in the article real", ("article_references",)),
    ("do i need an mthfr test", ("mthfr",)),
    ("i've got homozygous MTHFR, is that why?", ("mthfr",)),
    ("should we get our chromosomes tested", ("karyotype",)),
    ("is it worth getting the baby tested", ("tissue_genetics",)),
    ("is sperm dna fragmentation test worth it", ("sperm_dna",)),
    ("should i do a york test", ("food_intolerance",)),
    ("is sibo linked to infertility", ("sibo",)),
    ("should I get a hair test for metals", ("heavy_metals",)),
    ("does colonic irrigation help", ("colonic_irrigation",)),
    ("is it worth getting tested for coeliac", ("coeliac",)),
    ("does gluten cause miscarriage", ("gluten_free",)),
    ("does womb scratching work", ("endometrial_scratch",)),
    ("what about LIT therapy", ("lit",)),
    ("does collagen help with egg quality", ("fish_oil", "low_ovarian_reserve")),
    ("what tests should i be asking for after 2 miscarriages", ("loss_tests",)),
    ("why do miscarriages happen", ("loss_causes",)),
    ("is endometritis a thing", ("endometrial_inflammation",)),
    ("can immune problems cause poor ovarian response", ("immune_general", "ovarian_immunity")),
    ("is my immune system attacking my babies", ("immune_general",)),
    ("consultant wants £1500 for the chicago tests are they legit", ("immune_general",)),
    ("is psyllium ok, i'm on levothyroxine", ("psyllium", "levothyroxine")),
    ("i have lupus, can i do red light therapy", ("red_light",)),
)
# Names of an evidence file that are no thing of their own: words for a list, or part of one.
BARE = {"article_references", "loss_tests", "loss_causes", "loss_counting"}
TOLD = (
    "I take levothyroxine and it works well",
    "my NK cells were tested and they were high",
    "no, nothing like that",
    "I have endometriosis",
    "they tested me for coeliac",
    "two, what a nightmare",
)


@pytest.mark.parametrize(("words", "topics"), ASKED, ids=[words for words, _ in ASKED])
def test_what_is_asked_about_is_found(reader, words, topics):
    read = reader.read(words)
    assert read.act == "ask_evidence"
    assert set(topics) == set(read.topics)


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic not in BARE])
@pytest.mark.parametrize("form", ["what about {}?", "does {} help", "is {} worth it"])
def test_every_name_of_a_topic_leads_to_it(reader, topic, form):
    for name in TOPICS[topic].names:
        read = reader.read(form.format(name))
        assert read.act == "ask_evidence", name
        assert topic in read.topics, name


@pytest.mark.parametrize("words", TOLD)
def test_what_is_told_is_no_question(reader, words):
    assert reader.read(words).act != "ask_evidence"
    assert reader.read(words).topics == ()


@pytest.mark.parametrize(
    "words",
    [
        "what do you think about steroids for implantation",
        "has anyone tried LDN for fertility",
        "do probiotics help with miscarriage",
        "is there any evidence for heparin",
        "is it worth getting tested for coeliac",
    ],
)
def test_a_question_tells_no_medicine_loss_or_test(reader, words):
    assert [fact.path for fact in reader.read(words).facts if fact.status == "present"] == []


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("do I have lupus?", "ask_diagnosis"),
        ("should I stop my methotrexate?", "ask_treatment"),
        ("can i start lymphocyte therapy?", "ask_treatment"),
        ("why do you ask about gluten?", "why"),
    ],
)
def test_other_questions_stay_what_they_are(reader, words, act):
    assert reader.read(words).act == act
