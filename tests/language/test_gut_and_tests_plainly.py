"""The gut, weight and tests in plain words: purging, scales that have not moved, an enzyme's name for its antibody."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bloated, and runs around 5 times a day", ("diarrhoea", "present")),
        ("Purging dey disturb me every week", ("diarrhoea", "present")),
        ("Bloated but the scales haven't budged", ("weight_loss", "denied")),
        ("Weight loss of a stone, on purpose", ("weight_loss", "denied")),
        ("I'm not on iron tablets now", ("iron", "denied")),
        ("I'm on iron tablets now", ("iron", "present")),
        ("Thyroid peroxidase was positive", ("tpo", "present")),
    ],
)
def test_it_is_heard_in_plain_words(reader: Reader, text: str, found: tuple[str, str]) -> None:
    assert found in {(one.id, one.status) for one in reader.read(text).findings}
