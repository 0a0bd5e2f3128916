"""The catalogue: every row of clinical.md §3.2 and §3.3, its codes, what it adds, what stays with the clinician."""

from __future__ import annotations

from pathlib import Path

import pytest

from yarrow.clinical.triage import assess
from yarrow.protocol.catalogue import load_conditions
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load
from yarrow.protocol.spoken import spoken

PROTOCOL = load()
# clinical.md §3.2: SNOMED CT, ICD-10, and what is asked for when planning or after loss.
ROWS = {
    "hashimoto": ("21983002", "E06.3", {"E_TSH"}),
    "graves": ("353295004", "E05.0", {"R_ENDO", "E_TRAB"}),
    "coeliac": ("396331005", "K90.0", {"R_GP_ROUTINE", "R_DIETITIAN", "E_FBC_FERRITIN", "E_TSH"}),
    "sle": ("55464009", "M32.9", {"R_RHEUM_PRECON", "R_MATERNAL_MED", "E_APL", "E_ANTI_RO_LA"}),
    "aps": ("26843008", "D68.6", {"R_HAEM_OBS", "R_MATERNAL_MED"}),
    "sjogren": ("83901003", "M35.0", {"E_ANTI_RO_LA", "E_APL", "R_RHEUM_PRECON", "R_MATERNAL_MED"}),
    "ra": ("69896004", "M06.9", {"R_RHEUM_PRECON"}),
    "t1d": ("46635009", "E10", {"R_ENDO", "E_HBA1C", "E_TSH"}),
    "psoriasis": ("9014002", "L40", {"R_DERM"}),
    "psa": ("33339001", "L40.5", {"R_RHEUM_PRECON"}),
    "crohns": ("34000006", "K50", {"R_GASTRO", "E_CALPRO", "E_FBC_FERRITIN"}),
    "uc": ("64766004", "K51", {"R_GASTRO", "E_CALPRO", "E_FBC_FERRITIN"}),
    "ms": ("24700007", "G35", {"R_NEURO"}),
    "vitiligo": ("56727007", "L80", {"E_TSH"}),
    "aih": ("408335007", "K75.4", {"R_HEP"}),
    "pbc": ("31712002", "K74.3", {"R_HEP"}),
    "addison": ("363732003", "E27.1", {"R_ENDO"}),
    "pernicious": ("84027009", "D51.0", {"R_GP_ROUTINE"}),
    "ssc": ("89155008", "M34", {"R_RHEUM_PRECON", "R_MATERNAL_MED"}),
    "mctd": ("398049005", "M35.1", {"R_RHEUM_PRECON", "E_ANTI_RO_LA", "E_APL"}),
    "mg": ("91637004", "G70.0", {"R_NEURO"}),
    "itp": ("32273002", "D69.3", {"R_HAEM_OBS", "E_APL"}),
}
# What the row asks for that is no recommendation: for the clinician's eyes (`note`).
NOTED = {
    "sle": ("urine protein", "dsDNA", "C3/C4"), "coeliac": ("folate", "B12", "vitamin D"), "t1d": ("Eyes", "kidneys"),
    "ssc": ("Heart, lung and kidney", "ACE inhibitor"), "mctd": ("Lung pressure",), "pernicious": ("B12",),
    "pbc": ("Itch",),
    "addison": ("Sick-day rules", "steroid card"), "mg": ("Anaesthetic", "magnesium"), "graves": ("radioiodine",),
    "aps": ("oestrogen", "12 weeks"), "crohns": ("B12",), "hashimoto": ("coeliac test",), "psoriasis": ("acitretin",),
}  # fmt: skip
# clinical.md §3.3: what is reviewed before a pregnancy, what is usually continued, what matters if a partner takes it.
FLAGGED = {
    "methotrexate", "mycophenolate", "leflunomide", "teriflunomide", "cyclophosphamide", "warfarin", "doac", "acei_arb",
    "statin", "valproate", "topiramate", "isotretinoin", "acitretin", "jak", "s1p", "cladribine", "lithium",
    "carbimazole",
    "thalidomide_group", "bosentan_group", "fluorouracil_topical", "diclofenac_misoprostol", "danazol", "testosterone",
    "finasteride", "glp1",
}  # fmt: skip
CONTINUED = {
    "hydroxychloroquine", "azathioprine", "sulfasalazine", "anti_tnf", "levothyroxine", "insulin", "mesalazine",
    "ursodeoxycholic_acid", "pyridostigmine",
}  # fmt: skip
PARTNERS = {"cyclophosphamide", "thalidomide_group", "sulfasalazine", "valproate", "testosterone"}
SECTION_8 = {
    "aspirin", "heparin", "prednisolone", "intralipid", "ivig", "ldn", "hydroxychloroquine", "progesterone",
    "levothyroxine",
    "metformin", "folic_acid", "vitamin_d", "coq10", "dhea", "melatonin", "inositol", "nac", "herbs",
    "hcg_injection", "gcsf",
    "anti_tnf", "lit", "prp", "ibuprofen",
}  # fmt: skip


