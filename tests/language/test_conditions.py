"""Conditions: present, denied, a relative's, suspected, past, asked about; names that settle none."""

from __future__ import annotations

import pytest

NAMED = {
    "hashimoto": ["hashimotos", "underactive thyroid", "hashi's", "hypothyroidism", "autoimmune thyroid disease"],
    "graves": ["graves disease", "an overactive thyroid", "hyperthyroidism"],
    "coeliac": ["coeliac disease", "celiac", "ceoliac", "coeliacs"],
    "sle": ["lupus", "SLE", "loopus"],
    "aps": ["antiphospholipid syndrome", "APS", "hughes syndrome", "sticky blood syndrome"],
    "sjogren": ["sjogrens", "Sjögren's syndrome", "shogrens"],
    "ra": ["rheumatoid arthritis", "RA", "rumatoid arthritis"],
    "t1d": ["type 1 diabetes", "T1D", "juvenile diabetes", "type one diabetes"],
    "psoriasis": ["psoriasis", "psorasis"],
    "psa": ["psoriatic arthritis", "PsA"],
    "crohns": ["Crohn's", "chrons", "crohns disease"],
    "uc": ["ulcerative colitis", "UC"],
    "ms": ["multiple sclerosis", "MS"],
    "vitiligo": ["vitiligo", "vitilago"],
    "aih": ["autoimmune hepatitis", "AIH"],
    "pbc": ["primary biliary cholangitis", "PBC"],
    "addison": ["Addison's", "addisons disease", "adrenal insufficiency"],
    "pernicious": ["pernicious anaemia", "pernicious anemia"],
    "ssc": ["scleroderma", "systemic sclerosis"],
    "mctd": ["mixed connective tissue disease", "MCTD", "UCTD"],
    "mg": ["myasthenia gravis", "myasthenia"],
    "itp": ["ITP", "low platelets"],
    "pcos": ["PCOS", "polycystic ovaries", "polycystic ovary syndrome"],
    "endometriosis": ["endometriosis", "endo", "endomitriosis"],
    "ibs": ["IBS", "irritable bowel syndrome"],
    "fibroids": ["fibroids", "a fibroid"],
    "vte": ["a DVT", "a blood clot in my leg", "a pulmonary embolism", "a clot on the lung"],
    "pid": ["pelvic inflammatory disease", "PID"],
}
PAIRS = [(id_, name) for id_, names in NAMED.items() for name in names]


def stood(reader, text, **more):
    """The conditions read, each with its assertion."""
    return {(f.id, f.status) for f in reader.read(text, **more).findings if f.kind == "condition"}


@pytest.mark.parametrize(("id_", "name"), PAIRS)
@pytest.mark.parametrize(
    "frame", ["I have {}", "ive got {} and its well controlled", "diagnosed with {} in 2015", "yes, {}"]
)
def test_her_own_condition_is_present(reader, id_, name, frame):
    """A condition she says she has is present and a fact."""
    assert stood(reader, frame.format(name)) == {(id_, "present")}
    assert (f"conditions.{id_}", "present") in {(f.path, f.status) for f in reader.read(frame.format(name)).facts}


@pytest.mark.parametrize(("id_", "name"), PAIRS)
@pytest.mark.parametrize(
    "frame",
    ["I don't have {}", "no {}", "tested negative for {}", "{} was ruled out", "i've never had {}", "I havent got {}"],
)
def test_a_condition_she_does_not_have_is_denied(reader, id_, name, frame):
    """A denied condition is denied, and never present."""
    assert stood(reader, frame.format(name)) == {(id_, "denied")}


@pytest.mark.parametrize(("id_", "name"), PAIRS)
@pytest.mark.parametrize(
    "frame", ["my mum has {}", "my sister was diagnosed with {}", "{} runs in my family", "family history of {}"]
)
def test_a_relatives_condition_is_family(reader, id_, name, frame):
    """A blood relative's condition is family history and not hers."""
    assert stood(reader, frame.format(name)) == {(id_, "family")}
    paths = {(f.path, f.status) for f in reader.read(frame.format(name)).facts}
    assert (f"family_history.{id_}", "present") in paths
    assert f"conditions.{id_}" not in {path for path, _ in paths}


@pytest.mark.parametrize(("id_", "name"), PAIRS)
@pytest.mark.parametrize("frame", ["my husband has {}", "my best friend has {}", "my mother in law has {}"])
def test_somebody_elses_condition_is_nothing(reader, id_, name, frame):
    """A partner's, friend's or in-law's condition is no finding."""
    assert stood(reader, frame.format(name)) == set()


