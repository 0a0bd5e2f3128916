"""What wording may mention of this patient: the numbers of her locale, and her own word for a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
