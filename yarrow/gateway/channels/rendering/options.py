"""In which form the answers of a question are offered on a platform: what fits whole, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.gateway.channels.piece import Form, Limits, Option
from yarrow.gateway.channels.rendering.numbers import Menu, signs_for
from yarrow.gateway.channels.rendering.phrases import Phrases
from yarrow.gateway.channels.rendering.put import Put
from yarrow.gateway.channels.rendering.room import signs
from yarrow.gateway.channels.rendering.tokens import SKIP, UNSURE, WHY, token
from yarrow.intake.own_questions import is_prompt
from yarrow.intake.turn import Choice, Message

# Questions whose answers are ticked and then sent.
SEVERAL = "multi_choice"
# Kinds of question whose answer may itself be a number; so may one whose values are numbers (a score).
ANSWERED_BY_NUMBER = ("number", "loss")
EMERGENCY = "emergency"
# "None of these", where a question that takes one answer only offers it among others.
OWN_NONE, NONE_LABEL = ":none", "None of these"
# The value of "I'm not sure", where a question offers it among its answers.
OWN_UNSURE = ":unsure"


@dataclass(frozen=True)
class Offer:
    """How the choices are put. `menu`: there if they have signs to type; `is_listed`: the text has to say them all.

    Where it is listed, what can be tapped is only a short cut.
    """

    form: Form = "none"
    options: tuple[Option, ...] = ()
    menu: Menu | None = None
    is_listed: bool = False


def offer(put: Put, limits: Limits) -> Offer:
    """The best form in which every label can be read whole."""
    choices = put.message.choices
    if not choices:
        return Offer()
    menu = menu_of(put)
    return _several(put, limits, menu) if menu.is_many else _one(put, limits, menu)


def menu_of(put: Put) -> Menu:
    """The list of the choices with the signs that stand for them."""
    question, choices = put.message.question or {}, put.message.choices
    values = [choice.value for choice in choices]
    none = _none(put.message)
    others = tuple(value for value in values if value != none)
    kind = str(question.get("kind", ""))
    is_many = kind == SEVERAL and len(others) > 1
    is_number = kind in ANSWERED_BY_NUMBER or any(value.rpartition(":")[2].isdecimal() for value in others)
    return Menu(put.id, signs_for(len(others), is_number=is_number and not is_many), others, none, is_many)


def _none(message: Message) -> str | None:
    """The answer that says that none of the others fits, so that it is 0 in every list that has it."""
    flagged = (message.question or {}).get("none")
    said = (
        choice.value for choice in message.choices if choice.value.endswith(OWN_NONE) and choice.label == NONE_LABEL
    )
    return flagged if flagged in [choice.value for choice in message.choices] else next(said, None)


def _one(put: Put, limits: Limits, menu: Menu) -> Offer:
    choices = put.message.choices
    if len(choices) <= limits.buttons and _fit(choices, limits.button):
        return _labelled("buttons", put, menu)
    if len(choices) <= limits.rows and _fit(choices, limits.row):
        return _labelled("rows", put, menu)
    if len(choices) <= limits.buttons:
        return Offer("buttons", _by_sign(put, menu), menu, is_listed=True)
    if len(choices) <= limits.rows and _fit(choices, limits.row_detail):
        return Offer("rows", _by_sign(put, menu, has_detail=True), menu)
    return typed(menu)


def _several(put: Put, limits: Limits, menu: Menu) -> Offer:
    choices = put.message.choices
    if len(choices) <= limits.ticks:
        if _fit(choices, limits.tick):
            return _labelled("ticks", put, menu)
        return Offer("ticks", _by_sign(put, menu), menu, is_listed=True)
    # Where a tap is sent at once, one of several must not be tapped: the rest would count as denied.
    alone = tuple(option for option, choice in zip(_by_label(put), choices, strict=True) if choice.value == menu.none)
    if alone and limits.buttons and signs(alone[0].label) <= limits.button:
        return Offer("buttons", alone, menu, is_listed=True)
    return typed(menu)


def _labelled(form: Form, put: Put, menu: Menu) -> Offer:
    """What is tapped says all; who answers by number gets the numbers, too, unless a number could be the answer."""
    if put.is_numbered and menu.signs == "numbers":
        return Offer(form, _by_label(put), menu, is_listed=True)
    return Offer(form, _by_label(put))


def typed(menu: Menu) -> Offer:
    """The choices as a list in the text, to be answered by typing."""
    return Offer(menu=menu, is_listed=True)


def _fit(choices: tuple[Choice, ...], room: int) -> bool:
    return all(signs(choice.label) <= room for choice in choices)


def _by_label(put: Put) -> tuple[Option, ...]:
    return tuple(
        Option(choice.label, token(put.id, index), is_on=choice.value in put.ticked)
        for index, choice in enumerate(put.message.choices)
    )


def _by_sign(put: Put, menu: Menu, *, has_detail: bool = False) -> tuple[Option, ...]:
    """In the order of the list: what fits none of them comes last."""
    placed = sorted(enumerate(put.message.choices), key=lambda one: one[1].value == menu.none)
    return tuple(
        Option(
            menu.sign(choice.value),
            token(put.id, index),
            choice.label if has_detail else None,
            is_on=choice.value in put.ticked,
        )
        for index, choice in placed
    )


def ways_past(put: Put, limits: Limits, phrases: Phrases) -> tuple[Option, ...]:
    """Skip, not sure and why, as buttons after the answers, where there is room for them; never beside urgent words.

    Not what the question itself offers (its own "I'm not sure") or does not allow; the conversation's own questions
    can only be asked about.
    """
    question = put.message.question
    if not question or put.is_urgent or question.get("section") == EMERGENCY or not limits.extras:
        return ()
    ways = [Option(phrases.say("channel_menus.why"), token(put.id, WHY))]
    if question.get("skippable") and not is_prompt(question.get("id")):
        if not any(choice.value.endswith(OWN_UNSURE) for choice in put.message.choices):
            ways.insert(0, Option(phrases.say("channel_menus.unsure"), token(put.id, UNSURE)))
        ways.insert(0, Option(phrases.say("channel_menus.skip"), token(put.id, SKIP)))
    return tuple(ways[: limits.extras])
