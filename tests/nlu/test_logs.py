"""No log holds a patient's words."""

from __future__ import annotations

import logging

from yarrow.nlu.logs import PlacesOnly

WORDS = "marigold-marker"


def record(name: str, text: str, error: Exception | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, None) if error else None
    return logging.LogRecord(name, logging.ERROR, "/x/processor.py", 993, text, (), exc_info)  # type: ignore[arg-type]


def closed() -> PlacesOnly:
    formatter = PlacesOnly()
    formatter.closed = True
    return formatter


def test_of_others_messages_only_the_place_is_shown() -> None:
    line = closed().format(record("rasa.core.processor", f"could not handle {WORDS}"))
    assert WORDS not in line
    assert "rasa.core.processor processor.py:993" in line


def test_of_an_exception_only_its_class_is_shown() -> None:
    line = closed().format(record("sanic.root", "x", ValueError(WORDS)))
    assert WORDS not in line
    assert "(ValueError)" in line


def test_our_own_messages_are_shown() -> None:
    assert "ready" in closed().format(record("yarrow.readiness", "ready"))


def test_before_the_first_turn_everything_is_shown() -> None:
    assert "no model" in PlacesOnly().format(record("rasa.core.agent", "no model"))
