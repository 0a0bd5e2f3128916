"""The second ear as a process has it: loaded once, in its place when it is trained, and never in the rules' way."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from yarrow import launch
from yarrow.encoder.encoder import Encoder
from yarrow.encoder.errors import EncoderError
from yarrow.language.ear_heads import EarError, load_heads
from yarrow.language.second_ear import Hunch, SecondEar
from yarrow.language.text import Sentence

ROOT = Path(__file__).resolve().parents[2]
logger = logging.getLogger("yarrow.ear")


class TrainedEar:
    """The ear as it was last trained. Where it is missing or fails, it hears nothing, says so once, and rules go on."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or ROOT / launch.EAR
        self._loading = threading.Lock()
        self._ear: SecondEar | None = None
        self._of: int | None = None  # when the file that is loaded, or could not be, was written
        self._tried = False
        self.problem: str | None = None

    def load(self) -> str | None:
        """Load what is there now; what is wrong, in a sentence, or None."""
        if not self._tried or self._written() != self._of:
            with self._loading:
                if not self._tried or self._written() != self._of:
                    self._load()
        return self.problem

    def dangers(self, text: str, sentences: Sequence[Sentence]) -> tuple[Hunch, ...]:
        """As the ear hears."""
        ear = self._ready()
        if ear is None:
            return ()
        try:
            return ear.dangers(text, sentences)
        except Exception as error:
            self._failed(error)
            return ()

    def act(self, text: str, sentences: Sequence[Sentence]) -> Hunch | None:
        """As the ear hears."""
        ear = self._ready()
        if ear is None:
            return None
        try:
            return ear.act(text, sentences)
        except Exception as error:
            self._failed(error)
            return None

    def _ready(self) -> SecondEar | None:
        self.load()
        return self._ear

    def _written(self) -> int | None:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return None

    def _load(self) -> None:
        self._of, self._tried, self._ear = self._written(), True, None
        try:
            heads = load_heads(self._path)
            encoder = Encoder.load(self._path.with_suffix(launch.EAR_ENCODER.suffix), sha256=heads.encoder)
            self._ear, self.problem = SecondEar(encoder, heads), None
        except (EarError, EncoderError) as error:
            self.problem = str(error)
            logger.warning("danger is heard by the rules alone: %s", error)

    def _failed(self, error: Exception) -> None:
        """The ear is put aside until it is trained anew; the error's own words may hold the patient's."""
        self._ear, self.problem = None, f"The second ear failed ({type(error).__name__}): start Yarrow again."
        logger.error("danger is heard by the rules alone: the second ear failed (%s)", type(error).__name__)
