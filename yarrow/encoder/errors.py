"""What can be wrong with the encoder's files."""

from __future__ import annotations


class EncoderError(RuntimeError):
    """The encoder cannot be used; the message says what to do, and holds nobody's words."""
