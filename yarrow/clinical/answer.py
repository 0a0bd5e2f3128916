"""What an answer says: the settings of the options chosen, and the facts they make of the history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Option, Question, Setting
from yarrow.clinical.told_loss import LOSS, NEXT_LOSS, free_index, merge_loss


def settings_for(question: Question, values: Sequence[str]) -> tuple[Setting, ...]:
    """What choosing these options says; values that are not offered are ignored.

    "None of these" denies what the other options set; in a closed list, what was not ticked is denied.
    """
    chosen = [option for option in question.options if option.value in values]
    ticked = [option for option in chosen if not option.none]
    settings = [setting for option in chosen for setting in option.sets]
    if ticked and not settings and question.fact:
        settings = [Setting(question.fact, value=", ".join(option.value for option in ticked))]
    if chosen and not ticked:
        settings += [*_denials(question, ticked), *_none_told(question)]
    elif ticked and question.closed:
        settings += _denials(question, ticked)
    return tuple(settings)


def _denials(question: Question, ticked: Iterable[Option]) -> list[Setting]:
    """A no to each yes that was not given. A test not ticked was not done, which is no result: it is not denied."""
    said = {setting.path for option in ticked for setting in option.sets}
    others = (setting for option in question.options if not option.none for setting in option.sets)
    paths = dict.fromkeys(setting.path for setting in others if setting.value is True and setting.path not in said)
    return [Setting(path, Status.DENIED, None) for path in paths]


def _none_told(question: Question) -> list[Setting]:
    return [Setting(question.fact, Status.DENIED, None)] if question.fact else []


def facts_for(history: History, settings: Iterable[Setting], provenance: Provenance | None = None) -> tuple[Fact, ...]:
    """The settings as facts: a part of a loss is merged into that loss, a further outcome takes the next free place."""
    origin = provenance or Provenance()
    facts: list[Fact] = []
    for setting in settings:
        facts.append(_fact(history.adding(facts), setting, origin))
    return tuple(facts)


def _fact(history: History, setting: Setting, origin: Provenance) -> Fact:
    loss = LOSS.fullmatch(setting.path)
    told = setting.status is Status.PRESENT
    if told and setting.path == NEXT_LOSS and isinstance(setting.value, dict):
        return merge_loss(history, free_index(history), setting.value, origin)
    if told and loss and isinstance(setting.value, dict):
        return merge_loss(history, int(loss.group(1)), setting.value, origin)
    if told and loss and loss.group(2):
        return merge_loss(history, int(loss.group(1)), {loss.group(2): setting.value}, origin)
    return Fact(setting.path, setting.status, setting.value, origin)
