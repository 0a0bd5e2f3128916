"""Joins the parts, one composition root per side. Everything is built on first use, never on import."""
