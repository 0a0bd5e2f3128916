"""Sentences as vectors: the one place that knows the sentence encoder and its libraries."""
