"""Medicines by the name on the box, misspelt, taken by somebody else, or only asked about."""

from __future__ import annotations

import pytest

# A brand or a misspelling, and the medicine (clinical.md §3.3, §8).
NAMED = [
    ("humira", "biologic"), ("plaquenil", "hydroxychloroquine"), ("plaquinil", "hydroxychloroquine"),
    ("eltroxin", "levothyroxine"),
    ("clexane", "heparin"), ("ozempic", "glp1"), ("mounjaro", "glp1"), ("monjaro", "glp1"), ("wegovy", "glp1"),
    ("roaccutane", "isotretinoin"), ("roacutane", "isotretinoin"), ("epilim", "valproate"), ("ramipril", "acei_arb"),
    ("lisinopril", "acei_arb"), ("enalapril", "acei_arb"), ("perindopril", "acei_arb"), ("losartan", "acei_arb"),
    ("candesartan", "acei_arb"), ("apixaban", "doac"), ("rivaroxaban", "doac"), ("edoxaban", "doac"),
    ("dabigatran", "doac"),
    ("eliquis", "doac"), ("tofacitinib", "jak"), ("baricitinib", "jak"), ("upadacitinib", "jak"), ("filgotinib", "jak"),
    ("rinvoq", "jak"), ("fingolimod", "s1p"), ("ozanimod", "s1p"), ("siponimod", "s1p"), ("gilenya", "s1p"),
    ("cladribine", "cladribine"), ("mavenclad", "cladribine"), ("thalidomide", "thalidomide_group"),
    ("bosentan", "bosentan_group"),
    ("efudix", "fluorouracil_topical"), ("arthrotec", "diclofenac_misoprostol"), ("danazol", "danazol"),
    ("testogel", "testosterone"), ("finasteride", "finasteride"), ("cellcept", "mycophenolate"),
    ("arava", "leflunomide"),
    ("aubagio", "teriflunomide"), ("metoject", "methotrexate"), ("metotrexate", "methotrexate"),
    ("topamax", "topiramate"),
    ("neotigason", "acitretin"), ("priadel", "lithium"), ("carbimazole", "carbimazole"), ("ptu", "ptu"),
    ("imuran", "azathioprine"),
    ("salazopyrin", "sulfasalazine"), ("pentasa", "mesalazine"), ("ursofalk", "ursodeoxycholic_acid"),
    ("mestinon", "pyridostigmine"),
    ("novorapid", "insulin"), ("atorvastatin", "statin"), ("warfarin", "warfarin"), ("warferin", "warfarin"),
    ("cyclogest", "progesterone"), ("glucophage", "metformin"), ("baby aspirin", "aspirin"), ("LDN", "ldn"),
    ("ivig", "ivig"),
    ("intralipids", "intralipid"), ("folic acid", "folic_acid"), ("vit d", "vitamin_d"), ("co q10", "coq10"),
    ("DHEA", "dhea"),
    ("melatonin", "melatonin"), ("inositol", "inositol"), ("NAC", "nac"), ("nurofen", "ibuprofen"),
    ("chinese herbs", "herbs"),
    ("copaxone", "ms_drug"), ("magnesium", "magnesium"), ("xenical", "orlistat"), ("ferrous sulphate", "iron"),
]  # fmt: skip


def taken(reader, text):
    """The medicines the text says she takes, and how each stands."""
    return {
        (fact.path.partition(".")[2], fact.status)
        for fact in reader.read(text).facts
        if fact.path.startswith("medicines.")
    }


@pytest.mark.parametrize(("name", "medicine"), NAMED)
@pytest.mark.parametrize("frame", ["I take {}", "im on {} every day", "{}"])
def test_a_medicine_she_takes_is_recorded_by_its_generic_name(reader, name, medicine, frame):
    """Brand, class and misspelling lead to the one id."""
    assert taken(reader, frame.format(name)) == {(medicine, "present")}


@pytest.mark.parametrize(("name", "medicine"), NAMED)
@pytest.mark.parametrize(
    "frame", ["should I take {}?", "is {} safe?", "how much {} should i take", "my friend takes {}", "what dose of {}"]
)
def test_a_medicine_that_is_only_asked_about_is_not_taken(reader, name, medicine, frame):
    """A question or somebody else's medicine is no fact of hers."""
    assert (medicine, "present") not in taken(reader, frame.format(name))


@pytest.mark.parametrize(
    ("text", "medicine", "status"),
    [
        ("I stopped ozempic in March", "glp1", "past"),
        ("i'm not on warfarin", "warfarin", "denied"),
        ("im on epilim can i just stop it", "valproate", "present"),
        ("I've been on prednisolone for 3 years", "steroid_long", "present"),
        ("prednisolone for 5 days", "prednisolone", "present"),
        ("long term steroids", "steroid_long", "present"),
    ],
)
def test_how_it_is_taken_is_read(reader, text, medicine, status):
    """Stopped, not taken, taken for years."""
    assert (medicine, status) in taken(reader, text)


@pytest.mark.parametrize(
    "text", ["I was given methotrexate for my ectopic", "methotrexate injection for my ectopic last month"]
)
def test_methotrexate_for_an_ectopic_is_one_of_its_own(reader, text):
    """The injection for an ectopic is no long-term medicine."""
    assert "methotrexate" not in {id_ for id_, _ in taken(reader, text)}
