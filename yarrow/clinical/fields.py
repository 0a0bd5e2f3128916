"""What wording may mention of this patient: the numbers of her locale, and her own word for a loss."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import TYPE_CHECKING

from yarrow.clinical.call import Call, once
from yarrow.clinical.history import History
from yarrow.clinical.term import loss_word

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol


def fields_of(protocol: Protocol, history: History) -> dict[str, str]:
    """The fields by name, as they stand in the sentences of protocol/wording (`{emergency}`)."""
    locale = protocol.locale(history.value("locale"))
    return {
        "emergency": locale.emergency,
        "urgent_advice": locale.urgent_advice,
        "crisis": "; ".join(locale.crisis),
        "abuse": "; ".join(locale.abuse),
        "under18": "; ".join(locale.under18),
        "support": ", ".join(locale.support),
        "silent_call": locale.silent_call,
        "loss": loss_word(history),
    }


def calls_of(protocol: Protocol, history: History, *keys: str) -> tuple[Call, ...]:
    """The numbers that these wordings say where she lives, each once and in the order of the words."""
    told = protocol.locale(history.value("locale")).calls
    return once(call for key in keys for name in _names(protocol.wording[key]) for call in told.get(name, ()))


def emergency_calls(protocol: Protocol, history: History) -> tuple[Call, ...]:
    """The emergency number where she lives."""
    return protocol.locale(history.value("locale")).calls.get("emergency", ())


def _names(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name)
