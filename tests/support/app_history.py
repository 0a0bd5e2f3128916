"""What must hold after a history in a messaging app, whatever went wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.support.app_patient import AppPatient

# Around what the record says: which part of a long message it is, and what a lock screen may show before each part.
AROUND = re.compile(r"\(\d+ of \d+\) |^This next part is personal\. .+?\n\n")


def words(text: str) -> str:
    """The words of a text as the record has them, whatever is between them."""
    return " ".join(AROUND.sub("", text).split())


def got_what_the_record_says(patient: AppPatient, as_shown: Callable[[str], str] = words) -> None:
    """In order, nothing twice, nothing lost. `as_shown`: the record's words as they look in this app."""
    dispatches = patient.dispatches()
    assert [one.state for one in dispatches] == ["sent"] * len(dispatches)
    got = patient.got()  # `sent` counts the pieces before the last
    assert len(got) == sum(one.sent + 1 for one in dispatches), "a message came twice, or one is missing"
    everything, place = " ".join(words(sent.text) for sent in got), 0
    said = {entry.seq: entry for entry in patient.entries()}
    for one in dispatches:
        if one.form.get("as") == "link" or one.seq is None:
            continue
        sentence = as_shown(said[one.seq].message.text)
        found = everything.find(sentence, place)
        assert found >= 0, f"lost, or out of order: {sentence}"
        place = found + len(sentence)


def record_has_what_was_said(patient: AppPatient) -> None:
    """Every message of hers stands in the record once, in her order."""
    theirs = [entry for entry in patient.entries() if entry.sender == "patient"]
    assert len({entry.id for entry in theirs}) == len(theirs)
    texts = [entry.message.text for entry in theirs if entry.message.text]
    said = iter(patient.said)
    for text in texts:
        assert text in said, f"not said, or out of order: {text}"
