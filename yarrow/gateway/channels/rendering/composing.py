"""The whole text of a message as it goes out: who writes, a neutral first line, the words, the list, how to answer."""

from __future__ import annotations

import re

from yarrow.gateway.channels.piece import Limits
from yarrow.gateway.channels.rendering.numbers import Menu
from yarrow.gateway.channels.rendering.options import Offer
from yarrow.gateway.channels.rendering.phrases import Phrases
from yarrow.gateway.channels.rendering.put import Put
from yarrow.intake.turn import Message

# Questions that can be answered in words of her own as well as by a choice.
IN_WORDS = "text"
PARAGRAPH = "\n\n"


def composed(put: Put, made: Offer, limits: Limits, phrases: Phrases) -> str:
    """All that is said in this message, in the order it is read."""
    parts = [_said(put, phrases), *_unsaid_numbers(put.message)]
    if is_hidden(put) and not limits.hides_previews:
        parts.insert(0, phrases.say("channel_menus.lead"))
    if made.is_listed and made.menu is not None:
        parts.append(_list(put.message, made.menu))
        if any(option.label not in made.menu.signs_shown for option in made.options) or not made.options:
            parts.append(_how(put.message, made.menu, phrases))
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
    return phrases.say("channel_menus.by", by=put.by, words=words) if put.by else words


def _unsaid_numbers(message: Message) -> list[str]:
    """The numbers to tap that the words themselves do not say, one a line: a messenger has no button to call."""
    said = re.sub(r"[\s-]", "", message.text)
    unsaid = [call.label for call in message.calls if _number(call.to) not in said]
    return ["\n".join(unsaid)] if unsaid else []


def _number(address: str) -> str:
    """The number of `tel:0808 808 8000` or `sms:85258?&body=SHOUT`, without the spaces in it."""
    return re.sub(r"[\s-]", "", address.partition(":")[2].partition("?")[0])


def _list(message: Message, menu: Menu) -> str:
    """Every answer on a line of its own, after the sign that stands for it; what fits none of them comes last."""
    return "\n".join(f"{menu.sign(choice.value)}. {choice.label}" for choice in message.choices)


def _how(message: Message, menu: Menu, phrases: Phrases) -> str:
    if menu.is_many:
        return phrases.say("channel_menus.many_numbers")
    if menu.signs == "letters":
        return phrases.say("channel_menus.one_letter")
    if (message.question or {}).get("kind") == IN_WORDS:
        return phrases.say("channel_menus.number_or_words")
    return phrases.say("channel_menus.one_number")
