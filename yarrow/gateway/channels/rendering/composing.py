"""The whole text of a message as it goes out: who writes, a neutral first line, the words, the list, how to answer."""

from __future__ import annotations

import re

from yarrow.gateway.channels.rendering.listing import listed
from yarrow.gateway.channels.rendering.options import ANSWERED_BY_NUMBER, Offer
from yarrow.gateway.channels.rendering.phrases import Phrases
from yarrow.gateway.channels.rendering.put import Put
from yarrow.intake.turn import Message

# Questions that can be answered in words of her own as well as by a choice.
IN_WORDS = "text"
PARAGRAPH = "\n\n"


def composed(put: Put, made: Offer, phrases: Phrases) -> str:
    """All that is said in this message, in the order it is read."""
    parts = [_said(put, phrases), (put.message.question or {}).get("hint", ""), *_unsaid_numbers(put.message)]
    if made.is_listed and made.menu is not None:
        parts.append(listed(put.message, made.menu))
    parts.append(_how(put.message, made, phrases))
    if put.hint is not None:
        parts.append(phrases.say(f"channel_menus.hints.{put.hint}"))
    return PARAGRAPH.join(part for part in parts if part)


def instead(put: Put, link: str, phrases: Phrases) -> str:
    """What is said in the place of a question that is answered on the secure page: nothing of what it is about."""
    parts = [phrases.say("channel_menus.link", link=link)]
    if (put.message.question or {}).get("skippable"):
        parts.append(phrases.say("channel_menus.link_skip"))
    if put.hint is not None:
        parts.append(phrases.say(f"channel_menus.hints.{put.hint}"))
    return PARAGRAPH.join(parts)


def is_hidden(put: Put) -> bool:
    """Whether a lock screen should show something else than these words; urgent ones are never hidden."""
    return put.is_sensitive and not put.is_urgent


def _said(put: Put, phrases: Phrases) -> str:
    words = put.message.text.strip()
    is_signed = put.by is not None and not _names_itself(words, put.by)
    return phrases.say("channel_menus.by", by=put.by, words=words) if is_signed else words


def _names_itself(words: str, title: str) -> bool:
    """Whether these are the fixed words that somebody of that title writes from now on, which nobody signs."""
    return re.match(rf"(?:an?|the)\s+{re.escape(title)}\s+from the clinic\b", words, re.IGNORECASE) is not None


def _unsaid_numbers(message: Message) -> list[str]:
    """The numbers to tap that the words themselves do not say, one a line: a messenger has no button to call."""
    unsaid = [call.label for call in message.calls if not _is_said(call.to, message.text)]
    return ["\n".join(unsaid)] if unsaid else []


def _is_said(address: str, text: str) -> bool:
    """Whether the text says the number of `tel:0808 808 8000` or `sms:85258?&body=SHOUT`, however it is spaced."""
    digits = re.sub(r"\D", "", address.partition(":")[2].partition("?")[0])
    return re.search(rf"(?<!\d){r'[^0-9A-Za-z]{0,2}'.join(digits)}(?!\d)", text) is not None


def _how(message: Message, made: Offer, phrases: Phrases) -> str:
    """How to answer, where that is not plain from what can be tapped."""
    if made.form == "ticks":
        return phrases.say("channel_menus.ticks_or_numbers" if made.is_listed else "channel_menus.ticks")
    if made.menu is None or not made.is_listed:
        return ""
    if made.menu.is_many:
        return phrases.say("channel_menus.many_numbers")
    if made.menu.signs == "letters":
        is_own = (message.question or {}).get("kind") in ANSWERED_BY_NUMBER
        return phrases.say("channel_menus.letter_or_words" if is_own else "channel_menus.one_letter")
    if (message.question or {}).get("kind") == IN_WORDS:
        is_one = len(message.choices) == 1
        return phrases.say("channel_menus.one_or_words" if is_one else "channel_menus.number_or_words")
    return phrases.say("channel_menus.tap_or_number" if made.options else "channel_menus.one_number")
