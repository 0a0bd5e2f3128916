"""A temperature is one where it is called so; an age or a partner's age is none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "celsius"),
    [("my temp is 38", 38.0), ("39c this morning", 39.0), ("102f", 38.9), ("33F in Ohio, DH is 35", None),
     ("F36 M40", None), ("I'm 36 and he's 41", None)],
)  # fmt: skip
def test_a_temperature_is_called_one(reader, text, celsius):
    assert {fact.path: fact.value for fact in reader.read(text).facts}.get("temp_c") == celsius
