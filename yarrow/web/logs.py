"""Logs of ids, codes, lengths and durations. What is not on the list below is not written, whoever logs it."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "conversation", "turn", "status", "route", "method", "ms", "bytes",
        "length", "reason", "error", "where", "tries", "count", "part", "state", "port", "host", "version", "answers",
    }
)  # fmt: skip
# A value is a number or a short code; a patient's sentence is neither.
CODE = re.compile(r"[A-Za-z0-9_.:/{}\-]{0,120}(?: [A-Za-z0-9_.:/{}\-]{1,40}){0,5}")
# The server's own sentences hold nothing of a request; everybody else's may.
TRUSTED = ("uvicorn.error",)
Event = MutableMapping[str, Any]


def configure(level: str = "info", stream: TextIO | None = None) -> None:
    """Send every log of this process, libraries' included, through the list, as JSON lines to standard error."""
    shared: list[Any] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[foreign, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                only_allowed,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.captureWarnings(True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = name != "uvicorn.access"  # the gateway writes its own line per request, without the address
    for name in ("httpx", "httpcore", "alembic", "sqlalchemy", "procrastinate", "psycopg"):
        logging.getLogger(name).setLevel(logging.WARNING)


def foreign(_logger: Any, _method: str, event: Event) -> Event:
    """A library's record: its logger, and the kind and place of an exception; its sentence only if it is trusted."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None:
        return event
    kept: dict[str, Any] = {"event": "library", "logger": record.name, "_record": record}
    kept["_from_structlog"] = event.get("_from_structlog", False)
    if record.exc_info and record.exc_info[1] is not None:
        kept |= described(record.exc_info[1])
    elif record.name in TRUSTED:
        kept["event"] = event.get("event")
    record.exc_info, record.exc_text, record.stack_info = None, None, None
    return kept


def only_allowed(_logger: Any, _method: str, event: Event) -> Event:
    """What is on the list, as far as each value is a number or a code."""
    trusted = event.get("logger") in TRUSTED
    return {key: value if trusted else _code(value) for key, value in event.items() if key in ALLOWED}


def described(error: BaseException) -> dict[str, str]:
    """An exception by its kind and the place in our code, never by its message, which could quote a patient."""
    return {"error": type(error).__name__, "where": _place(error.__traceback__)}


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if "/yarrow/" in frame.filename] or list(frames)
    return f"{ours[-1].filename.rpartition('/yarrow/')[2][-80:]}:{ours[-1].lineno}" if ours else "unknown"


def _code(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = str(value)
    return text if CODE.fullmatch(text) else "(left out)"
