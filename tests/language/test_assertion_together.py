"""Several illnesses, medicines, tests and people in one message, each as it stands."""

from __future__ import annotations

import pytest

KINDS = ("condition", "medicine", "test")
TOLD = [
    (
        "I've got Hashimoto's and take Eltroxin for it. My mam had it as well and my brother is a type 1.",
        "condition hashimoto present, condition hashimoto family, condition t1d family, medicine levothyroxine present",
    ),
    ("they thought MS for a while but the neurologist was happy it isn't", "condition ms denied"),
    (
        "ok so conditions wise: endo (stage 3), hypothyroid, thats it",
        "condition endometriosis present, condition hashimoto present",
    ),
    (
        "been on plaquenil since 2019 for the lupus and cellcept until last summer",
        "condition sle present, medicine hydroxychloroquine present, medicine mycophenolate past",
    ),
    (
        "im on humira but they want me to swap to cimzia before we try",
        "medicine biologic present, medicine biologic hypothetical",
    ),
    ("my consultant took me off the ramipril as soon as i got a positive", "medicine acei_arb past"),
    ("nobody has ever said lupus to me but my gran had it", "condition sle family"),
    (
        "Tested positive for lupus anticoagulant twice, twelve weeks apart, so they call it APS",
        "condition aps present, test apl present positive",
    ),
    (
        "I don't have coeliac, Crohn's or colitis, they've checked for all of them",
        "condition coeliac denied, condition crohns denied, test coeliac present negative",
    ),
    (
        "the GP did thyroid and coeliac and both were fine",
        "test tsh present normal, test coeliac present negative, condition coeliac denied",
    ),
    ("my nan and two of her sisters all had rheumatoid", "condition ra family"),
    (
        "had a DVT on the pill at 22 and was on warfarin for six months after",
        "condition vte present, medicine warfarin past",
    ),
    ("on 20mg of methotrexate a week still, nobody told me to stop", "medicine methotrexate present"),
    (
        "I stopped my methotrexate in the spring and I'm on sulfasalazine instead",
        "medicine methotrexate past, medicine sulfasalazine present",
    ),
    ("I'm a T1 diabetic on a pump and my HbA1c was 46 last time", "condition t1d present, test hba1c present 46"),
    ("My husband has Crohn's and takes azathioprine, I'm perfectly healthy", ""),
    ("partner has psoriasis not me", "condition psoriasis denied"),
    ("my sister has pcos so i wonder if i do too", "condition pcos family, condition pcos suspected"),
    ("mum is riddled with arthritis, dad had bowel cancer", "condition bowel_cancer family"),
    ("coeliac since birth basically, strict GF", "condition coeliac present"),
    ("turns out the tiredness was pernicious anaemia", "condition pernicious present"),
    ("I was on steroids for my colitis last year but not now", "medicine prednisolone past"),
    (
        "had clexane and aspirin in my last pregnancy which was the one that worked",
        "medicine heparin past, medicine aspirin past",
    ),
    ("Took aspirin throughout both pregnancies on my midwife's advice", "medicine aspirin past"),
    ("im not on anything now, used to be on metformin and the pill", "medicine metformin past"),
    (
        "thyroid is underactive, 50 of levo, TSH last month was normal",
        "condition hashimoto present, medicine levothyroxine present, test tsh present normal",
    ),
    (
        "they say its an overactive thyroid and ive started carbimazole",
        "condition graves present, medicine carbimazole present",
    ),
    ("lupus SLE diagnosed at 19 with kidney stuff", "condition sle present"),
    ("psoriasis and the arthritis that goes with it, psoriatic", "condition psoriasis present"),
    ("scan showed lots of little cysts so pcos they said", "condition pcos present"),
    ("I have mixed connective tissue disease and secondary raynauds", "condition mctd present"),
    ("ITP, last count 80", "condition itp present"),
    (
        "no endo, no pcos, no fibroids, nothing wrong with me on paper",
        "condition endometriosis denied, condition pcos denied, condition fibroids denied",
    ),
    ("I'm being seen by rheumatology who are 90% sure its lupus", "condition sle suspected"),
    ("not been told for definite but looking like RA", "condition ra suspected"),
    (
        "my aunt died of ovarian cancer and my cousin has breast cancer",
        "condition ovarian_cancer family, condition breast_cancer family",
    ),
    ("adopted so no idea about family", ""),
    ("does taking aspirin with APS stop miscarriages?", "condition aps hypothetical, medicine aspirin hypothetical"),
    ("is it true people with coeliac miscarry more", "condition coeliac hypothetical"),
    ("I want to be tested for APS", "condition aps suspected"),
    ("waiting for an appt with gastro to rule out crohns", "condition crohns suspected"),
    ("sperm all fine, my tubes fine, womb fine", "test semen_analysis present normal, test uterus present normal"),
    ("ANA came up positive but rheum weren't bothered", "test ana present positive"),
    ("AMH 3.2", "test amh present 3.2"),
    ("my calprotectin came back at 900 so they're thinking IBD", "test calprotectin present 900"),
    ("had my gallbladder out and an umbilical hernia, no other conditions", ""),
    ("my ms is stable on tecfidera", "condition ms present, medicine ms_drug present"),
    ("came off tecfidera to conceive", "medicine ms_drug past"),
    ("my daughter was diagnosed type 1 last year so I've had my eye on it", "condition t1d family"),
    ("we both have coeliac me and my twin", "condition coeliac present, condition coeliac family"),
    (
        "brother's coeliac, I'm not, tested twice",
        "condition coeliac family, condition coeliac denied, test coeliac present negative",
    ),
    ("i had cancer as a teenager, hodgkins, with chemo", "condition cancer_treatment present"),
    ("removed both tubes after hydrosalpinx", "condition tubal_surgery present"),
    ("sticky blood - on aspirin 75", "condition aps present, medicine aspirin present"),
    ("Everyone assumes it's endo. It isn't, I had the lap.", "condition endometriosis denied"),
    ("GP says it's probably just IBS. I'm not convinced.", "condition ibs suspected"),
    ("my levo got increased at booking", "condition hashimoto present, medicine levothyroxine present"),
    ("i take the odd nurofen for period pain", "medicine ibuprofen present"),
    ("no longer on the biologics, last infusion of infliximab was august", "medicine biologic past"),
    (
        "coeliac test was negative, sister has it",
        "condition coeliac family, condition coeliac denied, test coeliac present negative",
    ),
    ("never had a blood clot, not that I know of", "condition vte denied"),
    (
        "underactive thyroid found last year on levothyroxine 50",
        "condition hashimoto present, medicine levothyroxine present",
    ),
    ("I was put on Plaquenil in 2021", "medicine hydroxychloroquine present"),
    ("was put on aspirin last year but stopped", "medicine aspirin past"),
    ("psoriasis runs in the family", "condition psoriasis family"),
    ("haven't had any steroids since my flare in 2020", "medicine prednisolone past"),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_each_stands_as_it_was_said(reader, text, told):
    """Nothing is missed, nothing made up, and nobody else's is hers."""
    found = [finding for finding in reader.read(text).findings if finding.kind in KINDS]
    read = {
        " ".join([one.kind, one.id, one.status, *([str(one.value)] if one.kind == "test" else [])]) for one in found
    }
    assert read == {one for one in told.split(", ") if one}
