"""How illnesses stand, in many ways of saying it."""

from __future__ import annotations

import pytest

PRESENT = [
    ("they dx'd me with lupus last spring", "sle present"),
    ("turned out i have coeliac disease", "coeliac present"),
    ("turns out it was graves all along", "graves present"),
    ("they put me on levothyroxine for an underactive thyroid", "hashimoto present"),
    ("im a type 1 diabetic", "t1d present"),
    ("im coeliac", "coeliac present"),
    ("I'm a coeliac and a vegetarian so eating out is fun", "coeliac present"),
    ("my crohns is quiet at the moment", "crohns present"),
    ("my uc has been in remission since 2019", "uc present"),
    ("Crohn's, in remission for four years", "crohns present"),
    ("I live with ms", "ms present"),
    ("got told its hashis", "hashimoto present"),
    ("Consultant confirmed Sjögren's in June", "sjogren present"),
    ("officially diagnosed with ra as of tuesday", "ra present"),
    ("biopsy came back and it is coeliac", "coeliac present"),
    ("bloods confirmed antiphospholipid syndrome", "aps present"),
    ("i suffer with psoriasis on my scalp", "psoriasis present"),
    ("my thyroid's lazy", "hashimoto present"),
    ("my thyroid is knackered, underactive", "hashimoto present"),
    ("my thyroid doesnt work properly, its underactive", "hashimoto present"),
    ("I have a slow thyroid", "hashimoto present"),
    ("i've got the sticky blood thing", "aps present"),
    ("the butterfly rash illness, lupus", "sle present"),
    ("I've gluten disease, the proper one", "coeliac present"),
    ("Conditions: hashi, pcos. Meds: levo 75, asp.", "hashimoto present, pcos present"),
    ("PMH: Graves, IBS", "graves present, ibs present"),
    ("Medical history - endometriosis, hypothyroidism", "endometriosis present, hashimoto present"),
    ("hashimotos since 2014 ibs since forever and now pcos too", "hashimoto present, ibs present, pcos present"),
    ("37, PCOS, endo, 2 losses", "pcos present, endometriosis present"),
    ("yes I've had psoriasis as long as I can remember", "psoriasis present"),
    ("lupus here, plus APS for good measure", "sle present, aps present"),
    ("not only lupus but sjogrens as well", "sle present, sjogren present"),
    ("I'm waiting on an appointment for my lupus", "sle present"),
    ("my lupus is acting up and I'm scared it will hurt the baby", "sle present"),
    ("I've had type one since I was nine", "t1d present"),
    ("took them ten years to find my endo", "endometriosis present"),
    ("the endo was stage 4 when they opened me up", "endometriosis present"),
    ("the doctor says my platelets are low, ITP they call it", "itp present"),
    ("had a DVT after my c section", "vte present"),
    ("i had a clot on my lung at 29", "vte present"),
    ("my blood clots too easily, its antiphospholipid", "aps present"),
    ("they found fibroids on the scan", "fibroids present"),
    ("I've multiple fibroids and one polyp", "fibroids present"),
    ("I do have ulcerative colitis but it's quiet", "uc present"),
    ("they thought it was IBS but it was coeliac", "coeliac present, ibs denied"),
    ("initially told ibs, turned out to be crohns", "crohns present, ibs denied"),
]
DENIED = [
    ("they tested me for lupus and it was clear", "sle denied"),
    ("lupus has been ruled out", "sle denied"),
    ("they ruled lupus out", "sle denied"),
    ("they've ruled out lupus, sjogrens and RA", "sle denied, sjogren denied, ra denied"),
    ("negative for coeliac", "coeliac denied"),
    ("no lupus, no sjogrens, no nothing", "sle denied, sjogren denied"),
    ("no coeliac or crohns but I do have hashimotos", "coeliac denied, crohns denied, hashimoto present"),
    ("i dont have pcos or endo or anything like that", "pcos denied, endometriosis denied"),
    ("I have neither lupus nor rheumatoid", "sle denied, ra denied"),
    ("I was told I had lupus but it was wrong", "sle denied"),
    ("was told I had PCOS but a second scan said no", "pcos denied"),
    ("they said coeliac first but then took it back", "coeliac denied"),
    ("misdiagnosed with MS years ago", "ms denied"),
    ("they used to say I had ibs but they've changed their minds", "ibs denied"),
    ("turned out not to be lupus", "sle denied"),
    ("it isn't lupus they say", "sle denied"),
    ("thank god its not ms", "ms denied"),
    ("it wasn't endo after all", "endometriosis denied"),
    ("lupus - no. coeliac - no. underactive thyroid - yes", "sle denied, coeliac denied, hashimoto present"),
    ("coeliac came back clear", "coeliac denied"),
    ("rheumatologist says it's definitely not lupus", "sle denied"),
    ("rheumatologist doesn't think it's lupus", "sle denied"),
    ("never been diagnosed with any thyroid problem", "thyroid_disease denied"),
    ("not diabetic, not coeliac", "coeliac denied"),
    ("I'm not coeliac I just feel better without bread", "coeliac denied"),
    ("apart from psoriasis I'm healthy", "psoriasis present"),
    ("nothing apart from hashimotos", "hashimoto present"),
    ("no illnesses except crohns", "crohns present"),
    ("no conditions other than a bit of psoriasis", "psoriasis present"),
    ("they looked for APS and didn't find it", "aps denied"),
    ("been checked for coeliac, all fine", "coeliac denied"),
    ("they did a laparoscopy and found no endometriosis", "endometriosis denied"),
    ("Lap was clear, no endo", "endometriosis denied"),
    ("i dont think i have coeliac, the test was negative", "coeliac denied"),
    ("my doctor said I don't have hashimotos", "hashimoto denied"),
    ("screened for graves and lupus, both negative", "graves denied, sle denied"),
    ("Lupus was mentioned but they discounted it", "sle denied"),
    ("they said it could be lupus but it wasn't", "sle denied"),
    ("I was worried about MS but the scan was clear", "ms denied"),
]
SUSPECTED = [
    ("could it be lupus?", "sle suspected"),
    ("consultant reckons it's lupus", "sle suspected"),
    ("gp is leaning towards hashimotos", "hashimoto suspected"),
    ("query lupus", "sle suspected"),
    ("?coeliac", "coeliac suspected"),
    ("being investigated for crohns", "crohns suspected"),
    ("waiting on a biopsy for coeliac", "coeliac suspected"),
    ("waiting to find out if i have endo", "endometriosis suspected"),
    ("borderline underactive thyroid", "hashimoto suspected"),
    ("i reckon i've got pcos", "pcos suspected"),
    ("im convinced its coeliac", "coeliac suspected"),
    ("I bet it's endo", "endometriosis suspected"),
    ("they suspect psoriatic arthritis", "psa suspected"),
    ("rheumatology think sjogrens", "sjogren suspected"),
    ("the nurse mentioned possible MS", "ms suspected"),
    ("probably IBS the doctor said", "ibs suspected"),
    ("on the waiting list to be tested for coeliac", "coeliac suspected"),
    ("lupus is on the cards apparently", "sle suspected"),
    ("lupus hasn't been ruled out", "sle suspected"),
    ("they haven't ruled out lupus yet", "sle suspected"),
    ("can't rule out crohns", "crohns suspected"),
    ("not diagnosed but I have all the signs of endo", "endometriosis suspected"),
    ("my gp wants to check me for graves", "graves suspected"),
    ("Dr Google says it's hashimotos", "hashimoto suspected"),
    ("awaiting results for coeliac", "coeliac suspected"),
    ("I might be coeliac, had the blood test on Monday", "coeliac suspected"),
    ("seeing rheum next month for suspected lupus", "sle suspected"),
    ("high chance its crohns according to the GI", "crohns suspected"),
    ("looks like it'll be lupus but they want one more blood test", "sle suspected"),
    ("tests are pointing to pbc", "pbc suspected"),
    ("im being tested for lupus on friday", "sle suspected"),
    ("lupus or sjogrens, they cant decide which", "sle suspected, sjogren suspected"),
]
PAST = [
    ("I grew out of my psoriasis", "psoriasis past"),
    ("I had psoriasis as a teenager, gone now", "psoriasis past"),
    ("had graves but they took my thyroid out and im on thyroxine", "graves past"),
    ("used to have ibs", "ibs past"),
    ("had itp as a kid but grew out of it", "itp past"),
    ("had fibroids removed in 2020", "fibroids past"),
    ("I had endo but had it all cut out", "endometriosis past"),
]
FAMILY = [
    (
        "mum has hashis and my sister coeliac but I'm clear of both",
        "hashimoto family, coeliac family, hashimoto denied, coeliac denied",
    ),
    ("my sister's got lupus, not me", "sle family, sle denied"),
    ("lupus runs in the family", "sle family"),
    ("aunty and nan both had ra", "ra family"),
    ("my bro is coeliac", "coeliac family"),
    ("dads side is full of psoriasis", "psoriasis family"),
    ("crohns on my mums side", "crohns family"),
    ("Family: coeliac (mum), MS (aunt)", "coeliac family, ms family"),
    ("FH: bowel cancer, coeliac", "bowel_cancer family, coeliac family"),
    ("Family history of thyroid disease", "thyroid_disease family"),
    ("my mother in law has lupus", ""),
    ("DH has crohns", ""),
    ("MIL has hashimotos and never shuts up about it", ""),
    ("my mate has endo", ""),
    ("my boss is coeliac", ""),
    ("the dog has addisons", ""),
    ("I'm adopted but my adoptive mum has ms", ""),
    ("my husband is type 1", ""),
    ("my twin has lupus", "sle family"),
    ("my twin sister has sjogrens but mine was negative", "sjogren family, sjogren denied"),
    ("both me and my sister have hashimotos", "hashimoto present, hashimoto family"),
    ("me and my mum both have hashis", "hashimoto present, hashimoto family"),
    ("my mum died of ovarian cancer", "ovarian_cancer family"),
    ("my dad had bowel cancer at 52", "bowel_cancer family"),
    ("cousin with type 1", "t1d family"),
    ("Is there lupus in the family? my great aunt had it", "sle family"),
    (
        "mum is hypothyroid, dad has psoriasis, I have neither",
        "hashimoto family, psoriasis family, hashimoto denied, psoriasis denied",
    ),
    ("I have lupus. My mum has it too.", "sle present, sle family"),
    ("I have coeliac like my mum", "coeliac present, coeliac family"),
    ("nobody in my family has lupus", ""),
    ("no family history of bowel cancer", ""),
    ("no thyroid problems in the family", ""),
    ("i have lupus and my sister has ms", "sle present, ms family"),
    ("my nan my mum and me all have underactive thyroids", "hashimoto present, hashimoto family"),
    ("my daughter is coeliac", "coeliac family"),
    ("my half sister has graves", "graves family"),
    ("my granny had the pernicious anaemia", "pernicious family"),
]
ASKED = [
    ("does lupus cause miscarriage?", "sle hypothetical"),
    ("can you have coeliac without symptoms?", "coeliac hypothetical"),
    ("what is hashimotos", "hashimoto hypothetical"),
    ("how do they test for APS?", "aps hypothetical"),
    ("I read that endometriosis can cause miscarriage", "endometriosis hypothetical"),
    ("is PCOS linked to miscarriage?", "pcos hypothetical"),
    ("read about antiphospholipid syndrome on the tommys website", "aps hypothetical"),
    ("worried about getting type 1", "t1d hypothetical"),
]
LATER = [
    ("Coeliac? My sister has it, I don't.", "coeliac family, coeliac denied"),
    ("They tested for lupus. It came back negative.", "sle denied"),
    ("GP mentioned lupus. It's been ruled out since.", "sle denied"),
    ("They suspected MS. It wasn't.", "ms denied"),
    ("I had Graves. They cured it with the iodine.", "graves past"),
    ("My friend says I have PCOS. The doctor disagrees.", "pcos suspected"),
    ("I have psoriasis. My brother's got it as well.", "psoriasis present, psoriasis family"),
]
UNCLEAR = [
    ("i have colitis", ""),
    ("I'm diabetic", ""),
    ("I've got arthritis in my hands", ""),
    ("gluten allergy", ""),
    ("they said IBD", ""),
    ("discoid lupus", ""),
]


