"""How long patients take, section by section."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.clinical.protocol import Protocol
from yarrow.console.insight.figure import Column, Drawing, Figure, duration
from yarrow.store.figures import Spread


def answering(protocol: Protocol, took: Mapping[str, Spread]) -> Figure:
    """The median and the 90th percentile of the time spent answering in each section."""
    titles = {section.id: section.title for section in protocol.sections}
    order = [*(name for name in titles if name in took), *sorted(set(took) - set(titles))]
    rows = [
        (titles.get(name, name.capitalize()), one.count, one.median, one.ninth)
        for name, one in ((name, took[name]) for name in order)
    ]
    longest = max(took, key=lambda name: took[name].median, default=None)
    lead = "Nobody has answered a question in this time."
    if longest is not None:
        lead = f"Longest: {titles.get(longest, longest)}, half of the patients within {duration(took[longest].median)}."
    return Figure(
        id="answering",
        title="Time per section",
        lead=lead,
        columns=(
            Column("Section", "words"),
            Column("Conversations"),
            Column("Half took at most", "seconds"),
            Column("Nine in ten took at most", "seconds"),
        ),
        rows=tuple(rows),
        drawing=Drawing("bars", of=(2, 3)),
        notes=(
            "From a question to the patient's answer, added up over the section. "
            "Silences of more than half an hour are left out: she was away.",
        ),
    )