def codes(condition: str, system: str) -> list[str]:
    return [code.code for code in PROTOCOL.conditions[condition].codes if code.system == system]


@pytest.mark.parametrize("condition", ROWS)
def test_each_row_has_its_codes_and_how_sure_they_are(condition):
    snomed, icd, _ = ROWS[condition]
    assert snomed in codes(condition, "SNOMED CT")
    assert icd in codes(condition, "ICD-10")
    assert all(code.seen for code in PROTOCOL.conditions[condition].codes if code.system == "SNOMED CT")


def test_second_codes_and_doubtful_ones_are_marked():
    hashimoto = {code.code: code.name for code in PROTOCOL.conditions["hashimoto"].codes}
    assert hashimoto["40930008"] == "hypothyroidism"
    assert "E03.9" in hashimoto
    assert "2897005" in codes("itp", "SNOMED CT")
    assert codes("aps", "ICD-10-CM") == ["D68.61"]
    doubtful = {(one.id, code.system) for one in PROTOCOL.conditions.values() for code in one.codes if not code.certain}
    assert doubtful == {("ms", "ICD-10-CM"), ("mctd", "SNOMED CT")}


@pytest.mark.parametrize("condition", ROWS)
def test_each_row_adds_what_it_asks_for_when_planning(condition):
    found = assess(
        PROTOCOL, {"locale": "UK", "age": 30, "pregnant_now": "no", "planning": True, "conditions": [condition]}
    )
    assert ROWS[condition][2] <= {item.id for item in found.recommendations}


@pytest.mark.parametrize("condition", ROWS)
@pytest.mark.parametrize("losses", [1, 2])
def test_each_row_adds_the_same_after_a_loss_without_planning(condition, losses):
    lost = [{"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}] * losses
    facts = {"locale": "UK", "age": 30, "pregnant_now": "no", "planning": False, "conditions": [condition]}
    found = assess(PROTOCOL, {**facts, "losses": lost, "losses_count": losses})
    assert ROWS[condition][2] <= {item.id for item in found.recommendations}


@pytest.mark.parametrize("condition", [one.id for one in PROTOCOL.conditions.values() if "contact_team" in one.groups])
def test_a_pregnant_patient_with_a_condition_its_team_follows_is_told_to_contact_it(condition):
    found = assess(
        PROTOCOL, {"locale": "UK", "age": 30, "pregnant_now": "yes", "gestation_weeks": 8, "conditions": [condition]}
    )
    assert "U06" in found.ids
    assert ROWS[condition][2] <= {item.id for item in found.recommendations}


@pytest.mark.parametrize("condition", NOTED)
def test_what_is_no_recommendation_stays_with_the_clinician(condition):
    note = PROTOCOL.conditions[condition].note
    assert all(words in note for words in NOTED[condition])
    assert note not in {text for _, text in spoken(PROTOCOL)}


def test_the_treatments_of_a_condition_are_medicines_of_the_catalogue():
    named = {name for one in PROTOCOL.conditions.values() for name in one.treatments}
    assert named <= PROTOCOL.medicines.keys()


def test_every_medicine_of_the_source_is_there_with_its_flag():
    flags = {name: set(one.flags) for name, one in PROTOCOL.medicines.items()}
    assert {name for name in FLAGGED if "teratogen" not in flags[name]} == set()
    assert {name for name in CONTINUED if "continued" not in flags[name]} == set()
    assert {name for name, found in flags.items() if "partner" in found} == PARTNERS
    assert {name for name, found in flags.items() if "teratogen" in found and "continued" in found} == set()
    assert flags.keys() >= SECTION_8
    assert PROTOCOL.evidence.keys() >= SECTION_8


def test_every_flagged_medicine_has_a_note_for_the_clinician_which_no_patient_sees():
    notes = [one.note for one in PROTOCOL.medicines.values() if "teratogen" in one.flags]
    assert all(notes)
    assert not set(notes) & {text for _, text in spoken(PROTOCOL)}


def test_every_condition_and_medicine_that_is_asked_about_has_words_of_its_own():
    heard = {(concept.kind, concept.id) for concept in load_lexicon().concepts}
    assert {name for name in ROWS if ("condition", name) not in heard} == set()
    assert {name for name in FLAGGED | SECTION_8 - {"anti_tnf"} if ("medicine", name) not in heard} == set()


@pytest.mark.parametrize(
    ("codes_written", "expected"),
    [
        ("{icd10: A00}", "a list of codes"),
        ("[{icd10: A00, icd10_cm: A00}]", "one code, under one of"),
        ("[{name: nothing}]", "one code, under one of"),
        ("[{icd10: A00, certain: perhaps}]", "true or false"),
    ],
)
def test_a_code_that_is_not_well_written_is_refused(tmp_path: Path, codes_written: str, expected: str):
    head = "version: 1\nreviewed_on: null\nsource: here\nconditions:\n"
    (tmp_path / "conditions.yml").write_text(f"{head}- {{id: x, name: x, codes: {codes_written}}}\n", encoding="utf-8")
    with pytest.raises(ProtocolError, match=expected):
        load_conditions(tmp_path)