def stood(reader, text):
    """What is read of the conditions, as `id status`."""
    return {f"{f.id} {f.status}" for f in reader.read(text).findings if f.kind == "condition"}


def wanted(told):
    """The same, as written in the tables here."""
    return {one for one in told.split(", ") if one}


@pytest.mark.parametrize(("text", "told"), PRESENT)
def test_what_she_says_she_has_is_present(reader, text, told):
    """Told, confirmed, in remission, in a list of her conditions: hers."""
    assert stood(reader, text) == wanted(told)


@pytest.mark.parametrize(("text", "told"), DENIED)
def test_what_was_ruled_out_or_taken_back_is_denied(reader, text, told):
    """Cleared by tests, taken back, or named only as an exception's rest."""
    assert stood(reader, text) == wanted(told)


@pytest.mark.parametrize(("text", "told"), SUSPECTED)
def test_what_is_only_thought_of_is_suspected(reader, text, told):
    """Leaning, querying, waiting for results, not ruled out."""
    assert stood(reader, text) == wanted(told)


@pytest.mark.parametrize(("text", "told"), PAST)
def test_what_is_over_is_past(reader, text, told):
    """Grown out of, removed, gone."""
    assert stood(reader, text) == wanted(told)


@pytest.mark.parametrize(("text", "told"), FAMILY)
def test_whose_illness_it_is(reader, text, told):
    """Blood relatives' illnesses are the family's; partners', friends' and animals' are nobody's."""
    assert stood(reader, text) == wanted(told)


@pytest.mark.parametrize(("text", "told"), ASKED)
def test_what_is_only_asked_about_is_hypothetical(reader, text, told):
    """General questions say nothing of her."""
    assert stood(reader, text) == wanted(told)


@pytest.mark.parametrize(("text", "told"), LATER)
def test_a_later_sentence_settles_it(reader, text, told):
    """What is said of 'it' in the next sentence counts."""
    assert stood(reader, text) == wanted(told)


@pytest.mark.parametrize(("text", "told"), UNCLEAR)
def test_a_name_that_settles_nothing_is_no_condition(reader, text, told):
    """These names are asked about."""
    assert stood(reader, text) == wanted(told)
