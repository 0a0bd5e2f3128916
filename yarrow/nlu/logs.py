"""Logs of the bot side: ids, codes and places, never a patient's words.

Rasa and its libraries put message texts into warnings and tracebacks. Before the first turn nothing of a patient is in
the process, so their messages may be read; from then on only the place they were logged at is shown.
"""

from __future__ import annotations

import logging
import sys

import structlog

OURS = "yarrow"


class PlacesOnly(logging.Formatter):
    """Shows our own messages, and of others' only level, logger, file and line, once `closed`."""

    closed = False

    def format(self, record: logging.LogRecord) -> str:
        """One line, without a traceback: an exception is its class."""
        text = record.getMessage() if self._may_be_read(record) else f"{record.filename}:{record.lineno}"
        error = record.exc_info[0] if isinstance(record.exc_info, tuple) else None
        suffix = f" ({error.__name__})" if error else ""
        return f"{self.formatTime(record)} {record.levelname.lower()} {record.name} {text}{suffix}"

    def _may_be_read(self, record: logging.LogRecord) -> bool:
        return record.name.partition(".")[0] == OURS or not self.closed


def set_up() -> PlacesOnly:
    """Send every log of the process through one safe handler; `closed` is to be set before the first turn."""
    formatter = PlacesOnly()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    silence_debug()
    return formatter


def silence_debug() -> None:
    """Rasa's structured log goes where the others go: as it is, its debug calls print every message."""
    structlog.configure(
        processors=[structlog.stdlib.render_to_log_kwargs],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=True,
    )
