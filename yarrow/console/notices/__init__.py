"""Telling staff, and the list of what was told."""
