"""What is said to be fine, or denied by a common word, is denied; the same word alone tells of nothing."""

from __future__ import annotations

import pytest

DENIED = [
    ("weight's steady enough", "weight_loss"),
    ("no pounds coming off", "weight_loss"),
    ("no blood in it, no jelly", "mucus"),
    ("no lumps that I know of", "mass"),
    ("swallowing is grand", "dysphagia"),
    ("food is not getting stuck", "dysphagia"),
    ("not tired at all", "fatigue_prolonged"),
    ("never up in the night for it", "nocturnal_diarrhoea"),
    ("bladder is fine", "urinary_urgency"),
    ("she's kicking away as usual", "reduced_movements"),
    ("keeping fluids down", "cannot_keep_fluids"),
    ("temperature is normal", "fever"),
]
NOT_SAID = [
    ("a lump sum for the clinic", "mass"),
    ("we are stuck on the waiting list", "dysphagia"),
    ("tired of waiting", "fatigue_prolonged"),
    ("my weight is 60 kilos", "weight_loss"),
    ("jelly and ice cream", "mucus"),
]
SAID = [
    ("not keeping water down", "cannot_keep_fluids"),
    ("she has stopped kicking", "reduced_movements"),
    ("food gets stuck halfway down", "dysphagia"),
]


def statuses(reader, text, id_):
    """How the symptom stands, each way once."""
    return {finding.status for finding in reader.read(text).findings if finding.id == id_}


@pytest.mark.parametrize(("text", "id_"), DENIED)
def test_what_is_fine_is_denied(reader, text, id_):
    assert statuses(reader, text, id_) == {"denied"}
    assert id_ not in reader.read(text).red_flags


@pytest.mark.parametrize(("text", "id_"), NOT_SAID)
def test_a_common_word_alone_tells_of_nothing(reader, text, id_):
    assert statuses(reader, text, id_) == set()


@pytest.mark.parametrize(("text", "id_"), SAID)
def test_what_is_not_fine_is_there(reader, text, id_):
    assert "present" in statuses(reader, text, id_)
