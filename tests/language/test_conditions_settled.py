"""Illnesses settled by what is said around them: what it turned out to be, a thyroid that is none, whose it is."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader


def told(reader: Reader, text: str) -> set[tuple[str, str]]:
    return {(one.id, one.status) for one in reader.read(text).findings if one.kind == "condition"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They had me down as MS for a year, turned out lupus", {("sle", "present")}),
        ("First they reckoned lupus, it turned out to be Sjogren's", {("sjogren", "present")}),
        ("My aunt thought she had MS and it turned out to be lupus", {("ms", "family")}),
        ("Turned out not to be Crohn's thank God", {("crohns", "denied")}),
    ],
)
def test_what_it_turned_out_to_be_is_so(reader: Reader, text: str, found: set[tuple[str, str]]) -> None:
    assert found <= told(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Coeliac no, thyroid no, bloods all back",
        "It's not thyroid related, they looked at that",
        "Never had any thyroid trouble",
        "The thyroid has been crossed off already",
    ],
)
def test_a_thyroid_that_is_none_denies_an_underactive_one(reader: Reader, text: str) -> None:
    assert ("hashimoto", "denied") in told(reader, text)


@pytest.mark.parametrize(
    "text", ["Nobody has tested me, not thyroid, not anything", "My thyroid was fine", "No thyroid bloods yet"]
)
def test_a_thyroid_only_tested_or_not_tested_denies_no_illness(reader: Reader, text: str) -> None:
    assert not told(reader, text)


@pytest.mark.parametrize(
    "text", ["I've a thyroid that's too fast, on carbimazole", "Goitre, overactive, they gave me tablets for it"]
)
def test_a_thyroid_that_is_too_fast_is_overactive(reader: Reader, text: str) -> None:
    assert ("graves", "present") in told(reader, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Could all of this be lupus?", ("sle", "suspected")),
        ("Sjogren's? Lupus? GP shrugged", ("sle", "suspected")),
        ("Lupus: query, seeing rheumatology in May", ("sle", "suspected")),
        ("My brother has Crohn's. Could it be that?", ("crohns", "suspected")),
        ("Does having lupus mean I can't carry?", ("sle", "present")),
        ("Does having lupus cause miscarriage?", ("sle", "hypothetical")),
    ],
)
def test_what_she_wonders_about_and_what_she_has_are_told_apart(
    reader: Reader, text: str, found: tuple[str, str]
) -> None:
    assert found in told(reader, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I don't have lupus, that's my sister", {("sle", "denied"), ("sle", "family")}),
        ("Family: mum rheumatoid arthritis, dad none", {("ra", "family")}),
        ("Nothing wrong with any of us, but granny did have vitiligo", {("vitiligo", "family")}),
    ],
)
def test_whose_it_is_is_heard_beside_a_denial(reader: Reader, text: str, found: set[tuple[str, str]]) -> None:
    assert told(reader, text) == found


def test_what_is_over_with_a_medicine_is_not_over_with_the_illness(reader: Reader) -> None:
    text = "Lupus since I was 20, on azathioprine. I'm not on methotrexate now, that went last year."
    assert told(reader, text) == {("sle", "present")}


@pytest.mark.parametrize("text", ["The first sample clotted so they bled me again", "Metformin is for prediabetes"])
def test_a_sample_that_clotted_and_prediabetes_are_no_illness_of_hers(reader: Reader, text: str) -> None:
    assert not told(reader, text)