@pytest.mark.parametrize(("id_", "name"), [pair for pair in PAIRS if pair[0] != "vte"])
@pytest.mark.parametrize("frame", ["I think I might have {}", "being tested for {}", "could it be {}?", "possible {}"])
def test_a_condition_she_wonders_about_is_suspected(reader, id_, name, frame):
    """A condition that is only thought of is suspected."""
    assert stood(reader, frame.format(name)) == {(id_, "suspected")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("does lupus cause miscarriage?", {("sle", "hypothetical")}),
        ("My sister has coeliac, not me", {("coeliac", "family"), ("coeliac", "denied")}),
        ("celiac test came back negative", {("coeliac", "denied")}),
        ("I have hashimotos and my mum has lupus", {("hashimoto", "present"), ("sle", "family")}),
        ("mum has lupus and I have hashimotos", {("hashimoto", "present"), ("sle", "family")}),
        ("my nan had RA but I don't have it", {("ra", "family"), ("ra", "denied")}),
        ("I had graves as a teenager but it's gone now", {("graves", "past")}),
        ("used to have ITP as a child", {("itp", "past")}),
        ("Crohn's, in remission for 3 years", {("crohns", "present")}),
        ("had a DVT when I was 25", {("vte", "present")}),
        (
            "no lupus, no coeliac, but I do have vitiligo",
            {("sle", "denied"), ("coeliac", "denied"), ("vitiligo", "present")},
        ),
        (
            "I don't have coeliac or crohns but I do have IBS",
            {("coeliac", "denied"), ("crohns", "denied"), ("ibs", "present")},
        ),
        ("not coeliac", {("coeliac", "denied")}),
        ("lupus and hashimotos", {("sle", "present"), ("hashimoto", "present")}),
        ("my doctor thinks I have sjogrens", {("sjogren", "suspected")}),
        ("waiting on results for lupus", {("sle", "suspected")}),
        ("my dad and brother both have type 1 diabetes", {("t1d", "family")}),
        ("dad's side has a lot of coeliac", {("coeliac", "family")}),
        ("my mum thinks I have coeliac", {("coeliac", "suspected")}),
        ("doctor ruled out lupus", {("sle", "denied")}),
        ("I reckon it's endo", {("endometriosis", "suspected")}),
        ("not sure if I have PCOS", {("pcos", "suspected")}),
        ("I was told I have hashimotos", {("hashimoto", "present")}),
        ("my levothyroxine is for hashimotos", {("hashimoto", "present")}),
        ("I'm coeliac so can't eat bread", {("coeliac", "present")}),
        ("im a type 1 diabetic", {("t1d", "present")}),
        ("my adoptive mum has lupus", set()),
        (
            "2 mcs + a chemical, dx'd hashi's last yr, no lupus thank god but my sis has it, been bloated for wks",
            {("hashimoto", "present"), ("sle", "denied"), ("sle", "family")},
        ),
        ("both me and my sister have hashimotos", {("hashimoto", "present"), ("hashimoto", "family")}),
        ("neither me nor my sister have coeliac", {("coeliac", "denied")}),
        ("I've got lupus like my mum", {("sle", "present"), ("sle", "family")}),
        ("my brother is a coeliac but my test was negative", {("coeliac", "family"), ("coeliac", "denied")}),
        ("psoriasis and maybe psoriatic arthritis", {("psoriasis", "present"), ("psa", "suspected")}),
        ("told me I was coeliac but biopsy was negative", {("coeliac", "denied")}),
        ("my GP wants to test me for coeliac", {("coeliac", "suspected")}),
        (
            "I've been told it's either lupus or mixed connective tissue disease",
            {("sle", "suspected"), ("mctd", "suspected")},
        ),
        ("husband has UC, I have IBS", {("ibs", "present")}),
        ("I was told I might have PCOS but scan was normal", {("pcos", "suspected")}),
        ("my mum's sister had breast cancer", {("breast_cancer", "family")}),
        ("coeliac ruled out last year", {("coeliac", "denied")}),
        ("I had graves and had my thyroid removed", {("graves", "past")}),
        ("Selena Gomez has lupus", set()),
        ("my dog has addisons", set()),
    ],
)
def test_assertion_follows_the_coding_manual(reader, text, expected):
    """Sentences as people write them stand as the manual says."""
    assert stood(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("I had a stroke when I was 32", "stroke_young"),
        ("had a TIA at 28", "stroke_young"),
        ("stroke in my 30s", "stroke_young"),
        ("a mini-stroke aged 49", "stroke_young"),
        ("I had a mini-stroke aged 50", "stroke"),
        ("I had a stroke when I was 58", "stroke"),
        ("I had a stroke", "stroke"),
    ],
)
def test_a_stroke_before_fifty_is_told_apart_by_the_age_it_happened_at(reader, text, condition):
    """The age of the stroke decides, and is not taken for her age of today."""
    assert stood(reader, text) == {(condition, "present")}
    assert "age" not in {fact.path for fact in reader.read(text).facts}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("does this mean i have lupus?", "suspected"),
        ("pls tell me is it lupus im so worried", "suspected"),
        ("could all this be because of my lupus", "present"),
        ("I have lupus, is that why?", "present"),
    ],
)
def test_an_illness_asked_about_is_not_one_she_has(reader, text, status):
    """The order of the words asks, with a question mark or without."""
    assert stood(reader, text) == {("sle", status)}


