"""Figures over all conversations."""
