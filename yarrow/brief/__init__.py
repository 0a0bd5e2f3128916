"""The one page she takes to the visit, drawn: HTML, PDF and FHIR R4. What it says is made in yarrow.clinical."""