@pytest.mark.parametrize(
    "name",
    [
        "colitis", "IBD", "diabetes", "arthritis", "a gluten allergy", "discoid lupus", "gestational diabetes",
        "dry eyes and a dry mouth", "white patches on my skin", "B12 injections", "a clotting disorder",
    ],
)  # fmt: skip
def test_a_name_that_settles_no_condition_is_asked_about(reader, name):
    """No condition is recorded; one question is asked."""
    read = reader.read(f"I have {name}")
    assert not [f for f in read.findings if f.kind == "condition"]
    assert read.ask is not None
    assert read.ask.question == "conditions"


@pytest.mark.parametrize(
    ("text", "test", "value"),
    [
        ("my TPO was positive", "tpo", "positive"),
        ("My TPO antibodies are through the roof but TSH fine", "tpo", "positive"),
        ("My TPO antibodies are through the roof but TSH fine", "tsh", "normal"),
        ("Positive for lupus anticoagulant twice", "apl", "positive"),
        ("They found antiphospholipid antibodies but only once", "apl", "positive"),
        ("They said my ANA was positive but no lupus", "ana", "positive"),
        ("celiac test came back negative", "coeliac", "negative"),
        ("my TSH was high", "tsh", "high"),
        ("no thyroid antibodies", "tpo", "negative"),
        ("calprotectin came back raised", "calprotectin", "high"),
    ],
)
def test_a_single_antibody_is_a_test_and_no_condition(reader, text, test, value):
    """The result is kept with the test; no disease is made of it."""
    read = reader.read(text)
    assert {f.path: f.value for f in read.facts}[f"tests.{test}"] == value
    assert not [
        f
        for f in read.facts
        if f.path in ("conditions.hashimoto", "conditions.aps", "conditions.sle") and f.status == "present"
    ]


@pytest.mark.parametrize(
    ("text", "id_", "status"),
    [
        ("I take levothyroxine", "levothyroxine", "present"),
        ("on 100 of levo", "levothyroxine", "present"),
        ("I take humira for my psoriatic arthritis", "biologic", "present"),
        ("stopped methotrexate in June", "methotrexate", "past"),
        ("took metformin for pcos but stopped", "metformin", "past"),
        ("came off mycophenolate 3 months ago, now on azathioprine", "mycophenolate", "past"),
        ("came off mycophenolate 3 months ago, now on azathioprine", "azathioprine", "present"),
        ("I'm not on warfarin", "warfarin", "denied"),
        ("i take 20mg pred for my crohns flare", "prednisolone", "present"),
        ("clexane injections every day", "heparin", "present"),
    ],
)
def test_medicines_stand_as_the_manual_says(reader, text, id_, status):
    """Taken now, stopped, or not taken."""
    assert (f"medicines.{id_}", status) in {(f.path, f.status) for f in reader.read(text).facts}


@pytest.mark.parametrize("text", ["husband takes sulfasalazine", "should I take aspirin?", "my GP suggested metformin"])
def test_a_medicine_not_taken_by_her_is_no_fact(reader, text):
    """A partner's, an asked-about or a suggested medicine is not recorded."""
    assert not [f for f in reader.read(text).facts if f.path.startswith("medicines.")]
