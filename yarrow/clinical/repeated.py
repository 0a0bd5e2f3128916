"""Questions asked once for each loss or condition: the template made concrete."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yarrow.clinical.fact import Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Option, Question, Setting
from yarrow.clinical.term import which_loss
from yarrow.clinical.told_loss import detail, is_counted, to_describe
from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

CONCRETE = re.compile(r"(losses)\[(\d+)\](\.\w+)?|(condition_treatment)\.(\w+)")


def template_id(question_id: str) -> str:
    """The id of the template a concrete question was made of; its own id if it is not repeated."""
    found = CONCRETE.fullmatch(question_id)
    if not found:
        return question_id
    return found.group(4) or f"{found.group(1)}{found.group(3) or ''}"


def member(question_id: str) -> str | None:
    """What a concrete question is about: the place of a loss or the id of a condition; None if it is not repeated."""
    found = CONCRETE.fullmatch(question_id)
    return (found.group(5) or found.group(2)) if found else None


def members(template: Question, history: History) -> list[str]:
    """What a template is asked about, in order."""
    if template.repeat == "losses":
        places = to_describe(history)
        return [str(place) for place in places if template.id == "losses" or _has_detail(template, history, place)]
    prefix = "conditions."
    present = [
        path for path, fact in history.latest.items() if path.startswith(prefix) and fact.status is Status.PRESENT
    ]
    ids = [path[len(prefix) :] for path in present]
    return [one for one in ids if one in template.known_by and not _told_by(template.known_by[one], history)]


def concrete(template: Question, about: str, protocol: Protocol, history: History) -> Question:
    """The template asked about one loss (its place) or one condition (its id)."""
    if template.repeat == "losses":
        base = f"losses[{about}]"
        return replace(
            template,
            id=base + template.id[len("losses") :],
            fact=(template.fact or "losses[]").replace("losses[]", base),
            text=template.text.format(which=which_loss(history, int(about))),
            options=tuple(_option(option, base) for option in template.options),
            offers=tuple(_option(option, base) for option in template.offers),
        )
    path = f"{template.id}.{about}"
    return replace(template, id=path, fact=path, text=_about_condition(template, about, protocol, history))


def _about_condition(template: Question, about: str, protocol: Protocol, history: History) -> str:
    """What is asked of one condition, all at once; its treatment only if no medicine for it was told (§3.1 rule 1)."""
    condition = protocol.conditions.get(about)
    if condition is None:
        return template.text.format(condition=about, state=say(protocol, "condition.state"))
    state = condition.ask or say(protocol, "condition.state")
    told = any(history.status(f"medicines.{name}") is Status.PRESENT for name in condition.treatments)
    if told:
        return say(protocol, "condition.treated", condition=condition.name, state=state)
    return template.text.format(condition=condition.name, state=state)


def _has_detail(template: Question, history: History, place: int) -> bool:
    """Whether this detail is worth asking of this loss: weeks of a miscarriage, not of a test that turned."""
    return is_counted(history, place) and detail(history, place).get("type") in template.only


def _told_by(paths: tuple[str, ...], history: History) -> bool:
    return any(history.status(path) is Status.PRESENT for path in paths)


def _option(option: Option, base: str) -> Option:
    sets = tuple(Setting(s.path.replace("losses[]", base), s.status, s.value) for s in option.sets)
    return replace(option, sets=sets)
