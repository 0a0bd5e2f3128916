"""Losses: how many there were, and what is told of each."""

from yarrow.language.losses.head import COUNTED
from yarrow.language.losses.reading import LossItem, LossReading, is_never, read_losses

__all__ = ["COUNTED", "LossItem", "LossReading", "is_never", "read_losses"]
