"""Losses: how many there were, and what is told of each."""

from yarrow.language.losses.bare import pregnancies
from yarrow.language.losses.head import COUNTED
from yarrow.language.losses.reading import Losses, LossItem, LossReading, is_never
from yarrow.language.losses.words import LossWordsError

__all__ = ["COUNTED", "LossItem", "LossReading", "LossWordsError", "Losses", "is_never", "pregnancies"]
