"""The protocol's pages for clinicians."""
