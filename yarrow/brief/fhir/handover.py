"""What all resources of one bundle share: what was told, to whom it is handed, and how they refer to each other."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property
from typing import Any, Literal

from yarrow.clinical import interview
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.triage import Triage

Resource = dict[str, Any]
Audience = Literal["patient", "clinician"]
# A question about the summary itself, not about her.
CONDUCT = frozenset({"confirm_summary"})
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:yarrow:fhir")


@dataclass(frozen=True)
class Handover:
    """One history to be written as FHIR. `history` holds nothing that only the clinician may read; `at` is aware."""

    protocol: Protocol
    history: History
    triage: Triage
    conversation: str
    at: datetime
    audience: Audience = "clinician"
    shows_level: bool = True

    @property
    def moment(self) -> str:
        """When the bundle was made, as a FHIR instant."""
        return instant(self.at)

    @property
    def subject(self) -> dict[str, str]:
        """The patient, as every resource refers to her."""
        return self.reference("Patient")

    @property
    def teller(self) -> dict[str, str]:
        """Who told it: the patient, or somebody on her behalf."""
        return self.reference("RelatedPerson") if self.is_told_by_another else self.subject

    @cached_property
    def due(self) -> frozenset[str]:
        """The ids of the questions that would still be asked."""
        left: set[str] = set()
        while question := interview.next_question(self.protocol, self.history, passed=left):
            left.add(question.id)
        return frozenset(left - CONDUCT)

    @property
    def stage(self) -> str:
        """The status of what is made of the answers: `final` once nothing is left to ask."""
        return "preliminary" if self.due else "final"

    @property
    def is_told_by_another(self) -> bool:
        """Whether somebody answers for the patient."""
        return self.history.value("for_whom") not in (None, "self")

    def reference(self, kind: str, key: str = "") -> dict[str, str]:
        """A reference to the resource of this kind and key, which must be in the bundle."""
        return {"reference": f"urn:uuid:{self._uuid(kind, key)}"}

    def resource(self, kind: str, key: str = "", **content: Any) -> Resource:
        """A resource whose id is the same whenever it is made of the same conversation; what is empty is left out."""
        held = {name.rstrip("_"): value for name, value in content.items() if value not in (None, [], {}, "")}
        return {"resourceType": kind, "id": str(self._uuid(kind, key)), **held}

    def _uuid(self, kind: str, key: str) -> uuid.UUID:
        return uuid.uuid5(NAMESPACE, f"{self.conversation}/{kind}/{key}")


def instant(at: datetime) -> str:
    """An aware moment in UTC, to the second, as FHIR writes it."""
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def refers_to(resource: Resource) -> dict[str, str]:
    """A reference to this resource."""
    return {"reference": full_url(resource)}


def full_url(resource: Resource) -> str:
    """Under which address it stands in the bundle."""
    return f"urn:uuid:{resource['id']}"
