"""Set phrases of the gut, of cycles and of plans: gluten, tests for coeliac disease, how long, how often."""

from __future__ import annotations

import pytest

STATED = [
    ("my ttg was through the roof", "coeliac_tested", True),
    ("they screened me for celiac, came back negative", "coeliac_tested", True),
    ("diagnosed coeliac by camera at 19", "coeliac_tested", True),
    ("thyroid ok, coeliac ok", "coeliac_tested", True),
    ("no one's thought to test for coeliac", "coeliac_tested", False),
    ("I've not had a coeliac test", "coeliac_tested", False),
    ("I'm off gluten since spring. Never been tested for it.", "coeliac_tested", False),
    ("been off gluten since last summer", "gluten_free", True),
    ("GF 6 years", "gluten_free", True),
    ("I live on toast and pasta", "gluten_free", False),
    ("I was told to stay on gluten until the biopsy", "gluten_free", False),
    ("strictly gluten free for seven months now", "gut.gluten_free_months", 7),
    ("my periods run to the day", "cycles", "regular"),
    ("my cycle is bang on 30 days", "cycles", "regular"),
    ("periods like a metronome", "cycles", "regular"),
    ("my cycles are anywhere between 30 and 70 days", "cycles", "irregular"),
    ("60 day cycles", "cycles", "irregular"),
    ("I get maybe four periods a year", "cycles", "irregular"),
    ("my periods have dried up", "cycles", "absent"),
    ("we'd like to go again", "planning", True),
    ("husband and I are planning a child", "planning", True),
    ("we're on a break from trying", "planning", False),
    ("anaemia, from low iron", "hb_status", "iron_deficiency_anaemia"),
    ("four transfers and not one took", "ivf.failed_transfers", 4),
    ("two transfers, both of them negative", "ivf.failed_transfers", 2),
    ("acid keeps coming up into my throat", "gut.reflux", True),
    ("there's a raw weeping spot beside my back passage", "gut.perianal", True),
    ("Bloated and loose every day. Fifteen months of that.", "bowel_symptom_weeks", 65),
    ("Constipated. Going on four months now.", "bowel_symptom_weeks", 17),
]
NOT_STATED = [
    ("my brother was tested for coeliac", "coeliac_tested"),
    ("my sister is gluten free", "gluten_free"),
    ("no heartburn, no reflux", "gut.reflux"),
    ("I am bloated. We have been trying for two years.", "bowel_symptom_weeks"),
    ("no gluten test yet, nobody has tested me for lupus", "gut.gluten_free_months"),
    ("I feel low. Married four years.", "bowel_symptom_weeks"),
]


def values(reader, text, path):
    """Every value the message gives the fact."""
    return [fact.value for fact in reader.read(text).facts if fact.path == path and fact.status == "present"]


@pytest.mark.parametrize(("text", "path", "value"), STATED)
def test_a_state_is_read_from_everyday_words(reader, text, path, value):
    assert values(reader, text, path) == [value]


@pytest.mark.parametrize(("text", "path"), NOT_STATED)
def test_what_is_anothers_or_not_said_is_not_stated(reader, text, path):
    assert values(reader, text, path) == []


def test_a_coeliac_test_never_done_is_not_a_negative_one(reader):
    facts = {fact.path for fact in reader.read("I've not had a coeliac test").facts}
    assert "tests.coeliac" not in facts
    assert "conditions.coeliac" not in facts
