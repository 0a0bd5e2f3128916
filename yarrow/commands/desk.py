"""The protocol and the reader, as commands load them: what is wrong with a file becomes the command's one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yarrow.commands.errors import CommandError

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol
    from yarrow.intake.ports import Desk
    from yarrow.language.understanding import Asked, Understanding


def load_protocol(folder: Path | None = None) -> Protocol:
    """The clinical content, or that of another version's folder. Raises CommandError naming the file and the place."""
    from yarrow.protocol.errors import ProtocolError
    from yarrow.protocol.loader import load

    try:
        return load(folder)
    except ProtocolError as error:
        raise CommandError(f"{folder}: {error}" if folder else str(error)) from None


def load_desk() -> Desk:
    """The protocol and a reader of messages, the second ear beside it. Raises CommandError."""
    from yarrow.bootstrap.ear import TrainedEar
    from yarrow.intake.ports import Desk
    from yarrow.language.reader import Reader
    from yarrow.protocol.errors import ProtocolError
    from yarrow.protocol.lexicon import load_lexicon

    try:
        return Desk(load_protocol(), Reader(load_lexicon(), TrainedEar()))
    except ProtocolError as error:
        raise CommandError(str(error)) from None


class Unread:
    """Stands in where nothing is read, only judged: loading the real reader would take a second."""

    def read(
        self,
        text: str,
        asked: Asked | None = None,
        context: dict[str, Any] | None = None,
        today: date | None = None,
    ) -> Understanding:
        """Never called: stored facts hold what was understood when they were said."""
        raise AssertionError("A stored history is judged, not read again.")
