"""Pipelines of Rasa compared on the same data: how well, how surely, how fast and at what price they tell intents."""
