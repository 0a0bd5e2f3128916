"""Tests told by an illness's or an organ's name, with results before, behind, or a sentence away."""

from __future__ import annotations

import pytest


def told(reader, text: str) -> set[str]:
    found = reader.read(text).findings
    return {f"{one.id} {one.value or one.status}" for one in found if one.kind in ("condition", "test")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("thyroid and coeliac were checked, fine", {"tsh normal", "coeliac negative", "coeliac denied"}),
        ("thyroid was checked, coeliac I have", {"coeliac present"}),
        ("they checked thyroid, sugar and coeliac, all normal", {"tsh normal", "coeliac negative", "coeliac denied"}),
        ("all my bloods came back normal including thyroid", {"tsh normal"}),
        ("all my bloods came back normal, thyroid comes next", set()),
        ("bloods all normal (thyroid, coeliac)", {"tsh normal", "coeliac negative", "coeliac denied"}),
        ("my antiphospholipid came back positive", {"apl positive"}),
        ("she said antiphospholipid syndrome", {"aps present"}),
        ("APS: negative", {"apl negative", "aps denied"}),
        ("nobody has ever said antiphospholipid positive", {"apl negative"}),
        ("everything negative except ANA", {"ana positive"}),
        ("everything negative and ANA too", {"ana negative"}),
        ("all normal apart from a heart shaped womb", {"uterus abnormal"}),
        ("clotting bloods not back yet, coeliac negative", {"coeliac negative", "coeliac denied"}),
        ("APS, found after a stroke", {"aps present", "stroke present"}),
        ("I haven't had coeliac checked", set()),
        ("thought I had Hashimoto's but antibodies were negative", {"hashimoto denied", "tpo negative"}),
        ("my antibodies were negative", set()),
    ],
)
def test_names_beside_a_result(reader, text, wanted):
    """What is named beside a result is a test; alone it is an illness, an organ, or nothing yet."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I have antibodies to thyroid but levels ok", {"tpo positive", "tsh normal"}),
        ("I have a thyroid antibodies test next week", set()),
        ("my thyroid antibodies are up, thyroid itself is normal", {"tpo positive", "tsh normal"}),
        ("antibodies positive for thyroid, TSH raised at 7", {"tpo positive", "tsh high"}),
        ("my levels are ok", set()),
    ],
)
def test_antibodies_and_levels(reader, text, wanted):
    """Antibodies and what the gland does are two tests; levels alone are of nothing."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my sister has coeliac but mine came back negative", {"coeliac family", "coeliac denied", "coeliac negative"}),
        ("my sister has coeliac. I don't. The pregnancy test was negative", {"coeliac family", "coeliac denied"}),
        ("not coeliac (biopsy was clear)", {"coeliac denied", "coeliac negative"}),
        ("not coeliac, never been tested", {"coeliac denied"}),
        ("coeliac bloods positive, waiting for the camera", {"coeliac positive", "coeliac suspected"}),
        ("coeliac bloods positive and the biopsy agreed", {"coeliac positive", "coeliac present"}),
        ("coeliac bloods positive", {"coeliac positive"}),
    ],
)
def test_what_a_coeliac_test_settles(reader, text, wanted):
    """A test that took the illness away is told by the denial; a positive one waits for the biopsy."""
    assert told(reader, text) == wanted
