"""Rasa's door: an action reads the turn from the tracker, calls one use case, and utters its result as JSON.

The action server imports every module here and registers every action it finds (rasa_sdk/executor.py:262), so nothing
but actions, and what they share, lives in this folder.
"""
