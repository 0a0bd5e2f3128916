"""Where guidelines disagree the patient is told plainly that they do, and the clinician reads both sides."""

from __future__ import annotations

import re

import pytest

from yarrow.clinical.recommendation import said_twice

# Rows of clinical.md §1.2, §1.5, §2, §4.2, §5, §7.3 and §8 where bodies differ: the bodies the clinician must read.
BOTH_SIDES = {
    "R_RPL_CLINIC": ("ESHRE", "RCOG", "ASRM", "ACOG", "CNGOF"),
    "R_FERTILITY": ("ASRM", "NICE", "WHO"),
    "E_APL": ("ESHRE", "RCOG", "ACOG"),
    "E_THYROID": ("ESHRE", "RCOG", "ASRM"),
    "E_UTERUS": ("ESHRE", "RCOG", "ASRM"),
    "E_TISSUE_GENETICS": ("ESHRE", "RCOG", "ASRM"),
    "E_PARENT_KARYO": ("ESHRE", "RCOG", "ASRM"),
    "E_HBA1C": ("ESHRE", "ASRM"),
    "E_PROLACTIN": ("ESHRE", "ASRM"),
    "E_SEMEN": ("ESHRE", "RCOG"),
    "E_COELIAC": ("NICE", "ESHRE", "ACG"),
    "E_CALPRO": ("50", "250", "ACG"),
    "E_CA125": ("CG122", "Draft"),
    "I_FOLIC": ("NG247", "local"),
    "I_TPO_EVIDENCE": ("ESHRE", "ETA", "ATA"),
    "I_ASK_PROGESTERONE": ("NICE", "RCOG", "ESHRE", "PROMISE"),
    "I_RH_NOTE": ("NICE", "BSH", "ACOG", "SOGC"),
    "X_THROMBOPHILIA": ("ESHRE", "RCOG"),
    "X_SPERM_DNA": ("ESHRE", "RCOG"),
    "X_IVIG": ("ESHRE", "RCOG"),
}
# What the patient must be able to read in the text itself.
PLAIN = re.compile(
    r"differ|Guidance differs|Some US doctors|some US doctors|leave room|cut-offs|scan\)|European guidance"
)
PLAINLY = sorted(
    set(BOTH_SIDES)
    # Told by the place's own words, a question of technique, or of evidence rather than of advice.
    - {"R_RPL_CLINIC", "E_APL", "E_UTERUS", "E_SEMEN", "E_COELIAC", "X_THROMBOPHILIA"}
)


def item(protocol, name):
    return protocol.recommendations.get(name) or protocol.not_needed[name]


@pytest.mark.parametrize("name", BOTH_SIDES)
def test_the_clinician_reads_every_side(protocol, name):
    assert all(body in item(protocol, name).disagreement for body in BOTH_SIDES[name])


@pytest.mark.parametrize("name", PLAINLY)
def test_the_patient_is_told_plainly(protocol, name):
    assert PLAIN.search(item(protocol, name).text)


@pytest.mark.parametrize("rule", ["P01", "P04", "P07", "P11", "U02", "U03"])
def test_rules_carry_their_disagreement_too(protocol, rule):
    assert protocol.rule[rule].disagreement


def test_ana_and_ivig_are_weighed_where_losses_recur(protocol):
    assert {"ANA", "IVIG", "Sperm DNA"} <= set(re.findall(r"ANA|IVIG|Sperm DNA", protocol.rule["P01"].disagreement))


def test_no_clinician_text_is_spoken(protocol):
    from yarrow.protocol.spoken import spoken

    told = {text for _, text in spoken(protocol)}
    assert not told & {found.disagreement for found in protocol.recommendations.values() if found.disagreement}


@pytest.mark.parametrize("label", [r"\bRIF\b", "implantation failure", "recurrent miscarriage", r"\bRPL\b"])
def test_nobody_is_given_a_label(protocol, label):
    from yarrow.protocol.spoken import spoken

    advice = ("rule.", "recommendation.", "not_needed.", "standard.", "wording.advice.", "question.")
    told = {place: text for place, text in spoken(protocol) if place.startswith(advice)}
    assert told
    assert not [place for place, text in told.items() if re.search(label, text)]


def test_a_list_to_read_names_a_test_once(protocol):
    known = protocol.recommendations
    assert said_twice([known["E_THYROID"], known["E_TSH"]]) == {"E_TSH"}
    assert said_twice([known["E_TSH"]]) == frozenset()
