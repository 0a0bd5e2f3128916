"""Reads and checks protocol/*.yml and builds the values of yarrow.clinical and yarrow.language from it."""
