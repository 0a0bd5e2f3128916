"""What could tell who somebody is, is replaced; measured on invented lines («» around what must go)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yarrow.console.work.masking import masked

LINES = Path(__file__).parent / "lines"
# Words within a secret that tell nothing by themselves.
PLAIN = ("and", "of", "the", "at", "dot", "The", "Street", "Hospital")
MARKED = re.compile("«([^»]*)»")


def personal(name="personal.txt"):
    """(text, what must not be left in it) of each line."""
    lines = (LINES / name).read_text("utf-8").splitlines()
    return [(line.replace("«", "").replace("»", ""), MARKED.findall(line)) for line in lines]


def left(text, secrets):
    """Those of the secrets of which a telling word is left."""
    shown = re.split(r"[^\w'’@.+-]+", masked(text).text)
    return [one for one in secrets if any(word in shown for word in telling(one))]


def telling(secret):
    """The words of a secret that tell something."""
    return [word for word in re.split(r"[\s,]+", secret) if len(word) > 1 and word not in PLAIN]


def test_nearly_everything_that_tells_who_somebody_is_goes():
    lines = personal()
    told = [one for _, secrets in lines for one in secrets]
    missed = [(text, one) for text, secrets in lines for one in left(text, secrets)]
    assert len(lines) >= 200
    recall = 1 - len(missed) / len(told)
    assert recall >= 0.98, missed


def test_of_lines_the_rules_were_not_made_with_nearly_everything_goes_too():
    """Measured before two of what was missed (63 of 66 went) were mended."""
    lines = personal("unseen.txt")
    told = [one for _, secrets in lines for one in secrets]
    missed = [(text, one) for text, secrets in lines for one in left(text, secrets)]
    assert len(told) > 60
    assert 1 - len(missed) / len(told) >= 0.95, missed


def test_what_is_not_a_name_never_gets_through():
    """E-mail addresses, phone numbers, numbers of a person, postcodes and dates of birth: every one of them goes."""
    plain = [(text, one) for text, secrets in personal() for one in secrets if re.search(r"[\d@]|www\.|\.com", one)]
    assert len(plain) > 80
    assert [(text, one) for text, one in plain if left(text, [one])] == []


def test_what_is_clinical_stays_word_for_word():
    lines = (LINES / "clinical.txt").read_text("utf-8").splitlines()
    assert len(lines) >= 60
    assert [(line, masked(line).text) for line in lines if masked(line).text != line] == []


@pytest.mark.parametrize("line", ["my name is Jo", "ring 07911 123456", "dob 12/03/1990", "I'm in M1 4BT"])
def test_a_stand_in_is_not_replaced_again_by_another_kind(line):
    once = masked(line).text
    again = masked(once)
    assert {span.kind for span in again.spans} <= {span.kind for span in masked(line).spans}


def test_the_stand_ins_are_where_they_are_said_to_be():
    found = masked("Hi, I'm Emma, my number is 07911 123456 and my GP is Dr Osei")
    assert [(found.text[span.start : span.end], span.kind) for span in found.spans] == [
        ("Sam", "name"),
        ("07700 900123", "phone"),
        ("Sam", "name"),
    ]
    assert "".join(piece for piece, _ in found.pieces) == found.text
    assert [piece for piece, is_stand_in in found.pieces if is_stand_in] == ["Sam", "07700 900123", "Sam"]


def test_a_long_text_that_was_made_to_be_slow_is_not(tmp_path):
    for unit in ("a" * 50 + "@", "1 ", "Aa ", "my name is ", "12/", "'", "St. ", "born "):
        text = (unit * 4000)[:4000]
        assert masked(text) is not None
