"""Tests told by the illness they look for, or by whose they are: `tested me for APS, clear`, `mine is normal`."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader


def results(reader: Reader, text: str) -> dict[str, object]:
    """The result of each test told."""
    return {f.path: f.value for f in reader.read(text).facts if f.path.startswith("tests.")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("they tested me for APS because of my platelets and it was clear", {"tests.apl": "negative"}),
        ("tested for APS in hospital, positive", {"tests.apl": "positive"}),
        ("my antibodies for clotting were negative", {"tests.apl": "negative"}),
        ("the antiphospholipid lot came back negative", {"tests.apl": "negative"}),
        ("I have APS", {}),
        ("mum and aunt have thyroid trouble. Mine was always normal", {"tests.tsh": "normal"}),
        ("my sister has a cold. Mine is fine", {}),
    ],
)
def test_what_a_test_showed(reader: Reader, text: str, wanted: dict[str, object]) -> None:
    assert results(reader, text) == wanted


def test_what_is_normal_of_hers_takes_nothing_from_her_mother(reader: Reader) -> None:
    found = {one.id: one.status for one in reader.read("my mum has coeliac disease, my own is fine").findings}
    assert found.get("coeliac") == "family"


@pytest.mark.parametrize(("text", "status"), [("not with all this bleeding", "present"), ("not bleeding", "denied")])
def test_not_with_all_this_denies_nothing(reader: Reader, text: str, status: str) -> None:
    assert [one.status for one in reader.read(text).findings if one.id == "bleeding"] == [status]
