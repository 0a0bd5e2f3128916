"""How medicines stand: taken, stopped, changed, planned, refused, somebody else's."""

from __future__ import annotations

import pytest

TOLD = [
    ("levo 75mcg", "levothyroxine present"),
    ("on thyroid tablets", "levothyroxine present"),
    ("I take thyroxine and a baby aspirin", "levothyroxine present, aspirin present"),
    ("pen injections for my RA", "biologic present"),
    ("asp 75 and clex 40", "aspirin present, heparin present"),
    ("I inject fragmin every night", "heparin present"),
    ("blood thinning jabs every evening", "heparin present"),
    ("used to take metformin", "metformin past"),
    ("came off sertraline and methotrexate in march", "methotrexate past"),
    ("stopped my humira when I got my BFP", "biologic past"),
    ("came off the humira, now on cimzia", "biologic past, biologic present"),
    ("switched from warfarin to clexane", "warfarin past, heparin present"),
    ("swapped carbimazole for ptu", "carbimazole past, ptu present"),
    ("they changed me from methotrexate to sulfasalazine", "methotrexate past, sulfasalazine present"),
    ("moved from leflunomide onto hydroxychloroquine", "leflunomide past, hydroxychloroquine present"),
    ("about to start aspirin", "aspirin hypothetical"),
    ("was offered steroids but didn't take them", "prednisolone denied"),
    ("my doc wants me on aspirin", "aspirin hypothetical"),
    ("they want to put me on heparin next time", "heparin hypothetical"),
    ("consultant says I'd be on clexane from a positive test", "heparin hypothetical"),
    ("plan is aspirin and heparin if I fall pregnant again", "aspirin hypothetical, heparin hypothetical"),
    ("allergic to aspirin", "aspirin denied"),
    ("I can't take metformin", "metformin denied"),
    ("never been on aspirin", "aspirin denied"),
    ("no aspirin, no heparin, nothing", "aspirin denied, heparin denied"),
    ("not on any steroids", "prednisolone denied"),
    ("not taking levothyroxine at the moment", "levothyroxine denied"),
    ("I had six rounds of clomid", "clomifene past"),
    ("did three cycles of letrozole", "letrozole past"),
    ("I'm on my second round of letrozole", "letrozole present"),
    ("tried metformin, hated it", "metformin past"),
    ("metformin didn't agree with me so I stopped", "metformin past"),
    ("they gave me aspirin with my second pregnancy", "aspirin past"),
    ("I was on prednisolone for a year back in 2018", "steroid_long past"),
    ("I was on methotrexate until january", "methotrexate past"),
    ("finished my course of progesterone last week", "progesterone past"),
    ("should I be taking aspirin?", "aspirin hypothetical"),
    ("is it safe to take ibuprofen?", "ibuprofen hypothetical"),
    ("my husband takes methotrexate", ""),
    ("my mum is on warfarin", ""),
    ("my sister swears by metformin", ""),
    ("Meds: levothyroxine 100mcg, folic acid, vit d", "levothyroxine present, folic_acid present, vitamin_d present"),
    ("taking folic acid and vitamin D as you would expect", "folic_acid present, vitamin_d present"),
    ("still on hydroxychloroquine 200 twice a day", "hydroxychloroquine present"),
    ("I've been on aza for years", "azathioprine present"),
    ("prescribed plaquenil for lupus", "hydroxychloroquine present"),
    ("started on levothyroxine last month", "levothyroxine present"),
    ("they've started me on clexane", "heparin present"),
    ("they upped my levo to 100", "levothyroxine present"),
    ("my metformin makes me run to the loo", "metformin present"),
    ("only take paracetamol and the odd ibuprofen", "ibuprofen present"),
    ("I take ramipril for my kidneys and it does its job", "acei_arb present"),
    ("I read that aspirin can help", "aspirin hypothetical"),
    ("I was prescribed progesterone but never took it", "progesterone denied"),
    ("I haven't started the levothyroxine yet", "levothyroxine hypothetical"),
    ("GP suggested metformin, haven't decided", "metformin hypothetical"),
    ("took methotrexate for my ectopic", "mtx_for_ectopic past"),
    ("the steroids were stopped in may", "prednisolone past"),
    ("off warfarin now", "warfarin past"),
    ("weaning off pred", "prednisolone present"),
    ("tapering down the prednisolone", "prednisolone present"),
    ("insulin pump", "insulin present"),
    ("on humalog and lantus", "insulin present"),
    ("Stelara every 8 weeks", "biologic present"),
    ("mezavant for the colitis", "mesalazine present"),
    ("Euthyrox 50", "levothyroxine present"),
    ("thyronorm 75", "levothyroxine present"),
    ("ecosprin 75", "aspirin present"),
    ("I stopped the aspirin but still take the clexane", "aspirin past, heparin present"),
    ("no meds apart from levo", "levothyroxine present"),
    ("nothing except folic acid", "folic_acid present"),
    ("I take nothing but a multivitamin", ""),
    ("They put me on metformin. I stopped it after a week.", "metformin past"),
    ("Was on Humira. Not any more.", "biologic past"),
    ("I've been offered LDN by a private clinic", "ldn hypothetical"),
    ("thinking about trying coq10", "coq10 hypothetical"),
    ("anyone else on prednisolone?", "prednisolone hypothetical"),
]


def stood(reader, text):
    """What is read of the medicines, as `id status`."""
    return {f"{f.id} {f.status}" for f in reader.read(text).findings if f.kind == "medicine"}


def wanted(told):
    """The same, as written in the tables here."""
    return {one for one in told.split(", ") if one}


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_how_a_medicine_stands(reader, text, told):
    """Taken now is present; what was stopped, is planned or was turned down is not."""
    assert stood(reader, text) == wanted(told)
