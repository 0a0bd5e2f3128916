"""The brief as FHIR R4: one document Bundle, each resource in a file of its own. What stands where: docs/fhir.md."""

from __future__ import annotations

from yarrow.brief.fhir.bundle import bundle

__all__ = ["bundle"]
