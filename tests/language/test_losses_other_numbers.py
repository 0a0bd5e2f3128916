"""Numbers beside losses that are of something else: rounds, cycles, a day of a scan, how often something happened."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

COUNTED = [
    ("Clomid round 1 = chemical. Round 2 = nothing. Round 3 = lost at 8w. Round 4 = nothing.", 2),
    ("We saw the heart beating at six weeks but I lost it at 9. Now it's been two years and nothing", 1),
    ("Saw a flicker at 7 weeks. Next scan at 9 weeks, nothing.", 1),
    ("I was pregnant twice: one ectopic at 5 weeks, one miscarriage at 9", 1),
    ("My hcg doubled twice, then at the 8 week scan no heartbeat", 1),
    ("It happened twice, at 6 weeks and at 9 weeks", 2),
    ("heartbeat at 6+4, lost it at 9+2 when they scanned", 1),
    ("One miscarriage in cycle 5, seven weeks, and one in cycle 12, six weeks", 2),
    ("Losses: March 2021 at 7w, June 2022 at 9w3d (heart was beating at 8), May 2023 at 5w", 3),
    ("No kids, three miscarriages. 6+2, 7+0, 9+5. All three after a scan with a heartbeat", 3),
    ("trying for 2 and a half years, lost one at 8 weeks and another at 7", 2),
    ("two under three here and lost one at 9 weeks", 1),
    ("had a miscarriage scare at 8 weeks with my boy but he was grand, then lost the next at 11", 1),
    ("lost two at 7 weeks and one at 10", 3),
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_only_losses_are_counted(reader: Reader, text: str, count: int) -> None:
    """What else is numbered adds none."""
    assert next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None) == count
